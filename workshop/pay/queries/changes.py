"""Runs whose law or settings read otherwise today than when they were computed: open ones are to be computed again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from workshop.kernel.periods import Period
from workshop.pay.queries.law import list_dated_bases, load_law
from workshop.pay.queries.runs import Run, list_runs
from workshop.pay.rules.law import PARTS, changed_parts, law_in_words, shop_facts
from workshop.store.database import fetch_all

Words = dict[str, str]


@dataclass(frozen=True)
class ChangedPart:
    """A part of the law in words, as it was computed with and as it reads now."""

    name: str
    before: str
    now: str


@dataclass(frozen=True)
class ChangedRun:
    """A run and what has changed since; a locked one keeps its sums, the difference is for the next period."""

    run: Run
    parts: tuple[ChangedPart, ...]


def list_changed_runs(workshop_id: int) -> list[ChangedRun]:
    """Every run whose law reads otherwise now, the latest period first; a constant number of reads."""
    runs = list_runs(workshop_id)
    return _compare(workshop_id, runs)


def find_changes(workshop_id: int, run: Run) -> tuple[ChangedPart, ...]:
    """What has changed for one run since it was computed; nothing for most."""
    found = _compare(workshop_id, [run])
    return found[0].parts if found else ()


def _compare(workshop_id: int, runs: list[Run]) -> list[ChangedRun]:
    now = law_now(workshop_id, [Period.parse(run.period) for run in runs])
    before = _stored(workshop_id, [run.id for run in runs])
    changed = []
    for run in runs:
        if run.closed and run.id not in before:
            continue  # locked before the law was put down beside runs
        parts = changed_parts(before.get(run.id, {}), now[run.period])
        if parts:
            changed.append(ChangedRun(run, tuple(ChangedPart(PARTS[part], was, reads) for part, was, reads in parts)))
    return changed


def law_now(workshop_id: int, periods: Iterable[Period]) -> dict[str, Words]:
    """By the code of a period the law that holds in it, in words."""
    law, bases = load_law(workshop_id), list_dated_bases(workshop_id)
    return {period.code: law_in_words(shop_facts(law, period, {}), bases.on(period.last)) for period in set(periods)}


def _stored(workshop_id: int, run_ids: list[int]) -> dict[int, Words]:
    sql = "SELECT run_id, part, facts FROM run_law WHERE workshop_id = :w AND run_id IN :runs"
    found: dict[int, Words] = defaultdict(dict)
    for run_id, part, facts in fetch_all(sql, w=workshop_id, runs=run_ids):
        found[run_id][part] = facts
    return found
