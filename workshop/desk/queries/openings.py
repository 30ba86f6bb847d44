"""Openings and seekers as lists and pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from workshop.desk.queries.moments import day_of
from workshop.desk.rows import OpeningEndRow, OpeningRow, OpeningUntilRow, ReferralRow, SeekerRow, SeekerStepRow
from workshop.desk.rules.openings import (
    ENDS,
    HEARD,
    MONTHS,
    PLACES,
    SKILLS,
    STEPS,
    TIMES,
    Match,
    PayRange,
    Post,
    Wish,
    compute_range,
    is_code,
    list_words,
    match,
)
from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.people.rows import WorkshopRow
from workshop.store.database import db, fetch_all
from workshop.store.scope import across_workshops

_SHARE = """
SELECT s.worker_id, SUM(s.gross) FROM slip s JOIN pay_run r ON r.workshop_id = s.workshop_id AND r.id = s.run_id
WHERE s.workshop_id = :w AND r.state IN ('locked', 'paid') AND SUBSTR(s.period, 1, 7) IN :months AND s.gross > 0 {only}
GROUP BY s.worker_id, SUBSTR(s.period, 1, 7)"""
_ONLY = {"hall": "AND s.attended_halves > 0", "home": "AND s.attended_halves = 0", "both": ""}


@dataclass(frozen=True)
class Opening:
    """A post; `ended`: why it is closed, empty while it is open; `until` which day it is offered, None: nobody has said."""

    id: int
    workshop_id: int
    code: str
    title: str
    work: str
    place: str
    times: str
    hours: str
    skills: str
    wanted: int
    phone: str
    at: datetime
    by: str
    ended: str
    until: date | None = None

    def past(self, on: date) -> bool:
        """Whether the day it was offered until is over."""
        return not self.ended and self.until is not None and self.until < on

    def to_ask(self, on: date, days: int) -> bool:
        """Whether the office is to be asked if it still is: past its day, or without a day and `days` old."""
        return self.past(on) or (not self.ended and self.until is None and (on - day_of(self.at)).days >= days)

    @property
    def post(self) -> Post:
        """What the rules read."""
        return Post(self.place, _ticked(self.times), _ticked(self.skills))

    @property
    def place_words(self) -> str:
        """Where."""
        return PLACES[self.place]

    @property
    def times_words(self) -> str:
        """When."""
        return list_words(TIMES, self.post.times) or "时间不限"

    @property
    def skills_words(self) -> str:
        """What one should know."""
        return list_words(SKILLS, self.post.skills) or "不会也行,来了教"


@dataclass(frozen=True)
class SeekerStep:
    """What became of somebody, when and by whose hand."""

    kind: str
    note: str
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """In Chinese."""
        return STEPS[self.kind]


@dataclass(frozen=True)
class Seeker:
    """Somebody who wants work; the telephone only by its last four."""

    id: int
    opening_id: int | None
    name: str
    village: str
    phone_tail: str
    place: str
    times: str
    skills: str
    note: str
    may_refer: bool
    way: str
    from_code: str
    erased_at: datetime | None
    consented_at: datetime
    at: datetime
    steps: tuple[SeekerStep, ...] = ()

    @property
    def wish(self) -> Wish:
        """What the rules read."""
        return Wish(self.place, _ticked(self.times), _ticked(self.skills))

    @property
    def words(self) -> str:
        """What, when and where in one line."""
        skills = list_words(SKILLS, self.wish.skills) or "还不会什么"
        return f"{skills};{list_words(TIMES, self.wish.times) or '没有说时间'};{PLACES[self.place]}"

    @property
    def open(self) -> bool:
        """Still to be thought of: not erased, and the last that was heard is no end."""
        return self.erased_at is None and not (self.steps and self.steps[-1].kind in ENDS)

    @property
    def heard_on(self) -> date:
        """The day on which he last said that he wants work."""
        heard = [step.at for step in self.steps if step.kind in HEARD]
        return day_of(max([self.consented_at, *heard]))

    def to_ask(self, on: date, days: int) -> bool:
        """Whether he is to be asked if he still does."""
        return self.open and (on - self.heard_on).days >= days


@dataclass(frozen=True)
class Referral:
    """Where somebody was referred to, and what they made of it there: no more than the word and the day."""

    to_name: str
    reason: str
    at: datetime
    by: str
    outcome: str
    outcome_at: datetime | None


_OPENING = tuple(getattr(OpeningRow, name) for name in Opening.__dataclass_fields__ if name not in ("ended", "until"))
_SEEKER = tuple(getattr(SeekerRow, name) for name in Seeker.__dataclass_fields__ if name != "steps")


def _ticked(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


def _openings(*asked: Any) -> list[Opening]:
    row, end = OpeningRow, OpeningEndRow
    ended = (end.workshop_id == row.workshop_id) & (end.opening_id == row.id)
    why, told = func.coalesce(end.reason, ""), OpeningUntilRow
    until = (
        select(told.until)
        .where(told.workshop_id == row.workshop_id, told.opening_id == row.id)
        .order_by(told.at.desc(), told.id.desc())
        .limit(1)
        .correlate(row)
        .scalar_subquery()
    )
    query = select(*_OPENING, why, until).outerjoin(end, ended).where(*asked).order_by(row.at.desc(), row.id)
    found: Iterable[Any] = db.session.execute(query)
    return [Opening(*values) for values in found]


def list_openings(workshop_id: int) -> list[Opening]:
    """The posts of a workshop, open ones first, the latest first."""
    return sorted(_openings(OpeningRow.workshop_id == workshop_id), key=lambda one: bool(one.ended))


def get_opening(workshop_id: int, opening_id: int) -> Opening:
    """A post; raises NotFound."""
    found = _openings(OpeningRow.workshop_id == workshop_id, OpeningRow.id == opening_id)
    if not found:
        raise NotFound(f"opening {opening_id}")
    return found[0]


@across_workshops("a poster's code says which workshop")
def get_posted(code: str) -> Opening:
    """The post that a poster's code names, in whatever workshop; raises NotFound."""
    found = _openings(OpeningRow.code == code) if is_code(code) else []
    if not found:
        raise NotFound("opening")
    return found[0]


def find_pay_range(workshop_id: int, place: str, on: date) -> PayRange | None:
    """What a month brought in the last three complete ones, from locked slips; None below three people."""
    months, month = [], Period.of(on)
    for _ in range(MONTHS):
        month = Period.of(month.first - timedelta(days=1))
        months.append(month.code)
    found = fetch_all(_SHARE.format(only=_ONLY[place]), w=workshop_id, months=months)
    return compute_range([(worker, int(fen)) for worker, fen in found])


def list_seekers(workshop_id: int, seeker_id: int | None = None) -> list[Seeker]:
    """Those who want work, the latest first; who was erased is left out unless asked for by id."""
    row, steps = SeekerRow, SeekerStepRow
    asked = [row.workshop_id == workshop_id, row.erased_at.is_(None) if seeker_id is None else row.id == seeker_id]
    mine = [steps.workshop_id == workshop_id, *([] if seeker_id is None else [steps.seeker_id == seeker_id])]
    told: dict[int, list[SeekerStep]] = {}
    columns = (steps.seeker_id, steps.kind, steps.note, steps.at, steps.by)
    for key, *step in db.session.execute(select(*columns).where(*mine).order_by(steps.at, steps.id)):
        told.setdefault(key, []).append(SeekerStep(*step))
    found = db.session.execute(select(*_SEEKER).where(*asked).order_by(row.at.desc(), row.id))
    return [replace(Seeker(*values), steps=tuple(told.get(values[0], ()))) for values in found]


def get_seeker(workshop_id: int, seeker_id: int) -> Seeker:
    """Somebody who wants work; raises NotFound."""
    found = list_seekers(workshop_id, seeker_id)
    if not found:
        raise NotFound(f"seeker {seeker_id}")
    return found[0]


def rank_seekers(opening: Opening, seekers: list[Seeker]) -> list[tuple[Seeker, Match]]:
    """Those still open with how well they fit, the best first; who came for this very post is before others alike."""
    found = [(one, match(opening.post, one.wish)) for one in seekers if one.open]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].opening_id != opening.id, pair[0].at))


def rank_openings(seeker: Seeker, openings: list[Opening]) -> list[tuple[Opening, Match]]:
    """Open posts with how well they fit this person, the best first."""
    found = [(one, match(one.post, seeker.wish)) for one in openings if not one.ended]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].at))


@across_workshops("posts of the county are there for all its workshops to see")
def list_posted_nearby(county_code: str, workshop_id: int, on: date) -> list[tuple[str, str, Opening]]:
    """(code, name, post) of the open posts of the county's other workshops whose day is not over."""
    shop = WorkshopRow
    near = select(shop.id).where(shop.county_code == county_code, shop.id != workshop_id)
    names = {key: (code, name) for key, code, name in db.session.execute(select(shop.id, shop.code, shop.name))}
    found = _openings(OpeningRow.workshop_id.in_(near), OpeningEndRow.id.is_(None))
    return [(*names[one.workshop_id], one) for one in found if not one.past(on)]


def list_referrals(workshop_id: int, seeker_id: int) -> list[Referral]:
    """Where somebody was referred to. Of the other workshop's record only the last word is read, which is what was agreed to."""
    row, shop, step = ReferralRow, WorkshopRow, SeekerStepRow
    last = (
        select(step.id)
        .where(step.workshop_id == row.to_workshop_id, step.seeker_id == row.to_seeker_id)
        .order_by(step.at.desc(), step.id.desc())
        .limit(1)
        .correlate(row)
        .scalar_subquery()
    )
    query = (
        select(shop.name, row.reason, row.at, row.by, step.kind, step.at)
        .join(shop, shop.id == row.to_workshop_id)
        .outerjoin(step, (step.workshop_id == row.to_workshop_id) & (step.id == last))
        .where(row.workshop_id == workshop_id, row.seeker_id == seeker_id)
        .order_by(row.at)
    )
    found = db.session.execute(query)
    return [
        Referral(name, why, at, by, STEPS.get(kind or "", "还没有消息"), then)
        for name, why, at, by, kind, then in found
    ]
