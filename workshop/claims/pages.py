"""Pages of the room."""

from flask import Blueprint

from workshop.claims.queries.facts import load_facts

__all__ = ["load_facts", "pages"]
pages = Blueprint("claims", __name__)
