"""Forms of workshops and people."""
