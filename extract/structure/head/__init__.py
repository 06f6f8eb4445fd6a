"""The head of a document: its printed lines, its title, a plan behind its decision."""
