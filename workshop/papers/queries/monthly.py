"""Facts of the month's report: one workshop on the last day of a month, in a fixed number of reads."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from workshop.claims.queries.claims import list_claims
from workshop.claims.queries.recognition import load_tracks
from workshop.claims.queries.registers import Registers, load_registers
from workshop.claims.rules.months import month_of
from workshop.claims.rules.recognising import Entry as Step
from workshop.claims.rules.recognising import merge_states
from workshop.claims.rules.registered import build_spans
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.monthly_report import OVER_AGE, MonthlyFacts
from workshop.papers.queries.attendance import BY_HOUR, TAKING_HOME
from workshop.papers.queries.earnings import load_earnings
from workshop.papers.queries.headcount import MONITORED, OUT_OF_POVERTY, count_insured, count_of, said
from workshop.papers.queries.heads import build_head
from workshop.papers.queries.insured import load_insurances
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

MOST_PRODUCTS = 3
_PRODUCTS = """
SELECT p.name, SUM(l.amount) FROM slip_line l
JOIN slip s ON s.workshop_id = l.workshop_id AND s.id = l.slip_id
JOIN operation o ON o.workshop_id = l.workshop_id AND o.id = l.operation_id
JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id
WHERE l.workshop_id = :w AND SUBSTR(s.period, 1, 7) = :month GROUP BY p.name ORDER BY 2 DESC, p.name"""
_ORDERS = "SELECT COUNT(*) FROM client_order WHERE workshop_id = :w AND voided_on IS NULL"


def load_monthly(shop: Workshop, period: Period) -> tuple[PaperHead, MonthlyFacts]:
    """Head and figures of a month."""
    on, registers = period.last, load_registers(shop.id)
    everyone = list_workers(shop.id, on, who="all")
    there = [line for line in everyone if line.hire_date <= on and not line.has_left(on)]
    state, recognition = _standing(shop, registers, on)
    social, accident = count_insured(there, load_insurances(shop, registers), on)
    [(orders,)] = fetch_all(_ORDERS, w=shop.id)
    facts = MonthlyFacts(
        village=shop.village,
        recognition=recognition,
        shop_kind=said(registers, "车间类型", on),
        products="、".join(_products(shop, on)),
        state=state,
        **_people(there),
        joined=sum(line.hire_date in period for line in everyone),
        left=sum(line.leave_date is not None and line.leave_date in period for line in everyone),
        **_pay(shop, on),
        social=social,
        accident=accident,
        orders=orders,
        received_fen=sum(claim.received_fen - claim.repaid_fen for claim in list_claims(shop.id)),
        as_of=on,
    )
    return build_head(shop, period), facts


def _people(there: Sequence[WorkerLine]) -> dict[str, int]:
    """Heads on the last day, by what a county counts."""
    return {
        "workers": len(there),
        "out_of_poverty": count_of(there, OUT_OF_POVERTY),
        "monitored": count_of(there, MONITORED),
        "relocated": count_of(there, {"易地搬迁"}),
        "disabled": count_of(there, {"残疾"}),
        "women": sum(line.sex == "女" for line in there),
        "over_age": sum((line.age or 0) >= OVER_AGE for line in there),
        "in_shop": sum(line.hours_system not in (TAKING_HOME, BY_HOUR) for line in there),
        "at_home": sum(line.hours_system == TAKING_HOME for line in there),
        "by_hour": sum(line.hours_system == BY_HOUR for line in there),
    }


def _pay(shop: Workshop, on: date) -> dict[str, Any]:
    """How many earned in the month, how much together, the most and the least."""
    month = month_of(on)
    earned = load_earnings(shop.id, f"{on:%Y-%m}").values()
    pay = [months[month] for months in earned if month in months]
    told = {"paid": len(pay), "pay_fen": sum(pay)}
    return {**told, "highest_fen": max(pay, default=None), "lowest_fen": min(pay, default=None)}


def _products(shop: Workshop, on: date) -> list[str]:
    """What most was earned with in the month."""
    found = [name for name, _ in fetch_all(_PRODUCTS, w=shop.id, month=f"{on:%Y-%m}")]
    return found[:MOST_PRODUCTS]


def _standing(shop: Workshop, registers: Registers, on: date) -> tuple[str, str]:
    """The state on a day, and number and day of the recognition; empty where nobody has put them down."""
    tracks = [[step for step in steps if step.on <= on] for steps in load_tracks(shop.id).values()]
    by_hand = [entry for entry in registers.entries.get(None, ()) if entry.kind == "认定状态"]
    told = tuple(span for spans in build_spans(by_hand).values() for span in spans)
    states = [span for span in merge_states(told or None, tracks) or () if span.holds(on)]
    decided: list[Step] = [step for steps in tracks for step in steps if step.event == "recognise"]
    if decided:
        last = max(decided, key=lambda step: step.on)
        return "、".join(span.name for span in states), f"{last.number} {last.on:%Y.%m.%d}".strip()
    hand = next((span for span in states if span.name in ("认定", "恢复", "示范")), None)
    since = f"{hand.source} {hand.first:%Y.%m.%d}" if hand and hand.first else ""
    return "、".join(span.name for span in states), since.strip()
