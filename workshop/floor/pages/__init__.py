"""Pages of the floor: the day sheet, the day's entries, attendance."""

from flask import Blueprint

from workshop.access.roles import OVERSEERS, STAFF

pages = Blueprint("floor", __name__)
READERS = (*STAFF, *OVERSEERS)

from workshop.floor.pages import attendance, day, entries, month, tablets, waiting  # noqa: E402, F401
