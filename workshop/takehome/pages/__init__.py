"""Pages of work taken home: orders, returns, households, clients, the manager's view."""

from workshop.takehome.pages import (
    clients,
    ending,
    homes,
    issuing,
    order,
    orders,
    overview,
    returning,
    waiting,
)
from workshop.takehome.pages.blueprint import pages

__all__ = ["clients", "ending", "homes", "issuing", "order", "orders", "overview", "pages", "returning", "waiting"]
