"""A word to the desk: hurt, leave, an advance, something wrong with pay; and what has become of it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.desk.actions.matters import raise_matter
from workshop.desk.actions.steps import add_words
from workshop.desk.queries.liaison import find_liaison, list_liaisons
from workshop.desk.queries.matters import MatterLine, list_matters
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.pages.blueprint import pages
from workshop.store.audit import Actor

# What a worker may bring: its word in the address → (kind, topic, its words, its picture).
ASKED = {
    "hurt": ("injury", "", "受伤了", "hurt"),
    "leave": ("request", "leave", "请假", "calendar"),
    "advance": ("request", "advance", "借支", "hand"),
    "pay": ("dispute", "unpaid", "工资没发、少发", "slip"),
    "home": ("request", "home", "想在家里做", "house"),
    "else": ("other", "", "别的事", "ask"),
}

LATEST = 20  # that are shown: a page stays light


@pages.get("/ask")
@policy(scope="own")
def ask() -> ResponseReturnValue:
    """What may be said, and what was said before."""
    return _show()


@pages.post("/ask")
@policy(scope="own")
def say_matter() -> ResponseReturnValue:
    """Brings it to the desk."""
    kind, topic, words, _ = ASKED.get(request.form.get("what", ""), ASKED["else"])
    text, me = request.form.get("text", ""), Actor(None, g.me.name, "scan")
    try:
        raise_matter(g.phone.workshop_id, kind, g.phone.worker_id, text.strip() or words, me, utc_now(), topic=topic)
    except Refused as refused:
        return _show(refused), 400
    flash("已告诉车间,会有人来找您。")
    return redirect(url_for("mine.ask"), 303)


@pages.post("/ask/<int:matter_id>")
@policy(scope="own")
def say_more(matter_id: int) -> ResponseReturnValue:
    """One more word to something brought before; somebody else's is not there."""
    if not any(one.raised.id == matter_id for one in _own_matters()):
        raise NotFound(f"matter {matter_id}")
    me = Actor(None, g.me.name, "scan")
    try:
        add_words(me, utc_now(), g.phone.workshop_id, matter_id, request.form.get("more", "").strip())
    except Refused as refused:
        flash(str(refused))
        return redirect(url_for("mine.ask"), 303)
    flash("已记下您的话。")
    return redirect(url_for("mine.ask"), 303)


def _own_matters() -> list[MatterLine]:
    return list_matters(g.phone.workshop_id, civil_today(), g.phone.worker_id)


def _show(refused: Refused | None = None) -> str:
    said = {"what": request.form.get("what", ""), "text": request.form.get("text", "")}
    liaison = find_liaison(list_liaisons(g.phone.workshop_id), civil_today())
    return render_template(
        "mine/ask.html",
        ASKED=ASKED,
        liaison=liaison,
        matters=_own_matters()[:LATEST],
        refused=refused,
        said=said,
        here="ask",
    )
