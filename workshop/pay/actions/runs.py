"""Runs: computed, approved by another person, locked, paid (pay rules 8.1 to 8.3)."""

from datetime import datetime
from typing import Any

from sqlalchemy import update

from workshop.floor.actions import lock_days
from workshop.kernel.collector import collector_at_rest
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.actions.inputs import record_inputs
from workshop.pay.actions.ledger import record_ledger
from workshop.pay.actions.storing import Computed, compute_slips, delete_slips, insert_slips, replace_problems
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.runs import (
    Run,
    count_blocking,
    find_open_before,
    find_run,
    get_run,
    list_absences,
    paid_elsewhere,
)
from workshop.pay.queries.scope import Scope
from workshop.pay.rows import PayRunRow
from workshop.pay.rules import VERSION
from workshop.pay.rules.fingerprint import fingerprint_run
from workshop.pay.rules.results import Problem
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction

NOT_APPROVED = {"approved_at": None, "approved_by": None, "approved_by_id": None}


def compute_run(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """Computes the run of a period and puts it in the place of one computed before; the same facts give the same bytes.

    After a lock it computes a supplement for those who were left out. Raises Refused when there is nobody left.
    """
    with collector_at_rest(), transaction(actor, now) as tx:
        run_id, part = _open_run(workshop_id, period)
        computed, problems = _compute(workshop_id, period, run_id)
        if part > 1 and not computed:
            raise Refused(f"{period.chinese}的工资已锁定,没有还没发的人", "迟到的记录会进入下一期(补录)")
        delete_slips(workshop_id, run_id)
        _write_run(tx, workshop_id, run_id, period, part, computed)
        insert_slips(tx, workshop_id, run_id, computed)
        replace_problems(tx, workshop_id, run_id, computed, problems)
        run = get_run(workshop_id, period.code)
        _tell(tx, "compute.run", run, workshop_id)
    return run


def _open_run(workshop_id: int, period: Period) -> tuple[int, int]:
    """(id, part) of the run to compute: the open one, or a new one after those that are locked."""
    run = find_run(workshop_id, period.code)
    if run is None:
        return new_id(), 1
    if run.state == "approved":
        raise Refused(f"{run.title}的工资已审核", "要改先退回,再重新计算")
    return (new_id(), run.part + 1) if run.closed else (run.id, run.part)


def _compute(workshop_id: int, period: Period, run_id: int) -> tuple[list[Computed], list[Problem]]:
    absent = {absence.worker_id for absence in list_absences(workshop_id, run_id)}
    leave_out = frozenset(absent | paid_elsewhere(workshop_id, period.code, run_id))
    return compute_slips(load_run_facts(Scope(workshop_id, period), leave_out))


def _write_run(
    tx: Transaction, workshop_id: int, run_id: int, period: Period, part: int, computed: list[Computed]
) -> None:
    values: dict[str, Any] = {
        "rules_version": VERSION,
        "state": "computed",
        "sha256": _fingerprint(period, computed),
        "workers": len(computed),
        "gross": sum(one.slip.gross for one in computed),
        "net": sum(one.slip.net for one in computed),
        "computed_at": tx.now,
        "computed_by": tx.actor.name,
        "computed_by_id": tx.actor.account_id,
        "hands": str(tx.actor.account_id or ""),
    }
    if find_run(workshop_id, period.code, part) is None:
        key = {"workshop_id": workshop_id, "id": run_id, "period": period.code, "part": part}
        tx.insert(PayRunRow, [key | values])
    else:
        change_run(workshop_id, run_id, **values, **NOT_APPROVED)


def _fingerprint(period: Period, computed: list[Computed]) -> str:
    return fingerprint_run(period.code, [(one.slip.worker, one.sha256) for one in computed])


def change_run(workshop_id: int, run_id: int, **values: Any) -> None:
    """Writes columns of a run; a locked one refuses by trigger."""
    mine = (PayRunRow.workshop_id == workshop_id, PayRunRow.id == run_id)
    query = update(PayRunRow).where(*mine).values(**values)
    db.session.execute(query, execution_options={"synchronize_session": False})


def approve_run(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """Approves what was computed; by another person (four eyes), on unchanged facts and without an open problem."""
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "computed", "审核")
        if run.is_by(actor.account_id):
            raise Refused("计算工资的人不能自己审核", "请换一位会计或负责人登录审核")
        _refuse_open(workshop_id, run)
        _refuse_changed(workshop_id, period, run)
        change_run(
            workshop_id,
            run.id,
            state="approved",
            approved_at=now,
            approved_by=actor.name,
            approved_by_id=actor.account_id,
        )
        _tell(tx, "approve.run", run, workshop_id)
    return get_run(workshop_id, period.code)


def return_run(actor: Actor, now: datetime, workshop_id: int, period: Period, reason: str) -> Run:
    """Takes an approval back, so that the run can be computed again."""
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "approved", "退回")
        change_run(workshop_id, run.id, state="computed", **NOT_APPROVED)
        _tell(tx, "return.run", run, workshop_id, reason=_with_reason(reason))
    return get_run(workshop_id, period.code)


def lock_run(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """Locks an approved run: stores its inputs' ids, closes its days, and nothing in it changes afterwards (8.3)."""
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "approved", "锁定")
        if earlier := find_open_before(workshop_id, period):
            raise Refused(f"{earlier.title}的工资还没有锁定", "结转和个税要按先后算,请先锁定它")
        _refuse_open(workshop_id, run)
        workers = _refuse_changed(workshop_id, period, run)
        record_inputs(tx, Scope(workshop_id, period, tuple(workers)), run.id)
        change_run(workshop_id, run.id, state="locked", locked_at=now, locked_by=actor.name)
        lock_days(actor, now, workshop_id, workers, period.last)
        record_ledger(tx, workshop_id, run.id)
        _tell(tx, "lock.run", run, workshop_id, sha256=run.sha256)
    return get_run(workshop_id, period.code)


def record_payment(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """Marks a locked run as paid out."""
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "locked", "登记发放")
        change_run(workshop_id, run.id, state="paid", paid_at=now, paid_by=actor.name)
        _tell(tx, "pay.run", run, workshop_id)
    return get_run(workshop_id, period.code)


def _in_state(run: Run, state: str, what: str) -> Run:
    if run.state != state:
        mend = {"computed": "请先让另一位同事审核", "approved": "请先锁定或退回"}.get(run.state, "锁定的工资不再改动")
        raise Refused(f"{run.title}的工资{run.state_words},不能{what}", mend)
    return run


def _refuse_open(workshop_id: int, run: Run) -> None:
    if number := count_blocking(workshop_id, run.id):
        raise Refused(f"{run.title}的工资还有 {number} 个必须处理的问题", "请按问题清单逐条处理,再重新计算")


def _refuse_changed(workshop_id: int, period: Period, run: Run) -> list[int]:
    """Computes once more: what was seen must be what is locked. The workers of the run."""
    computed, _ = _compute(workshop_id, period, run.id)
    if _fingerprint(period, computed) != run.sha256:
        raise Refused(f"{run.title}的工资计算之后,产量、考勤或单价有了变动", "请重新计算,看过再审核")
    return [one.worker.worker_id for one in computed]


def _with_reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("请写明原因", "", field="reason")
    return reason.strip()


def _tell(tx: Transaction, action: str, run: Run, workshop_id: int, **detail: Any) -> None:
    sums = {"period": run.period, "part": run.part, "workers": run.workers, "net": format_yuan(run.net)}
    tx.tell(action, f"pay_run/{run.id}", sums | detail, workshop_id)
