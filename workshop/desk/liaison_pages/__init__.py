"""The liaison 稳岗联络员: who it is, visits, who stopped coming, families with nobody in work."""

from workshop.desk.liaison_pages import families, leavers, liaison, visits
from workshop.desk.liaison_pages.blueprint import pages

__all__ = ["families", "leavers", "liaison", "pages", "visits"]
