"""Slips of a run as frozen lines, for pages, papers and files; always the same number of reads."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import and_, select

from workshop.kernel.faults import NotFound
from workshop.pay.queries.stored import columns
from workshop.pay.rows import SlipDeductionRow, SlipLineRow, SlipRow
from workshop.people.rows import WorkerRow
from workshop.store.database import db


@dataclass(frozen=True)
class SlipHead:
    """A slip in a list, in fen; `attended_halves` counts half days."""

    id: int
    run_id: int
    worker_id: int
    worker_no: str
    name: str
    period: str
    gross: int
    topup: int
    tax: int
    loss: int
    advance: int
    other: int
    net: int
    carried: int
    attended_halves: int
    due_days: int
    minimum_rule: str
    minimum_sentence: str
    labour_service: bool
    sha256: str


@dataclass(frozen=True)
class Line:
    """A line that adds to gross; units as `rules.results.PayLine`; `code` is the operation's, empty for the rest."""

    position: int
    kind: str
    rule: str
    operation_id: int | None
    code: str
    name: str
    quantity: int
    price: int
    band: str
    twice: int
    amount: int
    counts: bool
    taxable: bool
    late: int
    sentence: str


@dataclass(frozen=True)
class DeductionLine:
    """A deduction with what was owed, taken and carried, in fen."""

    position: int
    step: str
    rule: str
    name: str
    owed: int
    taken: int
    carried: int
    sentence: str


@dataclass(frozen=True)
class SlipView:
    """A slip whole."""

    head: SlipHead
    lines: tuple[Line, ...]
    deductions: tuple[DeductionLine, ...]


_OF_WORKER = ("worker_no", "name")
_HEAD = [getattr(WorkerRow if name in _OF_WORKER else SlipRow, name) for name in SlipHead.__dataclass_fields__]


def list_slips(workshop_id: int, run_id: int) -> list[SlipHead]:
    """The slips of a run by worker number."""
    return _heads(workshop_id, SlipRow.run_id == run_id)


def get_slip(workshop_id: int, period: str, worker_id: int) -> SlipView:
    """One worker's slip of a period; raises NotFound."""
    heads = _heads(workshop_id, SlipRow.period == period, SlipRow.worker_id == worker_id)
    if not heads:
        raise NotFound(f"slip {period} of worker {worker_id}")
    return _whole(workshop_id, heads)[0]


def list_worker_slips(workshop_id: int, worker_id: int, first: str, last: str) -> list[SlipView]:
    """One worker's slips from the first to the last period (codes, a month takes its halves), whole, in their order."""
    mine = (SlipRow.worker_id == worker_id, SlipRow.period >= first, SlipRow.period <= f"{last}~")
    return sorted(_whole(workshop_id, _heads(workshop_id, *mine)), key=lambda slip: slip.head.period)


def load_slips(workshop_id: int, run_id: int) -> list[SlipView]:
    """Every slip of a run, whole, by worker number: three reads whatever the number of workers."""
    return _whole(workshop_id, list_slips(workshop_id, run_id), run_id)


def load_slips_between(workshop_id: int, first: str, last: str) -> list[SlipView]:
    """Every slip from the first to the last period (codes, a month takes its halves), by number; three reads for them all."""
    heads = _heads(workshop_id, SlipRow.period >= first, SlipRow.period <= f"{last}~")
    return _whole(workshop_id, heads, span=(first, last))


def export_slips(workshop_id: int, run_id: int) -> list[dict[str, Any]]:
    """Every slip of a run as plain values, without keys of the database."""
    hidden = {"id", "run_id", "worker_id", "operation_id"}
    slips = []
    for slip in load_slips(workshop_id, run_id):
        parts: dict[str, Any] = {"lines": slip.lines, "deductions": slip.deductions}
        shown = {name: [_without(hidden, asdict(line)) for line in lines] for name, lines in parts.items()}
        slips.append(_without(hidden, asdict(slip.head)) | shown)
    return slips


def _without(hidden: set[str], values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in hidden}


def _heads(workshop_id: int, *mine: Any) -> list[SlipHead]:
    query: Any = select(*_HEAD).join(
        WorkerRow, (WorkerRow.workshop_id == SlipRow.workshop_id) & (WorkerRow.id == SlipRow.worker_id)
    )
    found = db.session.execute(query.where(SlipRow.workshop_id == workshop_id, *mine).order_by(WorkerRow.worker_no))
    return [SlipHead(*row) for row in found]


Span = tuple[str, str]


def _whole(
    workshop_id: int, heads: list[SlipHead], run_id: int | None = None, span: Span | None = None
) -> list[SlipView]:
    which = _of(heads, run_id, span)
    lines = _under(workshop_id, SlipLineRow, Line, which)
    deductions = _under(workshop_id, SlipDeductionRow, DeductionLine, which)
    return [SlipView(head, tuple(lines[head.id]), tuple(deductions[head.id])) for head in heads]


def _of(heads: list[SlipHead], run_id: int | None, span: Span | None) -> Any:
    """Which slips are read whole: those of a run, of a span, or the few of the heads."""
    if run_id is not None:
        return SlipRow.run_id == run_id
    if span is not None:
        return and_(SlipRow.period >= span[0], SlipRow.period <= f"{span[1]}~")
    return SlipRow.id.in_([head.id for head in heads])


def _under(workshop_id: int, row: Any, line: Any, which: Any) -> dict[int, list[Any]]:
    names = tuple(line.__dataclass_fields__)
    query: Any = select(row.slip_id, *columns(row, names)).where(row.workshop_id == workshop_id)
    query = query.join(SlipRow, (SlipRow.workshop_id == row.workshop_id) & (SlipRow.id == row.slip_id)).where(which)
    found: dict[int, list[Any]] = defaultdict(list)
    for slip_id, *values in db.session.execute(query.order_by(row.slip_id, row.position)):
        found[slip_id].append(line(*values))
    return found
