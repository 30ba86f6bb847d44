"""考勤: the month's grid of people and days."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.actions import set_statuses
from workshop.floor.forms import PostForm
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_month, may_write, parse_day
from workshop.floor.queries.month import load_month
from workshop.floor.rules.checks import STATUSES
from workshop.floor.rules.entries import RefusedRows
from workshop.floor.rules.grid import KEYS, Square
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period

MOST_CHANGES = 2_000


@pages.get("/w/<workshop_code>/month")
@policy(*READERS)
def month(workshop_code: str) -> ResponseReturnValue:
    """The grid of a month; this month unless another is asked for."""
    return _show(asked_month(), PostForm(formdata=None), [])


@pages.post("/w/<workshop_code>/month")
@policy(*STAFF)
def record_month(workshop_code: str) -> ResponseReturnValue:
    """Saves the squares that were changed, all or none; what was set stays on the page until it is right."""
    period, form = asked_month(), PostForm()
    changes = request.form.getlist("change")
    if not form.validate_on_submit():
        return _show(period, form, changes), 400
    try:
        count = _record(changes, form.reason.data or "")
    except Refused as refused:
        form.reason.errors = [str(refused)]
        return _show(period, form, changes), 400
    flash(f"已保存 {count} 处考勤。")
    return redirect(url_for("floor.month", workshop_code=workshop_code, period=period.code))


def _record(changes: list[str], reason: str) -> int:
    """`change` is `worker|2026-03-30|出勤`; the last one of a square holds."""
    if len(changes) > MOST_CHANGES:
        raise Refused(f"一次最多改 {MOST_CHANGES} 处", "请分几次保存")
    statuses = dict(_read(change) for change in changes)
    try:
        return set_statuses(current_user.actor, utc_now(), g.workshop.id, statuses, reason, civil_today())
    except RefusedRows as refused:
        first = refused.faults[0]
        on = list(statuses)[first.row][1]
        raise Refused(f"{on.month}月{on.day}日的考勤:{first.message}", first.mend) from refused


def _read(change: str) -> tuple[tuple[int, date], str]:
    worker, _, rest = change.partition("|")
    on, _, status = rest.partition("|")
    if not (worker.isascii() and worker.isdigit() and len(worker) < 19):
        raise Refused(f"「{change[:40]}」不是一处考勤", "请刷新页面后再试")
    return (int(worker), parse_day(on)), status


def _show(period: Period, form: PostForm, pending: list[str]) -> str:
    before = Period(period.year - (period.month == 1), period.month - 1 or 12)
    today = civil_today()
    return render_template(
        "floor/month.html",
        period=period,
        before=before,
        after=period.next,
        grid=load_month(g.workshop.id, period, today),
        form=form,
        pending=pending,
        writes=may_write(),
        statuses=STATUSES,
        keys=KEYS,
        day=today if today in period else period.last,
        cells=_cells,
    )


def _cells(squares: Iterable[Square]) -> Markup:
    """A person's squares; a template's loop over every square of a month would be most of what the page costs."""
    return Markup("".join(map(_cell, squares)))


@cache
def _cell(square: Square) -> str:
    look = Markup(' class="{}"').format(square.look) if square.look else ""
    return Markup("<td{}>{}").format(look, square.mark)
