"""The check of days at work without anything made, where neither a bundle nor a standstill explains them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from statistics import median

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    BUNDLE_SHARE,
    IDLE_DAYS,
    IDLE_SHARE,
    LEARNING_DAYS,
    PRESENT,
    STANDSTILL_SHARE,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import day_ref, days_text, month_ref, of_month
from workshop.claims.rules.months import first_day, month_text


@check("idle", "出勤没有产量", (4,), (10,), "考勤是凑的:计件的人天天在,却没有做出东西")
def find_idle(facts: InspectionFacts) -> Iterator[Question]:
    """Piece workers with many days there and nothing made, while the others made something and no bundle explains it."""
    idle = _idle(facts, _usual(facts))
    stood = _standstills(facts, idle)
    for key, found in idle.items():
        learnt = facts.workers[key[0]].hired + timedelta(days=LEARNING_DAYS)
        there = [day for day in _there(facts.work[key]) if _date(key, day) >= learnt]
        days = [day.day for day in there if day.day in found and _date(key, day) not in stood]
        if len(days) >= IDLE_DAYS and len(days) * 100 >= IDLE_SHARE * len(there):
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}出勤 {len(there)} 天,有 {len(days)} 天没有产量"
                f"({days_text(days)}),那些天别人有产量"
            )
            refs = (month_ref(key), *(day_ref(key, day) for day in days[:4]))
            yield of_month("idle", key, sentence, "计件的人出勤就有产量", len(there), *days, refs=refs)


def _there(days: tuple[Day, ...]) -> list[Day]:
    return [day for day in days if day.status in PRESENT]


def _usual(facts: InspectionFacts) -> dict[int, int]:
    """Month → what a piece worker earns in a day, in fen, the middle of them."""
    earned: dict[int, list[int]] = defaultdict(list)
    for key, days in facts.work.items():
        if _by_piece(facts, key) and (there := _there(days)):
            earned[key[1]].append(sum(day.fen for day in there) // len(there))
    return defaultdict(int, {month: int(median(fen)) for month, fen in earned.items()})


def _idle(facts: InspectionFacts, usual: Mapping[int, int]) -> dict[WorkKey, set[int]]:
    """Days of piece workers without anything made, unless the next count is large enough for them: a bundle that is full is
    counted, in the next month if need be.
    """
    idle: dict[WorkKey, set[int]] = {}
    waiting: dict[int, list[tuple[WorkKey, int]]] = defaultdict(list)
    for key in sorted((key for key in facts.work if _by_piece(facts, key)), key=lambda key: key[1]):
        idle[key], open_days = set(), waiting[key[0]]
        for day in _there(facts.work[key]):
            if not day.worked:
                open_days.append((key, day.day))
            elif open_days and not (day.hours or day.team):
                if day.fen * 100 < BUNDLE_SHARE * usual[key[1]] * (len(open_days) + 1):
                    _add(idle, open_days)
                open_days.clear()
    for left in waiting.values():
        _add(idle, left)
    return idle


def _add(idle: dict[WorkKey, set[int]], days: list[tuple[WorkKey, int]]) -> None:
    for key, day in days:
        idle[key].add(day)


def _standstills(facts: InspectionFacts, idle: Mapping[WorkKey, set[int]]) -> set[date]:
    """Days on which most of the piece workers who were there had nothing to do."""
    there, without = Counter[date](), Counter[date]()
    for key, found in idle.items():
        for day in _there(facts.work[key]):
            there[_date(key, day)] += 1
            without[_date(key, day)] += day.day in found
    return {on for on, count in without.items() if count * 100 >= STANDSTILL_SHARE * there[on]}


def _by_piece(facts: InspectionFacts, key: WorkKey) -> bool:
    """Paid by pieces alone, and past learning."""
    worker = facts.workers[key[0]]
    return not (worker.timed or worker.trainee or worker.hours_system in ("contract", "part_time"))


def _date(key: WorkKey, day: Day) -> date:
    return first_day(key[1]).replace(day=day.day)
