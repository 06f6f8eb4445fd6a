"""The workbook: a list for the office, then the record's tables; what an office wrote into it."""
