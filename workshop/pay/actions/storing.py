"""Slips written down and taken away again, many at once."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import delete, text

from workshop.kernel.calendar import CalendarMissing
from workshop.pay.queries.facts import RunFacts, RunWorker
from workshop.pay.queries.stored import BALANCE, DEDUCTION, HEAD, LINE
from workshop.pay.rows import (
    RunProblemRow,
    SlipBalanceRow,
    SlipDeductionRow,
    SlipLineRow,
    SlipRow,
    SlipSourceRow,
)
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.facts import Operation
from workshop.pay.rules.fingerprint import fingerprint_slip
from workshop.pay.rules.problems import calendar_problem
from workshop.pay.rules.results import PayLine, Problem, Slip
from workshop.pay.rules.slip import compute_slip
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction

_OF_OPERATION = frozenset({"piece", "team", "takehome"})
Values = tuple[Any, ...]


class Computed(NamedTuple):
    """A worker's slip as it is to be stored: columns in the order of `queries.stored`."""

    worker: RunWorker
    slip: Slip
    head: Values
    lines: list[Values]
    deductions: list[Values]
    balances: list[Values]
    sha256: str


def compute_slips(facts: RunFacts) -> tuple[list[Computed], list[Problem]]:
    """Every slip of a run; without a calendar for the year none, and that problem."""
    try:
        days = build_shop_days(facts.shop)
    except CalendarMissing as missing:
        return [], [calendar_problem(missing)]
    operations = facts.shop.operations
    slips = ((worker, compute_slip(worker.facts, facts.shop, days)) for worker in facts.workers)
    return [_computed(worker, slip, operations) for worker, slip in slips], []


def _computed(worker: RunWorker, slip: Slip, operations: Mapping[int | str, Operation]) -> Computed:
    head = (
        *(slip.period.code, slip.gross, slip.topup, slip.tax, slip.loss, slip.advance, slip.other, slip.net),
        *(slip.carried, slip.taxed, slip.labour_service, slip.attended, slip.due),
        *((slip.minimum.rule, slip.minimum.sentence) if slip.minimum else ("", "")),
    )
    lines = [_line(line, operations) for line in slip.lines]
    deductions = [tuple(deduction) for deduction in slip.deductions]
    balances = [(owed.step, owed.name, owed.on, owed.amount) for owed in slip.balances]
    return Computed(
        worker, slip, head, lines, deductions, balances, fingerprint_slip(head, lines, deductions, balances)
    )


def _line(line: PayLine, operations: Mapping[int | str, Operation]) -> Values:
    code, name = operations[line.subject][:2] if line.kind in _OF_OPERATION else ("", line.subject)
    return (
        *(line.kind, line.rule, code, name, line.quantity, line.price, line.band),
        *(line.twice, line.amount, line.counts, line.taxable, line.late, line.sentence),
    )


_SLIPS = "slip WHERE workshop_id = :w AND run_id = :run"
_UNDER_SLIPS = ("slip_source", "slip_balance", "slip_deduction", "slip_line")
_DELETE_ALL, _DELETE_ONE = (
    [
        *(
            text(f"DELETE FROM {row} WHERE workshop_id = :w AND slip_id IN (SELECT id FROM {slips})")
            for row in _UNDER_SLIPS
        ),
        text(f"DELETE FROM {slips}"),
    ]
    for slips in (_SLIPS, f"{_SLIPS} AND worker_id = :worker")
)
_DELETE_PROBLEMS = text("DELETE FROM run_problem WHERE workshop_id = :w AND run_id = :run")
_DELETE_PROBLEMS_OF_ONE = text(
    "DELETE FROM run_problem WHERE workshop_id = :w AND run_id = :run AND worker_id = :worker"
)
_LAST_PLACE = "SELECT COALESCE(MAX(position), 0) FROM run_problem WHERE workshop_id = :w AND run_id = :run"


def insert_slips(tx: Transaction, workshop_id: int, run_id: int, computed: Sequence[Computed]) -> None:
    """Writes slips with everything under them, five statements whatever their number."""
    keyed = [(new_id(), one) for one in computed]
    slips = [(workshop_id, key, run_id, one.worker.worker_id, one.sha256, *one.head) for key, one in keyed]
    tx.insert_tuples(SlipRow, ("workshop_id", "id", "run_id", "worker_id", "sha256", *HEAD), slips)
    lines = [line for key, one in keyed for line in _lines(workshop_id, key, one)]
    tx.insert_tuples(SlipLineRow, ("workshop_id", "slip_id", "position", "operation_id", *LINE), lines)
    taken = [values for key, one in keyed for values in _under(workshop_id, key, one.deductions)]
    tx.insert_tuples(SlipDeductionRow, ("workshop_id", "slip_id", "position", *DEDUCTION), taken)
    names = ("workshop_id", "slip_id", "position", *BALANCE)
    rest = [dict(zip(names, v, strict=True)) for key, one in keyed for v in _under(workshop_id, key, one.balances)]
    tx.insert(SlipBalanceRow, rest)
    _free_sources(workshop_id, computed)
    sources = [(workshop_id, *source, key) for key, one in keyed for source in one.worker.sources]
    tx.insert_tuples(SlipSourceRow, ("workshop_id", "kind", "source_id", "slip_id"), sources)


def _free_sources(workshop_id: int, computed: Sequence[Computed]) -> None:
    """Takes advances and deductions out of later drafts: they belong to the earlier period, and the drafts become stale."""
    row = SlipSourceRow
    for kind in ("advance", "deduction", "offset"):
        ids = [source for one in computed for name, source in one.worker.sources if name == kind]
        if ids:
            mine = (row.workshop_id == workshop_id, row.kind == kind, row.source_id.in_(ids))
            remove(row, *mine)


def _lines(workshop_id: int, slip_id: int, one: Computed) -> list[Values]:
    return [
        (workshop_id, slip_id, place, line.subject if line.kind in _OF_OPERATION else None, *values)
        for place, (line, values) in enumerate(zip(one.slip.lines, one.lines, strict=True), 1)
    ]


def _under(workshop_id: int, slip_id: int, rows: list[Values]) -> list[Values]:
    return [(workshop_id, slip_id, place, *row) for place, row in enumerate(rows, 1)]


def remove(row: Any, *mine: Any) -> None:
    """Deletes rows; no session holds any of them, so none need be looked for."""
    db.session.execute(delete(row).where(*mine), execution_options={"synchronize_session": False})


def delete_slips(workshop_id: int, run_id: int, worker_id: int | None = None) -> None:
    """Takes the slips of an unlocked run away, or one worker's."""
    for sql in _DELETE_ALL if worker_id is None else _DELETE_ONE:
        db.session.execute(
            sql, {"w": workshop_id, "run": run_id} | ({} if worker_id is None else {"worker": worker_id})
        )


def replace_problems(
    tx: Transaction,
    workshop_id: int,
    run_id: int,
    computed: Sequence[Computed],
    of_run: Sequence[Problem] = (),
    worker_id: int | None = None,
) -> None:
    """Writes the problems of these slips in the place of those written before; for one worker only his."""
    asked, first = {"w": workshop_id, "run": run_id}, 0
    if worker_id is None:
        db.session.execute(_DELETE_PROBLEMS, asked)
    else:
        db.session.execute(_DELETE_PROBLEMS_OF_ONE, asked | {"worker": worker_id})
        ((first,),) = fetch_all(_LAST_PLACE, **asked)
    problems: list[tuple[int | None, Problem]] = [(None, problem) for problem in of_run]
    problems += [(one.worker.worker_id, problem) for one in computed for problem in one.slip.problems]
    keys = {"workshop_id": workshop_id, "run_id": run_id}
    tx.insert(RunProblemRow, [keys | _problem(first + n, key, problem) for n, (key, problem) in enumerate(problems, 1)])


def _problem(position: int, worker_id: int | None, problem: Problem) -> dict[str, Any]:
    return {
        "position": position,
        "worker_id": worker_id,
        "kind": problem.kind,
        "severity": problem.severity,
        "sentence": problem.sentence,
        "mend": problem.mend,
        "subject": problem.subject,
    }
