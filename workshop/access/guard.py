"""The one gate in front of every view: deny by default, another workshop's address is 404."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Protocol

from flask import Flask, abort, current_app, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.exc import DataError
from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter

from workshop.access.codes import read_code
from workshop.access.devices import find_device
from workshop.access.roles import OVERSEERS, READ_ONLY, Policy, find_policy, policy
from workshop.access.sessions import Account, find_account, touch_session
from workshop.access.worker_sessions import COOKIE_KEY, find_phone, touch_phone
from workshop.store.database import db
from workshop.store.scope import across_workshops, begin_with_nothing, narrow_to, scope

SHANGHAI = timezone(timedelta(hours=8))
LARGEST = 2**63 - 1


class _Key(IntegerConverter):
    """A number in an address, no larger than a database can be asked for: what cannot be there is not found."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **more})


class Place(Protocol):
    """What the gate must know of a workshop."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def code(self) -> str:
        """As it stands in addresses."""

    @property
    def county_code(self) -> str:
        """The county whose overseers may look."""


class UnguardedView(Exception):
    """A route whose view carries no policy; the program does not start with it."""


def utc_now() -> datetime:
    """The moment of a request, naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


def civil_today() -> date:
    """The civil date in Asia/Shanghai (pay rules 1.8)."""
    return datetime.now(SHANGHAI).date()


def install_guard(app: Flask, find_workshop: Callable[[str], Place | None]) -> None:
    """Puts the gate in front of `app`; `find_workshop` finds a workshop by the code in an address."""
    manager = LoginManager(app)
    manager.user_loader(lambda token: find_account(token, utc_now()))
    app.extensions["find-workshop"] = find_workshop
    app.url_map.converters["int"] = _Key
    app.view_functions["static"] = policy(scope="public")(app.view_functions["static"])
    app.before_request(_pass_or_refuse)
    app.teardown_request(_leave_scope)
    for unstorable in (OverflowError, DataError):  # what SQLite and PostgreSQL say of it
        app.register_error_handler(unstorable, _refuse_unstorable)


def check_policies(app: Flask) -> dict[str, Policy]:
    """The table endpoint → policy. Raises UnguardedView for a view without one, or one that names a workshop wrongly."""
    table = {}
    for rule in app.url_map.iter_rules():
        found = find_policy(app.view_functions[rule.endpoint])
        if found is None:
            raise UnguardedView(f"{rule.endpoint} ({rule.rule}) has no policy")
        if (found.scope == "workshop") != ("workshop_code" in rule.arguments):
            raise UnguardedView(f"{rule.endpoint} ({rule.rule}): scope and address disagree about the workshop")
        table[rule.endpoint] = found
    return table


def _refuse_unstorable(_: Exception) -> ResponseReturnValue:
    """A number or a text that no column can hold came through where no form had read it: the request is at fault, not the program."""
    db.session.rollback()
    current_app.logger.warning("a value that cannot be stored was sent to %s", request.endpoint)
    return current_app.handle_user_exception(BadRequest())


def _refuse_nul() -> None:
    """An address with NUL in it names nothing, and PostgreSQL cannot even be asked for it. Forms name the field themselves."""
    if any("\0" in str(part) for part in (request.view_args or {}).values()):
        abort(404)
    if any("\0" in text for texts in request.args.listvalues() for text in texts):
        abort(400)


def _leave_scope(_: BaseException | None) -> None:
    """The thread serves others next."""
    if token := g.pop("scope_before", None):
        scope.reset(token)


def _pass_or_refuse() -> Any:
    g.scope_before, g.phone = begin_with_nothing(), None
    if request.endpoint is None:
        return None  # no such address: Flask answers 404
    _refuse_nul()
    wanted = find_policy(current_app.view_functions[request.endpoint])
    if wanted is None:
        abort(403)
    if wanted.scope == "public":
        return _narrow_by_code()
    if wanted.scope in ("device", "uploading"):
        return _check_device(wanted)
    if wanted.scope == "own":
        return _check_phone()
    if not current_user.is_authenticated:
        return redirect(url_for("access.sign_in", next=request.full_path if request.method == "GET" else None))
    touch_session(current_user._get_current_object(), utc_now())
    return _check_account(wanted)


def _narrow_by_code() -> None:
    """Badges and tickets are open to whoever holds the paper; a code that this installation signed says which workshop."""
    if named := read_code(str((request.view_args or {}).get("code", ""))):
        narrow_to(named.workshop_id)


def _check_device(wanted: Policy) -> Any:
    """A tablet shows its token; a revoked one may only upload."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    device = find_device(token) if scheme == "Bearer" else None
    if device is None:
        return jsonify(error="这台平板没有登记,请重新扫码登记"), 401
    if device.revoked_at and wanted.scope == "device":
        return jsonify(error="这台平板已停用,只能上传还没传完的记录"), 403
    g.device = device
    narrow_to(device.workshop_id)
    return None


def _check_phone() -> Any:
    """A worker's own pages are opened by the digits alone; whose they are says the session, never the address."""
    phone = find_phone(str(session.get(COOKIE_KEY, "")), utc_now())
    if phone is None:
        return redirect(url_for("mine.door"))
    narrow_to(phone.workshop_id)
    touch_phone(phone, utc_now())
    g.phone = phone
    return None


def _check_account(wanted: Policy) -> None:
    account: Account = current_user
    if wanted.scope == "workshop":
        g.workshop = _get_workshop(account)
        narrow_to(g.workshop.id)
    elif account.workshop_id is not None:
        narrow_to(account.workshop_id)
    if wanted.roles and account.role not in wanted.roles:
        abort(403)
    if account.role in READ_ONLY and request.method not in ("GET", "HEAD") and request.endpoint != "access.sign_out":
        abort(403)


def _get_workshop(account: Account) -> Place:
    with across_workshops("the code in the address says which workshop; whether one may see it is decided below"):
        place: Place | None = current_app.extensions["find-workshop"]((request.view_args or {})["workshop_code"])
    if place is None:
        abort(404)
    within = place.county_code == account.county_code if account.role in OVERSEERS else place.id == account.workshop_id
    if not within:
        abort(404)
    return place
