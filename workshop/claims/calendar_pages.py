"""The calendar of claims: what can be claimed now and until when, and what comes."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER, policy
from workshop.claims.drawing import draw_stretch
from workshop.claims.queries.calendar import load_year

pages = Blueprint("claim_calendar", __name__)


@pages.get("/w/<workshop_code>/claims/calendar")
@policy(MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
def calendar(workshop_code: str) -> ResponseReturnValue:
    """Windows around today, each with what was claimed for it."""
    today = civil_today()
    year = load_year(g.workshop, today)
    return render_template("claims/calendar.html", year=year, drawn=draw_stretch(year.first, year.last, today))
