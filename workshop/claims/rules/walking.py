"""Walks through a programme: every condition, amount, setting and month test in it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from workshop.claims.rules.amounts.base import AmountRule
from workshop.claims.rules.amounts.persons import OverMonthsAmount
from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.programme import Benefit, Programme
from workshop.claims.rules.stated import Setting
from workshop.claims.rules.words.times import OverMonths


def walk(thing: Any) -> Iterator[Any]:
    """A declared object and everything inside it, each once, outermost first."""
    if isinstance(thing, tuple | list):
        for item in thing:
            yield from walk(item)
    elif isinstance(thing, dict):
        yield from walk(list(thing.values()))
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield thing
        for one in fields(thing):
            yield from walk(getattr(thing, one.name))


def list_conditions(thing: Any) -> list[Condition]:
    """Every condition, in the order of the file."""
    return [one for one in walk(thing) if isinstance(one, Condition)]


def list_amounts(thing: Any) -> list[AmountRule]:
    """Every amount, in the order of the file."""
    return [one for one in walk(thing) if isinstance(one, AmountRule)]


def list_settings(programme: Programme) -> list[Setting]:
    """Where the versions use a setting of the county, in the order of the file."""
    return [one for one in walk(programme.versions) if isinstance(one, Setting)]


def list_tests(benefit: Benefit) -> list[object]:
    """What counts months without saying itself how."""
    found: list[object] = []
    for one in walk(benefit):
        if isinstance(one, OverMonths | OverMonthsAmount) and one.month is None and _counts(one):
            found.append(one)
    return found


def _counts(one: object) -> bool:
    return not isinstance(one, OverMonthsAmount) or getattr(one, "prorate", True)
