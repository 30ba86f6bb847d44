"""What may be recorded of a day, decided on facts alone."""
