"""One matter whole: its words, every step, its injury, its scans."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from workshop.desk.queries.matters import MatterLine, find_matter
from workshop.desk.queries.moments import day_of
from workshop.desk.rows import LiaisonRow, MatterAttachmentRow, MatterInjuryRow, MatterStepRow
from workshop.desk.rules.matters import LINKS, OUTCOMES, STEPS, Injury
from workshop.kernel.faults import NotFound
from workshop.pay.queries.answers import get_objection
from workshop.store.database import db
from workshop.store.vault import unseal, unseal_bytes


@dataclass(frozen=True)
class Step:
    """A step. `said_by` whose words they are where somebody else wrote them down, `liaison` to whom it was given."""

    seq: int
    kind: str
    text: str
    said_by: str
    said_on: date | None
    liaison: str
    outcome: str
    link_kind: str
    link: str
    at: datetime
    by: str

    @property
    def words(self) -> str:
        """What was done, in words."""
        if self.kind == "assign":
            return f"交给 {self.liaison}"
        if self.kind == "close":
            return f"办结:{OUTCOMES.get(self.outcome, '')}"
        if self.kind == "link":
            return f"更正:{LINKS.get(self.link_kind, '')}"
        return STEPS.get(self.kind, self.kind)


@dataclass(frozen=True)
class InjuryNote:
    """What was known of an injury, and who put it down when."""

    seq: int
    injury: Injury
    at: datetime
    by: str


@dataclass(frozen=True)
class Scan:
    """A scan or photo of a matter; `size` in bytes, `sha256` over them."""

    id: int
    matter_id: int
    document: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    at: datetime
    by: str


@dataclass(frozen=True)
class MatterView:
    """Everything about a matter that the desk itself keeps; `answer` are pay's words to an objection (by, at, words)."""

    line: MatterLine
    steps: tuple[Step, ...]
    injuries: tuple[InjuryNote, ...]
    scans: tuple[Scan, ...]
    answer: tuple[str, datetime, str] | None = None

    @property
    def injury(self) -> Injury | None:
        """What is known of the injury now."""
        return self.injuries[-1].injury if self.injuries else None

    @property
    def words(self) -> str:
        """In whose words it was raised, an injury's too."""
        return self.injuries[0].injury.how if self.injuries else self.line.raised.words


def get_matter(workshop_id: int, matter_id: int, on: date) -> MatterView:
    """A matter with all that belongs to it. Raises NotFound."""
    line = find_matter(workshop_id, matter_id, on)
    if line is None:
        raise NotFound(f"matter {matter_id}")
    answer = None
    if line.raised.kind == "objection":
        objection = get_objection(workshop_id, matter_id)
        if objection.answered_at is not None:
            answer = (objection.answered_by, objection.answered_at, objection.answer)
    steps, notes = list_steps(workshop_id, matter_id), list_injuries(workshop_id, matter_id)
    return MatterView(line, tuple(steps), tuple(notes), tuple(list_scans(workshop_id, matter_id)), answer)


def list_steps(workshop_id: int, matter_id: int) -> list[Step]:
    """Every step in its order."""
    row, who = MatterStepRow, LiaisonRow
    same = (who.workshop_id == row.workshop_id) & (who.id == row.liaison_id)
    told = (row.seq, row.kind, row.text, row.said_by, row.said_on, who.name, row.outcome, row.link_kind, row.link)
    query: Any = select(*told, row.at, row.by).outerjoin(who, same)
    mine = (row.workshop_id == workshop_id, row.matter_id == matter_id)
    return [_step(values) for values in db.session.execute(query.where(*mine).order_by(row.seq))]


def _step(values: Sequence[Any]) -> Step:
    return Step(*(*values[:5], values[5] or "", *values[6:]))


def list_injuries(workshop_id: int, matter_id: int) -> list[InjuryNote]:
    """What was known of an injury, the first words first. Raises SealBroken."""
    row = MatterInjuryRow
    query = select(row.seq, row.sealed, row.at, row.by)
    mine = (row.workshop_id == workshop_id, row.matter_id == matter_id)
    return [
        InjuryNote(seq, _injury(unseal(sealed, row.__tablename__, f"sealed/{seq}", workshop_id, matter_id)), at, by)
        for seq, sealed, at, by in db.session.execute(query.where(*mine).order_by(row.seq))
    ]


def _injury(text: str) -> Injury:
    told = json.loads(text)
    day = told.pop("happened_on")
    return Injury(date.fromisoformat(day) if day else None, **told)


def list_scans(workshop_id: int, matter_id: int) -> list[Scan]:
    """What lies with a matter, the oldest first; what was taken away is left out."""
    row, later = MatterAttachmentRow, aliased(MatterAttachmentRow)
    gone = select(later.id).where(later.workshop_id == row.workshop_id, later.replaces == row.id).exists()
    mine = (row.workshop_id == workshop_id, row.matter_id == matter_id, row.size > 0, ~gone)
    return [Scan(*values) for values in db.session.execute(_scans(row).where(*mine).order_by(row.at, row.id))]


def get_scan(workshop_id: int, scan_id: int) -> Scan:
    """One of them, even one that was taken away. Raises NotFound."""
    row = MatterAttachmentRow
    mine = (row.workshop_id == workshop_id, row.id == scan_id, row.size > 0)
    found = db.session.execute(_scans(row).where(*mine)).one_or_none()
    if found is None:
        raise NotFound(f"scan {scan_id}")
    return Scan(*found)


def _scans(row: Any) -> Any:
    told = (row.document, row.file_name, row.media_type, row.size, row.sha256, row.at, row.by)
    return select(row.id, row.matter_id, *told)


def read_scan_bytes(workshop_id: int, scan_id: int) -> bytes:
    """A JPEG or PDF. Raises NotFound, SealBroken."""
    row = MatterAttachmentRow
    mine = (row.workshop_id == workshop_id, row.id == scan_id, row.size > 0)
    sealed = db.session.scalar(select(row.content).where(*mine))
    if sealed is None:
        raise NotFound(f"scan {scan_id}")
    return unseal_bytes(sealed, row.__tablename__, "content", workshop_id, scan_id)


def tell_said(step: Step) -> str:
    """Who said it and when, where somebody else wrote it down."""
    day = f" {step.said_on}" if step.said_on and step.said_on != day_of(step.at) else ""
    return f"{step.said_by}{day}" if step.said_by else day.strip()
