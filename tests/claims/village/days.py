"""A month of somebody's days: there, away, half a day, late; what he made of the work there was."""

from datetime import date, timedelta
from random import Random

from tests.claims.village.habits import FARMING, Habits
from tests.claims.village.people import Person
from workshop.claims.rules.inspecting.facts import Day
from workshop.claims.rules.months import first_day, last_day

DINNER = 60


class Diary:
    """Draws the days of a workshop; what is common to all of a day (a ride, a team's work) is drawn once."""

    def __init__(self, dice: Random, habits: Habits) -> None:
        self.dice, self.habits = dice, habits
        self._rides: dict[tuple[int, date], tuple[int, int]] = {}
        self._ill: dict[int, date] = {}
        self._bundle: dict[int, tuple[int, int, int]] = {}

    def month(self, person: Person, month: int) -> tuple[Day, ...]:
        """Everything that is written of him in a month."""
        days = []
        on = max(first_day(month), person.facts.hired)
        last = min(last_day(month), person.facts.left or last_day(month))
        while on <= last:
            if day := self._day(person, on):
                days.append(day)
            on += timedelta(1)
        return tuple(days if person.facts.left is None or person.facts.left > last else self._settled(person, days))

    def _day(self, person: Person, on: date) -> Day | None:
        dice, habits = self.dice, self.habits
        if not habits.opens(on):
            dropped_in = habits.clock != "tick" and on.month in habits.season and on.weekday() in habits.weekly
            return self._present(person, on, "补班") if dropped_in and dice.random() < 0.03 else None
        if self._ill.get(person.facts.id, date.min) >= on:
            return Day(on.day, "病假", marked=self._written(on))
        if dice.random() < 0.004:
            self._ill[person.facts.id] = on + timedelta(dice.randrange(1, 6))
            return Day(on.day, "病假", marked=self._written(on))
        field = any(first <= on <= last for first, last in FARMING)
        away = person.away + (90 if field and person.post != "salary" else 0)
        if dice.randrange(1000) < away:
            return self._away(on)
        status = dice.choices(("出勤", "迟到", "半天"), (94, 2, 4))[0]
        day = self._present(person, on, status)
        return day._replace(status="事假", came=None, went=None) if dice.random() < 0.001 else day

    def _away(self, on: date) -> Day | None:
        """Leave that is asked for, or simply not written."""
        return Day(on.day, "事假", marked=self._written(on)) if self.dice.random() < 0.8 else None

    def _present(self, person: Person, on: date, status: str) -> Day:
        came, went = self._times(person, on, status)
        known = self.habits.clock != "tick" and self.dice.random() < 0.985
        day = Day(on.day, status, came if known else None, went if known else None, self._written(on))
        return self._made(person, on, day, went - came - (0 if status == "半天" else DINNER))

    def _times(self, person: Person, on: date, status: str) -> tuple[int, int]:
        start, end = self.habits.shift
        long = (on.month + 12 * on.year - 1, (on.day - 1) // 8) in self.habits.evenings
        end += 150 if long and self.dice.random() < 0.8 else 0
        if self.habits.clock == "shift":
            noon = 720
            return (start, noon) if status == "半天" else (start + (30 if status == "迟到" else 0), end)
        came, went = self._ride(person, on, start, end)
        if status == "迟到":
            came = start + self.dice.randrange(5, 70)
        if status == "半天":
            return (
                (came, 690 + self.dice.randrange(40))
                if self.dice.random() < 0.6
                else (780 + self.dice.randrange(30), went)
            )
        return came, went

    def _ride(self, person: Person, on: date, start: int, end: int) -> tuple[int, int]:
        """By himself within some minutes; those who ride together stand in one queue at the tablet."""
        dice = self.dice
        if not person.ride:
            return start - person.early + round(dice.gauss(0, 4)), end + round(abs(dice.gauss(2, 5)))
        if (person.ride, on) not in self._rides:
            self._rides[person.ride, on] = (start - 8 + round(dice.gauss(0, 4)), end + round(abs(dice.gauss(2, 4))))
        came, went = self._rides[person.ride, on]
        return came + dice.randrange(3), went + dice.randrange(3)

    def _made(self, person: Person, on: date, day: Day, minutes: int) -> Day:
        dice, habits = self.dice, self.habits
        if person.post == "salary":
            return day
        if person.post == "hourly":
            return day._replace(hours=min(minutes, 240), noted=self._written(on))
        if on in habits.idle_days or dice.random() < 0.012:
            cleaning = dice.random() < 0.4
            return day._replace(hours=minutes if cleaning else 0, noted=self._written(on) if cleaning else None)
        if person.post == "team" and habits.teams:
            return day._replace(team=True, noted=self._written(on))
        return self._pieces(person, on, day, minutes)

    def _pieces(self, person: Person, on: date, day: Day, minutes: int) -> Day:
        """Seconds, fen and pieces; of bundles only those that are full are counted."""
        dice = self.dice
        weeks = (on - person.facts.hired).days / 7
        learnt = min(1.0, 0.5 + 0.11 * weeks)
        seconds = minutes * 60 * person.speed * learnt * dice.gauss(0.82, 0.06)
        made = [0, 0, 0]
        count = dice.choice((1, 1, 2))
        for operation in dice.sample(self.habits.operations, count):
            pieces = max(0, int(seconds / count / operation.seconds))
            made[0] += pieces * operation.seconds
            made[1] += pieces * operation.rate // 100
            made[2] += pieces * 1000
        before = self._bundle.pop(person.facts.id, (0, 0, 0))
        whole = tuple(a + b for a, b in zip(made, before, strict=True))
        if whole[0] < self.habits.bundle:
            self._bundle[person.facts.id] = (whole[0], whole[1], whole[2])
            return day
        return self._counted(day, on, whole) if whole[2] > 0 else day

    def _counted(self, day: Day, on: date, whole: tuple[int, ...]) -> Day:
        known = whole[0] if self.habits.timed else None
        return day._replace(seconds=known, fen=whole[1], pieces=whole[2], noted=self._written(on))

    def _settled(self, person: Person, days: list[Day]) -> list[Day]:
        """Who leaves is paid for the bundle that is not full."""
        at = next(
            (at for at in reversed(range(len(days))) if days[at].status in ("出勤", "迟到", "半天", "补班")), None
        )
        open_ = self._bundle.pop(person.facts.id, None)
        if open_ is None or at is None or days[at].pieces or days[at].hours or person.facts.left is None:
            return days
        return [*days[:at], self._counted(days[at], person.facts.left, open_), *days[at + 1 :]]

    def _written(self, on: date) -> int | None:
        """The evening on which the day was put down."""
        habit = self.habits.writing
        month = on.year * 12 + on.month - 1
        if month == self.habits.ill_month:
            return last_day(month).toordinal() + 1
        if habit == "file":
            return None
        if habit == "week":
            return on.toordinal() + 6 - on.weekday()
        if habit == "half":
            return on.replace(day=16).toordinal() if on.day < 16 else last_day(month).toordinal() + 1
        return on.toordinal() + (1 if self.dice.random() < 0.06 else 0)
