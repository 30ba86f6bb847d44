"""The check of head-counts: people who came before somebody counted heads and were gone soon after."""

from collections.abc import Iterator
from datetime import date, timedelta

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.limits import (
    JUMP_AFTER,
    JUMP_BEFORE,
    JUMP_GONE,
    JUMP_PEOPLE,
    JUMP_SHARE,
    PRESENT,
)
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import names, worker_ref
from workshop.claims.rules.months import first_day, month_of

Stays = dict[int, tuple[date, date | None]]


@check("head_count", "人数在评定前上、评定后下", (9,), (19,), "评定、验收前招一批人,过后都走了")
def find_head_count(facts: InspectionFacts) -> Iterator[Question]:
    """People hired shortly before a count and gone shortly after, more than come and go so at any other time."""
    stays = _stays(facts)
    for on, name in facts.events:
        heads = sum(first <= on and (last is None or last >= on) for first, last in stays.values())
        passing = sorted(worker for worker, stay in stays.items() if _passes(stay, on))
        if len(passing) < JUMP_PEOPLE or len(passing) * 100 < JUMP_SHARE * heads:
            continue
        if len(passing) > _usual(stays, facts.events):
            people = [facts.workers[one] for one in passing]
            sentence = (
                f"{name}({on})当天在册 {heads} 人,其中 {len(passing)} 人在此前 {JUMP_BEFORE} 天内入职、"
                f"此后 {JUMP_AFTER} 天内离开:{names(people)}"
            )
            refs = (Ref("workshop", ""), *(worker_ref(one) for one in passing[:6]))
            usual = "平时短工没有这么多;季节用工有订单和上年的考勤可看"
            figures = (name, on, heads, *passing)
            yield Question("head_count", refs[0], sentence, usual, figures, refs, tuple(passing), (month_of(on),))


def _stays(facts: InspectionFacts) -> Stays:
    """First and last day of everybody; who has not come for a month in which the others did is gone."""
    latest: dict[int, date] = {}
    for (worker, month), days in facts.work.items():
        there = [day.day for day in days if day.status in PRESENT or day.worked]
        if there:
            latest[worker] = max(latest.get(worker, date.min), first_day(month).replace(day=max(there)))
    end = max(latest.values(), default=facts.on)
    return {
        worker.id: (worker.hired, _last(worker.left, latest.get(worker.id), end)) for worker in facts.workers.values()
    }


def _last(left: date | None, latest: date | None, end: date) -> date | None:
    if left is not None or latest is None:
        return left
    return latest if (end - latest).days > JUMP_GONE else None


def _passes(stay: tuple[date, date | None], on: date) -> bool:
    first, last = stay
    came = timedelta(0) <= on - first <= timedelta(days=JUMP_BEFORE)
    return came and last is not None and timedelta(0) <= last - on <= timedelta(days=JUMP_AFTER)


def _usual(stays: Stays, events: tuple[tuple[date, str], ...]) -> int:
    """The most who came within as many days and stayed as short, away from every count."""
    short = sorted(
        first
        for first, last in stays.values()
        if last is not None
        and (last - first).days <= JUMP_BEFORE + JUMP_AFTER
        and not any(_passes((first, last), on) for on, _ in events)
    )
    return max(
        (sum(first <= one <= first + timedelta(days=JUMP_BEFORE) for one in short) for first in short), default=0
    )
