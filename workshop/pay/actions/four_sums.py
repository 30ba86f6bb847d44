"""Nothing is approved whose four sums differ (pay rules 8.4)."""

from datetime import date

from workshop.kernel.faults import Refused
from workshop.pay.queries.four_sums import planned_four_sums
from workshop.pay.queries.runs import Run
from workshop.pay.rules.four_sums import list_unequal


def refuse_unequal(workshop_id: int, run: Run, on: date) -> None:
    """Raises Refused, with the sums that differ, where slips, sheet, money and ledger would not come to the same."""
    if broken := list_unequal(planned_four_sums(workshop_id, run, on)):
        raise Refused(f"{run.title}的四个合计不相等:{';'.join(broken)}", "请重新计算;仍不相等请运行 workshop verify")
