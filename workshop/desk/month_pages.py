"""The month of the desk for the county: page, and the same numbers as a paper and a workbook."""

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.desk.matter_pages.blueprint import READERS, words_of_desk
from workshop.desk.queries.month import load_month
from workshop.kernel.periods import BadPeriod, Period

pages = Blueprint("matter_month", __name__)
pages.context_processor(words_of_desk)


@pages.get("/w/<workshop_code>/desk/month")
@policy(*READERS)
def summary(workshop_code: str) -> ResponseReturnValue:
    """A month in numbers, this month first."""
    today = civil_today()
    period = _read(request.args.get("month", "")) or Period.of(today)
    view = load_month(g.workshop.id, period, today)
    months = [month for month, _ in view.month.course][::-1]
    most = max((count for _, count in view.month.course), default=0) or 1
    return render_template("desk/month.html", view=view, period=period, months=months, most=most)


def _read(code: str) -> Period | None:
    try:
        return Period.parse(code) if code else None
    except BadPeriod:
        abort(404)
