"""What the print centre offers: runs of a month, its halves and supplements."""

from dataclasses import dataclass
from datetime import date

from workshop.kernel.periods import Period
from workshop.papers.queries.home_centre import HomeChoice
from workshop.pay.queries.runs import list_runs
from workshop.store.database import fetch_all

_PEOPLE = """
SELECT id, worker_no, name FROM worker WHERE workshop_id = :w AND (hire_date IS NULL OR hire_date <= :last)
  AND (leave_date IS NULL OR leave_date >= :first) ORDER BY worker_no"""


@dataclass(frozen=True)
class RunLine:
    """A run whose papers can be printed; sums in fen."""

    period: str
    part: int
    title: str
    state: str
    state_words: str
    closed: bool
    workers: int
    net: int


def list_runs_of(workshop_id: int, month: Period) -> list[RunLine]:
    """The runs of a month, in order: the whole month, its halves, then supplements."""
    mine = [run for run in list_runs(workshop_id) if run.period[:7] == month.code[:7]]
    return [
        RunLine(run.period, run.part, run.title, run.state, run.state_words, run.closed, run.workers, run.net)
        for run in sorted(mine, key=lambda run: (run.period, run.part))
    ]


def list_months(workshop_id: int, today: date) -> list[Period]:
    """Months with a run, the latest first; this month is always among them, last of all if it has none."""
    done = sorted({run.period[:7] for run in list_runs(workshop_id)}, reverse=True)
    current = Period.of(today).code
    return [Period.parse(code) for code in dict.fromkeys([*done, current])]


def list_people(workshop_id: int, month: Period) -> list[HomeChoice]:
    """Who worked here in a month, to choose one: by number."""
    found = fetch_all(_PEOPLE, w=workshop_id, first=month.first, last=month.last)
    return [HomeChoice(key, f"{name} {number}") for key, number, name in found]
