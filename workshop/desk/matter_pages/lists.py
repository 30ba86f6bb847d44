"""The list of matters, a new one, and the limits of time."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, OFFICE, policy
from workshop.claims.queries.register_lists import pick_worker
from workshop.desk.actions.limits import set_limit
from workshop.desk.actions.matters import raise_matter
from workshop.desk.forms.matters import FIELDS, LimitForm, NewMatterForm
from workshop.desk.matter_pages.blueprint import READERS, forget_way_back, pages
from workshop.desk.paging import take_part
from workshop.desk.queries.limits import load_limits
from workshop.desk.queries.matters import MatterLine, list_matters
from workshop.desk.rules.matters import Injury
from workshop.pay.queries.sifting import find_names
from workshop.people.forms.fields import carried_out, given
from workshop.people.queries import list_workers

HINTS = {
    "worker": "工号、姓名或拼音首字母",
    "paper": "本人写了纸条或签了字的,写纸在哪里",
    "last": "一天的事不用填",
    "found": "知道多少写多少,以后可以补",
}


@pages.get("/w/<workshop_code>/desk/matters")
@policy(*READERS)
def matters(workshop_code: str) -> ResponseReturnValue:
    """Open matters first, the nearest limit first."""
    forget_way_back()
    wish = {name: request.args.get(name, "")[:40] for name in ("show", "kind", "q")}
    everything = list_matters(g.workshop.id, civil_today())
    people = find_names(g.workshop.id, wish["q"])
    found = [line for line in everything if _fits(line, wish, people)]
    counts = {state: sum(_is(line, state) for line in everything) for state in ("", "over", "closed", "all")}
    return render_template("desk/matters.html", part=take_part(found), wish=wish, counts=counts)


def _is(line: MatterLine, show: str) -> bool:
    if show == "over":
        return line.clock is not None and line.clock.state == "over"
    return show == "all" or line.standing.open is (show != "closed")


def _fits(line: MatterLine, wish: dict[str, str], people: set[int] | None) -> bool:
    """`people`: those whom the words mean by number, name or pinyin; None: nothing was typed."""
    raised, sought = line.raised, wish["q"].strip().upper()
    named = people is None or raised.worker_id in people or sought in raised.number.upper()
    return named and _is(line, wish["show"]) and wish["kind"] in ("", raised.kind)


@pages.route("/w/<workshop_code>/desk/matters/new", methods=["GET", "POST"])
@policy(*OFFICE)
def new_matter(workshop_code: str) -> ResponseReturnValue:
    """A matter that somebody without a phone brings."""
    kind = request.args.get("kind", "dispute")
    kind = kind if kind in FIELDS else "dispute"
    form: Any = NewMatterForm(worker=request.args.get("worker", "")[:40]).offer(kind)
    made: list[int] = []
    if carried_out(form, lambda: made.append(_raise(kind, form))):
        flash("✓ 事项已记下。")
        return redirect(url_for("matters.matter", workshop_code=workshop_code, matter_id=made[0]), 303)
    shown = {"kind": kind, "fields": FIELDS[kind], "hints": HINTS, "people": list_workers(g.workshop.id, civil_today())}
    return render_template("desk/new_matter.html", form=form, **shown), 400 if form.errors else 200


def _raise(kind: str, form: Any) -> int:
    known = Injury(form.first.data, *(form[name].data or "" for name in ("at", "place", "body", "text")))
    injury = Injury(**vars(known) | {name: form[name].data or "" for name in ("witness", "hospital", "found")})
    typed = (form.worker.data or "").strip()
    worker = pick_worker(g.workshop.id, typed.split()[0], civil_today()) if typed else None
    told = {"first": form.first.data, "last": form.last.data, "fen": form.fen.data, "paper": form.paper.data or ""}
    told |= {"topic": form.topic.data or "", "injury": injury if kind == "injury" else None}
    return raise_matter(g.workshop.id, kind, worker, form.text.data or "", current_user.actor, utc_now(), **told)


@pages.get("/w/<workshop_code>/desk/limits")
@policy(*READERS)
def limits_page(workshop_code: str) -> ResponseReturnValue:
    """Every limit of time with its source, and who compared it when."""
    return _show_limits(LimitForm(formdata=None))


@pages.post("/w/<workshop_code>/desk/limits")
@policy(MANAGER)
def set_limits(workshop_code: str) -> ResponseReturnValue:
    """The manager sets one from a day on."""
    form: Any = LimitForm()
    if not carried_out(form, lambda: _set(form)):
        return _show_limits(form), 400
    flash("✓ 期限已记下。")
    return redirect(url_for("matters.limits_page", workshop_code=workshop_code), 303)


def _set(form: Any) -> None:
    figures = (form.name.data, form.amount.data, given(form.valid_from.data, "valid_from"))
    told = (form.source.data or "", form.checked_on.data)
    set_limit(current_user.actor, utc_now(), g.workshop.id, *figures, *told)


def _show_limits(form: LimitForm) -> str:
    return render_template("desk/limits.html", limits=load_limits(g.workshop.id, civil_today()), form=form)
