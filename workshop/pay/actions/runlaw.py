"""What law and settings a run is computed with, put down beside it: so that a later change can be named (8.3)."""

from workshop.kernel.periods import Period
from workshop.pay.actions.storing import remove
from workshop.pay.queries.changes import law_now
from workshop.pay.rows import RunLawRow
from workshop.store.transaction import Transaction


def record_run_law(tx: Transaction, workshop_id: int, run_id: int, period: Period) -> None:
    """Writes the law of the period in the place of what was written before."""
    remove(RunLawRow, RunLawRow.workshop_id == workshop_id, RunLawRow.run_id == run_id)
    keys = {"workshop_id": workshop_id, "run_id": run_id}
    words = law_now(workshop_id, [period])[period.code]
    tx.insert(RunLawRow, [keys | {"part": part, "facts": facts} for part, facts in words.items()])
