"""What workers have said to their slips: made known, seen, confirmed, objected (8.5), and what was answered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from workshop.kernel.faults import NotFound
from workshop.pay.queries.slips import SlipHead, list_slips
from workshop.pay.rows import ObjectionAnswerRow, ObjectionRow, SlipAnswerRow, SlipRow
from workshop.people.rows import WorkerRow
from workshop.store.database import db

WHOLE = 0  # the position of the whole slip


@dataclass(frozen=True)
class Answer:
    """One word: `kind` published, seen or confirmed; `position` of the line, 0 the whole slip; `holds`: for the slip as it is now."""

    kind: str
    position: int
    way: str
    paper: str
    at: datetime
    by: str
    holds: bool


@dataclass(frozen=True)
class Objection:
    """An objection with its answer; `accepted` None: nobody has answered yet. `line` is the sentence objected to."""

    id: int
    period: str
    worker_id: int
    worker_no: str
    name: str
    slip_sha256: str
    position: int
    line: str
    reason: str
    text: str
    way: str
    paper: str
    at: datetime
    by: str
    accepted: bool | None
    answer: str
    answered_at: datetime | None
    answered_by: str

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.accepted is None


@dataclass(frozen=True)
class Standing:
    """Where one slip stands with its worker. Of each kind the latest whole word that holds for the slip as it is now."""

    slip: SlipHead
    published: Answer | None
    seen: Answer | None
    confirmed: Answer | None
    lines: frozenset[int]
    lapsed: bool
    objections: tuple[Objection, ...]

    @property
    def state(self) -> str:
        """`objected`, `confirmed`, `seen`, `published` or `none`."""
        if any(one.open for one in self.objections):
            return "objected"
        words = (("confirmed", self.confirmed), ("seen", self.seen), ("published", self.published))
        return next((name for name, word in words if word), "none")


def list_standings(workshop_id: int, period: str, run_id: int) -> list[Standing]:
    """Every slip of a run with its words: three reads whatever the number of workers."""
    slips = list_slips(workshop_id, run_id)
    words, objections = list_answers(workshop_id, period), defaultdict(list)
    for one in list_objections(workshop_id, period):
        objections[one.worker_id].append(one)
    return [build_standing(slip, words.get(slip.worker_id, ()), objections[slip.worker_id]) for slip in slips]


def build_standing(slip: SlipHead, words: Iterable[tuple[str, Answer]], objections: Iterable[Objection]) -> Standing:
    """One slip's standing from its words, each with the fingerprint that it was said to."""
    latest: dict[str, Answer] = {}
    lines: set[int] = set()
    lapsed = False
    for sha256, word in words:
        if sha256 != slip.sha256:
            lapsed |= word.kind == "confirmed"
        elif word.position == WHOLE:
            latest[word.kind] = word
        elif word.kind == "confirmed":
            lines.add(word.position)
    confirmed = latest.get("confirmed")
    told = (latest.get("published"), latest.get("seen"), confirmed)
    return Standing(slip, *told, frozenset(lines), lapsed and confirmed is None, tuple(objections))


def list_answers(workshop_id: int, period: str, worker_id: int | None = None) -> dict[int, list[tuple[str, Answer]]]:
    """By worker the words on his slip of a period, the oldest first, each with the fingerprint it was said to."""
    row = SlipAnswerRow
    mine = [row.workshop_id == workshop_id, row.period == period]
    if worker_id is not None:
        mine.append(row.worker_id == worker_id)
    told = (row.worker_id, row.slip_sha256, row.kind, row.position, row.way, row.paper, row.at, row.by)
    query: Any = select(*told, SlipRow.sha256).outerjoin(
        SlipRow,
        (SlipRow.workshop_id == row.workshop_id)
        & (SlipRow.period == row.period)
        & (SlipRow.worker_id == row.worker_id),
    )
    found: dict[int, list[tuple[str, Answer]]] = defaultdict(list)
    for worker, sha256, *word, now in db.session.execute(query.where(*mine).order_by(row.at, row.id)):
        found[worker].append((sha256, Answer(*(*word, sha256 == now))))
    return found


_TOLD = ("slip_sha256", "position", "line", "reason", "text", "way", "paper", "at", "by")


def list_objections(workshop_id: int, period: str, worker_id: int | None = None) -> list[Objection]:
    """The objections of a period, those that wait first, then the latest first."""
    mine = [ObjectionRow.period == period]
    if worker_id is not None:
        mine.append(ObjectionRow.worker_id == worker_id)
    found = [_objection(row) for row in _read(workshop_id, *mine)]
    return sorted(found, key=lambda one: not one.open)


def get_objection(workshop_id: int, objection_id: int) -> Objection:
    """One objection; raises NotFound."""
    for row in _read(workshop_id, ObjectionRow.id == objection_id):
        return _objection(row)
    raise NotFound(f"objection {objection_id}")


def _read(workshop_id: int, *mine: Any) -> Any:
    row, answer = ObjectionRow, ObjectionAnswerRow
    told = [getattr(row, name) for name in _TOLD]
    answered = (answer.accepted, answer.text, answer.at, answer.by)
    query: Any = (
        select(row.id, row.period, row.worker_id, WorkerRow.worker_no, WorkerRow.name, *told, *answered)
        .join(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
        .outerjoin(answer, (answer.workshop_id == row.workshop_id) & (answer.objection_id == row.id))
    )
    return db.session.execute(query.where(row.workshop_id == workshop_id, *mine).order_by(row.at.desc(), row.id.desc()))


def _objection(values: Any) -> Objection:
    accepted, text, at, by = values[-4:]
    return Objection(*(*values[:-4], accepted, text or "", at, by or ""))


def list_held(workshop_id: int, period: str, run_id: int) -> list[Objection]:
    """The objections without an answer of those who have a slip in a run: each holds its worker's lock, nobody else's (8.2)."""
    row = SlipRow
    mine = (row.workshop_id == workshop_id, row.run_id == run_id)
    workers = set(db.session.scalars(select(row.worker_id).where(*mine)))
    return [one for one in list_objections(workshop_id, period) if one.open and one.worker_id in workers]
