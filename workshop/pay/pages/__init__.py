"""Pages of pay: runs, slips, the entries under a line, and what is agreed before a run."""

from workshop.pay.pages import agreed, insurance, law, ledger, money, runs, settings, slips
from workshop.pay.pages.blueprint import pages

__all__ = ["agreed", "insurance", "law", "ledger", "money", "pages", "runs", "settings", "slips"]
