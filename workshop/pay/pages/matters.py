"""One slip's matters 确认、异议、冲正: what its worker has said, and how a locked slip is put right."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from workshop.access.guard import utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import BadNumber, format_yuan, parse_yuan
from workshop.pay import actions
from workshop.pay.forms import ReasonForm
from workshop.pay.matter_forms import AnswerForm, ObjectionForm, OffsetForm, PaperForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.answers import build_standing, list_answers, list_objections
from workshop.pay.queries.offsets import list_offsets
from workshop.pay.queries.runs import get_run_by_id
from workshop.pay.queries.slips import SlipView, get_slip
from workshop.pay.rules.offsets import OF_ENTRIES


@pages.get("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/matters")
@policy(*READERS)
def matters(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """Words, objections and offsets of one slip."""
    return _show(period, worker_id, OffsetForm(formdata=None))


def _show(period: str, worker_id: int, offset: OffsetForm) -> ResponseReturnValue:
    asked = get_period(period)
    slip = get_slip(g.workshop.id, asked.code, worker_id)
    words = list_answers(g.workshop.id, asked.code, worker_id)[worker_id]
    objections = list_objections(g.workshop.id, asked.code, worker_id)
    objection: Any = ObjectionForm(formdata=None)
    lines = [(0, "整张工资条"), *((line.position, _short(line.sentence)) for line in slip.lines)]
    objection.position.choices = [SelectChoice(*line) for line in lines]
    offset.target.choices = [SelectChoice(*target) for target in _targets(slip)]  # type: ignore[assignment]
    page = render_template(
        "pay/matters.html",
        period=asked,
        slip=slip,
        run=get_run_by_id(g.workshop.id, slip.head.run_id),
        standing=build_standing(slip.head, words, objections),
        words=[word for _, word in words],
        objections=objections,
        offsets=list_offsets(g.workshop.id, slip.head.id),
        forms={"objection": objection, "offset": offset, "paper": PaperForm(formdata=None)},
        answer=AnswerForm(formdata=None),
        reason=ReasonForm(formdata=None),
    )
    return (page, 400) if offset.errors else page


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 40 else sentence[:39] + "…"


def _targets(slip: SlipView) -> Any:
    """What of the slip can be put right here: not what its entries make, they are reversed and recorded anew."""
    for line in slip.lines:
        if line.kind not in OF_ENTRIES:
            yield f"line-{line.position}", f"应发:{line.name[:30]} {format_yuan(line.amount)} 元"
    for taken in slip.deductions:
        if taken.step != "tax" or slip.head.labour_service:
            yield f"deduction-{taken.position}", f"扣款:{taken.name[:30]} {format_yuan(taken.taken)} 元"
    for taken in slip.deductions:
        if taken.carried:
            yield f"balance-{taken.position}", f"现金归还:{taken.name[:30]},还欠 {format_yuan(taken.carried)} 元"
    yield "whole-0", "漏发或多发的一笔(多发的写负数)"


@pages.post("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/confirm")
@policy(*OFFICE)
def confirm(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """The worker has signed on paper."""
    asked, form = get_period(period), PaperForm()
    told = (current_user.actor, utc_now(), g.workshop.id, asked, worker_id)
    try:
        actions.confirm_slip(*told, paper=form.paper.data or "")
        flash("已登记签字确认。")
    except Refused as refused:
        flash(str(refused))
    return _back(asked.code, worker_id)


@pages.post("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/offset")
@policy(*OFFICE)
def offset(workshop_code: str, period: str, worker_id: int) -> ResponseReturnValue:
    """A sum of a locked slip is put right in the first open period."""
    asked, form = get_period(period), OffsetForm()
    if not form.validate_on_submit():
        return _show(period, worker_id, form)
    try:
        told = (current_user.actor, utc_now(), g.workshop.id, asked, worker_id)
        actions.offset_slip(*told, _read_target(form), parse_yuan(form.amount.data), form.reason.data or "")
        flash("冲正已记下,进入他的下一期工资;这张锁定的工资条不变。")
    except (Refused, BadNumber) as refused:
        field = form._fields.get(getattr(refused, "field", "")) or form.target
        field.errors = [*field.errors, str(refused)]
        return _show(period, worker_id, form)
    return _back(asked.code, worker_id)


def _read_target(form: OffsetForm) -> actions.Target:
    part, _, position = (form.target.data or "").partition("-")
    return actions.Target(part, int(position) if position.isdecimal() else 0, form.name.data or "")


@pages.post("/w/<workshop_code>/pay/<period>/slips/<int:worker_id>/offsets/<int:offset_id>")
@policy(*OFFICE)
def withdraw_offset(workshop_code: str, period: str, worker_id: int, offset_id: int) -> ResponseReturnValue:
    """An offset that is in no locked pay is taken back."""
    asked, reason = get_period(period), ReasonForm().reason.data or ""
    try:
        actions.withdraw_offset(current_user.actor, utc_now(), g.workshop.id, asked, worker_id, offset_id, reason)
        flash("冲正已撤回。")
    except Refused as refused:
        flash(str(refused))
    return _back(asked.code, worker_id)


def _back(period: str, worker_id: int) -> ResponseReturnValue:
    return redirect(url_for("pay.matters", workshop_code=g.workshop.code, period=period, worker_id=worker_id), 303)
