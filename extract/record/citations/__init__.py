"""Mentions brought together as references, with issuer and identifiers."""
