"""公示: a claim's or a recognition's notice on the wall, what is to be done next and until when, and every step of it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.claims.actions.posting.hanging import (
    NewPosting,
    Subject,
    finish_notice,
    put_up_notice,
    restart_notice,
    take_down_notice,
)
from workshop.claims.actions.posting.objections import NewObjection, Settlement, record_objection, settle_objection
from workshop.claims.actions.posting.photos import attach_notice_photo
from workshop.claims.forms.notice import ObjectionForm, PutUpForm, SettleForm
from workshop.claims.notice_showing import (
    FORMS,
    choose_people,
    find_address,
    find_recognition,
    show_claim,
    show_notice,
    show_recognition,
)
from workshop.claims.queries.claims import get_claim
from workshop.claims.queries.notices import get_notice, read_notice_photo
from workshop.claims.rules.posting.doubts import tell_taken
from workshop.claims.rules.posting.standing import find_next, outcome_words
from workshop.claims.rules.posting.values import MOMENTS
from workshop.people.forms.fields import carried_out, given

pages = Blueprint("notices", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
MARKS = {"finished": "done", "hanging": "wait"}


@pages.context_processor
def words() -> dict[str, object]:
    """The words that the pages of notices use."""
    office = current_user.is_authenticated and current_user.role in OFFICE
    told = {"find_next": find_next, "tell_taken": tell_taken, "outcome_words": outcome_words}
    return told | {"MOMENTS": MOMENTS, "MARKS": MARKS, "office": office}


@pages.get("/w/<workshop_code>/claims/<int:claim_id>/notice")
@policy(*READERS)
def of_claim(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """The notices of a claim."""
    return show_claim(claim_id, {})


@pages.post("/w/<workshop_code>/claims/<int:claim_id>/notice")
@policy(*OFFICE)
def put_up(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """One more is put up for a claim."""
    get_claim(g.workshop.id, claim_id)
    form = PutUpForm()
    if carried_out(form, lambda: _put_up(Subject(claim_id), form)):
        flash("✓ 张贴已登记。现在拍一张贴在墙上的照片放进来。")
        return redirect(url_for("notices.of_claim", workshop_code=workshop_code, claim_id=claim_id), 303)
    return show_claim(claim_id, {"put_up": form})


@pages.get("/w/<workshop_code>/claims/recognition-notice/<programme_id>/<path:kind>")
@policy(*READERS)
def of_recognition(workshop_code: str, programme_id: str, kind: str) -> ResponseReturnValue:
    """The notices of a recognition."""
    return show_recognition(programme_id, kind, {})


@pages.post("/w/<workshop_code>/claims/recognition-notice/<programme_id>/<path:kind>")
@policy(*OFFICE)
def put_up_recognition(workshop_code: str, programme_id: str, kind: str) -> ResponseReturnValue:
    """One more is put up for a recognition."""
    find_recognition(programme_id, kind)
    form = PutUpForm()
    if carried_out(form, lambda: _put_up(Subject(None, programme_id, kind), form)):
        flash("✓ 张贴已登记。现在拍一张贴在墙上的照片放进来。")
        where: dict[str, Any] = {"workshop_code": workshop_code, "programme_id": programme_id, "kind": kind}
        return redirect(url_for("notices.of_recognition", **where), 303)
    return show_recognition(programme_id, kind, {"put_up": form})


@pages.post("/w/<workshop_code>/claims/notices/<int:notice_id>/<any(restart,photo,objection,down,finish):step>")
@policy(*OFFICE)
def record(workshop_code: str, notice_id: int, step: str) -> ResponseReturnValue:
    """The next thing that happened to a notice."""
    notice = get_notice(g.workshop.id, notice_id)
    (act, told), form = ACTS[step], FORMS[step]()
    if isinstance(form, ObjectionForm):
        form.worker.choices = choose_people(notice)
    if carried_out(form, lambda: act(notice.id, form)):
        flash(told)
        return redirect(find_address(notice), 303)
    return show_notice(notice, {(notice.id, step): form})


@pages.post("/w/<workshop_code>/claims/notices/<int:notice_id>/objections/<int:objection_id>")
@policy(*OFFICE)
def settle(workshop_code: str, notice_id: int, objection_id: int) -> ResponseReturnValue:
    """How an objection was settled."""
    notice, form = get_notice(g.workshop.id, notice_id), SettleForm()
    if carried_out(form, lambda: _settle(notice_id, objection_id, form)):
        flash("✓ 处理结果已登记。")
        return redirect(find_address(notice), 303)
    return show_notice(notice, {(notice_id, f"settle-{objection_id}"): form})


@pages.get("/w/<workshop_code>/claims/notices/photos/<int:photo_id>")
@policy(*READERS)
def photo(workshop_code: str, photo_id: int) -> ResponseReturnValue:
    """A photo of the wall."""
    media_type, content = read_notice_photo(g.workshop.id, photo_id)
    return Response(content, mimetype=media_type)


def _who() -> tuple[Any, Any, int]:
    return current_user.actor, utc_now(), g.workshop.id


def _put_up(subject: Subject, form: Any) -> None:
    told = {"days": form.days.data, "working_days": form.working_days.data, "basis": form.basis.data or ""}
    put_up_notice(*_who(), subject, NewPosting(form.by.data, **_hanging(form), **told), civil_today())


def _hanging(form: Any) -> dict[str, Any]:
    where = {"place": form.place.data or "", "paper": form.paper.data or "", "last": form.last.data}
    return {"on": given(form.on.data, "on")} | where


def _restart(notice_id: int, form: Any) -> None:
    new = NewPosting("", **_hanging(form), reason=form.reason.data or "")
    restart_notice(*_who(), notice_id, new, civil_today())


def _attach(notice_id: int, form: Any) -> None:
    file = form.file.data
    attach_notice_photo(*_who(), notice_id, form.moment.data, file.filename or "", file.read())


def _object(notice_id: int, form: Any) -> None:
    worker = int(form.worker.data) if form.worker.data else None
    new = NewObjection(given(form.on.data, "on"), form.way.data, form.text.data or "", form.who.data or "", worker)
    record_objection(*_who(), notice_id, new, civil_today())


def _settle(notice_id: int, objection_id: int, form: Any) -> None:
    new = Settlement(form.outcome.data, form.text.data or "", given(form.on.data, "on"), form.taken_off.data)
    settle_objection(*_who(), notice_id, objection_id, new, civil_today())


def _take_down(notice_id: int, form: Any) -> None:
    take_down_notice(*_who(), notice_id, given(form.on.data, "on"), civil_today())


def _finish(notice_id: int, form: Any) -> None:
    finish_notice(*_who(), notice_id, given(form.on.data, "on"), civil_today())


ACTS: Mapping[str, tuple[Callable[[int, Any], None], str]] = {
    "restart": (_restart, "✓ 重新张贴已登记,日子从头算。"),
    "photo": (_attach, "✓ 照片已放进来。"),
    "objection": (_object, "✓ 异议已登记,处理以后再登记结果。"),
    "down": (_take_down, "✓ 撤下已登记。"),
    "finish": (_finish, "✓ 公示结果已登记。"),
}
