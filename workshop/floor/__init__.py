"""The day: output, attendance, hours."""
