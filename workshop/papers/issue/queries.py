"""Issued papers as they are read: one, or a list of them, each with what became of it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from workshop.kernel.faults import NotFound
from workshop.papers.issue.facts import read_facts
from workshop.papers.issue.rows import IssuedPaperEventRow, IssuedPaperRow
from workshop.papers.issue.values import IssuedPaper, PaperEvent, State
from workshop.store.database import db

PAGE = 50
ENDS: dict[str, State] = {"void": "void", "supersede": "superseded"}
_SHOWN = (
    *("id", "workshop_id", "number", "kind", "title", "period", "claim_id", "run_id", "layout", "sha256", "code"),
    *("whole", "copies", "issued_at", "issued_by", "facts"),
)
_paper, _event = IssuedPaperRow, IssuedPaperEventRow


@dataclass(frozen=True)
class Wanted:
    """Which papers: of a kind, a period, a state, a claim; empty: all. `page` counts from 1."""

    kind: str = ""
    period: str = ""
    state: str = ""
    claim_id: int | None = None
    page: int = 1


def get_issued(workshop_id: int, paper_id: int) -> IssuedPaper:
    """A paper of the workshop. Raises NotFound."""
    found = _find(_paper.workshop_id == workshop_id, _paper.id == paper_id)
    if not found:
        raise NotFound(f"paper {paper_id}")
    return found[0]


def find_by_number(workshop_id: int, number: str) -> IssuedPaper | None:
    """The paper of a number."""
    found = _find(_paper.workshop_id == workshop_id, _paper.number == number)
    return found[0] if found else None


def find_valid(workshop_id: int, kind: str, subject: str) -> IssuedPaper | None:
    """The paper of a kind and subject that is in force."""
    of = (_paper.workshop_id == workshop_id, _paper.kind == kind, _paper.subject == subject)
    return next((one for one in _find(*of) if one.state == "valid"), None)


def list_issued(workshop_id: int, wanted: Wanted) -> tuple[list[IssuedPaper], int]:
    """A page of papers, the latest first, and how many there are in all."""
    asked = [_paper.workshop_id == workshop_id]
    asked += [_paper.kind == wanted.kind] if wanted.kind else []
    asked += [_paper.period == wanted.period] if wanted.period else []
    asked += [_paper.claim_id == wanted.claim_id] if wanted.claim_id is not None else []
    asked += [_in_state(wanted.state)] if wanted.state else []
    count = db.session.scalar(select(func.count()).select_from(_paper).where(*asked)) or 0
    return _find(*asked, page=wanted.page), int(count)


def _in_state(state: str) -> Any:
    end = next((what for what, name in ENDS.items() if name == state), None)
    ends = select(_event.id).where(_event.workshop_id == _paper.workshop_id, _event.paper_id == _paper.id)
    if end is None:
        return ~ends.where(_event.what.in_(ENDS)).exists()
    return ends.where(_event.what == end).exists()


def list_events(workshop_id: int, paper_id: int) -> list[PaperEvent]:
    """What became of a paper, in order."""
    return _events(workshop_id, [paper_id]).get(paper_id, [])


def list_kinds_issued(workshop_id: int) -> list[tuple[str, str]]:
    """(kind, period) of everything issued, each once: what a list can be narrowed to."""
    of = select(_paper.kind, _paper.period).where(_paper.workshop_id == workshop_id).distinct()
    return [(kind, period) for kind, period in db.session.execute(of.order_by(_paper.period.desc(), _paper.kind))]


def _find(*asked: Any, page: int | None = None) -> list[IssuedPaper]:
    columns = (getattr(_paper, name) for name in _SHOWN)
    query = select(*columns).where(*asked).order_by(_paper.issued_at.desc(), _paper.id.desc())
    if page is not None:
        query = query.limit(PAGE).offset((page - 1) * PAGE)
    rows = list(db.session.execute(query))
    events = _events(rows[0].workshop_id, [row.id for row in rows]) if rows else {}
    return [_make(row, events.get(row.id, [])) for row in rows]


def _make(row: Any, events: list[PaperEvent]) -> IssuedPaper:
    end = next((event for event in events if event.what in ENDS), None)
    return IssuedPaper(
        **{name: getattr(row, name) for name in _SHOWN if name != "facts"},
        facts=read_facts(row.facts),
        state=ENDS[end.what] if end else "valid",
        ended_at=end.at if end else None,
        reason=end.reason if end else "",
        successor=end.successor if end else "",
        prints=sum(event.what == "print" for event in events),
    )


def _events(workshop_id: int, paper_ids: list[int]) -> dict[int, list[PaperEvent]]:
    later = aliased(IssuedPaperRow)
    joined = and_(later.workshop_id == _event.workshop_id, later.id == _event.successor_id)
    columns = (_event.what, _event.ordinal, _event.copies, _event.reason, later.number, _event.at, _event.by_name)
    query = select(_event.paper_id, *columns).outerjoin(later, joined)
    mine = (_event.workshop_id == workshop_id, _event.paper_id.in_(paper_ids))
    found: dict[int, list[PaperEvent]] = {}
    for paper_id, what, ordinal, copies, reason, successor, at, by_name in db.session.execute(
        query.where(*mine).order_by(_event.at, _event.id)
    ):
        found.setdefault(paper_id, []).append(PaperEvent(what, ordinal, copies, reason, successor or "", at, by_name))
    return found
