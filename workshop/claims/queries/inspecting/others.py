"""What other lists of the database know of our people: days in other workshops, claims of the same months, money received elsewhere."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.claims.queries.inspecting.people import key_text
from workshop.claims.rules.asked import place_mark
from workshop.claims.rules.inspecting.claim_facts import ClaimedFacts, WrittenFacts
from workshop.claims.rules.inspecting.facts import ElsewhereFacts
from workshop.claims.rules.months import month_of
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all
from workshop.store.scope import across_workshops

_ELSEWHERE = """
SELECT m.id, o.workshop_id, a.date FROM worker m
JOIN workshop s ON s.id <> m.workshop_id
JOIN worker o ON o.workshop_id = s.id AND o.id_no_index = m.id_no_index
JOIN attendance a ON a.workshop_id = o.workshop_id AND a.worker_id = o.id AND a.date BETWEEN :first AND :last
WHERE m.workshop_id = :w AND m.id_no_index IS NOT NULL AND a.status IN ('出勤', '迟到', '补班', '半天') AND NOT EXISTS (
  SELECT 1 FROM attendance b WHERE b.workshop_id = a.workshop_id AND b.worker_id = a.worker_id AND b.date = a.date
    AND b.version > a.version) ORDER BY m.id, o.workshop_id"""

# Sheets that stand: the latest of each claim that was checked and neither came back nor was given up.
_STANDING = """
JOIN claim c ON c.workshop_id = p.workshop_id AND c.id = p.claim_id
JOIN claim_step t ON t.workshop_id = c.workshop_id AND t.claim_id = c.id AND t.sheet = p.sheet AND t.seq = (
  SELECT MAX(l.seq) FROM claim_step l WHERE l.workshop_id = c.workshop_id AND l.claim_id = c.id)
  AND t.state NOT IN ('draft', 'returned', 'withdrawn', 'repaid')
JOIN claim_sheet s ON s.workshop_id = p.workshop_id AND s.claim_id = p.claim_id AND s.seq = p.sheet"""
_COLUMNS = "c.workshop_id, c.id, c.number, c.programme, c.benefit, s.fund, s.payee, s.first, s.last, p.months"

_OWN = f"""
SELECT p.worker_id, {_COLUMNS} FROM claim_person p {_STANDING} WHERE p.workshop_id = :w ORDER BY p.worker_id, c.number"""

_SAME_NUMBER = f"""
SELECT w.id, {_COLUMNS} FROM worker w
JOIN claim_person p ON p.id_no_index = w.id_no_index AND p.workshop_id <> w.workshop_id {_STANDING}
WHERE w.workshop_id = :w AND w.id_no_index IS NOT NULL ORDER BY w.id, c.workshop_id, c.number"""

# Nobody with two numbers is one person; by name it may be he only where at least one of the two has none.
_SAME_BIRTHDAY = f"""
SELECT w.id, {_COLUMNS}, o.name, o.sex, o.birth_date, o.id_no_index FROM worker w
JOIN worker o ON o.birth_date = w.birth_date AND o.workshop_id <> w.workshop_id
  AND (o.id_no_index IS NULL OR w.id_no_index IS NULL)
JOIN claim_person p ON p.workshop_id = o.workshop_id AND p.worker_id = o.id {_STANDING}
WHERE w.workshop_id = :w ORDER BY w.id, c.workshop_id, c.number"""

_RECEIPTS = """
SELECT f.worker_id, f.scheme, f.first, f.last, f.fund, f.at_workshop FROM claim_receipt f
WHERE f.workshop_id = :w AND f.worker_id IS NOT NULL AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM claim_receipt r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id) ORDER BY f.id"""

_NAMES = "SELECT id, name FROM workshop WHERE county_code = :county"


@dataclass(frozen=True)
class Others:
    """What the other lists know: it changes without anything being done in the workshop."""

    elsewhere: tuple[ElsewhereFacts, ...] = ()
    claimed: tuple[ClaimedFacts, ...] = ()


def load_others(workshop_id: int, first: date, last: date) -> Others:
    """In five statements."""
    return Others(load_elsewhere(workshop_id, first, last), load_claimed(workshop_id))


@across_workshops("nobody works in two workshops on one day")
def load_elsewhere(workshop_id: int, first: date, last: date) -> tuple[ElsewhereFacts, ...]:
    """Days at work in another workshop under the same identity number."""
    days: dict[tuple[int, int], set[date]] = defaultdict(set)
    for worker, place, on in fetch_all(_ELSEWHERE, w=workshop_id, first=first, last=last):
        days[worker, place].add(as_date(on))
    return tuple(ElsewhereFacts(who, place_mark(place), frozenset(found)) for (who, place), found in days.items())


@across_workshops("nobody may be claimed for twice, in whatever workshops")
def load_claimed(workshop_id: int) -> tuple[ClaimedFacts, ...]:
    """Months of our people in claims that stand, here and in other workshops, and in what was received before. In four statements."""
    own = [_claimed(workshop_id, row) for row in fetch_all(_OWN, w=workshop_id)]
    others = [_claimed(workshop_id, row) for row in fetch_all(_SAME_NUMBER, w=workshop_id)]
    for row in fetch_all(_SAME_BIRTHDAY, w=workshop_id):
        name, sex, born, index = row[-4:]
        written = WrittenFacts(name, sex, find_date(born), key_text(index))
        others.append(_claimed(workshop_id, row[:-4], written))
    known = {(one.worker, one.scheme, month) for one in own for month in one.months}
    received = (_received(*row) for row in fetch_all(_RECEIPTS, w=workshop_id))
    entered = [one for one in received if not any((one.worker, one.scheme, month) in known for month in one.months)]
    return (*own, *others, *entered)


def _claimed(workshop_id: int, row: tuple[Any, ...], written: WrittenFacts | None = None) -> ClaimedFacts:
    worker, place, claim, number, programme, benefit, fund, payee, first, last, months = row
    where, known_as = ("", number) if place == workshop_id else (place_mark(place, number), "")
    taken = tuple(map(int, months.split())) or _between(first, last)
    scheme = f"{programme}/{benefit}"
    return ClaimedFacts(worker, claim, known_as, scheme, fund, where, taken, payee, written)


def _received(worker: int, scheme: str, first: Any, last: Any, fund: str, where: str) -> ClaimedFacts:
    return ClaimedFacts(worker, 0, "", scheme, fund, where, _between(first, last))


def _between(first: Any, last: Any) -> tuple[int, ...]:
    return tuple(range(month_of(as_date(first)), month_of(as_date(last)) + 1))


@across_workshops("an overseer is told in which workshop of the county somebody stands too")
def load_names(county_code: str) -> Mapping[int, str]:
    """The workshops of a county by name."""
    return {int(key): str(name) for key, name in fetch_all(_NAMES, county=county_code)}
