"""One worker's way to the benefits of the place, for the office."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.claims.pages import READERS, times
from workshop.claims.queries.progress import find_worker_id, load_progress, this_year
from workshop.claims.rules.nearness import GROUPS
from workshop.claims.shelf import read_asked

pages = Blueprint("claim_workers", __name__)


@pages.get("/w/<workshop_code>/claims/workers/<worker_no>")
@policy(*READERS)
def worker(workshop_code: str, worker_no: str) -> ResponseReturnValue:
    """Bars of what is done, what is missing, what it brings, with every reason; asked about nothing, the year that runs."""
    today = civil_today()
    asked = read_asked(request.args.get, today) if request.args.get("from") else this_year(today)
    found = load_progress(g.workshop.id, find_worker_id(g.workshop, worker_no, asked.on), today, asked)
    return render_template("claims/worker.html", found=found, asked=asked, GROUPS=GROUPS, notes=(), **times())
