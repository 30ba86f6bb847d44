"""A worker's own pages: behind the code of his badge and four digits, for a cheap phone, whole without script."""

from workshop.mine.pages import ask, day, door, month, more, picture, say, slips, told
from workshop.mine.pages.blueprint import pages

__all__ = ["ask", "day", "door", "month", "more", "pages", "picture", "say", "slips", "told"]
