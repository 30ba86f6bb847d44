"""每日对工: for a day, who has confirmed, who objected, who has not said anything."""

from datetime import timedelta

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_day
from workshop.floor.pages.day import day_words
from workshop.floor.queries.confirmations import list_words

ORDER = ("objected", "changed", "silent", "agreed")


@pages.get("/w/<workshop_code>/confirmations")
@policy(*READERS)
def confirmations(workshop_code: str) -> ResponseReturnValue:
    """Yesterday unless another day is asked for: in the morning that is what is open."""
    on = asked_day() if request.args.get("on") else civil_today() - timedelta(days=1)
    groups: dict[str, list[object]] = {state: [] for state in ORDER}
    for line in list_words(g.workshop.id, on):
        groups[line.state].append(line)
    return render_template("floor/confirmations.html", on=on, groups=groups, **day_words(on))
