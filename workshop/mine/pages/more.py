"""What lies at home, what was had in advance, and how far the subsidies are."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.claims.queries.progress import load_progress
from workshop.mine.pages.blueprint import pages
from workshop.mine.queries.home import load_home
from workshop.mine.queries.owed import load_debts
from workshop.mine.queries.products import load_looks
from workshop.mine.rules.saying import say_debts, say_home
from workshop.mine.speaking import write_words

HERS = (
    "劳动者",
    "户",
    "带训师傅",
)  # who is paid where it comes to the worker; all else is the workshop's or somebody else's


@pages.get("/home")
@policy(scope="own")
def home() -> ResponseReturnValue:
    """Take-home work: what lies at home, what came back, what is still owed; the open orders first."""
    own, looks = load_home(g.phone.workshop_id, g.phone.worker_id, civil_today()), load_looks(g.phone.workshop_id)
    spoken = write_words(say_home(own.out))
    return render_template("mine/home.html", own=own, spoken=spoken, on=civil_today(), looks=looks, here="home")


@pages.get("/owed")
@policy(scope="own")
def owed() -> ResponseReturnValue:
    """Advances and deductions: what is still open first."""
    debts = load_debts(g.phone.workshop_id, g.phone.worker_id)
    spoken = write_words(say_debts(debts.open))
    return render_template("mine/owed.html", debts=debts, spoken=spoken, here="owed")


@pages.get("/benefits")
@policy(scope="own")
def benefits() -> ResponseReturnValue:
    """How far the worker is with every subsidy of the place in the year that runs."""
    found = load_progress(g.phone.workshop_id, g.phone.worker_id, civil_today())
    own = [line for line in found.lines if line.payee in HERS]
    theirs = [line for line in found.lines if line.payee not in HERS]
    return render_template("mine/benefits.html", found=found, own=own, theirs=theirs, here="benefits")
