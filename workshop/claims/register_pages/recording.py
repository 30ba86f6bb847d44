"""Putting one entry down: a fact by its kind, money received, a month elsewhere, a cost."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.claims import actions
from workshop.claims.forms.register import CostForm, FactForm, MonthForm, ReceiptForm, filled
from workshop.claims.queries.facts import load_facts
from workshop.claims.queries.register_lists import BOOKS, pick_worker
from workshop.claims.register_pages.blueprint import BOTH, pages, read_month
from workshop.claims.rules.registered import DAY, FACT_KINDS, HOLDS, NUMBER, PERSON, SECRET, TEXT, FactKind
from workshop.claims.shelf import list_papers
from workshop.people.forms.fields import carried_out, given


def _fields(kind: str, known: FactKind) -> tuple[str, ...]:
    """The fields that a kind of fact asks for, in their order."""
    asked: tuple[str, ...] = ("worker",) if PERSON in known.about else ()
    if known.named:
        asked += ("name",)
    asked += {HOLDS: ("holds",), NUMBER: ("value",), TEXT: ("text",), DAY: (), SECRET: ("value",)}[known.shape]
    asked += ("fen",) if kind in ("参保", "设备") else ()
    return (*asked, "valid_from", *(() if known.shape in (DAY, TEXT) else ("valid_to",)), "source", "checked_on")


@pages.route("/w/<workshop_code>/claims/register/facts/new", methods=BOTH)
@policy(*OFFICE)
def new_fact(workshop_code: str) -> ResponseReturnValue:
    """A fact of a person or of the workshop: first its kind, then what it needs."""
    kind = request.values.get("kind", "")
    known = FACT_KINDS.get(kind)
    if known is None:
        return render_template("claims/register_kinds.html")
    form: Any = FactForm(holds="yes", valid_from=civil_today(), worker=request.args.get("worker", ""))
    if carried_out(form, lambda: _fact(form, kind, known)):
        return _done("facts")
    names = known.names or _names(kind)
    page = {"kind": kind, "known": known, "fields": _fields(kind, known), "names": names}
    return render_template("claims/register_fact.html", form=form, **page), 400 if form.errors else 200


def _names(kind: str) -> tuple[str, ...]:
    """Names that the papers of the place ask for, of kinds in free words."""
    from workshop.claims.queries.asking import list_names

    return list_names(kind, list_papers(g.workshop.county_code)) if kind in ("确认", "登记数字", "户登记数字") else ()


def _fact(form: Any, kind: str, known: FactKind) -> None:
    text = form.worker.data or ""
    worker = pick_worker(g.workshop.id, text, civil_today()) if text.strip() else None
    fact = actions.NewFact(
        worker,
        kind,
        (form.name.data or "").strip(),
        given(form.valid_from.data, "valid_from"),
        holds=form.holds.data != "no",
        value=form.value.data,
        fen=form.fen.data,
        text=(form.text.data or "").strip(),
        valid_to=form.valid_to.data,
        source=form.source.data or "",
        checked_on=form.checked_on.data,
    )
    actions.record_facts(current_user.actor, utc_now(), g.workshop.id, [fact])


@pages.route("/w/<workshop_code>/claims/register/receipts/new", methods=BOTH)
@policy(*OFFICE)
def new_receipt(workshop_code: str) -> ResponseReturnValue:
    """Money of a scheme that a person or the workshop got."""
    form: Any = ReceiptForm()
    return _new("receipts", form, lambda: _receipt(form), _schemes if request.method == "GET" or form.errors else None)


def _receipt(form: Any) -> None:
    text = form.worker.data or ""
    worker = pick_worker(g.workshop.id, text, civil_today()) if text.strip() else None
    told = filled(form, "scheme", "first", "last", "fen", "fund", "at_workshop", "source", "checked_on")
    row = actions.NewReceipt(worker, **told, months=form.months.data or 0)
    actions.record_receipts(current_user.actor, utc_now(), g.workshop.id, [row])


def _schemes() -> tuple[str, ...]:
    papers = list_papers(load_facts(g.workshop, civil_today()).shop.region)
    return tuple(dict.fromkeys(p.benefit_key(b) for p in papers for v in p.versions for b in v.benefits))


@pages.route("/w/<workshop_code>/claims/register/months/new", methods=BOTH)
@policy(*OFFICE)
def new_month(workshop_code: str) -> ResponseReturnValue:
    """A month of work elsewhere, or here before the books began."""
    form: Any = MonthForm()
    return _new("months", form, lambda: _month(form))


def _month(form: Any) -> None:
    worker = pick_worker(g.workshop.id, form.worker.data or "", civil_today())
    told = filled(form, "employer", "half_days", "pay_fen", "paid_fen", "mode", "region", "source", "checked_on")
    row = actions.NewMonth(worker, read_month(form.month.data or ""), **told)
    actions.record_months(current_user.actor, utc_now(), g.workshop.id, [row])


@pages.route("/w/<workshop_code>/claims/register/costs/new", methods=BOTH)
@policy(*OFFICE)
def new_cost(workshop_code: str) -> ResponseReturnValue:
    """A cost of a month with its voucher."""
    form: Any = CostForm()
    return _new("costs", form, lambda: _cost(form))


def _cost(form: Any) -> None:
    told = filled(form, "kind", "fen", "voucher", "source", "checked_on")
    row = actions.NewCost(month=read_month(form.month.data or ""), **told)
    actions.record_costs(current_user.actor, utc_now(), g.workshop.id, [row])


def _new(
    book: str, form: Any, act: Callable[[], None], offered: Callable[[], tuple[str, ...]] | None = None
) -> ResponseReturnValue:
    if book not in BOOKS:
        abort(404)
    if carried_out(form, act):
        return _done(book)
    names = offered() if offered else ()
    return render_template("claims/register_new.html", form=form, book=book, names=names), 400 if form.errors else 200


def _done(book: str) -> ResponseReturnValue:
    flash("已登记。")
    return redirect(url_for("register.book", workshop_code=g.workshop.code, book=book), 303)
