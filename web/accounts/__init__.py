"""What signing in needs: accounts, sessions, tokens, the throttle, saved views.

That a user exists, and their roles, are facts; these are rows.
"""
