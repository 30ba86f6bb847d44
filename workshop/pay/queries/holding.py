"""What an earlier period still owes somebody before a later one may be locked: nobody's pay is overtaken by the next (7.2, 7.7)."""

from workshop.kernel.periods import Period
from workshop.pay.queries.people import load_people
from workshop.pay.queries.scope import Scope
from workshop.store.database import fetch_all

# Left out of a run that is locked, and paid by no supplement since.
_LEFT_BEHIND = """
SELECT a.worker_id, r.period, a.reason FROM run_absence a
JOIN pay_run r ON r.workshop_id = a.workshop_id AND r.id = a.run_id
WHERE a.workshop_id = :w AND r.period < :code AND r.state IN ('locked', 'paid') AND NOT EXISTS (
  SELECT 1 FROM slip s WHERE s.workshop_id = a.workshop_id AND s.worker_id = a.worker_id AND s.period = r.period)
ORDER BY r.period DESC, r.part"""

_UNPAID_ENTRIES = """
SELECT MIN(e.pay_on) FROM (
  SELECT pay_on FROM output WHERE workshop_id = :w AND worker_id = :worker AND pay_on < :first
  UNION ALL SELECT pay_on FROM hours WHERE workshop_id = :w AND worker_id = :worker AND pay_on < :first
  UNION ALL SELECT t.pay_on FROM team_output t JOIN team_share s
    ON s.workshop_id = t.workshop_id AND s.team_output_id = t.id
    WHERE t.workshop_id = :w AND s.worker_id = :worker AND t.pay_on < :first
  UNION ALL SELECT r.pay_on FROM takehome_return r
    JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
    LEFT JOIN takehome_return_share s ON s.workshop_id = r.workshop_id AND s.return_id = r.id
    WHERE r.workshop_id = :w AND COALESCE(s.worker_id, o.worker_id) = :worker AND r.pay_on < :first
) e WHERE NOT EXISTS (
  SELECT 1 FROM locked l WHERE l.workshop_id = :w AND l.worker_id = :worker AND l.locked_to >= e.pay_on)"""


def list_left_behind(workshop_id: int, period: Period) -> dict[int, tuple[Period, str]]:
    """By worker the first earlier period that he was left out of and never paid for, with the reason."""
    rows = fetch_all(_LEFT_BEHIND, w=workshop_id, code=period.code)
    return {worker: (Period.parse(code), reason) for worker, code, reason in rows}


def count_people(workshop_id: int, period: Period) -> int:
    """How many are employed in the period and paid by its kind: part-timers by halves, all others by the month."""
    people = load_people(Scope(workshop_id, period))
    return sum(1 for person in people if person.leave_date is None or person.leave_date >= period.first)


def find_unpaid_day(workshop_id: int, worker_id: int, period: Period) -> str | None:
    """The first day before a period with work of this worker that no locked run has paid."""
    ((on,),) = fetch_all(_UNPAID_ENTRIES, w=workshop_id, worker=worker_id, first=period.first)
    return str(on) if on else None
