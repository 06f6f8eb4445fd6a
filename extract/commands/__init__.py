"""One module a command; nothing else prints."""
