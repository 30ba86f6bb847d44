"""The list of workers, one worker, taking a new one in, mending facts."""

from dataclasses import replace

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, SUPERVISOR, policy
from workshop.people import queries
from workshop.people.actions import Correction, NewWorker, add_workers, correct_worker
from workshop.people.forms.fields import carried_out
from workshop.people.forms.worker import CorrectForm, NewWorkerForm
from workshop.people.pages.blueprint import pages
from workshop.people.rules import HOURS_SYSTEMS, check_worker, complete_worker
from workshop.people.rules.audit_words import tell_leaf

WATCHERS = (SUPERVISOR, ACCOUNTANT, MANAGER, OFFICER, AUDITOR)
SOON = 30  # days: a contract that ends within a month wants renewing


@pages.get("/w/<workshop_code>/workers")
@policy(*WATCHERS)
def workers(workshop_code: str) -> ResponseReturnValue:
    """Everyone, by number; found by pinyin, number, telephone or name."""
    wish = {name: request.args.get(name, "")[:40] for name in ("q", "who", "category")}
    who = wish["who"] if wish["who"] in ("left", "all") else "in"
    on = civil_today()
    everyone = queries.list_workers(g.workshop.id, on, who="all")
    shown = queries.narrow(everyone, on, who=who)
    lines = queries.narrow(shown, on, search=wish["q"], category=wish["category"])
    counts = queries.count_roster(everyone, shown, on)
    full = current_user.role != SUPERVISOR
    view = {"lines": lines, "counts": counts, "wish": wish | {"who": who}, "shown": len(shown)}
    # The address of a row is this and the id: building 500 of them one by one would cost more than the rest of the page.
    base = url_for("people.worker", workshop_code=g.workshop.code, worker_id=0)[:-1]
    return render_template(
        "people/workers.html", on=on, soon=SOON, full=full, base=base, importable=_can_import(), **view
    )


@pages.get("/w/<workshop_code>/workers/<int:worker_id>")
@policy(*WATCHERS)
def worker(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """One worker: facts, categories, contracts, account, terms, and what was done to them."""
    person = queries.get_worker(g.workshop.id, worker_id)
    key = (g.workshop.id, worker_id)
    return render_template(
        "people/worker.html",
        person=person,
        terms=queries.load_terms(*key).get(worker_id, ())[::-1],
        categories=queries.list_categories(*key),
        contracts=queries.list_contracts(*key),
        accounts=queries.list_accounts(*key),
        leaves=[(leaf.at, leaf.actor_name, tell_leaf(leaf.action, leaf.detail)) for leaf in queries.list_leaves(*key)],
        HOURS=HOURS_SYSTEMS,
        on=civil_today(),
        full=current_user.role != SUPERVISOR,
        office=current_user.role in OFFICE,
    )


@pages.route("/w/<workshop_code>/workers/new", methods=["GET", "POST"])
@policy(*OFFICE)
def new_worker(workshop_code: str) -> ResponseReturnValue:
    """Takes one person in."""
    form = NewWorkerForm(worker_no=queries.next_worker_no(g.workshop.id), hire_date=civil_today(), contract_kind="")
    row = _row_of(form)
    taken: dict[str, int] = {}
    told = (current_user.actor, utc_now(), g.workshop.id, [row])
    faults = check_worker(complete_worker(row)) if form.hire_date.data else ()
    if carried_out(form, lambda: taken.update(add_workers(*told)), faults):
        flash(f"{complete_worker(row).name} 已登记入册。" + _doubts(row))
        return _to_worker(next(iter(taken.values())))
    return render_template("people/new_worker.html", form=form), 400 if form.errors else 200


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/correct", methods=["GET", "POST"])
@policy(*OFFICE)
def correct(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Mends facts of a person; what they were before stays on the record."""
    person = queries.get_worker(g.workshop.id, worker_id)
    form = CorrectForm(obj=replace(person, phone=""))  # the page shows no whole number, so it brings none
    key = (current_user.actor, utc_now(), g.workshop.id, worker_id)
    if carried_out(form, lambda: correct_worker(*key, _correction_of(form), form.reason.data or "")):
        flash("已更正,改动前后都留有记录。")
        return _to_worker(worker_id)
    return render_template("people/correct.html", form=form, person=person), 400 if form.errors else 200


def _can_import() -> bool:
    return "exchange.imports" in current_app.view_functions  # a room above this one, which may not be there


def _to_worker(worker_id: int) -> ResponseReturnValue:
    return redirect(url_for("people.worker", workshop_code=g.workshop.code, worker_id=worker_id))


def _row_of(form: NewWorkerForm) -> NewWorker:
    values = {name: field.data for name, field in form._fields.items() if name in NewWorker.__dataclass_fields__}
    words = {name: value or "" for name, value in values.items() if name in _WORDS}
    return NewWorker(**(values | words | {"leave_date": None, "categories": tuple(form.categories.data or ())}))


# What is text and may be left empty.
_WORDS = frozenset(("worker_no", "name", "sex", "id_no", "phone", "bank_card", "household_no", "contract_kind")) | {
    "hours_system",
    "grade",
    "post",
    "address",
    "category_source",
}


def _correction_of(form: CorrectForm) -> Correction:
    """What the form says; an empty number, telephone or date says nothing."""
    values = {name: form._fields[name].data for name in Correction.__dataclass_fields__}
    return Correction(**(values | {"id_no": values["id_no"] or None, "phone": values["phone"] or None}))


def _doubts(row: NewWorker) -> str:
    warned = [fault for fault in check_worker(complete_worker(row)) if fault.outcome == "warned"]
    return "".join(f"提醒:{fault.message},{fault.mend}。" for fault in warned)
