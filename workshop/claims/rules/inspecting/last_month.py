"""Checks of the last month of a claim: pay that suddenly fills what was lacking, a month of a day or two that makes the number full."""

from collections.abc import Iterator
from statistics import median

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claim_facts import ClaimFacts
from workshop.claims.rules.inspecting.claimed import claimed_months
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.limits import THIN_HALVES, TOP_UP_COMMON, TOP_UP_MONTHS, TOP_UP_SHARE
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import of_claimed
from workshop.claims.rules.inspecting.thresholds import MEASURES, halves
from workshop.claims.rules.months import month_text
from workshop.kernel.money import format_yuan


@check("topped_up", "最后一个月突然补足", (8,), (18,), "差几百元不够门槛,最后一个月工资忽然高出一截")
def find_topped_up(facts: InspectionFacts) -> Iterator[Question]:
    """Pay of the last month that is far above his others without more days, and without which the threshold is missed."""
    least = [(one.measure, one.least) for one in facts.claim.limits if one.measure in MEASURES] if facts.claim else []
    for who, months in claimed_months(facts).items():
        pay = _slips(facts, who, months)
        if not (facts.claim and least) or len(pay) < TOP_UP_MONTHS or _rise(facts, who, pay) < TOP_UP_SHARE:
            continue
        if _common(facts, who, months) >= TOP_UP_COMMON:
            continue
        last, usual = max(pay), _usual(pay)
        whole = sum(pay.values())
        for measure, asked in least:
            needed = asked * (len(pay) if measure == "average" else 1)
            if whole - pay[last] + usual < needed <= whole:
                words = f"{MEASURES[measure]} {format_yuan(asked)} 元"
                yield _topped(facts, facts.claim, who, last, (pay[last], usual), words)


def _slips(facts: InspectionFacts, worker: int, months: tuple[int, ...]) -> dict[int, int]:
    return {month: slip.gross for month in months if (slip := facts.pay.get((worker, month))) and slip.gross > 0}


def _usual(pay: dict[int, int]) -> int:
    """The middle of the months before the last."""
    return int(median(fen for month, fen in pay.items() if month != max(pay)))


def _rise(facts: InspectionFacts, worker: int, pay: dict[int, int]) -> int:
    """Per cent of his usual pay in the last month, by the day where he came on more days than usual; what came back from home in
    that month is evened out, for a bag comes back when it is done.
    """
    *others, last = (halves(facts, (worker, month)) for month in sorted(pay))
    home = {month: facts.pay[worker, month].taken_home for month in pay}
    even = {month: fen - home[month] + int(median(home.values())) for month, fen in pay.items()}
    days = int(median(others))
    more = max(100, last * 100 // days) if days else 100
    return even[max(pay)] * 10_000 // (max(1, _usual(even)) * more)


def _common(facts: InspectionFacts, worker: int, months: tuple[int, ...]) -> int:
    """The rise of that month for the others of the workshop, the middle of them."""
    slips = {other: _slips(facts, other, months) for other in facts.workers if other != worker}
    rises = [_rise(facts, one, pay) for one, pay in slips.items() if len(pay) > 1 and max(pay) == max(months)]
    return int(median(rises)) if rises else 0


def _topped(
    facts: InspectionFacts, claim: ClaimFacts, worker: int, month: int, pay: tuple[int, int], asked: str
) -> Question:
    sentence = (
        f"{facts.who(worker)} {month_text(month)}工资 {format_yuan(pay[0])} 元,此前各月一般 {format_yuan(pay[1])} 元;"
        f"没有高出的部分就不到{asked}"
    )
    usual = "年底大家一起高的另说;一个人高的看得出多做了什么"
    return of_claimed("topped_up", worker, claim.claim.id, sentence, usual, asked, *pay, months=(month,))


@check("thin_month", "最后一个月只来几天", (8,), (18,), "5 个月零 29 天:第六个月来一两天凑数")
def find_thin_month(facts: InspectionFacts) -> Iterator[Question]:
    """Who was claimed for just as many months as are asked for, and came on hardly a day of the last one."""
    if facts.claim is None:
        return
    asked = {limit.least for limit in facts.claim.limits if limit.measure == "months"}
    for who, months in claimed_months(facts).items():
        if len(months) not in asked or len(months) < 2:
            continue
        key = (who, max(months))
        pay = facts.pay.get(key)
        there = halves(facts, key)
        if 0 < there <= THIN_HALVES and not (pay and pay.taken_home):
            sentence = f"{facts.who(who)} 刚好申领 {len(months)} 个月,最后的{month_text(key[1])}只出勤 {there / 2:g} 天"
            usual = "够月数的人最后一个月也照常做工"
            yield of_claimed("thin_month", who, facts.claim.claim.id, sentence, usual, there, months=(key[1],))
