"""Final pay on leaving: those who leave are paid at once, before the month's run, which then leaves them out (工资支付暂行规定 art. 9)."""

from collections.abc import Sequence
from datetime import date, datetime

from workshop.kernel.collector import collector_at_rest
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay.actions.runs import compute_part
from workshop.pay.queries.holding import find_unpaid_day
from workshop.pay.queries.people import Person, load_people
from workshop.pay.queries.runs import LEAVING, Run, find_run, paid_elsewhere, run_members
from workshop.pay.queries.scope import Scope
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


def compute_leaving(
    actor: Actor, now: datetime, workshop_id: int, period: Period, worker_ids: Sequence[int], on: date
) -> Run:
    """Computes the last pay of those who have left by `on` in a run of its own; more leavers join it while it is open.

    `period` is the one that their last day falls into, a half for part-timers. Raises NotFound, Refused.
    """
    with collector_at_rest(), transaction(actor, now) as tx:
        open_run = find_run(workshop_id, period.code)
        members: set[int] = set(worker_ids)
        for person in _leavers(workshop_id, period, worker_ids):
            _refuse_not_leaving(person, period, on)
            _refuse_unpaid(workshop_id, person, period)
        if open_run is not None and not open_run.closed:
            if open_run.purpose != LEAVING:
                raise Refused(f"{open_run.title}的工资已经在算,离职的人就在里面", "请审核、锁定这一期,他就能领到")
            members |= set(run_members(workshop_id, open_run.id))
        _refuse_paid(workshop_id, period, open_run, members)
        return compute_part(tx, workshop_id, period, tuple(sorted(members)))


def _leavers(workshop_id: int, period: Period, worker_ids: Sequence[int]) -> list[Person]:
    people = load_people(Scope(workshop_id, period, tuple(worker_ids)))
    if not worker_ids or len(people) != len(set(worker_ids)):
        raise NotFound(f"这一期({period.chinese})没有这个人,或他按另一种周期结算")
    return people


def _refuse_not_leaving(person: Person, period: Period, on: date) -> None:
    name = f"{person.worker_no} {person.name}"
    if person.leave_date is None:
        raise Refused(f"{name} 没有离职日期", "请先在工人资料里登记离职日期")
    if person.leave_date > on:
        raise Refused(f"{name} 的最后一天是 {person.leave_date},还没到", "请在当天下班、记完产量以后结算")
    if person.leave_date not in period:
        raise Refused(f"{name} 在 {person.leave_date} 离职,不在{period.chinese}", "请结算他离职的那一期")


def _refuse_unpaid(workshop_id: int, person: Person, period: Period) -> None:
    if first := find_unpaid_day(workshop_id, person.id, period):
        raise Refused(
            f"{person.worker_no} {person.name} 从 {first} 起还有没发的工资", "请先结算、锁定前面的期间,再做离职结算"
        )


def _refuse_paid(workshop_id: int, period: Period, run: Run | None, members: set[int]) -> None:
    run_id = run.id if run is not None and not run.closed else 0
    if paid := members & paid_elsewhere(workshop_id, period.code, run_id):
        raise Refused(f"{len(paid)} 人在{period.chinese}已有工资条", "差额会进入下一期(补录)")
