"""The end of an order with its loss shown first, and everything that is taken back with a reason."""

from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import OFFICE, policy
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_yuan
from workshop.people.forms.fields import given
from workshop.takehome.actions import close_order, reopen_order, reverse_return, reverse_supply, void_order
from workshop.takehome.forms import CloseForm, ReasonForm
from workshop.takehome.pages.blueprint import BOTH, get_order, pages, signed, told
from workshop.takehome.pages.refusals import by_name, carried
from workshop.takehome.pages.returning import get_return
from workshop.takehome.queries.closing import load_closing
from workshop.takehome.queries.returns import list_supplies
from workshop.takehome.rules import Closing


@pages.route("/w/<workshop_code>/takehome/orders/<int:order_id>/close", methods=BOTH)
@policy(*OFFICE)
def close(workshop_code: str, order_id: int) -> ResponseReturnValue:
    """结单: what is shown is what is settled; if it changed meanwhile it is shown again."""
    found = get_order(order_id)
    form: Any = CloseForm() if request.method == "POST" else CloseForm(formdata=None, closed_on=civil_today())
    expected = load_closing(g.workshop.id, order_id, form.closed_on.data or civil_today())
    if request.method == "POST":
        done = carried(form, lambda: _close(form, order_id, expected), by_name(form, {"order": "closed_on"}))
        if done:
            told(f"{found.order_no} 已结单。{done.sentence}。")
            return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=order_id), 303)
    page = render_template("takehome/close.html", form=form, order=found, closing=expected)
    return (page, 400) if request.method == "POST" else page


def _close(form: Any, order_id: int, expected: Closing) -> Closing:
    if request.form.get("owed") != str(expected.owed):
        shown = format_yuan(expected.owed)
        raise Refused(f"刚才有人改过这张单,现在要赔 {shown} 元", "请看过新的数再按一次", "closed_on")
    day = given(form.closed_on.data, "closed_on")
    where = (current_user.actor, utc_now(), g.workshop.id, order_id, day)
    return close_order(*where, civil_today(), signed(form))


WORDS = {
    "void": ("作废这张单", "领料登记错了才作废;已经有交货的要先撤销交货。", "已作废。"),
    "reopen": ("撤销结单", "撤销以后可以再交货、再改,然后重新结。", "已撤销结单。"),
    "supply": ("撤销这笔补料", "补料记错了就撤销,再补记正确的。", "补料已撤销。"),
    "return": ("撤销这次交货", "交货记错了整条撤销;只是数不对请用「更正」。", "交货已撤销。"),
}


@pages.route("/w/<workshop_code>/takehome/<any(void, reopen, supply, return):what>/<int:key>/undo", methods=BOTH)
@policy(*OFFICE)
def take_back(workshop_code: str, what: str, key: int) -> ResponseReturnValue:
    """A wrong issue, a closing, a supply or a return is taken back, with its reason."""
    order_id = _order_of(what, key)
    form: Any = ReasonForm()
    if request.method == "POST":
        done = carried(form, lambda: _take_back(what, key, form.reason.data or ""), lambda _: form.reason)
        if done is not None:
            told(WORDS[what][2], done)
            return redirect(url_for("takehome.order", workshop_code=workshop_code, order_id=order_id), 303)
    title, hint, _ = WORDS[what]
    page = render_template("takehome/reason.html", form=form, order=get_order(order_id), title=title, hint=hint)
    return (page, 400) if request.method == "POST" else page


def _order_of(what: str, key: int) -> int:
    if what in ("void", "reopen"):
        return get_order(key).id
    if what == "return":
        return get_return(key)[1].id
    return _order_of_supply(key)


def _order_of_supply(key: int) -> int:
    order_id = request.args.get("order", 0, type=int)
    if not any(one.id == key for one in list_supplies(g.workshop.id, order_id)):
        raise NotFound
    return order_id


def _take_back(what: str, key: int, reason: str) -> tuple[Any, ...]:
    """Carries it out; answers the warnings."""
    where = (current_user.actor, utc_now(), g.workshop.id, key, reason)
    if what == "void":
        void_order(*where, on=civil_today())
    elif what == "reopen":
        reopen_order(*where, on=civil_today())
    else:
        act = reverse_return if what == "return" else reverse_supply
        return act(*where, on=civil_today()).warnings
    return ()
