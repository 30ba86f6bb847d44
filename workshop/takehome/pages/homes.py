"""Accounts of households and of people without one: balances over all orders, reminders, limits."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import NotFound
from workshop.kernel.text import fold
from workshop.takehome.actions import NewLimit, set_limit
from workshop.takehome.forms import LimitForm
from workshop.takehome.pages.blueprint import READERS, day_or, pages, told
from workshop.takehome.pages.orders import in_order
from workshop.takehome.pages.refusals import carried
from workshop.takehome.queries.balances import MaterialLine, Only, load_balances
from workshop.takehome.queries.due import list_due
from workshop.takehome.queries.limits import LimitLine, list_limits
from workshop.takehome.queries.names import load_names
from workshop.takehome.queries.orders import OrderLine, list_orders
from workshop.takehome.queries.state import load_relation
from workshop.takehome.rules import Balance, sum_by

MOST = 5_000
LATELY = 50  # orders that are over, on an account


class Account(NamedTuple):
    """What lies at one home: open orders, how many of them overdue, pieces by unit, material by name and unit."""

    kind: str
    key: int
    title: str
    open: int
    overdue: int
    pieces: dict[str, int]
    materials: dict[tuple[str, str], Balance]


@pages.get("/w/<workshop_code>/takehome/homes")
@policy(*READERS)
def homes(workshop_code: str) -> ResponseReturnValue:
    """Every home with work, overdue first, and whom to remind."""
    return _show_homes(LimitForm(formdata=None, valid_from=civil_today()))


def _show_homes(form: Any) -> ResponseReturnValue:
    on, q = civil_today(), request.args.get("q", "").strip()[:40]
    lines = list_orders(g.workshop.id, on, "open", limit=MOST)
    accounts = [one for one in _accounts(lines) if fold(q) in fold(one.title)]
    page = render_template(
        "takehome/homes.html",
        q=q,
        accounts=sorted(accounts, key=lambda one: (-one.overdue, one.title)),
        due=list_due(g.workshop.id, on),
        limits=_in_force(list_limits(g.workshop.id)),
        form=form,
    )
    return (page, 400) if request.method == "POST" else page


def _accounts(lines: list[OrderLine]) -> list[Account]:
    _, households = load_names(g.workshop.id)
    grouped: dict[tuple[str, int], list[OrderLine]] = {}
    for line in lines:
        home = ("people", line.worker_id) if line.household_id is None else ("homes", line.household_id)
        grouped.setdefault(home, []).append(line)
    return [
        _account(kind, key, households[key].title if kind == "homes" else f"{mine[0].worker_no} {mine[0].name}", mine)
        for (kind, key), mine in grouped.items()
    ]


def _account(kind: str, key: int, title: str, lines: list[OrderLine]) -> Account:
    pieces: dict[str, int] = {}
    for line in lines:
        pieces[line.unit] = pieces.get(line.unit, 0) + line.outstanding
    overdue = sum(line.overdue(civil_today()) for line in lines)
    return Account(
        kind, key, title, len(lines), overdue, pieces, by_material(m for line in lines for m in line.materials)
    )


def by_material(lines: Iterable[MaterialLine]) -> dict[tuple[str, str], Balance]:
    """Balances added up by material and unit; what is not the same is not added."""
    return sum_by([((line.name, line.unit), line.balance) for line in lines])


def _in_force(limits: list[LimitLine]) -> dict[tuple[str, int], LimitLine]:
    """(kind, key) → the limit that holds today; everyone's under ("everyone", 0)."""
    found: dict[tuple[str, int], LimitLine] = {}
    for one in limits:
        whose = ("people", one.worker_id) if one.worker_id else ("homes", one.household_id or 0)
        whose = ("everyone", 0) if whose == ("homes", 0) else whose
        if one.valid_from <= civil_today():
            found.setdefault((whose[0], whose[1] or 0), one)
    return found


@pages.get("/w/<workshop_code>/takehome/<any(homes, people):kind>/<int:key>")
@policy(*READERS)
def home(workshop_code: str, kind: str, key: int) -> ResponseReturnValue:
    """One household's account, or one person's."""
    return _show_home(kind, key, LimitForm(formdata=None, valid_from=civil_today()))


def _show_home(kind: str, key: int, form: Any) -> ResponseReturnValue:
    shop, on = g.workshop.id, civil_today()
    only = Only(household_id=key) if kind == "homes" else Only(worker_id=key)
    title, members = _whose(kind, key)
    lines = list_orders(shop, on, "all", only, limit=MOST)
    limits = list_limits(shop)
    page = render_template(
        "takehome/home.html",
        kind=kind,
        key=key,
        title=title,
        members=[(key_, number, name, load_relation(shop, key_, on)) for key_, number, name in members],
        balances=by_material(load_balances(shop, only)),
        open=in_order([line for line in lines if line.state == "open"], on),
        over=[line for line in lines if line.state != "open"][:LATELY],
        due=list_due(shop, on, only=only),
        limits=[one for one in limits if _of(one, kind, key)],
        in_force=_in_force(limits),
        form=form,
    )
    return (page, 400) if request.method == "POST" else page


def _whose(kind: str, key: int) -> tuple[str, tuple[tuple[int, str, str], ...]]:
    people, households = load_names(g.workshop.id)
    if kind == "homes" and key in households:
        return households[key].title, households[key].members
    if kind == "people" and key in people:
        number, _, name = people[key].partition(" ")
        return people[key], ((key, number, name),)
    raise NotFound


def _of(one: LimitLine, kind: str, key: int) -> bool:
    return key == (one.household_id if kind == "homes" else one.worker_id)


@pages.post("/w/<workshop_code>/takehome/<any(homes, people, everyone):kind>/<int:key>/limit")
@policy(*OFFICE)
def limit(workshop_code: str, kind: str, key: int) -> ResponseReturnValue:
    """How much may lie at this home from a day on; key 0 with `everyone`."""
    form: Any = LimitForm()
    if kind != "everyone":
        _whose(kind, key)
    if carried(form, lambda: _set(form, kind, key)) is None:
        return _show_homes(form) if kind == "everyone" else _show_home(kind, key, form)
    told("限额已记下,以前的限额留着。")
    if kind == "everyone":
        return redirect(url_for("takehome.homes", workshop_code=workshop_code), 303)
    return redirect(url_for("takehome.home", workshop_code=workshop_code, kind=kind, key=key), 303)


def _set(form: Any, kind: str, key: int) -> int:
    typed = NewLimit(
        day_or(form.valid_from.data),
        worker_id=key if kind == "people" else None,
        household_id=key if kind == "homes" else None,
        pieces=form.pieces.data,
        days=form.days.data,
        blocks=form.blocks.data,
    )
    return set_limit(current_user.actor, utc_now(), g.workshop.id, typed)
