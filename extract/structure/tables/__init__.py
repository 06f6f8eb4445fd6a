"""Tables that pages cut: which parts belong together."""
