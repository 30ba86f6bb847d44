"""One entry with its whole story: who told it, what corrected it, and in which slips it was paid."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.pay.queries.provenance import KINDS, Provenance, load_provenance, to_moment
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

Day = date  # inside a class that has a field `date`, the name no longer means the type

_COMMON = "e.id, e.date, e.pay_on, e.band, e.reverses, e.reason, e.recorded_at, e.recorded_by, e.import_id"
_READS = {
    "output": f"""
SELECT {_COMMON}, o.name, o.unit, e.good, e.defect_own, e.defect_other, e.price, e.price_from, e.price_grade, NULL, NULL
FROM output e JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND e.id = :id""",
    "team": f"""
SELECT {_COMMON}, o.name, o.unit, e.quantity, 0, 0, e.price, e.price_from, '', e.amount, NULL
FROM team_output e JOIN operation o ON o.workshop_id = e.workshop_id AND o.id = e.operation_id
WHERE e.workshop_id = :w AND e.id = :id""",
    "hours": f"""
SELECT {_COMMON}, e.activity, '分钟', NULL, 0, 0, NULL, NULL, '', NULL, e.minutes
FROM hours e WHERE e.workshop_id = :w AND e.id = :id""",
    "takehome": """
SELECT e.id, e.returned_on, e.pay_on, '', e.reverses, e.reason, e.recorded_at, e.recorded_by, e.import_id,
  '外发单 ' || t.order_no || ' ' || o.name, o.unit, e.good, e.defect_own, e.defect_other, t.price, t.price_from, '', NULL,
  NULL
FROM takehome_return e JOIN takehome_order t ON t.workshop_id = e.workshop_id AND t.id = e.order_id
JOIN operation o ON o.workshop_id = t.workshop_id AND o.id = t.operation_id
WHERE e.workshop_id = :w AND e.id = :id""",
}
_WORKERS = {
    "output": "SELECT worker_id, NULL FROM output WHERE workshop_id = :w AND id = :id",
    "hours": "SELECT worker_id, NULL FROM hours WHERE workshop_id = :w AND id = :id",
    "team": "SELECT worker_id, share FROM team_share WHERE workshop_id = :w AND team_output_id = :id",
    "takehome": """
SELECT COALESCE(s.worker_id, t.worker_id), NULL FROM takehome_return e
JOIN takehome_order t ON t.workshop_id = e.workshop_id AND t.id = e.order_id
LEFT JOIN takehome_return_share s ON s.workshop_id = e.workshop_id AND s.return_id = e.id
WHERE e.workshop_id = :w AND e.id = :id""",
}
_SLIPS = """
SELECT w.id, w.worker_no, w.name, s.period, r.state FROM worker w
LEFT JOIN slip s ON s.workshop_id = w.workshop_id AND s.worker_id = w.id AND s.period IN :periods
LEFT JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
WHERE w.workshop_id = :w AND w.id IN :workers ORDER BY w.worker_no"""

# A correction is a reversal and a new entry of the same moment by the same hand (2.3).
_REPLACED = """
SELECT id FROM {table} WHERE workshop_id = :w AND date = :date AND recorded_by = :by AND COALESCE(reverses, '') = '' AND id <> :id
  AND recorded_at = (SELECT u.recorded_at FROM {table} u WHERE u.workshop_id = :w AND u.id = :reversal)
  AND reason = :reason AND {same}"""
_SAME = {
    "output": "worker_id = :who AND operation_id = (SELECT operation_id FROM output WHERE workshop_id = :w AND id = :id)",
    "hours": "worker_id = :who AND activity = (SELECT activity FROM hours WHERE workshop_id = :w AND id = :id)",
    "team": "operation_id = (SELECT operation_id FROM team_output WHERE workshop_id = :w AND id = :id)",
}


# The tablet's event of a return, and the row that an inspection put in its place.
_EVENT = "SELECT entry_id FROM takehome_return WHERE workshop_id = :w AND id = :id"
_INSPECTED = "SELECT id FROM takehome_return WHERE workshop_id = :w AND inspects = :id AND reverses IS NULL"


@dataclass(frozen=True)
class PaidIn:
    """A worker of an entry and the slip that paid it; `period` None: not computed yet. `share` fen of a team's output."""

    worker_id: int
    worker_no: str
    name: str
    period: str | None
    state: str | None
    share: int | None

    @property
    def title(self) -> str:
        """The slip's period in Chinese."""
        return Period.parse(self.period).chinese if self.period else ""


@dataclass(frozen=True)
class EntryStory:
    """An entry whole. Quantities 1/1000 units (`good` is a team's whole quantity), price 1/10000 yuan, minutes of hours."""

    kind: str
    id: str
    date: date
    pay_on: Day | None
    band: str
    reverses: str | None
    reason: str
    recorded_at: datetime
    recorded_by: str
    what: str
    unit: str
    good: int | None
    defect_own: int
    defect_other: int
    price: int | None
    price_from: Day | None
    grade: str
    amount: int | None
    minutes: int | None
    known: Provenance
    replaced_by: str | None
    paid_in: tuple[PaidIn, ...]

    @property
    def late(self) -> bool:
        """补录: it came after its own period was locked."""
        return self.kind != "takehome" and self.pay_on != self.date


def get_entry_story(workshop_id: int, kind: str, entry_id: str) -> EntryStory:
    """One entry of `output`, `team`, `hours` or `takehome`; raises NotFound."""
    wanted = _key(kind, entry_id)
    rows = fetch_all(_READS[kind], w=workshop_id, id=wanted) if wanted is not None else []
    if not rows:
        raise NotFound(f"entry {entry_id}")
    key, day, pay_on, band, reverses, reason, at, by, import_id, what, unit, *figures = rows[0]
    good, own, other, price, since, grade, amount, minutes = figures
    events = {key: fetch_all(_EVENT, w=workshop_id, id=key)[0][0]} if kind == "takehome" else None
    known = load_provenance(workshop_id, kind, [(key, import_id)], events)[key]
    shares = dict(fetch_all(_WORKERS[kind], w=workshop_id, id=key))
    paid = _paid_in(workshop_id, find_date(pay_on), shares)
    return EntryStory(
        *(kind, str(key), as_date(day), find_date(pay_on), band, reverses, reason, to_moment(at), by, what, unit),
        *(good, own, other, price, find_date(since), grade, amount, minutes, known),
        replaced_by=_find_replacement(workshop_id, kind, key, as_date(day), known, min(shares, default=0)),
        paid_in=paid,
    )


def _key(kind: str, entry_id: str) -> Any:
    """Take-home returns have numbers for keys, everything else has text."""
    if kind != "takehome":
        return entry_id
    return int(entry_id) if entry_id.isascii() and entry_id.isdigit() and len(entry_id) < 19 else None


def _paid_in(workshop_id: int, pay_on: date | None, shares: dict[int, Any]) -> tuple[PaidIn, ...]:
    periods = [Period.of(pay_on).code, Period.of(pay_on, halves=True).code] if pay_on else []
    rows = fetch_all(_SLIPS, w=workshop_id, periods=periods, workers=list(shares))
    members: list[list[Any]] = [[*row, shares[row[0]]] for row in rows]
    return tuple(PaidIn(*member) for member in members)


def _find_replacement(workshop_id: int, kind: str, key: Any, on: date, known: Provenance, worker_id: int) -> str | None:
    undone = known.undone
    if undone is None:
        return None
    if kind == "takehome":
        rows = fetch_all(_INSPECTED, w=workshop_id, id=key)
        return str(rows[0][0]) if rows else None
    values = {
        "w": workshop_id,
        "date": on,
        "by": undone.by,
        "id": key,
        "reversal": undone.id,
        "reason": undone.reason,
        "who": worker_id,
    }
    sql = _REPLACED.format(table=KINDS[kind], same=_SAME[kind])
    rows = fetch_all(sql, **{name: value for name, value in values.items() if f":{name}" in sql})
    return rows[0][0] if rows else None
