"""One worker taken out of a run, mended and put back without redoing the others (pay rules 8.6)."""

from datetime import datetime

from sqlalchemy import text

from workshop.kernel.collector import collector_at_rest
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.actions.changing import NOT_APPROVED, leave_out, sum_up
from workshop.pay.actions.holding import with_matters
from workshop.pay.actions.storing import compute_slips, delete_slips, insert_slips, replace_problems
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.runs import Run, get_run, list_absences, paid_elsewhere, run_members
from workshop.pay.queries.scope import Scope
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.transaction import Transaction, transaction

_PRESENT = text("DELETE FROM run_absence WHERE workshop_id = :w AND run_id = :run AND worker_id = :worker")


def take_out(actor: Actor, now: datetime, workshop_id: int, period: Period, worker_id: int, reason: str) -> Run:
    """Takes a worker out of an open run; his slip goes, his entries stay for the day he is put back."""
    reason = require_reason(reason, "暂不发放", "产量有争议")
    with transaction(actor, now) as tx:
        run, worker_no = _open(workshop_id, period), _worker_no(workshop_id, worker_id)
        if any(absence.worker_id == worker_id for absence in list_absences(workshop_id, run.id)):
            raise Refused(f"{worker_no} 已经移出", "处理好以后请放回")
        leave_out(tx, workshop_id, run.id, [(worker_id, reason)])
        return _settle(tx, workshop_id, run, "take_out.worker", worker_no, reason)


def put_back(actor: Actor, now: datetime, workshop_id: int, period: Period, worker_id: int) -> Run:
    """Computes a worker anew and puts him into the open run, whether he had been taken out or not."""
    with collector_at_rest(), transaction(actor, now) as tx:
        run, worker_no = _open(workshop_id, period), _worker_no(workshop_id, worker_id)
        if worker_id in paid_elsewhere(workshop_id, period.code, run.id):
            raise Refused(f"{worker_no} 在本期已有锁定的工资条", "差额会进入下一期(补录)")
        if (members := run_members(workshop_id, run.id)) and worker_id not in members:
            raise Refused(f"{worker_no} 不在这次离职结算里", "请等本期的工资一起算")
        db.session.execute(_PRESENT, {"w": workshop_id, "run": run.id, "worker": worker_id})
        delete_slips(workshop_id, run.id, worker_id)
        computed, _ = compute_slips(load_run_facts(Scope(workshop_id, period, (worker_id,))))
        computed = with_matters(workshop_id, period, computed)
        insert_slips(tx, workshop_id, run.id, computed)
        replace_problems(tx, workshop_id, run.id, computed, worker_id=worker_id)
        return _settle(tx, workshop_id, run, "put_back.worker", worker_no)


def _open(workshop_id: int, period: Period) -> Run:
    run = get_run(workshop_id, period.code)
    if run.closed:
        raise Refused(f"{run.title}的工资{run.state_words},不再改动", "差额会进入下一期(补录)")
    return run


def _worker_no(workshop_id: int, worker_id: int) -> str:
    found = fetch_all("SELECT worker_no FROM worker WHERE workshop_id = :w AND id = :id", w=workshop_id, id=worker_id)
    if not found:
        raise NotFound(f"worker {worker_id}")
    return str(found[0][0])


def _settle(tx: Transaction, workshop_id: int, run: Run, action: str, worker_no: str, reason: str = "") -> Run:
    """Sums and fingerprint follow; an approval does not outlive the change."""
    hands = run.hands if run.is_by(tx.actor.account_id) else f"{run.hands} {tx.actor.account_id}".strip()
    sum_up(workshop_id, run, state="computed", hands=hands, **NOT_APPROVED)
    detail = {"worker_no": worker_no, "period": run.period} | ({"reason": reason} if reason else {})
    tx.tell(action, f"pay_run/{run.id}", detail, workshop_id)
    return get_run(workshop_id, run.period)
