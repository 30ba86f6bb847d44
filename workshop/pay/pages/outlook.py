"""本月到今天: a look at the running month; nothing is written."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries.outlook import load_month_so_far
from workshop.pay.rules.facts import SYSTEMS
from workshop.pay.rules.minimum import WEEK_LIMIT


@pages.get("/w/<workshop_code>/pay/so-far")
@policy(*READERS)
def so_far(workshop_code: str) -> ResponseReturnValue:
    """Earned so far, the minimum-wage outlook, part-time hours; those who need a look first."""
    found = load_month_so_far(g.workshop.id, civil_today())
    return render_template("pay/so_far.html", found=found, SYSTEMS=SYSTEMS, week_limit=WEEK_LIMIT)
