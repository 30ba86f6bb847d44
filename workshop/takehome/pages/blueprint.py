"""The blueprint of the room, and what its views share."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, g
from flask_login import current_user

from workshop.access.guard import civil_today
from workshop.access.roles import OFFICE, OVERSEERS, STAFF
from workshop.floor.rules.entries import EntryFault
from workshop.kernel.faults import NotFound
from workshop.takehome.pages.drawing import balance_parts
from workshop.takehome.queries.orders import STATES, OrderLine, find_order
from workshop.takehome.rules import ACCEPTABLE, NewSignature
from workshop.takehome.rules.relation import SYSTEM_NAMES, Relation, describe

pages = Blueprint("takehome", __name__)
READERS = (*STAFF, *OVERSEERS)
BOTH = ["GET", "POST"]
PAPER = (NewSignature("worker", "paper"), NewSignature("workshop", "paper"))


@pages.context_processor
def words() -> dict[str, object]:
    """The words and drawings that every page of the room uses."""
    role = current_user.role if current_user.is_authenticated else ""
    return {
        "ORDER_STATES": STATES,
        "writes": role in STAFF,
        "office": role in OFFICE,
        "balance_parts": balance_parts,
        "may_pass": lambda codes: codes <= ACCEPTABLE,
        "describe_relation": _describe,
        "on": civil_today(),
    }


def _describe(kind: str, reason: str) -> Relation:
    """The stored relation with what follows from it; only the reason still says that somebody works part-time."""
    part_time = f"{SYSTEM_NAMES['part_time']}职工" in reason
    return describe(kind, reason, hours_system="part_time" if part_time else "")


def get_order(order_id: int) -> OrderLine:
    """An order of this workshop. Raises NotFound."""
    found = find_order(g.workshop.id, order_id)
    if found is None:
        raise NotFound
    return found


def accepted(form: Any) -> frozenset[str]:
    """What the office has looked at and lets pass; nobody else may."""
    return ACCEPTABLE if form.accept.data and current_user.role in OFFICE else frozenset()


def signed(form: Any) -> tuple[NewSignature, ...]:
    """Both signatures, where the printed sheet carries them."""
    return PAPER if form.paper.data else ()


def told(done: str, warnings: tuple[EntryFault, ...] = ()) -> None:
    """What was done, and what to look at."""
    flash(done)
    for fault in warnings:
        flash(f"请留意:{fault}")


def day_or(value: date | None) -> date:
    """A day that was typed, else today."""
    return value or civil_today()
