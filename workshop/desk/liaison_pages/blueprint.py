"""What the liaison's pages use."""

from datetime import date

from flask import Blueprint, g, request

from workshop.access.guard import civil_today
from workshop.claims.queries.register_lists import pick_worker
from workshop.desk.matter_pages.blueprint import READERS, words_of_desk
from workshop.desk.rules import families, leaving, visits

pages = Blueprint("liaison", __name__)

__all__ = ["READERS", "asked_day", "asked_days", "pages", "pick"]


@pages.context_processor
def words() -> dict[str, object]:
    """Words of visits, of leaving and of families."""
    told = {"VISIT_WAYS": visits.WAYS, "WHY": visits.WHY, "REASONS": leaving.REASONS, "ANSWERS": leaving.ANSWERS}
    return words_of_desk() | told | {"WORK": families.WORK, "VERDICTS": families.VERDICTS}


def asked_days() -> int:
    """For how many days nobody was seen, from the address; within 3 and 180."""
    return max(3, min(180, request.args.get("days", leaving.DAYS, type=int)))


def asked_day() -> date:
    """The day that is asked about, from the address; today where none is, and for a day that has not come."""
    try:
        return min(civil_today(), date.fromisoformat(request.args.get("on", "")))
    except ValueError:
        return civil_today()


def pick(text: str) -> int | None:
    """The worker that was typed; None: nobody. Raises Refused."""
    typed = text.strip()
    return pick_worker(g.workshop.id, typed.split()[0], civil_today()) if typed else None
