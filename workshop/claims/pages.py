"""Pages of the room: the papers of the place with what they come to here, and one paper with who is short of what."""

from datetime import date

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICER, policy
from workshop.claims.next_steps import is_open, list_printed, mark_of, tell_next
from workshop.claims.queries.claims import list_claims
from workshop.claims.queries.overview import load_overview, load_paper
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.nearness import GROUPS
from workshop.claims.rules.results import ANSWERS
from workshop.claims.shelf import read_asked

pages = Blueprint("claims", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
SHOWN = 50  # people of a group on a page that was not asked for all of them


@pages.context_processor
def words() -> dict[str, object]:
    """The words that every page of the room uses."""
    return {"ANSWERS": ANSWERS, "GROUPS": GROUPS, "tell_next": tell_next, "mark_of": mark_of}


@pages.get("/w/<workshop_code>/claims")
@policy(*READERS)
def programmes(workshop_code: str) -> ResponseReturnValue:
    """The papers that hold here, each with who qualifies, what it brings and when to claim."""
    asked, claims = asked_of_page(), [one for one in list_claims(g.workshop.id) if is_open(one)]
    overview = load_overview(g.workshop, asked)
    return render_template("claims/list.html", asked=asked, overview=overview, claims=claims, **times())


@pages.get("/w/<workshop_code>/claims/<programme_id>")
@policy(*READERS)
def programme(workshop_code: str, programme_id: str) -> ResponseReturnValue:
    """One paper: who qualifies, who is short of what, what is not known, what it would bring and until when."""
    asked = asked_of_page()
    found = load_paper(g.workshop, programme_id, asked)
    claims = [
        one for one in list_claims(g.workshop.id) if one.programme_id == programme_id and one.state != "withdrawn"
    ]
    page = {"claims": claims, "printed": list_printed(found.paper), "listed": request.args.get("all", "")}
    return render_template("claims/programme.html", asked=asked, found=found, most=SHOWN, **page, **times())


def asked_of_page() -> Asked:
    """What the address asks about."""
    return read_asked(request.args.get, civil_today())


def times() -> dict[str, object]:
    """The two times that are looked at most: up to the last whole month, and the whole of this year."""
    today = civil_today()
    past = read_asked(lambda name, default: default, today)
    course = {"from": date(today.year, 1, 1), "to": date(today.year, 12, 31)}
    return {"past": {"from": past.first, "to": past.last}, "course": course, "now": today}
