"""The manager's accounts: who may sign in."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import utc_now
from workshop.access.roles import MANAGER, policy
from workshop.kernel.faults import Refused
from workshop.people import actions, queries
from workshop.people.forms.fields import carried_out
from workshop.people.forms.settings import AccountForm, PasswordForm
from workshop.people.pages.blueprint import pages


@pages.get("/w/<workshop_code>/accounts")
@policy(MANAGER)
def accounts(workshop_code: str) -> ResponseReturnValue:
    """Everyone who may sign in to this workshop, and who no longer may."""
    return render_template("people/accounts.html", accounts=queries.list_sign_ins(g.workshop.id))


@pages.route("/w/<workshop_code>/accounts/new", methods=["GET", "POST"])
@policy(MANAGER)
def new_account(workshop_code: str) -> ResponseReturnValue:
    """An account for somebody of the workshop."""
    form = AccountForm(role="supervisor")
    told = (current_user.actor, utc_now(), g.workshop.id, form.login.data, form.name.data or "", form.role.data)
    if carried_out(form, lambda: actions.add_sign_in(*told, form.password.data, form.worker_no.data or "")):
        flash(f"账号「{form.login.data}」已建好。请本人第一次登录后换成自己的密码。")
        return _back()
    return render_template("people/new_account.html", form=form), 400 if form.errors else 200


@pages.route("/w/<workshop_code>/accounts/<int:account_id>/password", methods=["GET", "POST"])
@policy(MANAGER)
def account_password(workshop_code: str, account_id: int) -> ResponseReturnValue:
    """A new password for somebody who forgot; everywhere they are signed in, they are signed out."""
    account = queries.get_sign_in(g.workshop.id, account_id)
    form = PasswordForm()
    told = (current_user.actor, utc_now(), g.workshop.id, account_id)
    if carried_out(form, lambda: actions.reset_password(*told, form.password.data)):
        flash(f"{account.name} 的密码已重设,之前的登录都已退出。")
        return _back()
    return render_template("people/account_password.html", form=form, account=account), 400 if form.errors else 200


@pages.route("/w/<workshop_code>/accounts/<int:account_id>/disable", methods=["GET", "POST"])
@policy(MANAGER)
def account_disable(workshop_code: str, account_id: int) -> ResponseReturnValue:
    """Nobody signs in with it any more; what it did stays."""
    account = queries.get_sign_in(g.workshop.id, account_id)
    if request.method == "POST":
        try:
            actions.disable_sign_in(current_user.actor, utc_now(), g.workshop.id, account_id)
            flash(f"账号「{account.login}」已停用。")
        except Refused as refused:
            flash(str(refused))
    return _back()


def _back() -> ResponseReturnValue:
    return redirect(url_for("people.accounts", workshop_code=g.workshop.code))
