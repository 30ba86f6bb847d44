"""What a phone shows that has scanned a badge or a bundle ticket: one number to type, without an account, without script."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from workshop.access.codes import Code, read_code
from workshop.access.guard import civil_today, utc_now
from workshop.access.languages.choosing import know_names
from workshop.access.roles import policy
from workshop.floor.actions.proposing import Handed, propose_by_badge, propose_by_ticket
from workshop.floor.forms import ScanForm
from workshop.floor.pages import pages
from workshop.floor.pages.asked import parse_day
from workshop.floor.queries.badges import Badge, find_badge
from workshop.floor.queries.day import list_operation_choices
from workshop.floor.queries.proposals import list_recent_operations
from workshop.floor.queries.tickets import find_ticket
from workshop.floor.rules.proposals import read_count
from workshop.floor.rules.tickets import Ticket
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.quantities import format_quantity, is_measured
from workshop.people.queries import find_workshop_by_id
from workshop.prices.queries import load_own_names

RECENT = timedelta(days=60)
FIELDS = {"defect_own": "defect", "operation_id": "operation", "date": "on"}  # the rules' names → the form's
FORGED = ("这个码不是本车间印的,或者印坏了", "请重新扫一次;还不行就请班组长看看这张纸")


@pages.get("/s/<code>")
@policy(scope="public")
def scan(code: str) -> ResponseReturnValue:
    """Whose badge or which bundle it is, and the field for the number."""
    return _show(code, ScanForm(formdata=None))


@pages.post("/s/<code>")
@policy(scope="public")
def hand_in(code: str) -> ResponseReturnValue:
    """Keeps what was typed until a supervisor has confirmed it."""
    named, form = read_code(code), ScanForm()
    if named is None or not form.validate_on_submit():
        return _show(code, form, 400)
    try:
        handed = (_by_badge if named.kind == "badge" else _by_ticket)(named, form)
    except Refused as refused:
        name = FIELDS.get(refused.field, refused.field)
        form[name if name in form else "good"].errors = [str(refused)]
        return _show(code, form, 400)
    flash(f"✓ 已交给班组长确认:{_told(handed)}")
    return redirect(url_for("floor.scan", code=code))


def _by_badge(named: Code, form: ScanForm) -> Handed:
    get_badge(named)  # a badge that was replaced hands in nothing
    on, chosen = civil_today(), _operation(named, form)
    counts = (
        read_count(form.good.data or "", chosen.unit, "good"),
        read_count(form.defect.data or "", chosen.unit, "defect"),
    )
    if not any(counts):
        raise Refused("还没有填数", "请填做了多少", "good")
    return propose_by_badge(utc_now(), named, request.remote_addr or "", chosen.id, counts, _day(form, on), on)


def _by_ticket(named: Code, form: ScanForm) -> Handed:
    on, ticket, me = civil_today(), _get_ticket(named), find_me(named.workshop_id)
    defects = read_count(form.defect.data or "", ticket.unit, "defect")
    worker = me.worker_id if me and not form.worker.data else form.worker.data or ""
    return propose_by_ticket(utc_now(), named, request.remote_addr or "", worker, defects, _day(form, on), on)


def _operation(named: Code, form: ScanForm) -> Any:
    choices = {str(choice.id): choice for choice in list_operation_choices(named.workshop_id, civil_today())}
    if form.operation.data not in choices:
        raise Refused("没有选工序", "请选做的是哪道工序", "operation")
    return choices[form.operation.data]


def _day(form: ScanForm, on: date) -> date:
    return parse_day(form.on.data) if form.on.data else on


def _told(handed: Handed) -> str:
    defects = f",次品 {format_quantity(handed.defect_own)}" if handed.defect_own else ""
    return (
        f"{handed.worker}({handed.worker_no}) {handed.operation} {format_quantity(handed.good)} {handed.unit}{defects}"
    )


def _show(code: str, form: ScanForm, status: int = 200) -> ResponseReturnValue:
    named = read_code(code)
    if named is None:
        return render_template("floor/scan_no.html", message=FORGED[0], mend=FORGED[1]), 404
    know_names(partial(load_own_names, named.workshop_id))
    try:
        show = _show_badge if named.kind == "badge" else _show_ticket
        return show(code, named, form), status
    except NotFound:
        return render_template("floor/scan_no.html", message=FORGED[0], mend=FORGED[1]), 404


def get_badge(named: Code | None) -> Badge:
    """The badge that a code names. Raises NotFound."""
    badge = find_badge(named.workshop_id, named.id, civil_today()) if named and named.kind == "badge" else None
    if badge is None or named is None or badge.issue != named.issue:
        raise NotFound
    return badge


def find_me(workshop_id: int) -> Badge | None:
    """Whose badge this phone scanned last, so that bundles need no number any more."""
    named = read_code(session.get("me", ""))
    try:
        badge = get_badge(named) if named and named.workshop_id == workshop_id else None
    except NotFound:
        return None  # it was replaced since
    return badge if badge and badge.valid else None


def _get_ticket(named: Code) -> Ticket:
    ticket = find_ticket(named.workshop_id, named.id)
    if ticket is None:
        raise NotFound
    return ticket


def _show_badge(code: str, named: Code, form: ScanForm) -> str:
    badge, on = get_badge(named), civil_today()
    if not badge.valid:
        return render_template("floor/scan_no.html", message="这张工牌已停用", mend="请找班组长")
    session["me"] = code
    recent = list_recent_operations(named.workshop_id, named.id, on - RECENT)
    choices = list_operation_choices(named.workshop_id, on)
    chosen = form.operation.data or next((str(key) for key in recent if key in {c.id for c in choices}), "")
    usual = [choice for key in recent for choice in choices if choice.id == key]
    return render_template(
        "floor/scan_badge.html",
        code=code,
        badge=badge,
        form=form,
        chosen=chosen,
        usual=usual,
        others=[choice for choice in choices if choice.id not in recent],
        measured=any(is_measured(choice.unit) for choice in choices),
        **_words(named, on),
    )


def _show_ticket(code: str, named: Code, form: ScanForm) -> str:
    ticket, on = _get_ticket(named), civil_today()
    if request.args.get("me") == "0":
        session.pop("me", None)
    me = find_me(named.workshop_id)
    return render_template("floor/scan_ticket.html", code=code, ticket=ticket, me=me, form=form, **_words(named, on))


def _words(named: Code, on: date) -> dict[str, Any]:
    place = find_workshop_by_id(named.workshop_id)
    return {"place": place, "on": on, "yesterday": on - timedelta(days=1)}
