"""A planted case, and the hands that change an honest workshop."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, PayFacts, WorkKey
from workshop.claims.rules.inspecting.questions import Question

THERE = ("出勤", "迟到", "补班", "半天")


@dataclass(frozen=True)
class Case:
    """A workshop with something planted: the people it is about (none: the workshop) and the months."""

    facts: InspectionFacts
    workers: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()

    def found(self, questions: Iterable[Question]) -> bool:
        """Whether one of the questions is about it."""
        return any(
            (not self.workers or self.workers.intersection(one.workers))
            and (not self.months or not one.months or self.months.intersection(one.months))
            for one in questions
        )


Plant = Callable[[InspectionFacts, Random], Case | None]
PLANTS: dict[str, Plant] = {}


def plants(code: str) -> Callable[[Plant], Plant]:
    """Puts a plant beside the check that should ask of it."""

    def register(plant: Plant) -> Plant:
        assert code not in PLANTS, code
        PLANTS[code] = plant
        return plant

    return register


def case(facts: InspectionFacts, workers: Iterable[int] = (), months: Iterable[int] = ()) -> Case:
    """Short for a case."""
    return Case(facts, frozenset(workers), frozenset(months))


def with_worker(facts: InspectionFacts, worker: int, **more: Any) -> InspectionFacts:
    """Something else put down of a worker."""
    return replace(facts, workers={**facts.workers, worker: replace(facts.workers[worker], **more)})


def with_days(facts: InspectionFacts, key: WorkKey, days: Iterable[Day]) -> InspectionFacts:
    """Other days in his month; none: nothing is written."""
    work = {**facts.work, key: tuple(days)}
    return replace(facts, work={at: mine for at, mine in work.items() if mine})


def with_pay(facts: InspectionFacts, key: WorkKey, slip: PayFacts | None) -> InspectionFacts:
    """Another slip, or none."""
    pay = {at: one for at, one in facts.pay.items() if at != key}
    return replace(facts, pay={**pay, key: slip} if slip else pay)


def paid_days(days: Iterable[Day]) -> list[Day]:
    """Days at work."""
    return [day for day in days if day.status in THERE]


def busy_months(facts: InspectionFacts, least: int = 15, clocked: bool = False) -> list[WorkKey]:
    """Months of piece workers with many days, or many days with varied times."""
    found = []
    for key, days in facts.work.items():
        worker, there = facts.workers[key[0]], paid_days(days)
        if worker.timed or len(there) < least or not any(day.pieces for day in there):
            continue
        pairs = {(day.came, day.went) for day in there if day.came is not None}
        if not clocked or len(pairs) * 2 > least:
            found.append(key)
    return found


def pick(dice: Random, keys: list[WorkKey]) -> WorkKey | None:
    """One of them, or nothing."""
    return dice.choice(keys) if keys else None


def claimed(facts: InspectionFacts) -> list[tuple[int, tuple[int, ...]]]:
    """People of the claim with their months."""
    return [(one.worker_id, one.months) for one in facts.claim.claim.people] if facts.claim else []
