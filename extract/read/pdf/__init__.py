"""PDF pages with letters of their own, through two engines."""
