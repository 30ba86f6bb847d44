"""What pay reads from and writes to files: expected pay, bank files, the bank's answers."""

from workshop.pay.files.expected import list_differences, read_expected

__all__ = ["list_differences", "read_expected"]
