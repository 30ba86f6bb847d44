"""The rules of the house hold, and each of them is noticed when it is broken."""

from pathlib import Path

import pytest

import workshop
from tests.house import breaches

PACKAGE = Path(workshop.__file__).parent

PLANTED = {
    "a room imports one above it": ("people/queries.py", "from workshop.pay.queries import x", "arrows go down only"),
    "the kernel imports a room": ("kernel/money.py", "import workshop.store.database", "arrows go down only"),
    "somebody imports the composition root": ("pay/pages.py", "from workshop.app import create_app", "for nobody"),
    "a folder that is no room": ("utils/x.py", "x = 1", "no room of the house"),
    "rules import a table": ("pay/rules.py", "from workshop.pay.rows import SlipRow", "rules imports"),
    "rules import the framework": ("pay/rules.py", "from flask import request", "a rule imports flask"),
    "rules look at the clock": ("pay/rules.py", "from datetime import date\nx = date.today()", "looks at the clock"),
    "rules in a folder look at the clock": (
        "pay/rules/tax.py",
        "import datetime\nx = datetime.datetime.now()",
        "clock",
    ),
    "a page reads a table": ("floor/pages.py", "from workshop.floor.rows import OutputRow", "pages imports"),
    "a form reads a table": ("floor/forms.py", "from workshop.floor.rows import OutputRow", "forms imports"),
    "tables import an action": ("floor/rows.py", "from workshop.floor.actions import record", "rows imports"),
    "a commit outside the store": ("floor/actions.py", "def f(db):\n    db.session.commit()", "only store/transaction"),
    "a view without policy": ("floor/pages.py", "@pages.get('/x')\ndef view():\n    return ''", "carries no policy"),
    "a module too long": ("floor/queries.py", "x = 1\n" * 301, "301 lines"),
    "a function too long": ("floor/queries.py", "def f():\n" + "    x = 1\n" * 41, "f has 42 lines"),
}


def test_the_house_stands_as_drawn():
    assert breaches(PACKAGE) == []


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_breach_is_noticed(what: str, tmp_path: Path):
    name, code, sentence = PLANTED[what]
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(code)
    assert any(sentence in breach for breach in breaches(tmp_path)), breaches(tmp_path)


def test_a_clean_room_is_left_alone(tmp_path: Path):
    (tmp_path / "floor").mkdir()
    (tmp_path / "floor" / "rules.py").write_text(
        "from workshop.prices.rules import PriceBook\nfrom datetime import date\n"
    )
    assert breaches(tmp_path) == []
