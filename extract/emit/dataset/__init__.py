"""Many records as one dataset: tables, description, card."""
