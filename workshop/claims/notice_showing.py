"""The page of a notice, put together: each notice with its next step, its doubts and its forms."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from workshop.access.forms import Form
from workshop.access.guard import civil_today
from workshop.claims.forms.notice import ObjectionForm, OnForm, PhotoForm, PutUpForm, RestartForm, SettleForm
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.notices import (
    find_list_changes,
    find_sheet_made,
    list_claim_notices,
    list_recognition_notices,
)
from workshop.claims.rules.paperwork import Notice
from workshop.claims.rules.posting.days import count_days
from workshop.claims.rules.posting.doubts import list_doubts
from workshop.claims.rules.posting.standing import OURS, find_next, find_rules, our_rules
from workshop.claims.rules.posting.values import PublicNotice
from workshop.claims.rules.programme import Programme
from workshop.claims.shelf import load_shelf
from workshop.claims.values import Claim
from workshop.kernel.faults import NotFound
from workshop.people.queries import load_office_calendar

FORMS: Mapping[str, type[Form]] = {
    "restart": RestartForm,
    "photo": PhotoForm,
    "objection": ObjectionForm,
    "down": OnForm,
    "finish": OnForm,
}
Sent = Mapping[Any, Any]  # forms that were sent: `put_up`, or (notice, step)


def find_address(notice: PublicNotice) -> str:
    """The page that a notice stands on."""
    if notice.claim_id is not None:
        return url_for("notices.of_claim", workshop_code=g.workshop.code, claim_id=notice.claim_id)
    where: dict[str, Any] = {"workshop_code": g.workshop.code, "programme_id": notice.programme, "kind": notice.kind}
    return url_for("notices.of_recognition", **where)


def show_notice(notice: PublicNotice, sent: Sent) -> ResponseReturnValue:
    """The page of a notice, with the forms that were sent."""
    if notice.claim_id is not None:
        return show_claim(notice.claim_id, sent)
    return show_recognition(notice.programme, notice.kind, sent)


def show_claim(claim_id: int, sent: Sent) -> ResponseReturnValue:
    """The notices of a claim. Raises NotFound."""
    claim = get_claim(g.workshop.id, claim_id)
    notices = list_claim_notices(g.workshop.id, claim_id)
    rules = find_rules(load_shelf()[0].get(claim.programme_id), claim.version, claim.benefit)
    changes = find_list_changes(g.workshop.id, claim, notices)
    return _render(rules, notices, sent, claim, claim=claim, changes=changes)


def find_recognition(programme_id: str, kind: str) -> Programme:
    """The programme that has this way of recognition. Raises NotFound."""
    paper = load_shelf()[0].get(programme_id)
    if paper is None or not any(kind == one.name for version in paper.versions for one in version.recognition):
        raise NotFound(f"认定 {programme_id}")
    return paper


def show_recognition(programme_id: str, kind: str, sent: Sent) -> ResponseReturnValue:
    """The notices of a recognition. Raises NotFound."""
    paper = find_recognition(programme_id, kind)
    notices = list_recognition_notices(g.workshop.id, programme_id, kind)
    return _render(find_rules(paper, "", ""), notices, sent, None, paper=paper, kind=kind)


def _render(
    rules: Sequence[Notice], notices: Sequence[PublicNotice], sent: Sent, of: Claim | None, **page: Any
) -> ResponseReturnValue:
    on = civil_today()
    hanging = {one.posted_by for one in notices if of is not None or not one.finished}
    put_up_form = _mark("put-up", sent.get("put_up") or PutUpForm(formdata=None, on=on))
    waiting = [one for one in our_rules(rules) if one.by not in hanging]
    if waiting and "put_up" not in sent:
        put_up_form.by.data = waiting[0].by
    views = [_view(one, sent, of) for one in notices]
    counts = {one.by: _foresee(one) for one in waiting if one.days}
    status = 400 if any(form.errors for form in sent.values()) else 200
    told = {"rules": rules, "waiting": waiting, "counts": counts, "views": views, "form": put_up_form, "on": on}
    return render_template("claims/notice.html", can_put_up=set(OURS) - hanging, **told, **page), status


def _foresee(rule: Notice) -> str:
    """Until when it would hang from today on."""
    return count_days(civil_today(), rule.days or 1, rule.working_days, load_office_calendar()).sentence


def _view(notice: PublicNotice, sent: Sent, claim: Claim | None) -> dict[str, Any]:
    """A notice with its next step, its doubts and its forms."""
    forms = {step: sent.get((notice.id, step)) or make(formdata=None) for step, make in FORMS.items()}
    forms["objection"].worker.choices = choose_people(notice, claim)
    for objection in notice.open_objections:
        step = f"settle-{objection.id}"
        forms[step] = sent.get((notice.id, step)) or SettleForm(formdata=None)
    for step, form in forms.items():
        if "on" in form and form.on.data is None and not form.errors:
            form.on.data = civil_today()
        _mark(f"{step}-{notice.id}", form)
    made = find_sheet_made(g.workshop.id, notice.claim_id, notice.posting.sheet) if notice.claim_id else None
    next_step = find_next(notice, civil_today())
    return {"notice": notice, "next": next_step, "forms": forms, "doubts": list_doubts(notice, made)}


def choose_people(notice: PublicNotice, claim: Claim | None = None) -> list[SelectChoice]:
    """Whom an objection may be about."""
    nobody = SelectChoice("", "不是说某一个人")
    if notice.claim_id is None:
        return [nobody]
    people = (claim or get_claim(g.workshop.id, notice.claim_id)).people
    return [nobody, *(SelectChoice(str(one.worker_id), f"{one.worker_no} {one.name}") for one in people)]


def _mark(name: str, form: Any) -> Any:
    """Fields of several forms on a page have ids of their own, so that each label is that of its field."""
    for field in form:
        field.id = field.label.field_id = f"{name}-{field.name}"
    return form
