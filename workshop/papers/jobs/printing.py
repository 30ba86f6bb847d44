"""Carrying out a print job: paper by paper, then one file of them all."""

from datetime import datetime, timedelta

from workshop.kernel.faults import NotFound
from workshop.papers.actions import issue_copy
from workshop.papers.issue.printing import find_address
from workshop.papers.jobs.merging import ZIP, merge_pdfs, zip_files
from workshop.papers.jobs.ordering import Order, read_order, tell_orders, write_order
from workshop.papers.kind import PDF, TYPES, Made
from workshop.papers.setting.late import page_painted
from workshop.people.queries import Workshop, find_workshop_by_id
from workshop.store.audit import Actor
from workshop.store.jobs.asking import ask_job
from workshop.store.jobs.kinds import job_kind
from workshop.store.jobs.running import Running, now

PRINT = "papers.print"


def ask_print(actor: Actor, at: datetime, shop: Workshop, orders: list[Order], ending: str) -> int:
    """Puts papers in the queue; answers the job's key. Raises Refused."""
    asked = write_order(orders, ending) | {"address": find_address()}
    return ask_job(actor, at, shop.id, PRINT, tell_orders(orders, ending), asked, len(orders))


def carry_out(running: Running) -> None:
    """Makes the papers one by one; who asked for them is who has them made, and each is on the record as any other."""
    shop = get_shop(running.job.workshop_id)
    orders, ending = read_order(shop, running.job.asked)
    made = [_make(running, order, ending, done, len(orders)) for done, order in enumerate(orders)]
    if len(made) == 1:
        running.keep(made[0].name, made[0].content, made[0].media_type)
        return
    title = running.job.title.replace("(PDF)", "").replace("(Excel)", "")
    if ending == PDF:
        running.keep(f"{shop.name}{title}.pdf", merge_pdfs((one.content for one in made), title), TYPES[PDF])
    else:
        running.keep(f"{shop.name}{title}.zip", zip_files(number_names(made), now() + timedelta(hours=8)), ZIP)


def _make(running: Running, order: Order, ending: str, done: int, total: int) -> Made:
    running.tick(done, total)
    single = total == 1

    def painted(page: int, pages: int) -> None:
        running.tick(page if single else done, pages if single else total)

    token = page_painted.set(painted)
    try:
        made = issue_copy(running.actor, now(), order.kind, order.asked, ending, address=running.job.asked["address"])
    finally:
        page_painted.reset(token)
    for fault in made.faults:
        running.note(str(fault))
    return made


def number_names(made: list[Made]) -> list[tuple[str, bytes]]:
    """(name, content) with an ordinal before each name, so that they stand in their order and none hides another."""
    return [(f"{at:02d} {one.name}", one.content) for at, one in enumerate(made, 1)]


def get_shop(workshop_id: int) -> Workshop:
    """The workshop of a job. Raises NotFound."""
    shop = find_workshop_by_id(workshop_id)
    if shop is None:
        raise NotFound(f"workshop {workshop_id}")
    return shop


def install_print_jobs() -> None:
    """Says how print jobs are carried out."""
    job_kind(PRINT, carry_out)
