"""Printing badges, bundle tickets and labels of bags.

The address that phones open is written into the codes of badges and tickets; a bag's code is for the tablet alone."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.papers.codes.bag_labels import read_numbers
from workshop.papers.codes.issuing import issue_badges, issue_bag_labels, issue_tickets
from workshop.papers.kind import Made
from workshop.papers.setting.qr import read_address

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


@pages.post("/w/<workshop_code>/bags/print")
@policy(*OFFICE)
def print_bags(workshop_code: str) -> ResponseReturnValue:
    """Labels of the bags that are out, or blank ones from a first to a last number, as PDF."""
    numbers = read_numbers(request.form.get("first", ""), request.form.get("last", ""))
    return _send(issue_bag_labels(current_user.actor, utc_now(), g.workshop, civil_today(), numbers))


def _send(made: Made) -> Response:
    for fault in made.faults:
        flash(str(fault))
    response = Response(made.content, mimetype=made.media_type)
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(made.name)}"
    return response
