"""The facts of the live board in a constant number of statements, however many people there are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from workshop.floor.queries.attendance import current_days
from workshop.floor.queries.day import list_people
from workshop.floor.queries.doubles import list_doubles
from workshop.floor.queries.month import worked_days
from workshop.floor.queries.proposals import count_open_proposals
from workshop.floor.rules.board import (
    Counts,
    PersonFacts,
    PersonLine,
    TargetLine,
    build_person,
    build_target,
    count_people,
    elapsed,
    order_people,
)
from workshop.floor.rules.usual import DAYS, compute_usual
from workshop.store.database import fetch_all

BACK = timedelta(days=45)  # far enough for ten working days of most people
FRESH = timedelta(days=14)  # older doubles are on the page 待处理; the board asks every ten seconds
VALUE_OF_FEN = 100_000  # a quantity in 1/1000 times a price in 1/10000 yuan is 10⁻⁷ yuan

_DEEDS = (
    "SELECT q.worker_id, o.name, o.unit, SUM(q.good), SUM((q.good + q.defect_other) * COALESCE(q.price, 0)),"
    " MIN(CASE WHEN q.price IS NULL THEN 0 ELSE 1 END) FROM output q"
    " JOIN operation o ON o.workshop_id = q.workshop_id AND o.id = q.operation_id WHERE q.workshop_id = :w AND q.date = :on"
    " GROUP BY q.worker_id, o.code, o.name, o.unit HAVING SUM(q.good + q.defect_own + q.defect_other) <> 0 ORDER BY o.code"
)
_SHARES = (
    "SELECT s.worker_id, o.name, o.unit, SUM(COALESCE(s.share, 0)), MIN(CASE WHEN s.share IS NULL THEN 0 ELSE 1 END),"
    " SUM(q.quantity) FROM team_output q JOIN team_share s ON s.workshop_id = q.workshop_id AND s.team_output_id = q.id"
    " JOIN operation o ON o.workshop_id = q.workshop_id AND o.id = q.operation_id WHERE q.workshop_id = :w AND q.date = :on"
    " GROUP BY s.worker_id, o.code, o.name, o.unit HAVING SUM(q.quantity) <> 0"
)
_VALUES = (
    "SELECT worker_id, value FROM (SELECT worker_id, date, SUM(value) AS value,"
    " ROW_NUMBER() OVER (PARTITION BY worker_id ORDER BY date DESC) AS turn FROM ("
    "SELECT worker_id, date, (good + defect_other) * COALESCE(price, 0) AS value FROM output"
    " WHERE workshop_id = :w AND date >= :since AND date < :on"
    " UNION ALL SELECT s.worker_id, q.date, COALESCE(s.share, 0) * :fen FROM team_output q"
    " JOIN team_share s ON s.workshop_id = q.workshop_id AND s.team_output_id = q.id"
    " WHERE q.workshop_id = :w AND q.date >= :since AND q.date < :on) AS work"
    " GROUP BY worker_id, date HAVING SUM(value) > 0) AS days WHERE turn <= :days"
)
_DONE = (
    "SELECT o.id, o.name, p.name, o.unit, COALESCE((SELECT SUM(q.good) FROM output q WHERE q.workshop_id = o.workshop_id"
    " AND q.date = :on AND q.operation_id = o.id), 0) + COALESCE((SELECT SUM(t.quantity) FROM team_output t"
    " WHERE t.workshop_id = o.workshop_id AND t.date = :on AND t.operation_id = o.id), 0), g.quantity"
    " FROM operation o JOIN product p ON p.workshop_id = o.workshop_id AND p.id = o.product_id"
    " LEFT JOIN target g ON g.workshop_id = o.workshop_id AND g.operation_id = o.id AND g.valid_from = (SELECT MAX(l.valid_from)"
    " FROM target l WHERE l.workshop_id = o.workshop_id AND l.operation_id = o.id AND l.valid_from <= :on)"
    " AND g.version = (SELECT MAX(m.version) FROM target m WHERE m.workshop_id = o.workshop_id AND m.operation_id = o.id"
    " AND m.valid_from = g.valid_from)"
    " WHERE o.workshop_id = :w AND (o.withdrawn_on IS NULL OR o.withdrawn_on > :on) ORDER BY p.code, o.seq, o.code"
)
_WAITING = (
    "SELECT (SELECT COUNT(*) FROM pending WHERE workshop_id = :w) + (SELECT COUNT(*) FROM judgement j WHERE j.workshop_id = :w"
    " AND j.state = 'quarantined' AND j.version = (SELECT MAX(l.version) FROM judgement l WHERE l.workshop_id = j.workshop_id"
    " AND l.event_id = j.event_id))"
)


@dataclass(frozen=True)
class Board:
    """Everything on the board; `waiting` are events and fresh doubles for a person, `proposals` what workers handed in by phone."""

    counts: Counts
    people: tuple[PersonLine, ...]
    operations: tuple[TargetLine, ...]
    waiting: int
    proposals: int


def load_board(workshop_id: int, on: date, at: time | None) -> Board:
    """The board of a day at a time of it; None for a day that is over."""
    asked = {"w": workshop_id, "on": on.isoformat()}
    minutes = elapsed(at)
    people = order_people([build_person(facts, minutes) for facts in _people(workshop_id, on, asked)])
    ((waiting,),) = fetch_all(_WAITING, w=workshop_id)
    return Board(
        count_people(people),
        tuple(people),
        tuple(line for line in list_targets(workshop_id, on) if line.done or line.target),
        int(waiting) + len(list_doubles(workshop_id, on - FRESH)),
        count_open_proposals(workshop_id),
    )


def list_targets(workshop_id: int, on: date) -> list[TargetLine]:
    """Every operation in use on a day with what is done and what is wanted of it."""
    found = fetch_all(_DONE, w=workshop_id, on=on.isoformat())
    return [build_target(key, tuple(names), int(done), target or None) for key, *names, done, target in found]


def _people(workshop_id: int, on: date, asked: Mapping[str, Any]) -> list[PersonFacts]:
    deeds, done, priced = _today(asked)
    usual = _usual(workshop_id, on)
    days = current_days(workshop_id, {on})
    worked = worked_days(workshop_id, on, on)
    return [
        PersonFacts(
            who.id,
            who.worker_no,
            who.name,
            days[who.id, on].status if (who.id, on) in days else "",
            who.id in worked,
            tuple(deeds.get(who.id, ())),
            done.get(who.id, 0),
            usual.get(who.id),
            priced.get(who.id, True) and who.id in deeds,
        )
        for who in list_people(workshop_id, on, on)
    ]


def _today(asked: Mapping[str, Any]) -> tuple[dict[int, list[tuple[str, int, str]]], dict[int, int], dict[int, bool]]:
    """Worker → deeds, → exact value, → whether all of it has a price (what has none cannot be compared)."""
    deeds: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    done: dict[int, int] = defaultdict(int)
    priced: dict[int, bool] = {}
    for worker, name, unit, good, value, has_price in fetch_all(_DEEDS, **asked):
        deeds[worker].append((name, int(good), unit))
        done[worker] += int(value)
        priced[worker] = priced.get(worker, True) and bool(has_price)
    for worker, name, unit, share, has_price, quantity in fetch_all(_SHARES, **asked):
        deeds[worker].append((f"{name}(集体)", int(quantity), unit))
        done[worker] += int(share) * VALUE_OF_FEN
        priced[worker] = priced.get(worker, True) and bool(has_price)
    return deeds, done, priced


def _usual(workshop_id: int, on: date) -> dict[int, int | None]:
    """Worker → the median value of his last ten days with any work."""
    asked = {
        "w": workshop_id,
        "on": on.isoformat(),
        "since": (on - BACK).isoformat(),
        "fen": VALUE_OF_FEN,
        "days": DAYS,
    }
    values: dict[int, list[int]] = defaultdict(list)
    for worker, value in fetch_all(_VALUES, **asked):
        values[worker].append(int(value))
    return {worker: compute_usual(days) for worker, days in values.items()}
