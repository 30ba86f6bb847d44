"""What a county's reply about a person 县里核对回复 means for the categories that are held."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from workshop.people.rules.words import NO_CATEGORY

RISEN = "脱贫户"
OF_RISEN = frozenset({RISEN, "脱贫不稳定户"})
MONITORED = frozenset({"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"})


@dataclass(frozen=True)
class Reply:
    """A row of the reply; None: it does not say. `kinds` are categories, `included_on` 纳入时间."""

    replied_on: date
    risen: bool | None
    monitored: bool | None
    kinds: tuple[str, ...] = ()
    household_no: str = ""
    included_on: date | None = None
    note: str = ""


class Held(NamedTuple):
    """An entry of a category: from which day it holds or no longer holds."""

    valid_from: date
    holds: bool


class Change(NamedTuple):
    """An entry to be written."""

    category: str
    valid_from: date
    holds: bool


def read_changes(reply: Reply, held: Mapping[str, Sequence[Held]]) -> tuple[Change, ...]:
    """The entries that make the categories what the county says, dated; entries that only renew a check are among them."""
    said = _said(reply)
    changes = [change for name, start in said.items() for change in _begin(name, start, reply, held.get(name, ()))]
    for name, entries in held.items():
        if name not in said and _denied(name, reply, bool(said)) and _on(entries, reply.replied_on):
            changes.append(Change(name, reply.replied_on, False))
    return tuple(changes)


def _said(reply: Reply) -> dict[str, date | None]:
    """The categories that the county names with their first day, None where it is not said."""
    said: dict[str, date | None] = {}
    for kind in reply.kinds:
        said[kind] = reply.included_on if kind in MONITORED else None
    if reply.risen:
        said.setdefault(RISEN, None if reply.monitored else reply.included_on)
    if not said and reply.risen is False and reply.monitored is False:
        said[NO_CATEGORY] = None
    return said


def _begin(name: str, start: date | None, reply: Reply, entries: Sequence[Held]) -> list[Change]:
    """One entry; where what is held began before the county's day, that beginning is taken back."""
    current = _on(entries, reply.replied_on)
    if current is None or (start is not None and start < current.valid_from):
        return [Change(name, start or reply.replied_on, True)]
    if start is not None and start > current.valid_from:
        return [Change(name, current.valid_from, False), Change(name, start, True)]
    return [Change(name, current.valid_from, True)]


def _on(entries: Sequence[Held], on: date) -> Held | None:
    """The beginning of what holds on a day."""
    begun: Held | None = None
    for entry in sorted(entries):
        if entry.valid_from > on:
            break
        begun = None if not entry.holds else begun or entry
    return begun


def _denied(name: str, reply: Reply, any_said: bool) -> bool:
    if name == NO_CATEGORY:
        return any_said
    denied_risen = name in OF_RISEN and reply.risen is False
    denied_kind = name in MONITORED and reply.monitored is not None
    return denied_risen or denied_kind
