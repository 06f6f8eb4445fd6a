"""Duties, deadlines, targets and agencies in running text."""
