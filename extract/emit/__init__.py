"""The record as JSON, CSV and what else trackers read."""
