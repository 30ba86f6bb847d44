"""Where a problem is mended: its link, and problems in their groups."""

from collections.abc import Iterable
from typing import NamedTuple

from flask import g, url_for

from workshop.pay.pages.blueprint import pages
from workshop.pay.queries.runs import ProblemLine
from workshop.pay.queries.sifting import SHOWS
from workshop.pay.rules.answers import STANDINGS, WAYS
from workshop.pay.rules.judging import PROBLEM_KINDS, is_judged, kind_place

_OF_DAY = frozenset({"attendance", "clock"})
_OF_WORKER = {
    "rate": "工人资料",
    "terms": "工人资料",
    "id_no": "工人资料",
    "bank": "工人资料",
    "employment": "工人资料",
}


class ProblemGroup(NamedTuple):
    """Problems of one kind and severity; `judged`: a manager may take them on himself. `open`: how many hold the lock."""

    kind: str
    name: str
    severity: str
    judged: bool
    problems: list[ProblemLine]
    open: int


class Mend(NamedTuple):
    """The address of the page where a problem is mended, and what that page is called."""

    address: str
    words: str


def group_problems(problems: Iterable[ProblemLine]) -> list[ProblemGroup]:
    """By kind, what holds the lock first; within a kind by worker number."""
    found: dict[tuple[bool, int, str], list[ProblemLine]] = {}
    for problem in problems:
        found.setdefault((problem.severity != "blocking", kind_place(problem.kind), problem.kind), []).append(problem)
    return [
        ProblemGroup(
            kind,
            PROBLEM_KINDS.get(kind, "其他"),
            "warning" if warning else "blocking",
            is_judged(kind) and not warning,
            mine,
            sum(problem.holds for problem in mine),
        )
        for (warning, _, kind), mine in sorted(found.items(), key=lambda item: item[0])
    ]


def find_mend(problem: ProblemLine) -> Mend | None:
    """The page where the problem is mended; None where there is no one page."""
    kind, subject, worker = problem.kind, problem.subject, problem.worker_id
    if kind == "price" and subject.isdigit():
        return _to("prices.operation", "定单价", operation_id=int(subject))
    if kind in _OF_DAY and subject and worker:
        return _to("floor.worker_day", f"{subject[5:]} 的考勤", worker_id=worker, on=subject)
    if kind in ("output", "band") and subject:
        return _to("floor.entries", f"{subject[5:]} 的记录", on=subject, worker=problem.worker_no)
    if kind == "earlier":
        return _to("pay.run", f"{subject} 的工资", period=subject)
    if kind in _OF_WORKER and worker:
        return _to("people.worker", _OF_WORKER[kind], worker_id=worker)
    return _find_table(kind, subject)


def _find_table(kind: str, subject: str) -> Mend | None:
    """The tables that hold for everyone."""
    if kind == "calendar":
        return _to("people.calendar", f"{subject} 年日历", year=subject)
    if kind in ("minimum_wage", "tax", "social"):
        return _to("pay.law", "法定标准")
    if kind == "agreement":
        return _to("pay.agreed", "扣款")
    if kind == "hours":
        return _to("floor.month", "当月考勤")
    return None


def _to(endpoint: str, words: str, **values: object) -> Mend:
    return Mend(url_for(endpoint, workshop_code=g.workshop.code, **values), words)  # type: ignore[arg-type]


@pages.context_processor
def matters() -> dict[str, object]:
    """What the lists of problems and answers use."""
    lists = {"group_problems": group_problems, "find_mend": find_mend}
    return lists | {"STANDINGS": STANDINGS, "WAYS": WAYS, "SHOWS": SHOWS}
