"""The blueprint of the registers, and what its views share."""

from datetime import date

from flask import Blueprint
from flask_login import current_user

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER
from workshop.claims.queries.register_lists import BOOKS
from workshop.claims.rules.registered import FACT_KINDS
from workshop.kernel.faults import Refused

pages = Blueprint("register", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
BOTH = ["GET", "POST"]


@pages.context_processor
def words() -> dict[str, object]:
    """The words that the pages of the registers use."""
    office = current_user.is_authenticated and current_user.role in OFFICE
    return {"BOOKS": BOOKS, "FACT_KINDS": FACT_KINDS, "office": office, "on": civil_today()}


def read_month(text: str) -> date:
    """The first day of `2026-03`. Raises Refused."""
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError as error:
        raise Refused(f"「{text[:10]}」不是月份", "应写成 2026-03", "month") from error
