"""What applications and agreements say is what was put down: registered contracts, heads of the day, sums of the rosters."""

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask

from tests.conftest import BOSS, NOW, W001
from tests.papers.claim_cast import claim_person, make_claim
from tests.papers.pack_cast import store_claim
from tests.pay.stage import a_new_worker
from workshop.claims.actions import NewFact, NewTraining, record_facts, record_trainings
from workshop.claims.rules.paperwork import Evidence
from workshop.claims.values import Claim
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.papers.asking import read_asked
from workshop.papers.form import Box, Fields, FormPaper, Grid
from workshop.papers.issue.facts import gather_facts
from workshop.papers.issue.issuing import tell_subject
from workshop.papers.jobs import ordering
from workshop.papers.jobs.ordering import is_long
from workshop.papers.kind import Asked
from workshop.papers.kinds import KINDS
from workshop.papers.pack.planning import Sources, Wanted, plan_pieces
from workshop.pay.actions import NewMinimumWage, set_minimum_wages
from workshop.people.actions import add_workers, record_contract
from workshop.people.queries import find_workshop

JUNE, ON = Period(2026, 6), date(2026, 6, 30)
IDNO = "99010019750510258X"


def hire(number: str, system: str = "standard", contract: str = "", **told: object) -> int:
    """A worker; answers the key."""
    return add_workers(BOSS, NOW, W001, [a_new_worker(number, f"马小{number}", system, contract, **told)])[number]


def asked(worker: int | None = None, claim: Claim | None = None) -> Asked:
    return Asked(find_workshop("W001"), JUNE, worker_id=worker, claim_id=claim.id if claim else None, on=ON)


def paper(code: str, worker: int | None = None, claim: Claim | None = None, **numbers: object) -> FormPaper:
    return KINDS[code].build(asked(worker, claim), numbers)


def words(of: FormPaper) -> str:
    return "\n".join(text for _, text in of.texts())


def fields(of: FormPaper) -> dict[str, str]:
    """What stands behind each label."""
    return {field.name: field.text for part in of.parts if isinstance(part, Fields) for field in part.fields}


def claim_for(workers: dict[str, int], **changed: object) -> Claim:
    people = tuple(claim_person(f"马小{no}", key, worker_no=no) for no, key in workers.items())
    return store_claim(make_claim(people, **changed))


def minimum_wage(since: date, monthly: int, hourly: int) -> None:
    set_minimum_wages(BOSS, NOW, [NewMinimumWage("990100", since, monthly, hourly, "县文件")])


def test_a_contract_says_what_was_registered_and_the_minimum_of_its_first_day(app: Flask) -> None:
    minimum_wage(date(2026, 1, 1), 201_000, 1_920)
    minimum_wage(date(2026, 7, 1), 222_200, 2_120)
    key = hire("1")
    record_contract(BOSS, NOW, W001, key, "劳动合同", date(2026, 7, 1), date(2027, 6, 30), "LD-7")
    text = words(paper("labour-contract", key, id_no={key: IDNO}))
    assert "合同编号:LD-7" in text
    assert "自2026年7月1日起至2027年6月30日止" in text
    assert "订立时为每月 2,222.00 元" in text
    assert IDNO in text


def test_what_nobody_has_put_down_stays_open(app: Flask) -> None:
    text = words(paper("service-agreement", hire("1", contract="劳动合同")))
    assert "协议编号:__________" in text
    assert "2025年" not in text


def test_a_contract_without_an_end_is_open_ended(app: Flask) -> None:
    assert "无固定期限,自2025年1月1日起" in words(paper("labour-contract", hire("1", contract="劳动合同")))


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({}, "计件:按甲方公布的工序单价"),
        ({"monthly_fen": 260_000}, "计时:每月 2,600.00 元"),
        ({"daily_fen": 12_000}, "计时:每天 120.00 元"),
    ],
)
def test_pay_is_said_as_it_is_agreed(app: Flask, rates: dict[str, int], said: str) -> None:
    assert said in words(paper("labour-contract", hire("1", contract="劳动合同", **rates)))


def test_hours_are_paid_by_the_hour_and_not_below_the_hours_minimum(app: Flask) -> None:
    minimum_wage(date(2026, 1, 1), 201_000, 1_920)
    text = words(paper("part-time-contract", hire("1", "part_time", "非全日制", hourly_fen=1_950)))
    assert "每小时 19.50 元,不低于当地小时最低工资(订立时为每小时 19.20 元)" in text


def test_contracts_of_a_claim_are_one_for_each(app: Flask) -> None:
    claim = claim_for({"1": hire("1", contract="劳动合同"), "2": hire("2", contract="劳动合同")})
    of = paper("labour-contract", claim=claim)
    assert of.told.names == ("马小1", "马小2")
    assert words(of).count("五、社会保险") == 2


@pytest.mark.parametrize("code", ["labour-contract", "part-time-contract", "service-agreement"])
def test_no_hand_of_an_agreement_is_filled_in(app: Flask, code: str) -> None:
    text = words(paper(code, hire("1", contract="劳动合同")))
    assert "本人签字(手印):__________" in text
    assert "法定代表人(委托代理人)签字:__________" in text


def test_heads_of_an_application_are_those_of_the_day_each_counted_once(app: Flask) -> None:
    hire("1", contract="劳动合同", categories=("脱贫户",))
    hire("2", contract="承揽", categories=("脱贫不稳定户",))  # risen and monitored: one person
    hire("3", contract="劳动合同", contract_to=date(2026, 5, 31))  # over
    hire("4", leave_date=date(2026, 6, 1))
    hire("5", hire_date=date(2026, 7, 1), contract_from=date(2026, 7, 1))
    said = fields(paper("recognition-form"))
    assert said["用工总人数"] == "3 人"
    assert (said["脱贫人口数"], said["监测对象数"]) == ("2 人", "1 人")
    assert said["脱贫占比"] == "66.7%(2÷3)"
    assert said["合同签订人数"] == "劳动合同 1 人,非全日制 0 人,劳务协议 0 人,承揽合同 1 人"


def test_an_application_says_what_the_workshop_said_of_itself(app: Flask) -> None:
    day = date(2024, 3, 1)
    told = [
        NewFact(None, "车间类型", "", day, text="厂房式", source="现场"),
        NewFact(None, "面积", "", day, value=1_200_000, source="现场"),
        NewFact(None, "岗位数", "", day, value=60_000, source="现场"),
        NewFact(None, "投产日期", "", day, source="现场"),
        NewFact(None, "所在地", "村集体资产", day, source="现场"),
        NewFact(None, "登记数字", "营业收入", date(2025, 12, 31), value=1_280_000_000, source="报表"),
    ]
    record_facts(BOSS, NOW, W001, told)
    said = fields(paper("recognition-form"))
    assert (said["车间类型"], said["建筑面积"], said["提供岗位数"]) == ("厂房式", "1,200 平方米", "60 个")
    assert (said["投产时间"], said["场地来源"]) == ("2024年3月1日", "村集体资产")
    assert said["上年度营业收入"] == "1,280,000.00 元"


def test_an_application_of_a_workshop_that_said_nothing_leaves_room(app: Flask) -> None:
    said = fields(paper("recognition-form"))
    assert [said[name] for name in ("车间类型", "建筑面积", "投产时间", "上年度营业收入", "人均月工资")] == [""] * 5


def test_trainees_and_months_are_those_of_the_roster(app: Flask) -> None:
    learns, teaches = hire("1"), hire("2")
    first, last = date(2026, 1, 1), date(2026, 6, 30)
    record_trainings(BOSS, NOW, W001, [NewTraining(learns, "以工代训", first, last, teaches, 60, source="台账")])
    claim = claim_for({"1": learns}, benefit="以工代训补贴")
    said, roster = fields(paper("training-form", claim=claim)), paper("training-roster", claim=claim)
    assert (said["以工代训人数"], said["带训师傅人数"], said["训练人月数"]) == ("1 人", "1 人", "6 个月")
    assert roster.checks[0].startswith("核对:共 1 人,6 人月")


def test_what_the_employer_paid_is_the_sum_of_the_roster(app: Flask) -> None:
    workers = {"1": hire("1"), "2": hire("2")}
    told = [
        NewFact(workers[number], "参保", kind, date(2026, first, 1), fen=fen, source="缴费单")
        for number, first in (("1", 1), ("2", 4))
        for kind, fen in (("养老", 60_000), ("失业", 2_000))
    ]
    record_facts(BOSS, NOW, W001, told)
    claim = claim_for(workers, benefit="社会保险补贴")
    of, roster = paper("insurance-form", claim=claim), paper("insurance-roster", claim=claim)
    rows = [tuple(box.text for box in row) for part in of.parts if isinstance(part, Grid) for row in part.rows]
    assert rows[0] == ("养老", "2", "9", "5,400.00")
    assert rows[1] == ("医疗", "0", "0", "0.00")
    columns = [column.key for column in roster.columns]
    assert rows[-1][-1] == format_yuan(roster.totals[columns.index("total")])


@pytest.mark.parametrize("code", ["claim-form", "training-form", "insurance-form", "public-notice", "pledge"])
def test_whoever_holds_a_form_may_compare_its_sum_and_no_number(app: Flask, code: str) -> None:
    key = hire("1", contract="劳动合同", phone="10000000001")
    of = paper(code, claim=claim_for({"1": key}), id_no={key: IDNO}, phone={key: "10000000001"})
    facts = gather_facts("巫山手套车间", "2026年1月", of)
    assert format_yuan(120_000) in [format_yuan(fen) for _, fen in facts.sums]
    assert facts.told
    assert not [secret for secret in (IDNO, "10000000001", "马小1") if secret in repr(facts)]


def test_a_certificate_tells_whose_it_is_masked_and_for_how_long(app: Flask) -> None:
    facts = gather_facts("巫山手套车间", "2026年6月", paper("work-proof", hire("1", contract="劳动合同")))
    assert facts.names == ("马**",)
    assert ("务工期间", "2025年1月1日至今") in facts.told


def test_a_paper_of_a_claim_is_the_same_wherever_it_is_asked_for(app: Flask) -> None:
    claim, shop = claim_for({"1": hire("1")}), find_workshop("W001")
    from_centre = read_asked(shop, JUNE, {"of": f"claim-{claim.id}"}, ON)
    assert from_centre == Sources(shop, claim, KINDS, ()).asked
    assert tell_subject(from_centre) == tell_subject(Sources(shop, claim, KINDS, ()).asked)


def test_a_paper_of_this_month_is_as_of_today_and_one_of_the_past_as_of_its_last_day(app: Flask) -> None:
    shop = find_workshop("W001")
    assert read_asked(shop, JUNE, {}, date(2026, 6, 12)).on == date(2026, 6, 12)
    assert read_asked(shop, JUNE, {}, date(2026, 9, 1)).on == ON


def test_no_office_box_is_filled_in(app: Flask) -> None:
    for part in paper("recognition-form").parts:
        if isinstance(part, Fields) and part.office:
            boxes: list[Box] = [box for row in part.rows for box in row]
            assert all(box.high_mm for box in boxes)
            assert [box.text for box in boxes] == [field.label for field in part.fields]


def test_forms_for_many_people_are_a_job(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "LONG_FORMS", 1)
    claim = claim_for({"1": hire("1"), "2": hire("2")})
    of_all, of_one = asked(claim=claim), replace(asked(claim=claim), worker_id=claim.people[0].worker_id)
    assert is_long(KINDS["pledge"], of_all)
    assert not is_long(KINDS["pledge"], of_one)
    assert not is_long(KINDS["claim-form"], of_all)


def test_insurance_that_nobody_put_down_is_not_nothing(app: Flask) -> None:
    of = paper("insurance-form", claim=claim_for({"1": hire("1")}, benefit="社会保险补贴"))
    rows = [tuple(box.text for box in row) for part in of.parts if isinstance(part, Grid) for row in part.rows]
    assert rows[0] == ("养老", "", "", "")
    assert fields(paper("recognition-form"))["意外伤害保险投保人数"] == ""


def test_a_pack_offers_the_contracts_that_are_still_to_be_signed(app: Flask) -> None:
    claim = make_claim()
    sources = Sources(find_workshop("W001"), claim, KINDS, ())
    asked_for = Wanted(Evidence(name="合同", any_of=(("劳动合同",), ("承揽合同",)), of="每人"), claim.people)
    [piece] = plan_pieces(sources, [asked_for])
    assert [kind.code for kind in piece.to_sign] == ["labour-contract"]
