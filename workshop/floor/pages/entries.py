"""The day's entries 当天明细, and their corrections."""

from datetime import timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, STAFF, policy
from workshop.floor.actions import correct_output, reprice_unpriced, reverse_hours, reverse_output, reverse_team_output
from workshop.floor.forms import REASONS, CorrectionForm, PostForm, ReasonForm
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_day, may_write
from workshop.floor.queries.day import Entry, find_entry, list_entries
from workshop.floor.queries.others import count_unpriced, list_hours, list_teams
from workshop.floor.rules.sheet import COLUMNS, format_exact
from workshop.kernel.calendar import BANDS
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import BadNumber
from workshop.kernel.quantities import format_quantity, parse_quantity
from workshop.kernel.shares import SPLITS


@pages.get("/w/<workshop_code>/day/entries")
@policy(*READERS)
def entries(workshop_code: str) -> ResponseReturnValue:
    """Everything recorded for a day; of one worker if his number is given."""
    on, sought = asked_day(), request.args.get("worker", "").strip()
    lines = [line for line in list_entries(g.workshop.id, on) if sought in ("", line.worker_no)]
    people = sorted({(line.worker_no, line.worker) for line in list_entries(g.workshop.id, on)})
    return render_template(
        "floor/entries.html",
        on=on,
        sought=sought,
        people=people,
        lines=lines,
        hours=[line for line in list_hours(g.workshop.id, on) if sought in ("", line.worker_no)],
        teams=[line for line in list_teams(g.workshop.id, on) if not sought],
        unpriced=count_unpriced(g.workshop.id),
        total=format_exact(sum(line.value for line in lines)),
        before=on - timedelta(days=1),
        after=on + timedelta(days=1),
        **_words(),
    )


def _words() -> dict[str, object]:
    return {
        "writes": may_write(),
        "office": current_user.role in OFFICE,
        "BANDS": BANDS,
        "SPLITS": SPLITS,
        "REASONS": REASONS,
        "format_exact": format_exact,
    }


@pages.get("/w/<workshop_code>/day/entries/<path:entry_id>")
@policy(*READERS)
def entry(workshop_code: str, entry_id: str) -> ResponseReturnValue:
    """One entry with the form that corrects it."""
    found = _get_entry(entry_id)
    form = CorrectionForm(formdata=None, **{name: _plain(getattr(found, name)) for name in COLUMNS})
    return _show_entry(found, form)


@pages.post("/w/<workshop_code>/day/entries/<path:entry_id>")
@policy(*STAFF)
def correct_entry(workshop_code: str, entry_id: str) -> ResponseReturnValue:
    """更正: a reversal and a new entry; 撤销: the reversal alone."""
    found, form = _get_entry(entry_id), CorrectionForm()
    if not form.validate_on_submit():
        return _show_entry(found, form), 400
    try:
        _correct(found, form)
    except Refused as refused:
        name = refused.field if refused.field in form else "reason"
        form[name].errors = [str(refused)]
        return _show_entry(found, form), 400
    return redirect(url_for("floor.entries", workshop_code=workshop_code, on=found.date, worker=found.worker_no))


def _correct(found: Entry, form: CorrectionForm) -> None:
    actor, now, workshop_id = current_user.actor, utc_now(), g.workshop.id
    if request.form.get("act") == "reverse":
        reverse_output(actor, now, workshop_id, found.id, form.reason.data)
        flash(f"已撤销 {found.worker} 的这一条。")
        return
    good, own, other = (_quantity(form, name, found.unit) for name in COLUMNS)
    if (good, own, other) == (found.good, found.defect_own, found.defect_other):
        raise Refused("数量和原来一样", "没有错就不用更正;整条记错了请按「撤销这一条」", "good")
    correct_output(actor, now, workshop_id, found.id, (good, own, other), form.reason.data, on=civil_today())
    flash(f"已更正 {found.worker} 的这一条。")


def _quantity(form: CorrectionForm, name: str, unit: str) -> int:
    text = (form[name].data or "").strip()
    try:
        return parse_quantity(text, unit) if text else 0
    except BadNumber as error:
        raise Refused(f"「{text}」{error}", "请改正后再保存", name) from error


def _get_entry(entry_id: str) -> Entry:
    found = find_entry(g.workshop.id, entry_id)
    if found is None:
        raise NotFound
    return found


def _plain(value: int) -> str:
    return format_quantity(value).replace(",", "") if value else ""


def _show_entry(found: Entry, form: CorrectionForm) -> str:
    return render_template("floor/entry.html", entry=found, form=form, **_words())


@pages.post("/w/<workshop_code>/day/reverse/<any(hours, team):kind>/<path:entry_id>")
@policy(*STAFF)
def reverse_other(workshop_code: str, kind: str, entry_id: str) -> ResponseReturnValue:
    """撤销 of hours or of a team's output."""
    act = reverse_hours if kind == "hours" else reverse_team_output
    act(current_user.actor, utc_now(), g.workshop.id, entry_id, ReasonForm().reason.data or "")
    flash("已撤销这一条。")
    return redirect(url_for("floor.entries", workshop_code=workshop_code, on=asked_day()))


@pages.post("/w/<workshop_code>/day/reprice")
@policy(*OFFICE)
def reprice(workshop_code: str) -> ResponseReturnValue:
    """Gives what was recorded without a price the one that stands now."""
    if PostForm().validate_on_submit():
        count = reprice_unpriced(current_user.actor, utc_now(), g.workshop.id, "补上单价", on=civil_today())
        flash(f"{count} 条已按补上的单价重记。" if count else "这些工序在作业日期还是没有单价,请先到「工序单价」录入。")
    return redirect(url_for("floor.entries", workshop_code=workshop_code, on=asked_day()))
