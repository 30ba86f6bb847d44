"""Categories, contracts, accounts, terms, leaving; and the one page that shows a whole number."""

from collections.abc import Callable
from datetime import date, datetime

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.people import actions, queries
from workshop.people.forms import agreements as forms
from workshop.people.forms.fields import carried_out, given
from workshop.people.pages.blueprint import pages
from workshop.people.rules import Terms, in_groups
from workshop.store.audit import Actor

BOTH = ["GET", "POST"]
Key = tuple[Actor, datetime, int, int]  # who, when, workshop, worker: what every action on a worker begins with


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/category", methods=BOTH)
@policy(*OFFICE)
def category(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """A category begins, ends, or is checked; the link on a worker's page brings which one."""
    asked = {name: request.args.get(name) for name in ("category", "source") if request.args.get(name)}
    form = forms.CategoryForm(holds=request.args.get("holds", "yes"), **asked)
    if form.valid_from.data is None and not form.is_submitted():
        form.valid_from.data = _asked_day()

    def act(key: Key) -> None:
        start, holds = given(form.valid_from.data, "valid_from"), form.holds.data == "yes"
        facts = (form.category.data, start, holds, form.source.data)
        actions.record_category(*key, *facts, form.checked_on.data)

    return _change(worker_id, form, act, "登记类别", "category")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/contract", methods=BOTH)
@policy(*OFFICE)
def contract(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """A new contract; renewing is a new one too."""
    form = forms.ContractForm(valid_from=civil_today())

    def act(key: Key) -> None:
        actions.record_contract(*key, form.kind.data, form.valid_from.data, form.valid_to.data, form.number.data or "")

    return _change(worker_id, form, act, "登记合同", "contract")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/account", methods=BOTH)
@policy(*OFFICE)
def account(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Another account for pay."""
    form = forms.AccountForm(valid_from=civil_today())

    def act(key: Key) -> None:
        told = (form.card.data, form.holder_name.data or "", form.bank_name.data or "", form.valid_from.data)
        for warning in actions.record_account(*key, *told):
            flash(f"提醒:{warning}。")

    return _change(worker_id, form, act, "登记银行账号", "account")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/terms", methods=BOTH)
@policy(*OFFICE)
def terms(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """How somebody is paid from a day on."""
    known = queries.load_terms(g.workshop.id, worker_id).get(worker_id, ())
    form = forms.TermsForm(valid_from=civil_today(), obj=known[-1].value if known else None)

    def act(key: Key) -> None:
        values = {name: form._fields[name].data for name in Terms.__dataclass_fields__}
        named = values | {"grade": (form.grade.data or "").strip()}
        actions.record_terms(*key, given(form.valid_from.data, "valid_from"), Terms(**named))

    return _change(worker_id, form, act, "工资约定", "terms")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/leave", methods=BOTH)
@policy(*OFFICE)
def leave(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """The last day of work."""
    form = forms.LeavingForm(leave_date=civil_today())

    def act(key: Key) -> None:
        actions.record_leaving(*key, given(form.leave_date.data, "leave_date"), form.reason.data)

    return _change(worker_id, form, act, "登记离职", "leave")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/stay", methods=BOTH)
@policy(*OFFICE)
def stay(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Takes a leaving back."""
    form = forms.ReasonForm()
    return _change(worker_id, form, lambda key: actions.reverse_leaving(*key, form.reason.data), "撤回离职", "stay")


@pages.route("/w/<workshop_code>/workers/<int:worker_id>/unmask", methods=BOTH)
@policy(*OFFICE)
def unmask(workshop_code: str, worker_id: int) -> ResponseReturnValue:
    """Shows one whole number once; who looked and why is on the record."""
    person = queries.get_worker(g.workshop.id, worker_id)
    form = forms.UnmaskForm(field=request.args.get("field", "id_no"))
    seen: list[str] = []

    def act() -> None:
        key = (current_user.actor, utc_now(), g.workshop.id, worker_id)
        seen.append(actions.unmask(*key, form.field.data, form.reason.data))

    done = carried_out(form, act)
    label = dict(forms.NUMBERS).get(form.field.data, "")
    number = seen[0] if done else ""
    shown = {"number": number, "label": label, "parts": in_groups(number)}
    return render_template("people/unmask.html", form=form, person=person, **shown), 400 if form.errors else 200


def _change(worker_id: int, form: Form, act: Callable[[Key], None], title: str, what: str) -> ResponseReturnValue:
    """A form that changes one thing of one worker, then back to the worker."""
    person = queries.get_worker(g.workshop.id, worker_id)
    key = (current_user.actor, utc_now(), g.workshop.id, worker_id)
    if carried_out(form, lambda: act(key)):
        flash(f"{person.name}:{title},已保存。")
        return redirect(url_for("people.worker", workshop_code=g.workshop.code, worker_id=worker_id))
    shown = {"form": form, "person": person, "title": title, "what": what}
    return render_template("people/change.html", **shown), 400 if form.errors else 200


def _asked_day() -> date:
    try:
        return date.fromisoformat(request.args.get("valid_from", ""))
    except ValueError:
        return civil_today()
