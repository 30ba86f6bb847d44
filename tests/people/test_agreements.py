"""Contracts, accounts, terms, leaving: each from a form, each on the record."""

from datetime import date

import pytest

from tests.conftest import BOSS, NOW, TODAY, W001
from tests.people.roster import a_worker, card_for
from workshop.kernel.faults import Refused
from workshop.people.actions import (
    add_workers,
    record_account,
    record_contract,
    record_leaving,
    record_terms,
    reverse_leaving,
)
from workshop.people.queries import get_worker, list_accounts, list_contracts, list_leaves, list_workers, terms_on
from workshop.people.rules import Terms

MARCH = date(2026, 3, 1)


@pytest.fixture
def wang(app) -> int:
    return add_workers(BOSS, NOW, W001, [a_worker(bank_card=card_for(1))])["001"]


def test_a_renewed_contract_leaves_the_old_one(wang):
    record_contract(BOSS, NOW, W001, wang, "承揽", MARCH, None)
    assert [line.kind for line in list_contracts(W001, wang)] == ["承揽", "劳动合同"]
    line = list_workers(W001, TODAY)[0]
    assert (line.contract_kind, line.contract_to) == ("承揽", None)


def test_a_contract_that_starts_later_does_not_hold_yet(wang):
    record_contract(BOSS, NOW, W001, wang, "承揽", date(2026, 5, 1))
    assert list_workers(W001, TODAY)[0].contract_kind == "劳动合同"


def test_a_new_account_leaves_the_old_one(wang):
    assert record_account(BOSS, NOW, W001, wang, card_for(2), bank_name="农业银行", valid_from=MARCH) == ()
    assert [line.card_tail for line in list_accounts(W001, wang)] == [card_for(2)[-4:], card_for(1)[-4:]]
    assert list_workers(W001, TODAY)[0].card_tail == card_for(2)[-4:]


def test_a_card_that_somebody_else_has_is_named(wang):
    other = add_workers(BOSS, NOW, W001, [a_worker("002", "李秀英")])["002"]
    assert "王桂香 也在用" in record_account(BOSS, NOW, W001, other, card_for(1))[0]


def test_a_holder_who_is_somebody_else_is_named(wang):
    assert "不是本人" in record_account(BOSS, NOW, W001, wang, card_for(4), "王大山")[0]


def test_a_passbook_without_check_digit_is_taken_with_a_warning(wang):
    assert (
        "末位校验不对"
        in record_account(BOSS, NOW, W001, wang, card_for(4)[:-1] + ("1" if card_for(4)[-1] != "1" else "2"))[0]
    )


def test_what_is_no_account_number_is_refused(wang):
    for wrong in ("", "12ab5678", "123"):
        with pytest.raises(Refused) as refused:
            record_account(BOSS, NOW, W001, wang, wrong)
        assert refused.value.field == "card"


def test_new_terms_hold_from_their_day(wang):
    record_terms(BOSS, NOW, W001, wang, MARCH, Terms("part_time", "", hourly_fen=2000))
    assert terms_on(W001, date(2026, 2, 28))[wang] == Terms("standard")
    assert terms_on(W001, MARCH)[wang] == Terms("part_time", "", hourly_fen=2000)


def test_terms_before_the_day_of_hire_are_refused(wang):
    with pytest.raises(Refused, match="之前") as refused:
        record_terms(BOSS, NOW, W001, wang, date(2025, 2, 1), Terms("standard"))
    assert refused.value.field == "valid_from"


def test_an_unknown_hours_system_is_refused(wang):
    with pytest.raises(Refused, match="不认识的工时制度"):
        record_terms(BOSS, NOW, W001, wang, MARCH, Terms("weekly"))


def test_leaving_has_a_day_and_a_reason(wang):
    record_leaving(BOSS, NOW, W001, wang, MARCH, "回家带孩子")
    assert get_worker(W001, wang).leave_date == MARCH
    assert "回家带孩子" in list_leaves(W001, wang)[0].detail


def test_nobody_leaves_before_being_hired_or_twice(wang):
    with pytest.raises(Refused, match="之前"):
        record_leaving(BOSS, NOW, W001, wang, date(2025, 2, 28), "错")
    record_leaving(BOSS, NOW, W001, wang, MARCH, "走了")
    with pytest.raises(Refused, match="已经登记离职"):
        record_leaving(BOSS, NOW, W001, wang, MARCH, "又走了")


def test_a_leaving_recorded_wrongly_is_taken_back_on_the_record(wang):
    record_leaving(BOSS, NOW, W001, wang, MARCH, "走了")
    reverse_leaving(BOSS, NOW, W001, wang, "记错了人")
    assert get_worker(W001, wang).leave_date is None
    assert [leaf.action for leaf in list_leaves(W001, wang)][:2] == ["worker.unleave", "worker.leave"]


FORMS = {
    "contract": (
        {"kind": "承揽", "valid_from": "2026-03-01", "valid_to": "", "number": "H1"},
        "登记合同:承揽 2026-03-01",
    ),
    "account": ({"card": card_for(8), "valid_from": "2026-03-01"}, f"尾号 {card_for(8)[-4:]}"),
    "terms": ({"hours_system": "flexible", "valid_from": "2026-03-01", "monthly_fen": "3000"}, "工资约定:不定时"),
    "leave": ({"leave_date": "2026-03-01", "reason": "外出务工"}, "最后工作日 2026-03-01(原因:外出务工)"),
}


@pytest.mark.parametrize("what", FORMS)
def test_each_page_does_it_and_tells_it(wang, sign_in, what):
    typed, told = FORMS[what]
    client = sign_in("chen")
    assert client.get(f"/w/W001/workers/{wang}/{what}").status_code == 200
    answer = client.post(f"/w/W001/workers/{wang}/{what}", data=typed)
    assert answer.status_code == 302, answer.text
    assert told in client.get(answer.location).text


@pytest.mark.parametrize("what", FORMS)
def test_each_page_answers_an_empty_form_with_sentences(wang, sign_in, what):
    answer = sign_in("chen").post(f"/w/W001/workers/{wang}/{what}", data={})
    assert answer.status_code == 400
    assert "请" in answer.text


@pytest.mark.parametrize("what", [*FORMS, "correct", "category", "stay", "unmask"])
def test_each_page_of_nobody_is_404(app, sign_in, what):
    assert sign_in("chen").get(f"/w/W001/workers/1/{what}").status_code == 404


@pytest.mark.parametrize("login", ["sun", "liu"])
def test_auditor_and_officer_read_masked_and_change_nothing(wang, sign_in, login):
    client = sign_in(login)
    page = client.get(f"/w/W001/workers/{wang}").text
    assert "银行账号" in page
    assert "10000001234" not in page
    assert "看完整号码" not in page
    assert client.post(f"/w/W001/workers/{wang}/leave", data=FORMS["leave"][0]).status_code == 403


def test_a_supervisor_sees_name_and_post_only(wang, sign_in):
    page = sign_in("zhou").get(f"/w/W001/workers/{wang}").text
    assert "王桂香" in page
    for hidden in ("银行账号", "身份证号", "人员类别", "1982-10-10"):
        assert hidden not in page, hidden
