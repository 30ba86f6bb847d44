"""The wage ledger as it stands: rows by worker and by run, sums, and whether it still says what the slips say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.kernel.periods import Period
from workshop.pay.queries.slips import load_slips
from workshop.pay.queries.stored import columns
from workshop.pay.rows import PayRunRow, WageLedgerRow
from workshop.pay.rules.ledger import (
    LedgerItem,
    LedgerLine,
    build_ledger_lines,
    fingerprint_ledger,
    read_items,
    sum_by_kind,
    sum_ledger,
    write_items,
)
from workshop.store.database import db, fetch_all

KEEP_YEARS = 3  # 保障农民工工资支付条例 art. 15
# What a row's own fingerprint covers, in this order.
COVERED = (
    *(
        "period",
        "unit",
        "worker_no",
        "name",
        "id_no_tail",
        "phone_tail",
        "card_tail",
        "attended_halves",
        "hour_minutes",
    ),
    *("gross", "deducted", "net", "items", "slip_sha256"),
)

_MISSING = """
SELECT r.workshop_id, r.id FROM pay_run r WHERE r.state IN ('locked', 'paid') AND EXISTS (
  SELECT 1 FROM slip s WHERE s.workshop_id = r.workshop_id AND s.run_id = r.id AND NOT EXISTS (
    SELECT 1 FROM wage_ledger l WHERE l.workshop_id = s.workshop_id AND l.slip_id = s.id))
ORDER BY r.workshop_id, r.period, r.part"""

_SUMS = """
SELECT COUNT(*), COALESCE(SUM(gross), 0), COALESCE(SUM(net), 0) FROM wage_ledger
WHERE workshop_id = :w AND run_id = :run"""


@dataclass(frozen=True)
class LedgerRow:
    """A row of the ledger; fen, half days, minutes. `locked_at` and `paid_at` are those of its run, naive UTC."""

    slip_id: int
    run_id: int
    worker_id: int
    period: str
    part: int
    unit: str
    worker_no: str
    name: str
    id_no_tail: str
    phone_tail: str
    card_tail: str
    attended_halves: int
    hour_minutes: int
    gross: int
    deducted: int
    net: int
    earned_items: tuple[LedgerItem, ...]
    deducted_items: tuple[LedgerItem, ...]
    sha256: str
    recorded_at: datetime
    afterwards: bool
    locked_at: datetime | None
    locked_by: str | None
    paid_at: datetime | None
    paid_by: str | None

    @property
    def earned(self) -> list[tuple[str, int]]:
        """应发项目及数额: fen by kind."""
        return sum_by_kind(self.earned_items)

    @property
    def taken(self) -> list[tuple[str, int]]:
        """代扣代缴扣除项目及数额: fen by kind."""
        return sum_by_kind(self.deducted_items)

    @property
    def span(self) -> Period:
        """The pay period."""
        return Period.parse(self.period)

    @property
    def keep_until(self) -> date:
        """The last day of the three years for which the law keeps it; nothing here is deleted then either."""
        return date(self.span.year + KEEP_YEARS, 12, 31)


_OWN = (
    *("slip_id", "run_id", "worker_id", "period", "unit", "worker_no", "name", "id_no_tail", "phone_tail", "card_tail"),
    *("attended_halves", "hour_minutes", "gross", "deducted", "net", "items", "sha256", "recorded_at", "afterwards"),
)
_OF_RUN = ("part", "locked_at", "locked_by", "paid_at", "paid_by")


def ledger_sums(workshop_id: int, run_id: int) -> tuple[int, int, int]:
    """(number, gross, net) of the ledger's rows of a run."""
    [(number, gross, net)] = fetch_all(_SUMS, w=workshop_id, run=run_id)
    return number, int(gross), int(net)


def planned_ledger(workshop_id: int, run_id: int) -> list[LedgerLine]:
    """What the lock of a run will write: for the comparison of the sums before it."""
    return build_ledger_lines(load_slips(workshop_id, run_id))


def planned_sums(workshop_id: int, run_id: int) -> tuple[int, int, int]:
    """(number, gross, net) of `planned_ledger`."""
    return sum_ledger(planned_ledger(workshop_id, run_id))


def list_ledger(
    workshop_id: int, first: str = "", last: str = "~", worker_id: int | None = None, run_id: int | None = None
) -> list[LedgerRow]:
    """Rows of the periods from `first` to `last` (codes, both included; a month takes its halves), by period and number."""
    row, run = WageLedgerRow, PayRunRow
    query = select(*columns(row, _OWN), *columns(run, _OF_RUN)).join(
        run, (run.workshop_id == row.workshop_id) & (run.id == row.run_id)
    )
    mine = [row.workshop_id == workshop_id, row.period >= first, row.period <= f"{last}~"]
    mine += [row.worker_id == worker_id] if worker_id is not None else []
    mine += [row.run_id == run_id] if run_id is not None else []
    found = db.session.execute(query.where(*mine).order_by(row.period, run.part, row.worker_no))
    return [_row(values._mapping) for values in found]


def _row(values: Any) -> LedgerRow:
    earned, deducted = read_items(values["items"])
    named = {name: values[name] for name in (*_OWN, *_OF_RUN) if name != "items"}
    return LedgerRow(**named, earned_items=earned, deducted_items=deducted)


def list_unrecorded() -> list[tuple[int, int]]:
    """(workshop, run) of locked runs with a slip that the ledger does not have."""
    return [(workshop_id, run_id) for workshop_id, run_id in fetch_all(_MISSING)]


def check_ledger(workshop_id: int, run_id: int) -> list[str]:
    """Where the ledger differs from the slips of a locked run, or from itself: Chinese sentences, none when all is right."""
    planned = {line.slip_id: line for line in planned_ledger(workshop_id, run_id)}
    broken = []
    query = select(WageLedgerRow.slip_id, WageLedgerRow.sha256, *columns(WageLedgerRow, COVERED))
    stored = {}
    for slip_id, sha256, *values in db.session.execute(query.where(*_of_run(workshop_id, run_id))):
        stored[slip_id] = dict(zip(COVERED, values, strict=True))
        if fingerprint_ledger(*values) != sha256:
            broken.append(f"台账 {stored[slip_id]['period']} {stored[slip_id]['worker_no']} 的内容被改动过")
    broken += [
        f"台账缺 {line.period} {line.worker_no} {line.name}" for key, line in planned.items() if key not in stored
    ]
    broken += [f"台账多出工资条 {key}" for key in stored.keys() - planned.keys()]
    return broken + [s for key, row in stored.items() if key in planned for s in _differences(planned[key], row)]


def _of_run(workshop_id: int, run_id: int) -> tuple[Any, Any]:
    return WageLedgerRow.workshop_id == workshop_id, WageLedgerRow.run_id == run_id


def _differences(line: LedgerLine, row: dict[str, Any]) -> Iterable[str]:
    said = (row["gross"], row["deducted"], row["net"], row["items"], row["slip_sha256"])
    if said != (line.gross, line.taken, line.net, write_items(line), line.slip_sha256):
        yield f"台账 {line.period} {line.worker_no} {line.name} 与工资条不一致"
    if not line.foots:
        yield f"{line.period} {line.worker_no} {line.name} 的项目与合计不符"
