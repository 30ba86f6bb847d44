"""查验: what anybody may learn of a paper by its code; open to all, shows nothing but what lets a person compare."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from workshop.access.guard import utc_now
from workshop.access.roles import policy
from workshop.kernel.faults import Refused
from workshop.kernel.words import amount_in_words
from workshop.papers.issue.issuing import get_keys
from workshop.papers.issue.looking import look_up, look_up_file, look_up_typed
from workshop.papers.issue.verdicts import Verdict
from workshop.store.demonstration import is_demonstration

pages = Blueprint("verify", __name__)


@pages.get("/v/")
@policy(scope="public")
def ask() -> ResponseReturnValue:
    """Where to begin without a scanner."""
    return render_template("papers/verify_ask.html", fingerprint=get_keys().paper_fingerprint)


@pages.get("/v/public.pem")
@policy(scope="public")
def public_key() -> ResponseReturnValue:
    """The public key, for those who check without network."""
    return Response(get_keys().paper_public, mimetype="application/x-pem-file")


@pages.get("/v/<code>")
@policy(scope="public")
def verify(code: str) -> ResponseReturnValue:
    """What the code leads to."""
    try:
        return _show(code, look_up(code, request.remote_addr or "", utc_now()))
    except Refused as refused:
        return _slow_down(refused)


@pages.post("/v/<code>")
@policy(scope="public")
def compare(code: str) -> ResponseReturnValue:
    """With what stands on the paper in hand, or with its file."""
    sender, file = request.remote_addr or "", request.files.get("file")
    try:
        if file and file.filename:
            return _show(code, look_up_file(code, file.read(), sender, utc_now()), "file")
        typed = request.form.get("typed", "").strip()[:40]
        verdict = look_up_typed(code, typed, sender, utc_now()) if typed else look_up(code, sender, utc_now())
        return _show(code, verdict, typed)
    except Refused as refused:
        return _slow_down(refused)


def _show(code: str, verdict: Verdict, compared: str = "") -> ResponseReturnValue:
    invented = verdict.issued is not None and is_demonstration(verdict.issued.workshop_id)
    shown = {"code": code, "verdict": verdict, "compared": compared, "demonstration": invented}
    page = render_template("papers/verify.html", in_words=amount_in_words, **shown)
    return page, 404 if verdict.answer == "forged" else 200


def _slow_down(refused: Refused) -> ResponseReturnValue:
    return render_template("papers/verify_ask.html", refused=refused, fingerprint=get_keys().paper_fingerprint), 429
