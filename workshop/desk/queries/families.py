"""Households with their members, workers and others, and what is known of everyone's work."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workshop.desk.queries.leavers import list_presence
from workshop.desk.queries.moments import as_date, as_moment
from workshop.desk.rows import FamilyMemberRow
from workshop.desk.rules.families import Family, MemberFacts, judge_family
from workshop.desk.rules.leaving import PresenceFacts
from workshop.kernel.faults import NotFound
from workshop.kernel.text import fold
from workshop.people.rows import HouseholdRow
from workshop.store.database import db, fetch_all

_HOUSEHOLDS = (
    "SELECT id, household_no, head_name, address FROM household WHERE workshop_id = :w {only} ORDER BY household_no"
)
_WORKERS = """
SELECT household_id, id, worker_no, name, relation_to_head, birth_date FROM worker
WHERE workshop_id = :w AND household_id IS NOT NULL ORDER BY worker_no"""
_MEMBERS = (
    "SELECT household_id, id, name, relation, birth_date FROM family_member WHERE workshop_id = :w ORDER BY at, id"
)
_WORK = """
SELECT member_id, worker_id, valid_from, work, place, source, checked_on, at, by FROM family_work
WHERE workshop_id = :w AND valid_from <= :on ORDER BY valid_from, at, id"""


@dataclass(frozen=True)
class Told:
    """What was told of somebody's work, by whom, and when it was put down."""

    valid_from: date | None
    work: str
    place: str
    source: str
    checked_on: date | None
    at: datetime
    by: str


@dataclass(frozen=True)
class Member:
    """Somebody of a household: a worker, or a member who is none. `told` the last that is known of his work."""

    id: int
    worker_no: str
    facts: MemberFacts
    told: Told | None

    @property
    def is_worker(self) -> bool:
        """Whether he stands in the roster."""
        return bool(self.worker_no)


@dataclass(frozen=True)
class FamilyLine:
    """A household with its people and the verdict over them."""

    id: int
    household_no: str
    head_name: str
    address: str
    members: tuple[Member, ...]
    family: Family

    def named(self, sought: str) -> bool:
        """Whether the words stand in its number, its head, its address or a name of its people."""
        told = (self.household_no, self.head_name, self.address, *(one.facts.name for one in self.members))
        return not sought or any(fold(sought) in fold(words) for words in told)


def list_families(workshop_id: int, on: date, days: int, household_id: int | None = None) -> list[FamilyLine]:
    """Every household, those with nobody in work first, then those nobody knows; `days` unseen is in work no more: six reads."""
    only = "" if household_id is None else "AND id = :id"
    told = {} if household_id is None else {"id": household_id}
    known = _read_work(workshop_id, on)
    seen = {one.worker_id: one for one in list_presence(workshop_id, on)}
    people: dict[int, list[Member]] = defaultdict(list)
    for home, key, number, name, relation, born in fetch_all(_WORKERS, w=workshop_id):
        word = known.get((None, key))
        work = _work_of(seen[key], word, on, days)
        facts = MemberFacts(name, relation, as_date(born), *work)
        people[home].append(Member(key, number, facts, word))
    for home, key, name, relation, born in fetch_all(_MEMBERS, w=workshop_id):
        word = known.get((key, None))
        told_work = (word.work, word.valid_from, word.place) if word else ("unknown", None)
        people[home].append(Member(key, "", MemberFacts(name, relation, as_date(born), *told_work), word))
    found = []
    for key, number, head, address in fetch_all(_HOUSEHOLDS.format(only=only), w=workshop_id, **told):
        members = tuple(people[key])
        family = judge_family([one.facts for one in members], on)
        found.append(FamilyLine(key, number, head, address, members, family))
    turn = ("none", "unknown", "nobody_able", "some")
    return sorted(found, key=lambda one: (turn.index(one.family.verdict), one.household_no))


def get_family(workshop_id: int, household_id: int, on: date, days: int) -> FamilyLine:
    """One household. Raises NotFound."""
    for line in list_families(workshop_id, on, days, household_id):
        return line
    raise NotFound(f"household {household_id}")


def _work_of(seen: PresenceFacts, word: Told | None, on: date, days: int) -> tuple[str, date | None, str]:
    """In work here while on the roster and seen within `days`; else as was told, and else nobody knows."""
    employed = seen.hire_date <= on and (seen.leave_date is None or seen.leave_date >= on)
    last = seen.last_on or seen.hire_date
    if employed and (on - last).days < days:
        return "here", last, ""
    if word and word.valid_from and word.valid_from >= last:
        return word.work, word.valid_from, word.place
    return "unknown", None, ""


def _read_work(workshop_id: int, on: date) -> dict[tuple[Any, Any], Told]:
    """The last word on everyone."""
    return {
        (member, worker): Told(as_date(since), work, place, source, as_date(checked), as_moment(at), by)
        for member, worker, since, work, place, source, checked, at, by in fetch_all(
            _WORK, w=workshop_id, on=on.isoformat()
        )
    }


def get_household(workshop_id: int, household_id: int) -> str:
    """Its number. Raises NotFound."""
    row = HouseholdRow
    found = db.session.scalar(select(row.household_no).where(row.workshop_id == workshop_id, row.id == household_id))
    if found is None:
        raise NotFound(f"household {household_id}")
    return str(found)


def has_household_no(workshop_id: int, household_no: str) -> bool:
    """Whether the number is taken."""
    return find_household(workshop_id, household_no) is not None


def find_household(workshop_id: int, household_no: str) -> int | None:
    """The household of a number."""
    row = HouseholdRow
    key: int | None = db.session.scalar(
        select(row.id).where(row.workshop_id == workshop_id, row.household_no == household_no)
    )
    return key


def has_member(workshop_id: int, member_id: int) -> bool:
    """Whether this is a member of a household here."""
    row = FamilyMemberRow
    return db.session.scalar(select(row.id).where(row.workshop_id == workshop_id, row.id == member_id)) is not None
