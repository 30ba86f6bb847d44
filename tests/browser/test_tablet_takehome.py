"""Take-home work on the tablet: touches counted, nothing moves, what is typed is what is stored, the camera or words in its place."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.fake_sync import FakeSync
from tests.browser.tablet import LANDSCAPE, PORTRAIT, WATCH_SHIFTS, Tablet, big, browser
from tests.browser.takehome import give_work_home
from tests.browser.test_tablet_figures import BOXES, _violations
from workshop.access.guard import civil_today
from workshop.takehome.rules.balance import MaterialFacts, Pieces, compute_balance, expected_pieces, outstanding
from workshop.takehome.rules.loss import MaterialUse, compute_losses, paid_sum

pytestmark = pytest.mark.browser

# A camera that shows one code again and again.
CAMERA = """() => {
  const canvas = document.createElement("canvas");
  setInterval(() => canvas.getContext("2d").fillRect(Math.random() * 99, 0, 9, 9), 50);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
  window.BarcodeDetector = class { async detect() { return [{ rawValue: "https://example.test/s/g1-1.c2lnbmF0dXJl" }]; } };
}"""


@pytest.fixture
def fake() -> Iterator[FakeSync]:
    server = FakeSync(civil_today())
    give_work_home(server, 3)
    yield server.start()
    server.stop()


@pytest.fixture
def tablet(tmp_path: Path, fake: FakeSync) -> Iterator[Tablet]:
    with browser(tmp_path, LANDSCAPE) as context:
        opened = Tablet(context, fake.address).enrol().enter()
        opened.touches = 0
        yield opened
        assert opened.errors == []


def _deal(tablet: Tablet, digits: str = "10") -> dict:
    """Gives the second person material and answers the event."""
    before = len(tablet.stored())
    tablet.go("issue")
    tablet.tap(".person-row >> nth=1")
    tablet.count(digits)
    tablet.wait_saved(before + 1)
    return tablet.stored()[-1]


def test_giving_out_and_taking_back_cost_few_touches_and_store_what_was_typed(tablet: Tablet) -> None:
    issue = _deal(tablet)
    out = tablet.touches - len("10")
    assert out <= 6, out
    body = issue["body"]
    assert (issue["kind"], body["bag"], body["operation"], body["price"]) == ("takehome_issue", "4", "703", 500)
    assert body["materials"] == [
        {"name": "棉纱", "unit": "公斤", "issued": "10", "per_piece": 500, "loss": 300, "price": 125000}
    ]
    tablet.touches = 0
    tablet.go("return")
    tablet.tap("[data-bag='4']")
    tablet.type("120")
    tablet.tap(".number >> nth=1")
    tablet.type("3")
    tablet.tap(".number >> nth=4")
    tablet.count("1")
    tablet.wait_saved(2)
    back = tablet.touches - len("12031")
    print(f"touches besides digits: issue {out}, return with own defects and material {back}")
    assert back <= 5, back
    body = tablet.stored()[1]["body"]
    assert (body["issue"], body["good"], body["defect_own"]) == (issue["id"], "120", "3")
    assert body["materials"] == [{"position": 1, "name": "棉纱", "returned": "1"}]
    assert "还差 57 双" in tablet.page.inner_text("[data-bag='4']")  # (10 - 1) / 0.05 - 123


def test_a_bag_is_found_by_its_number_and_by_its_code(tablet: Tablet) -> None:
    tablet.go("return")
    tablet.count("2")
    assert tablet.page.inner_text(".person .no") == "2 号袋"
    tablet.page.tap("[data-do=scan]")
    tablet.page.wait_for_selector(".picker .note:has-text('请用数字键输袋上的号')")
    tablet.page.tap(".picker header button")
    tablet.page.evaluate(CAMERA)
    tablet.tap("[data-do=scan]")
    tablet.page.wait_for_selector(".person .no:has-text('1 号袋')")
    assert tablet.page.query_selector(".picker") is None


def test_a_bag_that_is_not_out_is_said_and_not_stored(tablet: Tablet) -> None:
    tablet.go("return")
    tablet.count("77")
    assert "没有 77 号袋在外面" in tablet.page.inner_text(".entry .say")
    tablet.go("issue")
    tablet.tap(".person-row >> nth=1")
    tablet.type("10")
    tablet.tap(".number >> nth=1")
    tablet.count("3")
    assert "3 号袋还在" in tablet.page.inner_text(".entry .say")
    assert tablet.stored() == []


def test_undoing_an_issue_a_return_and_a_closing_are_reversals(tablet: Tablet) -> None:
    issue = _deal(tablet)
    tablet.go("return")
    tablet.tap("[data-bag='4']")
    tablet.count("50")
    tablet.wait_saved(2)
    tablet.tap("[data-bag='4']")
    tablet.tap("[data-do=close]")
    assert "7.425 公斤 × 12.5 元 = 92.81 元" in tablet.page.inner_text(".closing")
    tablet.tap("[data-do=confirm-close]")
    tablet.wait_saved(3)
    tablet.page.wait_for_selector("[data-bag='4']", state="detached")
    for n, rest in ((4, "还差 150 双"), (5, "还差 200 双")):
        tablet.tap("[data-do=undo]")
        tablet.wait_saved(n)
        tablet.page.wait_for_selector(f"[data-bag='4']:has-text('{rest}')")
    tablet.tap("[data-do=undo]")
    tablet.wait_saved(6)
    tablet.page.wait_for_selector("[data-bag='4']", state="detached")
    events = tablet.stored()
    assert [event["body"].get("event") for event in events[3:]] == [events[2]["id"], events[1]["id"], issue["id"]]


def test_what_was_sent_counts_once_when_the_server_has_it(tablet: Tablet, fake: FakeSync) -> None:
    tablet.go("return")
    tablet.tap("[data-bag='1']")
    tablet.count("50")
    tablet.wait_saved(1)
    (event,) = tablet.stored()
    tablet.wait_sent()
    assert "还差 147 双" in tablet.page.inner_text("[data-bag='1']")
    document = fake.reference["takehome"]
    first = document["bags"][0]
    bags = [first | {"good": first["good"] + 50_000}, *document["bags"][1:]]
    fake.reference = fake.reference | {"version": "t+", "takehome": document | {"bags": bags, "applied": [event["id"]]}}
    tablet.go("settings")
    tablet.tap("[data-do=reload]")
    tablet.page.wait_for_selector(".say:has-text('已是最新')")
    tablet.go("return")
    assert "还差 147 双" in tablet.page.inner_text("[data-bag='1']")


def test_both_sides_may_sign_with_a_finger(tablet: Tablet) -> None:
    tablet.go("issue")
    tablet.tap(".person-row >> nth=1")
    tablet.tap("[data-chip=sign]")
    box = tablet.page.locator(".sign-field >> nth=0").bounding_box()
    assert box is not None
    mouse = tablet.page.mouse
    mouse.move(box["x"] + 20, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    mouse.up()
    tablet.tap("[data-do=signed]")
    tablet.count("5")
    tablet.wait_saved(1)
    body = tablet.stored()[0]["body"]
    assert body["sign_household"].startswith("M")
    assert "L" in body["sign_household"]
    assert body["sign_workshop"] == ""


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_with_sixty_bags_out_nothing_moves_and_every_key_fits_a_glove(size: tuple[int, int], tmp_path: Path) -> None:
    fake = FakeSync(civil_today())
    give_work_home(fake, 60)
    fake.start()
    with browser(tmp_path, size, bypass_csp=True) as context:
        tablet = Tablet(context, fake.address).enrol().enter()
        page = tablet.page
        before = page.evaluate(BOXES)
        tablet.go("issue")
        tablet.go("return")
        page.wait_for_timeout(500)
        page.evaluate(WATCH_SHIFTS)
        page.evaluate("window.shifts.length = 0")
        assert len(page.query_selector_all(".bag-row")) == 60
        tablet.tap(".bag-row >> nth=3")
        tablet.type("45")
        assert page.evaluate(BOXES) == before
        assert page.evaluate(big(".key, .person-row"), 64) == []
        assert page.evaluate(big("button, input"), 48) == []
        assert _violations(tablet) == {}
        tablet.next()
        tablet.tap(".bag-row >> nth=4")
        tablet.tap("[data-do=close]")
        assert page.evaluate(big("button"), 48) == []
        assert _violations(tablet) == {}
        tablet.go("issue")
        tablet.tap(".person-row >> nth=0")
        tablet.type("7")
        assert page.evaluate(BOXES) == before
        assert page.evaluate(big("button"), 48) == []
        assert _violations(tablet) == {}
        page.wait_for_timeout(300)
        assert page.evaluate("window.shifts.filter((shift) => shift.value > 0)") == []
        assert tablet.errors == []
    fake.stop()


def test_the_tablet_works_out_a_loss_to_the_fen_as_the_books_do(tablet: Tablet) -> None:
    """Four hundred bags at random, large ones and those on the half fen among them."""
    chance = random.Random(5)
    bags = [_random_bag(chance) for _ in range(400)]
    script = """(bags) => import("/static/tablet/takehome_sums.js").then((sums) => bags.map((bag) => {
      const { lines, fen } = sums.lossOf(bag);
      return [fen, lines.map((line) => line.excess), bag.materials.map((one) => sums.leftOf(one, bag).left),
        sums.earnedOf(bag), sums.atHome(bag, bag.unit)]; }))"""
    assert tablet.page.evaluate(script, bags) == [_by_the_books(bag) for bag in bags]

    script = """(tablet) => import("/static/tablet/takehome_sums.js").then((sums) =>
      sums.nextBag([], { takehome: { next_bag: "7", tablets: ["70", "71"] } }, tablet))"""
    assert [tablet.page.evaluate(script, key) for key in ("70", "71", "99")] == ["8", "7", "7"]


def _random_bag(chance: random.Random) -> dict[str, Any]:
    counts = {name: chance.choice((0, 1000, 1000 * chance.randrange(900), chance.randrange(10**9))) for name in PIECES}
    materials = [
        {
            "position": place,
            "issued": (issued := chance.choice((10_500, chance.randrange(10**7), chance.randrange(10**10)))),
            "returned": chance.choice((0, chance.randrange(issued + 1))),
            "per_piece": chance.choice((None, 0, 1, 525, 10_000, chance.randrange(10**6))),
            "loss": chance.choice((0, 1, 300, 9999)),
            "price": chance.choice((None, 0, 1, 5, 125_000, chance.randrange(10**8))),
        }
        for place in range(chance.randrange(4))
    ]
    more = {"price": chance.randrange(10**5), "quantity": chance.choice((None, 200_000)), "unit": "双"}
    return counts | more | {"waiting": 0, "materials": materials}


PIECES = ("good", "own", "other")


def _by_the_books(bag: dict[str, Any]) -> list[Any]:
    pieces = Pieces(*(bag[name] for name in PIECES))
    facts = [MaterialFacts(m["issued"], m["returned"], pieces, m["per_piece"], False) for m in bag["materials"]]
    uses = [
        MaterialUse("", "", m["issued"], m["returned"], pieces.back, m["per_piece"], m["loss"], m["price"])
        for m in bag["materials"]
    ]
    losses = [compute_losses((use,)) for use in uses]
    expected = expected_pieces(bag["quantity"], facts, True)
    return [
        sum(loss.amount for found in losses for loss in found),
        [found[0].excess if found else 0 for found in losses],
        [compute_balance(one).at_home for one in facts],
        paid_sum(pieces.paid, bag["price"]),
        None if expected is None else outstanding(expected, pieces),
    ]
