"""Runs, their problems and who was taken out, as frozen lines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.pay.rows import PayRunRow, RunAbsenceRow, RunProblemRow, SlipRow
from workshop.people.rows import WorkerRow
from workshop.store.database import db

STATES: dict[str, str] = {"computed": "已计算", "approved": "已审核", "locked": "已锁定", "paid": "已发放"}
CLOSED = ("locked", "paid")


@dataclass(frozen=True)
class Run:
    """A run as pages and actions see it; sums in fen, moments naive UTC."""

    id: int
    period: str
    part: int
    state: str
    rules_version: str
    sha256: str
    workers: int
    gross: int
    net: int
    computed_at: datetime
    computed_by: str
    computed_by_id: int | None
    hands: str
    approved_at: datetime | None
    approved_by: str | None
    approved_by_id: int | None
    locked_at: datetime | None
    locked_by: str | None
    paid_at: datetime | None
    paid_by: str | None

    @property
    def closed(self) -> bool:
        """Locked or paid: nothing in it changes any more."""
        return self.state in CLOSED

    def is_by(self, account_id: int | None) -> bool:
        """Whether an account computed or mended the run; the command line counts as everybody's own hand."""
        return account_id is None or str(account_id) in self.hands.split()

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return STATES[self.state]

    @property
    def title(self) -> str:
        """`2026年3月`, a supplement named as such."""
        return Period.parse(self.period).chinese + (f"(补发 {self.part - 1})" if self.part > 1 else "")


@dataclass(frozen=True)
class ProblemLine:
    """A problem of a run with the worker it concerns; `worker_id` None: the whole run."""

    worker_id: int | None
    worker_no: str
    name: str
    kind: str
    severity: str
    sentence: str
    mend: str


@dataclass(frozen=True)
class Absence:
    """A worker who was taken out of a run."""

    worker_id: int
    worker_no: str
    name: str
    reason: str
    at: datetime
    by: str


_RUN = [getattr(PayRunRow, name) for name in Run.__dataclass_fields__]


def list_runs(workshop_id: int) -> list[Run]:
    """Every run, the latest period first."""
    row = PayRunRow
    query = select(*_RUN).where(row.workshop_id == workshop_id).order_by(row.period.desc(), row.part.desc())
    return [Run(*values) for values in db.session.execute(query)]


def find_run(workshop_id: int, period: str, part: int | None = None) -> Run | None:
    """A run of a period, the latest part unless one is named."""
    row = PayRunRow
    query = select(*_RUN).where(row.workshop_id == workshop_id, row.period == period).order_by(row.part.desc())
    if part is not None:
        query = query.where(row.part == part)
    found = db.session.execute(query.limit(1)).one_or_none()
    return Run(*found) if found else None


def get_run(workshop_id: int, period: str, part: int | None = None) -> Run:
    """As `find_run`; raises NotFound."""
    run = find_run(workshop_id, period, part)
    if run is None:
        raise NotFound(f"{period} 的工资还没有计算。请先计算")
    return run


def list_problems(workshop_id: int, run_id: int) -> list[ProblemLine]:
    """The problems of a run, those that hold the lock first."""
    row = RunProblemRow
    query = (
        select(row.worker_id, WorkerRow.worker_no, WorkerRow.name, row.kind, row.severity, row.sentence, row.mend)
        .outerjoin(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
        .where(row.workshop_id == workshop_id, row.run_id == run_id)
        .order_by(row.severity, WorkerRow.worker_no, row.position)
    )
    return [ProblemLine(key, no or "", name or "", *rest) for key, no, name, *rest in db.session.execute(query)]


def get_run_by_id(workshop_id: int, run_id: int) -> Run:
    """A run by its key; raises NotFound."""
    row = PayRunRow
    found = db.session.execute(select(*_RUN).where(row.workshop_id == workshop_id, row.id == run_id)).one_or_none()
    if found is None:
        raise NotFound(f"run {run_id}")
    return Run(*found)


def find_open_before(workshop_id: int, period: Period) -> Run | None:
    """The first run of an earlier period, of the same length, that is not locked yet."""
    return next(
        (
            run
            for run in reversed(list_runs(workshop_id))
            if run.period < period.code and not run.closed and bool(Period.parse(run.period).half) == bool(period.half)
        ),
        None,
    )


def count_blocking(workshop_id: int, run_id: int) -> int:
    """How many problems hold the lock."""
    row = RunProblemRow
    mine = (row.workshop_id == workshop_id, row.run_id == run_id, row.severity == "blocking")
    return db.session.scalar(select(func.count()).select_from(row).where(*mine)) or 0


def list_absences(workshop_id: int, run_id: int) -> list[Absence]:
    """Who was taken out of a run."""
    row = RunAbsenceRow
    query = (
        select(row.worker_id, WorkerRow.worker_no, WorkerRow.name, row.reason, row.at, row.by)
        .join(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
        .where(row.workshop_id == workshop_id, row.run_id == run_id)
        .order_by(WorkerRow.worker_no)
    )
    return [Absence(*values) for values in db.session.execute(query)]


def paid_elsewhere(workshop_id: int, period: str, run_id: int) -> set[int]:
    """Workers who have a slip of this period in another part."""
    row = SlipRow
    mine = (row.workshop_id == workshop_id, row.period == period, row.run_id != run_id)
    return set(db.session.scalars(select(row.worker_id).where(*mine)))


def sum_slips(workshop_id: int, run_id: int) -> tuple[int, int, int]:
    """(number, gross, net) of the slips of a run."""
    row = SlipRow
    sums: Any = (func.count(), func.coalesce(func.sum(row.gross), 0), func.coalesce(func.sum(row.net), 0))
    number, gross, net = db.session.execute(
        select(*sums).where(row.workshop_id == workshop_id, row.run_id == run_id)
    ).one()
    return number, int(gross), int(net)
