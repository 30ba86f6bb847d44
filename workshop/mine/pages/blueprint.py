"""The blueprint of a worker's pages, and what each of them knows: whose it is, and how he likes to look at it."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today, utc_now
from workshop.access.languages.choosing import know_names
from workshop.access.worker_sessions import COOKIE_KEY, Phone, close_phone
from workshop.floor.queries.badges import Badge, find_badge
from workshop.people.queries import find_workshop_by_id
from workshop.prices.queries import load_own_names

pages = Blueprint("mine", __name__, url_prefix="/m")
LOOK, YEAR = "look", 365 * 24 * 3600
AFTER = timedelta(days=366)  # a dispute may be brought for a year after leaving (劳动争议调解仲裁法第二十七条)
WAYS = {"large": "l", "pictures": "p", "cantonese": "c"}  # what may be switched on, and its letter in the cookie


@dataclass(frozen=True)
class Look:
    """How the pages look and sound on this phone: `large` type, `pictures` for who would rather look than read, `cantonese` 粤语."""

    large: bool
    pictures: bool
    cantonese: bool

    @property
    def words(self) -> str:
        """The classes of the page."""
        return " ".join(name for name in WAYS if getattr(self, name))


@pages.before_request
def meet() -> ResponseReturnValue | None:
    """Who holds the phone. Somebody who left the workshop a year ago is asked to come to the office."""
    g.look = Look(**{name: letter in request.cookies.get(LOOK, "") for name, letter in WAYS.items()})
    phone: Phone | None = g.phone
    g.me = None
    if phone is None:
        return None
    badge = find_badge(phone.workshop_id, phone.worker_id, civil_today())
    if badge is None or not is_open_to(badge, civil_today()):
        close_phone(phone, utc_now())
        session.pop(COOKIE_KEY, None)
        return redirect(url_for("mine.door"))
    g.me, g.place = badge, find_workshop_by_id(phone.workshop_id)
    know_names(partial(load_own_names, phone.workshop_id))
    return None


def is_open_to(badge: Badge, on: date) -> bool:
    """Whether somebody sees the own pages: who works here, and for a year who has left, to see the last pay and to object to it."""
    return badge.valid or (badge.left_on is not None and timedelta() < on - badge.left_on <= AFTER)
