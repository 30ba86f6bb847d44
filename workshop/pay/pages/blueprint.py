"""The blueprint of the pay room, and what its views share."""

from flask import Blueprint, abort, g

from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER
from workshop.kernel.calendar import BANDS
from workshop.kernel.periods import BadPeriod, Period
from workshop.pay.queries.changes import ChangedPart, find_changes
from workshop.pay.queries.runs import STATES, Run
from workshop.pay.rules.results import LINE_KINDS, STEPS
from workshop.pay.rules.words import ALLOWANCE_KINDS

pages = Blueprint("pay", __name__)
READERS = (ACCOUNTANT, MANAGER, OFFICER, AUDITOR)


def get_period(code: str) -> Period:
    """The period of an address; anything else is an address that is not there."""
    try:
        return Period.parse(code)
    except BadPeriod:
        abort(404)


@pages.context_processor
def words() -> dict[str, object]:
    """The words that every page of the room uses."""
    return {
        "BANDS": BANDS,
        "STATES": STATES,
        "LINE_KINDS": LINE_KINDS,
        "STEPS": STEPS,
        "ALLOWANCE_KINDS": ALLOWANCE_KINDS,
        "changes_of": _changes_of,
    }


def _changes_of(run: Run) -> tuple[ChangedPart, ...]:
    """What law or settings a run was computed with that reads otherwise now."""
    return find_changes(g.workshop.id, run)
