"""The version of the program, which stands in every
manifest and decides what a batch does again.
"""

VERSION = "0.1.0"
