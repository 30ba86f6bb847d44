"""Whom to ask again: seekers of whom nothing was heard, posts whose day is over."""

from datetime import date

from workshop.desk.queries.limits import load_limits
from workshop.desk.queries.openings import list_openings, list_seekers
from workshop.desk.rules.limits import ASK_OPENING, ASK_SEEKER


def count_to_ask(workshop_id: int, on: date) -> tuple[int, int]:
    """How many seekers and how many posts somebody is to be asked about again."""
    days = load_ask_days(workshop_id, on)
    seekers = sum(one.to_ask(on, days[0]) for one in list_seekers(workshop_id))
    return seekers, sum(one.to_ask(on, days[1]) for one in list_openings(workshop_id))


def load_ask_days(workshop_id: int, on: date) -> tuple[int, int]:
    """After how many days a seeker is asked again, and a post of which nobody has said until when."""
    held = {limit.name: limit.amount for limit in load_limits(workshop_id, on)}
    return held[ASK_SEEKER], held[ASK_OPENING]
