"""登记: what claims ask beside the books, put down and taken back; for one or for many people at once."""

from workshop.claims.register_pages import asking, county, lists, recording, reply
from workshop.claims.register_pages.blueprint import pages

__all__ = ["asking", "county", "lists", "pages", "recording", "reply"]
