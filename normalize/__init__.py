"""Pure functions from a phrase to its value, one concept a module."""
