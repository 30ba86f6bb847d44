"""Printing badges and bundle tickets: the address that phones open is written into each code."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.papers.coded import issue_badges, issue_tickets
from workshop.papers.kinds import Made
from workshop.papers.qr import read_address

pages = Blueprint("codes", __name__)


@pages.post("/w/<workshop_code>/badges/print")
@policy(*OFFICE)
def print_badges(workshop_code: str) -> ResponseReturnValue:
    """A card for everybody in work, as PDF."""
    address = read_address(request.form.get("address", ""))
    return _send(issue_badges(current_user.actor, utc_now(), g.workshop, address, civil_today()))


@pages.post("/w/<workshop_code>/tickets/<int:batch_id>/print")
@policy(*OFFICE)
def print_tickets(workshop_code: str, batch_id: int) -> ResponseReturnValue:
    """The tickets of a batch, as PDF."""
    address = read_address(request.form.get("address", ""))
    return _send(issue_tickets(current_user.actor, utc_now(), g.workshop, address, batch_id))


def _send(made: Made) -> Response:
    for fault in made.faults:
        flash(str(fault))
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(made.name)}"
    return response
