"""Duties, targets and agencies in running text."""
