"""The manager's view: what is out, how much was lost against the allowance, what a check would ask about."""

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from typing import NamedTuple

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.takehome.pages.blueprint import READERS, pages
from workshop.takehome.pages.drawing import RateBar, rate_bar
from workshop.takehome.pages.homes import by_material
from workshop.takehome.pages.orders import in_order
from workshop.takehome.queries.history import LossLine, LossRate, load_losses, rates_by
from workshop.takehome.queries.names import load_names
from workshop.takehome.queries.orders import list_orders
from workshop.takehome.queries.products import list_operation_names
from workshop.takehome.queries.signs import list_signs
from workshop.takehome.queries.totals import count_orders

MOST = 5_000
SHOWN = 30  # of households, the worst first
LOOK_BACK = 180
QUESTIONS = {
    "split_delivery": "这一次交货是不是一户的活分在了几个人名下?",
    "more_than_material": "交回的比料能做的还多,单耗或发料是不是记错了?",
    "return_before_issue": "还没领料怎么会有交货,日期是不是记反了?",
}


class RateLine(NamedTuple):
    """A household's or an operation's losses with their bar."""

    title: str
    rate: LossRate
    bar: RateBar


@pages.get("/w/<workshop_code>/takehome/overview")
@policy(*READERS)
def overview(workshop_code: str) -> ResponseReturnValue:
    """Totals out, loss rates, signs."""
    shop, on = g.workshop.id, civil_today()
    first, last = _asked(on)
    losses = load_losses(shop, first, last)
    out = list_orders(shop, on, "open", limit=MOST)
    names = _names(shop)
    return render_template(
        "takehome/overview.html",
        first=first,
        last=last,
        totals=count_orders(shop, on),
        materials=by_material(m for line in out for m in line.materials),
        oldest=in_order(out, on)[:10],
        homes=len({line.household_id or line.worker_id for line in out}),
        by_home=_rates(
            losses, lambda one: ("h", one.household_id) if one.household_id else ("w", one.worker_id), names
        ),
        by_operation=_rates(losses, lambda one: ("o", one.operation_id), names),
        shown=SHOWN,
        signs=list_signs(shop, first, last),
        questions=QUESTIONS,
    )


def _asked(on: date) -> tuple[date, date]:
    """The stretch of days of the address; half a year where it says nothing."""
    return _day("first", on - timedelta(days=LOOK_BACK)), _day("last", on)


def _day(name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise


def _names(workshop_id: int) -> dict[Hashable, str]:
    people, homes = load_names(workshop_id)
    names: dict[Hashable, str] = {("w", key): name for key, name in people.items()}
    names |= {("h", key): home.title for key, home in homes.items()}
    return names | {("o", key): name for key, name in list_operation_names(workshop_id).items()}


def _rates(losses: list[LossLine], key: Callable[[LossLine], Hashable], names: dict[Hashable, str]) -> list[RateLine]:
    """The highest rate first; without anything used there is no rate."""
    rates = {one: rate for one, rate in rates_by(losses, key).items() if rate.rate is not None}
    most = max((max(rate.rate or 0, rate.allowance or 0) for rate in rates.values()), default=0)
    lines = [
        RateLine(names.get(one, "—"), rate, rate_bar(rate.rate or 0, rate.allowance or 0, most))
        for one, rate in rates.items()
    ]
    return sorted(lines, key=lambda line: -(line.rate.rate or 0))
