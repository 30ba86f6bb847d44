"""Which audit leaves concern one worker: those about him, about his entries, about the runs that paid him."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from workshop.store.database import fetch_all

_LEAVES = "SELECT id, at, actor_name, action, subject FROM audit_leaf WHERE workshop_id = :w"
_RUNS = "SELECT DISTINCT run_id FROM slip WHERE workshop_id = :w AND worker_id = :worker"
_RECORDED = """
SELECT id, recorded_at, recorded_by FROM output WHERE {mine}
UNION SELECT id, recorded_at, recorded_by FROM hours WHERE {mine}
UNION SELECT '', recorded_at, recorded_by FROM attendance WHERE {mine}
UNION SELECT t.id, t.recorded_at, t.recorded_by FROM team_output t
JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
WHERE t.workshop_id = :w AND s.worker_id = :worker AND t.date BETWEEN :first AND :last"""
_MINE = "workshop_id = :w AND worker_id = :worker AND date BETWEEN :first AND :last"

# Of a run only what concerns everybody in it: who else was taken out of it is nobody's business.
_OF_RUN = frozenset({"compute.run", "approve.run", "return.run", "lock.run", "pay.run", "ledger.record"})
_OF_DAYS = ("day/", "entry/", "import/", "event/")


def list_leaf_ids(workshop_id: int, worker_id: int, first: date, last: date) -> list[int]:
    """Leaves about the worker, about what was recorded for him in the span, and about the runs of his slips.

    A leaf over many rows has their number and digest only; it is his when it was written with one of his entries.
    """
    rows = fetch_all(_RECORDED.format(mine=_MINE), w=workshop_id, worker=worker_id, first=first, last=last)
    moments = {(str(at), by) for _, at, by in rows}
    about = {f"worker/{worker_id}", *(f"{kind}/{key}"[:80] for key, _, _ in rows if key for kind in ("entry", "event"))}
    runs = {f"pay_run/{run}" for (run,) in fetch_all(_RUNS, w=workshop_id, worker=worker_id)}
    leaves = fetch_all(_LEAVES, w=workshop_id)
    return sorted(leaf[0] for leaf in leaves if _concerns(leaf[1:], about, runs, moments))


def _concerns(leaf: Iterable[Any], about: set[str], runs: set[str], moments: set[tuple[str, str]]) -> bool:
    at, actor, action, subject = leaf
    if subject in about or (subject in runs and action in _OF_RUN):
        return True
    return subject.startswith(_OF_DAYS) and (str(at), actor) in moments
