"""The head of a workshop's papers, and how far a run may be relied on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.queries.claimed import Claimed
from workshop.pay.queries.runs import Run, find_run
from workshop.people.queries import Workshop


def build_head(shop: Workshop, period: Period, run: Run | None = None) -> PaperHead:
    """Who and when; with a run also its pay day and its state."""
    paid_on = _civil(run.paid_at) if run and run.paid_at else None
    return PaperHead(shop.name, period, paid_on, shop.phone, _reference(run) if run else "")


def build_claim_head(shop: Workshop, claimed: Claimed, period: Period, runs: Sequence[Run]) -> PaperHead:
    """The head of a claim's list of the pay of these runs: a pay day only if they have one, and whether all are locked."""
    days = {_civil(run.paid_at) if run.paid_at else None for run in runs}
    head = claimed.head(shop, period)
    told = head.reference if all(run.closed for run in runs) else f"{head.reference},工资未锁定,以锁定后的为准"
    return replace(head, paid_on=days.pop() if len(days) == 1 else None, reference=told)


def _civil(moment: datetime) -> date:
    return (moment + timedelta(hours=8)).date()


def _reference(run: Run) -> str:
    """What is not locked may still change, and the paper says so."""
    if run.closed and run.locked_at:
        return f"已锁定 {_civil(run.locked_at)} 校验值 {run.sha256[:12]}"
    return f"{run.state_words},未锁定,以锁定后的为准"


def get_run(shop: Workshop, period: Period, part: int = 1) -> Run:
    """The run of a period, its supplements by `part` 2 and on. Refused where pay was not computed yet."""
    run = find_run(shop.id, period.code, part)
    if run is not None:
        return run
    if part > 1:
        raise NotFound(f"run {period.code} part {part}")
    raise Refused(f"{shop.name} {period.chinese}还没有计算工资", "请先在「工资」里计算,再打印")
