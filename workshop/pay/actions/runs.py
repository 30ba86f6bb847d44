"""Runs: computed, approved by another person, locked, paid (pay rules 8.1 to 8.3)."""

from datetime import datetime, timedelta
from typing import Any

from workshop.access.roles import MANAGER
from workshop.floor.actions import lock_days
from workshop.kernel.collector import collector_at_rest
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.reasons import require_reason
from workshop.pay.actions.changing import NOT_APPROVED, change_run, leave_out, sum_up
from workshop.pay.actions.four_sums import refuse_unequal
from workshop.pay.actions.holding import refuse_second_half_first, with_matters
from workshop.pay.actions.inputs import record_inputs
from workshop.pay.actions.ledger import record_ledger
from workshop.pay.actions.runlaw import record_run_law, refuse_changed_law
from workshop.pay.actions.storing import Computed, compute_slips, delete_slips, insert_slips, remove, replace_problems
from workshop.pay.queries.answers import list_held
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.runs import (
    LEAVING,
    MAIN,
    Run,
    count_blocking,
    find_one_hand,
    find_open_before,
    find_run,
    get_run,
    list_absences,
    list_problems,
    paid_elsewhere,
    run_members,
)
from workshop.pay.queries.scope import Scope
from workshop.pay.rows import PayRunRow, RunMemberRow, RunReturnRow
from workshop.pay.rules import VERSION
from workshop.pay.rules.fingerprint import fingerprint_run
from workshop.pay.rules.results import Problem
from workshop.store.audit import Actor
from workshop.store.ids import new_id
from workshop.store.transaction import Transaction, transaction


def compute_run(actor: Actor, now: datetime, workshop_id: int, period: Period, seen: str | None = None) -> Run:
    """Computes the run of a period and puts it in the place of one computed before; the same facts give the same bytes.

    After a lock it computes a supplement for those who were left out; an open run of leavers becomes that of everyone.
    `seen` is the mark of the run that the page showed (empty: none): whoever comes second is told instead of computing over
    the first. Raises Refused, also when there is nobody left.
    """
    with collector_at_rest(), transaction(actor, now) as tx:
        refuse_second_half_first(workshop_id, period)
        return compute_part(tx, workshop_id, period, (), seen)


def compute_part(
    tx: Transaction, workshop_id: int, period: Period, members: tuple[int, ...], seen: str | None = None
) -> Run:
    """Computes the open run of a period, or a new one after those that are locked, for `members` or, with none, for everyone."""
    before = find_run(workshop_id, period.code)
    _refuse_unseen(before, seen)
    run_id, part = _open_run(before)
    purpose = LEAVING if members else _purpose(workshop_id, period, part)
    computed, problems = _compute(workshop_id, period, run_id, members)
    if part > 1 and not computed and purpose != MAIN:
        raise Refused(f"{period.chinese}的工资已锁定,没有还没发的人", "迟到的记录会进入下一期(补录)")
    delete_slips(workshop_id, run_id)
    _write_run(tx, workshop_id, run_id, period, part, computed, purpose)
    _write_members(tx, workshop_id, run_id, members)
    insert_slips(tx, workshop_id, run_id, computed)
    replace_problems(tx, workshop_id, run_id, computed, problems)
    record_run_law(tx, workshop_id, run_id, period)
    run = get_run(workshop_id, period.code)
    _tell(tx, "compute.run", run, workshop_id)
    return run


def _refuse_unseen(before: Run | None, seen: str | None) -> None:
    if seen is not None and seen != (before.mark if before else ""):
        told = f"{before.title}的工资刚由 {before.computed_by} 算过" if before else "这一期的工资已经不在了"
        raise Refused(told, "没有再算一遍,请看过新的结果再决定")


def _purpose(workshop_id: int, period: Period, part: int) -> str:
    """The first run of everyone is the main one, also when leavers were paid before it."""
    parts = [find_run(workshop_id, period.code, number) for number in range(1, part)]
    return MAIN if parts and all(run is not None and run.purpose == LEAVING for run in parts) else ""


def _open_run(run: Run | None) -> tuple[int, int]:
    """(id, part) of the run to compute: the open one, or a new one after those that are locked."""
    if run is None:
        return new_id(), 1
    if run.state == "approved":
        raise Refused(f"{run.title}的工资已审核", "要改先退回,再重新计算")
    return (new_id(), run.part + 1) if run.closed else (run.id, run.part)


def _compute(
    workshop_id: int, period: Period, run_id: int, members: tuple[int, ...] = ()
) -> tuple[list[Computed], list[Problem]]:
    absent = {absence.worker_id for absence in list_absences(workshop_id, run_id)}
    leave_out = frozenset(absent | paid_elsewhere(workshop_id, period.code, run_id))
    computed, problems = compute_slips(load_run_facts(Scope(workshop_id, period, members or None), leave_out))
    return with_matters(workshop_id, period, computed), problems


def _write_members(tx: Transaction, workshop_id: int, run_id: int, members: tuple[int, ...]) -> None:
    remove(RunMemberRow, RunMemberRow.workshop_id == workshop_id, RunMemberRow.run_id == run_id)
    common = {"workshop_id": workshop_id, "run_id": run_id}
    tx.insert(RunMemberRow, [common | {"worker_id": worker_id} for worker_id in members])


def _write_run(
    tx: Transaction, workshop_id: int, run_id: int, period: Period, part: int, computed: list[Computed], purpose: str
) -> None:
    values: dict[str, Any] = {
        "purpose": purpose,
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


def approve_run(actor: Actor, now: datetime, workshop_id: int, period: Period) -> Run:
    """Approves what was computed; by another person (four eyes), on unchanged facts and without an open problem."""
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "computed", "审核")
        alone = _refuse_own_hand(actor, workshop_id, run)
        _refuse_open(workshop_id, run)
        _refuse_changed(workshop_id, period, run)
        refuse_unequal(workshop_id, run, (now + timedelta(hours=8)).date())
        change_run(
            workshop_id,
            run.id,
            state="approved",
            approved_at=now,
            approved_by=actor.name,
            approved_by_id=actor.account_id,
        )
        _tell(tx, "approve.run", run, workshop_id, **({"alone": alone} if alone else {}))
    return get_run(workshop_id, period.code)


def _refuse_own_hand(actor: Actor, workshop_id: int, run: Run) -> str:
    """Whoever computed or mended a run does not approve it; the reason on record where a workshop has only one manager."""
    if not run.is_by(actor.account_id):
        return ""
    decided = find_one_hand(workshop_id)
    if decided is None or actor.role != MANAGER or actor.account_id is None:
        raise Refused("计算工资的人不能自己审核", "请换一位会计或负责人登录审核")
    return decided.reason


def return_run(actor: Actor, now: datetime, workshop_id: int, period: Period, reason: str) -> Run:
    """Takes an approval back, so that the run can be computed again."""
    reason = require_reason(reason, "退回", "少算了一个人")
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "approved", "退回")
        change_run(workshop_id, run.id, state="computed", **NOT_APPROVED)
        told = {"id": new_id(), "run_id": run.id, "reason": reason, "at": now, "by": actor.name}
        tx.insert(RunReturnRow, [told | {"workshop_id": workshop_id}])
        _tell(tx, "return.run", run, workshop_id, reason=reason)
    return get_run(workshop_id, period.code)


def lock_run(actor: Actor, now: datetime, workshop_id: int, period: Period, leave_out_objected: bool = False) -> Run:
    """Locks an approved run: stores its inputs' ids, closes its days, and nothing in it changes afterwards (8.3).

    An objection without an answer holds its worker: with `leave_out_objected` he is left out and paid by a supplement.
    """
    with transaction(actor, now) as tx:
        run = _in_state(get_run(workshop_id, period.code), "approved", "锁定")
        if earlier := find_open_before(workshop_id, period):
            raise Refused(f"{earlier.title}的工资还没有锁定", "结转和个税要按先后算,请先锁定它")
        run = _without_objectors(tx, workshop_id, run, leave_out_objected)
        _refuse_open(workshop_id, run)
        workers = _refuse_changed(workshop_id, period, run)
        record_inputs(tx, Scope(workshop_id, period, tuple(workers)), run.id)
        change_run(workshop_id, run.id, state="locked", locked_at=now, locked_by=actor.name)
        lock_days(actor, now, workshop_id, workers, period.last)
        record_ledger(tx, workshop_id, run.id)
        _tell(tx, "lock.run", run, workshop_id, sha256=run.sha256)
    return get_run(workshop_id, period.code)


def _without_objectors(tx: Transaction, workshop_id: int, run: Run, leave_them_out: bool) -> Run:
    """The run without those whose objection waits for an answer; the others' slips stay as they were approved."""
    held = {one.worker_id: one for one in list_held(workshop_id, run.period, run.id)}
    if not held:
        return run
    names = "、".join(f"{one.worker_no} {one.name}" for one in list(held.values())[:5])
    names += f"等 {len(held)} 人" if len(held) > 5 else ""
    if not leave_them_out:
        raise Refused(f"{names}对工资条有异议,还没有答复", "请先答复;也可以先锁定其他人,等答复后再给他们补发")
    if len(held) == run.workers:
        raise Refused(f"{names}对工资条有异议,还没有答复,没有别人可以锁定", "请先答复")
    leave_out(tx, workshop_id, run.id, [(key, f"异议未答复:{one.reason}") for key, one in held.items()])
    _tell(tx, "leave_out.objected", run, workshop_id, workers_left_out=[one.worker_no for one in held.values()])
    return sum_up(workshop_id, run)


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
    refuse_changed_law(workshop_id, run)
    computed, _ = _compute(workshop_id, period, run.id, run_members(workshop_id, run.id))
    if _fingerprint(period, computed) != run.sha256 or _new_problems(workshop_id, run, computed):
        raise Refused(f"{run.title}的工资计算之后,产量、考勤或单价有了变动", "请重新计算,看过再审核")
    return [one.worker.worker_id for one in computed]


def _new_problems(workshop_id: int, run: Run, computed: list[Computed]) -> bool:
    """A problem that holds the lock and that nobody has seen on the run yet."""
    seen = {(p.worker_no, p.kind, p.sentence) for p in list_problems(workshop_id, run.id)}
    problems = (problem for one in computed for problem in one.slip.problems if problem.severity == "blocking")
    return any((problem.worker, problem.kind, problem.sentence) not in seen for problem in problems)


def _tell(tx: Transaction, action: str, run: Run, workshop_id: int, **detail: Any) -> None:
    sums = {"period": run.period, "part": run.part, "workers": run.workers, "net": format_yuan(run.net)}
    tx.tell(action, f"pay_run/{run.id}", sums | detail, workshop_id)
