"""Checks of output against time and against the line: more than the minutes allow, far above everybody else."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkerFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    LEARNING_DAYS,
    PACE_ALONE,
    PACE_BACK,
    PACE_HIGH,
    PACE_HIGH_DAYS,
    PACE_MONTH,
    PACE_MONTH_DAYS,
    PACE_OFTEN,
    PACE_OFTEN_DAYS,
    PACE_ONCE,
    PACE_OWN,
    PACE_OWN_LEAST,
    PACE_PEERS,
    PRESENT,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import day_ref, month_ref, of_month
from workshop.claims.rules.months import first_day, month_text

WHOLE_DAY = 480  # minutes of a day for which no times are written
Peers = tuple[int, str]  # month, post


@dataclass(frozen=True, slots=True)
class Paced:
    """A day with pieces: `done` seconds of standard time (or fen, where an operation has none) over `minutes` since the last count."""

    day: int
    done: int
    minutes: int


@dataclass(frozen=True)
class Paces:
    """Everybody's days with pieces, and by month and post what each makes in done × 1000 a minute; newcomers are left out there."""

    days: Mapping[WorkKey, tuple[Paced, ...]]
    rates: Mapping[Peers, Mapping[int, float]]
    by_seconds: bool

    def usual(self, worker: WorkerFacts, month: int) -> tuple[float, bool]:
        """The middle of the others at his post; of few the workshop's, and whether that compares different work."""
        for post in (worker.post, ""):
            others = [rate for one, rate in self.rates.get((month, post), {}).items() if one != worker.id]
            if len(others) >= PACE_PEERS or (not post and others):
                return median(others), bool(worker.post and not post and not self.by_seconds) or len(
                    others
                ) < PACE_PEERS
        return 0.0, True


def measure(facts: InspectionFacts) -> Paces:
    """Paces of the workshop: by standard time where every operation that was done has one, else by piece pay."""
    by_seconds = all(day.seconds is not None for days in facts.work.values() for day in days)
    found: dict[WorkKey, tuple[Paced, ...]] = {}
    rates: dict[Peers, dict[int, float]] = defaultdict(dict)
    open_time: dict[int, tuple[int, int, int]] = {}
    for key, days in sorted(facts.work.items(), key=lambda one: one[0][1]):
        worker = facts.workers[key[0]]
        if worker.hours_system == "contract":
            continue
        month, *since = open_time.get(key[0], (0, 0, 0))
        mine, rest = _paced(days, by_seconds, (since[0], since[1]) if month == key[1] - 1 else (0, 0))
        open_time[key[0]] = (key[1], *rest)
        if mine:
            found[key] = mine
        if mine and worker.hired + timedelta(days=LEARNING_DAYS) <= first_day(key[1]):
            rate = sum(one.done for one in mine) * 1000 / sum(one.minutes for one in mine)
            for post in {worker.post, ""}:
                rates[key[1], post][key[0]] = rate
    return Paces(found, rates, by_seconds)


def _paced(
    days: tuple[Day, ...], by_seconds: bool, since: tuple[int, int]
) -> tuple[tuple[Paced, ...], tuple[int, int]]:
    """Days with pieces, and the time and days since the last of them: a bundle may be counted in the next month."""
    found: list[Paced] = []
    minutes, waited = since
    for day in days:
        own = not (day.hours or day.team)
        if own and (day.status in PRESENT or day.pieces > 0):
            minutes, waited = (minutes, waited + 1) if waited < PACE_BACK else (0, 1)
            minutes += _time(day)
        if own and day.pieces > 0:
            found.append(Paced(day.day, (day.seconds or 0) if by_seconds else day.fen, minutes))
            minutes, waited = 0, 0
    return tuple(found), (minutes, waited)


def _time(day: Day) -> int:
    if day.minutes:
        return day.minutes
    return WHOLE_DAY // 2 if day.status == "半天" else WHOLE_DAY


@check("pace", "产量超过工时", (6,), (8,), "产量超过机器和人的能力,是几个人的记在一个人名下")
def find_pace(facts: InspectionFacts) -> Iterator[Question]:
    """Pieces of a day or month that are far above what the line makes in the same time."""
    paces = measure(facts)
    for key, mine in paces.days.items():
        usual, alone = paces.usual(facts.workers[key[0]], key[1])
        if usual <= 0:
            continue
        shares = [(one, round(one.done * 100_000 / one.minutes / usual)) for one in mine]
        far = _far(shares, usual, alone)
        if far:
            yield _question(facts, key, far, _mean(mine, usual), paces.by_seconds)


def _mean(mine: tuple[Paced, ...], usual: float) -> int:
    return round(sum(one.done for one in mine) * 100_000 / sum(one.minutes for one in mine) / usual)


def _far(shares: list[tuple[Paced, int]], usual: float, alone: bool) -> list[tuple[Paced, int]]:
    """The days that are far above, by how often and how far; nothing where the month is as fast people are."""
    if alone:
        high = [one for one in shares if one[1] >= PACE_ALONE]
        return high if len(high) >= PACE_HIGH_DAYS else []
    own = max(PACE_OWN_LEAST, PACE_OWN * int(median(share for _, share in shares)) // 100)
    for least, times in (
        (PACE_ONCE, 1),
        (PACE_HIGH, PACE_HIGH_DAYS),
        (own, PACE_HIGH_DAYS),
        (PACE_OFTEN, PACE_OFTEN_DAYS),
    ):
        days = [one for one in shares if one[1] >= least]
        if len(days) >= times:
            return days
    whole = _mean(tuple(one for one, _ in shares), usual)
    return shares if len(shares) >= PACE_MONTH_DAYS and whole >= PACE_MONTH else []


def _question(
    facts: InspectionFacts, key: WorkKey, far: list[tuple[Paced, int]], mean: int, by_seconds: bool
) -> Question:
    shown = "、".join(f"{one.day} 日 {_work(one, by_seconds)}(同岗位的 {share}%)" for one, share in far[:4])
    sentence = f"{facts.who(key[0])} {month_text(key[1])}有 {len(far)} 天的产量远高于同岗位:{shown};全月是同岗位中间水平的 {mean}%"
    refs = (month_ref(key), *(day_ref(key, one.day) for one, _ in far[:4]))
    figures = (len(far), *((one.day, one.done, one.minutes) for one, _ in far[:4]))
    usual = "最快的人大约是中间水平的一倍半"
    return of_month("pace", key, sentence, usual, *figures, refs=refs)


def _work(one: Paced, by_seconds: bool) -> str:
    if by_seconds:
        return f"{one.minutes} 分钟里做了定额 {one.done // 60} 分钟的活"
    return f"{one.minutes} 分钟里挣计件 {one.done / 100:.2f} 元"
