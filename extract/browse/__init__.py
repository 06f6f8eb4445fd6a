"""A dataset as a SQLite file, with full-text search, and the program that shows it."""
