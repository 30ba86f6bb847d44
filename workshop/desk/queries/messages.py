"""Messages as lists: who is to be told what, how each wants to be told, and what became of every try."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from workshop.desk.rows import MessageChoiceRow, MessageRow, MessageTryRow
from workshop.desk.rules.messages import APP, About, Choice, Step, day_words, write_text
from workshop.floor.queries.confirmations import list_words
from workshop.kernel.periods import Period
from workshop.people.queries import worker_ids
from workshop.people.rows import WorkerRow
from workshop.store.database import db, fetch_all
from workshop.takehome.queries.due import list_due

LATELY = timedelta(days=31)
FRESH = timedelta(days=14)  # what is older is not sent any more, only kept
PAGE = 100

_PAID = """
SELECT l.worker_id, l.slip_id, s.period, l.amount FROM payment_line l
JOIN slip s ON s.workshop_id = l.workshop_id AND s.id = l.slip_id
JOIN payment_settlement t ON t.workshop_id = l.workshop_id AND t.line_id = l.id AND t.seq = (
  SELECT MAX(u.seq) FROM payment_settlement u WHERE u.workshop_id = l.workshop_id AND u.line_id = l.id)
WHERE l.workshop_id = :w AND t.outcome = 'paid' AND t.paid_on >= :since ORDER BY l.worker_no, l.slip_id"""


@dataclass(frozen=True)
class ToTell:
    """Something to tell somebody that may or may not have been written down as a message yet."""

    worker_id: int
    subject: str
    about: About


@dataclass(frozen=True)
class Message:
    """A message with the person, the choice that holds now and the steps of each channel, oldest first."""

    id: int
    worker_id: int
    worker_no: str
    name: str
    phone: str
    kind: str
    on: date
    about: About
    at: datetime
    choice: Choice
    steps: dict[str, tuple[Step, ...]]
    last: tuple["Told", ...]

    @property
    def text(self) -> str:
        """As it stands on the phone's page and on the strip."""
        return write_text(self.kind, self.about, self.choice.with_amount)


@dataclass(frozen=True)
class Told:
    """One step as the record has it."""

    channel: str
    seq: int
    outcome: str
    text: str
    reason: str
    at: datetime
    by: str


def list_to_tell(workshop_id: int, kind: str, on: date) -> list[ToTell]:
    """Whom to tell of one kind today: pay that arrived lately, counts of yesterday nobody confirmed, work at home due by tomorrow."""
    if kind == "pay":
        found = fetch_all(_PAID, w=workshop_id, since=(on - LATELY).isoformat())
        return [ToTell(who, str(slip), About(_month(period), int(fen))) for who, slip, period, fen in found]
    if kind == "check":
        day, ids = on - timedelta(days=1), worker_ids(workshop_id)
        open_ = [line for line in list_words(workshop_id, day) if line.state in ("silent", "changed") and line.deeds]
        return [ToTell(ids[line.worker_no], day.isoformat(), About(day_words(day))) for line in open_]
    return [
        ToTell(order.worker_id, f"{order.id}/{'late' if days < 0 else 'soon'}", About(order.operation, 0, days))
        for order, days, _ in list_due(workshop_id, on, 1)
        if order.due is None or order.outstanding
    ]


def _month(period: str) -> str:
    return Period.parse(period).chinese


def load_choices(workshop_id: int, worker_id: int | None = None) -> dict[int, Choice]:
    """Worker → the choice that holds now; who is not here has not chosen."""
    row = MessageChoiceRow
    mine = [row.workshop_id == workshop_id, *([] if worker_id is None else [row.worker_id == worker_id])]
    latest = select(func.max(row.id)).where(*mine).group_by(row.worker_id)
    found = select(row.worker_id, row.channels, row.with_amount).where(
        row.workshop_id == workshop_id, row.id.in_(latest)
    )
    return {
        worker: Choice(frozenset(filter(None, channels.split(","))), bool(amount))
        for worker, channels, amount in db.session.execute(found)
    }


def known_messages(workshop_id: int, kind: str) -> set[tuple[int, str]]:
    """(worker, subject) of what is written down already."""
    row = MessageRow
    found = db.session.execute(
        select(row.worker_id, row.subject).where(row.workshop_id == workshop_id, row.kind == kind)
    )
    return {(worker, subject) for worker, subject in found}


def list_messages(
    workshop_id: int,
    *,
    since: datetime | None = None,
    worker_id: int | None = None,
    kind: str = "",
    page: int = 1,
    size: int = PAGE,
) -> list[Message]:
    """Messages, the latest first, with all that was tried; two more statements whatever their number."""
    row, who = MessageRow, WorkerRow
    asked: list[Any] = [row.workshop_id == workshop_id]
    asked += [row.at >= since] if since else []
    asked += [row.worker_id == worker_id] if worker_id is not None else []
    asked += [row.kind == kind] if kind else []
    same = (who.workshop_id == row.workshop_id) & (who.id == row.worker_id)
    columns = (row.id, row.worker_id, who.worker_no, who.name, who.phone, row.kind, row.on, row.about, row.at)
    query = select(*columns).join(who, same).where(*asked).order_by(row.at.desc(), who.worker_no, row.id)
    found = db.session.execute(query.limit(size).offset((page - 1) * size)).all()
    told, choices = _load_told(workshop_id, [line[0] for line in found]), load_choices(workshop_id, worker_id)
    return [_message(line, told.get(line[0], []), choices.get(line[1], Choice())) for line in found]


def _message(line: Any, told: list[Told], choice: Choice) -> Message:
    key, worker, number, name, phone, kind, on, about, at = line
    steps: dict[str, tuple[Step, ...]] = {}
    for one in told:
        steps[one.channel] = (*steps.get(one.channel, ()), Step(one.outcome, one.at))
    last = {one.channel: one for one in told}
    read = About(**json.loads(about))
    return Message(key, worker, number, name, phone, kind, on, read, at, choice, steps, tuple(last.values()))


def _load_told(workshop_id: int, keys: list[int]) -> dict[int, list[Told]]:
    row, told = MessageTryRow, dict[int, list[Told]]()
    columns = (row.message_id, row.channel, row.seq, row.outcome, row.text, row.reason, row.at, row.by)
    asked = select(*columns).where(row.workshop_id == workshop_id, row.message_id.in_(keys)) if keys else None
    for key, *rest in db.session.execute(asked.order_by(row.channel, row.seq)) if asked is not None else ():
        told.setdefault(key, []).append(Told(*rest))
    return told


def list_own_messages(workshop_id: int, worker_id: int, on: date, most: int = 10) -> list[tuple[date, str]]:
    """(day, text) for the worker's own page, the latest first; nothing for who does not want them there."""
    since = datetime.combine(on - LATELY, datetime.min.time())
    found = list_messages(workshop_id, since=since, worker_id=worker_id, size=most)
    return [(message.on, message.text) for message in found if APP in message.choice.channels]
