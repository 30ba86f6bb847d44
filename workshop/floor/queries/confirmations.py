"""每日对工: what stands for each worker on a day, and what the worker says of it. A constant number of statements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from workshop.floor.queries.moments import to_moment
from workshop.kernel.quantities import format_quantity
from workshop.store.database import fetch_all


class Deed(NamedTuple):
    """One line of a day's work in words: `缝合`, `37 双,次品 1`."""

    what: str
    much: str


@dataclass
class DayWork:
    """What stands for a worker on a day, and when anything of it was last written."""

    deeds: list[Deed] = field(default_factory=list)
    written_at: datetime | None = None


class WordLine(NamedTuple):
    """A worker with work on the day; `state`: agreed, objected, changed (written to after the word), silent."""

    worker_no: str
    worker: str
    deeds: tuple[Deed, ...]
    state: str
    note: str
    at: datetime | None
    by: str


_OUTPUT = (
    "SELECT q.worker_id, o.name, o.unit, SUM(q.good), SUM(q.defect_own), SUM(q.defect_other), MAX(q.recorded_at) FROM output q"
    " JOIN operation o ON o.workshop_id = q.workshop_id AND o.id = q.operation_id"
    " WHERE q.workshop_id = :w AND q.date = :on GROUP BY q.worker_id, o.code, o.name, o.unit ORDER BY o.code"
)
_TEAM = (
    "SELECT s.worker_id, o.name, o.unit, SUM(q.quantity), MAX(q.recorded_at) FROM team_output q"
    " JOIN team_share s ON s.workshop_id = q.workshop_id AND s.team_output_id = q.id"
    " JOIN operation o ON o.workshop_id = q.workshop_id AND o.id = q.operation_id"
    " WHERE q.workshop_id = :w AND q.date = :on GROUP BY s.worker_id, o.code, o.name, o.unit ORDER BY o.code"
)
_HOURS = (
    "SELECT worker_id, activity, SUM(minutes), MAX(recorded_at) FROM hours WHERE workshop_id = :w AND date = :on"
    " GROUP BY worker_id, activity ORDER BY activity"
)
_WORDS = (
    "SELECT c.worker_id, c.agrees, c.note, c.at, c.by FROM confirmation c WHERE c.workshop_id = :w AND c.date = :on"
    " AND c.version = (SELECT MAX(l.version) FROM confirmation l WHERE l.workshop_id = c.workshop_id"
    " AND l.worker_id = c.worker_id AND l.date = c.date)"
)


def load_day_work(workshop_id: int, on: date) -> dict[int, DayWork]:
    """Worker → what stands for the day; work that was wholly reversed leaves no line."""
    work: dict[int, DayWork] = defaultdict(DayWork)
    asked = {"w": workshop_id, "on": on.isoformat()}
    for worker, name, unit, good, own, other, at in fetch_all(_OUTPUT, **asked):
        _add(work[worker], at, name, _counted(good, own + other, unit) if good or own or other else "")
    for worker, name, unit, quantity, at in fetch_all(_TEAM, **asked):
        _add(work[worker], at, f"{name}(集体)", f"全组 {format_quantity(quantity)} {unit}" if quantity else "")
    for worker, activity, minutes, at in fetch_all(_HOURS, **asked):
        _add(work[worker], at, activity, f"{minutes // 60} 小时 {minutes % 60} 分" if minutes else "")
    return dict(work)


def list_words(workshop_id: int, on: date) -> list[WordLine]:
    """Everybody with work on the day, by number, with his word."""
    work = load_day_work(workshop_id, on)
    asked = {"w": workshop_id, "on": on.isoformat()}
    words = {worker: rest for worker, *rest in fetch_all(_WORDS, **asked)}
    people = fetch_all(
        "SELECT id, worker_no, name FROM worker WHERE workshop_id = :w ORDER BY worker_no", w=workshop_id
    )
    return [
        _line(number, name, work.get(worker, DayWork()), words.get(worker))
        for worker, number, name in people
        if worker in words or work.get(worker, DayWork()).deeds
    ]


def _line(number: str, name: str, work: DayWork, word: Any) -> WordLine:
    if word is None:
        return WordLine(number, name, tuple(work.deeds), "silent", "", None, "")
    agrees, note, at, by = word[0], word[1], to_moment(word[2]), word[3]
    changed = work.written_at is not None and at is not None and work.written_at > at
    state = "changed" if changed else "agreed" if agrees else "objected"
    return WordLine(number, name, tuple(work.deeds), state, note, at, by)


def _add(work: DayWork, at: Any, what: str, much: str) -> None:
    moment = to_moment(at)
    if moment is not None and (work.written_at is None or moment > work.written_at):
        work.written_at = moment
    if much:
        work.deeds.append(Deed(what, much))


def _counted(good: int, defects: int, unit: str) -> str:
    return f"{format_quantity(good)} {unit}" + (f",次品 {format_quantity(defects)}" if defects else "")
