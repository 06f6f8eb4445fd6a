"""From the bytes of a document to its record: reading it, recognising its pages,
understanding it.
"""
