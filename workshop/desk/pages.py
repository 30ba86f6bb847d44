"""The first page of a workshop."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER, SUPERVISOR, policy

pages = Blueprint("desk", __name__)


@pages.get("/w/<workshop_code>/")
@policy(SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
def home(workshop_code: str) -> ResponseReturnValue:
    """The month at a glance."""
    return render_template("desk/home.html")
