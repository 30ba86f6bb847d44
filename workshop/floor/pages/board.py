"""看板: the live board. It is a page like any other; a script asks every ten seconds whether anything has changed."""

import hashlib
from datetime import datetime, time

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import SHANGHAI, civil_today
from workshop.access.roles import policy
from workshop.floor.pages import READERS, pages
from workshop.floor.pages.asked import asked_day, may_write
from workshop.floor.pages.day import day_words
from workshop.floor.queries.board import list_targets, load_board
from workshop.floor.queries.limits import list_limit_warnings
from workshop.kernel.periods import Period


@pages.get("/w/<workshop_code>/board")
@policy(*READERS)
def board(workshop_code: str) -> ResponseReturnValue:
    """Today's board; another day's if it is asked for."""
    on = asked_day()
    return render_template(
        "floor/board.html",
        on=on,
        board=load_board(g.workshop.id, on, _time_of(on)),
        targets=list_targets(g.workshop.id, on),
        warnings=len(list_limit_warnings(g.workshop.id, Period.of(on), civil_today())),
        writes=may_write() and on == civil_today(),
        **day_words(on),
    )


@pages.get("/w/<workshop_code>/board/now")
@policy(*READERS)
def board_now(workshop_code: str) -> ResponseReturnValue:
    """The part that changes, as `{"html": …}`; 304 when it is as the script has it."""
    on = asked_day()
    html = render_template("floor/_board.html", board=load_board(g.workshop.id, on, _time_of(on)))
    version = hashlib.sha256(html.encode()).hexdigest()[:16]
    if version in request.if_none_match:
        return Response(status=304)
    answer = jsonify(html=html)
    answer.set_etag(version)
    return answer


def _time_of(on: object) -> time | None:
    return datetime.now(SHANGHAI).time() if on == civil_today() else None
