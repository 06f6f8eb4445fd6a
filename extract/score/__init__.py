"""Accuracy as counts: records compared with gold."""

from extract.score.pairs import score_paths
from extract.score.report import Report

__all__ = ["Report", "score_paths"]
