"""Answers to slips on the office's side: made known, signed papers, objections and their answers."""

from collections import Counter
from typing import Any

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.pay import actions
from workshop.pay.matter_forms import AnswerForm, ObjectionForm, PaperForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.answers import Standing, get_objection, list_objections, list_standings
from workshop.pay.queries.runs import Run, get_run
from workshop.pay.queries.sheets import list_signed_sheets, read_signed_sheet
from workshop.pay.queries.sifting import find_names


@pages.get("/w/<workshop_code>/pay/<period>/answers")
@policy(*READERS)
def answers(workshop_code: str, period: str) -> ResponseReturnValue:
    """Where every slip of a run stands with its worker, the objections that wait first."""
    return _show(period, PaperForm(formdata=None))


def _show(period: str, form: PaperForm) -> ResponseReturnValue:
    asked = get_period(period)
    found = get_run(g.workshop.id, asked.code, request.values.get("part", type=int))
    standings = list_standings(g.workshop.id, found.period, found.id)
    show, q = request.args.get("show", "")[:20], request.args.get("q", "")[:40]
    names = find_names(g.workshop.id, q)
    page = render_template(
        "pay/answers.html",
        period=asked,
        run=found,
        standings=[one for one in standings if _fits(one, show, names)],
        counts=Counter(one.state for one in standings),
        total=len(standings),
        objections=list_objections(g.workshop.id, found.period),
        sheets=list_signed_sheets(g.workshop.id, found.period),
        wish={"show": show, "q": q},
        form=form,
        answer=AnswerForm(formdata=None),
    )
    return (page, 400) if form.errors else page


def _fits(one: Standing, show: str, names: set[int] | None) -> bool:
    return show in ("", one.state) and (names is None or one.slip.worker_id in names)


@pages.post("/w/<workshop_code>/pay/<period>/publish")
@policy(*OFFICE)
def publish(workshop_code: str, period: str) -> ResponseReturnValue:
    """The slips are made known to their workers."""
    asked, part = get_period(period), request.form.get("part", type=int)
    try:
        number = actions.publish_slips(current_user.actor, utc_now(), g.workshop.id, asked, part)
        flash(f"已公布 {number} 张工资条。" if number else "没有要公布的:都公布过,或还有必须处理的问题。")
    except Refused as refused:
        flash(str(refused))
    return _back(asked.code, part)


@pages.post("/w/<workshop_code>/pay/<period>/signed")
@policy(*OFFICE)
def signed(workshop_code: str, period: str) -> ResponseReturnValue:
    """Who has signed the printed sheet, with its scan and where it is kept."""
    form, asked, part = PaperForm(), get_period(period), request.form.get("part", type=int)
    if not form.validate_on_submit():
        return _show(period, form)
    workers = request.form.getlist("worker", type=int)
    if form.everyone.data:
        workers = _unconfirmed(get_run(g.workshop.id, asked.code, part))
    file = request.files.get("scan")
    scan = (file.filename or "", file.read()) if file else ("", b"")
    try:
        told = (current_user.actor, utc_now(), g.workshop.id, asked, workers, form.paper.data or "", *scan, part)
        flash(f"已登记 {actions.confirm_by_sheet(*told)} 人签字确认。")
    except Refused as refused:
        field: Any = form.scan if refused.field in ("scan", "file", "photo") else form.paper
        field.errors = [str(refused)]
        return _show(period, form)
    return _back(asked.code, part)


@pages.get("/w/<workshop_code>/pay/signed-sheets/<int:sheet_id>")
@policy(*READERS)
def signed_sheet(workshop_code: str, sheet_id: int) -> ResponseReturnValue:
    """The scan of a sheet, as it was handed in."""
    sheet, content = read_signed_sheet(g.workshop.id, sheet_id)
    return Response(content, mimetype=sheet.media_type)


def _unconfirmed(found: Run) -> list[int]:
    standings = list_standings(g.workshop.id, found.period, found.id)
    return [one.slip.worker_id for one in standings if one.state not in ("confirmed", "objected")]


@pages.post("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/object")
@policy(*OFFICE)
def object_(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """The office puts down what a worker objects to."""
    asked, form = get_period(period), ObjectionForm()
    said = (form.position.data or 0, form.reason.data or "", form.text.data or "", form.paper.data or "")
    try:
        actions.object_to_slip(current_user.actor, utc_now(), g.workshop.id, asked, worker_id, *said)
        flash("异议已记下。答复以前,他的工资条不会锁定。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("pay.matters", workshop_code=workshop_code, period=asked.code, worker_id=worker_id), 303)


@pages.post("/w/<workshop_code>/pay/objections/<int:objection_id>")
@policy(*OFFICE)
def answer(workshop_code: str, objection_id: int) -> ResponseReturnValue:
    """An objection is accepted or rejected, in words."""
    form: Any = AnswerForm()
    accepted = request.form.get("accepted") == "1"
    objection = get_objection(g.workshop.id, objection_id)
    try:
        told = (current_user.actor, utc_now(), g.workshop.id, objection_id, accepted, form.text.data or "")
        actions.answer_objection(*told)
        flash("已答复:接受。请改正,再「改好了,只重算此人」。" if accepted else "已答复:不接受。")
    except Refused as refused:
        flash(str(refused))
    period, worker = objection.period, objection.worker_id
    return redirect(url_for("pay.matters", workshop_code=workshop_code, period=period, worker_id=worker), 303)


def _back(period: str, part: int | None) -> ResponseReturnValue:
    return redirect(url_for("pay.answers", workshop_code=g.workshop.code, period=period, part=part), 303)
