"""One worker's way to the benefits of the place, for the office, and the list in which he is found."""

from datetime import date

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.claims.pages import READERS, times
from workshop.claims.queries.progress import find_worker_id, load_progress, this_year
from workshop.claims.rules.nearness import GROUPS
from workshop.claims.shelf import read_asked
from workshop.people.queries import WorkerLine, list_workers

pages = Blueprint("claim_workers", __name__)
MOST = 200  # people on a page; the search finds the others


@pages.get("/w/<workshop_code>/claims/workers")
@policy(*READERS)
def workers(workshop_code: str) -> ResponseReturnValue:
    """Everybody, found by number, name or pinyin: those who work here, and whoever left within the year."""
    on, sought = civil_today(), request.args.get("q", "")[:40]
    here = [one for one in list_workers(g.workshop.id, on, who="all", search=sought) if _counts(one, on)]
    page = {"lines": here[:MOST], "count": len(here), "most": MOST, "sought": sought, "on": on}
    return render_template("claims/workers.html", **page)


def _counts(line: WorkerLine, on: date) -> bool:
    return line.leave_date is None or line.leave_date.year >= on.year - 1


@pages.get("/w/<workshop_code>/claims/workers/<worker_no>")
@policy(*READERS)
def worker(workshop_code: str, worker_no: str) -> ResponseReturnValue:
    """Bars of what is done, what is missing, what it brings, with every reason; asked about nothing, the year that runs."""
    today = civil_today()
    asked = read_asked(request.args.get, today) if request.args.get("from") else this_year(today)
    found = load_progress(g.workshop.id, find_worker_id(g.workshop, worker_no), today, asked)
    return render_template("claims/worker.html", found=found, asked=asked, GROUPS=GROUPS, notes=(), **times())
