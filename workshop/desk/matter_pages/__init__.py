"""Matters 事项: the list, one matter with what lies under it, a new one for somebody without a phone, limits of time."""

from workshop.desk.matter_pages import lists, matter, scans, steps
from workshop.desk.matter_pages.blueprint import pages

__all__ = ["lists", "matter", "pages", "scans", "steps"]
