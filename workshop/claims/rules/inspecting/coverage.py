"""Checks of the months of a claim one by one: within contract, work, pay and insurance, within the ages of the paper."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claimed import claimed_months
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.limits import EARLIEST_AGE, PRESENT
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import months_text, of_claimed
from workshop.claims.rules.months import first_day, last_day, month_of
from workshop.kernel.idno import age_on

Dates = tuple[date | None, date | None]
Within = Callable[[int, int], bool]  # whether a worker's month lies within what is asked about


def touches(spans: Iterable[Dates], month: int) -> bool:
    """Whether one of the spans has a day in the month; None is without end."""
    return any(
        (first is None or first <= last_day(month)) and (last is None or last >= first_day(month))
        for first, last in spans
    )


def _outside(facts: InspectionFacts, code: str, within: Within, lack: str, usual: str) -> Iterator[Question]:
    """People with the months claimed that do not lie within; months before the books began say nothing."""
    if facts.claim is None or not (facts.work or facts.pay):
        return
    began = min(month for _, month in (*facts.work, *facts.pay))
    for worker, months in claimed_months(facts).items():
        bare = tuple(month for month in months if month >= began and not within(worker, month))
        if bare:
            sentence = f"{facts.who(worker)} 申领了{months_text(bare)},{lack}"
            yield of_claimed(code, worker, facts.claim.claim.id, sentence, usual, months=bare)


@check("month_no_contract", "申领的月份没有合同", (13,), (16,), "虚构劳动关系:合同期对不上申领的月份")
def find_month_no_contract(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed on no day of which a contract ran, where the paper asks for one."""

    def within(worker: int, month: int) -> bool:
        return touches(((one.first, one.last) for one in facts.workers[worker].contracts), month)

    if facts.claim and facts.claim.contract:
        lack, usual = "那些月份没有合同", "合同期盖住申领的月份"
        yield from _outside(facts, "month_no_contract", within, lack, usual)


@check("month_no_work", "申领的月份没有考勤", (13,), (16,), "合同在,人不在:空挂名额")
def find_month_no_work(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed without a day at work, anything made, or a delivery from home."""
    home = {(order.worker, month_of(back.on)) for order in facts.orders for back in order.returns}

    def within(worker: int, month: int) -> bool:
        days, pay = facts.work.get((worker, month), ()), facts.pay.get((worker, month))
        there = any(day.status in PRESENT or day.worked for day in days)
        return there or (worker, month) in home or bool(pay and pay.taken_home)

    lack, usual = "那些月份没有考勤、产量和交货", "申领的月份有考勤或交货"
    yield from _outside(facts, "month_no_work", within, lack, usual)


@check("month_no_pay", "申领的月份没有工资", (13,), (16,), "补贴领了,工资没有发")
def find_month_no_pay(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed for which no locked pay run has anything for him."""

    def within(worker: int, month: int) -> bool:
        pay = facts.pay.get((worker, month))
        return pay is not None and pay.gross > 0

    lack, usual = "那些月份没有锁定的工资", "工资锁定、发放以后再申领"
    yield from _outside(facts, "month_no_pay", within, lack, usual)


@check("month_not_insured", "申领的月份没有保险", (13,), (16,), "10.9 万人社保补贴没有落到人;保险只交了开头")
def find_month_not_insured(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed on no day of which an insurance ran that the paper asks for."""
    for kind in facts.claim.insurances if facts.claim else ():

        def within(worker: int, month: int, kind: str = kind) -> bool:
            mine = facts.workers[worker].insured
            return touches(((first, last) for name, first, last in mine if name == kind), month)

        lack = f"那些月份没有登记{kind}"
        yield from _outside(facts, "month_not_insured", within, lack, "办法要的保险盖住申领的月份")


@check("wrong_age", "年龄不在办法之内", (12,), (1,), "超龄、不满龄的人照样申领")
def find_wrong_age(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed in which he was below the least age to the end, or above the last age that counts from the start."""
    if facts.claim is None:
        return
    youngest = max(facts.claim.youngest or 0, EARLIEST_AGE)
    for worker_id, months in claimed_months(facts).items():
        worker = facts.workers[worker_id]
        born, oldest = worker.born, facts.claim.oldest.get(worker.sex)
        if born is None:
            continue
        young = tuple(month for month in months if age_on(born, last_day(month)) < youngest)
        old = tuple(month for month in months if oldest is not None and age_on(born, first_day(month)) > oldest)
        for bare, limit in ((young, f"至少 {youngest} 周岁"), (old, f"最多 {oldest} 周岁")):
            if bare:
                age = age_on(born, first_day(bare[0]))
                sentence = f"{facts.who(worker_id)} {born} 出生,申领的{months_text(bare)}里 {age} 周岁"
                claim = facts.claim.claim.id
                yield of_claimed("wrong_age", worker_id, claim, sentence, f"办法要求{limit}", born, months=bare)
