"""Work taken home by three households, all of it typed without network: tablet, books and slips say the same to the fen."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser.fake_sync import PIN
from tests.browser.tablet import PORTRAIT, Tablet, browser
from tests.browser.test_tablet_day import Server
from tests.conftest import BOSS, W001
from tests.pay.stage import Stage, a_new_worker
from workshop.access.devices import make_enrolment
from workshop.access.guard import civil_today, utc_now
from workshop.access.pins import set_pin
from workshop.access.rows import AccountRow
from workshop.floor.queries.inbox import list_waiting
from workshop.kernel.money import round_half_up
from workshop.kernel.periods import Period
from workshop.pay.actions import compute_run
from workshop.people.actions import add_workers
from workshop.store.database import db, fetch_all
from workshop.takehome.actions import NewIssue, NewMaterial, issue_order
from workshop.takehome.queries import load_balances
from workshop.takehome.queries.closing import load_closing
from workshop.takehome.queries.returns import list_returns

pytestmark = pytest.mark.browser

PRICE = 4600  # 0.46 yuan a piece, as the stage has it
YARN = NewMaterial("棉线", "公斤", 1000, 525, 300, 123_400)
LABEL = NewMaterial("布标", "个", 20_000, 10_000, 200, 850)


class Home(NamedTuple):
    """What a household takes and brings: yarn in kg, labels, and (good, own, other, rework) of each return."""

    number: str
    yarn: str
    labels: str
    returns: tuple[tuple[int, int, int, int], ...]
    yarn_back: str


HOMES = (
    Home("004", "10.5", "190", ((60, 2, 0, 0), (70, 0, 3, 8), (7, 1, 0, 0)), "0.4"),
    Home("005", "8", "150", ((45, 0, 0, 5), (31, 1, 2, 0), (4, 1, 0, 0)), "1.125"),
    Home("006", "6.333", "120", ((50, 4, 1, 3), (20, 0, 0, 0), (3, 0, 0, 0)), ""),
)


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """Two contractors and a worker, and a bag that the office gave to somebody else a week ago."""
    stage = Stage()
    people = [("005", "田桂花", "contract", "承揽"), ("006", "向春梅", "standard", "劳动合同")]
    add_workers(BOSS, utc_now(), W001, [a_new_worker(*one) for one in people])
    before = civil_today() - timedelta(days=8)
    known = NewIssue(stage.workers["001"], stage.operations["HOM-01"], before, (YARN, LABEL), bag_no=1)
    issue_order(BOSS, utc_now(), W001, known)
    zhou = db.session.execute(select(AccountRow.id).where(AccountRow.login == "zhou")).scalar_one()
    set_pin(BOSS, utc_now(), zhou, PIN)
    running = Server(app)
    yield running
    running.away()


def test_three_households_without_network_from_the_bag_to_the_slip(server: Server, tmp_path: Path) -> None:
    code = make_enrolment(BOSS, utc_now(), W001)
    zhou = str(db.session.execute(select(AccountRow.id).where(AccountRow.login == "zhou")).scalar_one())
    with browser(tmp_path / "profile", PORTRAIT) as context:
        address = f"http://127.0.0.1:{server.port}/tablet/"
        tablet = Tablet(context, address).enrol(code).enter(zhou)
        tablet.wait_ready_for_offline()
        server.away()
        issues = [_issue(tablet, home) for home in HOMES]
        returns: list[int] = []
        for turn in range(2):
            returns += [_return(tablet, bag, home, turn) for bag, home in zip((2, 3, 4), HOMES, strict=True)]
        tablet.crash()
        tablet = Tablet(context, address).open().enter(zhou)
        assert len(tablet.stored()) == 3 + 6
        _mistake(tablet)
        returns += [_return(tablet, bag, home, 2) for bag, home in zip((2, 3, 4), HOMES, strict=True)]
        shown = [_close(tablet, bag) for bag in (2, 3, 4)]
        print(f"touches besides digits: issues {issues}, returns {returns}")
        assert max(issues) <= 6
        assert max(returns) <= 5
        assert tablet.badge() == tablet.waiting() == len(tablet.stored()) == 17

        server.up()
        for _ in range(30):
            tablet.hurry()
            tablet.page.wait_for_timeout(500)
            if tablet.waiting() == 0:
                break
        assert tablet.badge() == tablet.waiting() == 0
        assert tablet.errors == []
        _bags_agree(tablet)
    db.session.rollback()
    assert [(one.code, one.reason) for one in list_waiting(W001)] == []
    _books_agree(shown)
    _slips_agree(shown)


def _issue(tablet: Tablet, home: Home) -> int:
    """Gives a household its material; answers the touches besides digits, from another page on."""
    before = len(tablet.stored())
    tablet.go("capture")
    tablet.touches = 0
    tablet.go("issue")
    worker = _worker_id(home.number)
    if not tablet.page.query_selector(f"[data-worker='{worker}']"):
        tablet.tap("[data-filter=all]")
    tablet.tap(f"[data-worker='{worker}']")
    _number(tablet, home.yarn)
    tablet.tap(".number >> nth=1")
    _number(tablet, home.labels)
    tablet.next()
    tablet.wait_saved(before + 1)
    return tablet.touches - len(home.yarn + home.labels)


def _return(tablet: Tablet, bag: int, home: Home, turn: int) -> int:
    """Takes back what is brought; answers the touches besides digits, from the page with the bags on."""
    before = len(tablet.stored())
    if tablet.page.get_attribute("#tablet", "data-screen") != "return":
        tablet.go("return")
    tablet.touches = typed = 0
    tablet.tap(f"[data-bag='{bag}']")
    for place, count in enumerate(home.returns[turn]):
        if count:
            if place:
                tablet.tap(f".number >> nth={place}")
            tablet.type(str(count))
            typed += len(str(count))
    if turn == 2 and home.yarn_back:
        tablet.tap(".number >> nth=4")
        _number(tablet, home.yarn_back)
        typed += len(home.yarn_back)
    tablet.next()
    tablet.wait_saved(before + 1)
    return tablet.touches - typed


def _mistake(tablet: Tablet) -> None:
    """A return into the wrong bag, taken back with one touch."""
    tablet.go("return")
    tablet.tap("[data-bag='3']")
    tablet.count("44")
    tablet.wait_saved(10)
    tablet.tap("[data-do=undo]")
    tablet.wait_saved(11)


def _close(tablet: Tablet, bag: int) -> int:
    """Closes a bag after its loss was shown; answers the fen that the key named."""
    before = len(tablet.stored())
    tablet.tap(f"[data-bag='{bag}']")
    tablet.tap("[data-do=close]")
    words = tablet.page.inner_text("[data-do=confirm-close]")
    tablet.tap("[data-do=confirm-close]")
    tablet.wait_saved(before + 1)
    fen = int(words.split("记损耗 ")[1].split(" 元")[0].replace(".", ""))
    assert tablet.stored()[-1]["body"]["shown"] == {"loss_fen": fen}
    return fen


def _number(tablet: Tablet, digits: str) -> None:
    tablet.type(digits)


def _worker_id(number: str) -> int:
    [(key,)] = fetch_all("SELECT id FROM worker WHERE workshop_id = :w AND worker_no = :no", w=W001, no=number)
    return int(key)


def _bags_agree(tablet: Tablet) -> None:
    """Only the office's bag is still out, on the tablet too, once it has heard of everything."""
    tablet.go("settings")
    tablet.tap("[data-do=reload]")
    tablet.page.wait_for_selector(".say:has-text('已是最新')")
    tablet.go("return")
    tablet.page.wait_for_selector(".progress:has-text('在外 1 袋')")
    assert [row.get_attribute("data-bag") for row in tablet.page.query_selector_all(".bag-row")] == ["1"]


def _orders() -> list[dict[str, Any]]:
    """The three orders by bag, with what every household brought in sum."""
    rows = fetch_all(
        "SELECT bag_no, id, worker_id, price, closed_on FROM takehome_order WHERE bag_no > 1 ORDER BY bag_no"
    )
    assert [(bag, price, on) for bag, _, _, price, on in rows] == [(n, PRICE, str(civil_today())) for n in (2, 3, 4)]
    sums = [[sum(counts) for counts in zip(*home.returns, strict=True)] for home in HOMES]
    return [
        {"order": order, "worker": worker, "good": good, "own": own, "other": other, "home": home}
        for (_, order, worker, _, _), (good, own, other, _), home in zip(rows, sums, HOMES, strict=True)
    ]


def _thousandths(text: str) -> int:
    whole, _, part = (text or "0").partition(".")
    return int(whole) * 1000 + int(part.ljust(3, "0"))


def _loss(order: dict[str, Any], issued: int, returned: int, material: NewMaterial) -> int:
    """The loss of one material in fen, from what was typed alone (5.5)."""
    pieces = (order["good"] + order["own"] + order["other"]) * 1000
    assert material.per_piece is not None
    assert material.price is not None
    allowed = pieces * material.per_piece * (10_000 + material.loss_allowance)
    excess = max(0, (issued - returned) * 10**8 - allowed)
    return round_half_up(excess * material.price, 10**8 * 100_000)


def _books_agree(shown: list[int]) -> None:
    """issued = in pieces + returned + lost for both materials of every order, and the loss is the one that was shown."""
    for order, fen in zip(_orders(), shown, strict=True):
        home: Home = order["home"]
        lines = {line.name: line for line in load_balances(W001) if line.order_id == order["order"]}
        for material, issued, back in ((YARN, home.yarn, home.yarn_back), (LABEL, home.labels, "")):
            balance = lines[material.name].balance
            assert (balance.issued, balance.returned) == (_thousandths(issued), _thousandths(back))
            assert balance.holds
            assert balance.at_home == 0
            assert lines[material.name].pieces[:3] == tuple(order[name] * 1000 for name in ("good", "own", "other"))
        closing = load_closing(W001, order["order"], civil_today())
        assert closing.owed == fen
        assert closing.total == _loss(order, _thousandths(home.yarn), _thousandths(home.yarn_back), YARN) + _loss(
            order, _thousandths(home.labels), 0, LABEL
        )
        assert closing.total > 0


def _slips_agree(shown: list[int]) -> None:
    """The slip pays what came back, delivery by delivery, and deducts the loss that was shown."""
    today: date = civil_today()
    compute_run(BOSS, utc_now(), W001, Period(today.year, today.month))
    for order, fen in zip(_orders(), shown, strict=True):
        paid = (order["good"] + order["other"]) * 1000
        amount = round_half_up(paid * PRICE, 100_000)
        found = fetch_all(
            "SELECT l.quantity, l.price, l.amount FROM slip_line l JOIN slip s ON s.workshop_id = l.workshop_id"
            " AND s.id = l.slip_id WHERE s.worker_id = :worker AND l.kind = 'takehome'",
            worker=order["worker"],
        )
        assert found == [(paid, PRICE, amount)]
        lines = list_returns(W001, today, today, worker_id=order["worker"], standing=True)
        told = [(line.good, line.defect_own, line.defect_other) for line in lines]
        assert told == [tuple(count * 1000 for count in counts[:3]) for counts in order["home"].returns]
        [(owed,)] = fetch_all(
            "SELECT SUM(d.owed) FROM slip_deduction d JOIN slip s ON s.workshop_id = d.workshop_id AND s.id = d.slip_id"
            " WHERE s.worker_id = :worker AND d.step = 'loss'",
            worker=order["worker"],
        )
        assert owed == fen
