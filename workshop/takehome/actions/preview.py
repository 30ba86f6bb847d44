"""What issuing an order would answer, without issuing it."""

from datetime import date, datetime
from typing import NamedTuple, cast

from workshop.floor.rules.checks import Trouble
from workshop.prices.queries import load_price_book
from workshop.prices.rules import Price
from workshop.store.audit import Actor
from workshop.store.transaction import Transaction
from workshop.takehome.actions.issuing import load_issue_facts
from workshop.takehome.actions.recording import begin
from workshop.takehome.rules.entries import NewIssue
from workshop.takehome.rules.issuing import find_issue_troubles, find_issue_warnings
from workshop.takehome.rules.load import Limit, Load
from workshop.takehome.rules.relation import Relation


class Answers(NamedTuple):
    """What is known of an order before it is issued: listed price, relation, limit and load, what refuses and what warns."""

    price: Price | None
    relation: Relation
    limit: Limit | None
    load: Load
    troubles: tuple[Trouble, ...]
    warnings: tuple[Trouble, ...]


def preview_issue(actor: Actor, now: datetime, workshop_id: int, order: NewIssue, on: date | None = None) -> Answers:
    """Judges an order as `issue_order` would. Only reads: there is no transaction, and none is needed."""
    to = begin(cast("Transaction", None), actor, now, workshop_id, on)
    floor = to.floor()
    worker = floor.workers.get(order.worker_id)
    grade = worker.terms_on(order.issued_on)[0] if worker else ""
    price = load_price_book(workshop_id).find(order.operation_id, grade, order.issued_on)
    facts = load_issue_facts(to, order, floor, price)
    return Answers(
        price,
        facts.relation,
        facts.limit,
        facts.load,
        tuple(one for one in find_issue_troubles(order, facts) if one is not None),
        tuple(one for one in find_issue_warnings(order, facts) if one is not None),
    )
