"""A slip, and what lies under each of its amounts: days and entries, the minimum wage, deductions, what is carried."""

from typing import Any

from flask import abort, g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.roles import policy
from workshop.pay.forms import ReasonForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.deducted import (
    list_balances,
    list_defects,
    list_history,
    list_joined_offsets,
    list_sources,
    list_tax_months,
)
from workshop.pay.queries.entries import list_days
from workshop.pay.queries.explained import Explained, find_explained
from workshop.pay.queries.lost_material import find_order_story
from workshop.pay.queries.one_entry import get_entry_story
from workshop.pay.queries.price_sources import list_price_sources, list_slabs
from workshop.pay.queries.runs import Run, get_run_by_id, list_problems
from workshop.pay.queries.slips import DeductionLine, SlipView, get_slip
from workshop.pay.rules.explaining import explain_line, explain_minimum, find_item, split_counted

BY_DAY = ("daily", "monthly", "guarantee", "allowance")


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>")
@policy(*READERS)
def slip(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """One worker's slip: each line with its sentence."""
    found, run = _get(period, worker_id)
    problems = [p for p in list_problems(g.workshop.id, run.id) if p.worker_id == worker_id]
    return _show("slip", period, found, run=run, problems=problems, form=ReasonForm())


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/lines/<int:position>")
@policy(*READERS)
def line(workshop_code: str, period: str, worker_id: int, position: int) -> ResponseReturnValue:
    """The days and entries under one line."""
    found, run = _get(period, worker_id)
    asked = _at(found.lines, position)
    if asked.kind == "minimum":
        return _show_minimum(period, found, run)
    if asked.kind in BY_DAY:
        return _show_days(period, found, run, asked)
    if asked.kind == "offset":
        return _show("line_offset", period, found, line=asked, offsets=list_joined_offsets(g.workshop.id, found.head))
    days = list_days(g.workshop.id, found.head, asked)
    since = {entry.price_from for day in days for entry in day.entries if entry.price_from}
    sources = list_price_sources(g.workshop.id, asked, since)
    return _show("line", period, found, line=asked, days=days, sources=sources, slabs=list_slabs(g.workshop.id, asked))


def _show_days(period: str, found: SlipView, run: Run, asked: Any) -> ResponseReturnValue:
    """A line by the day: attendance, not entries, is what it was made of."""
    known = find_explained(g.workshop.id, found.head, run)
    parts = explain_line(asked.kind, asked, known.worker, known.days) if known else None
    item = find_item(asked.name, asked.price, known.worker) if known else None
    return _show("line_days", period, found, line=asked, known=known, parts=parts, item=item, same=_same(known, asked))


def _same(known: Explained | None, asked: Any) -> bool:
    """Whether the facts of today still give this line: a locked slip stands even when they do not."""
    wanted = (asked.kind, asked.name, asked.amount)
    return known is not None and any((x.kind, x.subject, x.amount) == wanted for x in known.slip.lines)


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/minimum")
@policy(*READERS)
def minimum(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """The window and the figures that were compared with the minimum wage (6.6), whether it came to a top-up or not."""
    found, run = _get(period, worker_id)
    if not found.head.minimum_rule:
        abort(404)
    return _show_minimum(period, found, run)


def _show_minimum(period: str, found: SlipView, run: Run) -> ResponseReturnValue:
    known = find_explained(g.workshop.id, found.head, run)
    part_time = found.head.minimum_rule == "6.4"
    counted, other = split_counted(found.lines, part_time)
    days = explain_minimum(known.worker, known.shop, known.days) if known else []
    test = known.slip.minimum if known else None
    same = test is not None and test.sentence == found.head.minimum_sentence
    lists = {"counted": counted, "other": other, "days": days}
    return _show("line_minimum", period, found, known=known, part_time=part_time, test=test, same=same, **lists)


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/deductions/<int:position>")
@policy(*READERS)
def deduction(workshop_code: str, period: str, worker_id: int, position: int) -> ResponseReturnValue:
    """Where a deduction comes from, and what bounded it."""
    found, run = _get(period, worker_id)
    asked: DeductionLine = _at(found.deductions, position)
    known = find_explained(g.workshop.id, found.head, run)
    shown = _explain_tax(found, known) if asked.step == "tax" else _explain_owed(found, asked)
    required = known.slip.minimum.required if known and known.slip.minimum else None
    return _show("deduction", period, found, line=asked, run=run, required=required, **shown)


def _explain_tax(found: SlipView, known: Explained | None) -> dict[str, Any]:
    table = known.shop.wage_table if known else None
    if found.head.labour_service or table is None:
        return {"prior": None, "months": []}
    prior, months = list_tax_months(g.workshop.id, found.head, table)
    return {"prior": prior, "months": months, "table": table}


def _explain_owed(found: SlipView, asked: DeductionLine) -> dict[str, Any]:
    workshop_id, head = g.workshop.id, found.head
    return {
        "sources": list_sources(workshop_id, head, asked.step),
        "history": list_history(workshop_id, head.worker_id, asked.step, asked.name),
        "defects": list_defects(workshop_id, head, asked) if asked.step == "loss" else [],
        "order": find_order_story(workshop_id, head, asked) if asked.step == "loss" else None,
    }


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/carried")
@policy(*READERS)
def carried(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """What goes on to the next slip, and where each sum of it began."""
    found, _ = _get(period, worker_id)
    return _show("carried", period, found, balances=list_balances(g.workshop.id, found.head))


@pages.get("/w/<workshop_code>/pay/entries/<any(output, team, hours, takehome):kind>/<path:entry_id>")
@policy(*READERS)
def entry(workshop_code: str, kind: str, entry_id: str) -> ResponseReturnValue:
    """One entry with its story, and the slips that paid it."""
    return render_template("pay/entry.html", entry=get_entry_story(g.workshop.id, kind, entry_id))


def _get(period: str, worker_id: int) -> tuple[SlipView, Run]:
    found = get_slip(g.workshop.id, get_period(period).code, worker_id)
    return found, get_run_by_id(g.workshop.id, found.head.run_id)


def _at(lines: Any, position: int) -> Any:
    return next((one for one in lines if one.position == position), None) or abort(404)


def _show(name: str, period: str, found: SlipView, **shown: Any) -> str:
    return render_template(f"pay/{name}.html", period=get_period(period), slip=found, **shown)
