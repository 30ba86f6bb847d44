"""Who stopped coming 流失, computed from the books: the last entry, attendance or return of everyone, and what was learned of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop.desk.queries.moments import as_date, as_moment
from workshop.desk.rules.leaving import ANSWERS, REASONS, PresenceFacts, Stopped, list_stopped
from workshop.floor.rules.grid import HALVES
from workshop.store.database import fetch_all

# What was reversed is no sign of work; each walks its index backwards and stops at the first row that holds.
_ENTRY = """
  (SELECT e.date FROM {table} e WHERE e.workshop_id = w.workshop_id AND e.worker_id = w.id AND e.date <= :on
     AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM {table} r WHERE r.workshop_id = e.workshop_id AND r.reverses = e.id)
   ORDER BY e.date DESC LIMIT 1)"""
_PRESENCE = f"""
SELECT w.id, w.worker_no, w.name, w.hire_date, w.leave_date, w.phone, {_ENTRY.format(table="output")},
  {_ENTRY.format(table="hours")},
  (SELECT a.date FROM attendance a WHERE a.workshop_id = w.workshop_id AND a.worker_id = w.id AND a.date <= :on
     AND a.status IN :came AND NOT EXISTS (SELECT 1 FROM attendance l WHERE l.workshop_id = a.workshop_id
       AND l.worker_id = a.worker_id AND l.date = a.date AND l.version > a.version)
   ORDER BY a.date DESC LIMIT 1),
  (SELECT MAX(r.returned_on) FROM takehome_return r JOIN takehome_order t ON t.workshop_id = r.workshop_id
     AND t.id = r.order_id WHERE t.workshop_id = w.workshop_id AND t.worker_id = w.id AND r.returned_on <= :on),
  (SELECT MAX(t.issued_on) FROM takehome_order t WHERE t.workshop_id = w.workshop_id AND t.worker_id = w.id
     AND t.issued_on <= :on)
FROM worker w WHERE w.workshop_id = :w ORDER BY w.worker_no"""
_TEAMS = """
SELECT s.worker_id, MAX(e.date) FROM team_output e JOIN team_share s ON s.workshop_id = e.workshop_id AND s.team_output_id = e.id
WHERE e.workshop_id = :w AND e.date <= :on GROUP BY s.worker_id"""
_LEARNED = """
SELECT worker_id, last_on, reason, text, asked_on, answer, at, by FROM departure WHERE workshop_id = :w ORDER BY at, id"""


@dataclass(frozen=True)
class Learned:
    """What somebody learned of why a worker stopped, and whether he was asked back."""

    last_on: date | None
    reason: str
    text: str
    asked_on: date | None
    answer: str
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """农忙;问过,过一阵再说."""
        told = REASONS.get(self.reason, self.reason) + (f":{self.text}" if self.text else "")
        return told + (f";{self.asked_on} 问过,{ANSWERS[self.answer]}" if self.asked_on else ";还没问")


@dataclass(frozen=True)
class Leaver:
    """Somebody who stopped, with what is known of this stopping; an earlier one is not asked about again."""

    stopped: Stopped
    learned: tuple[Learned, ...]

    @property
    def reason(self) -> str:
        """The last reason learned; empty: nobody has asked."""
        return self.learned[-1].reason if self.learned else ""


def list_leavers(workshop_id: int, on: date, days: int) -> list[Leaver]:
    """Those who left or have not been seen for so many days, the latest first: three reads."""
    people = list_presence(workshop_id, on)
    learned: dict[int, list[Learned]] = {}
    for worker, last, reason, text, asked, answer, at, by in fetch_all(_LEARNED, w=workshop_id):
        told = Learned(as_date(last), reason, text, as_date(asked), answer, as_moment(at), by)
        learned.setdefault(worker, []).append(told)
    return [
        Leaver(one, _of_this_time(one, learned.get(one.facts.worker_id, []))) for one in list_stopped(people, on, days)
    ]


def list_presence(workshop_id: int, on: date) -> list[PresenceFacts]:
    """Everyone with the last sign of his work, by number: two reads."""
    teams = {worker: as_date(day) for worker, day in fetch_all(_TEAMS, w=workshop_id, on=on.isoformat())}
    asked = {"w": workshop_id, "on": on.isoformat(), "came": list(HALVES)}
    return [_presence(row, teams) for row in fetch_all(_PRESENCE, **asked)]


def find_last_sign(workshop_id: int, worker_id: int, on: date) -> date | None:
    """The last day on which somebody worked."""
    teams = {worker: as_date(day) for worker, day in fetch_all(_TEAMS, w=workshop_id, on=on.isoformat())}
    asked = {"w": workshop_id, "on": on.isoformat(), "came": list(HALVES), "id": worker_id}
    rows = fetch_all(_PRESENCE.replace("ORDER BY w.worker_no", "AND w.id = :id"), **asked)
    return _presence(rows[0], teams).last_on if rows else None


def _of_this_time(one: Stopped, learned: list[Learned]) -> tuple[Learned, ...]:
    return tuple(told for told in learned if told.last_on == one.facts.last_on)


def _presence(row: Any, teams: dict[int, date | None]) -> PresenceFacts:
    key, number, name, hired, left, phone, *days = row
    signs = [day for day in (*map(as_date, days), teams.get(key)) if day is not None]
    hire = as_date(hired)
    assert hire is not None
    return PresenceFacts(key, number, name, hire, as_date(left), max(signs, default=None), (phone or "")[-4:])
