"""Checks of attendance alone: every day, the same minutes, nobody ever away, days on which the workshop was closed, very long days."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    EVEN_DAYS,
    EVEN_PEOPLE,
    EVEN_PERSON_DAYS,
    LONG_DAY,
    LONG_DAYS,
    NOMINAL_PEOPLE,
    NOMINAL_SHARE,
    PRESENT,
    STANDSTILL_SHARE,
)
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import day_ref, days_text, month_code, month_ref, names, of_month
from workshop.claims.rules.months import first_day, last_day, month_of, month_text
from workshop.kernel.calendar import CalendarMissing

WHOLE_DAY = frozenset({"出勤", "补班"})


@check("every_day", "一天也没有休息", (5,), (7,), "31 天出勤 31 天")
def find_every_day(facts: InspectionFacts) -> Iterator[Question]:
    """Every day of a calendar month, rest days and all."""
    for key, days in facts.work.items():
        whole = last_day(key[1]).day
        if sum(day.status in PRESENT for day in days) == whole:
            sentence = f"{facts.who(key[0])} {month_text(key[1])} {whole} 天出勤 {whole} 天"
            usual = "一周至少休息一天(劳动法第三十八条)"
            yield of_month("every_day", key, sentence, usual, whole, refs=(month_ref(key),))


@check("same_minutes", "天天同一分钟", (5,), (7,), "整月上下班时间一分不差")
def find_same_minutes(facts: InspectionFacts) -> Iterator[Question]:
    """One pair of times all month, where the others' times vary as clocked times do."""
    nominal = nominal_months(facts)
    for key, days in facts.work.items():
        pairs = [(day.came, day.went) for day in days if day.came is not None and day.went is not None]
        if len(pairs) < EVEN_DAYS or key[1] in nominal or len(set(pairs)) > 1:
            continue
        came, went = pairs[0]
        sentence = (
            f"{facts.who(key[0])} {month_text(key[1])} {len(pairs)} 天都是 {_clock(came)} 上班 {_clock(went)} 下班,"
            "一分不差,别人的时间天天不同"
        )
        yield of_month("same_minutes", key, sentence, "打卡的时间每天差几分钟", *pairs[0], refs=(month_ref(key),))


def nominal_months(facts: InspectionFacts) -> set[int]:
    """Months in which shift times are written for nearly everybody: sameness says nothing there."""
    pairs: dict[WorkKey, Counter[tuple[int | None, int | None]]] = defaultdict(Counter)
    for (_, month), days in facts.work.items():
        for day in days:
            if day.came is not None:
                pairs[month, day.day][day.came, day.went] += 1
    alike, whole = Counter[int](), Counter[int]()
    for (month, _), count in pairs.items():
        if count.total() >= NOMINAL_PEOPLE:
            alike[month] += count.most_common(1)[0][1]
            whole[month] += count.total()
    return {month for month in whole if alike[month] * 100 >= NOMINAL_SHARE * whole[month]}


def _clock(minutes: int | None) -> str:
    return f"{(minutes or 0) // 60}:{(minutes or 0) % 60:02}"


@check("nobody_away", "整月没有一个人缺勤", (5,), (7,), "考勤太齐:一个月没有人请假、迟到、早走")
def find_nobody_away(facts: InspectionFacts) -> Iterator[Question]:
    """A month in which everybody was there on every due day: no leave, no half day, nobody late."""
    people: dict[int, list[tuple[int, tuple[Day, ...]]]] = defaultdict(list)
    for (worker, month), days in facts.work.items():
        mine = facts.workers[worker]
        if mine.employed(first_day(month)) and mine.employed(last_day(month)) and any(d.status for d in days):
            people[month].append((worker, days))
    for month, everybody in people.items():
        counts = [_whole_days(days) for _, days in everybody]
        total = sum(count or 0 for count in counts)
        if len(everybody) < EVEN_PEOPLE or total < EVEN_PERSON_DAYS or None in counts or len(set(counts)) > 1:
            continue
        sentence = f"{month_text(month)} {len(everybody)} 人每人出勤 {counts[0]} 天,没有一次请假、迟到、半天"
        usual = "一百个工日里有三五个请假或迟到的"
        ids = tuple(sorted(worker for worker, _ in everybody))
        ref = Ref("attendance", month_code(month))
        yield Question("nobody_away", ref, sentence, usual, (len(everybody), counts[0]), (ref,), ids, (month,))


def _whole_days(days: tuple[Day, ...]) -> int | None:
    """Whole days there; None where any day was something else than there or rest."""
    if any(day.status not in WHOLE_DAY and day.status not in ("", "休息") for day in days):
        return None
    return sum(day.status in WHOLE_DAY for day in days)


@check("closed_day", "放假的日子有考勤", (5,), (7,), "法定节假日照样有考勤,没有加班安排也没有产量")
def find_closed_day(facts: InspectionFacts) -> Iterator[Question]:
    """Piece workers there on a statutory day on which they and most others made nothing."""
    there: dict[date, list[tuple[int, bool]]] = defaultdict(list)
    for key, days in facts.work.items():
        first = first_day(key[1])
        for day in days:
            on = first.replace(day=day.day)
            if (day.status in PRESENT or day.worked) and not facts.workers[key[0]].timed and _statutory(facts, on):
                there[on].append((key[0], day.worked))
    for on, people in sorted(there.items()):
        idle = sorted(one for one, worked in people if not worked)
        if len(idle) * 100 > STANDSTILL_SHARE * len(people):
            yield _closed(facts, on, idle)


def _closed(facts: InspectionFacts, on: date, ids: list[int]) -> Question:
    name = facts.calendar.statutory.get(on, "法定节假日")
    shown = names([facts.workers[one] for one in ids])
    sentence = f"{on}({name})有 {len(ids)} 人出勤没有一件产量:{shown};那天别人也没有做"
    refs = tuple(day_ref((one, month_of(on)), on.day) for one in ids[:6])
    usual = "放假不记出勤;加班有产量或工时"
    return Question("closed_day", Ref("floor", str(on)), sentence, usual, (on, *ids), refs, tuple(ids), (month_of(on),))


def _statutory(facts: InspectionFacts, on: date) -> bool:
    try:
        return facts.calendar.is_statutory(on)
    except CalendarMissing:
        return False


@check("long_days", "一天太长", (), (7,), "工时写得太长:人做不了,或者违法")
def find_long_days(facts: InspectionFacts) -> Iterator[Question]:
    """Several days of a month that are longer from clock to clock than work and meals take."""
    for key, days in facts.work.items():
        long = [day for day in days if (day.minutes or 0) > LONG_DAY]
        if len(long) >= LONG_DAYS:
            most = max(day.minutes or 0 for day in long)
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}有 {len(long)} 天从上班到下班超过 {LONG_DAY / 60:g} 小时"
                f"({days_text([day.day for day in long])}),最长 {most // 60} 小时 {most % 60} 分"
            )
            refs = (month_ref(key), *(day_ref(key, day.day) for day in long[:4]))
            yield of_month("long_days", key, sentence, "一天最多 8 小时加 3 小时加班", len(long), most, refs=refs)
