"""Checks for records that were copied: from a colleague, from the month before, minutes moved by a constant, a day or two changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, islice

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.clock import nominal_months
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import COPY_DAYS, COPY_KINDS, COPY_SHARE
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import month_ref
from workshop.claims.rules.months import last_day, month_text

Values = dict[int, tuple[int, ...]]  # day (or place in the row of days) → what was written
CHUNKS = 5  # a copy with one day in ten changed leaves most fifths of the month as they were
WEEKDAY_SHARE = 70  # per cent of the days that lie over each other when weeks are laid over weeks
CROWD = 40  # as many people alike in a fifth of the month: times of a shift, not copies


def _times(days: tuple[Day, ...]) -> Values:
    return {day.day: (day.came, day.went) for day in days if day.came is not None and day.went is not None}


def _counts(days: tuple[Day, ...]) -> Values:
    return {day.day: (day.pieces, day.fen) for day in days if day.pieces > 0}


def _chunk_keys(values: Values, month: int) -> Iterator[tuple[object, ...]]:
    """Fifths of a month as marks that a copy shares, whatever was added to all of it."""
    parts: dict[int, list[tuple[int, tuple[int, ...]]]] = defaultdict(list)
    for day, value in values.items():
        parts[day % CHUNKS].append((day, value))
    for part, found in parts.items():
        if len(found) >= 2:
            base = found[0][1]
            moved = tuple((day, *(one - zero for one, zero in zip(v, base, strict=True))) for day, v in found)
            yield month, part, moved


def _candidates(by_key: Mapping[WorkKey, Values]) -> set[tuple[WorkKey, WorkKey]]:
    shelves: dict[tuple[object, ...], list[WorkKey]] = defaultdict(list)
    for key, values in by_key.items():
        if len(values) >= COPY_DAYS and len(set(values.values())) >= COPY_KINDS:
            for mark in _chunk_keys(values, key[1]):
                shelves[mark].append(key)
    return {pair for mine in shelves.values() if 1 < len(mine) <= CROWD for pair in combinations(sorted(mine), 2)}


def alike(one: Values, other: Values) -> tuple[int, int]:
    """Days alike, up to one constant for each figure, and days in common. Nothing where too few different values agree."""
    common = one.keys() & other.keys()
    if len(common) < COPY_DAYS:
        return 0, len(common)
    moved: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for day in common:
        moved[tuple(a - b for a, b in zip(one[day], other[day], strict=True))].append(day)
    same = max(moved.values(), key=len)
    kinds = len({one[day] for day in same})
    return (len(same) if kinds >= COPY_KINDS else 0), len(common)


def _is_copy(one: Values, other: Values, share: int = COPY_SHARE) -> tuple[int, int] | None:
    """Days alike and in common; `share` per cent of the shorter record must be in common."""
    same, common = alike(one, other)
    shorter = min(len(one), len(other))
    enough = same >= COPY_DAYS and same * 100 >= COPY_SHARE * common and common * 100 >= share * shorter
    return (same, common) if enough else None


def _of_colleagues(
    facts: InspectionFacts, read: Callable[[tuple[Day, ...]], Values], code: str, what: str, usual: str, kin: bool
) -> Iterator[Question]:
    nominal = nominal_months(facts) if read is _times else set()
    by_key = {key: values for key, days in facts.work.items() if key[1] not in nominal and (values := read(days))}
    for one, other in sorted(_candidates(by_key)):
        mine, theirs = facts.workers[one[0]], facts.workers[other[0]]
        if not kin and mine.household and mine.household == theirs.household:
            continue  # husband and wife come and go together
        if found := _is_copy(by_key[one], by_key[other]):
            same, common = found
            sentence = (
                f"{facts.who(one[0])} 和 {facts.who(other[0])} {month_text(one[1])}的{what}"
                f"在共同的 {common} 天里有 {same} 天一样(或只差一个固定的数)"
            )
            ids, refs = (one[0], other[0]), (month_ref(one), month_ref(other))
            yield Question(code, refs[0], sentence, usual, (*ids, one[1], same, common), refs, ids, (one[1],))


@check("copied_times", "考勤与别人一样", (5,), (7,), "考勤抄同事的")
def find_copied_times(facts: InspectionFacts) -> Iterator[Question]:
    """Clock times of a month that are a colleague's; people of one household are left out."""
    usual = "两个人的打卡时间每天差几分钟"
    yield from _of_colleagues(facts, _times, "copied_times", "上下班时间", usual, False)


@check("copied_counts", "产量与别人一样", (5,), (7, 8), "产量抄同事的")
def find_copied_counts(facts: InspectionFacts) -> Iterator[Question]:
    """Daily counts of a month that are a colleague's."""
    yield from _of_colleagues(facts, _counts, "copied_counts", "每天产量", "两个人做的件数天天不同", True)


def _in_a_row(values: Values) -> Values:
    """By place instead of day: a month copied onto other days."""
    return dict(enumerate(values[day] for day in sorted(values)))


def _shifted(values: Values, days: int) -> Values:
    return {day + days: value for day, value in values.items()}


def _of_months(
    facts: InspectionFacts, read: Callable[[tuple[Day, ...]], Values], code: str, what: str, usual: str
) -> Iterator[Question]:
    nominal = nominal_months(facts) if read is _times else set()
    for key, days in facts.work.items():
        before = facts.work.get((key[0], key[1] - 1))
        if before is None or key[1] in nominal:
            continue
        now, then = read(days), read(before)
        if len(now) < COPY_DAYS or len(then) < COPY_DAYS or len(set(now.values())) < COPY_KINDS:
            continue
        if found := _first(_is_copy(a, b, share) for a, b, share in _laid_over(now, then, key[1]) if _may_be(a, b)):
            same, common = found
            sentence = f"{facts.who(key[0])} {month_text(key[1])}的{what}与上个月 {common} 天里有 {same} 天一样(或只差一个固定的数)"
            refs = (month_ref(key), month_ref((key[0], key[1] - 1)))
            yield Question(code, refs[0], sentence, usual, (same, common), refs, (key[0],), (key[1],))


def _laid_over(now: Values, then: Values, month: int) -> Iterator[tuple[Values, Values, int]]:
    """Day over day, place over place, and weekday over weekday (four or five weeks before, where the ends hang over)."""
    yield now, then, COPY_SHARE
    yield _in_a_row(now), _in_a_row(then), COPY_SHARE
    for weeks in (28, 35):
        yield _shifted(now, last_day(month - 1).day - weeks), then, WEEKDAY_SHARE


def _may_be(one: Values, other: Values) -> bool:
    """A quick look at five days: of a copy with one day in ten changed three of them agree."""
    days = list(islice((day for day in one if day in other), 5))
    moved = [tuple(a - b for a, b in zip(one[day], other[day], strict=True)) for day in days]
    return any(moved.count(value) >= 3 for value in moved[:3])


def _first(found: Iterable[tuple[int, int] | None]) -> tuple[int, int] | None:
    return next((one for one in found if one), None)


@check("copied_month", "考勤与上月一样", (5,), (7,), "考勤抄上个月的")
def find_copied_month(facts: InspectionFacts) -> Iterator[Question]:
    """Clock times that are last month's."""
    yield from _of_months(facts, _times, "copied_month", "上下班时间", "每个月的打卡时间不会重复")


@check("copied_month_counts", "产量与上月一样", (5,), (7, 8), "产量抄上个月的")
def find_copied_month_counts(facts: InspectionFacts) -> Iterator[Question]:
    """Daily counts that are last month's."""
    yield from _of_months(facts, _counts, "copied_month_counts", "每天产量", "每个月的产量不会重复")
