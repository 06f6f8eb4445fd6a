"""Random layouts of documents, outputs, links, foreign and temporary files: what is not the program's own stays."""
