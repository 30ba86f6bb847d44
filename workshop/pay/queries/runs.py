"""Runs, their problems and who was taken out, as frozen lines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, bindparam, exists, func, select

from workshop.kernel.faults import NotFound
from workshop.kernel.periods import Period
from workshop.pay.rows import (
    AcknowledgementRow,
    FourEyesRow,
    PayRunRow,
    RunAbsenceRow,
    RunProblemRow,
    RunReturnRow,
)
from workshop.people.rows import WorkerRow
from workshop.store.database import db, fetch_all

STATES: dict[str, str] = {"computed": "已计算", "approved": "已审核", "locked": "已锁定", "paid": "已发放"}
CLOSED = ("locked", "paid")
LEAVING = "leaving"  # a run for those who leave and are paid at once
MAIN = "main"  # the run of everyone else, after one for leavers


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
    purpose: str = ""

    @property
    def mark(self) -> str:
        """What a page has seen of the run; computed anew it is another."""
        return f"{self.part}@{self.computed_at.isoformat()}"

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
        """`2026年3月`, a supplement and a run of leavers named as such."""
        supplement = f"(补发 {self.part - 1})" if self.part > 1 else ""
        return Period.parse(self.period).chinese + {LEAVING: "(离职结算)", MAIN: ""}.get(self.purpose, supplement)


@dataclass(frozen=True)
class Acknowledged:
    """A manager's word on a problem of judgement."""

    reason: str
    by: str
    at: datetime


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
    subject: str = ""
    acknowledged: Acknowledged | None = None

    @property
    def holds(self) -> bool:
        """Whether it holds the lock: blocking, and nobody has taken it on himself."""
        return self.severity == "blocking" and self.acknowledged is None


@dataclass(frozen=True)
class Returned:
    """An approval that was taken back."""

    reason: str
    by: str
    at: datetime


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
_asked: Any = bindparam("part", type_=Integer)
_FIND = (
    select(*_RUN)
    .where(PayRunRow.workshop_id == bindparam("w"), PayRunRow.period == bindparam("period"))
    .where(PayRunRow.part == func.coalesce(_asked, PayRunRow.part))
    .order_by(PayRunRow.part.desc())
    .limit(1)
)
_LIST = (
    select(*_RUN)
    .where(PayRunRow.workshop_id == bindparam("w"))
    .order_by(PayRunRow.period.desc(), PayRunRow.part.desc())
)
_BY_ID = select(*_RUN).where(PayRunRow.workshop_id == bindparam("w"), PayRunRow.id == bindparam("run"))
_ABSENCES = (
    select(
        *(
            getattr(WorkerRow if name in ("worker_no", "name") else RunAbsenceRow, name)
            for name in Absence.__dataclass_fields__
        )
    )
    .join(WorkerRow, (WorkerRow.workshop_id == RunAbsenceRow.workshop_id) & (WorkerRow.id == RunAbsenceRow.worker_id))
    .where(RunAbsenceRow.workshop_id == bindparam("w"), RunAbsenceRow.run_id == bindparam("run"))
    .order_by(WorkerRow.worker_no)
)
_ELSEWHERE = "SELECT worker_id FROM slip WHERE workshop_id = :w AND period = :period AND run_id <> :run"
_SUMS = """
SELECT COUNT(*), COALESCE(SUM(gross), 0), COALESCE(SUM(net), 0) FROM slip WHERE workshop_id = :w AND run_id = :run"""
_MEMBERS = "SELECT worker_id FROM run_member WHERE workshop_id = :w AND run_id = :run ORDER BY worker_id"


def list_runs(workshop_id: int) -> list[Run]:
    """Every run, the latest period first."""
    return [Run(*values) for values in db.session.execute(_LIST, {"w": workshop_id})]


def find_run(workshop_id: int, period: str, part: int | None = None) -> Run | None:
    """A run of a period, the latest part unless one is named."""
    found = db.session.execute(_FIND, {"w": workshop_id, "period": period, "part": part}).one_or_none()
    return Run(*found) if found else None


def get_run(workshop_id: int, period: str, part: int | None = None) -> Run:
    """As `find_run`; raises NotFound."""
    run = find_run(workshop_id, period, part)
    if run is None:
        raise NotFound(f"{period} 的工资还没有计算。请先计算")
    return run


def list_problems(workshop_id: int, run_id: int) -> list[ProblemLine]:
    """The problems of a run, those that hold the lock first."""
    row, word = RunProblemRow, AcknowledgementRow
    told = (row.kind, row.severity, row.sentence, row.mend, row.subject)
    query: Any = (
        select(row.worker_id, WorkerRow.worker_no, WorkerRow.name, *told, word.reason, word.by, word.at)
        .join(PayRunRow, (PayRunRow.workshop_id == row.workshop_id) & (PayRunRow.id == row.run_id))
        .outerjoin(WorkerRow, (WorkerRow.workshop_id == row.workshop_id) & (WorkerRow.id == row.worker_id))
        .outerjoin(word, _acknowledges())
        .where(row.workshop_id == workshop_id, row.run_id == run_id)
        .order_by(row.severity, WorkerRow.worker_no, row.position)
    )
    return [_problem(*values) for values in db.session.execute(query)]


def _acknowledges() -> Any:
    """The word holds for the worker, the period and that very sentence."""
    row, word = RunProblemRow, AcknowledgementRow
    of_worker = (word.workshop_id == row.workshop_id) & (word.worker_id == row.worker_id)
    return of_worker & (word.period == PayRunRow.period) & (word.kind == row.kind) & (word.sentence == row.sentence)


def _problem(worker_id: int | None, worker_no: str | None, name: str | None, *rest: Any) -> ProblemLine:
    *told, reason, by, at = rest
    word = Acknowledged(reason, by, at) if at else None
    return ProblemLine(*(worker_id, worker_no or "", name or "", *told, word))


def get_run_by_id(workshop_id: int, run_id: int) -> Run:
    """A run by its key; raises NotFound."""
    found = db.session.execute(_BY_ID, {"w": workshop_id, "run": run_id}).one_or_none()
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
    """How many problems hold the lock: those that are neither mended nor acknowledged."""
    row = RunProblemRow
    mine = (row.workshop_id == workshop_id, row.run_id == run_id, row.severity == "blocking")
    query = select(func.count()).select_from(row)
    query = query.join(PayRunRow, (PayRunRow.workshop_id == row.workshop_id) & (PayRunRow.id == row.run_id))
    taken = exists().where(_acknowledges()).correlate(row, PayRunRow)
    return db.session.scalar(query.where(*mine, ~taken)) or 0


def list_absences(workshop_id: int, run_id: int) -> list[Absence]:
    """Who was taken out of a run."""
    return [Absence(*values) for values in db.session.execute(_ABSENCES, {"w": workshop_id, "run": run_id})]


def paid_elsewhere(workshop_id: int, period: str, run_id: int) -> set[int]:
    """Workers who have a slip of this period in another part."""
    return {worker for (worker,) in fetch_all(_ELSEWHERE, w=workshop_id, period=period, run=run_id)}


def sum_slips(workshop_id: int, run_id: int) -> tuple[int, int, int]:
    """(number, gross, net) of the slips of a run."""
    ((number, gross, net),) = fetch_all(_SUMS, w=workshop_id, run=run_id)
    return number, int(gross), int(net)


def run_members(workshop_id: int, run_id: int) -> tuple[int, ...]:
    """Whom a run of leavers is for; nobody: it is for everyone of its period."""
    return tuple([worker for (worker,) in fetch_all(_MEMBERS, w=workshop_id, run=run_id)])


def list_returns(workshop_id: int, run_id: int) -> list[Returned]:
    """The approvals of a run that were taken back, the latest first."""
    row = RunReturnRow
    mine = (row.workshop_id == workshop_id, row.run_id == run_id)
    query = select(row.reason, row.by, row.at).where(*mine).order_by(row.at.desc(), row.id.desc())
    return [Returned(*values) for values in db.session.execute(query)]


def find_one_hand(workshop_id: int) -> Returned | None:
    """The decision that a run needs only one person here, with its reason; None: two people are needed, which is the rule."""
    row = FourEyesRow
    mine = (row.workshop_id == workshop_id,)
    query = select(row.needed, row.reason, row.by, row.at).where(*mine).order_by(row.at.desc(), row.id.desc())
    found = db.session.execute(query.limit(1)).one_or_none()
    return None if found is None or found[0] else Returned(*found[1:])
