"""Many documents → a dataset; every document is read in a limited process, and nothing that was done is lost."""
