"""Random days of a workshop, and a second, simpler account of what must be paid for them in which period.

The account knows nothing of the program's tables, sums or rounding: whole numbers by worker, kind, subject, price and period.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.faults.stage import CUT, GLUE, SEW, TRAINEE, Cast, Person
from workshop.floor.actions import NewAttendance, NewHours, NewOutput, NewShare, NewTeamOutput
from workshop.kernel.periods import Period, days_between

LEAVES = ("事假", "病假", "年假", "公假", "旷工", "休息")
SPLITS = ("equal", "by_minutes", "by_weight", "by_minutes_weight")
Key = tuple[str, str, str, str, int | None]  # period, worker number, kind, subject, price (None: slabs decide)


def half_up(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    return -half_up(-value) if value < 0 else int(value + Fraction(1, 2))


@dataclass
class Made:
    """One entry as the account has it: `parts` are (person, quantity) in the measure of the pay line."""

    kind: str
    id: str
    on: date
    pay_on: date
    subject: str
    price: int | None
    parts: list[tuple[Person, int]]
    row: NewOutput | NewHours | NewTeamOutput
    undone: bool = False


@dataclass
class Work:
    """What is recorded in one go."""

    output: list[NewOutput] = field(default_factory=list)
    hours: list[NewHours] = field(default_factory=list)
    teams: list[NewTeamOutput] = field(default_factory=list)
    attendance: list[NewAttendance] = field(default_factory=list)


class Account:
    """What must be paid, by period, worker, kind, subject and price."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.sums: Counter[Key] = Counter()
        self.locked: dict[int, date] = {}
        self.made: list[Made] = []
        self.people = {person.id: person for person in cast.people}
        self.codes = {key: code for code, key in cast.operations.items()}
        self.prices = [(price.op_code, price.grade, price.valid_from, price.rate) for price in cast.prices]

    def price(self, code: str, grade: str, on: date) -> int:
        """The price as it stands now for a day: the grade's own first, then the latest start, then the latest word (2.2)."""
        for wanted in dict.fromkeys((grade, "")):
            prices = enumerate(self.prices)
            if started := [
                (day, n, rate) for n, (op, g, day, rate) in prices if (op, g) == (code, wanted) and day <= on
            ]:
                return max(started)[2]
        raise AssertionError("every operation has a price from the first day")

    def open_day(self, on: date, people: list[Person]) -> date:
        """The day by which work is paid: the next open one for everybody who made it (8.3)."""
        days = [
            self.locked[p.id] + timedelta(days=1) for p in people if p.id in self.locked and self.locked[p.id] >= on
        ]
        return max([on, *days])

    def record(self, work: Work) -> None:
        """Puts down what was recorded."""
        for row in work.output:
            person, code = self.people[row.worker_id], self.codes[row.operation_id]
            graded = person.grade == TRAINEE and code == SEW
            price = None if code in self.cast.tiered and not graded else self.price(code, person.grade, row.date)
            self._add("piece", row, code, price, [(person, row.good + row.defect_other)])
        for row in work.hours:
            person = self.people[row.worker_id]
            self._add("hourly", row, row.activity, row.rate or person.hourly, [(person, row.minutes)])
        for row in work.teams:
            code = self.codes[row.operation_id]
            price = self.price(code, "", row.date)
            amount = half_up(Fraction(row.quantity * price, 100_000))
            shares = share(amount, {self.people[m.worker_id].no: weight_of(row.split, m) for m in row.members})
            parts = [(self.people[m.worker_id], shares[self.people[m.worker_id].no]) for m in row.members]
            self._add("team", row, code, price, parts)

    def _add(self, kind: str, row, subject: str, price: int | None, parts: list[tuple[Person, int]]) -> None:
        pay_on = self.open_day(row.date, [person for person, _ in parts])
        made = Made(kind, row.id, row.date, pay_on, subject, price, parts, row)
        self.made.append(made)
        self._count(made, pay_on, 1)

    def _count(self, made: Made, pay_on: date, sign: int) -> None:
        for person, quantity in made.parts:
            self.count(person, made.kind, made.subject, made.price, sign * quantity, pay_on)

    def count(self, person: Person, kind: str, subject: str, price: int | None, quantity: int, pay_on: date) -> None:
        """Adds to what a period must pay."""
        period = Period.of(pay_on, halves=person.halves).code
        self.sums[period, person.no, kind, subject, price] += quantity

    def undo(self, made: Made) -> None:
        """A reversal: paid back with its entry, or in the next open period when that is locked."""
        made.undone = True
        self._count(made, self.open_day(made.pay_on, [person for person, _ in made.parts]), -1)

    def lock(self, people: list[int], period: Period) -> None:
        """The period is paid for these people."""
        for worker in people:
            self.locked[worker] = max(period.last, self.locked.get(worker, period.last))

    def of(self, period: Period) -> dict[tuple[str, str, str, int | None], int]:
        """What a period must pay, without what came to nothing."""
        return {key[1:]: quantity for key, quantity in self.sums.items() if key[0] == period.code and quantity}


def weight_of(split: str, member: NewShare) -> int:
    """How much of a team's amount one member weighs (3.4)."""
    return (member.minutes or 0 if "minutes" in split else 1) * (member.weight or 0 if "weight" in split else 1)


def share(amount: int, weights: dict[str, int]) -> dict[str, int]:
    """Largest remainder, ties to the lower number."""
    exact = {no: Fraction(amount * weight, sum(weights.values())) for no, weight in weights.items()}
    shares = {no: int(part) for no, part in exact.items()}
    by_rest = sorted(exact, key=lambda no: (shares[no] - exact[no], no))
    for no in by_rest[: amount - sum(shares.values())]:
        shares[no] += 1
    return shares


class Days:
    """Makes work; entries are numbered, so that the same dice give the same entries."""

    def __init__(self, cast: Cast, dice: Random) -> None:
        self.cast, self.dice, self.number = cast, dice, 0

    def work(self, first: date, last: date, made: Work) -> Work:
        """What people did from a day to another, added to what is there; every second day is quiet."""
        for on in days_between(first, last):
            if self.dice.random() < 0.5:
                continue
            here = [person for person in self.cast.people if self._comes(person, on, made)]
            for person in here:
                self._pieces(person, on, made)
            if len(here) > 1 and self.dice.random() < 0.15:
                made.teams.append(self._team(here, on))
        return made

    def late(self, first: date, last: date, count: int) -> Work:
        """A few entries of these days that were forgotten."""
        made, days = Work(), list(days_between(first, last))
        for _ in range(count):
            person, on = self.dice.choice(self.cast.people), self.dice.choice(days)
            if person.hired <= on:
                self._pieces(person, on, made)
        return made

    def _id(self) -> str:
        self.number += 1
        return f"e{self.number}"

    def _comes(self, person: Person, on: date, made: Work) -> bool:
        """Writes the attendance, or none; whether the person works."""
        band, luck = self.cast.calendar.band(on), self.dice.random()
        if on < person.hired or person.system == "contract" or (band != "normal" and luck < 0.8):
            return False
        if luck < 0.1:
            made.attendance.append(NewAttendance(person.id, on, self.dice.choice(LEAVES)))
            return False
        if luck > 0.95:
            return True  # nobody wrote it down
        given_back = band == "rest_day" and luck > 0.9
        status = "补班" if given_back else self.dice.choice(("出勤", "出勤", "出勤", "迟到", "半天"))
        clock = (480, 480 + self.dice.randrange(60, 300)) if person.halves else (None, None)
        made.attendance.append(NewAttendance(person.id, on, status, *clock, self.dice.choice((None, 20))))
        return True

    def _pieces(self, person: Person, on: date, made: Work) -> None:
        code = self.dice.choice((SEW, CUT, GLUE))
        good = self.dice.randrange(1, 200_000) if code == GLUE else self.dice.randrange(1, 260) * 1000
        own, other = (self.dice.choice((0, 0, 0, 0, 3)) * 1000 for _ in range(2))
        plain = self.cast.calendar.band(on) == "normal"
        band = "overtime" if plain and self.dice.random() < 0.15 else ""
        operation = self.cast.operations[code]
        made.output.append(NewOutput(self._id(), on, person.id, operation, good, own, other, band))
        if self.dice.random() < 0.2:
            rate, minutes = self.dice.choice((None, 2100)), self.dice.randrange(5, 240)
            activity = self.dice.choice(("清洁", "搬运"))
            made.hours.append(NewHours(self._id(), on, person.id, activity, minutes, rate, band))

    def _team(self, here: list[Person], on: date) -> NewTeamOutput:
        operation = self.cast.operations[self.dice.choice((SEW, CUT))]
        dice = self.dice
        members = tuple(NewShare(p.id, dice.randrange(30, 480), dice.choice((80, 100, 120))) for p in here)
        split = dice.choice(SPLITS)
        return NewTeamOutput(self._id(), on, operation, dice.randrange(1, 900) * 1000, split, "", members)
