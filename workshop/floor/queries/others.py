"""Hours and team output of a day, and how much stands without a price."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from workshop.floor.queries.standing import unpriced
from workshop.floor.rows import HoursRow, OutputRow, TeamOutputRow, TeamShareRow
from workshop.people.rows import WorkerRow
from workshop.prices.rows import OperationRow
from workshop.store.database import db


class HoursLine(NamedTuple):
    """Hours of the day; `rate` in fen, None: the worker's own. `state` as in queries.day.Entry."""

    id: str
    worker_no: str
    worker: str
    activity: str
    minutes: int
    rate: int | None
    band: str
    reverses: str | None
    reason: str
    recorded_by: str
    state: str = ""


class TeamLine(NamedTuple):
    """A team's output of the day; `members` are (name, share in fen or None)."""

    id: str
    operation: str
    unit: str
    quantity: int
    split: str
    band: str
    amount: int | None
    reverses: str | None
    reason: str
    recorded_by: str
    state: str = ""
    members: tuple[tuple[str, int | None], ...] = ()


def list_hours(workshop_id: int, on: date) -> list[HoursLine]:
    """The day's hours, each reversal beside what it reverses."""
    row = HoursRow
    query = select(
        row.id,
        WorkerRow.worker_no,
        WorkerRow.name,
        row.activity,
        row.minutes,
        row.rate,
        row.band,
        row.reverses,
        row.reason,
        row.recorded_by,
    ).join(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
    mine = query.where(row.workshop_id == workshop_id, row.date == on).order_by(WorkerRow.worker_no, row.recorded_at)
    return _with_states([HoursLine(*line) for line in db.session.execute(mine)])


def list_teams(workshop_id: int, on: date) -> list[TeamLine]:
    """The day's team output with its members."""
    row = TeamOutputRow
    query = select(
        row.id,
        OperationRow.name,
        OperationRow.unit,
        row.quantity,
        row.split,
        row.band,
        row.amount,
        row.reverses,
        row.reason,
        row.recorded_by,
    ).join(OperationRow, (OperationRow.workshop_id == row.workshop_id) & (OperationRow.id == row.operation_id))
    mine = (row.workshop_id == workshop_id, row.date == on)
    lines = [TeamLine(*line) for line in db.session.execute(query.where(*mine).order_by(row.recorded_at))]
    members = _members(workshop_id, on)
    return _with_states([line._replace(members=tuple(members.get(line.id, ()))) for line in lines])


def _members(workshop_id: int, on: date) -> dict[str, list[tuple[str, int | None]]]:
    share, team = TeamShareRow, TeamOutputRow
    query = (
        select(share.team_output_id, WorkerRow.name, share.share)
        .join(team, (team.workshop_id == share.workshop_id) & (team.id == share.team_output_id))
        .join(WorkerRow, (WorkerRow.workshop_id == share.workshop_id) & (WorkerRow.id == share.worker_id))
        .where(team.workshop_id == workshop_id, team.date == on)
        .order_by(WorkerRow.worker_no)
    )
    members: dict[str, list[tuple[str, int | None]]] = {}
    for team_id, name, part in db.session.execute(query):
        members.setdefault(team_id, []).append((name, part))
    return members


def _with_states(lines: list) -> list:
    undone = {line.reverses for line in lines}
    return [
        line._replace(state="reversal" if line.reverses else "reversed" if line.id in undone else "") for line in lines
    ]


def count_unpriced(workshop_id: int) -> int:
    """How many entries stand without a price, on whatever day (pay rules 2.5)."""
    undone = aliased(OutputRow)
    gone = select(undone.id).where(undone.workshop_id == workshop_id, undone.reverses == OutputRow.id)
    mine = (OutputRow.workshop_id == workshop_id, *unpriced())
    return db.session.scalar(select(func.count()).select_from(OutputRow).where(*mine, ~gone.exists())) or 0
