"""What the books and registers say reaches the rules as it is: the known known, the unknown unknown."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests.claims.year import Month, Person, add_people, fill_year
from tests.conftest import BOSS, NOW, W001, W002
from workshop.claims.actions import (
    NewCost,
    NewFact,
    NewMonth,
    NewReceipt,
    NewTraining,
    record_costs,
    record_facts,
    record_months,
    record_receipts,
    record_trainings,
    reverse_entry,
)
from workshop.claims.queries.facts import ClaimFacts, load_facts
from workshop.claims.rules.facts import MonthFacts, PersonFacts, Span
from workshop.claims.rules.months import month_of
from workshop.kernel.faults import NotFound, Refused
from workshop.people.actions import record_category
from workshop.people.queries import find_workshop
from workshop.store.database import db, fetch_all

ON = date(2026, 1, 1)
JAN, DEC = month_of(date(2025, 1, 1)), month_of(date(2025, 12, 1))
SINCE: dict[str, Any] = {"valid_from": date(2025, 1, 1), "source": "名单"}


def load() -> ClaimFacts:
    place = find_workshop("W001")
    assert place is not None
    return load_facts(place, ON)


def person(no: str = "1") -> PersonFacts:
    facts = load()
    return next(one for one in facts.people if facts.worker_no[one.id] == no)


def month(no: str, number: int) -> MonthFacts | None:
    return next((m for m in person(no).months if m.month == JAN + number - 1 and not m.employer), None)


def one(**more: Any) -> dict[str, int]:
    """A worker with January and February."""
    people = [Person("1", {1: Month(200_000, 44), 2: Month(150_000, 21)}, **more)]
    ids = add_people(W001, people)
    fill_year(W001, people, ids, months=(1, 2))
    return ids


def test_a_month_of_work_is_days_minutes_and_pay(app: Flask):
    one()
    assert month("1", 2) == MonthFacts(JAN + 1, 21, 10 * 540 + 240, 150_000, 150_000, mode="厂内")


def test_both_halves_of_a_part_time_month_make_the_month(app: Flask):
    one(hours_system="part_time")
    found = month("1", 1)
    assert found is not None
    assert (found.pay_fen, found.paid_fen, found.mode) == (200_000, 200_000, "钟点")


def test_half_a_part_time_month_is_not_a_month_s_pay(app: Flask):
    people = [Person("1", {1: Month(200_000, 44)}, hours_system="part_time")]
    fill_year(W001, people, add_people(W001, people), months=(1,), groups=("-H1",))
    found = month("1", 1)
    assert found is not None
    assert found.pay_fen is None
    assert load().shop.books_from is None


def test_work_at_home_has_no_days_and_is_by_hand(app: Flask):
    people = [Person("1", {1: Month(90_000, 0, home_fen=90_000)}, contract=("承揽", date(2024, 1, 1), None))]
    fill_year(W001, people, add_people(W001, people), months=(1,))
    found = month("1", 1)
    assert found is not None
    assert (found.mode, found.production, found.half_days, found.pay_fen) == ("居家", "手工", None, 90_000)


def test_hours_written_down_count_where_there_is_no_clock(app: Flask):
    people = [Person("1", {1: Month(90_000, hours=2400)})]
    fill_year(W001, people, add_people(W001, people), months=(1,))
    found = month("1", 1)
    assert found is not None
    assert found.minutes == 2400


def test_the_books_cover_the_months_that_are_computed_whole(app: Flask):
    one()
    shop = load().shop
    assert (shop.books_from, shop.books_to) == (date(2025, 1, 1), date(2025, 2, 28))


def test_a_month_without_its_run_between_others_is_unknown(app: Flask):
    people = [Person("1", {1: Month(200_000, 44), 3: Month(200_000, 44)})]
    fill_year(W001, people, add_people(W001, people), months=(1, 3))
    assert month("1", 2) == MonthFacts(JAN + 1)


def test_pay_that_is_not_locked_is_told_apart(app: Flask):
    people = [Person("1", {1: Month(200_000, 44), 2: Month(200_000, 44)})]
    ids = add_people(W001, people)
    fill_year(W001, people, ids, months=(1, 2), open_=(2,))
    found = load()
    assert found.open == {(ids["1"], JAN + 1)}
    last = month("1", 2)
    assert last is not None
    assert (last.pay_fen, last.paid_fen) == (200_000, None)


def test_money_without_proof_is_not_known_to_be_paid(app: Flask):
    people = [Person("1", {1: Month(200_000, 44, paid=False)})]
    fill_year(W001, people, add_people(W001, people), months=(1,))
    found = month("1", 1)
    assert found is not None
    assert found.paid_fen is None


def test_a_category_holds_from_its_day_to_its_end(app: Flask):
    ids = one(categories=())
    assert person().categories is None
    record_category(BOSS, NOW, W001, ids["1"], "边缘易致贫户", date(2025, 3, 1), True, "乡镇名单")
    record_category(BOSS, NOW, W001, ids["1"], "边缘易致贫户", date(2025, 9, 1), False, "乡镇名单")
    assert person().categories == (Span("边缘易致贫户", date(2025, 3, 1), date(2025, 8, 31), "乡镇名单"),)


def test_what_nobody_entered_is_unknown(app: Flask):
    one()
    found, shop = person(), load().shop
    assert (found.registered, found.rural, found.received, found.trainings, found.disability) == (None,) * 5
    assert found.statuses == {}
    assert not found.elsewhere_known
    assert found.months[0].insurance is None
    assert (shop.area, shop.kind, shop.states, shop.costs, shop.received) == (None,) * 5


def test_checked_and_none_is_not_unknown(app: Flask):
    ids = one()
    record_facts(BOSS, NOW, W001, [NewFact(ids["1"], "身份", "公益性岗位人员", holds=False, **SINCE)])
    record_facts(BOSS, NOW, W001, [NewFact(None, "已核对", name, **SINCE) for name in ("已领补贴", "其他单位务工")])
    found = person()
    assert found.statuses == {"公益性岗位人员": ()}
    assert found.received == ()
    assert found.elsewhere_known
    assert load().shop.received == ()


def test_insurance_is_known_from_its_first_entry_on(app: Flask):
    ids = one()
    told: dict[str, Any] = {"source": "缴费单"}
    february, march = date(2025, 2, 1), date(2025, 3, 1)
    rows = [NewFact(ids["1"], "参保", "意外险", february, fen=1500, **told)]
    record_facts(BOSS, NOW, W001, [*rows, NewFact(ids["1"], "参保", "意外险", march, holds=False, **told)])
    assert [m.insurance for m in person().months] == [None, {"意外险": 1500}]


def test_facts_of_a_person_arrive(app: Flask):
    ids = one(household="H1")
    worker = ids["1"]
    rows = [
        NewFact(worker, "户籍", "", text="500237", **SINCE),
        NewFact(worker, "农村户口", "", **SINCE),
        NewFact(worker, "毕业", "", valid_from=date(2024, 6, 30), source="毕业证"),
        NewFact(worker, "确认", "本人愿意申领", **SINCE),
        NewFact(worker, "登记数字", "交通费", value=350_500, **SINCE),
        NewFact(worker, "户登记数字", "家庭人均纯收入", value=9_000_000, **SINCE),
        NewFact(worker, "材料", "身份证", **SINCE),
    ]
    record_facts(BOSS, NOW, W001, rows)
    found = person()
    assert (found.registered, found.rural, found.graduated) == ("500237", True, date(2024, 6, 30))
    assert (found.answers, found.documents) == ({"本人愿意申领": True}, {"身份证": True})
    assert found.figures["交通费"][0].value == 350_500
    assert found.household_figures["家庭人均纯收入"][0].value == 9_000_000


def test_figures_of_a_household_are_those_of_everybody_in_it(app: Flask):
    people = [Person("1", household="H1"), Person("2", household="H1"), Person("3", household="H2")]
    ids = add_people(W001, people)
    record_facts(BOSS, NOW, W001, [NewFact(ids["1"], "户登记数字", "家庭人均纯收入", value=9_000_000, **SINCE)])
    assert [list(person(no).household_figures) for no in "123"] == [["家庭人均纯收入"], ["家庭人均纯收入"], []]


def test_a_disability_is_read_back_and_lies_sealed(app: Flask):
    ids = one()
    record_facts(BOSS, NOW, W001, [NewFact(ids["1"], "残疾", "精神", value=2000, **SINCE)])
    assert person().disability == ("精神", 2)
    stored = fetch_all("SELECT name, value, text, sealed FROM claim_fact")[0]
    assert stored[:3] == ("", None, "")
    assert "精神".encode() not in bytes(stored[3])
    assert not [
        row for row in fetch_all("SELECT detail FROM audit_leaf WHERE action = 'fact.record'") if "精神" in row[0]
    ]


def test_facts_of_a_workshop_arrive(app: Flask):
    rows = [
        NewFact(None, "面积", "", value=120_500, **SINCE),
        NewFact(None, "岗位数", "", value=30_000, **SINCE),
        NewFact(None, "车间类型", "", text="厂房式", **SINCE),
        NewFact(None, "认定状态", "认定", **SINCE),
        NewFact(None, "证照", "营业执照", **SINCE),
        NewFact(None, "年度等级", "", text="优秀", **SINCE),
        NewFact(None, "设备", "缝纫机", value=10_000, fen=3_000_000, **SINCE),
        NewFact(None, "区划代码", "", text="990100103", **SINCE),
    ]
    record_facts(BOSS, NOW, W001, rows)
    shop = load().shop
    assert (shop.area, shop.posts, shop.kind, shop.region) == (120_500, 30, "厂房式", "990100103")
    assert shop.states == (Span("认定", date(2025, 1, 1), None, "名单"),)
    assert (shop.licences, shop.grades) == (frozenset({"营业执照"}), {2025: "优秀"})
    assert shop.machines is not None
    assert (shop.machines[0].count, shop.machines[0].fen) == (10, 3_000_000)


def test_a_later_entry_counts_and_nothing_is_lost(app: Flask):
    for value in (96_000, 120_000):
        record_facts(BOSS, NOW, W001, [NewFact(None, "面积", "", value=value, **SINCE)])
    assert load().shop.area == 120_000
    assert fetch_all("SELECT COUNT(*) FROM claim_fact") == [(2,)]


def test_an_entry_taken_back_counts_no_more(app: Flask):
    first, second = record_facts(
        BOSS, NOW, W001, [NewFact(None, "面积", "", value=value, **SINCE) for value in (96_000, 120_000)]
    )
    reverse_entry(BOSS, NOW, W001, "claim_fact", second, "量错了")
    assert load().shop.area == 96_000
    with pytest.raises(Refused, match="已经撤回"):
        reverse_entry(BOSS, NOW, W001, "claim_fact", second, "再撤")
    with pytest.raises(NotFound):
        reverse_entry(BOSS, NOW, W002, "claim_fact", first, "别的车间")


def test_receipts_trainings_months_elsewhere_and_costs_arrive(app: Flask):
    ids = add_people(W001, [Person("1"), Person("2")])
    first, last = date(2024, 1, 1), date(2024, 3, 31)
    record_receipts(BOSS, NOW, W001, [NewReceipt(ids["1"], "务工补贴", first, last, 60_000, 3, source="公示")])
    record_receipts(BOSS, NOW, W001, [NewReceipt(None, "建设补助", first, last, 100_000, source="公示")])
    record_trainings(BOSS, NOW, W001, [NewTraining(ids["1"], "以工代训", first, last, ids["2"], 60, source="台账")])
    record_months(
        BOSS, NOW, W001, [NewMonth(ids["1"], first, "某厂", 44, pay_fen=300_000, region="370100", source="流水")]
    )
    record_costs(BOSS, NOW, W001, [NewCost("租金", first, 100_000, "收据 3 号", source="收据")])
    learner, mentor, shop = person("1"), person("2"), load().shop
    assert learner.received is not None
    assert (learner.received[0].scheme, learner.received[0].months) == ("务工补贴", 3)
    assert learner.trainings is not None
    assert (learner.trainings[0].half_days, learner.trainings[0].mentor) == (60, False)
    assert mentor.trainings is not None
    assert (mentor.trainings[0].mentor, mentor.trainings[0].trainees) == (True, 1)
    assert (learner.months[0].employer, learner.months[0].pay_fen, learner.months[0].region) == (
        "某厂",
        300_000,
        "370100",
    )
    assert shop.received is not None
    assert shop.received[0].fen == 100_000
    assert shop.costs is not None
    assert (shop.costs[0].kind, shop.costs[0].fen) == ("租金", 100_000)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (NewFact(None, "面机", "", value=1000, **SINCE), "不认识的登记事项"),
        (NewFact(None, "面积", "", **SINCE), "没有写数字"),
        (NewFact(None, "户籍", "", text="500237", **SINCE), "是人的事项"),
        (NewFact(None, "证照", "驾驶证", **SINCE), "没有「驾驶证」"),
        (NewFact(None, "区划代码", "", text="巫山", **SINCE), "不是行政区划代码"),
        (NewFact(None, "面积", "", date(2025, 1, 1), value=1000), "没有写来源"),
        (NewFact(None, "面积", "", value=1000, checked_on=date(2099, 1, 1), **SINCE), "还没有到"),
        (NewFact(1, "农村户口", "", **SINCE), "不在这个车间"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_reason(app: Flask, row: NewFact, why: str):
    with pytest.raises(Refused, match=why):
        record_facts(BOSS, NOW, W001, [row])
    assert fetch_all("SELECT COUNT(*) FROM claim_fact") == [(0,)]


def test_another_workshop_s_facts_do_not_arrive(app: Flask):
    record_facts(BOSS, NOW, W002, [NewFact(None, "面积", "", value=96_000, **SINCE)])
    assert load().shop.area is None


def test_the_number_of_reads_does_not_grow_with_the_people(app: Flask):
    def reads() -> int:
        seen: list[str] = []

        def count(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", count)
        load()
        event.remove(db.engine, "before_cursor_execute", count)
        return len(seen)

    few = [Person("1", {1: Month(100_000, 20)})]
    fill_year(W001, few, add_people(W001, few), months=(1,))
    before = reads()
    many = [Person(f"9{n:02}", {2: Month(100_000, 20), 3: Month(90_000, 20)}) for n in range(40)]
    fill_year(W001, many, add_people(W001, many), months=(2, 3))
    assert reads() == before
