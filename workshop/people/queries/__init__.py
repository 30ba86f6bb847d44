"""Reads of workshops and people, as frozen lines."""

from workshop.people.queries.calendars import (
    Shift,
    StatutoryYear,
    list_shifts,
    list_statutory_years,
    load_calendar,
    load_office_calendar,
)
from workshop.people.queries.roster import (
    RosterCounts,
    WorkerLine,
    count_roster,
    list_workers,
    narrow,
    next_worker_no,
)
from workshop.people.queries.sign_ins import SignIn, get_sign_in, list_sign_ins
from workshop.people.queries.terms import known_id_indexes, load_terms, terms_on, worker_ids
from workshop.people.queries.worker import (
    Worker,
    find_worker,
    get_worker,
    list_accounts,
    list_categories,
    list_contracts,
    list_leaves,
)
from workshop.people.queries.workshops import Workshop, find_workshop, find_workshop_by_id, list_workshops

__all__ = [
    "RosterCounts",
    "Shift",
    "SignIn",
    "StatutoryYear",
    "Worker",
    "WorkerLine",
    "Workshop",
    "count_roster",
    "find_worker",
    "find_workshop",
    "find_workshop_by_id",
    "get_sign_in",
    "get_worker",
    "known_id_indexes",
    "list_accounts",
    "list_categories",
    "list_contracts",
    "list_leaves",
    "list_shifts",
    "list_sign_ins",
    "list_statutory_years",
    "list_workers",
    "list_workshops",
    "load_calendar",
    "load_office_calendar",
    "load_terms",
    "narrow",
    "next_worker_no",
    "terms_on",
    "worker_ids",
]
