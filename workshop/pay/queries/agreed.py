"""Advances, deductions and allowances as lines, a page at a time: what is open, what a slip has used, what was taken back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.kernel.periods import BadPeriod, Period
from workshop.pay.queries.lawlists import PAGE, like
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

# By the word of an address: which lines are meant.
STATES: dict[str, str] = {
    "": "全部",
    "open": "还没算进工资",
    "used": "已算进工资",
    "unagreed": "没有协议",
    "reversed": "已撤销",
}

_PLACE = """
FROM {table} a JOIN worker w ON w.workshop_id = a.workshop_id AND w.id = a.worker_id
LEFT JOIN slip_source j ON j.workshop_id = a.workshop_id AND j.kind = '{table}' AND j.source_id = a.id
LEFT JOIN slip s ON s.workshop_id = j.workshop_id AND s.id = j.slip_id
LEFT JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
LEFT JOIN agreed_reversal v ON v.workshop_id = a.workshop_id AND v.kind = '{table}' AND v.source_id = a.id
WHERE a.workshop_id = :w AND (w.worker_no LIKE :like ESCAPE '\\' OR w.name LIKE :like ESCAPE '\\')"""

_STATE = {
    "": "",
    "open": " AND s.id IS NULL AND v.source_id IS NULL",
    "used": " AND s.id IS NOT NULL AND v.source_id IS NULL",
    "unagreed": " AND a.agreement IS NULL AND a.kind IN ('住宿', '餐费', '其他') AND v.source_id IS NULL",
    "reversed": " AND v.source_id IS NOT NULL",
}
_WHAT = {"advance": "a.reason, NULL, NULL, NULL", "deduction": "a.kind, a.agreement, a.agreed_by, a.agreed_on"}

_ALLOWANCES = """
FROM allowance a LEFT JOIN worker w ON w.workshop_id = a.workshop_id AND w.id = a.worker_id
LEFT JOIN agreed_reversal v ON v.workshop_id = a.workshop_id AND v.kind = 'allowance' AND v.source_id = a.id
WHERE a.workshop_id = :w AND (a.name LIKE :like ESCAPE '\\' OR w.worker_no LIKE :like ESCAPE '\\'
  OR w.name LIKE :like ESCAPE '\\')"""


@dataclass(frozen=True)
class Wish:
    """Which lines: `wish` is in number, name or item, `month` `2026-03` or empty, `state` one of STATES, `page` from 1."""

    wish: str = ""
    month: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class OwedLine:
    """An advance or deduction; `what` is its reason or kind, `period` the slip that it has joined, None: none yet.

    `reversal` is why it was taken back, None: it stands. `locked`: the slip belongs to locked pay.
    """

    id: int
    on: date
    worker_no: str
    name: str
    amount: int
    what: str
    agreement: str | None
    agreed_by: str | None
    agreed_on: date | None
    period: str | None
    locked: bool
    reversal: str | None


@dataclass(frozen=True)
class AllowanceLine:
    """An allowance item; `worker_no` empty: for everyone; `reversal` is why it was taken back."""

    id: int
    item: str
    kind: str
    amount: int
    counts: bool
    taxable: bool
    valid_from: date | None
    valid_to: date | None
    worker_no: str
    name: str
    reversal: str | None

    def has_ended(self, on: date) -> bool:
        """Nothing more is paid of it."""
        return self.reversal is not None or (self.valid_to is not None and self.valid_to < on)


@dataclass(frozen=True)
class Counted:
    """How many lines the wish meets, and their sum in fen."""

    lines: int
    amount: int


def list_owed(workshop_id: int, table: str, wish: Wish) -> tuple[list[OwedLine], Counted]:
    """A page of advances or deductions (`table`), the latest first, and how many there are in all."""
    place, values = _owed(workshop_id, table, wish)
    [(number, amount)] = fetch_all(f"SELECT COUNT(*), COALESCE(SUM(a.amount_fen), 0) {place}", **values)
    sql = f"""SELECT a.id, a.date, w.worker_no, w.name, a.amount_fen, {_WHAT[table]}, s.period,
      r.state IN ('locked', 'paid'), v.reason {place}
    ORDER BY a.date DESC, w.worker_no, a.id LIMIT :size OFFSET :start"""
    rows = fetch_all(sql, **values, size=PAGE, start=(max(1, wish.page) - 1) * PAGE)
    return [_line(row) for row in rows], Counted(number, int(amount))


def list_unagreed(workshop_id: int, wish: Wish) -> tuple[int, ...]:
    """The keys of every deduction the wish meets that has no agreement, whatever the page."""
    place, values = _owed(workshop_id, "deduction", Wish(wish.wish, wish.month, "unagreed"))
    return tuple(key for (key,) in fetch_all(f"SELECT a.id {place} ORDER BY a.id", **values))


def _owed(workshop_id: int, table: str, wish: Wish) -> tuple[str, dict[str, object]]:
    state = wish.state if table == "deduction" or wish.state != "unagreed" else ""
    place = _PLACE.format(table=table) + _STATE.get(state, "")
    values: dict[str, object] = {"w": workshop_id, "like": like(wish.wish)}
    if days := _month(wish.month):
        place += " AND a.date BETWEEN :first AND :last"
        values |= {"first": days[0], "last": days[1]}
    return place, values


def _month(text: str) -> tuple[date, date] | None:
    """The first and the last day of a month; None for what is no month."""
    try:
        month = Period.parse(text[:7])
    except BadPeriod:
        return None
    return month.first, month.last


def _line(row: tuple[Any, ...]) -> OwedLine:
    key, on, no, name, amount, what, agreement, by, agreed_on, period, locked, reversal = row
    agreed = (agreement, by, find_date(agreed_on))
    return OwedLine(key, as_date(on), no, name, amount, what, *agreed, period, bool(locked), reversal)


def list_allowances(workshop_id: int, wish: Wish) -> tuple[list[AllowanceLine], int]:
    """A page of the allowance items, those for everyone first, and how many there are."""
    values = {"w": workshop_id, "like": like(wish.wish)}
    place = _ALLOWANCES + (" AND v.source_id IS NOT NULL" if wish.state == "reversed" else "")
    [(number,)] = fetch_all(f"SELECT COUNT(*) {place}", **values)
    sql = f"""SELECT a.id, a.name, a.kind, a.amount_fen, a.counts, a.taxable, a.valid_from, a.valid_to, w.worker_no,
      w.name, v.reason {place}
    ORDER BY CASE WHEN a.worker_id IS NULL THEN 0 ELSE 1 END, a.name, w.worker_no, a.id LIMIT :size OFFSET :start"""
    rows = fetch_all(sql, **values, size=PAGE, start=(max(1, wish.page) - 1) * PAGE)
    lines = [
        AllowanceLine(
            key, item, kind, amount, bool(c), bool(t), find_date(since), find_date(until), no or "", name or "", why
        )
        for key, item, kind, amount, c, t, since, until, no, name, why in rows
    ]
    return lines, number
