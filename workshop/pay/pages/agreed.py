"""Advances, deductions and allowances: put down, ended, taken back, and their agreements."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan
from workshop.pay import actions
from workshop.pay.forms import AdvanceForm, AgreementForm, AllowanceForm, DeductionForm, EndForm, ReasonForm
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries import agreed as queries
from workshop.pay.queries.lawlists import PAGE
from workshop.people.forms.fields import carried_out
from workshop.people.queries import worker_ids

KINDS: dict[str, tuple[str, type[Form]]] = {
    "advance": ("借支", AdvanceForm),
    "deduction": ("扣款", DeductionForm),
    "allowance": ("津贴", AllowanceForm),
}
OF_AGREEMENT = ("住宿", "餐费", "其他")


@pages.get("/w/<workshop_code>/pay/agreed")
@policy(*READERS)
def agreed(workshop_code: str) -> ResponseReturnValue:
    """One kind at a time, a page at a time."""
    return _show(request.args.get("kind", "advance"))


def _show(kind: str, form: Form | None = None) -> ResponseReturnValue:
    kind = kind if kind in KINDS else "advance"
    wish = _wish()
    page = render_template(
        "pay/agreed.html",
        kind=kind,
        kinds={name: words for name, (words, _) in KINDS.items()},
        form=form or KINDS[kind][1](formdata=None),
        wish=wish,
        states=queries.STATES,
        size=PAGE,
        on=civil_today(),
        of_agreement=OF_AGREEMENT,
        agreement=AgreementForm(formdata=None),
        **_lines(kind, wish),
    )
    return (page, 400) if form else page


def _wish() -> queries.Wish:
    asked = request.args
    state = asked.get("state", "")
    words = (asked.get("q", "")[:40], asked.get("month", "")[:7], state if state in queries.STATES else "")
    return queries.Wish(*words, max(1, asked.get("page", 1, type=int)))


def _lines(kind: str, wish: queries.Wish) -> dict[str, Any]:
    if kind == "allowance":
        lines, number = queries.list_allowances(g.workshop.id, wish)
        return {"lines": lines, "number": number, "amount": None, "unagreed": 0}
    owed, counted = queries.list_owed(g.workshop.id, kind, wish)
    unagreed = len(queries.list_unagreed(g.workshop.id, wish)) if kind == "deduction" else 0
    return {"lines": owed, "number": counted.lines, "amount": counted.amount, "unagreed": unagreed}


@pages.post("/w/<workshop_code>/pay/agreed/advance")
@policy(*OFFICE)
def add_advance(workshop_code: str) -> ResponseReturnValue:
    """An advance is put down."""
    form: Any = AdvanceForm()

    def act(actor: Any, now: Any, workshop_id: int) -> None:
        amount, reason = parse_yuan(form.amount.data), form.reason.data or ""
        actions.add_advances(actor, now, workshop_id, [actions.NewAdvance(_worker(form), form.on.data, amount, reason)])

    return _add("advance", form, act, "借支已记下,从下一次算工资起扣还。")


@pages.post("/w/<workshop_code>/pay/agreed/deduction")
@policy(*OFFICE)
def add_deduction(workshop_code: str) -> ResponseReturnValue:
    """A deduction is put down, with its agreement where there is one."""
    form: Any = DeductionForm()

    def act(actor: Any, now: Any, workshop_id: int) -> None:
        row = actions.NewDeduction(_worker(form), form.on.data, parse_yuan(form.amount.data), form.kind.data)
        agreed = (form.agreement.data or None, form.agreed_by.data or None, form.agreed_on.data)
        if any(agreed) and not all(agreed):
            raise Refused("协议没有写全", "请写协议内容、谁同意、哪天同意", "agreement")
        actions.add_deductions(actor, now, workshop_id, [actions.NewDeduction(**asdict(row) | _agreement(*agreed))])

    return _add("deduction", form, act, "扣款已记下。")


def _agreement(text: str | None, by: str | None, on: Any) -> dict[str, Any]:
    return {"agreement": text, "agreed_by": by, "agreed_on": on}


@pages.post("/w/<workshop_code>/pay/agreed/allowance")
@policy(*OFFICE)
def add_allowance(workshop_code: str) -> ResponseReturnValue:
    """An allowance item is put down."""
    form: Any = AllowanceForm()

    def act(actor: Any, now: Any, workshop_id: int) -> None:
        facts = (form.name.data, form.kind.data, parse_yuan(form.amount.data), form.counts.data, form.taxable.data)
        worker = _worker(form) if (form.worker_no.data or "").strip() else None
        actions.add_allowances(
            actor, now, workshop_id, [actions.NewAllowance(worker, *facts, form.valid_from.data, form.valid_to.data)]
        )

    return _add("allowance", form, act, "津贴已记下。")


@pages.post("/w/<workshop_code>/pay/agreed/allowance/<int:allowance_id>/end")
@policy(*OFFICE)
def end_allowance(workshop_code: str, allowance_id: int) -> ResponseReturnValue:
    """An allowance is paid for the last time on a day."""
    form: Any = EndForm()
    told = (current_user.actor, utc_now(), g.workshop.id, allowance_id)
    done = carried_out(form, lambda: actions.end_allowance(*told, form.last.data))
    return _told("allowance", form, f"津贴发到 {form.last.data} 为止。" if done else "")


@pages.post("/w/<workshop_code>/pay/agreed/<any(advance,deduction,allowance):kind>/<int:source_id>/reverse")
@policy(*OFFICE)
def reverse_agreed(workshop_code: str, kind: str, source_id: int) -> ResponseReturnValue:
    """What was put down by mistake is taken back, for a reason."""
    form: Any = ReasonForm()
    told = (current_user.actor, utc_now(), g.workshop.id, kind, source_id)
    done = carried_out(form, lambda: actions.reverse_agreed(*told, form.reason.data))
    return _told(kind, form, f"{KINDS[kind][0]}已撤销,记录和原因都留着。" if done else "")


@pages.post("/w/<workshop_code>/pay/agreed/agreement")
@policy(*OFFICE)
def record_agreement(workshop_code: str) -> ResponseReturnValue:
    """The agreement of every deduction that the filter shows and that has none."""
    form: Any = AgreementForm()
    changed: list[int] = []

    def act() -> None:
        agreement = actions.Agreement(form.agreement.data, form.agreed_by.data, form.agreed_on.data)
        ids = queries.list_unagreed(g.workshop.id, _wish())
        told = (current_user.actor, utc_now(), g.workshop.id, ids, agreement, civil_today())
        changed.append(actions.record_agreement(*told))

    done = carried_out(form, act)
    return _told("deduction", form, f"{changed[0]} 笔扣款补记了协议。" if done else "")


def _worker(form: Any) -> int:
    number = (form.worker_no.data or "").strip()
    found = worker_ids(g.workshop.id).get(number)
    if found is None:
        raise Refused(f"没有工号「{number}」", "请核对工号,或先在「工人」里登记", field="worker_no")
    return found


def _add(kind: str, form: Form, act: Callable[..., None], done: str) -> ResponseReturnValue:
    if not carried_out(form, lambda: act(current_user.actor, utc_now(), g.workshop.id)):
        return _show(kind, form)
    return _told(kind, form, done)


def _told(kind: str, form: Form, done: str) -> ResponseReturnValue:
    """Back to the list as it was filtered, with what was done or why it was not."""
    flash(done or ";".join(str(error) for field in form for error in field.errors))
    asked: dict[str, Any] = {
        name: request.args[name] for name in ("q", "month", "state", "page") if request.args.get(name)
    }
    return redirect(url_for("pay.agreed", workshop_code=g.workshop.code, kind=kind, **asked), 303)
