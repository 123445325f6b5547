"""What people ask for: one function a request, one file a subject."""
