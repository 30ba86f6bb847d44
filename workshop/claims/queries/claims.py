"""Claims 申领 as they stand: one with its people, the list with its sums, and every step that was taken."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from workshop.claims.rows import ClaimPersonRow, ClaimRow, ClaimSheetRow, ClaimStepRow
from workshop.claims.values import STATES, Claim, ClaimHead, ClaimLine, ClaimPerson, State
from workshop.kernel.faults import NotFound
from workshop.store.database import db

MONEY_STATES = ("approved", "received", "repaid")


@dataclass(frozen=True)
class ClaimStep:
    """A step of a claim: the state it led to on which sheet, with what was put down; `papers` are numbers of papers."""

    seq: int
    sheet: int
    state: State
    fen: int | None
    day: date | None
    reason: str
    document_number: str
    papers: tuple[str, ...]
    at: datetime
    by: str
    by_id: int | None

    @property
    def words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]


def get_claim(workshop_id: int, claim_id: int) -> Claim:
    """A claim on its latest sheet, people by number of worker. Raises NotFound."""
    found = db.session.execute(_latest(workshop_id).where(ClaimRow.id == claim_id)).one_or_none()
    if found is None:
        raise NotFound(f"申领 {claim_id}")
    state = list_steps(workshop_id, claim_id)[-1].state
    return Claim(
        **_head(found, state),
        sentence=found.sentence,
        people=_people(workshop_id, claim_id, found.seq),
        sha256=found.sha256,
        facts=json.loads(found.printed),
    )


def list_claims(workshop_id: int) -> list[ClaimLine]:
    """Every claim of a workshop, the newest first."""
    steps: dict[int, list[ClaimStep]] = defaultdict(list)
    for claim_id, step in _steps(select(*_STEP).where(ClaimStepRow.workshop_id == workshop_id)):
        steps[claim_id].append(step)
    counts = _count_people(workshop_id)
    rows = db.session.execute(_latest(workshop_id)).all()
    lines = [_line(row, steps[row.id], counts.get((row.id, row.seq), 0)) for row in rows]
    return sorted(lines, key=lambda line: line.number, reverse=True)


def list_steps(workshop_id: int, claim_id: int) -> list[ClaimStep]:
    """What was done with a claim, in order; never empty for a claim that is there."""
    mine = (ClaimStepRow.workshop_id == workshop_id, ClaimStepRow.claim_id == claim_id)
    return [step for _, step in _steps(select(*_STEP).where(*mine))]


def list_makers(workshop_id: int, claim_id: int) -> frozenset[int | None]:
    """The accounts whose hands are in its present round: who prepared it and who made its latest sheet (None: no account)."""
    mine = (ClaimSheetRow.workshop_id == workshop_id, ClaimSheetRow.claim_id == claim_id)
    last = select(ClaimSheetRow.made_by_id).where(*mine).order_by(ClaimSheetRow.seq.desc()).limit(1)
    first = select(ClaimRow.prepared_by_id).where(ClaimRow.workshop_id == workshop_id, ClaimRow.id == claim_id)
    return frozenset({db.session.scalar(first), db.session.scalar(last)})


def sum_money(steps: list[ClaimStep]) -> dict[str, int]:
    """What was approved, received and repaid in fen; what is received or repaid in parts adds up."""
    sums = dict.fromkeys(MONEY_STATES, 0)
    for step in steps:
        if step.state == "approved":
            sums["approved"] = step.fen or 0
        elif step.state in sums:
            sums[step.state] += step.fen or 0
    return sums


_STEP = (
    ClaimStepRow.claim_id,
    *(getattr(ClaimStepRow, name) for name in ClaimStep.__dataclass_fields__),
)


def _steps(query: Select[Any]) -> list[tuple[int, ClaimStep]]:
    ordered = query.order_by(ClaimStepRow.claim_id, ClaimStepRow.seq)
    found = []
    for claim_id, *values in db.session.execute(ordered):
        told = dict(zip(ClaimStep.__dataclass_fields__, values, strict=True))
        found.append((claim_id, ClaimStep(**told | {"papers": tuple(told["papers"].split())})))
    return found


def _latest(workshop_id: int) -> Select[Any]:
    """Claims with their latest sheet; what was frozen stays sealed."""
    sheet = ClaimSheetRow
    same = (sheet.workshop_id == ClaimRow.workshop_id, sheet.claim_id == ClaimRow.id)
    last = select(func.max(sheet.seq)).where(*same).correlate(ClaimRow).scalar_subquery()
    left_out = ("workshop_id", "claim_id", "facts")
    columns = [column for column in sheet.__table__.c if column.name not in left_out]
    of_claim = (ClaimRow.id, ClaimRow.number, ClaimRow.programme, ClaimRow.benefit)
    who = (ClaimRow.prepared_by, ClaimRow.prepared_at)
    joined = select(*of_claim, *who, *columns).join(sheet, (same[0]) & (same[1]) & (sheet.seq == last))
    return joined.where(ClaimRow.workshop_id == workshop_id)


def _count_people(workshop_id: int) -> dict[tuple[int, int], int]:
    row = ClaimPersonRow
    query = select(row.claim_id, row.sheet, func.count()).where(row.workshop_id == workshop_id)
    return {
        (claim, sheet): count for claim, sheet, count in db.session.execute(query.group_by(row.claim_id, row.sheet))
    }


def _people(workshop_id: int, claim_id: int, sheet: int) -> tuple[ClaimPerson, ...]:
    row = ClaimPersonRow
    columns = (row.worker_id, row.worker_no, row.name, row.category, row.months, row.fen, row.sentence)
    mine = (row.workshop_id == workshop_id, row.claim_id == claim_id, row.sheet == sheet)
    found: Any = db.session.execute(select(*columns).where(*mine).order_by(row.worker_no, row.worker_id))
    return tuple(ClaimPerson(*(*who[:4], read_months(who[4]), *who[5:])) for who in found)


def read_months(text: str) -> tuple[int, ...]:
    """Numbers of months as a row keeps them."""
    return tuple(int(month) for month in text.split())


def _head(found: Any, state: State) -> dict[str, Any]:
    """What `ClaimHead` asks, from a claim with its latest sheet."""
    told = {"programme_id": found.programme, "on": found.claimed_on, "state": state}
    return {name: told[name] if name in told else getattr(found, name) for name in ClaimHead.__dataclass_fields__}


def _line(found: Any, steps: list[ClaimStep], people: int) -> ClaimLine:
    money: dict[str, Any] = {f"{name}_fen": fen for name, fen in sum_money(steps).items()}
    return ClaimLine(**_head(found, steps[-1].state), people=people, **money, changed_at=steps[-1].at)
