"""What lies under a matter: every entry of its days with who typed it where and when it arrived, attendance, the slip and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from workshop.desk.queries.matters import Raised
from workshop.desk.queries.moments import as_date, as_moment, day_of
from workshop.kernel.faults import NotFound
from workshop.kernel.money import format_price, format_yuan
from workshop.kernel.periods import BadPeriod, Period
from workshop.kernel.quantities import format_quantity
from workshop.pay.queries.answers import list_answers
from workshop.pay.queries.history import list_agreed, list_recorded
from workshop.pay.queries.offsets import OffsetLine, list_offsets
from workshop.pay.queries.provenance import Provenance
from workshop.pay.queries.slips import SlipView, get_slip
from workshop.pay.rules.answers import WAYS
from workshop.store.database import fetch_all

MOST_DAYS = 366
_CONFIRMED = """
SELECT date, agrees, note, at, by FROM confirmation
WHERE workshop_id = :w AND worker_id = :worker AND date BETWEEN :first AND :last ORDER BY date, version"""
ENTRY_KINDS = {"output": "产量", "team": "集体计件", "hours": "计时"}
SAID = {"published": "公布", "seen": "看过", "confirmed": "确认"}


@dataclass(frozen=True)
class Ground:
    """An entry as it was recorded. `way`: tablet, file or office; `told_at` by the tablet's clock, `arrived` at the server.

    `undone` tells its reversal: when, by whom, why; `reverses`: it is a reversal itself.
    """

    kind: str
    key: str
    on: date
    words: str
    price: str
    by: str
    at: datetime
    way: str
    told_at: str
    arrived: datetime | None
    undone: str
    reverses: bool
    reason: str


@dataclass(frozen=True)
class DayGround:
    """A day's attendance as it was put down, a row for each time."""

    on: date
    version: int
    status: str
    clock: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class DayWord:
    """The worker's word on a day's count 每日对工: agreed, or what was wrong."""

    on: date
    agrees: bool
    note: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Word:
    """A slip made known, seen, confirmed; `now`: of the slip as it is now, by its check value."""

    words: str
    position: int
    way: str
    paper: str
    at: datetime
    by: str
    sha256: str
    now: bool


@dataclass(frozen=True)
class SlipGround:
    """The slip of a period: as it is now with its check value, words that were said to it and to earlier ones, and offsets."""

    slip: SlipView
    words: tuple[Word, ...]
    offsets: tuple[OffsetLine, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """The check values it has had, the earliest first."""
        return tuple(dict.fromkeys([*(word.sha256 for word in self.words), self.slip.head.sha256]))


@dataclass(frozen=True)
class Grounds:
    """Everything under a matter from `first` to `last`."""

    first: date
    last: date
    entries: tuple[Ground, ...]
    days: tuple[DayGround, ...]
    slip: SlipGround | None
    said: tuple[DayWord, ...] = ()


def span_of(raised: Raised) -> tuple[date, date]:
    """The days a matter is about: its slip's period, the days it names, or else the month before it and the days of its own."""
    if raised.period:
        try:
            period = Period.parse(raised.period)
            return period.first, period.last
        except BadPeriod:
            pass
    first = raised.happened_on or raised.first
    if first is None:
        return Period.of(raised.raised_on.replace(day=1) - timedelta(days=1)).first, raised.raised_on
    last = raised.last if raised.kind != "injury" and raised.last else first
    return first, min(last, first + timedelta(days=MOST_DAYS))


def load_grounds(workshop_id: int, raised: Raised) -> Grounds:
    """What was recorded of the matter's days for its worker; nothing for a matter of the workshop."""
    first, last = span_of(raised)
    if raised.worker_id is None:
        return Grounds(first, last, (), (), None)
    asked = (workshop_id, raised.worker_id)
    entries = [_ground(kind, *one) for kind in ENTRY_KINDS for one in list_recorded(*asked, kind, first, last)]
    days = [_day(row) for row in list_agreed(*asked, "attendance", first, last)]
    entries.sort(key=lambda one: (one.on, one.at, one.key))
    slip, said = find_slip(*asked, raised.period), list_day_words(*asked, first, last)
    return Grounds(first, last, tuple(entries), tuple(days), slip, tuple(said))


def list_day_words(workshop_id: int, worker_id: int, first: date, last: date) -> list[DayWord]:
    """What the worker said to each day's count, every time he said it."""
    asked = {"w": workshop_id, "worker": worker_id, "first": first.isoformat(), "last": last.isoformat()}
    return [
        DayWord(day, bool(agrees), note, as_moment(at), by)
        for on, agrees, note, at, by in fetch_all(_CONFIRMED, **asked)
        if (day := as_date(on))
    ]


def find_slip(workshop_id: int, worker_id: int, period: str) -> SlipGround | None:
    """The slip of a period with its words and offsets; None: there is none."""
    if not period:
        return None
    try:
        slip = get_slip(workshop_id, period, worker_id)
    except NotFound:
        return None
    said = list_answers(workshop_id, period, worker_id)[worker_id]
    words = [
        Word(
            SAID.get(one.kind, one.kind), one.position, WAYS.get(one.way, ""), one.paper, one.at, one.by, sha, one.holds
        )
        for sha, one in said
    ]
    return SlipGround(slip, tuple(words), tuple(list_offsets(workshop_id, slip.head.id)))


def _ground(kind: str, row: Sequence[Any], known: Provenance) -> Ground:
    on, at, by, reverses, reason = as_date(row[2]), row[-4], row[-3], row[-2], row[-1]
    assert on is not None
    told, undone = known.told, known.undone
    back = f"{day_of(undone.at)} {undone.by} 撤销:{undone.reason}" if undone else ""
    arrived = told.received_at if told else None
    words, price = _WORDS[kind](row)
    said = (by, as_moment(at), known.way, told.at if told else "", arrived)
    return Ground(kind, str(row[0]), on, words, price, *said, back, reverses is not None, reason)


def _output(row: Sequence[Any]) -> tuple[str, str]:
    code, name, unit, good, own, other = row[4:10]
    rejected = f",次品 {format_quantity(own + other)}" if own or other else ""
    return f"{code} {name} {format_quantity(good)} {unit}{rejected}", _price(row[11])


def _team(row: Sequence[Any]) -> tuple[str, str]:
    share = f",本人分得 {format_yuan(row[15])} 元" if row[15] is not None else ""
    return f"{row[4]} {row[5]} 全组 {format_quantity(row[7])} {row[6]}{share}", _price(row[10])


def _hours(row: Sequence[Any]) -> tuple[str, str]:
    return f"{row[4]} {row[5]} 分钟", "本人时薪" if row[6] is None else format_yuan(row[6])


def _price(price: int | None) -> str:
    return "没有单价" if price is None else format_price(price)


_WORDS = {"output": _output, "team": _team, "hours": _hours}


def _day(row: Sequence[Any]) -> DayGround:
    on, version, status, clock_in, clock_out, _, reason, at, by, _ = row
    clock = "–".join("" if one is None else f"{one // 60}:{one % 60:02d}" for one in (clock_in, clock_out))
    day = as_date(on)
    assert day is not None
    return DayGround(day, version, status or "(撤回)", clock.strip("–"), reason, as_moment(at), by)
