"""Reads of the floor: facts for its rules, lines for its pages."""
