"""Who reads the desk's pages, and what all of them use."""

from flask import Blueprint, session, url_for
from flask_login import current_user

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER
from workshop.desk.rules import limits, matters

pages = Blueprint("matters", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
TABS = (
    ("matters.matters", "事项"),
    ("liaison.liaison", "联络员和走访"),
    ("liaison.leavers", "谁不来了"),
    ("liaison.families", "家庭就业"),
    ("matter_month.summary", "月报"),
    ("matters.limits_page", "期限"),
)


def words_of_desk() -> dict[str, object]:
    """Words and the pages beside each other, for every template of the desk."""
    office = current_user.is_authenticated and current_user.role in OFFICE
    told = {
        name: getattr(matters, name)
        for name in ("KINDS", "TOPICS", "WAYS", "STEPS", "OUTCOMES", "LINKS", "INJURY_WORDS")
    }
    return told | {"office": office, "on": civil_today(), "TABS": TABS, "UNITS": limits.UNITS}


pages.context_processor(words_of_desk)


def remember_way_back(workshop_code: str, matter_id: int, called: str) -> None:
    """From the pages where records are put right a link leads back to the matter that is being settled."""
    address = url_for("matters.matter", workshop_code=workshop_code, matter_id=matter_id)
    session["settling"] = [workshop_code, address, called]


def forget_way_back() -> None:
    """The matter is on the screen again."""
    session.pop("settling", None)
