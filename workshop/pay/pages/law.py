"""The law as dated data: minimum wages, insurance rates, tax tables, and which runs a change has reached."""

from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan, plain_yuan
from workshop.pay import actions
from workshop.pay.actions.minimum import check_minimum_wage, withdraw_minimum_wage
from workshop.pay.files.published import read_published
from workshop.pay.forms import CheckForm, MinimumForm, RateForm, ReasonForm, TaxForm
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries import lawlists
from workshop.pay.queries.changes import list_changed_runs
from workshop.pay.rules.insurance import rate_text
from workshop.pay.rules.lawchecks import TAX_KINDS
from workshop.pay.rules.published import STANDINGS, Province, find_class, find_province
from workshop.pay.rules.typed import parse_brackets, parse_percent, parse_whole, show_brackets
from workshop.people.forms.fields import carried_out
from workshop.people.queries import list_statutory_years


@pages.get("/w/<workshop_code>/pay/law")
@policy(*READERS)
def law(workshop_code: str) -> ResponseReturnValue:
    """Every table on one page, each row with its source and the day it was checked."""
    return render_template(
        "pay/law.html",
        minimums=lawlists.list_minimums(g.workshop.county_code),
        rates=lawlists.list_rates(g.workshop.county_code),
        tables=lawlists.list_tax_tables(),
        years=list_statutory_years(),
        changed=list_changed_runs(g.workshop.id),
        kinds=TAX_KINDS,
        percent=rate_text,
        office=current_user.role in OFFICE,
        manager=current_user.role == MANAGER,
        on=civil_today(),
    )


@pages.route("/w/<workshop_code>/pay/law/minimum", methods=["GET", "POST"])
@policy(MANAGER)
def set_minimum(workshop_code: str) -> ResponseReturnValue:
    """The county's figure, typed or taken from a published list; not checked until somebody says so."""
    province = _province()
    form: Any = MinimumForm(data=_taken(province))
    if carried_out(form, lambda: _set_minimum(form)):
        return _told("最低工资已记下,对全县车间有效。")
    everywhere = [(one.code, one.name) for one in read_published()]
    page = render_template(
        "pay/law_minimum.html", form=form, province=province, provinces=everywhere, standings=STANDINGS
    )
    return (page, 400) if form.errors else page


def _province() -> Province | None:
    code = request.args.get("province", "")
    return find_province(read_published(), code if code else g.workshop.county_code)


def _taken(province: Province | None) -> dict[str, Any]:
    """What the form begins with when a class was chosen; what the list does not say stays empty."""
    place = request.args.get("list", -1, type=int)
    found = find_class(province, place, request.args.get("class", "")) if province else None
    if province is None or found is None:
        return {}
    chosen, one = found
    hourly = plain_yuan(one.hourly) if one.hourly is not None else ""
    source = f"{province.name}{one.name},{chosen.source}"[:200]
    return {"valid_from": chosen.start, "monthly": plain_yuan(one.monthly), "hourly": hourly, "source": source}


def _set_minimum(form: Any) -> None:
    _refuse_future(form.checked_on.data)
    sums = (parse_yuan(form.monthly.data), parse_yuan(form.hourly.data))
    wage = (g.workshop.county_code, form.valid_from.data, *sums, form.source.data, form.checked_on.data)
    actions.set_minimum_wages(current_user.actor, utc_now(), [actions.NewMinimumWage(*wage)])


@pages.route("/w/<workshop_code>/pay/law/rate", methods=["GET", "POST"])
@policy(MANAGER)
def set_rate(workshop_code: str) -> ResponseReturnValue:
    """The county's rates of one insurance."""
    form: Any = RateForm()
    if carried_out(form, lambda: _set_rate(form)):
        return _told(f"{form.kind.data}费率已记下,对全县车间有效。")
    return render_template("pay/law_rate.html", form=form), 400 if form.errors else 200


def _set_rate(form: Any) -> None:
    _refuse_future(form.checked_on.data)
    row = actions.NewSocialRate(
        g.workshop.county_code,
        form.kind.data,
        form.valid_from.data,
        parse_percent(form.person.data),
        parse_percent(form.employer.data),
        _fen(form.floor.data),
        _fen(form.ceiling.data),
        form.source.data,
        form.checked_on.data,
    )
    actions.set_social_rates(current_user.actor, utc_now(), [row])


def _fen(text: str | None) -> int | None:
    """An empty field is not known, never nothing."""
    return parse_yuan(text) if text and text.strip() else None


@pages.route("/w/<workshop_code>/pay/law/tax/<any(wages,services):kind>", methods=["GET", "POST"])
@policy(MANAGER)
def set_tax(workshop_code: str, kind: str) -> ResponseReturnValue:
    """A tax table of the country from a day on; it begins with the one in force."""
    form: Any = TaxForm(data=_tax_now(kind))
    if carried_out(form, lambda: _set_tax(kind, form)):
        return _told(f"{TAX_KINDS[kind]}税率表已记下,对所有车间有效。")
    return render_template("pay/law_tax.html", form=form, kind=kind, kinds=TAX_KINDS), 400 if form.errors else 200


def _tax_now(kind: str) -> dict[str, Any]:
    line = next((line for line in lawlists.list_tax_tables() if line.kind == kind), None)
    if line is None:
        return {}
    table = line.table
    free_to = plain_yuan(table.free_to) if table.free_to is not None else ""
    shown = {"free": plain_yuan(table.free), "free_to": free_to, "percent_off": str(table.percent_off)}
    return shown | {"brackets": show_brackets(table.brackets)}


def _set_tax(kind: str, form: Any) -> None:
    _refuse_future(form.checked_on.data)
    row = actions.NewTaxTable(
        kind,
        form.valid_from.data,
        parse_brackets(form.brackets.data),
        parse_yuan(form.free.data),
        _fen(form.free_to.data),
        parse_whole(form.percent_off.data or "0"),
        form.source.data,
        form.checked_on.data,
    )
    actions.set_tax_tables(current_user.actor, utc_now(), [row])


@pages.post("/w/<workshop_code>/pay/law/minimum/<day>/check")
@policy(MANAGER)
def check_minimum(workshop_code: str, day: str) -> ResponseReturnValue:
    """Somebody has compared the county's figure with the published one."""
    form: Any = CheckForm()
    told = (current_user.actor, utc_now(), g.workshop.county_code, _day(day))
    done = carried_out(form, lambda: check_minimum_wage(*told, form.checked_on.data, civil_today()))
    return _told("核对日期已记下。") if done else _told(_errors(form))


@pages.post("/w/<workshop_code>/pay/law/minimum/<day>/withdraw")
@policy(MANAGER)
def withdraw_minimum(workshop_code: str, day: str) -> ResponseReturnValue:
    """A figure that was put down by mistake is taken back."""
    form: Any = ReasonForm()
    told = (current_user.actor, utc_now(), g.workshop.county_code, _day(day))
    done = carried_out(form, lambda: withdraw_minimum_wage(*told, form.reason.data))
    return _told("这一行最低工资已撤回,原来的记录留在审计里。") if done else _told(_errors(form))


@pages.post("/w/<workshop_code>/pay/law/<any(rate,tax,setting):kind>/<int:row_id>/check")
@policy(MANAGER)
def check_row(workshop_code: str, kind: str, row_id: int) -> ResponseReturnValue:
    """Somebody has compared a row with its source."""
    form: Any = CheckForm()
    told = (current_user.actor, utc_now(), place(), kind, row_id)
    done = carried_out(form, lambda: actions.check_row(*told, form.checked_on.data, civil_today()))
    return _told("核对日期已记下。" if done else _errors(form), _page_of(kind))


@pages.post("/w/<workshop_code>/pay/law/<any(rate,tax,setting):kind>/<int:row_id>/withdraw")
@policy(MANAGER)
def withdraw_row(workshop_code: str, kind: str, row_id: int) -> ResponseReturnValue:
    """A row that was put down by mistake is taken back."""
    form: Any = ReasonForm()
    told = (current_user.actor, utc_now(), place(), kind, row_id)
    done = carried_out(form, lambda: actions.withdraw_row(*told, form.reason.data))
    return _told("这一行已撤回,之前的标准继续执行。" if done else _errors(form), _page_of(kind))


def place() -> actions.Place:
    """Whose law the page is about."""
    return actions.Place(g.workshop.id, g.workshop.county_code)


def _page_of(kind: str) -> str:
    return "pay.settings" if kind == "setting" else "pay.law"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        abort(404)


def _refuse_future(checked_on: date | None) -> None:
    if checked_on is not None and checked_on > civil_today():
        raise Refused(f"核对日期 {checked_on} 还没有到", "没有核对就不填", "checked_on")


def _errors(form: Any) -> str:
    return ";".join(str(error) for field in form for error in field.errors)


def _told(words: str, endpoint: str = "pay.law") -> ResponseReturnValue:
    flash(words)
    return redirect(url_for(endpoint, workshop_code=g.workshop.code), 303)
