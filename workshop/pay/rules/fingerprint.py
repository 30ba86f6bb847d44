"""What a lock commits to (pay rules 8.3): the same content gives the same bytes, on every machine and every time."""

import hashlib
import json
from collections.abc import Iterable

from workshop.pay.rules import VERSION

Values = tuple[object, ...]


def fingerprint_slip(
    head: Values, lines: Iterable[Values], deductions: Iterable[Values], balances: Iterable[Values]
) -> str:
    """SHA-256 over a slip's own columns and those of its lines, deductions and balances in order."""
    content = [head, list(lines), list(deductions), list(balances)]
    return hashlib.sha256(_canonical(content)).hexdigest()


def fingerprint_run(period: str, slips: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over the rules' version and (worker number, fingerprint) of every slip, in the order of numbers."""
    return hashlib.sha256(_canonical([VERSION, period, sorted(slips)])).hexdigest()


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str, check_circular=False).encode


def _canonical(content: object) -> bytes:
    return _encode(content).encode()
