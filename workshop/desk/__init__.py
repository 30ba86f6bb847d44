"""The desk of a workshop: what needs a hand today."""
