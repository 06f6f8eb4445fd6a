"""Random plans, read and held against the gold they were drawn with."""
