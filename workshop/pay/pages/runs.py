"""Runs: looked at, computed, approved, locked, paid."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.periods import Period
from workshop.pay import actions
from workshop.pay.forms import ComputeForm, ReasonForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.preview import preview_run
from workshop.pay.queries.runs import Run, find_run, list_absences, list_problems, list_runs
from workshop.pay.queries.slips import list_slips
from workshop.pay.rules.charts import build_histogram
from workshop.pay.rules.offers import offer_periods


@pages.get("/w/<workshop_code>/pay")
@policy(*READERS)
def runs(workshop_code: str) -> ResponseReturnValue:
    """Every run, and the periods that wait for one."""
    done = list_runs(g.workshop.id)
    offers = offer_periods(civil_today(), {run.period for run in done})
    return render_template("pay/runs.html", runs=done, offers=offers, form=ComputeForm())


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
    return actions.compute_run(actor, now, workshop_id, period)


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
    slips = list_slips(g.workshop.id, found.id)
    return render_template(
        "pay/run.html",
        period=asked,
        run=found,
        slips=slips,
        chart=build_histogram([slip.net for slip in slips]),
        problems=list_problems(g.workshop.id, found.id),
        absences=list_absences(g.workshop.id, found.id),
        mine=found.is_by(current_user.id),
        form=ReasonForm(),
    )


@pages.post("/w/<workshop_code>/pay/<period>/approve")
@policy(*OFFICE)
def approve(workshop_code: str, period: str) -> ResponseReturnValue:
    """Approved by another person than the one who computed."""
    return _carry_out(get_period(period), actions.approve_run)


@pages.post("/w/<workshop_code>/pay/<period>/lock")
@policy(*OFFICE)
def lock(workshop_code: str, period: str) -> ResponseReturnValue:
    """Nothing changes afterwards."""
    return _carry_out(get_period(period), actions.lock_run)


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
