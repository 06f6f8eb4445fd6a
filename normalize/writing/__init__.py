"""Letters: normal forms, syllables, spelling, numerals, legacy encodings."""
