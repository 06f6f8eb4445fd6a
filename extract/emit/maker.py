"""What outputs name as their maker."""

MAKER = "kehoach"
"""Followed by the version where the format has a place for it."""
