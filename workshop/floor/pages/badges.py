"""Badges 工牌: who has one, the four digits of each worker, and the printing of the cards."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.access.worker_pins import list_pinned, set_worker_pin
from workshop.floor.pages import READERS, pages
from workshop.floor.queries.badges import find_badge, list_badges
from workshop.kernel.faults import NotFound, Refused


@pages.get("/w/<workshop_code>/badges")
@policy(*READERS)
def badges(workshop_code: str) -> ResponseReturnValue:
    """Everybody in work."""
    people, pinned = list_badges(g.workshop.id, civil_today()), list_pinned(g.workshop.id)
    writes = current_user.role in OFFICE
    return render_template("floor/badges.html", people=people, pinned=pinned, writes=writes)


@pages.post("/w/<workshop_code>/badges/pin/<int:worker_id>")
@policy(*OFFICE)
def give_worker_pin(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Gives a worker four digits."""
    badge = find_badge(g.workshop.id, worker_id, civil_today())
    if badge is None:
        raise NotFound
    try:
        set_worker_pin(current_user.actor, utc_now(), g.workshop.id, worker_id, request.form.get("pin", ""))
        flash(f"{badge.name} 的 PIN 已设置,请只告诉本人。")
    except Refused as refused:
        flash(f"{badge.name}:{refused}")
    return redirect(url_for("floor.badges", workshop_code=workshop_code) + f"#w{worker_id}")
