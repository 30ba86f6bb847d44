"""Facts of the application to be recognised: what the workshop said of itself, whom it employs, how they are paid and insured."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workshop.claims.queries.registers import Registers, load_registers
from workshop.claims.rules.months import month_of
from workshop.claims.rules.registered import Entry
from workshop.kernel.money import round_half_up
from workshop.papers.documents.pieces import Applicant
from workshop.papers.documents.recognition_form import Headcount, RecognitionFacts
from workshop.papers.kind import Asked
from workshop.papers.naming import Names
from workshop.papers.queries.documents import day_of, load_applicant
from workshop.papers.queries.earnings import Earnings, load_earnings
from workshop.papers.queries.headcount import (
    MONITORED,
    OUT_OF_POVERTY,
    count_insured,
    count_of,
    find_said,
    is_insurance_known,
    list_there,
    said,
)
from workshop.papers.queries.insured import Insurances, load_insurances
from workshop.people.queries.roster import WorkerLine

# What the form asks for under 场地来源, as registers put it under 所在地.
SITES = ("自有厂房", "租赁厂房", "村集体资产", "政府投资", "学校旧址")
TURNOVER = "营业收入"


def load_recognition(asked: Asked, names: Names) -> RecognitionFacts:
    """The workshop on the day the paper is made; what nobody has put down is left to a hand."""
    shop, on = asked.shop, day_of(asked)
    registers, there = load_registers(shop.id), list_there(shop, on)
    area, posts = find_said(registers, "面积", on), find_said(registers, "岗位数", on)
    started = find_said(registers, "投产日期", on)
    return RecognitionFacts(
        shop=_shop(asked, registers, on),
        people=_count(there, load_insurances(shop, registers), on),
        on=on,
        names=names,
        site="、".join(_sites(registers, on)),
        area=area.value if area else None,
        production=said(registers, "生产方式", on),
        started=started.valid_from if started else None,
        posts=posts.value // 1000 if posts and posts.value is not None else None,
        turnover_fen=_turnover(registers, on),
        mean_pay_fen=_mean_pay(load_earnings(shop.id, f"{on:%Y-%m}", registers), on),
    )


def _shop(asked: Asked, registers: Registers, on: date) -> Applicant:
    return replace(
        load_applicant(asked.shop, on), entity=said(registers, "主体类型", on), kind=said(registers, "车间类型", on)
    )


def _count(there: Sequence[WorkerLine], insurances: Insurances, on: date) -> Headcount:
    """Heads of the day; contracts that are over do not count."""
    signed = Counter(line.contract_kind for line in there if line.contract_to is None or line.contract_to >= on)
    return Headcount(
        staff=len(there),
        risen=count_of(there, OUT_OF_POVERTY),
        monitored=count_of(there, MONITORED),
        relocated=count_of(there, {"易地搬迁"}),
        disabled=count_of(there, {"残疾"}),
        labour_contracts=signed["劳动合同"],
        part_time=signed["非全日制"],
        service_agreements=signed["劳务协议"],
        work_contracts=signed["承揽"],
        insured=count_insured(there, insurances, on)[1] if is_insurance_known(there, insurances, on) else None,
        counted=count_of(there, OUT_OF_POVERTY | MONITORED),
    )


def _sites(registers: Registers, on: date) -> list[str]:
    return [name for name in SITES if (entry := find_said(registers, "所在地", on, name)) and _holds(entry, on)]


def _holds(entry: Entry, on: date) -> bool:
    return entry.holds and entry.valid_from <= on and (entry.valid_to is None or entry.valid_to >= on)


def _turnover(registers: Registers, on: date) -> int | None:
    """Fen of the calendar year before, where that year's figure was put down (in 1/1000 yuan)."""
    figures = [
        entry.value
        for entry in registers.entries.get(None, ())
        if entry.kind == "登记数字" and entry.name == TURNOVER and entry.valid_from.year == on.year - 1
    ]
    return round_half_up(figures[-1], 10) if figures and figures[-1] is not None else None


def _mean_pay(earned: Earnings, on: date) -> int | None:
    """Fen a person of the last month before the day's own in which anybody earned; None where nobody ever did."""
    months = {month for mine in earned.values() for month in mine if month < month_of(on)}
    if not months:
        return None
    last = max(months)
    pay = [mine[last] for mine in earned.values() if last in mine]
    return round_half_up(sum(pay), len(pay))
