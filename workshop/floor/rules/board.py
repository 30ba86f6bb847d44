"""The live board 看板: who is here, who is counted, who is behind his usual, in words that can be read across a hall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from workshop.floor.rules.checks import STATUSES
from workshop.floor.rules.grid import HALVES

DAY_BEGINS, DAY_ENDS = 8 * 60, 18 * 60
STEP = 15  # minutes: the board's words do not change with every poll
JUDGED_FROM = 120  # minutes of a day before which nobody is called behind
BEHIND_BELOW = 80  # per cent of what is usual by now
TENTHS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class PersonFacts:
    """A worker today. `done` and `usual` are exact piece values, only ever compared; `deeds` are (operation, quantity, unit)."""

    id: int
    worker_no: str
    name: str
    status: str
    worked: bool
    deeds: tuple[tuple[str, int, str], ...]
    done: int
    usual: int | None
    comparable: bool = True


@dataclass(frozen=True)
class PersonLine:
    """What the board says of a person. `presence`: here, away, unknown; `pace`: behind, fine, none, odd (away
    with work), or not comparable (empty).

    `bar` and `mark` are per cent of the usual day: what is done, and where it would usually be by now.
    """

    facts: PersonFacts
    presence: str
    mark_of_day: str
    pace: str
    words: str
    bar: int | None
    mark: int


@dataclass(frozen=True)
class TargetLine:
    """An operation of the day against its target; quantities 1/1000, `bar` in per cent, at most 100."""

    operation_id: int
    operation: str
    product: str
    unit: str
    done: int
    target: int | None
    bar: int
    words: str


@dataclass(frozen=True)
class Counts:
    """The figures at the head of the board."""

    people: int
    here: int
    away: int
    unknown: int
    counted: int
    behind: int


def elapsed(at: time | None) -> int:
    """Minutes of the working day that are over, in steps; the whole of it for a day that has passed (`at` None)."""
    if at is None:
        return DAY_ENDS - DAY_BEGINS
    minutes = (at.hour * 60 + at.minute) // STEP * STEP
    return min(max(minutes - DAY_BEGINS, 0), DAY_ENDS - DAY_BEGINS)


def build_person(facts: PersonFacts, minutes: int) -> PersonLine:
    """One person's line when so many minutes of the working day are over."""
    presence = (
        "here"
        if facts.status in HALVES or (not facts.status and facts.worked)
        else "away"
        if facts.status
        else "unknown"
    )
    whole = DAY_ENDS - DAY_BEGINS
    pace, words = _pace(facts, minutes, whole) if presence != "away" or facts.worked else ("", "")
    bar = min(facts.done * 100 // facts.usual, 100) if facts.usual and facts.comparable else None
    return PersonLine(facts, presence, STATUSES.get(facts.status, ""), pace, words, bar, minutes * 100 // whole)


def _pace(facts: PersonFacts, minutes: int, whole: int) -> tuple[str, str]:
    if facts.status and facts.status not in HALVES:
        return "odd", f"记了{facts.status},却有产量"
    if not facts.worked:
        return "none", "还没报数"
    if not facts.comparable or not facts.usual or minutes < JUDGED_FROM:
        return "", ""
    by_now = facts.usual * minutes // whole
    if facts.done * 100 >= by_now * BEHIND_BELOW:
        return "fine", "跟往常差不多" if facts.done < by_now * 6 // 5 else "比往常多"
    fewer = min((by_now - facts.done) * 10 // by_now, 10)
    return "behind", f"比往常这时少{TENTHS[fewer]}成"


def count_people(lines: Iterable[PersonLine]) -> Counts:
    """The head of the board."""
    lines = list(lines)
    presences = [line.presence for line in lines]
    return Counts(
        len(lines),
        here=presences.count("here"),
        away=presences.count("away"),
        unknown=presences.count("unknown"),
        counted=sum(line.facts.worked for line in lines),
        behind=sum(line.pace == "behind" for line in lines),
    )


def order_people(lines: Sequence[PersonLine]) -> list[PersonLine]:
    """Those who need a look first: behind, not counted, then the others, then who is away; each by number."""
    places: Mapping[str, int] = {"odd": 0, "behind": 0, "none": 1}
    return sorted(
        lines,
        key=lambda line: (line.presence == "away" and not line.pace, places.get(line.pace, 2), line.facts.worker_no),
    )


def build_target(operation_id: int, names: tuple[str, str, str], done: int, target: int | None) -> TargetLine:
    """An operation's line; `names` are operation, product, unit."""
    bar = min(done * 100 // target, 100) if target else 0
    words = "" if not target else "够了" if done >= target else f"{done * 100 // target}%"
    return TargetLine(operation_id, *names, done, target, bar, words)
