"""待验收: everything that was delivered and not inspected, and inspecting several at once."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import BadNumber
from workshop.people.forms.fields import given
from workshop.takehome.actions import Done, NewInspection, RefusedTakehome
from workshop.takehome.actions.inspecting import inspect_returns
from workshop.takehome.forms import BulkForm
from workshop.takehome.forms.fields import QuantityField
from workshop.takehome.pages.blueprint import BOTH, READERS, pages
from workshop.takehome.queries.returns import ReturnLine, list_returns
from workshop.takehome.rules import ACCEPTABLE
from workshop.takehome.rules.entries import refuse

KINDS = ("good", "defect_own", "defect_other", "rework")
SIZE = 100


@pages.route("/w/<workshop_code>/takehome/waiting", methods=BOTH)
@policy(*READERS)
def waiting(workshop_code: str) -> ResponseReturnValue:
    """The oldest first; those that are ticked are inspected together, all or none."""
    lines = list_returns(g.workshop.id, waiting=True)
    shown, faults = lines[:SIZE], dict[int, list[str]]()
    form: Any = BulkForm() if request.method == "POST" else BulkForm(formdata=None, inspected_on=civil_today())
    if request.method == "POST":
        done = _inspected(form, shown, faults)
        if done:
            flash(f"{len(done)} 次交货已验收。")
            for each in (fault for one in done for fault in one.warnings):
                flash(f"请留意:{each}")
            return redirect(url_for("takehome.waiting", workshop_code=workshop_code), 303)
    page = render_template(
        "takehome/waiting.html", form=form, lines=shown, number=len(lines), faults=faults, typed=request.form
    )
    return (page, 400) if request.method == "POST" else page


def _inspected(form: Any, lines: list[ReturnLine], faults: dict[int, list[str]]) -> list[Done]:
    """Inspects what was ticked; faults stand at their lines, what is no line's fault over the form."""
    form.codes = set()
    if not form.validate_on_submit():
        return []
    picked = [line for line in lines if request.form.get(f"pick-{line.id}")]
    try:
        if not picked:
            raise Refused("没有勾选要验收的行", "请在行首打勾", "inspected_on")
        return _inspect(form, picked, faults)
    except RefusedTakehome as refused:
        form.codes = {fault.reason for fault in refused.faults}
        for fault in refused.faults:
            faults.setdefault(picked[fault.row].id, []).append(str(fault))
    except Refused as refused:
        form.inspected_on.errors = [*form.inspected_on.errors, str(refused)]
    return []


def _inspect(form: Any, picked: list[ReturnLine], faults: dict[int, list[str]]) -> list[Done]:
    on = given(form.inspected_on.data, "inspected_on")
    typed = [NewInspection(on, *_counts(line, faults), return_id=line.id) for line in picked]
    if faults:
        return []
    may = ACCEPTABLE if request.form.get("accept") and current_user.role in OFFICE else frozenset[str]()
    return inspect_returns(current_user.actor, utc_now(), g.workshop.id, typed, civil_today(), may)


def _counts(line: ReturnLine, faults: dict[int, list[str]]) -> tuple[int, int, int, int]:
    """The figures of a line; an empty field is none."""
    counts = []
    for name in KINDS:
        text = request.form.get(f"{name}-{line.id}", "").strip()
        try:
            counts.append(QuantityField.parse(text) if text else 0)
        except BadNumber as error:
            faults.setdefault(line.id, []).append(str(refuse(name, text[:20], "unreadable", str(error), "请改正")))
            counts.append(0)
    good, own, other, rework = counts
    return good, own, other, rework
