"""The demonstration workshop: an invented cast of fifty people with three months of history up to yesterday."""
