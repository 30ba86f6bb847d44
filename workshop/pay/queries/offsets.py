"""Offsets of locked slips: those that join a slip now, and those of one slip as a page lists them (8.3)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop.kernel.periods import Period
from workshop.pay.queries.scope import Scope
from workshop.pay.rules.facts import Offset, Owed
from workshop.pay.rules.offsets import Pair, offset_owed, settled_owed
from workshop.store.database import fetch_all

# In force: not taken back. Joining: in no slip of an earlier period and in none that is locked, as an advance.
_IN_FORCE = """
a.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM slip_offset b WHERE b.workshop_id = a.workshop_id AND b.reverses = a.id)"""
_JOINING = f"""
SELECT a.worker_id, a.id, a.period, a.part, a.step, a.name, a.taken_back, a.put, a.counts, a.taxable, a.reason
FROM slip_offset a WHERE a.workshop_id = :w AND a.period < :code AND {_IN_FORCE} AND NOT EXISTS (
  SELECT 1 FROM slip_source j JOIN slip p ON p.workshop_id = j.workshop_id AND p.id = j.slip_id
  JOIN pay_run r ON r.workshop_id = p.workshop_id AND r.id = p.run_id
  WHERE j.workshop_id = a.workshop_id AND j.kind = 'offset' AND j.source_id = a.id
    AND (p.period < :code OR r.state IN ('locked', 'paid'))) {{only}}
ORDER BY a.worker_id, a.period, a.part, a.position, a.id"""

_OF_SLIP = f"""
SELECT a.id, a.part, a.position, a.step, a.name, a.taken_back, a.put, a.reason, a.at, a.by, s.period, r.state
FROM slip_offset a
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = 'offset' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
LEFT JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
WHERE a.workshop_id = :w AND a.slip_id = :slip AND {_IN_FORCE} ORDER BY a.at, a.id"""


@dataclass(frozen=True)
class OffsetLine:
    """An offset of a slip; `joined` is the period of the slip that it has gone into, None: none yet; `final`: locked there."""

    id: int
    part: str
    position: int
    step: str
    name: str
    taken_back: int
    put: int
    reason: str
    at: datetime
    by: str
    joined: str | None
    final: bool


class Offsets:
    """What joins the slips of a run, by worker: pairs of lines, sums owed, and the ids of both."""

    def __init__(self) -> None:
        self.lines: dict[int, list[Offset]] = defaultdict(list)
        self.owed: dict[int, list[Owed]] = defaultdict(list)
        self.sources: dict[int, list[tuple[str, int]]] = defaultdict(list)


def load_offsets(scope: Scope) -> Offsets:
    """The offsets of slips before this period that have not joined one yet: one read whatever the number of workers."""
    found = Offsets()
    for worker, key, period, part, step, name, taken_back, put, counts, taxable, reason in scope.fetch(
        _JOINING, "a.worker_id", code=scope.period.code
    ):
        found.sources[worker].append(("offset", key))
        if not step:
            found.lines[worker].append(Offset(period, name, taken_back, put, bool(counts), bool(taxable), reason))
        else:
            found.owed[worker].append(_owed(part, step, name, Period.parse(period), Pair(taken_back, put), reason))
    return found


def _owed(part: str, step: Any, name: str, period: Period, pair: Pair, reason: str) -> Owed:
    if part == "balance":
        return settled_owed(step, name, period, pair.taken_back, reason)
    return offset_owed(step, name, period, pair, reason)


def list_offsets(workshop_id: int, slip_id: int) -> list[OffsetLine]:
    """The offsets of a slip that are in force, in their order."""
    rows = fetch_all(_OF_SLIP, w=workshop_id, slip=slip_id)
    return [OffsetLine(*(*row[:-1], row[-1] in ("locked", "paid"))) for row in map(_with_moment, rows)]


def _with_moment(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A moment as a plain read gives it: text from SQLite."""
    at = row[8]
    return (*row[:8], at if isinstance(at, datetime) else datetime.fromisoformat(at), *row[9:])
