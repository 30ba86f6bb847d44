"""Asking the county about people: the list to send, and where the reply is brought in."""

from urllib.parse import quote

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.claims.actions.asking_list import make_asking_list
from workshop.claims.queries.replies import list_people_to_ask, list_replies
from workshop.claims.register_pages.blueprint import READERS, pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/w/<workshop_code>/claims/county-reply")
@policy(*READERS)
def asking_list(workshop_code: str) -> ResponseReturnValue:
    """Who is to be asked about, what the county answered so far."""
    people = list_people_to_ask(g.workshop.id, civil_today())
    return render_template("claims/county_reply.html", people=people, replies=list_replies(g.workshop.id))


@pages.post("/w/<workshop_code>/claims/county-reply")
@policy(*OFFICE)
def make_list(workshop_code: str) -> ResponseReturnValue:
    """The list with whole numbers, for the county alone; that it was made is on the record."""
    content = make_asking_list(current_user.actor, utc_now(), g.workshop, civil_today())
    response = Response(content, mimetype=XLSX)
    name = f"{g.workshop.name}人员类别核对名单{civil_today()}.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
