"""What a workshop sets for its pay, from a month on."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, OFFICE, policy
from workshop.kernel.dated import Dated, in_order, value_on
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan, plain_yuan
from workshop.pay import actions
from workshop.pay.forms import SettingForm
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries.changes import list_changed_runs
from workshop.pay.queries.lawlists import list_settings
from workshop.pay.rules.facts import PaySettings
from workshop.people.forms.fields import carried_out


@pages.get("/w/<workshop_code>/pay/settings")
@policy(*READERS)
def settings(workshop_code: str) -> ResponseReturnValue:
    """What holds now, what held before, and a form for the next month."""
    return _show(None)


@pages.post("/w/<workshop_code>/pay/settings")
@policy(MANAGER)
def set_settings(workshop_code: str) -> ResponseReturnValue:
    """New settings from the first day of a month on."""
    form: Any = SettingForm()
    if not carried_out(form, lambda: _set(form)):
        return _show(form)
    flash(f"工资设置已记下,从 {form.valid_from.data} 起执行;锁定的工资不变。")
    return redirect(url_for("pay.settings", workshop_code=g.workshop.code), 303)


def _set(form: Any) -> None:
    if form.checked_on.data is not None and form.checked_on.data > civil_today():
        raise Refused(f"核对日期 {form.checked_on.data} 还没有到", "没有核对就不填", "checked_on")
    row = actions.NewPaySetting(
        form.valid_from.data,
        _fen(form.guarantee.data),
        _fen(form.floor.data),
        form.contract_as_wages.data,
        (form.contract_reason.data or "").strip(),
        form.attendance_blocks.data,
        form.source.data,
        form.checked_on.data,
    )
    actions.set_pay_settings(current_user.actor, utc_now(), g.workshop.id, [row])


def _fen(text: str | None) -> int:
    """An empty field is nothing."""
    return parse_yuan((text or "").strip() or "0")


def _show(form: Any) -> ResponseReturnValue:
    lines, on = list_settings(g.workshop.id), civil_today()
    now = value_on(in_order(Dated(line.valid_from, line.settings) for line in lines), on)
    held = now.value if now else PaySettings()
    page = render_template(
        "pay/settings.html",
        form=form or _begin(held),
        lines=lines,
        held=held,
        since=now.valid_from if now else None,
        changed=list_changed_runs(g.workshop.id),
        office=current_user.role in OFFICE,
        manager=current_user.role == MANAGER,
        on=on,
    )
    return (page, 400) if form else page


def _begin(held: PaySettings) -> SettingForm:
    """The form begins with what holds, from this month on."""
    first = civil_today().replace(day=1)
    sums = {"guarantee": plain_yuan(held.guarantee), "floor": plain_yuan(held.floor)}
    words = {"contract_as_wages": held.contract_as_wages, "contract_reason": held.contract_reason}
    blocks = {"attendance_blocks": held.attendance_blocks}
    return SettingForm(formdata=None, data={"valid_from": first} | sums | words | blocks)
