"""What was recorded for an open run after it was computed: a page shows it before anybody approves old figures."""

from typing import NamedTuple

from workshop.kernel.periods import Period
from workshop.pay.queries.runs import Run
from workshop.pay.queries.scope import Scope

_COUNTS = {
    "产量": "SELECT COUNT(*) FROM output WHERE {mine} AND pay_on BETWEEN :first AND :last AND recorded_at > :since",
    "集体产量": "SELECT COUNT(*) FROM team_output WHERE {mine} AND pay_on BETWEEN :first AND :last AND recorded_at > :since",
    "计时": "SELECT COUNT(*) FROM hours WHERE {mine} AND pay_on BETWEEN :first AND :last AND recorded_at > :since",
    "考勤": "SELECT COUNT(*) FROM attendance WHERE {mine} AND date BETWEEN :first AND :last AND recorded_at > :since",
    "外发交货": "SELECT COUNT(*) FROM takehome_return WHERE {mine} AND pay_on BETWEEN :first AND :last AND recorded_at > :since",
    "冲正": "SELECT COUNT(*) FROM slip_offset WHERE {mine} AND period < :code AND at > :since",
    "借支": "SELECT COUNT(*) FROM audit_leaf WHERE {mine} AND subject = 'advance' AND at > :since",
    "扣款": "SELECT COUNT(*) FROM audit_leaf WHERE {mine} AND subject = 'deduction' AND at > :since",
    "津贴": "SELECT COUNT(*) FROM audit_leaf WHERE {mine} AND subject = 'allowance' AND at > :since",
}
_SQL = " UNION ALL ".join(
    f"SELECT '{name}' AS name, ({sql.format(mine='workshop_id = :w')}) AS number" for name, sql in _COUNTS.items()
)


class Later(NamedTuple):
    """How many records of one sort came after the computing."""

    name: str
    number: int


def list_later(workshop_id: int, run: Run) -> list[Later]:
    """What came after the computing of an open run, by sort; nothing for a locked one: there it goes to the next period."""
    if run.closed:
        return []
    scope = Scope(workshop_id, Period.parse(run.period))
    rows = scope.fetch(_SQL, since=run.computed_at, code=run.period)
    return [Later(name, int(number)) for name, number in rows if number]
