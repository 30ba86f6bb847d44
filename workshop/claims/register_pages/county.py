"""A county's standards and what it chose for the settings of programmes, dated, with source and day checked."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, policy
from workshop.claims.actions import NewSetting, NewStandard, set_settings, set_standards
from workshop.claims.forms.register import SettingForm, StandardForm, filled
from workshop.claims.queries.county_figures import load_figures
from workshop.claims.queries.facts import load_facts
from workshop.claims.register_pages.blueprint import READERS, pages
from workshop.claims.shelf import list_papers
from workshop.kernel.faults import Refused
from workshop.people.forms.fields import carried_out, given


@pages.get("/w/<workshop_code>/claims/register/county")
@policy(*READERS)
def county(workshop_code: str) -> ResponseReturnValue:
    """The figures of the county, and those that are still missing."""
    return _show()


def _show(standard: Any = None, setting: Any = None) -> ResponseReturnValue:
    region = load_facts(g.workshop, civil_today()).shop.region
    figures = load_figures(g.workshop.county_code, list_papers(region), civil_today())
    asked = {"programme": request.args.get("programme", ""), "name": request.args.get("name", "")}
    forms = {
        "standard": standard or StandardForm(formdata=None, valid_from=civil_today()),
        "setting": setting or SettingForm(formdata=None, valid_from=civil_today(), **asked),
    }
    writes = current_user.role == MANAGER
    return render_template("claims/register_county.html", figures=figures, writes=writes, **forms), (
        400 if standard or setting else 200
    )


@pages.post("/w/<workshop_code>/claims/register/county/standard")
@policy(MANAGER)
def set_standard(workshop_code: str) -> ResponseReturnValue:
    """A standard from a day on; an empty sum takes the figure of that day back."""
    form: Any = StandardForm()
    return _done() if carried_out(form, lambda: _standard(form)) else _show(standard=form)


def _standard(form: Any) -> None:
    told = filled(form, "name", "valid_from", "fen", "source", "checked_on")
    set_standards(current_user.actor, utc_now(), [NewStandard(g.workshop.county_code, **told)])


@pages.post("/w/<workshop_code>/claims/register/county/setting")
@policy(MANAGER)
def set_setting(workshop_code: str) -> ResponseReturnValue:
    """What the county chose for a setting; an empty one takes it back."""
    form: Any = SettingForm()
    return _done() if carried_out(form, lambda: _setting(form)) else _show(setting=form)


def _setting(form: Any) -> None:
    told = filled(form, "programme", "name", "value", "source", "checked_on")
    region = load_facts(g.workshop, civil_today()).shop.region
    figures = load_figures(g.workshop.county_code, list_papers(region), civil_today())
    if (told["programme"], told["name"]) not in {(one.programme, one.name) for one in figures.settings}:
        raise Refused("本地的文件没有这个数", "请从上面的表里点「登记」", "name")
    start = given(form.valid_from.data, "valid_from")
    set_settings(current_user.actor, utc_now(), [NewSetting(g.workshop.county_code, valid_from=start, **told)])


def _done() -> ResponseReturnValue:
    flash("已登记,从写的那天起按新的算。")
    return redirect(url_for("register.county", workshop_code=g.workshop.code), 303)
