"""The whole document: header, sections, tables joined over pages, appendices, signature, ledger."""
