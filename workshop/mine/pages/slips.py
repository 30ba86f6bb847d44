"""Slips: every line with its sentence, 对 or 有问题, and whether the money has arrived."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import utc_now
from workshop.access.roles import policy
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.pages.blueprint import pages
from workshop.mine.queries.slips import OwnSlipView, get_kept_slips, get_own_slip, list_own_slips, list_withdrawn
from workshop.mine.rules.saying import say_slip
from workshop.mine.speaking import Words, write_words
from workshop.pay.actions import confirm_slip, object_to_slip, record_seen
from workshop.pay.rules.answers import OBJECTION_REASONS
from workshop.store.audit import Actor


@pages.get("/slips")
@policy(scope="own")
def slips() -> ResponseReturnValue:
    """All slips that the worker may know of."""
    found = list_own_slips(g.phone.workshop_id, g.phone.worker_id)
    withdrawn = list_withdrawn(g.phone.workshop_id, g.phone.worker_id, found)
    return render_template("mine/slips.html", slips=found, withdrawn=withdrawn, here="slips")


@pages.get("/slips/<period>")
@policy(scope="own")
def slip(period: str) -> ResponseReturnValue:
    """A slip line by line; that he has looked at it is put down once."""
    own = get_slip(period)
    if own.published and own.standing.seen is None:
        record_seen(_me(), utc_now(), g.phone.workshop_id, own.period, g.phone.worker_id)
    return render_template("mine/slip.html", own=own, spoken=write_words(say_own_slip(own)), here="slips")


@pages.get("/slips/<period>/kept")
@policy(scope="own")
def kept(period: str) -> ResponseReturnValue:
    """What the worker said 对 to before the slip was computed anew."""
    found, earlier = get_kept_slips(g.phone.workshop_id, g.phone.worker_id, period)
    return render_template("mine/kept.html", period=found, kept=earlier, here="slips")


@pages.post("/slips/<period>")
@policy(scope="own")
def confirm(period: str) -> ResponseReturnValue:
    """对: a line, or with position 0 the whole slip."""
    own, position = get_slip(period), request.form.get("position", 0, type=int)
    try:
        confirm_slip(_me(), utc_now(), g.phone.workshop_id, own.period, g.phone.worker_id, position)
        flash("已记下:您说对。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("mine.slip", period=own.period.code) + (f"#l{position}" if position else ""), 303)


@pages.get("/slips/<period>/<int:position>")
@policy(scope="own")
def line(period: str, position: int) -> ResponseReturnValue:
    """One line, or with 0 the whole slip: what is wrong with it."""
    return _show_line(get_slip(period), position)


@pages.post("/slips/<period>/<int:position>")
@policy(scope="own")
def object_(period: str, position: int) -> ResponseReturnValue:
    """有问题: the objection holds this worker's slip until the office has answered."""
    own = get_slip(period)
    said = (request.form.get("reason", ""), request.form.get("text", ""))
    try:
        object_to_slip(_me(), utc_now(), g.phone.workshop_id, own.period, g.phone.worker_id, position, *said)
    except Refused as refused:
        return _show_line(own, position, refused), 400
    flash("已记下您的话。办公室答复以前,您这张工资条先不算定。")
    return redirect(url_for("mine.slip", period=own.period.code), 303)


def get_slip(period: str) -> OwnSlipView:
    """The slip of whoever holds the phone. Raises NotFound."""
    return get_own_slip(g.phone.workshop_id, g.phone.worker_id, period)


def say_own_slip(own: OwnSlipView) -> Words:
    """The slip as it is read aloud."""
    paid = own.entry is not None and own.entry.paid_on is not None
    asked = own.published and own.standing.confirmed is None and not own.objected
    return say_slip(own.period.month, own.slip.head.net, paid, asked)


def _me() -> Actor:
    return Actor(None, g.me.name, "scan")


def _show_line(own: OwnSlipView, position: int, refused: Refused | None = None) -> str:
    found = next((one for one in own.slip.lines if one.position == position), None)
    if position and found is None:
        raise NotFound(f"line {position}")
    said = {"reason": request.form.get("reason", ""), "text": request.form.get("text", "")}
    shown = {"own": own, "line": found, "position": position, "refused": refused, "said": said}
    return render_template("mine/line.html", REASONS=OBJECTION_REASONS, here="slips", **shown)
