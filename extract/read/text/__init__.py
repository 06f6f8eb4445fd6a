"""Plain text: transcripts with their tables, and text that carries markup."""
