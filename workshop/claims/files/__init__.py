"""Programme files: reading, checking with their examples, and the folders they lie in."""
