"""Reads for papers: facts from people, floor and pay, in a constant number of statements."""

from workshop.papers.queries.attendance import load_attendance_sheet
from workshop.papers.queries.centre import RunLine, list_months, list_runs_of
from workshop.papers.queries.ledger import load_ledger
from workshop.papers.queries.payments import load_bank, load_cash
from workshop.papers.queries.roster import load_roster
from workshop.papers.queries.slips import load_slip_facts
from workshop.papers.queries.wages import load_wages

__all__ = [
    "RunLine",
    "list_months",
    "list_runs_of",
    "load_attendance_sheet",
    "load_bank",
    "load_cash",
    "load_ledger",
    "load_roster",
    "load_slip_facts",
    "load_wages",
]
