"""What can be heard: the figures come from the session's worker, never from the address."""

from flask import Response, g
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.mine.pages.blueprint import pages
from workshop.mine.pages.day import parse_day, say_own_day
from workshop.mine.pages.month import own_month, parse_month, say_own_month
from workshop.mine.pages.slips import get_slip, say_own_slip
from workshop.mine.queries.earned import load_day
from workshop.mine.queries.home import load_home
from workshop.mine.queries.owed import load_debts
from workshop.mine.rules.days import WorkDay
from workshop.mine.rules.saying import say_debts, say_home
from workshop.mine.speaking import Words
from workshop.mine.voice.queries import CANTONESE, may_be_cantonese, speak


@pages.get("/say/today.wav")
@policy(scope="own")
def hear_today() -> ResponseReturnValue:
    """What was made today."""
    return _sound(say_own_day(_day(civil_today().isoformat())))


@pages.get("/say/day/<on>.wav")
@policy(scope="own")
def hear_day(on: str) -> ResponseReturnValue:
    """What was made on a day."""
    return _sound(say_own_day(_day(on)))


@pages.get("/say/month/<period>.wav")
@policy(scope="own")
def hear_month(period: str) -> ResponseReturnValue:
    """What a month comes to so far."""
    return _sound(say_own_month(own_month(parse_month(period))))


@pages.get("/say/slip/<period>.wav")
@policy(scope="own")
def hear_slip(period: str) -> ResponseReturnValue:
    """What is paid out, and whether it was."""
    return _sound(say_own_slip(get_slip(period)))


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


def _day(on: str) -> WorkDay:
    return load_day(g.phone.workshop_id, g.phone.worker_id, parse_day(on), civil_today()).day


def _sound(words: Words) -> Response:
    voice = CANTONESE if g.look.cantonese else ""
    return Response(speak(g.phone.workshop_id, words, voice), mimetype="audio/wav")


@pages.context_processor
def _offer() -> dict[str, object]:
    return {"may_be_cantonese": may_be_cantonese}
