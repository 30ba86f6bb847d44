"""What a manager takes on himself: problems of judgement, and whether one person may do it all."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import utc_now
from workshop.access.roles import MANAGER, policy
from workshop.kernel.faults import Refused
from workshop.pay import actions
from workshop.pay.forms import ReasonForm
from workshop.pay.pages.blueprint import get_period, pages


@pages.post("/w/<workshop_code>/pay/<period>/acknowledge")
@policy(MANAGER)
def acknowledge(workshop_code: str, period: str) -> ResponseReturnValue:
    """Problems of one kind stand, for the sentences that the page showed, with one reason."""
    asked, kind = get_period(period), request.form.get("kind", "")
    workers = request.form.getlist("worker", type=int)
    seen = [actions.Sight(worker, kind, request.form.get(f"sentence-{worker}", "")) for worker in workers]
    try:
        reason = ReasonForm().reason.data or ""
        number = actions.acknowledge_problems(current_user.actor, utc_now(), g.workshop.id, asked, seen, reason)
        flash(f"已认可 {number} 处,原因记在案上。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("pay.run", workshop_code=workshop_code, period=asked.code), 303)


@pages.post("/w/<workshop_code>/pay/four-eyes")
@policy(MANAGER)
def four_eyes(workshop_code: str) -> ResponseReturnValue:
    """Whether whoever computes may approve too."""
    needed = request.form.get("needed") == "1"
    try:
        reason = ReasonForm().reason.data or ""
        actions.set_four_eyes(current_user.actor, utc_now(), g.workshop.id, needed, reason)
        flash(
            "已改为两个人:计算的人不能自己审核。"
            if needed
            else "已改为一个人:负责人可以审核自己算的工资,原因记在案上。"
        )
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("pay.runs", workshop_code=workshop_code), 303)
