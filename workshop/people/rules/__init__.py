"""Decisions on people: what a roster row must say, how a name is found, what the words mean. Pure."""

from workshop.people.rules.names import matches, readings_of
from workshop.people.rules.roster import NewWorker, check_account, check_worker, complete_worker
from workshop.people.rules.terms import Terms
from workshop.people.rules.words import CATEGORIES, CONTRACT_KINDS, HOURS_SYSTEMS, NO_CATEGORY, in_groups

__all__ = [
    "CATEGORIES",
    "CONTRACT_KINDS",
    "HOURS_SYSTEMS",
    "NO_CATEGORY",
    "NewWorker",
    "Terms",
    "check_account",
    "check_worker",
    "complete_worker",
    "in_groups",
    "matches",
    "readings_of",
]
