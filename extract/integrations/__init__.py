"""The program inside the tools of others."""
