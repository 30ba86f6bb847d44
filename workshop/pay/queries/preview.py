"""What a run would come to, computed and not stored: the look before the first computing."""

from dataclasses import dataclass

from workshop.kernel.calendar import CalendarMissing
from workshop.kernel.periods import Period
from workshop.pay.queries.facts import load_run_facts
from workshop.pay.queries.runs import ProblemLine
from workshop.pay.queries.scope import Scope
from workshop.pay.rules.days import build_shop_days
from workshop.pay.rules.problems import calendar_problem
from workshop.pay.rules.results import Problem
from workshop.pay.rules.slip import compute_slip
from workshop.store.database import fetch_all


@dataclass(frozen=True)
class Preview:
    """People, sums in fen and problems, those that hold the lock first."""

    workers: int
    gross: int
    net: int
    problems: tuple[ProblemLine, ...]


def preview_run(workshop_id: int, period: Period) -> Preview:
    """As a run would be, for the page that offers to compute it."""
    facts = load_run_facts(Scope(workshop_id, period))
    try:
        days = build_shop_days(facts.shop)
    except CalendarMissing as missing:
        return Preview(len(facts.workers), 0, 0, (_line(calendar_problem(missing), None, {}),))
    slips = [(one.worker_id, compute_slip(one.facts, facts.shop, days)) for one in facts.workers]
    names = dict(fetch_all("SELECT id, name FROM worker WHERE workshop_id = :w", w=workshop_id))
    problems = [_line(problem, worker_id, names) for worker_id, slip in slips for problem in slip.problems]
    gross, net = sum(slip.gross for _, slip in slips), sum(slip.net for _, slip in slips)
    return Preview(len(slips), gross, net, tuple(sorted(problems, key=lambda p: (p.severity, p.worker_no))))


def _line(problem: Problem, worker_id: int | None, names: dict[int, str]) -> ProblemLine:
    name = names.get(worker_id, "") if worker_id else ""
    shown = (problem.kind, problem.severity, problem.sentence, problem.mend, problem.subject)
    return ProblemLine(worker_id, problem.worker, name, *shown)
