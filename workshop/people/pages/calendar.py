"""The calendar tables: statutory days, shifted days, weekly rest."""

from datetime import date

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, SUPERVISOR, policy
from workshop.people import actions, queries
from workshop.people.forms.fields import carried_out, given
from workshop.people.forms.settings import ShiftForm, StatutoryYearForm, WeeklyRestForm, read_days
from workshop.people.pages.blueprint import pages
from workshop.people.rules.year import build_year

YEARS = range(2000, 2101)


@pages.get("/w/<workshop_code>/calendar")
@policy(SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
def calendar(workshop_code: str) -> ResponseReturnValue:
    """A year at a glance, and the three tables it is made of."""
    return _show_calendar(ShiftForm(), WeeklyRestForm(weekly_rest=g.workshop.weekly_rest))


@pages.route("/w/<workshop_code>/calendar/year/<int:year>", methods=["GET", "POST"])
@policy(*OFFICE)
def statutory_year(workshop_code: str, year: int) -> ResponseReturnValue:
    """The statutory days of a year, a line each."""
    if year not in YEARS:
        abort(404)
    known = next((entry for entry in queries.list_statutory_years() if entry.year == year), None)
    lines = "\n".join(f"{day} {name}" for day, name in known.days) if known else ""
    form = StatutoryYearForm(days=lines, source=known.source if known else "")
    told = (current_user.actor, utc_now(), year)
    if carried_out(
        form,
        lambda: actions.set_statutory_year(*told, read_days(form.days.data), form.source.data, form.checked_on.data),
    ):
        flash(f"{year} 年法定节假日已保存,共 {len(read_days(form.days.data))} 天。")
        return redirect(url_for("people.calendar", workshop_code=workshop_code, year=year))
    return render_template("people/statutory_year.html", form=form, year=year, known=known), 400 if form.errors else 200


@pages.route("/w/<workshop_code>/calendar/shift", methods=["GET", "POST"])
@policy(*OFFICE)
def shift(workshop_code: str) -> ResponseReturnValue:
    """Makes a day a rest day or a working day of this workshop."""
    form = ShiftForm()
    made: dict[date, bool] = {}

    def act() -> None:
        made[given(form.date.data, "date")] = form.day.data == "rest"
        actions.set_shifted_days(current_user.actor, utc_now(), g.workshop.id, made)

    if carried_out(form, act):
        [(on, rest)] = made.items()
        flash(f"{on} 改为{'休息日' if rest else '上班日'}。")
        return _back(on)
    return _show_calendar(form, WeeklyRestForm(formdata=None, weekly_rest=g.workshop.weekly_rest))


@pages.route("/w/<workshop_code>/calendar/unshift/<day>", methods=["GET", "POST"])
@policy(*OFFICE)
def unshift(workshop_code: str, day: str) -> ResponseReturnValue:
    """Takes a shift of this workshop back."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        abort(404)
    if request.method == "POST":
        actions.remove_shifted_day(current_user.actor, utc_now(), g.workshop.id, on)
        flash(f"{on} 的调整已取消。")
    return _back(on)


@pages.route("/w/<workshop_code>/calendar/weekly-rest", methods=["GET", "POST"])
@policy(*OFFICE)
def weekly_rest(workshop_code: str) -> ResponseReturnValue:
    """Which days of the week are rest days here."""
    form = WeeklyRestForm(weekly_rest=g.workshop.weekly_rest)
    told = (current_user.actor, utc_now(), g.workshop.id)
    if carried_out(form, lambda: actions.set_weekly_rest(*told, form.weekly_rest.data)):
        flash("每周休息日已保存;已锁定的工资不变,没有锁定的按新的算。")
        return _back(civil_today())
    return _show_calendar(ShiftForm(formdata=None), form)


def _back(on: date) -> ResponseReturnValue:
    return redirect(url_for("people.calendar", workshop_code=g.workshop.code, year=on.year))


def _show_calendar(shift_form: ShiftForm, rest_form: WeeklyRestForm) -> ResponseReturnValue:
    asked = request.args.get("year", type=int) or civil_today().year
    year = asked if asked in YEARS else civil_today().year
    book = queries.load_calendar(g.workshop.id)
    shown = {"year": year, "months": build_year(book, year), "entered": year in book.years}
    return render_template(
        "people/calendar.html",
        years=queries.list_statutory_years(),
        shifts=[line for line in queries.list_shifts(g.workshop.id) if line.date.year == year],
        shift_form=shift_form,
        rest_form=rest_form,
        office=current_user.role in OFFICE,
        on=civil_today(),
        **shown,
    ), 400 if shift_form.errors or rest_form.errors else 200
