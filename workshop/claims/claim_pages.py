"""Claims 申领: the list with what came of each, and one claim with its people, steps, scans and the next thing to do."""

from typing import Any, cast

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import Field

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, OFFICER, policy
from workshop.claims.actions.attachments import attach_document, remove_attachment
from workshop.claims.actions.claiming import check_claim, draft_claim, move_claim, set_claim_eyes
from workshop.claims.forms.claim import MoveForm, ScanForm, StartForm
from workshop.claims.next_steps import list_road, mark_of, tell_next
from workshop.claims.queries.attachments import get_attachment, list_attachments, read_attachment
from workshop.claims.queries.claims import get_claim, list_claims, list_makers, list_steps, sum_money
from workshop.claims.queries.holds import needs_two
from workshop.claims.queries.inspection import find_open_questions
from workshop.claims.queries.notices import look_at_notices
from workshop.claims.rules.asked import tell_open
from workshop.claims.rules.claiming.moves import MOVES, Verb, list_moves
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.posting.standing import find_next, our_rules
from workshop.claims.values import STATES, Claim
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_yuan
from workshop.people.queries import worker_ids

pages = Blueprint("claim_sheets", __name__)
READERS = (MANAGER, ACCOUNTANT, OFFICER, AUDITOR)
# The fields that a step asks for.
FIELDS: dict[Verb, tuple[str, ...]] = {
    "check": ("reason",),
    "submit": ("day", "reason"),
    "return": ("reason",),
    "revise": ("reason",),
    "approve": ("fen", "day", "document_number", "reason"),
    "receive": ("fen", "day", "reason"),
    "repay": ("fen", "day", "reason"),
    "withdraw": ("reason",),
}


@pages.get("/w/<workshop_code>/claims/sheets")
@policy(*READERS)
def claims(workshop_code: str) -> ResponseReturnValue:
    """Every claim, the newest first."""
    page = {"lines": list_claims(g.workshop.id), "needs_two": needs_two(g.workshop.id), "mark_of": mark_of}
    return render_template("claims/claims.html", form=MoveForm(None), tell_next=tell_next, **page)


@pages.post("/w/<workshop_code>/claims/<programme_id>/claim")
@policy(*OFFICE)
def start(workshop_code: str, programme_id: str) -> ResponseReturnValue:
    """A draft from what the paper's page shows."""
    form = StartForm()
    if not form.validate_on_submit():
        raise Refused("期间或申领日不对", "请回到补贴的页面,核对日期后再按一次")
    days: list[Any] = [form.first.data, form.last.data, form.on.data]
    asked = Asked(*days)
    made = draft_claim(current_user.actor, utc_now(), g.workshop, programme_id, form.benefit.data or "", asked)
    return redirect(url_for("claim_sheets.claim", workshop_code=workshop_code, claim_id=made), 303)


@pages.get("/w/<workshop_code>/claims/<int:claim_id>")
@policy(*READERS)
def claim(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """One claim."""
    return _show(claim_id, MoveForm(None), ScanForm(None))


@pages.post("/w/<workshop_code>/claims/<int:claim_id>/move")
@policy(*OFFICE)
def move(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """One step further, or back."""
    form, today = MoveForm(), civil_today()
    verb = cast("Verb", form.verb.data)
    if not form.validate_on_submit() or verb not in FIELDS:
        return _show(claim_id, form, ScanForm(None)), 400
    try:
        _take_step(form, claim_id, verb)
    except Refused as refused:
        _tell(form, refused, form.verb)
        return _show(claim_id, form, ScanForm(None)), 400
    flash(f"✓ {MOVES[verb][0]}:已记下({today})。")
    return redirect(url_for("claim_sheets.claim", workshop_code=workshop_code, claim_id=claim_id), 303)


def _tell(form: Form, refused: Refused, otherwise: Field) -> None:
    """Puts the sentence at its field."""
    field = form[refused.field] if any(refused.field == one.name for one in form) else otherwise
    field.errors = [str(refused)]


def _take_step(form: MoveForm, claim_id: int, verb: Verb) -> None:
    who, today, reason = (current_user.actor, utc_now()), civil_today(), form.reason.data or ""
    if verb == "check":
        check_claim(*who, g.workshop, claim_id, today, reason)
        return
    fen = parse_yuan(form.fen.data) if form.fen.data else None
    told: dict[str, Any] = {
        "fen": fen,
        "day": form.day.data,
        "reason": reason,
        "document_number": form.document_number.data or "",
    }
    move_claim(*who, g.workshop.id, claim_id, verb, today, **told)


@pages.post("/w/<workshop_code>/claims/eyes")
@policy(MANAGER)
def eyes(workshop_code: str) -> ResponseReturnValue:
    """One manager alone, or two people again."""
    set_claim_eyes(
        current_user.actor, utc_now(), g.workshop.id, request.form.get("needed") == "1", request.form.get("reason", "")
    )
    return redirect(url_for("claim_sheets.claims", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/claims/<int:claim_id>/scans")
@policy(*OFFICE)
def attach(workshop_code: str, claim_id: int) -> ResponseReturnValue:
    """A scan or photo more."""
    form = ScanForm()
    try:
        if not form.validate_on_submit():
            return _show(claim_id, MoveForm(None), form), 400
        worker = _find_worker(form.worker.data or "")
        file = form.file.data
        attach_document(
            *(current_user.actor, utc_now(), g.workshop.id, claim_id, form.document.data),
            *(file.filename or "", file.read(), worker),
        )
    except Refused as refused:
        _tell(form, refused, form.file)
        return _show(claim_id, MoveForm(None), form), 400
    return redirect(url_for("claim_sheets.claim", workshop_code=workshop_code, claim_id=claim_id), 303)


def _find_worker(number: str) -> int | None:
    if not number.strip():
        return None
    found = worker_ids(g.workshop.id).get(number.strip())
    if found is None:
        raise Refused(f"没有工号 {number.strip()[:20]}", "请核对工号,车间的材料不用填", "worker")
    return found


@pages.get("/w/<workshop_code>/claims/scans/<int:scan_id>")
@policy(*READERS)
def scan(workshop_code: str, scan_id: int) -> ResponseReturnValue:
    """What was scanned."""
    found = get_attachment(g.workshop.id, scan_id)
    return Response(read_attachment(g.workshop.id, scan_id), mimetype=found.media_type)


@pages.post("/w/<workshop_code>/claims/scans/<int:scan_id>/remove")
@policy(*OFFICE)
def remove(workshop_code: str, scan_id: int) -> ResponseReturnValue:
    """Takes one away, with a reason."""
    remove_attachment(current_user.actor, utc_now(), g.workshop.id, scan_id, request.form.get("reason", ""))
    flash("✓ 已拿掉。")
    found = get_attachment(g.workshop.id, scan_id)
    return redirect(url_for("claim_sheets.claim", workshop_code=workshop_code, claim_id=found.claim_id), 303)


def _is_own_hand(claim_id: int) -> bool:
    """Whether who looks prepared the claim and so may not submit it; a manager alone may, once that is on the record."""
    mine = current_user.actor.account_id in list_makers(g.workshop.id, claim_id)
    return mine and (current_user.role != MANAGER or needs_two(g.workshop.id))


def _posting(claim: Claim) -> dict[str, Any]:
    """How it stands with its notices, each with its next step."""
    found = look_at_notices(g.workshop.id, claim, civil_today())
    lines = [(one, find_next(one, civil_today())) for one in found.notices]
    told = tuple(f"{one.posted_by}的公示:" for one in found.notices)  # its next step says it better
    more = [lack for lack in found.lacks if not lack.startswith(told)]
    return {"posting": found, "posted": lines, "demanded": our_rules(found.rules), "unmet": more}


def _show(claim_id: int, form: MoveForm, scan_form: ScanForm) -> str:
    found, steps = get_claim(g.workshop.id, claim_id), list_steps(g.workshop.id, claim_id)
    moves, money = [verb for verb in list_moves(found.state) if verb in FIELDS], sum_money(steps)
    more: dict[str, Any] = {
        "moves": moves,
        "FIELDS": FIELDS,
        "MOVES": MOVES,
        "STATES": STATES,
        "next": tell_next(found.state, money["approved"], money["received"]),
        "road": list_road(found.state),
        "own_hand": "submit" in moves and _is_own_hand(claim_id),
        "money": money,
        **_posting(found),
    }
    scans = list_attachments(g.workshop.id, claim_id)
    waiting = find_open_questions(g.workshop.id, found, civil_today())
    more |= {"unanswered": tell_open(waiting or ()), "waiting": None if waiting is None else len(waiting)}
    return render_template(
        "claims/claim.html", claim=found, steps=steps, scans=scans, form=form, scan_form=scan_form, **more
    )
