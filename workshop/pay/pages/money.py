"""Money out: who is paid how, bank files, cash lists, return files, and what is still owed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.pay import actions
from workshop.pay.actions.payments import MadeBatch
from workshop.pay.actions.returns import TakenReturn
from workshop.pay.files.bank import MEDIA_TYPES
from workshop.pay.files.bank import SHAPES as BANK_SHAPES
from workshop.pay.money_forms import BankForm, LinesForm, PayerForm, ReturnForm
from workshop.pay.pages.blueprint import READERS, get_period, pages
from workshop.pay.queries.money import Money, load_money
from workshop.pay.queries.payments import list_payers
from workshop.pay.queries.runs import Run, get_run
from workshop.pay.queries.unpaid import Unpaid, list_overdue
from workshop.pay.rules.payments import KINDS, SHAPES
from workshop.sheets.limits import MOST_UPLOAD


@pages.context_processor
def money_words() -> dict[str, object]:
    """What the pages about money use; both functions read only when a page asks."""
    return {"PAYMENT_KINDS": KINDS, "BANK_SHAPES": SHAPES, "money_of": _money_of, "list_overdue": _list_overdue}


def _money_of(run: Run) -> Money:
    return load_money(g.workshop.id, run, civil_today())


def _list_overdue() -> list[Unpaid]:
    return list_overdue(g.workshop.id, civil_today())


def _get_run(period: str) -> Run:
    """The run of an address: its part stands in the query or in the form."""
    return get_run(g.workshop.id, get_period(period).code, request.values.get("part", type=int))


@pages.get("/w/<workshop_code>/pay/<period>/money")
@policy(*READERS)
def money(workshop_code: str, period: str) -> ResponseReturnValue:
    """Where the money of a locked run is; one that is not locked has none yet."""
    run = _get_run(period)
    return _show(run) if run.closed else _back(run)


def _show(run: Run, taken: TakenReturn | None = None) -> str:
    fetch = request.args.get("fetch", type=int)
    forms = {"lines": LinesForm(formdata=None, on=civil_today()), "returned": ReturnForm(formdata=None)}
    return render_template("pay/money.html", run=run, money=_money_of(run), taken=taken, fetch=fetch, **forms)


def _back(run: Run, **more: Any) -> ResponseReturnValue:
    page = "pay.money" if run.closed else "pay.run"
    return redirect(url_for(page, workshop_code=g.workshop.code, period=run.period, part=run.part, **more), 303)


@pages.post("/w/<workshop_code>/pay/<period>/money/bank")
@policy(*OFFICE)
def pay_bank(workshop_code: str, period: str) -> ResponseReturnValue:
    """A batch for the bank; its file comes with the next page."""
    run, shape = _get_run(period), BankForm().shape.data or "csv"
    try:
        made = actions.pay_by_bank(current_user.actor, utc_now(), g.workshop.id, run.id, shape, civil_today())
    except Refused as refused:
        flash(str(refused))
        return _back(run)
    _tell_made(made)
    return _back(run, fetch=made.batch.id)


def _tell_made(made: MadeBatch) -> None:
    batch = made.batch
    check = f",文件校验值 {batch.sha256[:16]}" if batch.sha256 else ""
    flash(f"{batch.title}已做好:{batch.lines} 人,合计 {format_yuan(batch.total)} 元{check}。")
    for warning in made.warnings:
        flash(f"请核对:{warning}。")


@pages.post("/w/<workshop_code>/pay/<period>/money/cash")
@policy(*OFFICE)
def pay_cash(workshop_code: str, period: str) -> ResponseReturnValue:
    """A cash list of those without a card, or of those who are ticked, with a reason."""
    run, form = _get_run(period), LinesForm()
    chosen = request.form.getlist("worker", type=int) if request.form.get("chosen") else None
    try:
        if chosen == []:
            raise Refused("没有勾选任何待安排的人", "请先在名单里勾选")
        mine = (current_user.actor, utc_now(), g.workshop.id, run.id, civil_today(), chosen, form.reason.data or "")
        _tell_made(actions.pay_in_cash(*mine))
    except Refused as refused:
        flash(str(refused))
    return _back(run)


@pages.post("/w/<workshop_code>/pay/<period>/money/lines/<any(paid,back,failed):what>")
@policy(*OFFICE)
def change_lines(workshop_code: str, period: str, what: str) -> ResponseReturnValue:
    """What became of the lines that are ticked."""
    run, form = _get_run(period), LinesForm()
    mine = (current_user.actor, utc_now(), g.workshop.id, run.id, request.form.getlist("line", type=int))
    try:
        count = _CHANGES[what](*mine, **_said(what, form))
        flash(f"{count} 笔{_CHANGED[what]}。")
    except Refused as refused:
        flash(str(refused))
    return _back(run)


def _said(what: str, form: LinesForm) -> dict[str, Any]:
    if what == "paid":
        return {"on": form.on.data or civil_today(), "paid_by": form.paid_by.data or ""}
    return {"reason": form.reason.data or ""}


_CHANGES: dict[str, Callable[..., int]] = {
    "paid": actions.record_cash,
    "back": actions.reverse_payment,
    "failed": actions.release_lines,
}
_CHANGED = {"paid": "已登记领取", "back": "已撤销,重新待发", "failed": "登记为没有发成,可以重新发放"}


@pages.post("/w/<workshop_code>/pay/<period>/money/returns")
@policy(*OFFICE)
def take_returns(workshop_code: str, period: str) -> ResponseReturnValue:
    """The bank's return file; rows that fit nothing are named on the page."""
    run, form = _get_run(period), ReturnForm()
    try:
        if not form.validate_on_submit():
            raise Refused(";".join(error for errors in form.errors.values() for error in errors))
        taken = _take(run, form)
    except Refused as refused:
        flash(str(refused))
        return _back(run)
    flash(f"{taken.batch.title}:成功 {taken.paid} 笔,失败 {taken.failed} 笔,以前已登记 {taken.existing} 笔。")
    return _show(get_run(g.workshop.id, run.period, run.part), taken) if taken.faults else _back(run)


def _take(run: Run, form: ReturnForm) -> TakenReturn:
    content = form.file.data.stream.read(MOST_UPLOAD + 1)
    name = form.file.data.filename.replace("\\", "/").rpartition("/")[2]
    return actions.take_returns(
        current_user.actor, utc_now(), g.workshop.id, name, content, civil_today(), run_id=run.id
    )


@pages.post("/w/<workshop_code>/pay/<period>/money/batches/<int:batch_id>/file")
@policy(*OFFICE)
def fetch_file(workshop_code: str, period: str, batch_id: int) -> ResponseReturnValue:
    """The bank file with whole numbers; that it was fetched goes on the record."""
    file = actions.fetch_bank_file(current_user.actor, utc_now(), g.workshop.id, batch_id)
    response = Response(file.content, mimetype=MEDIA_TYPES[BANK_SHAPES[file.batch.shape].ending])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return response


@pages.post("/w/<workshop_code>/pay/<period>/money/batches/<int:batch_id>/<any(settle,void):what>")
@policy(*OFFICE)
def change_batch(workshop_code: str, period: str, batch_id: int, what: str) -> ResponseReturnValue:
    """The rest of a batch has come through, or the whole of it is given up."""
    run, reason, who = _get_run(period), request.form.get("reason", ""), current_user.actor
    try:
        if what == "settle":
            count = actions.settle_batch(who, utc_now(), g.workshop.id, batch_id, civil_today())
            flash(f"{count} 笔已登记到账。")
        else:
            flash(f"{actions.void_batch(who, utc_now(), g.workshop.id, batch_id, reason).title}已作废,可以重新发放。")
    except Refused as refused:
        flash(str(refused))
    return _back(run)


@pages.get("/w/<workshop_code>/pay/payer")
@policy(*READERS)
def payer(workshop_code: str) -> ResponseReturnValue:
    """The accounts the workshop paid and pays from."""
    return _show_payers(PayerForm(valid_from=civil_today()))


def _show_payers(form: PayerForm, status: int = 200) -> ResponseReturnValue:
    return render_template("pay/payer.html", form=form, payers=list_payers(g.workshop.id)), status


@pages.post("/w/<workshop_code>/pay/payer")
@policy(*OFFICE)
def record_payer(workshop_code: str) -> ResponseReturnValue:
    """Puts down the account from a day on."""
    form = PayerForm()
    if not form.validate_on_submit():
        return _show_payers(form, 400)
    values: dict[str, Any] = {name: form[name].data or "" for name in actions.NewPayer.__dataclass_fields__}
    try:
        actions.record_payer(current_user.actor, utc_now(), g.workshop.id, actions.NewPayer(**values))
    except Refused as refused:
        form[refused.field or "account"].errors = [str(refused)]
        return _show_payers(form, 400)
    flash("付款账户已记下。")
    return redirect(url_for("pay.payer", workshop_code=workshop_code), 303)
