"""What a table means: its columns, its rows, its targets."""
