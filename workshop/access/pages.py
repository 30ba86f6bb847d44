"""Signing in and out, and the page that everyone sees first."""

import re

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from workshop.access.forms import SignInForm
from workshop.access.guard import utc_now
from workshop.access.languages.choosing import find_origin
from workshop.access.passwords import check_login
from workshop.access.roles import policy
from workshop.access.sessions import Account, end_sessions, find_account, open_session
from workshop.kernel.faults import Refused
from workshop.store.scope import across_workshops

pages = Blueprint("access", __name__)
_LOCAL = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f]*")


@pages.route("/sign-in", methods=["GET", "POST"])
@policy(scope="public")
def sign_in() -> ResponseReturnValue:
    """The door."""
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            account = _open(form)
        except Refused as refused:
            form.password.errors = [str(refused)]
            return render_template("access/sign_in.html", form=form), 403
        session.clear()
        login_user(account)
        return redirect(local_address(form.next.data) or url_for("home"))
    return render_template("access/sign_in.html", form=form)


def _open(form: SignInForm) -> Account | None:
    """Raises Refused."""
    with across_workshops("who signs in may be of any workshop"):
        account = check_login(form.login.data, form.password.data, request.remote_addr or "", utc_now())
        return find_account(open_session(account, utc_now()), utc_now())


@pages.post("/sign-out")
@policy(scope="signed_in")
def sign_out() -> ResponseReturnValue:
    """Ends this session on the server too."""
    end_sessions(current_user.actor, utc_now(), current_user.id, current_user.token)
    logout_user()
    session.clear()
    return redirect(url_for("access.sign_in"))


def local_address(address: str | None) -> str | None:
    """Only addresses of this site: `//elsewhere` and `https:` would lead a person away, and so would `/<tab>/elsewhere`.

    Browsers and the standard library take tabs and line ends out of an address before they read it.
    """
    return address if address and _LOCAL.fullmatch(address) else None


def find_referrer() -> str | None:
    """The page of this site on which the button stood, as the browser says; None for a stranger's or none."""
    came_from = find_origin()
    return local_address(came_from.path) if came_from.netloc == request.host else None
