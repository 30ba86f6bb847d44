"""本月到今天: everybody's period so far, computed and not stored, those who need a look first."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.periods import Period
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.scope import Scope, as_date
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.outlook import Outlook, look_ahead
from workshop.store.database import fetch_all

_LATEST = """
SELECT MAX(day) FROM (
  SELECT MAX(date) AS day FROM output WHERE workshop_id = :w AND date BETWEEN :first AND :today
  UNION ALL SELECT MAX(date) FROM attendance WHERE workshop_id = :w AND date BETWEEN :first AND :today
  UNION ALL SELECT MAX(date) FROM hours WHERE workshop_id = :w AND date BETWEEN :first AND :today) AS days"""


@dataclass(frozen=True)
class Person:
    """A worker with his outlook and the period it is about."""

    worker_id: int
    name: str
    period: Period
    outlook: Outlook


@dataclass(frozen=True)
class MonthSoFar:
    """The month up to the last recorded day; `upto` None: nothing is recorded in it yet. Sums in fen."""

    month: Period
    upto: date | None
    people: tuple[Person, ...]
    missing: str = ""

    @property
    def earned(self) -> int:
        """What everybody has earned so far."""
        return sum(person.outlook.earned for person in self.people)

    @property
    def topups(self) -> int:
        """What the top-ups of the month would come to at this pace."""
        return sum(person.outlook.ahead.topup for person in self.people if person.outlook.ahead)

    @property
    def concerned(self) -> int:
        """How many need a look."""
        return sum(person.outlook.concern > 0 for person in self.people)


def load_month_so_far(workshop_id: int, today: date) -> MonthSoFar:
    """The month of a day: full-time people over the month, part-time people over their half; a constant number of reads."""
    month = Period.of(today)
    found = fetch_all(_LATEST, w=workshop_id, first=month.first, today=today)[0][0]
    if found is None:
        return MonthSoFar(month, None, ())
    upto = as_date(found)
    names = dict(fetch_all("SELECT id, name FROM worker WHERE workshop_id = :w", w=workshop_id))
    try:
        people = [
            person
            for period in (month, Period.of(upto, halves=True))
            for person in _people(workshop_id, period, upto, names)
        ]
    except CalendarMissing as missing:
        return MonthSoFar(month, upto, (), str(missing))
    return MonthSoFar(month, upto, tuple(sorted(people, key=_order)))


def _people(workshop_id: int, period: Period, upto: date, names: dict[int, str]) -> list[Person]:
    facts = load_run_facts(Scope(workshop_id, period))
    days = build_shop_days(facts.shop)
    outlooks = ((one.worker_id, look_ahead(one.facts, facts.shop, days, upto)) for one in facts.workers)
    return [Person(key, names.get(key, ""), period, outlook) for key, outlook in outlooks]


def _order(person: Person) -> tuple[int, int, str]:
    outlook = person.outlook
    return -outlook.concern, -(outlook.ahead.topup if outlook.ahead else 0), outlook.worker_no
