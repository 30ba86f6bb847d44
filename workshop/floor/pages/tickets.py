"""Bundle tickets 菲票: a lot divided into bundles, the tickets with what became of them."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.floor.actions.tickets import make_tickets, void_ticket
from workshop.floor.forms import TicketsForm
from workshop.floor.pages import READERS, pages
from workshop.floor.queries.day import list_operation_choices
from workshop.floor.queries.tickets import list_batches, list_tickets
from workshop.floor.rules.proposals import read_count
from workshop.kernel.faults import NotFound, Refused


@pages.get("/w/<workshop_code>/tickets")
@policy(*READERS)
def tickets(workshop_code: str) -> ResponseReturnValue:
    """The batches, and the form for another one."""
    return _show(TicketsForm(formdata=None), [])


@pages.post("/w/<workshop_code>/tickets")
@policy(*OFFICE)
def make_batch(workshop_code: str) -> ResponseReturnValue:
    """Divides a lot into bundles and makes their tickets."""
    form, chosen = TicketsForm(), request.form.getlist("operation")
    try:
        if not form.validate_on_submit():
            return _show(form, chosen), 400
        batch_id = _make(form, chosen)
    except Refused as refused:
        form[refused.field if refused.field in form else "quantity"].errors = [str(refused)]
        return _show(form, chosen), 400
    flash("菲票已做好,可以打印了。")
    return redirect(url_for("floor.ticket_batch", workshop_code=workshop_code, batch_id=batch_id))


def _make(form: TicketsForm, chosen: list[str]) -> int:
    known = {str(choice.id): choice for choice in list_operation_choices(g.workshop.id, civil_today())}
    if not chosen or any(key not in known for key in chosen):
        raise Refused("没有选工序", "请勾选这批货要做的工序", "quantity")
    unit = known[chosen[0]].unit
    amounts = [read_count(form[name].data or "", unit, name) for name in ("quantity", "bundle_size")]
    keys = [int(key) for key in chosen]
    return make_tickets(current_user.actor, utc_now(), g.workshop.id, form.lot.data or "", keys, *amounts)


@pages.get("/w/<workshop_code>/tickets/<int:batch_id>")
@policy(*READERS)
def ticket_batch(workshop_code: str, batch_id: int) -> ResponseReturnValue:
    """The tickets of a batch."""
    found = list_batches(g.workshop.id, 1, batch_id)
    if not found:
        raise NotFound
    writes = current_user.role in OFFICE
    lines = list_tickets(g.workshop.id, batch_id)
    return render_template("floor/ticket_batch.html", batch=found[0], lines=lines, writes=writes)


@pages.post("/w/<workshop_code>/tickets/<int:batch_id>/void/<int:ticket_id>")
@policy(*OFFICE)
def void(workshop_code: str, batch_id: int, ticket_id: int) -> ResponseReturnValue:
    """Makes a ticket void, with a reason."""
    try:
        void_ticket(current_user.actor, utc_now(), g.workshop.id, ticket_id, request.form.get("reason", ""))
        flash("菲票已作废。")
    except Refused as refused:
        flash(str(refused))
    return redirect(url_for("floor.ticket_batch", workshop_code=workshop_code, batch_id=batch_id))


def _show(form: TicketsForm, chosen: list[str]) -> str:
    return render_template(
        "floor/tickets.html",
        form=form,
        chosen=chosen,
        batches=list_batches(g.workshop.id),
        choices=list_operation_choices(g.workshop.id, civil_today()),
        writes=current_user.role in OFFICE,
    )
