"""Gathers from the database what a folder is judged by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from workshop.exchange.checks.world import EVERYWHERE, World
from workshop.exchange.reading import Part
from workshop.exchange.stored import Scope, load_lines
from workshop.exchange.stored.agreed import load_all_minimum_wages
from workshop.exchange.stored.people import load_common_calendar
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop, list_statutory_years, list_workshops

_ALWAYS = ("workshops", "calendar", "workers", "operations")
# What else is wanted of the database when a file is there.
_WITH = {"takehome_returns": ("takehome_orders",), "team_entries": ("team_members",)}
_BY_ID = ("entries", "team_entries", "hours")
_DATED = ("entries", "team_entries", "hours", "attendance")


def load_world(parts: Mapping[str, Part], on: date, only: str = "") -> World:
    """The facts for `check_folder`; `only` is the code of the one workshop meant. Raises Refused when none is."""
    targets = choose_targets(parts, only)
    first, last = day_range(parts)
    year = first.year if first <= last else on.year
    wanted = dict.fromkeys([*_ALWAYS, *_wanted(parts)])
    ids = {line.entry_id for name in _BY_ID for line in parts[name].lines}
    stored: dict[str, dict[str, list[Any]]] = {EVERYWHERE: _common(parts)}
    for code in targets:
        if shop := find_workshop(code):
            scope = Scope(shop, ids, first, last, year)
            stored[code] = {name: load_lines(scope, name) for name in wanted}
    years = list_statutory_years()
    statutory = {day: name for entered in years for day, name in entered.days}
    return World(on, targets, stored, statutory, frozenset(entered.year for entered in years), year)


def choose_targets(parts: Mapping[str, Part], only: str) -> tuple[str, ...]:
    """The workshops of the folder; without any those of the database, or the one that is named."""
    brought = tuple(line.workshop_code for line in parts["workshops"].lines)
    known = tuple(shop.code for shop in list_workshops())
    if only and only not in (*brought, *known):
        raise Refused(f"没有车间 {only}", f"现有车间:{'、'.join(known) or '无'}")
    if only:
        return (only,)
    if parts["workshops"].unread:
        return ()
    if not brought and not known and not parts["workshops"].spoilt:
        raise Refused("数据库里还没有车间", "请在文件夹里放入 workshops.csv")
    return brought or known


def day_range(parts: Mapping[str, Part]) -> tuple[date, date]:
    """First and last day of entries and attendance in the folder; the first is after the last where there are none."""
    days = {line.date for name in _DATED for line in parts[name].lines}
    return (min(days), max(days)) if days else (date.max, date.min)


def _wanted(parts: Mapping[str, Part]) -> list[str]:
    there = [name for name, part in parts.items() if part.lines and name != "minimum_wages"]
    return [*there, *(more for name in there for more in _WITH.get(name, ()))]


def _common(parts: Mapping[str, Part]) -> dict[str, list[Any]]:
    counties = {line.county_code for line in parts["minimum_wages"].lines}
    return {
        "calendar": load_common_calendar(parts["calendar"].spec),
        "minimum_wages": load_all_minimum_wages(parts["minimum_wages"].spec, counties),
    }
