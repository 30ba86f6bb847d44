"""Workbooks as offices send them: opened behind a guard, their tables recognised, cells read, faulty rows written back."""
