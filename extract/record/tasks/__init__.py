"""The record's tables and tasks."""
