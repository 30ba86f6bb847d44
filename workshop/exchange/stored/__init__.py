"""What the database holds of a workshop, as lines of the exchange files: for export, and to recognise what is there.

`load_lines(shop, name)` answers the lines of one file in the order in which they are written out.
"""

from collections.abc import Callable
from typing import Any

from workshop.exchange.spec import Spec
from workshop.exchange.specs import BY_NAME
from workshop.exchange.stored import agreed, day, people, prices, takehome
from workshop.exchange.stored.scope import Scope

_LOADERS: dict[str, Callable[[Spec, Scope], list[Any]]] = {
    "workshops": people.load_workshops,
    "calendar": people.load_calendar,
    "minimum_wages": agreed.load_minimum_wages,
    "workers": people.load_workers,
    "operations": prices.load_operations,
    "rates": prices.load_rates,
    "tiers": prices.load_tiers,
    "entries": day.load_entries,
    "team_entries": day.load_team_entries,
    "team_members": day.load_team_members,
    "hours": day.load_hours,
    "attendance": day.load_attendance,
    "takehome_orders": takehome.load_orders,
    "takehome_returns": takehome.load_returns,
    "advances": agreed.load_advances,
    "deductions": agreed.load_deductions,
    "prior_months": agreed.load_prior_months,
    "allowances": agreed.load_allowances,
}


def load_lines(scope: Scope, name: str) -> list[Any]:
    """The lines of one file as the database has them; their `row` is 0."""
    return _LOADERS[name](BY_NAME[name], scope)


__all__ = ["Scope", "load_lines"]
