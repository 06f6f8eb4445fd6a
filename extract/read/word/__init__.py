"""Word documents, and what LibreOffice makes one of."""
