"""The record's header from the printed head."""
