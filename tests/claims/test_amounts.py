"""Amounts: each word on figures that can be checked by hand; caps, exclusions, instalments, windows."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.claims.stage import amount, pay, run
from workshop.claims.rules.amounts.base import AMOUNTS

SIX = {"months": ["2022-01..2022-06 20天 1000元 养老200 医疗100"], "household": "H1"}
RENT = {"costs": ["租金 2022-01..2022-12 1000元"], "started": date(2017, 7, 1)}

# word: (amount, person, workshop, heads, fen)
SUMS: dict[str, tuple[str, dict[str, Any], dict[str, Any], int, int]] = {
    "每人一次": ('{ is = "每人一次", yuan = 400 }', SIX, {}, 0, 400_00),
    "每人每年": ('{ is = "每人每年", yuan = 6000, prorate = true }', SIX, {}, 0, 3000_00),
    "每人每月": ('{ is = "每人每月", yuan = 1000, most_months = 4 }', SIX, {}, 0, 4000_00),
    "每人每天": ('{ is = "每人每天", yuan = 30, most_days = 100 }', SIX, {}, 0, 3000_00),
    "按月数分档": ('{ is = "按月数分档", steps = [{ from = 3, yuan = 300 }, { from = 6, yuan = 700 }] }', SIX, {}, 0, 700_00),
    "每户": ('{ is = "每户", yuan = 5000 }', SIX, {}, 0, 5000_00),
    "工资比例": ('{ is = "工资比例", percent = "10%" }', SIX, {}, 0, 600_00),
    "保险费比例": (
        '{ is = "保险费比例", kinds = ["养老", "医疗"], percent = "50%", most_a_month = 120 }', SIX, {}, 0, 720_00
    ),
    "据实": ('{ is = "据实", name = "交通费", percent = "80%" }', {**SIX, "figures": {"交通费": 500}}, {}, 0, 400_00),
    "一次性": ('{ is = "一次性", yuan = 20000 }', SIX, {}, 0, 20_000_00),
    "车间每月": ('{ is = "车间每月", yuan = 2000, most_months = 6 }', {"months": ["2022-01..2022-08 900元"]}, {}, 0, 12_000_00),
    "按人数分档": (
        '{ is = "按人数分档", steps = [{ from = 5, yuan = 10000 }, { from = 10, yuan = 30000 }] }', SIX, {}, 10, 30_000_00
    ),
    "等级人数表": (
        '{ is = "等级人数表", heads = [10, 20], grades = { "优秀" = [40000, 70000] } }', SIX, {"grades": {"2022": "优秀"}}, 19, 40_000_00
    ),
    "费用比例": (
        '{ is = "费用比例", kinds = ["租金"], schedule = [{ years = 5, percent = "100%" }, { years = 5, percent = "50%" }] }',
        SIX, RENT, 0, 9000_00,
    ),
    "每台设备": ('{ is = "每台设备", yuan = 500, most = 20 }', SIX, {"machines": [{"kind": "缝纫机", "count": 30}]}, 0, 10_000_00),
    "每单位": ('{ is = "每单位", name = "面积", yuan = 10, most = 500 }', SIX, {"area": Decimal("120.5")}, 0, 1205_00),
    "按数额分档": (
        '{ is = "按数额分档", name = "工资总额", steps = [{ from = 5000, yuan = 800 }, { from = 6000, percent = "20%" }] }',
        SIX, {}, 0, 1200_00,
    ),
    "折算": ('{ is = "折算", percent = "50%", of = { is = "每人每月", yuan = 100 } }', SIX, {}, 0, 300_00),
    "净增合计": ('{ is = "净增合计", yuan = 1000 }', {"hired": date(2022, 3, 1)}, {}, 0, 1000_00),
    "每带一人": (
        '{ is = "每带一人", kinds = ["学徒制"], yuan = 200, each_month = true, most = 2, most_months = 4 }',
        {"trainings": [{"kind": "学徒制", "from": date(2022, 1, 5), "to": date(2022, 6, 4), "mentor": True, "trainees": 3}]},
        {}, 0, 1600_00,
    ),
    "每人合计": ('{ is = "每人合计", yuan = 1000, at_least_heads = 3 }', SIX, {}, 3, 3000_00),
    "按条件": (
        '{ is = "按条件", cases = [{ when = { is = "累计月数", at_least = 7 }, amount = { is = "每人一次", yuan = 9 } }],'
        ' otherwise = { is = "每人一次", yuan = 5 } }',
        SIX, {}, 0, 5_00,
    ),
    "取低": ('{ is = "取低", of = [{ is = "每人一次", yuan = 500 }, { is = "每人每月", yuan = 100 }] }', SIX, {}, 0, 500_00),
    "取高": ('{ is = "取高", of = [{ is = "每人一次", yuan = 500 }, { is = "每人每月", yuan = 100 }] }', SIX, {}, 0, 600_00),
    "合计": ('{ is = "合计", of = [{ is = "每人一次", yuan = 500 }, { is = "每人每月", yuan = 100 }] }', SIX, {}, 0, 1100_00),
}  # fmt: skip
ANYBODY = 'person = { is = "累计月数", at_least = 1 }'


@pytest.mark.parametrize("word", SUMS)
def test_a_sum_comes_out_as_by_hand(word: str):
    text, person, workshop, heads, fen = SUMS[word]
    found = pay(text, person, workshop, heads)
    assert found.fen == fen, found.sentence
    assert found.sentence


def test_every_amount_is_tried_here():
    assert {*SUMS, "未见"} == set(AMOUNTS)


@pytest.mark.parametrize("word", AMOUNTS)
def test_an_amount_explains_itself_and_its_example_can_be_read(word: str):
    assert AMOUNTS[word].__doc__
    amount(AMOUNTS[word].EXAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        '{ is = "未见" }',
        '{ is = "每人一次", yuan = "未见" }',
        '{ is = "每人一次", yuan = { standard = "最低月工资" } }',
        '{ is = "费用比例", kinds = ["租金"], percent = "50%" }',
        '{ is = "每台设备", yuan = 5 }',
        '{ is = "据实", name = "交通费" }',
    ],
)
def test_a_sum_that_nobody_can_tell_is_not_zero(text: str):
    assert pay(text, SIX).fen is None


def test_a_sum_that_hangs_on_two_readings_lies_between_and_says_which_readings():
    months = ", ".join(f'{{ is = "累计月数", at_least = {n} }}' for n in (12, 6))
    when = f'{{ readings = [{months}], silent = "两篇报道不同" }}'
    first, rest = (f'{{ is = "每人一次", yuan = {yuan} }}' for yuan in (5000, 3000))
    found = pay(f'{{ is = "按条件", cases = [{{ when = {when}, amount = {first} }}], otherwise = {rest} }}', SIX)
    assert (found.low, found.high) == (3000_00, 5000_00)
    assert "两篇报道不同" in found.sentence


def test_a_sum_for_the_workshop_that_was_not_seen_is_undecided_though_no_person_is_asked_about():
    ran = 'workshop = { is = "季节性" }\namount = "未见"\n'
    open_, refused = (run(ran, [{}], {"seasonal": seasonal}) for seasonal in (True, False))
    assert (open_.answer, open_.amount.low, open_.amount.high) == ("undecided", 0, None)
    assert (refused.answer, refused.amount.high) == ("not_met", 0)


@pytest.mark.parametrize(
    ("how", "heads", "yuan"),
    [("整笔", 12, 200), ("每人", 12, 2400), ("分段", 12, 9 * 100 - 400 + 3 * 200), ("每月", 12, 600)],
)
def test_tiers_by_headcount(how: str, heads: int, yuan: int):
    steps = "steps = [{ from = 5, yuan = 100 }, { from = 10, yuan = 200 }]"
    text = f'{{ is = "按人数分档", how = "{how}", {steps} }}'
    person = {"months": ["2022-01..2022-03 900元"]}
    assert pay(text, person, {}, heads).fen == yuan * 100


def test_a_rate_that_changes_by_date_is_taken_month_by_month():
    text = '{ is = "每人每月", yuan = [{ from = 2020-01-01, value = 200 }, { from = 2022-05-01, value = 300 }] }'
    assert pay(text, SIX).fen == (4 * 200 + 2 * 300) * 100


def test_months_of_trial_are_not_paid():
    assert pay('{ is = "每人每月", yuan = 100, skip_months = 2, most_months = 3 }', SIX).fen == 300_00


def test_a_month_of_unknown_pay_leaves_the_sum_open_above():
    found = pay('{ is = "每人每月", yuan = 100 }', {"months": ["2022-01..2022-05 900元", "2022-06 22天"]})
    assert (found.low, found.high, found.fen) == (500_00, 600_00, None)


def test_a_cap_per_person_counts_what_was_received_before():
    cap = 'caps = [{ per = "人", yuan = 1000, within = "历来" }]'
    people = [{**SIX, "received": ["paper/补贴 2021-01-01..2021-06-30 700元"]}, SIX]
    found = run(f'amount = {{ is = "每人每月", yuan = 200 }}\n{ANYBODY}\n{cap}', people)
    assert [p.amount.fen for p in found.people] == [300_00, 1000_00]


def test_a_cap_on_months_takes_months_received_off_and_stretches_to_retirement():
    cap = 'caps = [{ per = "人", months = 3, within = "历来", retirement = { within_years = 5, men = 60 } }]'
    people = [
        {**SIX, "received": ["paper/补贴 2021-01-01..2021-02-28 1元 2个月"]},
        {**SIX, "sex": "男", "born": date(1962, 6, 1)},
        {**SIX, "sex": "男", "born": date(1990, 6, 1)},
    ]
    found = run(f'amount = {{ is = "每人每月", yuan = 200 }}\n{ANYBODY}\n{cap}', people)
    assert [p.amount.fen for p in found.people] == [200_00, 1000_00, 600_00]


def test_a_cap_per_household_leaves_the_rest_of_the_household_with_the_reason():
    people = [SIX, SIX, {**SIX, "household": "H2"}]
    found = run(f'amount = {{ is = "每人一次", yuan = 500 }}\n{ANYBODY}\ncaps = [{{ per = "户", people = 1 }}]', people)
    assert (found.amount.fen, len(found.caps)) == (1000_00, 1)
    assert "H1" in found.people[1].amount.sentence


@pytest.mark.parametrize(
    ("cap", "yuan"),
    [
        ('{ per = "车间", yuan = 900 }', 900),
        ('{ per = "车间", people = 1 }', 500),
        ('{ per = "车间月", yuan = 50 }', 600),
        ('{ per = "实际费用", kinds = ["租金"], percent = "5%" }', 600),
        ('{ per = "车间", times = 1, within = "历来" }', 0),
        ('{ per = "人", times = 1, within = "历来" }', 500),
    ],
)
def test_caps_of_the_workshop(cap: str, yuan: int):
    people = [SIX, {**SIX, "received": ["paper/补贴 2021-01-01..2021-12-31 500元"]}]
    shop = {**RENT, "received": ["paper/补贴 2021-01-01..2021-12-31 500元"]}
    found = run(f'amount = {{ is = "每人一次", yuan = 500 }}\n{ANYBODY}\ncaps = [{cap}]', people, shop)
    assert found.amount.fen == yuan * 100


def test_a_budget_that_is_too_small_is_not_divided_by_the_program():
    found = run(
        f'amount = {{ is = "每人一次", yuan = 500 }}\n{ANYBODY}\ncaps = [{{ per = "总额", yuan = 900 }}]', [SIX, SIX]
    )
    assert found.amount.fen is None
    assert found.answer == "undecided"


@pytest.mark.parametrize(
    ("exclusion", "received", "yuan"),
    [
        ('{ what = "同一补贴", span = "终身" }', "paper/补贴 2019-01-01..2019-12-31 1元", 0),
        ('{ what = "同一补贴", span = "同年" }', "paper/补贴 2021-01-01..2021-12-31 1元", 600),
        ('{ what = "同一补贴", span = "同年" }', "paper/补贴 2022-11-01..2022-12-31 1元", 0),
        ('{ what = "同一补贴", span = "同月" }', "paper/补贴 2022-05-01..2022-08-31 1元", 400),
        ('{ what = "同一补贴", span = "年份", years = [2019, 2021] }', "paper/补贴 2020-05-01..2020-08-31 1元", 0),
        ('{ what = "其他补贴", span = "同期", schemes = ["闽宁补贴"] }', "闽宁补贴 2022-06-01..2022-08-31 1元", 0),
        (
            '{ what = "同一资金", span = "同期", funds = ["衔接资金"] }',
            "交通补贴 2022-06-01..2022-08-31 1元 衔接资金",
            0,
        ),
        ('{ what = "先到先得", span = "同年" }', "paper/补贴 2022-06-01..2022-08-31 1元 车间:另一家", 0),
        ('{ what = "先到先得", span = "同年" }', "paper/补贴 2022-06-01..2022-08-31 1元", 600),
    ],
)
def test_what_excludes_itself(exclusion: str, received: str, yuan: int):
    benefit = f'amount = {{ is = "每人每月", yuan = 100 }}\n{ANYBODY}\nexclusions = [{exclusion}]'
    assert run(benefit, [{**SIX, "received": [received]}]).people[0].amount.fen == yuan * 100


def test_an_earlier_batch_is_computed_again_and_the_difference_paid_or_taken_back():
    benefit = f'amount = {{ is = "每人每月", yuan = 100 }}\n{ANYBODY}\nrecompute = "补差并追回"'
    people = [
        {**SIX, "received": ["paper/补贴 2022-01-01..2022-03-31 300元"]},
        {**SIX, "received": ["paper/补贴 2022-01-01..2022-03-31 900元"]},
        {"months": [], "received": ["paper/补贴 2022-01-01..2022-03-31 300元"]},
    ]
    assert [p.fen for p in run(benefit, people).people] == [300_00, -300_00, -300_00]


def test_steps_paid_before_the_asked_time_are_taken_off_where_the_time_runs_from_the_hire():
    benefit = f"""amount = {{ is = "按月数分档", steps = [{{ from = 6, yuan = 1000 }}, {{ from = 12, yuan = 2000 }}] }}
{ANYBODY}
window = "入职以来"
recompute = "只补差"
"""
    half_year = ["paper/补贴 2022-01-01..2022-06-30 1000元 6个月"]
    people = [
        {"months": ["2022-01..2022-11 900元"], "received": half_year},
        {"months": ["2022-01..2022-12 900元"], "received": half_year},
    ]
    second_half = {"from": date(2022, 7, 1), "on": date(2023, 1, 1)}
    assert [p.fen for p in run(benefit, people, **second_half).people] == [0, 1000_00]


def test_instalments_add_up_to_the_sum():
    parts = "instalments = [" + ", ".join('{ share = "1/3", after = "认定", within_days = 7 }' for _ in range(3)) + "]"
    found = run(f'amount = {{ is = "一次性", yuan = 100 }}\n{parts}', [], {"states": ["认定 2022-06-01.."]})
    assert [i.amount.fen for i in found.instalments] == [33_33, 33_33, 33_34]
    assert found.instalments[0].due == date(2022, 6, 8)


@pytest.mark.parametrize(
    ("claim", "on", "answer"),
    [
        ('{ kind = "每月", day = 15 }', date(2023, 1, 15), "met"),
        ('{ kind = "每月", day = 15, late = "视为放弃" }', date(2023, 1, 16), "not_met"),
        ('{ kind = "每月", day = 15, late = "可补报" }', date(2023, 1, 16), "met"),
        ('{ kind = "每月", day = 15 }', date(2023, 1, 16), "undecided"),
        ('{ kind = "每季度", days = 30 }', date(2023, 1, 30), "met"),
        ('{ kind = "每半年", days = 30 }', date(2023, 1, 31), "undecided"),
        ('{ kind = "每年", from = "03-01", to = "04-30" }', date(2023, 2, 28), "not_met"),
        ('{ kind = "每年", from = "03-01", to = "04-30" }', date(2023, 4, 30), "met"),
        ('{ kind = "期满后", months = 6 }', date(2023, 6, 30), "met"),
        ('{ kind = "每月" }', date(2023, 1, 10), "undecided"),
        ('{ kind = "每季度" }', date(2023, 1, 10), "undecided"),
        ('{ kind = "每半年" }', date(2023, 1, 10), "undecided"),
        ('{ kind = "期满后" }', date(2023, 1, 10), "undecided"),
        ('{ kind = "随时" }', date(2023, 6, 30), "met"),
        ('{ kind = "未写" }', date(2023, 6, 30), "undecided"),
    ],
)
def test_a_window_opens_and_closes(claim: str, on: date, answer: str):
    found = run(f'amount = {{ is = "每人一次", yuan = 5 }}\n{ANYBODY}\nclaim = {claim}', [SIX], on=on)
    assert found.window is not None
    assert found.window.answer == answer, found.window.sentence


def test_a_claim_within_months_of_hiring_is_asked_of_each_person():
    claim = 'claim = { kind = "入职后", months = 12, late = "视为放弃" }'
    people = [{**SIX, "hired": date(2022, 1, 1)}, {**SIX, "hired": date(2021, 12, 1)}]
    found = run(f'amount = {{ is = "每人一次", yuan = 5 }}\n{ANYBODY}\n{claim}', people)
    assert [p.answer for p in found.people] == ["met", "not_met"]


def test_sums_are_rounded_as_the_paper_says():
    rounding = 'round = { to = "元", way = "舍去" }'
    found = run(f'amount = {{ is = "工资比例", percent = "33.3%" }}\n{ANYBODY}\n{rounding}', [SIX])
    assert found.people[0].amount.fen == 1998_00


def test_evidence_takes_any_one_of_its_ways_and_is_not_asked_where_it_need_not_be():
    evidence = (
        'evidence = [{ name = "工资凭证", of = "每人", any_of = [["银行流水"], ["工资领取签字表", "本人银行流水"]],'
        ' not_if = { is = "保险", kinds = ["养老"], at_least = 1 } }]'
    )
    plain = {"months": ["2022-01 900元 未参保"]}
    people = [
        {**plain, "name": "甲", "documents": ["银行流水"]},
        {**plain, "name": "乙", "documents": {"银行流水": False, "工资领取签字表": True, "本人银行流水": True}},
        {**plain, "name": "丙", "documents": {"银行流水": False, "工资领取签字表": False}},
        {"name": "丁", "months": ["2022-01 900元 养老"]},
    ]
    found = run(f'amount = {{ is = "每人一次", yuan = 5 }}\n{ANYBODY}\n{evidence}', people).evidence[0]
    assert found.answer == "not_met"
    assert "丙" in found.sentence
    assert not {"甲", "乙", "丁"} & set(found.sentence)


def test_who_is_undecided_is_not_in_the_certain_sum_but_in_what_it_may_come_to():
    benefit = 'amount = { is = "每人一次", yuan = 500 }\nperson = { is = "人员类别", any_of = ["脱贫户"] }'
    found = run(benefit, [{"categories": ["脱贫户"]}, {}, {"categories": ["一般户"]}])
    assert (found.amount.low, found.amount.high) == (500_00, 1000_00)
    assert [p.fen for p in found.people] == [500_00, None, 0]
    assert found.people[1].would_be.fen == 500_00


def test_a_tier_that_the_undecided_could_change_is_undecided():
    benefit = 'amount = { is = "按人数分档", steps = [{ from = 2, yuan = 10000 }] }\nperson = { is = "人员类别", any_of = ["脱贫户"] }'
    assert run(benefit, [{"categories": ["脱贫户"]}, {}]).answer == "undecided"
    assert run(benefit, [{"categories": ["脱贫户"]}] * 2 + [{}]).amount.fen == 10_000_00
