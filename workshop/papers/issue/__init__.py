"""Issuing papers 签发: a number, the data as they were, a signature, and what became of each."""
