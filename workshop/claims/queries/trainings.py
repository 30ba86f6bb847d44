"""Trainings as pages show them: who learns from whom, days attended, output by day, and those with experience beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.claims.rules.learning import Worked
from workshop.kernel.faults import NotFound
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

_TRAININGS = """
SELECT f.id, f.worker_id, p.worker_no, p.name, m.worker_no, m.name, f.kind, f.first, f.last, f.half_days, f.minutes,
  f.certificate, f.source, f.checked_on, r.reason,
  (SELECT SUM(CASE WHEN a.status IN ('出勤', '迟到', '补班') THEN 2 WHEN a.status = '半天' THEN 1 ELSE 0 END)
   FROM attendance a WHERE a.workshop_id = f.workshop_id AND a.worker_id = f.worker_id AND a.date BETWEEN f.first AND f.last
     AND NOT EXISTS (SELECT 1 FROM attendance b WHERE b.workshop_id = a.workshop_id AND b.worker_id = a.worker_id
       AND b.date = a.date AND b.version > a.version))
FROM claim_training f
JOIN worker p ON p.workshop_id = f.workshop_id AND p.id = f.worker_id
LEFT JOIN worker m ON m.workshop_id = f.workshop_id AND m.id = f.mentor_id
LEFT JOIN claim_training r ON r.workshop_id = f.workshop_id AND r.reverses = f.id
WHERE f.workshop_id = :w AND f.reverses IS NULL ORDER BY f.first DESC, f.id DESC"""

# Pieces by oneself and as one of a team: of a team's pieces as large a part as of its money; without a price, an equal one.
_MADE = """
WITH made AS (
  SELECT o.worker_id, o.date, o.operation_id, o.good + o.defect_other AS pieces
  FROM output o WHERE o.workshop_id = :w AND o.date BETWEEN :first AND :last
  UNION ALL
  SELECT s.worker_id, t.date, t.operation_id,
    CASE WHEN t.amount <> 0 AND s.share IS NOT NULL THEN t.quantity * s.share / t.amount ELSE t.quantity / (
      SELECT COUNT(*) FROM team_share n WHERE n.workshop_id = t.workshop_id AND n.team_output_id = t.id) END
  FROM team_output t JOIN team_share s ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
  WHERE t.workshop_id = :w AND t.date BETWEEN :first AND :last)"""

_DAYS = (
    _MADE
    + """
SELECT m.date, SUM(m.pieces * p.std_seconds), SUM(m.pieces), SUM(CASE WHEN p.std_seconds IS NULL THEN 1 ELSE 0 END)
FROM made m JOIN operation p ON p.workshop_id = :w AND p.id = m.operation_id
WHERE m.worker_id = :worker GROUP BY m.date ORDER BY m.date"""
)

_OTHERS = (
    _MADE
    + """
SELECT m.worker_id, SUM(m.pieces * COALESCE(p.std_seconds, 0)), SUM(m.pieces), COUNT(DISTINCT m.date)
FROM made m JOIN operation p ON p.workshop_id = :w AND p.id = m.operation_id GROUP BY m.worker_id"""
)


@dataclass(frozen=True)
class TrainingLine:
    """A training; half days as they were written down and as the attendance has them."""

    id: int
    worker_id: int
    worker_no: str
    name: str
    mentor_no: str | None
    mentor: str | None
    kind: str
    first: date
    last: date
    half_days: int | None
    minutes: int | None
    certificate: bool | None
    source: str
    checked_on: date | None
    undone: str | None
    attended: int | None


@dataclass(frozen=True)
class Output:
    """What a trainee made by day, and others in the same time; in seconds by the standard, else in 1/1000 pieces."""

    days: Mapping[date, int]
    others: Mapping[int, Worked]
    timed: bool


def list_trainings(workshop_id: int) -> list[TrainingLine]:
    """Every training, the latest first; those taken back among them."""
    return [_line(row) for row in fetch_all(_TRAININGS, w=workshop_id)]


def get_training(workshop_id: int, training_id: int) -> TrainingLine:
    """One of them. Raises NotFound."""
    for line in list_trainings(workshop_id):
        if line.id == training_id:
            return line
    raise NotFound(f"training {training_id}")


def _line(row: Sequence[Any]) -> TrainingLine:
    first, last, halves, minutes, certificate, source, checked, undone, attended = row[7:]
    values = {
        "first": as_date(first),
        "last": as_date(last),
        "half_days": halves,
        "minutes": minutes,
        "certificate": None if certificate is None else bool(certificate),
        "source": source,
        "checked_on": find_date(checked),
        "undone": undone,
        "attended": None if attended is None else int(attended),
    }
    named = ("id", "worker_id", "worker_no", "name", "mentor_no", "mentor", "kind")
    return TrainingLine(**dict(zip(named, row[:7], strict=True)), **values)


def load_output(workshop_id: int, worker_id: int, first: date, last: date) -> Output:
    """By the standard where every operation of the trainee has its seconds, else in pieces."""
    rows = fetch_all(_DAYS, w=workshop_id, worker=worker_id, first=first, last=last)
    timed = bool(rows) and not any(row[3] for row in rows)
    at = 1 if timed else 2
    days = {as_date(row[0]): int(row[at] or 0) for row in rows if row[at]}
    others = fetch_all(_OTHERS, w=workshop_id, first=first, last=last)
    return Output(
        days, {row[0]: Worked(int(row[at] or 0), int(row[3])) for row in others if row[0] != worker_id}, timed
    )
