"""Runs: looked at, computed, approved, locked, paid."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay import actions
from workshop.pay.forms import ComputeForm, ReasonForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.answers import list_held
from workshop.pay.queries.later import list_later
from workshop.pay.queries.leavers import list_leavers
from workshop.pay.queries.months import list_groups
from workshop.pay.queries.preview import preview_run
from workshop.pay.queries.runs import (
    Run,
    find_one_hand,
    find_run,
    list_absences,
    list_problems,
    list_returns,
    list_runs,
    run_members,
)
from workshop.pay.queries.sifting import sift_slips
from workshop.pay.queries.slips import list_slips
from workshop.pay.rules.charts import build_histogram
from workshop.pay.rules.months import Group, find_need, is_due

FIRST_DAYS = 20  # up to this day of a month people settle the one before


@pages.get("/w/<workshop_code>/pay")
@policy(*READERS)
def runs(workshop_code: str) -> ResponseReturnValue:
    """A month with its three groups and what each still needs; every run under it."""
    on = civil_today()
    month, groups = _asked_groups(on)
    return render_template(
        "pay/runs.html",
        month=month,
        before=Period.of(month.first - timedelta(days=1)),
        after=month.next if month.next.first <= on else None,
        groups=[(group, find_need(group, on)) for group in groups],
        due=[group for group in groups if is_due(group, on)],
        leavers=list_leavers(g.workshop.id, month, on),
        runs=list_runs(g.workshop.id),
        one_hand=find_one_hand(g.workshop.id),
        form=ReasonForm(formdata=None),
    )


def _asked_groups(on: date) -> tuple[Period, list[Group]]:
    """The month asked for; else the month before this one until it is paid, then this one."""
    this = Period.of(on)
    if text := request.args.get("month"):
        asked = get_period(text)
        month = Period(asked.year, asked.month)
        if month.first > on:
            abort(404)
        return month, list_groups(g.workshop.id, month)
    last = Period.of(this.first - timedelta(days=1))
    groups = list_groups(g.workshop.id, last)
    waiting = any(group.state for group in groups) and any(find_need(group, on).kind == "hand" for group in groups)
    return (last, groups) if waiting or on.day <= FIRST_DAYS else (this, list_groups(g.workshop.id, this))


@pages.post("/w/<workshop_code>/pay/compute")
@policy(*OFFICE)
def compute(workshop_code: str) -> ResponseReturnValue:
    """Computes the period asked for, or again."""
    form = ComputeForm()
    if not form.validate_on_submit():
        flash(";".join(error for errors in form.errors.values() for error in errors))
        return redirect(url_for("pay.runs", workshop_code=workshop_code))
    period = Period.parse(form.period.data)
    return _carry_out(period, _compute)


def _compute(actor: Any, now: Any, workshop_id: int, period: Period) -> Run:
    if period.first > civil_today():
        raise Refused(f"{period.chinese}还没有开始", "到时候再算")
    return actions.compute_run(actor, now, workshop_id, period, seen=request.form.get("seen"))


@pages.post("/w/<workshop_code>/pay/due")
@policy(*OFFICE)
def due(workshop_code: str) -> ResponseReturnValue:
    """Every group of a month that is due, with one click."""
    asked = get_period(request.form.get("month", ""))
    month = Period(asked.year, asked.month)
    try:
        done = actions.compute_due(current_user.actor, utc_now(), g.workshop.id, month, civil_today())
        flash(f"已算好 {len(done)} 组:{'、'.join(run.title for run in done)}。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("pay.runs", workshop_code=workshop_code, month=month.code), 303)


@pages.post("/w/<workshop_code>/pay/<period>/leaving")
@policy(*OFFICE)
def leaving(workshop_code: str, period: str) -> ResponseReturnValue:
    """The last pay of those who have left, at once."""
    workers, on = request.form.getlist("worker", type=int), civil_today()
    return _carry_out(
        get_period(period), lambda who, now, shop, of: actions.compute_leaving(who, now, shop, of, workers, on)
    )


@pages.get("/w/<workshop_code>/pay/<period>")
@policy(*READERS)
def run(workshop_code: str, period: str) -> ResponseReturnValue:
    """A run with its problems and slips; before the first computing what it would come to."""
    asked = get_period(period)
    part = request.args.get("part", type=int)
    found = find_run(g.workshop.id, period, part) or find_run(g.workshop.id, period)
    if found is None:
        if asked.first > civil_today():
            raise NotFound(period)
        return render_template("pay/preview.html", period=asked, preview=preview_run(g.workshop.id, asked))
    slips, wish = list_slips(g.workshop.id, found.id), _wish()
    problems = list_problems(g.workshop.id, found.id)
    return render_template(
        "pay/run.html",
        period=asked,
        run=found,
        slips=slips,
        shown=sift_slips(g.workshop.id, slips, problems, **wish),
        wish=wish,
        chart=build_histogram([slip.net for slip in slips]),
        problems=problems,
        **_standing(found),
    )


def _wish() -> dict[str, str]:
    return {name: request.args.get(name, "")[:40] for name in ("q", "show")}


def _standing(found: Run) -> dict[str, object]:
    """Who waits, who objects, what came later: what a run page shows beside slips and problems."""
    key = (g.workshop.id, found.id)
    return {
        "absences": list_absences(*key),
        "held": [] if found.closed else list_held(g.workshop.id, found.period, found.id),
        "members": run_members(*key),
        "returns": list_returns(*key),
        "later": list_later(g.workshop.id, found),
        "one_hand": find_one_hand(g.workshop.id),
        "mine": found.is_by(current_user.id),
        "form": ReasonForm(formdata=None),
    }


@pages.post("/w/<workshop_code>/pay/<period>/approve")
@policy(*OFFICE)
def approve(workshop_code: str, period: str) -> ResponseReturnValue:
    """Approved by another person than the one who computed."""
    return _carry_out(get_period(period), actions.approve_run)


@pages.post("/w/<workshop_code>/pay/<period>/lock")
@policy(*OFFICE)
def lock(workshop_code: str, period: str) -> ResponseReturnValue:
    """Nothing changes afterwards; whoever objects without an answer may be left out and paid later."""
    others = request.form.get("others") == "1"
    return _carry_out(
        get_period(period), lambda who, now, shop, of: actions.lock_run(who, now, shop, of, leave_out_objected=others)
    )


@pages.post("/w/<workshop_code>/pay/<period>/paid")
@policy(*OFFICE)
def paid(workshop_code: str, period: str) -> ResponseReturnValue:
    """The money has gone out."""
    return _carry_out(get_period(period), actions.record_payment)


@pages.post("/w/<workshop_code>/pay/<period>/return")
@policy(*OFFICE)
def give_back(workshop_code: str, period: str) -> ResponseReturnValue:
    """An approval is taken back, with a reason."""
    reason = ReasonForm().reason.data or ""
    return _carry_out(get_period(period), lambda who, now, shop, of: actions.return_run(who, now, shop, of, reason))


@pages.post("/w/<workshop_code>/pay/<period>/take-out/<int:worker_id>")
@policy(*OFFICE)
def take_out(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """One worker waits, the others go on (8.6)."""
    reason = ReasonForm().reason.data or ""
    return _carry_out(
        get_period(period), lambda who, now, shop, of: actions.take_out(who, now, shop, of, worker_id, reason)
    )


@pages.post("/w/<workshop_code>/pay/<period>/put-back/<int:worker_id>")
@policy(*OFFICE)
def put_back(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """One worker is computed anew and put back."""
    return _carry_out(get_period(period), lambda who, now, shop, of: actions.put_back(who, now, shop, of, worker_id))


_DONE = {"computed": "已算好", "approved": "已审核", "locked": "已锁定,以后不再改动", "paid": "已登记发放"}


def _carry_out(period: Period, act: Callable[..., Run]) -> ResponseReturnValue:
    try:
        done = act(current_user.actor, utc_now(), g.workshop.id, period)
        flash(f"{done.title}的工资{_DONE[done.state]}。")
    except Refused as refused:
        flash(str(refused))
    found = find_run(g.workshop.id, period.code)
    if found is None:
        return redirect(url_for("pay.runs", workshop_code=g.workshop.code), 303)
    return redirect(url_for("pay.run", workshop_code=g.workshop.code, period=period.code), 303)
