"""Signing in and out, and the page that everyone sees first."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from workshop.access.forms import SignInForm
from workshop.access.guard import utc_now
from workshop.access.passwords import check_login
from workshop.access.roles import policy
from workshop.access.sessions import end_sessions, find_account, open_session
from workshop.kernel.faults import Refused

pages = Blueprint("access", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
@policy(scope="public")
def sign_in() -> ResponseReturnValue:
    """The door."""
    form = SignInForm(next=request.args.get("next"))
    if form.validate_on_submit():
        try:
            account = check_login(form.login.data, form.password.data, request.remote_addr or "", utc_now())
        except Refused as refused:
            form.password.errors = [str(refused)]
            return render_template("access/sign_in.html", form=form), 403
        session.clear()
        login_user(find_account(open_session(account, utc_now()), utc_now()))
        return redirect(local_address(form.next.data) or url_for("home"))
    return render_template("access/sign_in.html", form=form)


@pages.post("/sign-out")
@policy(scope="signed_in")
def sign_out() -> ResponseReturnValue:
    """Ends this session on the server too."""
    end_sessions(current_user.actor, current_user.id, utc_now(), current_user.token)
    logout_user()
    session.clear()
    return redirect(url_for("access.sign_in"))


def local_address(address: str | None) -> str | None:
    """Only addresses of this site: `//elsewhere` and `https:` would lead a person away."""
    fine = address and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if fine else None
