"""A worker's own pages: behind the code of his badge and four digits, for a cheap phone, whole without script."""

from workshop.mine.pages import day, door, month, more, picture, slips
from workshop.mine.pages.blueprint import pages

__all__ = ["day", "door", "month", "more", "pages", "picture", "slips"]
