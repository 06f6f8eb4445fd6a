"""A whole dataset as one page: figures in, HTML with pictures out."""
