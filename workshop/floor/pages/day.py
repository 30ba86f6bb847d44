"""The day sheet 日报表: one operation, the crew, a number each."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.actions import NewOutput, RefusedRows, record_output
from workshop.floor.forms import DaySheetForm
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_day, may_write
from workshop.floor.queries.day import OperationChoice, list_crew, list_operation_choices
from workshop.floor.rules.sheet import SheetFault, build_entries, faults_by_worker, format_exact, read_fields
from workshop.kernel.calendar import BANDS, WEEKDAYS, CalendarMissing
from workshop.kernel.quantities import format_quantity, is_measured
from workshop.people.queries import load_calendar
from workshop.prices.queries import load_price_book
from workshop.store.ids import new_entry_id

COLUMN_WORDS = {"good": "合格", "defect_own": "次品(本人)", "defect_other": "次品(非本人)"}


@pages.get("/w/<workshop_code>/day")
@policy(*READERS)
def day(workshop_code: str) -> ResponseReturnValue:
    """The sheet of a day; today and the operation of the last time unless asked otherwise."""
    on = asked_day()
    choices = list_operation_choices(g.workshop.id, on)
    chosen = _choose(choices, request.args.get("operation"))
    return _show(on, choices, chosen, DaySheetForm(formdata=None))


@pages.post("/w/<workshop_code>/day")
@policy(*STAFF)
def record_day(workshop_code: str) -> ResponseReturnValue:
    """Saves the sheet, all of it or nothing; what was typed stays on the page until it is right."""
    on, form = asked_day(), DaySheetForm()
    choices = list_operation_choices(g.workshop.id, on)
    chosen = next((choice for choice in choices if str(choice.id) == form.operation.data), None)
    if chosen is None or not form.validate_on_submit():
        return _show(on, choices, chosen, form, ()), 400
    faults = _record(on, chosen, form.band.data or "")
    if faults:
        return _show(on, choices, chosen, form, faults), 400
    return redirect(
        url_for("floor.day", workshop_code=workshop_code, on=on, operation=chosen.id, band=form.band.data or None)
    )


def _record(on: date, chosen: OperationChoice, band: str) -> list[SheetFault]:
    entries, faults = build_entries(read_fields(request.form), on, chosen.id, chosen.unit, band)
    entries = [entry._replace(id=new_entry_id()) for entry in entries]
    if faults:
        return faults
    if not entries:
        flash("一个数也没有填,没有保存。")
        return []
    try:
        recorded = record_output(current_user.actor, utc_now(), g.workshop.id, entries, on=civil_today())
    except RefusedRows as refused:
        return faults_by_worker(entries, refused.faults)
    _tell(entries, chosen, {warning.message for warning in recorded.warnings})
    return []


def _tell(entries: list[NewOutput], chosen: OperationChoice, warnings: set[str]) -> None:
    good = format_quantity(sum(entry.good for entry in entries))
    flash(f"已保存:{chosen.name} {len(entries)} 人,合格共 {good} {chosen.unit}。")
    for warning in sorted(warnings):
        flash(f"提醒:{warning}。")


def _choose(choices: list[OperationChoice], asked: str | None) -> OperationChoice | None:
    """The operation asked for, else the one of the last time here; it stays until another is chosen."""
    memory = f"operation-{g.workshop.code}"
    chosen = next((c for c in choices if str(c.id) == (asked or session.get(memory))), None)
    if chosen is not None and session.get(memory) != str(chosen.id):
        session[memory] = str(chosen.id)
    return chosen


def _show(
    on: date,
    choices: list[OperationChoice],
    chosen: OperationChoice | None,
    form: DaySheetForm,
    faults: Any = (),
) -> str:
    crew = list_crew(g.workshop.id, on, chosen.id) if chosen else []
    typed = {f"{t.column}-{t.worker_id}": t.text for t in read_fields(request.form)}
    wrong = {(fault.worker_id, fault.column): fault.sentence for fault in faults}
    listed = {line.id for line in crew}
    defects = bool(request.values.get("defects")) or any("defect" in name for name in typed)
    return render_template(
        "floor/day.html",
        on=on,
        choices=choices,
        chosen=chosen,
        crew=crew,
        form=form,
        typed=typed,
        wrong=wrong,
        strays=[fault for fault in faults if fault.worker_id not in listed],
        writes=may_write() and on <= civil_today(),
        price=load_price_book(g.workshop.id).find(chosen.id, "", on) if chosen else None,
        measured=chosen is not None and is_measured(chosen.unit),
        defects=defects,
        columns=COLUMN_WORDS if defects else {"good": COLUMN_WORDS["good"]},
        format_exact=format_exact,
        **day_words(on),
    )


def day_words(on: date) -> Mapping[str, Any]:
    """How the day is called, its neighbours, and the bands that may be written on it."""
    calendar = load_calendar(g.workshop.id)
    try:
        band = calendar.band(on)
    except CalendarMissing:
        band = "normal"
    bands = {"": f"按日历({BANDS[band]})"}
    if band == "normal":
        bands |= {"overtime": "延时加班"} | ({} if calendar.weekly_rest else {"rest_day": BANDS["rest_day"]})
    near = {"before": on - timedelta(days=1), "after": on + timedelta(days=1)}
    return {"weekday": WEEKDAYS[on.weekday()], "band": band, "bands": bands, **near}
