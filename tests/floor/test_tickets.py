"""Bundle tickets 菲票: a ticket counts once, whoever scans it at the same moment, and comes back when its count is taken back."""

import threading

import pytest
from sqlalchemy import text

from tests.conftest import BOSS, NOW, W001, W002
from tests.floor.crew import hand_in_ticket, make, ticket
from tests.floor.stage import LI, SEW, TURN, WANG, WEIGH, set_the_stage
from workshop.access.guard import civil_today, utc_now
from workshop.floor.actions import reverse_output
from workshop.floor.actions.approving import approve_proposals, reject_proposal
from workshop.floor.actions.tickets import make_tickets, mark_printed, void_ticket
from workshop.floor.queries.tickets import find_ticket, list_batches, list_tickets
from workshop.kernel.faults import NotFound, Refused
from workshop.store.database import db, fetch_all
from workshop.store.scope import as_owner
from workshop.store.transaction import transaction


@pytest.fixture
def shop(app):
    set_the_stage()
    return app


def ids() -> list[str]:
    return [key for (key,) in fetch_all("SELECT id FROM proposal ORDER BY turn")]


def approve_all() -> None:
    approve_proposals(BOSS, utc_now(), W001, ids(), civil_today())


def scan_at_once(app, address: str, phones: int = 8) -> list[int]:
    """So many phones press the button at the same moment; the statuses of the answers."""
    start, answers = threading.Barrier(phones), []

    def press(number: int) -> None:
        client = app.test_client()
        start.wait()
        answer = client.post(address, data={"worker": str(WANG)}, environ_base={"REMOTE_ADDR": f"10.1.0.{number}"})
        answers.append(answer.status_code)

    threads = [threading.Thread(target=press, args=(n,)) for n in range(phones)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()  # this thread has looked too: it must not go on seeing what stood before
    return answers


def test_a_lot_is_divided_into_bundles_and_the_last_takes_the_rest(shop):
    tickets = make(quantity=120, size=50, operations=(SEW, TURN))
    assert [(t.bundle, t.operation, t.quantity) for t in tickets] == [
        (1, "缝合", 50_000), (1, "翻套", 50_000), (2, "缝合", 50_000), (2, "翻套", 50_000), (3, "缝合", 20_000), (3, "翻套", 20_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("operations", "quantity", "size", "sentence"),
    [
        ((), 100_000, 50_000, "没有选工序"),
        ((SEW, SEW), 100_000, 50_000, "没有选工序"),
        ((999,), 100_000, 50_000, "不存在"),
        ((SEW,), 0, 50_000, "大于 0"),
        ((SEW,), 100_000, 0, "大于 0"),
        ((SEW,), 100_000, 500, "整数"),
        ((SEW,), 5_000_000, 1_000, "最多 2000 张"),
    ],
)
def test_a_lot_that_cannot_be_divided_is_refused_in_words(shop, operations, quantity, size, sentence):
    with pytest.raises(Refused, match=sentence):
        make_tickets(BOSS, NOW, W001, "A3", operations, quantity, size)
    assert fetch_all("SELECT COUNT(*) FROM ticket") == [(0,)]


def test_weights_may_have_decimals(shop):
    assert [t.quantity for t in list_tickets(W001, make_tickets(BOSS, NOW, W001, "", (WEIGH,), 12_500, 5_000))] == [
        5_000, 5_000, 2_500,
    ]  # fmt: skip


def test_a_bundle_becomes_output_when_it_is_approved(shop):
    one = make()[0]
    hand_in_ticket(one, defects=3)
    assert fetch_all("SELECT COUNT(*) FROM output") == [(0,)]
    approve_all()
    assert fetch_all("SELECT worker_id, operation_id, good, defect_own, price FROM output") == [
        (WANG, SEW, 47_000, 3_000, 800)
    ]
    assert find_ticket(W001, one.id).state == "counted"


def test_eight_phones_at_once_count_a_ticket_once(shop):
    one = make()[0]
    answers = scan_at_once(shop, ticket(one.id))
    assert sorted(answers) == [302] + [400] * 7
    approve_all()
    assert fetch_all("SELECT COUNT(*), SUM(good) FROM output") == [(1, 50_000)]


def test_without_the_key_eight_phones_count_it_again_and_again(shop, monkeypatch):
    from workshop.floor.actions import proposing

    one = make()[0]
    with as_owner(), transaction(BOSS, NOW):
        db.session.execute(text("DROP INDEX ux_proposal_ticket"))
    # Every phone looks before any of them writes: what a look beforehand is worth.
    looked, find = threading.Barrier(8), proposing.find_ticket

    def look(*asked):
        found = find(*asked)
        looked.wait(10)
        return found

    monkeypatch.setattr(proposing, "find_ticket", look)
    assert scan_at_once(shop, ticket(one.id)).count(302) == 8
    assert fetch_all("SELECT COUNT(*) FROM proposal") == [(8,)]


def test_with_the_key_eight_phones_that_all_looked_first_count_it_once(shop, monkeypatch):
    from workshop.floor.actions import proposing

    one = make()[0]
    looked, find, seen = threading.Barrier(8), proposing.find_ticket, threading.local()

    def look(*asked):
        found = find(*asked)
        if not getattr(seen, "before", False):
            seen.before = True
            looked.wait(10)
        return found

    monkeypatch.setattr(proposing, "find_ticket", look)
    assert scan_at_once(shop, ticket(one.id)).count(302) == 1
    assert fetch_all("SELECT COUNT(*) FROM proposal") == [(1,)]


def test_a_used_ticket_answers_in_plain_words(shop):
    one = make()[0]
    hand_in_ticket(one)
    with pytest.raises(Refused, match="已经交给班组长确认,一张只算一次"):
        hand_in_ticket(one, LI)
    approve_all()
    with pytest.raises(Refused, match="已经记过数"):
        hand_in_ticket(one, LI)


def test_a_rejected_bundle_can_be_handed_in_again(shop):
    one = make()[0]
    hand_in_ticket(one)
    reject_proposal(BOSS, utc_now(), W001, ids()[0], "不是本人做的")
    hand_in_ticket(one, LI)
    approve_all()
    assert fetch_all("SELECT worker_id, good FROM output") == [(LI, 50_000)]


def test_a_bundle_whose_output_was_reversed_can_be_handed_in_again(shop):
    one = make()[0]
    hand_in_ticket(one)
    approve_all()
    reverse_output(BOSS, utc_now(), W001, ids()[0], "记错人了")
    assert find_ticket(W001, one.id).state == "open"
    hand_in_ticket(one, LI)
    approve_all()
    assert fetch_all("SELECT SUM(good) FROM output") == [(50_000,)]


def test_a_void_ticket_is_refused_with_its_reason(shop):
    one = make()[0]
    void_ticket(BOSS, NOW, W001, one.id, "丢了")
    with pytest.raises(Refused, match="已作废\\(丢了\\)"):
        hand_in_ticket(one)


def test_a_ticket_that_was_handed_in_is_not_made_void(shop):
    one = make()[0]
    hand_in_ticket(one)
    with pytest.raises(Refused, match="已经交过数"):
        void_ticket(BOSS, NOW, W001, one.id, "丢了")


def test_a_ticket_is_made_void_once_and_with_a_reason(shop):
    one = make()[0]
    with pytest.raises(Refused, match="原因"):
        void_ticket(BOSS, NOW, W001, one.id, " ")
    void_ticket(BOSS, NOW, W001, one.id, "丢了")
    with pytest.raises(Refused, match="作废过"):
        void_ticket(BOSS, NOW, W001, one.id, "丢了")


def test_more_defects_than_the_bundle_has_are_refused(shop):
    with pytest.raises(Refused, match="比这一扎的 50 还多"):
        hand_in_ticket(make()[0], defects=51)


def test_tickets_of_another_workshop_are_not_there(shop):
    one = make()[0]
    assert find_ticket(W002, one.id) is None
    with pytest.raises(NotFound):
        void_ticket(BOSS, NOW, W002, one.id, "丢了")


def test_a_batch_tells_how_many_of_its_tickets_are_used(shop):
    tickets = make(quantity=150, size=50)
    hand_in_ticket(tickets[0])
    void_ticket(BOSS, NOW, W001, tickets[1].id, "丢了")
    mark_printed(BOSS, NOW, W001, tickets[0].batch_id)
    (batch,) = list_batches(W001)
    assert (batch.tickets, batch.used, batch.void, batch.printed_at) == (3, 1, 1, NOW)
