"""Many documents → a dataset; each is read in a limited process, and nothing done is lost."""
