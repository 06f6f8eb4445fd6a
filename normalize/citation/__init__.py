"""Documents: their kinds, symbols, laws, identifiers."""
