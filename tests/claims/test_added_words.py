"""Words found missing when papers were written that the vocabulary was not made from: on figures checked by hand."""

from dataclasses import replace
from datetime import date

import pytest

from tests.claims.stage import ask, look, paper, pay, run
from workshop.claims.rules.claiming.holds import Holder, Scheme, list_holds, list_schemes
from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.months import first_day, month_of

PAID = 'amount = { is = "每人一次", yuan = 3000 }\nperson = { is = "累计月数", at_least = 1 }\n'
WORKER = {"months": ["2022-01..2022-06 1000元"], "name": "甲"}


@pytest.mark.parametrize(("sum_", "how", "yuan"), [
    (49_999, "整档", 0), (50_000, "整档", 5000), (100_000, "整档", 8000), (None, "整档", None),
    (49_999, "分段", 0), (50_000, "分段", 0), (80_000, "分段", 3000), (100_000, "分段", 5000), (120_000, "分段", 6600),
])  # fmt: skip
def test_tiers_by_a_figure_take_the_highest_tier_or_each_part_by_its_own(sum_: int | None, how: str, yuan: int | None):
    steps = "{ from = 50000, percent = '10%' }, { from = 100000, percent = '8%' }".replace("'", '"')
    workshop = {"figures": {"投资额": sum_}} if sum_ is not None else {}
    found = pay(f'{{ is = "按数额分档", name = "投资额", how = "{how}", steps = [{steps}] }}', {}, workshop)
    assert found.fen == (None if yuan is None else yuan * 100), found.sentence


def test_a_tier_may_give_a_lump_and_costs_are_named():
    text = '{ is = "按数额分档", name = "费用", kinds = ["设备"], steps = [{ from = 1000, yuan = 300 }] }'
    for yuan, fen in ((999, 0), (1000, 300_00)):
        assert pay(text, {}, {"costs": [f"设备 2022-03 {yuan}元"]}).fen == fen
    assert pay(text).fen is None


def test_pay_that_is_not_known_leaves_the_tier_open_above():
    text = '{ is = "按数额分档", name = "工资总额", steps = [{ from = 6000, yuan = 300 }] }'
    found = pay(text, {"months": ["2022-01..2022-06 1000元", "2022-07 20天"]})
    assert (found.low, found.high) == (300_00, None)


@pytest.mark.parametrize(
    ("steps", "part"),
    [
        ('[{ from = 5, yuan = 1, percent = "1%" }]', "写 yuan 或 percent 中的一个"),
        ("[{ from = 5 }]", "写 yuan 或 percent 中的一个"),
        ("[{ from = 5, yuan = 1 }, { from = 4, yuan = 2 }]", "从低到高"),
    ],
)
def test_tiers_that_cannot_be_are_refused(steps: str, part: str):
    benefit = f'amount = {{ is = "按数额分档", name = "投资额", steps = {steps} }}'
    assert part in str(paper(benefit).faults[0])


def test_so_much_a_square_metre_a_month_follows_the_months_the_workshop_ran():
    text = '{ is = "每单位", name = "面积", yuan = 5, most = 300, each_month = true, most_months = 4 }'
    for months, fen in (("2022-01..2022-03", 4500_00), ("2022-01..2022-12", 6000_00)):
        assert pay(text, {"months": [f"{months} 900元"]}, {"area": 400}).fen == fen
    assert pay(text, WORKER).fen is None


@pytest.mark.parametrize(("heads", "yuan"), [(4, 0), (5, 10000), (9, 10000), (10, 20000)])
def test_one_sum_for_every_so_many_people_leaves_the_rest_out(heads: int, yuan: int):
    assert pay('{ is = "每人合计", yuan = 10000, per_heads = 5 }', {}, {}, heads).fen == yuan * 100


@pytest.mark.parametrize(
    ("hired", "part", "fen"),
    [
        (date(2022, 1, 1), "按天", 600_00),
        (date(2022, 1, 22), "按天", 500_00 + round(100_00 * 10 / 31)),
        (date(2022, 1, 17), "半月", 600_00),
        (date(2022, 1, 18), "半月", 550_00),
        (date(2022, 1, 18), "整月", 600_00),
    ],
)
def test_the_month_of_coming_counts_by_days_or_halves_where_the_paper_says_so(hired: date, part: str, fen: int):
    text = f'{{ is = "每人每月", yuan = 100, part = "{part}" }}'
    assert pay(text, {**WORKER, "hired": hired}).fen == fen


FALLING = 'schedule = [{ years = 1, percent = "100%" }, { years = 1, percent = "80%" }]'


@pytest.mark.parametrize(
    ("hired", "monthly", "premiums"),
    [
        (date(2021, 12, 31), 600_00, 1800_00),
        (date(2021, 4, 1), (3 * 100 + 3 * 80) * 100, (3 * 300 + 3 * 240) * 100),
        (date(2019, 6, 1), 0, 0),
    ],
)
def test_what_falls_from_year_to_year_counts_from_the_month_of_hiring(hired: date, monthly: int, premiums: int):
    worker = {"months": ["2022-01..2022-06 1000元 养老200 医疗100"], "hired": hired}
    assert pay(f'{{ is = "每人每月", yuan = 100, {FALLING} }}', worker).fen == monthly
    assert pay(f'{{ is = "保险费比例", kinds = ["养老", "医疗"], {FALLING} }}', worker).fen == premiums


def test_a_score_that_is_registered_is_the_share_and_without_it_nobody_can_tell():
    text = '{ is = "折算", score = "考核得分", of = { is = "一次性", yuan = 20000 } }'
    assert pay(text, {}, {"figures": {"考核得分": 85}}).fen == 17_000_00
    assert pay(text).fen is None


def test_growth_is_paid_for_those_meant_and_shrinking_is_no_debt():
    text = '{ is = "净增合计", yuan = 500, who = { is = "性别", sex = "女" } }'
    new, gone = {"hired": date(2022, 5, 1)}, {"hired": date(2020, 1, 1), "left": date(2022, 5, 1), "sex": "女"}
    assert pay(text, {**new, "sex": "女"}).fen == 500_00
    assert pay(text, {**new, "sex": "男"}).fen == 0
    assert pay(text, gone).fen == 0
    assert pay(text, new).high == 500_00  # whether she is one of those meant is not known
    assert pay(text, {**new, "sex": "女"}, {"staff_complete": False}).fen is None


def test_who_trains_nobody_on_record_is_undecided():
    text = '{ is = "每带一人", kinds = ["学徒制"], yuan = 300 }'
    one = {"kind": "学徒制", "from": date(2022, 1, 5), "to": date(2022, 3, 4), "trainees": 2}
    assert pay(text, {"trainings": [{**one, "mentor": True}]}).fen == 600_00
    assert pay(text, {"trainings": [one]}).fen == 0
    assert pay(text, {}).fen is None


@pytest.mark.parametrize(
    ("when", "states", "answer"),
    [
        ('when = "固定日", day = 2021-12-31', ["认定 2021-12-31.."], "met"),
        ('when = "固定日", day = 2021-12-31', ["认定 2022-01-01.."], "not_met"),
        ('when = "固定日", day = 2021-12-31', None, "undecided"),
        ('when = "近若干月", months = 24', ["认定 2019-01-01..2021-01-01"], "met"),
        ('when = "近若干月", months = 24', ["认定 2019-01-01..2020-12-31"], "not_met"),
    ],
)
def test_recognition_on_a_day_or_within_months(when: str, states: list[str] | None, answer: str):
    facts = {} if states is None else {"states": states}
    assert ask(f'{{ is = "认定状态", any_of = ["认定"], {when} }}', None, facts).answer == answer


@pytest.mark.parametrize(("day", "answer"), [("2020-01-02", "met"), ("2020-01-01", "not_met")])
def test_three_years_from_recognition(day: str, answer: str):
    text = '{ is = "开办满月", since = "认定", less_than = 36 }'
    assert ask(text, None, {"states": [f"认定 {day}.."]}).answer == answer
    assert ask(text, None, {}).answer == "undecided"


def test_a_place_that_is_in_no_list_is_written_as_the_paper_has_it():
    text = '{ is = "所在地", others = ["边境村"] }'
    assert ask(text, None, {"sites": ["边境村"]}).answer == "met"
    assert ask(text, None, {"sites": ["村"]}).answer == "not_met"
    assert ask(text, None, {}).answer == "undecided"


@pytest.mark.parametrize(
    ("received", "yuan"),
    [
        ("paper/补贴 2019-12-31..2020-06-30 9元", 0),
        ("paper/补贴 2019-01-01..2019-12-31 9元", 3000),
        ("paper/补贴 2019-01-02..2019-12-31 9元", 0),
    ],
)
def test_once_in_three_years_counts_from_the_first_day_of_the_earlier_service(received: str, yuan: int):
    text = PAID + 'exclusions = [{ what = "同一补贴", span = "若干月", months = 36 }]'
    assert run(text, [{**WORKER, "received": [received]}]).amount.fen == yuan * 100


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{ is = "残疾" }', "met"),
        ('{ is = "残疾", most_level = 2 }', "undecided"),
        ('{ is = "残疾", kinds = ["智力"] }', "undecided"),
    ],
)
def test_who_is_disabled_by_category_is_so_where_any_kind_and_level_will_do(text: str, answer: str):
    assert ask(text, {"categories": ["残疾"]}).answer == answer
    assert ask(text, {"categories": ["一般户"]}).answer == "not_met"


def test_who_comes_from_elsewhere_is_not_of_the_village_though_only_the_township_is_known():
    text = '{ is = "户籍", any_of = ["本村"] }'
    place = {"region": "500237101"}
    assert ask(text, {"registered": "510000"}, place).answer == "not_met"
    assert ask(text, {"registered": "500237101"}, place).answer == "undecided"
    assert ask('{ is = "户籍", any_of = ["村外"] }', {"registered": "510000"}, place).answer == "met"


@pytest.mark.parametrize(
    ("chosen", "fen"), [("30%", 600_00), ("50%", 1000_00), ("51%", None), ("29%", None), (None, None)]
)
def test_a_county_sets_the_part_of_a_standard_within_the_bounds_of_the_province(chosen: str | None, fen: int | None):
    setting = '[[settings]]\nname = "几成"\ndoc = "几成"\nunit = "比例"\nleast = "30%"\nmost = "50%"\n'
    benefit = PAID.replace("yuan = 3000", 'yuan = { standard = "最低月工资", times = { setting = "几成" } }')
    settings = {} if chosen is None else {"settings": {"几成": chosen}}
    found = run(benefit, [WORKER], extra=setting, standards={"最低月工资": 2000}, **settings)
    assert found.amount.fen == fen, found.amount.sentence


@pytest.mark.parametrize(("yuan", "answer"), [(6999, "met"), (7000, "not_met"), (None, "undecided")])
def test_a_registered_number_is_held_against_a_standard(yuan: int | None, answer: str):
    text = '{ is = "登记数字", name = "户人均纯收入", unit = "元", about = "户", less_than = { standard = "监测线" } }'
    person = {} if yuan is None else {"household_figures": {"户人均纯收入": yuan}}
    found = ask(text, person, standards={"监测线": 7000})
    assert found.answer == answer
    assert "7,000.00 元" in found.sentence


HEAVY = '{ is = "残疾", most_level = 2 }'


def test_who_counts_for_two_does_so_in_heads_and_shares():
    crew = [{"disability": ["肢体", 2]}, {"disability": ["听力", 3]}, *[{"categories": ["一般户"]}] * 2]
    heads = f'{{ is = "人数", who = {{ is = "残疾" }}, double = {HEAVY}, at_least = 3 }}'
    share = f'{{ is = "占比", who = {{ is = "残疾" }}, double = {HEAVY}, at_least = "75%" }}'
    for text in (heads, share):
        assert ask(text, None, people=crew).answer == "met"
        assert ask(text, None, people=crew).exact == ("at_least",)
        assert ask(text, None, people=crew[1:]).answer == "not_met"
        unknown = [{"categories": ["残疾"]}, *crew[1:]]  # disabled, and nobody knows how heavily
        assert ask(text, None, people=unknown).answer == "undecided"


@pytest.mark.parametrize(
    ("on", "answer", "exact"), [("2023-06-29", "met", 0), ("2023-06-30", "met", 1), ("2023-07-01", "not_met", 0)]
)
def test_the_day_of_the_claim_has_its_own_word(on: str, answer: str, exact: int):
    found = ask('{ is = "申领日期", from = 2023-01-01, to = 2023-06-30 }', {}, on=date.fromisoformat(on))
    assert (found.answer, len(found.exact)) == (answer, exact)


@pytest.mark.parametrize(("on", "yuan"), [(date(2023, 6, 30), 2000), (date(2023, 7, 1), 1600)])
def test_a_late_claim_brings_a_part(on: date, yuan: int):
    whole = '{ is = "每人一次", yuan = 2000 }'
    case = f'{{ when = {{ is = "申领日期", to = 2023-06-30 }}, amount = {whole} }}'
    late = f'{{ is = "折算", percent = "80%", of = {whole} }}'
    benefit = f'amount = {{ is = "按条件", cases = [{case}], otherwise = {late} }}\nperson = {{ is = "累计月数", at_least = 1 }}'
    assert run(benefit, [WORKER], on=on).amount.fen == yuan * 100


def test_money_of_a_paper_of_ours_is_known_by_the_name_of_the_benefit_alone():
    got = {"received": ["other_2020/交通补贴 2022-01-01..2022-03-31 500元"]}
    assert ask('{ is = "已领补贴", schemes = ["交通补贴"] }', got).answer == "met"
    assert ask('{ is = "已领补贴", schemes = ["other_2020/交通补贴"] }', got).answer == "met"
    assert ask('{ is = "已领补贴", schemes = ["补贴"] }', got).answer == "not_met"


def test_costs_from_before_the_asked_time_count_where_ever_is_asked():
    text = '{ is = "费用", kinds = ["设备"], at_least = 1000, window = "历来" }'
    assert ask(text, None, {"costs": ["设备 2019-03 1000元"]}).answer == "met"


def test_contracts_are_asked_of_the_months_that_count_by_the_paper_s_own_test():
    benefit = PAID.replace('"累计月数", at_least = 1', '"合同", any_of = ["实习协议"], covers = "期内每月"')
    months = 'month = { counts = ["有工资"], modes = ["实习"] }\n'
    worker = {"contracts": ["实习协议 2022-01-01..2022-03-31"]}
    worker["months"] = ["2022-01..2022-03 900元 实习", "2022-04..2022-06 900元 厂内"]
    assert run(months + benefit, [worker]).amount.fen == 3000_00
    assert run(benefit, [worker]).amount.fen == 0


@pytest.mark.parametrize(("got", "yuan"), [(1000, 2000), (3000, 0), (4000, 0), (0, 3000)])
def test_where_the_higher_of_two_holds_what_was_received_is_taken_off(got: int, yuan: int):
    text = PAID + 'exclusions = [{ what = "其他补贴", schemes = ["交通补贴"], span = "同年", effect = "扣除" }]'
    received = [f"交通补贴 2022-01-01..2022-03-31 {got}元"]
    assert run(text, [{**WORKER, "received": received}]).amount.fen == yuan * 100


def test_what_was_received_and_not_yet_checked_leaves_the_difference_open():
    view = look([])
    view.roll.shop = replace(view.roll.shop, received=None)
    for unrecorded, taken_off in (("待核", None), ("视为没有", 0)):
        one = Exclusion(what="其他补贴", schemes=("奖补",), span="终身", effect="扣除", unrecorded=unrecorded)
        assert one.deduction(view, "paper/补贴") == taken_off
    shop = 'amount = { is = "一次性", yuan = 3000 }\n'
    part = '{ what = "其他补贴", schemes = ["奖补"], span = "同年", effect = "扣除" }'
    found = run(shop + f"exclusions = [{part}]", [], {"received": ["奖补 2022-01-01..2022-03-31 500元"]})
    assert found.amount.fen == 2500_00


def test_claims_of_once_in_three_years_exclude_each_other_and_a_difference_excludes_nothing():
    once = paper(PAID + 'exclusions = [{ what = "同一补贴", span = "若干月", months = 36 }]').programme
    less = paper(PAID + 'exclusions = [{ what = "同一补贴", span = "同年", effect = "扣除" }]').programme
    assert once
    assert less

    def taken(scheme: Scheme, year: int) -> set[str]:
        period = (date(year, 1, 1), date(year, 12, 31))
        months = tuple(range(month_of(period[0]), month_of(period[1]) + 1))
        return {h.text for h in list_holds(scheme, [scheme], [Holder("甲", 1, months)], period)}

    one, other = list_schemes([once])[0], list_schemes([less])[0]
    assert taken(one, 2022) & taken(one, 2024)
    assert not taken(one, 2022) & taken(one, 2025)
    assert {text.split("|")[-1] for text in taken(other, 2022)} == {
        f"m{first_day(m):%Y-%m}" for m in range(month_of(date(2022, 1, 1)), month_of(date(2022, 12, 1)) + 1)
    }


TWICE = 'kind = "每年", spans = [{ from = "04-01", to = "04-30" }, { from = "10-01", to = "10-31" }], late = "视为放弃"'


@pytest.mark.parametrize(
    ("claim", "on", "answer"),
    [
        (TWICE, date(2023, 4, 1), "met"),
        (TWICE, date(2023, 10, 31), "met"),
        (TWICE, date(2023, 11, 1), "not_met"),
        ('kind = "每年", from = "12-15", to = "01-15"', date(2023, 1, 15), "met"),
        ('kind = "每年", from = "12-15", to = "01-15"', date(2023, 1, 16), "not_met"),
        ('kind = "每年", from = "02-01", to = "02-29"', date(2023, 2, 28), "met"),
        ('kind = "每月", from_day = 10, day = 20', date(2023, 1, 9), "not_met"),
        ('kind = "每月", from_day = 10, day = 20', date(2023, 1, 10), "met"),
        ('kind = "认定后", months = 12, late = "视为放弃"', date(2023, 5, 1), "met"),
        ('kind = "认定后", months = 11, late = "视为放弃"', date(2023, 5, 1), "not_met"),
    ],
)
def test_windows_twice_a_year_over_new_year_in_days_of_a_month_and_after_recognition(claim: str, on: date, answer: str):
    found = run(PAID + f"claim = {{ {claim} }}", [WORKER], {"states": ["认定 2022-05-01.."]}, on=on)
    assert found.window
    assert found.window.answer == answer, found.window.sentence


@pytest.mark.parametrize(
    ("claim", "part"),
    [
        ('kind = "每月", spans = [{ from = "04-01", to = "04-30" }]', "spans 只用在每年"),
        ('kind = "每月", from_day = 20, day = 10', "from_day 不能晚于 day"),
        ('kind = "分批", windows = [{ from = 2023-04-30, to = 2023-04-01 }]', "to 不能早于 from"),
    ],
)
def test_windows_that_cannot_be_are_refused(claim: str, part: str):
    assert part in str(paper(PAID + f"claim = {{ {claim} }}").faults[0])
