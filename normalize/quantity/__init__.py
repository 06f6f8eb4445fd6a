"""How much: numbers, units, bounds, targets."""
