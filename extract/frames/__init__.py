"""Records and datasets as data frames, and as what notebooks show."""
