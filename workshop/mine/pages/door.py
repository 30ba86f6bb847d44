"""The way in and out: the code of a badge, four digits, and a door that closes by itself."""

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from workshop.access.codes import Code, read_code
from workshop.access.guard import civil_today, utc_now
from workshop.access.pages import local_address
from workshop.access.roles import policy
from workshop.access.worker_pins import check_worker_pin
from workshop.access.worker_sessions import COOKIE_KEY, close_phone, find_phone, open_worker_session
from workshop.floor.queries.badges import Badge, find_badge
from workshop.kernel.faults import NotFound, Refused
from workshop.mine.pages.blueprint import LOOK, WAYS, YEAR, is_open_to, pages
from workshop.people.queries import find_workshop_by_id
from workshop.store.scope import within_one

CODE = "own_badge"  # which badge this phone scanned last, so that after a rest only the digits are asked
DIGITS = 4
BACK = "back"


@pages.get("/in")
@policy(scope="public")
def door() -> ResponseReturnValue:
    """For who is not in: the digits again where the phone knows the badge, else what to scan."""
    named = read_code(str(session.get(CODE, "")))
    if named is not None and _find_alone(named) is not None:
        return redirect(url_for("mine.pad", code=session[CODE]))
    return render_template("mine/door.html")


@pages.get("/<code>")
@policy(scope="public")
def pad(code: str) -> ResponseReturnValue:
    """Whose badge it is, and the keys; a phone that is open for him already goes in."""
    named, phone = read_code(code), find_phone(str(session.get(COOKIE_KEY, "")), utc_now())
    if phone and named and (named.kind, phone.workshop_id, phone.worker_id) == ("badge", named.workshop_id, named.id):
        return redirect(url_for("mine.today"))
    return _show(code, "")


@pages.post("/<code>")
@policy(scope="public")
def type_pin(code: str) -> ResponseReturnValue:
    """A key, or digits typed at once; the fourth digit opens. Without script every key is a page."""
    named, badge = _get(code)
    typed = _typed(request.form.get("pin", ""), request.form.get("key", ""))
    if len(typed) < DIGITS:
        return _show(code, typed)
    try:
        check_worker_pin(named.workshop_id, named.id, typed, request.remote_addr or "", utc_now())
    except Refused as refused:
        return _show(code, "", refused), 400
    session[COOKIE_KEY] = open_worker_session(utc_now(), named.workshop_id, badge.worker_id, named.issue)
    session[CODE] = code
    return redirect(url_for("mine.today"))


@pages.post("/out")
@policy(scope="public")
def leave() -> ResponseReturnValue:
    """Closes the door; `other` also forgets the badge: this is not me."""
    phone = find_phone(str(session.get(COOKIE_KEY, "")), utc_now())
    if phone is not None:
        close_phone(phone, utc_now())
    session.pop(COOKIE_KEY, None)
    if request.form.get("other"):
        session.pop(CODE, None)
    return redirect(url_for("mine.door"))


@pages.post("/look")
@policy(scope="public")
def look() -> ResponseReturnValue:
    """Large or usual type, words or pictures: kept on this phone for a year."""
    answer = redirect(local_address(request.form.get("back")) or url_for("mine.door"), 303)
    letters = {letter for name, letter in WAYS.items() if getattr(g.look, name)}
    letters ^= {WAYS[name] for name in WAYS if request.form.get("turn") == name}
    answer.set_cookie(LOOK, "".join(sorted(letters)) or "-", max_age=YEAR, httponly=True, samesite="Lax")
    return answer


def _typed(before: str, key: str) -> str:
    digits = "".join(letter for letter in before if letter in "0123456789")
    if key == BACK:
        return digits[:-1]
    return (digits + (key if key in "0123456789" else ""))[:DIGITS]


def _find_alone(named: Code) -> Badge | None:
    """As `_find`, where no address says which workshop."""
    with within_one(named.workshop_id):
        return _find(named)


def _find(named: Code) -> Badge | None:
    badge = find_badge(named.workshop_id, named.id, civil_today()) if named.kind == "badge" else None
    return badge if badge and is_open_to(badge, civil_today()) and badge.issue == named.issue else None


def _get(code: str) -> tuple[Code, Badge]:
    """The badge of a code. Raises NotFound for a forged code, a replaced badge and somebody who left long ago."""
    named = read_code(code)
    badge = _find(named) if named else None
    if named is None or badge is None:
        raise NotFound("badge")
    return named, badge


def _show(code: str, typed: str, refused: Refused | None = None) -> str:
    named, badge = _get(code)
    place = find_workshop_by_id(named.workshop_id)
    return render_template("mine/pad.html", code=code, badge=badge, typed=typed, refused=refused, place=place)
