"""What is done to workshops and people; each action writes its audit leaf in the same transaction."""

from workshop.people.actions.accounts import record_account, unmask, unmask_many
from workshop.people.actions.agreements import record_category, record_contract, record_terms
from workshop.people.actions.calendars import (
    remove_shifted_day,
    set_shifted_days,
    set_statutory_year,
    set_weekly_rest,
)
from workshop.people.actions.corrections import (
    Correction,
    correct_worker,
    record_leaving,
    reverse_leaving,
)
from workshop.people.actions.imports import mark_undone, record_import, undo_workers
from workshop.people.actions.sign_ins import add_sign_in, disable_sign_in, reset_password
from workshop.people.actions.workers import NewWorker, add_workers
from workshop.people.actions.workshops import NewWorkshop, add_workshops

__all__ = [
    "Correction",
    "NewWorker",
    "NewWorkshop",
    "add_sign_in",
    "add_workers",
    "add_workshops",
    "correct_worker",
    "disable_sign_in",
    "mark_undone",
    "record_account",
    "record_category",
    "record_contract",
    "record_import",
    "record_leaving",
    "record_terms",
    "remove_shifted_day",
    "reset_password",
    "reverse_leaving",
    "set_shifted_days",
    "set_statutory_year",
    "set_weekly_rest",
    "undo_workers",
    "unmask",
    "unmask_many",
]
