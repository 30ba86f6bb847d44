"""Pages of pay: runs, slips, the entries under a line, and what is agreed before a run."""

from workshop.pay.pages import (
    agreed,
    answers,
    insurance,
    judging,
    law,
    ledger,
    matters,
    mending,
    money,
    outlook,
    runs,
    settings,
    slips,
    what_if,
)
from workshop.pay.pages.blueprint import pages

__all__ = [
    "agreed",
    "answers",
    "insurance",
    "judging",
    "law",
    "ledger",
    "matters",
    "mending",
    "money",
    "outlook",
    "pages",
    "runs",
    "settings",
    "slips",
    "what_if",
]
