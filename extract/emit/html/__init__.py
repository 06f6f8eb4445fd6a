"""A record as one page to read."""
