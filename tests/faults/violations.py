"""What must hold of a run, read straight from the tables: sums, links, balances, bytes."""

import hashlib
from collections import Counter
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

from tests.faults.histories import Account, half_up
from workshop.kernel.periods import Period
from workshop.pay.queries.entries import list_days
from workshop.pay.queries.slips import get_slip
from workshop.pay.queries.stored import check_run
from workshop.store.database import fetch_all

_SLIPS = """
SELECT s.id, w.worker_no, s.gross, s.net, s.worker_id FROM slip s
JOIN worker w ON w.workshop_id = s.workshop_id AND w.id = s.worker_id
WHERE s.workshop_id = :w AND s.period = :period ORDER BY w.worker_no"""
_UNDER = "FROM {table} l JOIN slip s ON s.workshop_id = l.workshop_id AND s.id = l.slip_id WHERE l.workshop_id = :w"
_LINES = "SELECT l.slip_id, kind, code, name, quantity, price, twice, amount, position {under} AND s.period = :period"
_TAKEN = "SELECT l.slip_id, step, name, owed, taken, l.carried, sentence {under} AND s.period = :period"
_LEFT = "SELECT l.slip_id, step, name, amount {under} AND s.period = :period"
_ROWS = "SELECT {what}.* {under} AND s.run_id = :run ORDER BY {order}"
TABLES = ("slip_line", "slip_deduction", "slip_balance", "slip_source")
# What a line's quantity × price × doubled multiplier is counted in, in fen (pay rules 1.2, 1.3, 3.4, 5.1, 5.5).
PARTS = {"piece": 200_000, "takehome": 200_000, "hourly": 120}
BROUGHT = "上期结转:"


class Violation(AssertionError):
    """Something that must hold did not."""


class Slip(NamedTuple):
    """A stored slip with what stands under it."""

    no: str
    worker_id: int
    gross: int
    net: int
    lines: list[tuple[Any, ...]]
    taken: list[tuple[Any, ...]]
    left: list[tuple[Any, ...]]


def check(holds: bool, what: str, *facts: object) -> None:
    """Raises Violation where it does not hold."""
    if not holds:
        raise Violation(f"{what}: {' | '.join(map(str, facts))}")


def load(workshop_id: int, period: Period) -> list[Slip]:
    """The slips of a period."""
    asked = {"w": workshop_id, "period": period.code}
    parts = []
    for sql, table in ((_LINES, "slip_line"), (_TAKEN, "slip_deduction"), (_LEFT, "slip_balance")):
        found: dict[int, list[tuple[Any, ...]]] = {}
        for slip_id, *values in fetch_all(sql.format(under=_UNDER.format(table=table)), **asked):
            found.setdefault(slip_id, []).append(tuple(values))
        parts.append(found)
    rows = fetch_all(_SLIPS, **asked)
    return [
        Slip(no, worker, gross, net, *(part.get(key, []) for part in parts)) for key, no, gross, net, worker in rows
    ]


def run_workers(workshop_id: int, run_id: int) -> list[int]:
    """Who is paid by a run."""
    sql = "SELECT worker_id FROM slip WHERE workshop_id = :w AND run_id = :run"
    return [worker for (worker,) in fetch_all(sql, w=workshop_id, run=run_id)]


def check_sums(slip: Slip) -> None:
    """Lines are the gross, net and what was taken are the gross, what was not taken is the balance; each line is exact."""
    check(sum(line[6] for line in slip.lines) == slip.gross, "lines are not the gross", slip)
    check(slip.net + sum(row[3] for row in slip.taken) == slip.gross, "net and deductions are not the gross", slip)
    check(slip.net >= 0, "net below zero", slip)
    check(sum(row[2] for row in slip.left) == sum(row[4] for row in slip.taken), "balances are not what is left", slip)
    for kind, _, _, quantity, price, twice, amount, _ in slip.lines:
        exact = None
        if kind in PARTS:
            exact = Fraction(quantity * price * twice, PARTS[kind])
        elif kind == "team":
            exact = Fraction(quantity * twice, 2)
        check(exact is None or amount == half_up(exact), "a line is not its quantity times its price", slip)


def check_paid(account: Account, period: Period, slips: list[Slip]) -> None:
    """Every entry of the account is in the period's lines, once, at its price, and nothing else is."""
    paid: Counter[Any] = Counter()
    tiered = account.cast.tiered
    graded = {person.no for person in account.cast.people if person.grade}
    for slip in slips:
        for kind, code, name, quantity, price, *_ in slip.lines:
            if kind in ("piece", "team", "hourly", "takehome"):
                by_slabs = kind == "piece" and code in tiered and not (slip.no in graded and code == "GLV-02")
                paid[slip.no, kind, code or name, None if by_slabs else price] += quantity
    wanted = account.of(period)
    check(
        paid == wanted,
        f"{period.code} does not pay what was recorded",
        sorted((paid - Counter(wanted)).items()),
        wanted,
    )


def check_brought(before: dict[str, Counter[Any]], slips: list[Slip]) -> None:
    """A slip begins with exactly the balances of the one before; `before` then holds its own."""
    for slip in slips:
        brought = Counter((row[0], row[1], row[2]) for row in slip.taken if row[5].startswith(BROUGHT))
        check(brought == before.get(slip.no, Counter()), "balances were not brought over", slip, before.get(slip.no))
        before[slip.no] = Counter((step, name, amount) for step, name, amount in slip.left)


def new_sums(slips: list[Slip], start: str) -> Counter[str]:
    """By worker what was asked for the first time in sums whose name begins so."""
    found: Counter[str] = Counter()
    for slip in slips:
        rows = (row for row in slip.taken if row[1].startswith(start) and not row[5].startswith(BROUGHT))
        found[slip.no] += sum(row[2] for row in rows)
    return +found


def check_links(workshop_id: int, period: Period, slip: Slip, dice: Random) -> None:
    """One line of a slip, by the very path of a click: its entries come to its quantity."""
    view = get_slip(workshop_id, period.code, slip.worker_id)
    lines = [line for line in view.lines if line.kind in ("piece", "team", "hourly", "takehome")]
    if lines:
        line = dice.choice(lines)
        days = list_days(workshop_id, view.head, line)
        check(sum(day.quantity for day in days) == line.quantity, "a line does not reach its entries", line, days)


def frozen(workshop_id: int, run_id: int) -> str:
    """SHA-256 over every row of a run, as the tables have them."""
    digest = hashlib.sha256()
    asked = {"w": workshop_id, "run": run_id}
    for table in TABLES:
        sql = _ROWS.format(what="l", under=_UNDER.format(table=table), order="1, 2, 3")
        digest.update(repr(fetch_all(sql, **asked)).encode())
    heads = "SELECT * FROM {} WHERE workshop_id = :w AND {} = :run ORDER BY 1, 2"
    for table, key in (("slip", "run_id"), ("run_inputs", "run_id"), ("pay_run", "id")):
        digest.update(repr(fetch_all(heads.format(table, key), **asked)).encode())
    return digest.hexdigest()


def check_frozen(workshop_id: int, run_id: int, digest: str) -> None:
    """No byte of a locked run has changed, and its own fingerprints say so too."""
    check(frozen(workshop_id, run_id) == digest, "a locked run has changed", run_id)
    broken = check_run(workshop_id, run_id)
    check(not broken, "a locked run no longer matches its fingerprint", broken)


def last_day(period: Period) -> date:
    """The end of the month that a period belongs to."""
    return Period(period.year, period.month).last
