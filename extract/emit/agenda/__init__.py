"""What is due when: one list for all that people take away (page, workbook, Word, calendar)."""
