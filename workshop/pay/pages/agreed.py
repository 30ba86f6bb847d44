"""What is agreed before a run: advances, deductions, allowances, the county's minimum wage."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan
from workshop.pay import actions
from workshop.pay.forms import AdvanceForm, AllowanceForm, DeductionForm, MinimumForm
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries import agreed as queries
from workshop.people.queries import worker_ids

FORMS: dict[str, type[Form]] = {"advance": AdvanceForm, "deduction": DeductionForm, "allowance": AllowanceForm}


@pages.get("/w/<workshop_code>/pay/agreed")
@policy(*READERS)
def agreed(workshop_code: str) -> ResponseReturnValue:
    """Advances, deductions and allowances of the year, the minimum wage in force."""
    return _show()


def _show(**forms: Form) -> ResponseReturnValue:
    since = date(civil_today().year - 1, 12, 1)
    shown: dict[str, Form] = {name: made(formdata=None) for name, made in FORMS.items()}
    shown["minimum"] = MinimumForm(formdata=None)
    page = render_template(
        "pay/agreed.html",
        forms=shown | forms,
        advances=queries.list_advances(g.workshop.id, since),
        deductions=queries.list_deductions(g.workshop.id, since),
        allowances=queries.list_allowances(g.workshop.id),
        minimums=queries.list_minimums(g.workshop.county_code),
        workers=sorted(worker_ids(g.workshop.id)),
    )
    return (page, 400) if forms else page


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
    """A deduction is put down."""
    form: Any = DeductionForm()

    def act(actor: Any, now: Any, workshop_id: int) -> None:
        amount = parse_yuan(form.amount.data)
        actions.add_deductions(
            actor, now, workshop_id, [actions.NewDeduction(_worker(form), form.on.data, amount, form.kind.data)]
        )

    return _add("deduction", form, act, "扣款已记下。")


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


@pages.post("/w/<workshop_code>/pay/agreed/minimum")
@policy(MANAGER)
def set_minimum(workshop_code: str) -> ResponseReturnValue:
    """The county's figure, with its source and the day it was compared."""
    form: Any = MinimumForm()

    def act(actor: Any, now: Any, workshop_id: int) -> None:
        sums = (parse_yuan(form.monthly.data), parse_yuan(form.hourly.data))
        wage = (g.workshop.county_code, form.valid_from.data, *sums, form.source.data, civil_today())
        actions.set_minimum_wages(actor, now, [actions.NewMinimumWage(*wage)])

    return _add("minimum", form, act, "最低工资已记下,对全县车间有效。")


def _worker(form: Any) -> int:
    number = (form.worker_no.data or "").strip()
    found = worker_ids(g.workshop.id).get(number)
    if found is None:
        raise Refused(f"没有工号「{number}」", "请核对工号,或先在「工人」里登记", field="worker_no")
    return found


def _add(name: str, form: Form, act: Callable[..., None], done: str) -> ResponseReturnValue:
    if not form.validate_on_submit():
        return _show(**{name: form})
    try:
        act(current_user.actor, utc_now(), g.workshop.id)
    except Refused as refused:
        field = form._fields.get(refused.field) or form._fields["amount" if "amount" in form._fields else "monthly"]
        field.errors = [*field.errors, str(refused)]
        return _show(**{name: form})
    flash(done)
    return redirect(url_for("pay.agreed", workshop_code=g.workshop.code), 303)
