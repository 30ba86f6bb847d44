"""工时提醒: where the month's working time goes beyond a limit, and leaves without a reason."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_month, may_write
from workshop.floor.queries.limits import list_limit_warnings
from workshop.kernel.periods import Period


@pages.get("/w/<workshop_code>/limits")
@policy(*READERS)
def limits(workshop_code: str) -> ResponseReturnValue:
    """The warnings of a month; this month unless another is asked for."""
    period = asked_month()
    before = Period(period.year - (period.month == 1), period.month - 1 or 12)
    warnings = list_limit_warnings(g.workshop.id, period, civil_today())
    law, reasons = [one for one in warnings if one.article], [one for one in warnings if not one.article]
    near = {"period": period, "before": before, "after": period.next}
    return render_template("floor/limits.html", law=law, reasons=reasons, writes=may_write(), **near)
