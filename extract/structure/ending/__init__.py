"""The end of a document: who signed, in print or under ink, and who receives it."""
