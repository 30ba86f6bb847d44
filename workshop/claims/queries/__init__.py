"""Reads of the room: everything the rules of claims are told, in a fixed number of statements."""
