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
    if facts.claim is None:
        return
    slips = {who: _slips(facts, who, months) for who, months in claimed_months(facts).items()}
    least = [(limit.measure, limit.least) for limit in facts.claim.limits if limit.measure in MEASURES]
    for who, pay in slips.items():
        if len(pay) < TOP_UP_MONTHS or _common(slips, max(pay)) >= TOP_UP_COMMON:
            continue
        last, others = max(pay), [pay[month] for month in sorted(pay)[:-1]]
        usual = int(median(others))
        if usual <= 0 or pay[last] * 100 < TOP_UP_SHARE * usual * _more_days(facts, who, pay) // 100:
            continue
        whole, without = sum(pay.values()), sum(others) + usual
        for measure, asked in least:
            needed = asked * (len(pay) if measure == "average" else 1)
            if without < needed <= whole:
                yield _topped(
                    facts, facts.claim, who, last, (pay[last], usual), f"{MEASURES[measure]} {format_yuan(asked)} 元"
                )


def _slips(facts: InspectionFacts, worker: int, months: tuple[int, ...]) -> dict[int, int]:
    return {month: slip.gross for month in months if (slip := facts.pay.get((worker, month))) and slip.gross > 0}


def _more_days(facts: InspectionFacts, worker: int, pay: dict[int, int]) -> int:
    """Per cent of the days of his other months that he came in the last one, at least 100; without days they say nothing."""
    *others, last = (halves(facts, (worker, month)) for month in sorted(pay))
    usual = int(median(others))
    return max(100, last * 100 // usual) if usual else 100


def _common(slips: dict[int, dict[int, int]], month: int) -> int:
    """Per cent of the middle of their other months that people earned in this one, the middle of everybody."""
    shares = [
        pay[month] * 100 // max(1, int(median([fen for other, fen in pay.items() if other != month])))
        for pay in slips.values()
        if month in pay and len(pay) > 1
    ]
    return int(median(shares)) if len(shares) > 1 else 0


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
