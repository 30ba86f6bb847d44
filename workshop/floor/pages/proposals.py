"""待确认: what workers handed in by phone; approved in bulk, or sent back with a reason."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import STAFF, policy
from workshop.floor.actions.approving import approve_proposals, reject_proposal
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import may_write
from workshop.floor.queries.proposals import list_decided, list_open_proposals
from workshop.floor.rules.proposals import weigh
from workshop.kernel.faults import Refused

REASONS = ("数不对,请重交", "不是本人做的", "重复交了", "工序选错了")


@pages.get("/w/<workshop_code>/proposals")
@policy(*READERS)
def proposals(workshop_code: str) -> ResponseReturnValue:
    """Everything that waits: first what one tap approves, then what should be looked at."""
    weighed = weigh(list_open_proposals(g.workshop.id))
    return render_template(
        "floor/proposals.html",
        good=[one.proposal for one in weighed if not one.doubts],
        doubtful=[one for one in weighed if one.doubts],
        decided=list_decided(g.workshop.id),
        reasons=REASONS,
        writes=may_write(),
    )


@pages.post("/w/<workshop_code>/proposals")
@policy(*STAFF)
def approve(workshop_code: str) -> ResponseReturnValue:
    """Approves those that the page showed; what came in meanwhile waits for the next look."""
    ids = request.form.getlist("id")
    approved = approve_proposals(current_user.actor, utc_now(), g.workshop.id, ids, civil_today())
    flash(f"已确认 {approved.count} 条,记入产量。" if approved.count else "没有新确认的,可能别人已经处理了。")
    for sentence in dict.fromkeys(sentence for _, sentence in approved.refused):
        flash(f"有的还不能记:{sentence}")
    return redirect(url_for("floor.proposals", workshop_code=workshop_code))


@pages.post("/w/<workshop_code>/proposals/<proposal_id>/reject")
@policy(*STAFF)
def reject(workshop_code: str, proposal_id: str) -> ResponseReturnValue:
    """Sends one back; a ticket may then be handed in again."""
    try:
        reason = request.form.get("reason", "")
        reject_proposal(current_user.actor, utc_now(), g.workshop.id, proposal_id, reason)
        flash("已退回;菲票可以重新交。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.proposals", workshop_code=workshop_code))
