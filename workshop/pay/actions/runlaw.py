"""What law and settings a run is computed with, put down beside it: so that a later change can be named (8.3)."""

from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.pay.actions.storing import remove
from workshop.pay.queries.changes import find_changes, law_now
from workshop.pay.queries.runs import Run
from workshop.pay.rows import RunLawRow
from workshop.store.transaction import Transaction


def record_run_law(tx: Transaction, workshop_id: int, run_id: int, period: Period) -> None:
    """Writes the law of the period in the place of what was written before."""
    remove(RunLawRow, RunLawRow.workshop_id == workshop_id, RunLawRow.run_id == run_id)
    keys = {"workshop_id": workshop_id, "run_id": run_id}
    words = law_now(workshop_id, [period])[period.code]
    tx.insert(RunLawRow, [keys | {"part": part, "facts": facts} for part, facts in words.items()])


def refuse_changed_law(workshop_id: int, run: Run) -> None:
    """Nobody approves or locks what was computed with other figures than those that hold now."""
    if parts := find_changes(workshop_id, run):
        names = "、".join(part.name for part in parts)
        raise Refused(f"{run.title}的工资计算之后,{names}有了变动", "请重新计算,看过再审核")
