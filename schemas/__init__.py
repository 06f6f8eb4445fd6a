"""Nouns only: what flows between the stages, and the record that users get."""
