"""One page: its lines, its grids, its furniture."""
