"""Badges 工牌: who has one, the four digits of each worker, lost ones, and the printing of the cards."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.badges import replace_badge
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, STAFF, policy
from workshop.access.worker_pins import list_pinned, set_worker_pin, unlock_worker_pin
from workshop.floor.pages import READERS, pages
from workshop.floor.queries.badges import Badge, find_badge, list_badges
from workshop.kernel.faults import NotFound, Refused


@pages.get("/w/<workshop_code>/badges")
@policy(*READERS)
def badges(workshop_code: str) -> ResponseReturnValue:
    """Everybody in work."""
    people, pinned = list_badges(g.workshop.id, civil_today()), list_pinned(g.workshop.id)
    hands = {"writes": current_user.role in OFFICE, "unlocks": current_user.role in STAFF}
    return render_template("floor/badges.html", people=people, pinned=pinned, **hands)


@pages.post("/w/<workshop_code>/badges/pin/<int:worker_id>")
@policy(*OFFICE)
def give_worker_pin(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Gives a worker four digits."""
    badge = _get(worker_id)
    try:
        set_worker_pin(current_user.actor, utc_now(), g.workshop.id, worker_id, request.form.get("pin", ""))
        flash(f"{badge.name} 的 PIN 已设置,请只告诉本人。")
    except Refused as refused:
        flash(f"{badge.name}:{refused}")
    return _back(worker_id)


@pages.post("/w/<workshop_code>/badges/unlock/<int:worker_id>")
@policy(*STAFF)
def unlock_worker(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Somebody has typed wrong digits so often that the worker does not get in: the tries are forgotten."""
    badge = _get(worker_id)
    unlock_worker_pin(current_user.actor, utc_now(), g.workshop.id, worker_id)
    flash(f"{badge.name} 可以再输 PIN 了。")
    return _back(worker_id)


@pages.post("/w/<workshop_code>/badges/replace/<int:worker_id>")
@policy(*OFFICE)
def replace_lost_badge(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """The badge is lost: the old code opens nothing any more, a new card must be printed."""
    badge = _get(worker_id)
    replace_badge(current_user.actor, utc_now(), g.workshop.id, worker_id)
    flash(f"{badge.name} 的旧工牌和旧工资条上的码已作废,请重新打印工牌。")
    return _back(worker_id)


def _get(worker_id: int) -> Badge:
    badge = find_badge(g.workshop.id, worker_id, civil_today())
    if badge is None:
        raise NotFound
    return badge


def _back(worker_id: int) -> ResponseReturnValue:
    return redirect(url_for("floor.badges", workshop_code=g.workshop.code) + f"#w{worker_id}")
