"""References to other documents, where they stand in the text."""
