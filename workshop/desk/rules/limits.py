"""Limits of time in a matter: the law's and the workshop's own, as data with their source, and how they stand on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from workshop.kernel.calendar import Calendar

Unit = Literal["working", "days", "years"]
State = Literal["done", "late", "open", "soon", "over"]
UNITS: dict[Unit, str] = {"working": "个工作日", "days": "天", "years": "年"}
STATES: dict[State, str] = {
    "done": "按时做了",
    "late": "做了,晚了",
    "open": "还没到期",
    "soon": "快到期",
    "over": "已过期",
}
SOON, SOON_OF_OWN = timedelta(days=7), timedelta(days=2)


@dataclass(frozen=True)
class Limit:
    """A limit: for which kinds of matters, who keeps it, from when it runs, how long, and where that is written.

    `start` raised: from the day the matter was raised; happened: from the day it is about; left: from the day it is about, and
    for somebody in work only from the day he leaves. `checked_on`: when somebody last compared it with its source, None: nobody.
    """

    name: str
    words: str
    kinds: tuple[str, ...]
    start: Literal["raised", "happened", "left"]
    amount: int
    unit: Unit
    source: str
    checked_on: date | None = None
    own: bool = False


ASK_SEEKER, ASK_OPENING = "ask_seeker", "ask_opening"  # not of a matter: when somebody is to be asked again
_OWN = "车间自己定的,法律没有规定几天"
LIMITS: tuple[Limit, ...] = (
    Limit("reply", "答复本人", ("objection", "dispute", "injury", "other"), "raised", 5, "working", _OWN, own=True),
    Limit("reply_request", "答复请求", ("request",), "raised", 3, "working", _OWN, own=True),
    Limit(
        *("injury_report", "车间申请工伤认定", ("injury",), "happened", 30, "days"),
        "工伤保险条例第十七条第一款:单位自事故伤害发生之日起 30 日内",
    ),
    Limit(
        *("injury_worker", "本人、近亲属或工会可自己申请工伤认定", ("injury",), "happened", 1, "years"),
        "工伤保险条例第十七条第二款:单位没有申请的,自事故伤害发生之日起 1 年内",
    ),
    Limit(
        *("arbitration", "申请劳动仲裁", ("objection", "dispute"), "left", 1, "years"),
        "劳动争议调解仲裁法第二十七条:自知道权利被侵害之日起 1 年;在职期间拖欠劳动报酬不受此限,离职的自离职之日起 1 年",
    ),
    Limit(ASK_SEEKER, "求职的人没有消息,再问一次", (), "raised", 90, "days", _OWN, own=True),
    Limit(ASK_OPENING, "没写招到哪天的岗位,问还招不招", (), "raised", 30, "days", _OWN, own=True),
)


@dataclass(frozen=True)
class LimitFacts:
    """A matter as far as its limits need it. `happened_on` the day it is about, `left_on` when its worker left."""

    kind: str
    raised_on: date
    happened_on: date | None
    left_on: date | None
    answered_on: date | None
    filed_on: date | None
    open: bool


@dataclass(frozen=True)
class Deadline:
    """A limit of one matter: the last day `due` (None: it does not run yet, `why` says so), and how it stands."""

    limit: Limit
    due: date | None
    state: State
    done_on: date | None
    why: str = ""

    @property
    def words(self) -> str:
        """How it stands, in words."""
        return self.why or STATES[self.state]


def hold_limits(rows: Iterable[tuple[str, int, date, str, date | None]], on: date) -> tuple[Limit, ...]:
    """The limits that hold on a day: the workshop's rows (name, amount, from, source, checked), the oldest first, over what is given."""
    held = {limit.name: limit for limit in LIMITS}
    for name, amount, since, source, checked in rows:
        if name in held and since <= on:
            held[name] = replace(held[name], amount=amount, source=source or held[name].source, checked_on=checked)
    return tuple(held.values())


def compute_deadlines(facts: LimitFacts, limits: Iterable[Limit], calendar: Calendar, on: date) -> list[Deadline]:
    """Every limit of a matter as it stands on a day, the nearest first."""
    found = [_stand(facts, limit, calendar, on) for limit in limits if facts.kind in limit.kinds]
    return sorted(found, key=lambda one: (one.done_on is not None, one.due or date.max))


def _stand(facts: LimitFacts, limit: Limit, calendar: Calendar, on: date) -> Deadline:
    done = _done_on(facts, limit.name)
    if limit.start == "left" and facts.left_on is None:
        return Deadline(limit, None, "open", done, "本人还在职:离职前不受一年限制")
    start = _start(facts, limit)
    if start is None:
        return Deadline(limit, None, "open", done, "还没写是哪天的事")
    due = find_due(start, limit.amount, limit.unit, calendar)
    if done is not None:
        return Deadline(limit, due, "done" if done <= due else "late", done)
    near = due - (SOON_OF_OWN if limit.own else SOON)
    return Deadline(limit, due, "over" if on > due else "soon" if on >= near else "open", None)


def _start(facts: LimitFacts, limit: Limit) -> date | None:
    if limit.start == "raised":
        return facts.raised_on
    if limit.start == "happened":
        return facts.happened_on
    known = facts.happened_on or facts.raised_on
    return max(known, facts.left_on) if facts.left_on else known


def _done_on(facts: LimitFacts, name: str) -> date | None:
    if name in ("reply", "reply_request"):
        return facts.answered_on
    return facts.filed_on if name in ("injury_report", "injury_worker") else None


def find_due(start: date, amount: int, unit: Unit, calendar: Calendar) -> date:
    """The last day of a limit that runs from the day after `start`."""
    if unit == "years":
        return _same_day(start, start.year + amount)
    if unit == "days":
        return start + timedelta(days=amount)
    day, left = start, amount
    while left > 0:
        day += timedelta(days=1)
        left -= is_working(day, calendar)
    return day


def _same_day(on: date, year: int) -> date:
    """The same day of another year; of the 29th of February the 28th."""
    return on.replace(year=year, day=28) if (on.month, on.day) == (2, 29) else on.replace(year=year)


def is_working(on: date, calendar: Calendar) -> bool:
    """A working day of the workshop; of a year whose statutory days nobody has entered only the weekly rest is known."""
    statutory = on.year in calendar.years and calendar.is_statutory(on)
    return not statutory and not calendar.is_rest(on)


def find_clock(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The deadline that a list shows: the nearest that runs and is not done, the workshop's own before the law's."""
    waiting = [one for one in deadlines if one.done_on is None and one.due is not None]
    return min(waiting, key=lambda one: (not one.limit.own, one.due or date.max), default=None)
