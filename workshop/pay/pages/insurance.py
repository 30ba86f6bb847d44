"""The insurance bases of the workers, many at once; amounts imported for a month come before them (7.1)."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.dated import value_on
from workshop.kernel.faults import Refused
from workshop.pay import actions
from workshop.pay.forms import BasesForm, CheckForm, ReasonForm
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.pages.law import place
from workshop.pay.queries.law import load_rates
from workshop.pay.queries.lawlists import PAGE, BaseLine, list_base_lines
from workshop.pay.rules.facts import SocialRate
from workshop.pay.rules.insurance import bounded, share
from workshop.pay.rules.typed import parse_bases
from workshop.people.forms.fields import carried_out
from workshop.people.queries import worker_ids


@pages.get("/w/<workshop_code>/pay/insurance")
@policy(*READERS)
def insurance(workshop_code: str) -> ResponseReturnValue:
    """Who is insured on what base, and what it comes to for the worker and for the employer."""
    return _show(None)


@pages.post("/w/<workshop_code>/pay/insurance")
@policy(*OFFICE)
def set_bases(workshop_code: str) -> ResponseReturnValue:
    """Bases of many workers from a day on, pasted as lines."""
    form: Any = BasesForm()
    if not carried_out(form, lambda: _set(form)):
        return _show(form)
    flash("缴费基数已记下;没有导入社保金额的月份按基数 × 费率算。")
    return redirect(url_for("pay.insurance", workshop_code=g.workshop.code), 303)


def _set(form: Any) -> None:
    if form.checked_on.data is not None and form.checked_on.data > civil_today():
        raise Refused(f"核对日期 {form.checked_on.data} 还没有到", "没有核对就不填", "checked_on")
    numbers, bases = worker_ids(g.workshop.id), parse_bases(form.lines.data)
    if unknown := [no for no in bases if no not in numbers]:
        raise Refused(f"没有工号 {'、'.join(unknown[:5])}", "请核对工号,或先在「工人」里登记", "lines")
    kinds = tuple((form.kinds.data or "").replace(",", "、").replace(",", "、").split("、")) if form.kinds.data else ()
    told = (tuple(kind.strip() for kind in kinds if kind.strip()), form.source.data, form.checked_on.data)
    rows = [actions.NewSocialBase(numbers[no], form.valid_from.data, base, *told) for no, base in bases.items()]
    actions.set_social_bases(current_user.actor, utc_now(), g.workshop.id, rows)


def _show(form: Any) -> ResponseReturnValue:
    wish, number = request.args.get("q", "")[:40], max(1, request.args.get("page", 1, type=int))
    lines, total = list_base_lines(g.workshop.id, wish, number)
    on = civil_today()
    dated = (value_on(rates, on) for rates in load_rates(g.workshop.id).values())
    rates = [found.value for found in dated if found]
    page = render_template(
        "pay/insurance.html",
        form=form or BasesForm(formdata=None),
        lines=[(line, *_shares(line, rates)) for line in lines],
        total=total,
        size=PAGE,
        wish=wish,
        page=number,
        rates=rates,
        office=current_user.role in OFFICE,
        on=on,
    )
    return (page, 400) if form else page


def _shares(line: BaseLine, rates: list[SocialRate]) -> tuple[int, int]:
    """What the worker and the employer pay a month by the rates in force, in fen."""
    mine = [rate for rate in rates if line.base and (not line.kinds or rate.name in line.kinds)]
    bases = [(rate, bounded(line.base, rate)) for rate in mine]
    person = sum(share(base, rate.person) for rate, base in bases)
    return person, sum(share(base, rate.employer) for rate, base in bases)


@pages.post("/w/<workshop_code>/pay/insurance/<int:row_id>/check")
@policy(*OFFICE)
def check_base(workshop_code: str, row_id: int) -> ResponseReturnValue:
    """Somebody has compared a base with its source."""
    form: Any = CheckForm()
    told = (current_user.actor, utc_now(), place(), "base", row_id)
    done = carried_out(form, lambda: actions.check_row(*told, form.checked_on.data, civil_today()))
    return _told(form, "核对日期已记下。" if done else "")


@pages.post("/w/<workshop_code>/pay/insurance/<int:row_id>/withdraw")
@policy(*OFFICE)
def withdraw_base(workshop_code: str, row_id: int) -> ResponseReturnValue:
    """A base that was put down by mistake is taken back."""
    form: Any = ReasonForm()
    told = (current_user.actor, utc_now(), place(), "base", row_id)
    done = carried_out(form, lambda: actions.withdraw_row(*told, form.reason.data))
    return _told(form, "这一行已撤回。" if done else "")


def _told(form: Any, done: str) -> ResponseReturnValue:
    flash(done or ";".join(str(error) for field in form for error in field.errors))
    return redirect(url_for("pay.insurance", workshop_code=g.workshop.code), 303)
