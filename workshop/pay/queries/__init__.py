"""Reads of pay: facts for its rules, runs and slips for its pages."""
