"""The programs' room: JSON over HTTP, the same requests and views as the pages."""
