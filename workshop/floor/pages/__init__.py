"""Pages of the floor: the day sheet, the day's entries, attendance."""

from flask import Blueprint

from workshop.access.roles import OVERSEERS, STAFF

pages = Blueprint("floor", __name__)
READERS = (*STAFF, *OVERSEERS)

from workshop.floor.pages import (  # noqa: E402, F401
    attendance,
    badges,
    board,
    confirmations,
    day,
    entries,
    limits,
    month,
    own_day,
    proposals,
    scan,
    tablets,
    targets,
    tickets,
    waiting,
)
