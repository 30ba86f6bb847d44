"""A run's own row written anew: its state, its sums, its fingerprint."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, update

from workshop.pay.actions.storing import delete_slips, remove
from workshop.pay.queries.runs import Run, get_run, sum_slips
from workshop.pay.queries.stored import slip_fingerprints
from workshop.pay.rows import PayRunRow, RunAbsenceRow, RunProblemRow
from workshop.pay.rules.fingerprint import fingerprint_run
from workshop.store.database import db
from workshop.store.transaction import Transaction

NOT_APPROVED: dict[str, datetime | None] = {"approved_at": None, "approved_by": None, "approved_by_id": None}


def change_run(workshop_id: int, run_id: int, **values: Any) -> None:
    """Writes columns of a run; a locked one refuses by trigger."""
    asked = {f"new_{name}": value for name, value in values.items()}
    db.session.execute(_change(tuple(values)), asked | {"w": workshop_id, "run": run_id})


@cache
def _change(names: tuple[str, ...]) -> Update:
    runs: Any = PayRunRow.__table__
    mine = (runs.c.workshop_id == bindparam("w"), runs.c.id == bindparam("run"))
    return update(runs).where(*mine).values({name: bindparam(f"new_{name}") for name in names})


def sum_up(workshop_id: int, run: Run, **values: Any) -> Run:
    """Sums and fingerprint follow the slips that are there; further columns with them."""
    number, gross, net = sum_slips(workshop_id, run.id)
    sha256 = fingerprint_run(run.period, slip_fingerprints(workshop_id, run.id))
    change_run(workshop_id, run.id, sha256=sha256, workers=number, gross=gross, net=net, **values)
    return get_run(workshop_id, run.period, run.part)


def leave_out(tx: Transaction, workshop_id: int, run_id: int, workers: Collection[tuple[int, str]]) -> None:
    """Takes the slips and problems of (worker, reason) out of a run; each stays on record as absent until he is put back."""
    row = RunProblemRow
    for worker_id, _ in workers:
        delete_slips(workshop_id, run_id, worker_id)
        remove(row, row.workshop_id == workshop_id, row.run_id == run_id, row.worker_id == worker_id)
    common = {"workshop_id": workshop_id, "run_id": run_id, "at": tx.now, "by": tx.actor.name}
    tx.insert(RunAbsenceRow, [common | {"worker_id": key, "reason": reason[:200]} for key, reason in workers])
