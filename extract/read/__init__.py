"""From bytes to pages or blocks: one module an engine."""
