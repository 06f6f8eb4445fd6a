"""What a text seems to hold, seen by detectors that share nothing with the readers."""
