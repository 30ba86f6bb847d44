"""What can be heard: the figures come from the session's worker, never from the address."""

from flask import Response, g
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.mine.pages.blueprint import pages
from workshop.mine.pages.day import parse_day
from workshop.mine.pages.month import own_month, parse_month
from workshop.mine.queries.earned import load_day
from workshop.mine.queries.home import load_home
from workshop.mine.queries.owed import load_debts
from workshop.mine.queries.slips import get_own_slip
from workshop.mine.rules.saying import say_debts, say_home, say_month, say_slip, say_work
from workshop.mine.speaking import Words
from workshop.mine.voice.queries import speak


@pages.get("/say/today.wav")
@policy(scope="own")
def hear_today() -> ResponseReturnValue:
    """What was made today."""
    on = civil_today()
    return _sound(say_work(load_day(g.phone.workshop_id, g.phone.worker_id, on, on).day, on))


@pages.get("/say/day/<on>.wav")
@policy(scope="own")
def hear_day(on: str) -> ResponseReturnValue:
    """What was made on a day."""
    asked = parse_day(on)
    own = load_day(g.phone.workshop_id, g.phone.worker_id, asked, civil_today())
    return _sound(say_work(own.day, civil_today()))


@pages.get("/say/month/<period>.wav")
@policy(scope="own")
def hear_month(period: str) -> ResponseReturnValue:
    """What a month comes to so far."""
    month = own_month(parse_month(period))
    running = civil_today() in month.month
    return _sound(say_month(month.month.month, month.halves, month.fen, running))


@pages.get("/say/slip/<period>.wav")
@policy(scope="own")
def hear_slip(period: str) -> ResponseReturnValue:
    """What is paid out, and whether it was."""
    own = get_own_slip(g.phone.workshop_id, g.phone.worker_id, period)
    paid = own.entry is not None and own.entry.paid_on is not None
    asked = own.published and own.standing.confirmed is None and not own.objected
    return _sound(say_slip(own.period.month, own.slip.head.net, paid, asked))


@pages.get("/say/home.wav")
@policy(scope="own")
def hear_home() -> ResponseReturnValue:
    """What lies at home."""
    return _sound(say_home(load_home(g.phone.workshop_id, g.phone.worker_id, civil_today()).out))


@pages.get("/say/owed.wav")
@policy(scope="own")
def hear_owed() -> ResponseReturnValue:
    """What is still to be taken from pay."""
    return _sound(say_debts(load_debts(g.phone.workshop_id, g.phone.worker_id).open))


def _sound(words: Words) -> Response:
    return Response(speak(g.phone.workshop_id, words), mimetype="audio/wav")
