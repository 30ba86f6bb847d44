"""A folder checked whole: against itself, against the database, against the rules of each room. Pure.

`check_folder` answers what is new for which workshop, or every fault there is; nothing is written here.
"""

from collections.abc import Mapping

from workshop.exchange.checks.comparing import compare
from workshop.exchange.checks.day import check_day
from workshop.exchange.checks.people import check_people
from workshop.exchange.checks.placing import place
from workshop.exchange.checks.prices import check_prices
from workshop.exchange.checks.sums import check_sums
from workshop.exchange.checks.takehome import check_takehome
from workshop.exchange.checks.uniqueness import drop_repeated
from workshop.exchange.checks.world import Check, Plan, World
from workshop.exchange.reading import Part

_CONTENT = (check_people, check_prices, check_day, check_takehome, check_sums)


def check_folder(parts: Mapping[str, Part], world: World) -> Plan:
    """What the folder would add; `plan.faults` says what stands in the way, and then nothing may be written."""
    check = Check(parts, world)
    drop_repeated(check)
    place(check)
    compare(check)
    for find in _CONTENT:
        find(check)
    return check.plan()


__all__ = ["Plan", "World", "check_folder"]
