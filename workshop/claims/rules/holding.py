"""What a checked claim takes so that nobody claims it again: marks of scheme, holder and time, the same in every workshop. Pure."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.months import month_of
from workshop.claims.rules.programme import Programme


@dataclass(frozen=True)
class Hold:
    """One mark; `worker_id` None: of the workshop. `time` is shown: 2026-03, 2026, or 一次."""

    mark: str
    worker_id: int | None
    time: str


@dataclass(frozen=True)
class Shared:
    """A scheme or a pair that excludes: its name and over which time."""

    scheme: str
    span: str


def list_shared(shelf: Mapping[str, Programme], programme_id: str, benefit: str) -> tuple[Shared, ...]:
    """What a benefit shares with others: itself, those it excludes, and those that exclude it, by any version of any paper."""
    own = f"{programme_id}/{benefit}"
    shared = {Shared(own, "同月")}
    for paper_id, name, rule in _rules(shelf):
        other = f"{paper_id}/{name}"
        if rule.what in ("同一补贴", "先到先得") and other == own:
            shared.add(Shared(own, rule.span))
        if rule.what == "其他补贴" and other == own:
            shared |= {Shared(_pair(own, _full(shelf, scheme)), rule.span) for scheme in rule.schemes}
        elif rule.what == "其他补贴" and any(_full(shelf, scheme) == own for scheme in rule.schemes):
            shared.add(Shared(_pair(own, other), rule.span))
    return tuple(sorted(shared, key=lambda one: (one.scheme, one.span)))


def _rules(shelf: Mapping[str, Programme]) -> Iterable[tuple[str, str, Exclusion]]:
    for paper in shelf.values():
        for version in paper.versions:
            for benefit in version.benefits:
                for rule in benefit.exclusions:
                    yield paper.id, benefit.name, rule


def _full(shelf: Mapping[str, Programme], scheme: str) -> str:
    """`稳岗补贴` as the one paper that has it names it; a name that is nowhere stands for itself."""
    if "/" in scheme:
        return scheme
    found = {p.id for p in shelf.values() for v in p.versions for b in v.benefits if b.name == scheme}
    return f"{found.pop()}/{scheme}" if len(found) == 1 else scheme


def _pair(one: str, other: str) -> str:
    return "|".join(sorted((one, other)))


def build_holds(
    shared: Sequence[Shared],
    holders: Mapping[int | None, str],
    months: Mapping[int | None, Sequence[int]],
    first: date,
    last: date,
) -> tuple[Hold, ...]:
    """The marks of every holder over its months, or over the whole time where it has none."""
    whole = tuple(range(month_of(first), month_of(last) + 1))
    found = {
        Hold(_digest(one.scheme, holder, time), worker_id, time)
        for worker_id, holder in holders.items()
        for one in shared
        for time in _times(one.span, tuple(months.get(worker_id) or ()) or whole)
    }
    return tuple(sorted(found, key=lambda hold: (hold.worker_id or 0, hold.time, hold.mark)))


def _times(span: str, months: tuple[int, ...]) -> set[str]:
    if span == "终身":
        return {"一次"}
    if span in ("同年", "年份"):
        return {str(month // 12) for month in months}
    return {f"{month // 12}-{month % 12 + 1:02}" for month in months}


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
