"""Reads of workshops and people, as frozen lines."""

from workshop.people.queries.calendars import Shift, StatutoryYear, list_shifts, list_statutory_years, load_calendar
from workshop.people.queries.roster import WorkerLine, list_workers, next_worker_no
from workshop.people.queries.terms import known_id_indexes, load_terms, terms_on, worker_ids
from workshop.people.queries.workshops import Workshop, find_workshop, find_workshop_by_id, list_workshops

__all__ = [
    "Shift",
    "StatutoryYear",
    "WorkerLine",
    "Workshop",
    "find_workshop",
    "find_workshop_by_id",
    "known_id_indexes",
    "list_shifts",
    "list_statutory_years",
    "list_workers",
    "list_workshops",
    "load_calendar",
    "load_terms",
    "next_worker_no",
    "terms_on",
    "worker_ids",
]
