"""From what was found to the record, and its contradictions to problems."""
