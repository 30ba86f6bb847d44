"""The buttons by which a person chooses the language of the pages on this phone."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from workshop.access.languages.choosing import COOKIE, YEAR, is_offered
from workshop.access.pages import local_address
from workshop.access.roles import policy

pages = Blueprint("language", __name__)


@pages.post("/language")
@policy(scope="public")
def choose() -> ResponseReturnValue:
    """Keeps the choice for a year and leads back to where the button stood."""
    answer = redirect(local_address(request.form.get("back")) or url_for("home"), 303)
    chosen = request.form.get("language", "")
    if is_offered(chosen):
        answer.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Lax")
    return answer
