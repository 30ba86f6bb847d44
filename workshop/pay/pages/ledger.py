"""The wage ledger 工资支付台账: everyone with his years, and a worker's months line by line."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import OFFICE, policy
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries.ledger import KEEP_YEARS
from workshop.pay.queries.ledger_pages import NO_LEDGER, by_year, list_entries, load_worker_ledgers
from workshop.people.queries import list_workers
from workshop.people.queries.worker import get_worker


@pages.get("/w/<workshop_code>/pay/ledger")
@policy(*READERS)
def ledger(workshop_code: str) -> ResponseReturnValue:
    """Everyone who was ever paid, found by name, number or initials."""
    search = request.args.get("q", "").strip()
    ledgers = load_worker_ledgers(g.workshop.id)
    found = list_workers(g.workshop.id, civil_today(), search=search, who="all")
    return render_template(
        "pay/ledger.html",
        search=search,
        people=[(person, ledgers.get(person.id, NO_LEDGER)) for person in found if person.id in ledgers],
        everyone=len(ledgers),
        keep=KEEP_YEARS,
    )


@pages.get("/w/<workshop_code>/pay/ledger/<int:worker_id>")
@policy(*READERS)
def worker_ledger(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """A worker's years, each month with its items, its payment and its slip."""
    worker = get_worker(g.workshop.id, worker_id)
    entries = list_entries(g.workshop.id, worker_id=worker_id)
    return render_template(
        "pay/worker_ledger.html",
        worker=worker,
        sums=load_worker_ledgers(g.workshop.id).get(worker_id, NO_LEDGER),
        years=by_year(entries),
        first=entries[0].row.period[:7] if entries else "",
        last=entries[-1].row.period[:7] if entries else "",
        keep=KEEP_YEARS,
        office=OFFICE,
    )
