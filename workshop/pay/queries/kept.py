"""Slips as they were when their worker said 对."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from workshop.pay.rows import KeptSlipRow
from workshop.store.database import db


@dataclass(frozen=True)
class KeptLine:
    """A line or a deduction; fen."""

    name: str
    amount: int
    sentence: str


@dataclass(frozen=True)
class KeptSlip:
    """A slip as it was confirmed; fen; `at` the first word to it."""

    sha256: str
    at: datetime
    gross: int
    net: int
    lines: tuple[KeptLine, ...]
    deductions: tuple[KeptLine, ...]


def find_kept_prints(workshop_id: int, periods: Iterable[str]) -> set[tuple[str, int, str]]:
    """(period, worker, fingerprint) of what is kept already."""
    row = KeptSlipRow
    asked = select(row.period, row.worker_id, row.slip_sha256)
    found = db.session.execute(asked.where(row.workshop_id == workshop_id, row.period.in_(list(periods))))
    return {(period, worker, sha256) for period, worker, sha256 in found}


def list_kept_slips(workshop_id: int, period: str, worker_id: int) -> list[KeptSlip]:
    """All that one worker has confirmed of a period, the latest first."""
    row = KeptSlipRow
    mine = (row.workshop_id == workshop_id, row.period == period, row.worker_id == worker_id)
    asked = select(row.slip_sha256, row.at, row.content).where(*mine).order_by(row.at.desc(), row.id.desc())
    return [_read(*found) for found in db.session.execute(asked)]


def _read(sha256: str, at: datetime, content: str) -> KeptSlip:
    told = json.loads(content)
    lines, taken = (tuple(KeptLine(*one) for one in told[name]) for name in ("lines", "deductions"))
    return KeptSlip(sha256, at, told["gross"], told["net"], lines, taken)
