"""Pages of workers, calendar tables and accounts."""

from workshop.people.pages import accounts, agreements, calendar, workers
from workshop.people.pages.blueprint import pages

__all__ = ["accounts", "agreements", "calendar", "pages", "workers"]
