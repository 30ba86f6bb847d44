"""One question for many people in one table: whoever is undecided because a fact is missing gets it here."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.claims.actions import NewFact, record_facts
from workshop.claims.forms.register import TableForm
from workshop.claims.queries.asking import Wanted, list_unknown, list_waiting
from workshop.claims.register_pages.blueprint import BOTH, pages
from workshop.claims.rules.answering import Sheet, Typed, read_answers
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.questions import Question, is_question
from workshop.claims.rules.registered import HOLDS, Entry
from workshop.claims.shelf import get_programme, load_shelf, read_asked
from workshop.kernel.faults import Refused
from workshop.people.forms.fields import carried_out, given

PASSED_ON = ("programme", "benefit", "word", "kind", "name", "from", "to", "on")


@pages.route("/w/<workshop_code>/claims/register/many", methods=BOTH)
@policy(*OFFICE)
def many(workshop_code: str) -> ResponseReturnValue:
    """The table: people below each other, one question."""
    asked = read_asked(request.args.get, civil_today())
    wanted = _wanted(asked)
    form: Any = TableForm(valid_from=asked.first, rest="")
    wrong: dict[int, str] = {}
    if wanted.question and carried_out(form, lambda: _record(form, wanted, wrong)):
        return _back()
    kept = {name: value for name in PASSED_ON if (value := request.args.get(name))}
    page = {"wanted": wanted, "asked": asked, "wrong": wrong, "typed": request.form, "kept": kept}
    names = {one.name: {**kept, "name": one.name} for one in wanted.questions}
    return render_template("claims/register_many.html", form=form, links=names, HOLDS=HOLDS, **page), (
        400 if form.errors else 200
    )


def _wanted(asked: Asked) -> Wanted:
    said = {name: request.args.get(name, "")[:160] for name in PASSED_ON}
    if said["programme"]:
        paper = get_programme(load_shelf()[0], said["programme"])
        return list_waiting(g.workshop, paper, said["benefit"], said["word"], asked, said["name"])
    if not is_question(said["kind"], said["name"]):
        raise Refused("没有说要登记什么", "请从「登记」页选一种事项", "kind")
    return list_unknown(g.workshop, Question(said["kind"], said["name"]), asked)


def _record(form: Any, wanted: Wanted, wrong: dict[int, str]) -> None:
    """All rows or none: what is wrong with a row stands in it. Raises Refused."""
    assert wanted.question is not None
    start, said = given(form.valid_from.data, "valid_from"), request.form
    sheet = Sheet(wanted.question, start, form.source.data or "", form.rest.data or "")
    rows = [Typed(row.id, said.get(f"a{row.id}", "")[:120], said.get(f"b{row.id}", "")[:20]) for row in wanted.rows]
    entries, found = read_answers(sheet, rows)
    wrong.update(found)
    if wrong:
        raise Refused(f"有 {len(wrong)} 行要改,什么也没有登记", "改好红色的行再保存", "source")
    if not entries:
        raise Refused("一行也没有填", "填了再保存,或选「没有填的人都按…」", "rest")
    facts = [_fact(entry, form.checked_on.data) for entry in entries]
    record_facts(current_user.actor, utc_now(), g.workshop.id, facts)
    flash(f"「{wanted.question.words}」登记了 {len(facts)} 人。")


def _fact(entry: Entry, checked_on: Any) -> NewFact:
    said = (entry.worker_id, entry.kind, entry.name, entry.valid_from, entry.holds, entry.value, entry.fen)
    return NewFact(*said, entry.text, entry.valid_to, entry.source, checked_on)


def _back() -> ResponseReturnValue:
    """To the paper that asked, else to the register."""
    where: dict[str, Any] = {name: request.args[name] for name in ("from", "to", "on") if request.args.get(name)}
    if request.args.get("programme"):
        paper = request.args["programme"]
        return redirect(url_for("claims.programme", workshop_code=g.workshop.code, programme_id=paper, **where), 303)
    return redirect(url_for("register.book", workshop_code=g.workshop.code, book="facts"), 303)
