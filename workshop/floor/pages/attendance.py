"""考勤 of one day: 全部到 and the exceptions; and a worker's day with its versions."""

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.actions import NewAttendance, RefusedRows, record_attendance, set_statuses
from workshop.floor.forms import AttendanceForm, PostForm
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_day, may_write, parse_day
from workshop.floor.pages.day import day_words
from workshop.floor.queries.day import Person, list_people
from workshop.floor.queries.month import list_day, list_versions
from workshop.floor.rules.checks import STATUSES
from workshop.floor.rules.clock import format_clock, parse_clock, parse_minutes
from workshop.kernel.faults import NotFound, Refused

TAKEN_BACK = "-"  # what the page sends for an empty status


@pages.get("/w/<workshop_code>/attendance")
@policy(*READERS)
def attendance(workshop_code: str) -> ResponseReturnValue:
    """A day's attendance; today unless another day is asked for."""
    return _show(asked_day(), PostForm(formdata=None), {})


@pages.post("/w/<workshop_code>/attendance")
@policy(*STAFF)
def record_attendance_day(workshop_code: str) -> ResponseReturnValue:
    """Saves the exceptions, and with 全部到 everybody else as 出勤."""
    on, form = asked_day(), PostForm()
    typed = {name: value for name, value in request.form.items() if name.startswith("s-") and value}
    try:
        if not form.validate_on_submit():
            return _show(on, form, typed), 400
        count = _record(on, typed, form.reason.data or "")
    except Refused as refused:
        form.reason.errors = [str(refused)]
        return _show(on, form, typed), 400
    flash(f"已保存 {count} 人的考勤。" if count else "没有要改的,没有保存。")
    return redirect(url_for("floor.attendance", workshop_code=workshop_code, on=on))


def _record(on: date, typed: dict[str, str], reason: str) -> int:
    known = {f"s-{line.person.id}": line for line in list_day(g.workshop.id, on)}
    statuses = {
        (known[name].person.id, on): "" if value == TAKEN_BACK else value
        for name, value in typed.items()
        if name in known and value != known[name].status
    }
    everybody = on if request.form.get("act") == "everybody" else None
    actor, now = current_user.actor, utc_now()
    try:
        return set_statuses(actor, now, g.workshop.id, statuses, reason, civil_today(), everybody)
    except RefusedRows as refused:
        raise Refused(refused.faults[0].message, refused.faults[0].mend) from refused


def _show(on: date, form: PostForm, typed: dict[str, str]) -> str:
    lines = list_day(g.workshop.id, on)
    counts = {status: sum(line.status == status for line in lines) for status in STATUSES}
    return render_template(
        "floor/attendance.html",
        on=on,
        lines=lines,
        form=form,
        typed=typed,
        statuses=STATUSES,
        counts={status: count for status, count in counts.items() if count},
        missing=sum(not line.status for line in lines),
        taken_back=TAKEN_BACK,
        writes=may_write() and on <= civil_today(),
        **day_words(on),
    )


@pages.get("/w/<workshop_code>/attendance/<worker_id>/<on>")
@policy(*READERS)
def worker_day(workshop_code: str, worker_id: str, on: str) -> ResponseReturnValue:
    """One worker's day: its versions, and the form that adds another."""
    person, day = _get_person(worker_id, parse_day(on)), parse_day(on)
    versions = list_versions(g.workshop.id, person.id, day)
    now = versions[-1] if versions else None
    shown = {"status": now.status, "overtime_minutes": _text(now.overtime_minutes)} if now else {}
    clocks = {"clock_in": format_clock(now.clock_in), "clock_out": format_clock(now.clock_out)} if now else {}
    return _show_worker_day(person, day, AttendanceForm(formdata=None, **shown, **clocks))


@pages.post("/w/<workshop_code>/attendance/<worker_id>/<on>")
@policy(*STAFF)
def record_worker_day(workshop_code: str, worker_id: str, on: str) -> ResponseReturnValue:
    """Adds a version of a worker's day, with a reason when there was one before."""
    person, day, form = _get_person(worker_id, parse_day(on)), parse_day(on), AttendanceForm()
    if not form.validate_on_submit():
        return _show_worker_day(person, day, form), 400
    try:
        rows = [_build(person, day, form)]
        record_attendance(
            current_user.actor, utc_now(), g.workshop.id, rows, on=civil_today(), reason=form.reason.data or ""
        )
    except Refused as refused:
        name = refused.field if refused.field in form else "status"
        form[name].errors = [str(refused)]
        return _show_worker_day(person, day, form), 400
    flash(f"已保存 {person.name} {day.month}月{day.day}日的考勤。")
    return redirect(url_for("floor.month", workshop_code=workshop_code, period=f"{day:%Y-%m}"))


def _build(person: Person, day: date, form: AttendanceForm) -> NewAttendance:
    clocks = parse_clock(form.clock_in.data, "clock_in"), parse_clock(form.clock_out.data, "clock_out")
    return NewAttendance(person.id, day, form.status.data, *clocks, parse_minutes(form.overtime_minutes.data))


def _get_person(worker_id: str, day: date) -> Person:
    people = {str(person.id): person for person in list_people(g.workshop.id, day, day)}
    if worker_id not in people:
        raise NotFound
    return people[worker_id]


def _text(value: int | None) -> str:
    return "" if value is None else str(value)


def _show_worker_day(person: Person, day: date, form: AttendanceForm) -> str:
    versions = list_versions(g.workshop.id, person.id, day)
    words = {"statuses": STATUSES, "writes": may_write() and day <= civil_today(), "format_clock": format_clock}
    return render_template("floor/worker_day.html", person=person, on=day, versions=versions, form=form, **words)
