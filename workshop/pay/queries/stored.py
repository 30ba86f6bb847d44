"""Slips as they are stored: the columns that a fingerprint covers, and whether they still match it (8.3, 8.4)."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from workshop.pay.rows import PayRunRow, SlipBalanceRow, SlipDeductionRow, SlipLineRow, SlipRow
from workshop.pay.rules.fingerprint import fingerprint_run, fingerprint_slip
from workshop.store.database import db, fetch_all

SUMS = ("gross", "topup", "tax", "loss", "advance", "other", "net", "carried", "taxed")
HEAD = ("period", *SUMS, "labour_service", "attended_halves", "due_days", "minimum_rule", "minimum_sentence")
LINE = (
    "kind",
    "rule",
    "code",
    "name",
    "quantity",
    "price",
    "band",
    "twice",
    "amount",
    "counts",
    "taxable",
    "late",
    "sentence",
)
DEDUCTION = ("step", "rule", "name", "owed", "taken", "carried", "sentence")
BALANCE = ("step", "name", "date", "amount")
_FINGERPRINTS = """
SELECT w.worker_no, s.sha256 FROM slip s JOIN worker w ON w.workshop_id = s.workshop_id AND w.id = s.worker_id
WHERE s.workshop_id = :w AND s.run_id = :run"""
_PARTS = ((SlipLineRow, LINE), (SlipDeductionRow, DEDUCTION), (SlipBalanceRow, BALANCE))


def columns(row: Any, names: tuple[str, ...]) -> list[Any]:
    """The columns of these names, in order."""
    return [getattr(row, name) for name in names]


def slip_fingerprints(workshop_id: int, run_id: int) -> list[tuple[str, str]]:
    """(worker number, fingerprint) of every slip of a run, as written down."""
    return fetch_all(_FINGERPRINTS, w=workshop_id, run=run_id)  # type: ignore[return-value]


def check_run(workshop_id: int, run_id: int) -> list[str]:
    """What no longer matches: Chinese sentences, none when every byte of the run is as it was."""
    run = PayRunRow
    sums = (run.period, run.sha256, run.gross, run.net, run.workers)
    query = select(*sums).where(run.workshop_id == workshop_id, run.id == run_id)
    period, sha256, gross, net, workers = db.session.execute(query).one()
    slips, broken = _recompute(workshop_id, run_id)
    written = slip_fingerprints(workshop_id, run_id)
    if fingerprint_run(period, written) != sha256:
        broken.append(f"{period} 工资表的校验值不符")
    if (len(written), sum(s[0] for s in slips), sum(s[1] for s in slips)) != (workers, gross, net):
        broken.append(f"{period} 工资条之和与工资表合计不符")
    return broken


def _recompute(workshop_id: int, run_id: int) -> tuple[list[tuple[int, int]], list[str]]:
    """(gross, net) of every slip, and the slips whose content differs from their fingerprint."""
    parts = [_parts(workshop_id, run_id, row, names) for row, names in _PARTS]
    query = select(SlipRow.id, SlipRow.worker_id, SlipRow.sha256, *columns(SlipRow, HEAD))
    query = query.where(SlipRow.workshop_id == workshop_id, SlipRow.run_id == run_id)
    sums, broken = [], []
    for slip_id, worker_id, sha256, *head in db.session.execute(query):
        lines, deductions, balances = (part.get(slip_id, []) for part in parts)
        if fingerprint_slip(tuple(head), lines, deductions, balances) != sha256:
            broken.append(f"工资条 {slip_id}(工人 {worker_id})与封存时不符")
        gross, net = head[HEAD.index("gross")], head[HEAD.index("net")]
        sums.append((gross, net))
        if sum(line[LINE.index("amount")] for line in lines) != gross:
            broken.append(f"工资条 {slip_id} 各项之和不等于应发")
    return sums, broken


def _parts(workshop_id: int, run_id: int, row: Any, names: tuple[str, ...]) -> dict[int, list[tuple[Any, ...]]]:
    query = (
        select(row.slip_id, *columns(row, names))
        .join(SlipRow, (SlipRow.workshop_id == row.workshop_id) & (SlipRow.id == row.slip_id))
        .where(row.workshop_id == workshop_id, SlipRow.run_id == run_id)
        .order_by(row.slip_id, row.position)
    )
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for slip_id, *values in db.session.execute(query):
        found[slip_id].append(tuple(values))
    return found
