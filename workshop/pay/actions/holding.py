"""What holds a run because of another one: a half before its first half, a worker whom an earlier run still owes his pay."""

from collections.abc import Sequence
from dataclasses import replace

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.pay.actions.storing import Computed
from workshop.pay.queries.holding import count_people, list_left_behind
from workshop.pay.queries.runs import find_run
from workshop.pay.rules.results import Problem


def refuse_second_half_first(workshop_id: int, period: Period) -> None:
    """The first half is computed before the second: its balances and its tax come first (1.9)."""
    first = Period(period.year, period.month, 1)
    if period.half == 2 and find_run(workshop_id, first.code) is None and count_people(workshop_id, first):
        raise Refused(f"{first.chinese}的工资还没有计算", "结转和个税要按先后算,请先计算上半月")


def with_matters(workshop_id: int, period: Period, computed: Sequence[Computed]) -> list[Computed]:
    """The slips with the problems that only other runs can tell: pay that was left behind, debts of somebody who has left."""
    behind = list_left_behind(workshop_id, period)
    return [_with(one, [*_earlier(one, behind), *_owing(one, period)]) for one in computed]


def _with(one: Computed, problems: list[Problem]) -> Computed:
    if not problems:
        return one
    return one._replace(slip=replace(one.slip, problems=(*one.slip.problems, *problems)))


def _earlier(one: Computed, behind: dict[int, tuple[Period, str]]) -> list[Problem]:
    """Balances and the tax year go in order: what is left behind for good would be lost."""
    if one.worker.worker_id not in behind:
        return []
    period, reason = behind[one.worker.worker_id]
    sentence = f"{period.chinese}的工资还没有发给他({reason})"
    mend = f"请先补算并锁定{period.chinese},或把他也移出这一期"
    return [Problem("earlier", "blocking", one.slip.worker, sentence, mend, period.code)]


def _owing(one: Computed, period: Period) -> list[Problem]:
    left = one.worker.facts.leave_date
    if left is None or left > period.last or not one.slip.carried:
        return []
    names = "、".join(sorted({balance.name for balance in one.slip.balances}))
    sentence = f"{left} 离职,还欠 {format_yuan(one.slip.carried)} 元({names}),以后没有工资可扣"
    mend = "请当面结清,收到现金后在工资条的「确认、异议、冲正」里登记归还"
    return [Problem("owing", "warning", one.slip.worker, sentence[:600], mend)]
