"""How a workshop does things: its trade, its season, its clock, when it writes.

What is assumed, from how such workshops are described and not from what is checked for:

- Eight to forty-five people, most of them women of thirty to sixty of a few families with two or three names in common; many are kin.
- One free day a week, mostly Sunday, else by the market; Spring Festival closes for two weeks or more. Some workshops run half the year.
- In the wheat and the rice weeks every tenth day or so somebody is in the field; a child, a market, an illness of days all year.
- Three ways with the clock: a tablet at the door (minutes vary), the shift's times written by the supervisor, only a tick.
- Three ways of writing: the same evening, on the weekend from slips, twice a month; some sheets come in as files.
- Orders swing: days without material, weeks with evenings until nine.
- A fast worker makes nearly double what a slow one makes; a new one half, more from week to week.
- Wages are locked between the third and the eighth and paid to cards within a week; a few old people have no card.
- People make mistakes: a tick in the wrong row, a half day forgotten; the one who writes is ill for a month once in some years.
- A few old people leave a child's telephone, hardly anybody has the pay sent to a daughter's card.
- What goes home is in bags; households work together, deliver on market days or when they are done, spare material makes some more.
"""

from dataclasses import dataclass
from datetime import date
from random import Random

from workshop.claims.rules.months import first_day, last_day
from workshop.kernel.calendar import Calendar

STATUTORY = {
    date(2024, 10, 1): "国庆节",
    date(2024, 10, 2): "国庆节",
    date(2024, 10, 3): "国庆节",
    date(2025, 1, 1): "元旦",
    **{date(2025, 1, day): "春节" for day in (28, 29, 30, 31)},
    date(2025, 4, 4): "清明节",
    date(2025, 5, 1): "劳动节",
    date(2025, 5, 2): "劳动节",
    date(2025, 5, 31): "端午节",
    date(2025, 10, 6): "中秋节",
    **{date(2025, 10, day): "国庆节" for day in (1, 2, 3)},
    date(2026, 1, 1): "元旦",
}
YEARS = frozenset({2024, 2025, 2026})
SPRING_FESTIVAL = date(2025, 1, 29)
FARMING = ((date(2025, 5, 25), date(2025, 6, 14)), (date(2025, 9, 22), date(2025, 10, 12)))


@dataclass(frozen=True)
class Operation:
    """A step of the trade: standard seconds a piece, price in 1/100 fen a piece."""

    id: int
    name: str
    seconds: int
    rate: int


TRADES = {
    "手套": (("缝指", 95, 4300), ("缝合", 140, 6500), ("翻套", 40, 1700), ("包装", 25, 1050)),
    "服装": (("上袖", 210, 9000), ("锁边", 120, 5200), ("剪线", 60, 2500), ("整烫", 150, 6600)),
    "电子": (("绕线", 75, 3200), ("插件", 50, 2200), ("焊接", 110, 5100), ("检验", 35, 1500)),
    "编织": (("起底", 900, 36_000), ("编身", 2400, 98_000), ("收口", 1100, 46_000)),
}


@dataclass(frozen=True)
class Habits:
    """One workshop's ways. `weekly` days off as weekdays; `close` to `reopen` around the festival; `season` months it runs."""

    trade: str
    operations: tuple[Operation, ...]
    weekly: frozenset[int]
    close: date
    reopen: date
    season: frozenset[int]
    clock: str  # tablet, shift, tick
    writing: str  # evening, week, half, file
    timed: bool  # every operation has a standard time
    bundle: int  # standard seconds of a bundle, counted when it is full; 0: counted every day
    teams: bool
    van: bool
    evenings: frozenset[tuple[int, int]]  # month, week of the month with overtime
    idle_days: frozenset[date]  # no material
    home: int  # per cent of the people who work at home
    market: frozenset[int]  # days of the month, by their last figure
    lock_day: int
    ill_month: int  # the one who writes was ill: typed when the month was over
    shift: tuple[int, int]

    def calendar(self) -> Calendar:
        """Statutory days and the workshop's days off."""
        return Calendar(STATUTORY, YEARS, self.weekly)

    def opens(self, on: date) -> bool:
        """Whether anybody is expected."""
        closed = self.close <= on < self.reopen or on in STATUTORY or on.weekday() in self.weekly
        return not closed and on.month in self.season


def make_habits(dice: Random, months: range) -> Habits:
    """The ways of a workshop."""
    trade = dice.choice(list(TRADES))
    operations = tuple(Operation(at + 1, *row) for at, row in enumerate(TRADES[trade]))
    festival = SPRING_FESTIVAL.toordinal()
    days = [date.fromordinal(n) for n in range(first_day(months[0]).toordinal(), last_day(months[-1]).toordinal() + 1)]
    start = dice.choice((450, 465, 480, 480, 500))
    spring = dice.choice((3, 4))
    half_year = frozenset(range(spring, spring + dice.randrange(6, 9)))
    return Habits(
        trade,
        operations,
        frozenset({6}) if dice.random() < 0.85 else frozenset({dice.randrange(6)}),
        date.fromordinal(festival - dice.randrange(5, 14)),
        date.fromordinal(festival + dice.randrange(7, 18)),
        frozenset(range(1, 13)) if dice.random() < 0.85 else half_year,
        dice.choices(("tablet", "shift", "tick"), (6, 2, 2))[0],
        dice.choices(("evening", "week", "half", "file"), (5, 3, 1, 1))[0],
        dice.random() < 0.7,
        dice.randrange(25_000, 60_000) if dice.random() < 0.2 else 0,
        dice.random() < 0.25,
        dice.random() < 0.3,
        frozenset((month, dice.randrange(4)) for month in months if dice.random() < 0.4),
        frozenset(day for day in days if dice.random() < 0.02),
        dice.choice((0, 0, 10, 20, 35)),
        frozenset(dice.choice(((1, 6), (2, 7), (5, 0), (3, 8)))),
        dice.randrange(3, 9),
        dice.choice(months) if dice.random() < 0.02 else 0,
        (start, start + dice.choice((570, 600, 630))),
    )
