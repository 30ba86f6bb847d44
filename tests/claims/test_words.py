"""Every word of the vocabulary: met, not met, exactly on its threshold, and undecided while nobody knows."""

from datetime import date
from typing import Any

import pytest

from tests.claims.stage import ask, condition
from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import CONDITIONS

FULL = {"months": ["2022-01..2022-12 22天 3000元"]}
OLD, NEW = {"hired": date(2020, 1, 1)}, {"hired": date(2022, 3, 1)}
GONE = {"hired": date(2020, 1, 1), "left": date(2022, 6, 30)}
NO_BOOKS = {"books_from": date(2022, 7, 1), "books_to": date(2022, 12, 31)}

# word: (condition, facts of the person: met, not met, undecided, exactly on the threshold or None)
PEOPLE: dict[str, tuple[str, dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any] | None]] = {
    "年龄": (
        '{ is = "年龄", from = 16, to = 59 }',
        {**FULL, "born": date(1980, 1, 1)},
        {**FULL, "born": date(1950, 1, 1)},
        FULL,
        {**FULL, "born": date(1963, 1, 1)},
    ),
    "性别": ('{ is = "性别", sex = "女" }', {"sex": "女"}, {"sex": "男"}, {}, None),
    "人员类别": (
        '{ is = "人员类别", any_of = ["脱贫人口含监测对象"] }',
        {**FULL, "categories": ["边缘易致贫户"]},
        {**FULL, "categories": ["一般户"]},
        FULL,
        None,
    ),
    "身份": (
        '{ is = "身份", any_of = ["财政供养人员"] }',
        {"statuses": {"财政供养人员": True}},
        {"statuses": {"财政供养人员": False}},
        {},
        None,
    ),
    "残疾": (
        '{ is = "残疾", kinds = ["智力"], most_level = 2 }',
        {"disability": ["智力", 1]},
        {"disability": ["智力", 3]},
        {"categories": ["残疾"]},
        {"disability": ["智力", 2]},
    ),
    "户籍": ('{ is = "户籍", any_of = ["本县"] }', {"registered": "500237"}, {"registered": "500101"}, {}, None),
    "毕业": (
        '{ is = "毕业", within_months = 24 }',
        {"graduated": date(2021, 6, 30), "hired": date(2022, 1, 5)},
        {"graduated": date(2019, 6, 30), "hired": date(2022, 1, 5)},
        {},
        {"graduated": date(2020, 1, 5), "hired": date(2022, 1, 5)},
    ),
    "累计月数": (
        '{ is = "累计月数", at_least = 6 }',
        FULL,
        {"months": ["2022-01..2022-05 900元"]},
        {"months": ["2022-01..2022-05 900元", "2022-06 22天"]},
        {"months": ["2022-01..2022-03 900元", "2022-10..2022-12 900元"]},
    ),
    "连续月数": (
        '{ is = "连续月数", at_least = 3 }',
        FULL,
        {"months": ["2022-01..2022-02 900元", "2022-04..2022-05 900元"]},
        {"months": ["2022-01..2022-02 900元", "2022-03 22天"]},
        {"months": ["2022-01 900元", "2022-03..2022-05 900元"]},
    ),
    "累计天数": (
        '{ is = "累计天数", at_least = 30 }',
        {"months": ["2022-01..2022-02 20天 900元"]},
        {"months": ["2022-01 29.5天 900元"]},
        {"months": ["2022-01 20天 900元", "2022-02 900元"]},
        {"months": ["2022-01 20天 900元", "2022-02 10天 100元"]},
    ),
    "累计工时": (
        '{ is = "累计工时", at_least = 240 }',
        {"months": ["2022-01..2022-02 160小时 900元"]},
        {"months": ["2022-01 160小时 900元"]},
        {"months": ["2022-01 900元"]},
        {"months": ["2022-01..2022-02 120小时 900元"]},
    ),
    "在职满月": (
        '{ is = "在职满月", at_least = 6 }',
        {"hired": date(2022, 1, 1)},
        {"hired": date(2022, 7, 2)},
        None,  # type: ignore[dict-item]
        {"hired": date(2022, 7, 1)},
    ),
    "入职日期": (
        '{ is = "入职日期", from = 2022-02-01, to = 2022-06-30 }',
        {"hired": date(2022, 3, 1)},
        {"hired": date(2022, 7, 1)},
        None,  # type: ignore[dict-item]
        {"hired": date(2022, 2, 1)},
    ),
    "在岗": (
        '{ is = "在岗" }',
        {"hired": date(2022, 1, 1)},
        {"hired": date(2022, 1, 1), "left": date(2022, 12, 31)},
        None,
        None,
    ),  # type: ignore[dict-item]
    "用工方式": (
        '{ is = "用工方式", any_of = ["居家"], at_least = 3 }',
        {"months": ["2022-01..2022-06 900元 居家"]},
        {"months": ["2022-01..2022-02 900元 居家", "2022-03..2022-09 900元 厂内"]},
        {"months": ["2022-01..2022-06 900元"]},
        {"months": ["2022-01..2022-03 900元 居家", "2022-04 900元 厂内"]},
    ),
    "务工地点": (
        '{ is = "务工地点", any_of = ["37 山东省"], at_least = 3, month = { employer = "任何单位" } }',
        {"months": ["2022-01..2022-06 900元 在:370100"]},
        {"months": ["2022-01..2022-02 900元 在:370100", "2022-03..2022-06 900元 在:500101"]},
        {"months": ["2022-01..2022-03 900元 单位:某厂"]},
        {"months": ["2022-01..2022-03 900元 在:370100", "2022-04 900元 在:500101"]},
    ),
    "工资合计": (
        '{ is = "工资合计", at_least = 6000 }',
        FULL,
        {"months": ["2022-01..2022-05 1000元", "2022-06 999.99元"]},
        {"months": ["2022-01..2022-05 1000元", "2022-06 22天"]},
        {"months": ["2022-01..2022-06 1000元"]},
    ),
    "月均工资": (
        '{ is = "月均工资", at_least = 1000 }',
        FULL,
        {"months": ["2022-01..2022-05 1000元", "2022-06 900元"]},
        {"months": ["2022-01..2022-05 1000元", "2022-06 22天"]},
        {"months": ["2022-01 800元", "2022-02 1200元"]},
    ),
    "每月工资": (
        '{ is = "每月工资", at_least = 1500 }',
        FULL,
        {"months": ["2022-01..2022-05 2000元", "2022-06 1499.99元"]},
        {"months": ["2022-01..2022-05 2000元", "2022-06 22天"]},
        {"months": ["2022-01..2022-05 2000元", "2022-06 1500元"]},
    ),
    "时均工资": (
        '{ is = "时均工资", at_least = 20 }',
        {"months": ["2022-01 100小时 2500元"]},
        {"months": ["2022-01 100小时 1900元"]},
        {"months": ["2022-01 2500元"]},
        {"months": ["2022-01 100小时 2000元"]},
    ),
    "工资发清": (
        '{ is = "工资发清", allow_deductions = false }',
        {"months": ["2022-01 2500元 2500已发"]},
        {"months": ["2022-01 2500元 2400已发"]},
        {"months": ["2022-01 2500元"]},
        None,
    ),
    "合同": (
        '{ is = "合同", any_of = ["劳动合同"], at_least = 12, covers = "期内每月" }',
        {**FULL, "contracts": ["劳动合同 2022-01-01.."]},
        {**FULL, "contracts": ["劳动合同 2022-01-01..2022-12-30"]},
        FULL,
        {**FULL, "contracts": ["劳动合同 2022-01-01..2022-12-31"]},
    ),
    "保险": (
        '{ is = "保险", kinds = ["养老", "工伤"], at_least = 6, still = true }',
        {"months": ["2022-01..2022-12 900元 养老 工伤"]},
        {"months": ["2022-01..2022-11 900元 养老 工伤", "2022-12 900元 养老"]},
        FULL,
        {"months": ["2022-01..2022-06 900元 养老", "2022-07..2022-12 900元 养老 工伤"]},
    ),
    "培训": (
        '{ is = "培训", kinds = ["以工代训"], at_least = 30 }',
        {"trainings": [{"kind": "以工代训", "from": date(2022, 2, 1), "to": date(2022, 4, 1), "days": 40}]},
        {"trainings": []},
        {},
        {"trainings": [{"kind": "以工代训", "from": date(2022, 2, 1), "to": date(2022, 4, 1), "days": 30}]},
    ),
    "带训人数": (
        '{ is = "带训人数", at_least = 2 }',
        {
            "trainings": [
                {"kind": "以岗代训", "from": date(2022, 2, 1), "to": date(2022, 4, 1), "mentor": True, "trainees": 3}
            ]
        },
        {"trainings": []},
        {},
        {
            "trainings": [
                {"kind": "以岗代训", "from": date(2022, 2, 1), "to": date(2022, 4, 1), "mentor": True, "trainees": 2}
            ]
        },
    ),
    "已领补贴": (
        '{ is = "已领补贴", schemes = ["交通补贴"] }',
        {"received": ["交通补贴 2022-01-01..2022-03-31 500元"]},
        {"received": []},
        None,  # type: ignore[dict-item]
        None,
    ),
    "确认": ('{ is = "确认", question = "甲" }', {"answers": {"甲": True}}, {"answers": {"甲": False}}, {}, None),
    "登记数字": (
        '{ is = "登记数字", about = "户", name = "户人均收入", unit = "元", at_least = 10000 }',
        {"household_figures": {"户人均收入": 12000}},
        {"household_figures": {"户人均收入": 9999}},
        {},
        {"household_figures": {"户人均收入": 10000}},
    ),
}
POOR, PLAIN_MAN = {"categories": ["脱贫户"], **FULL}, {"categories": ["一般户"], **FULL}
WHO = 'who = { is = "人员类别", any_of = ["脱贫人口"] }'

# word: (condition, (workshop, people): met, not met, undecided, exactly)
Scene = tuple[dict[str, Any], list[dict[str, Any]]]
SHOPS: dict[str, tuple[str, Scene, Scene, Scene, Scene | None]] = {
    "车间类型": ('{ is = "车间类型", any_of = ["厂房式"] }', ({"kind": "厂房式"}, []), ({"kind": "居家式"}, []), ({}, []), None),
    "主体类型": ('{ is = "主体类型", any_of = ["企业"] }', ({"entity": "企业"}, []), ({"entity": "自然人"}, []), ({}, []), None),
    "所在地": ('{ is = "所在地", any_of = ["村"] }', ({"sites": ["村"]}, []), ({"sites": ["城区"]}, []), ({}, []), None),
    "净增人数": (
        '{ is = "净增人数", at_least = 2 }',
        ({}, [NEW] * 3),
        ({}, [NEW, OLD]),
        ({"staff_complete": False}, [NEW] * 3),
        ({}, [NEW, NEW, OLD]),
    ),
    "减员比例": (
        '{ is = "减员比例", at_most = "25%" }',
        ({}, [OLD] * 4),
        ({}, [OLD, GONE]),
        ({}, [NEW]),
        ({}, [OLD, OLD, OLD, GONE]),
    ),
    "认定日期": (
        '{ is = "认定日期", from = 2022-03-01, to = 2022-12-31 }',
        ({"states": ["认定 2022-05-01.."]}, []),
        ({"states": ["申请 2022-05-01.."]}, []),
        ({}, []),
        ({"states": ["认定 2022-03-01.."]}, []),
    ),
    "面积": ('{ is = "面积", at_least = 100 }', ({"area": 120}, []), ({"area": 99}, []), ({}, []), ({"area": 100}, [])),
    "岗位数": ('{ is = "岗位数", at_least = 15 }', ({"posts": 20}, []), ({"posts": 14}, []), ({}, []), ({"posts": 15}, [])),
    "开办满月": (
        '{ is = "开办满月", at_least = 12 }',
        ({"started": date(2020, 1, 1)}, []),
        ({"started": date(2022, 1, 2)}, []),
        ({}, []),
        ({"started": date(2022, 1, 1)}, []),
    ),
    "运行月数": (
        '{ is = "运行月数", at_least = 3 }',
        ({}, [FULL]),
        ({}, [{"months": ["2022-01..2022-02 900元"]}]),
        (NO_BOOKS, [{"months": ["2022-08 900元"]}]),
        ({}, [{"months": ["2022-01..2022-03 900元"]}]),
    ),
    "季节性": ('{ is = "季节性" }', ({"seasonal": True}, []), ({"seasonal": False}, []), ({}, []), None),
    "证照": ('{ is = "证照", all_of = ["营业执照"] }', ({"licences": ["营业执照"]}, []), ({"licences": []}, []), ({}, []), None),
    "设备数": (
        '{ is = "设备数", kinds = ["缝纫机"], at_least = 10 }',
        ({"machines": [{"kind": "缝纫机", "count": 12}]}, []),
        ({"machines": [{"kind": "织机", "count": 12}]}, []),
        ({}, []),
        ({"machines": [{"kind": "缝纫机", "count": 10}]}, []),
    ),
    "认定状态": (
        '{ is = "认定状态", any_of = ["认定"] }',
        ({"states": ["认定 2021-01-01.."]}, []),
        ({"states": ["认定 2021-01-01..2022-06-30"]}, []),
        ({}, []),
        None,
    ),
    "称号": (
        '{ is = "称号", any_of = ["乡村就业车间"], when = "曾有" }',
        ({"titles": ["乡村就业车间 2019-01-01..2020-01-01"]}, []),
        ({"titles": []}, []),
        ({}, []),
        None,
    ),
    "年度等级": (
        '{ is = "年度等级", any_of = ["合格"] }', ({"grades": {"2022": "合格"}}, []), ({"grades": {"2022": "差"}}, []),
        ({}, []), None,
    ),
    "费用": (
        '{ is = "费用", kinds = ["设备"], at_least = 1000 }',
        ({"costs": ["设备 2022-03 2000元"]}, []),
        ({"costs": ["设备 2022-03 999元"]}, []),
        ({}, []),
        ({"costs": ["设备 2022-03 1000元"]}, []),
    ),
    "人数": (
        f'{{ is = "人数", {WHO}, at_least = 2 }}',
        ({}, [POOR] * 3),
        ({}, [POOR, PLAIN_MAN]),
        ({}, [POOR, FULL]),
        ({}, [POOR, POOR]),
    ),
    "户数": (
        f'{{ is = "户数", {WHO}, at_least = 2, at = "期内" }}',
        ({}, [{**POOR, "household": h} for h in ("H1", "H2", "H3")]),
        ({}, [{**POOR, "household": "H1"}] * 3),
        ({}, [POOR, POOR]),
        ({}, [{**POOR, "household": h} for h in ("H1", "H2", "H2")]),
    ),
    "占比": (
        f'{{ is = "占比", {WHO}, at_least = "1/3" }}',
        ({}, [POOR, PLAIN_MAN]),
        ({}, [POOR] + [PLAIN_MAN] * 3),
        ({}, [FULL, PLAIN_MAN]),
        ({}, [POOR, PLAIN_MAN, PLAIN_MAN]),
    ),
    "人均工资": (
        f'{{ is = "人均工资", {WHO}, at_least = 20000, at = "期内" }}',
        ({}, [POOR]),
        ({}, [POOR, {"categories": ["脱贫户"], "months": ["2022-01 900元"]}]),
        ({}, [{"categories": ["脱贫户"], "months": ["2022-01 22天"]}]),
        ({}, [POOR, {"categories": ["脱贫户"], "months": ["2022-01..2022-02 2000元"]}]),
    ),
    "工资总额": (
        '{ is = "工资总额", at_least = 72000, at = "期内" }',
        ({}, [POOR] * 3),
        ({}, [POOR]),
        ({}, [POOR, {"months": ["2022-01 22天"]}]),
        ({}, [POOR, PLAIN_MAN]),
    ),
    "全员": (
        f'{{ is = "全员", {WHO}, each = {{ is = "工资合计", at_least = 11000 }} }}',
        ({}, [POOR, PLAIN_MAN]),
        ({}, [POOR, {"categories": ["脱贫户"], "months": ["2022-01 900元"]}]),
        ({}, [POOR, {"categories": ["脱贫户"], "months": ["2022-01 22天"]}]),
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("word", PEOPLE)
def test_a_word_about_a_person_has_its_three_answers(word: str):
    text, met, not_met, undecided, _ = PEOPLE[word]
    assert ask(text, met).answer == "met"
    assert ask(text, not_met).answer == "not_met"
    if undecided is not None:
        assert ask(text, undecided).answer == "undecided"


@pytest.mark.parametrize("word", [w for w in PEOPLE if PEOPLE[w][4]])
def test_a_person_exactly_on_the_threshold_meets_it(word: str):
    text, *_, exactly = PEOPLE[word]
    found = ask(text, exactly)
    assert found.answer == "met"
    assert found.exact


@pytest.mark.parametrize("word", SHOPS)
def test_a_word_about_a_workshop_has_its_three_answers(word: str):
    text, met, not_met, undecided, _ = SHOPS[word]
    for expected, (workshop, people) in (("met", met), ("not_met", not_met), ("undecided", undecided)):
        found = ask(text, None, workshop, people=people)
        assert found.answer == expected, found.sentence


@pytest.mark.parametrize("word", [w for w in SHOPS if SHOPS[w][4]])
def test_a_workshop_exactly_on_the_threshold_meets_it(word: str):
    text, *_, exactly = SHOPS[word]
    assert exactly is not None
    found = ask(text, None, exactly[0], people=exactly[1])
    assert (found.answer, bool(found.exact)) == ("met", True), found.sentence


def test_without_a_bound_every_month_that_counts_must_lie_there():
    text = '{ is = "务工地点", any_of = ["37 山东省"] }'
    assert ask(text, {"months": ["2022-01..2022-06 900元 在:370100"]}).answer == "met"
    mixed = {"months": ["2022-01..2022-05 900元 在:370100", "2022-06 900元 在:500101"]}
    assert ask(text, mixed).answer == "not_met"
    assert ask(text, {}).answer == "undecided"


def test_money_received_before_the_first_known_month_counts_where_ever_is_asked():
    before = {"months": ["2022-05..2022-12 900元"], "received": ["交通补贴 2019-01-01..2019-03-31 500元"]}
    assert ask('{ is = "已领补贴", schemes = ["交通补贴"] }', before).answer == "met"
    assert ask('{ is = "已领补贴", schemes = ["交通补贴"], window = "自然年" }', before).answer == "not_met"


def test_every_word_is_tried_here():
    assert {*PEOPLE, *SHOPS, "申领日期"} == set(
        CONDITIONS
    )  # that day is of no person and no workshop: tried in added words


@pytest.mark.parametrize("word", CONDITIONS)
def test_a_word_explains_itself_and_its_example_can_be_read(word: str):
    shape = CONDITIONS[word]
    assert shape.__doc__
    condition(shape.EXAMPLE)


@pytest.mark.parametrize("bound", ["at_least", "more_than", "at_most", "less_than"])
@pytest.mark.parametrize(
    ("months", "expected"),
    [(5, {"at_most", "less_than"}), (6, {"at_least", "at_most"}), (7, {"at_least", "more_than"})],
)
def test_above_and_below_include_the_number_over_and_under_do_not(bound: str, months: int, expected: set[str]):
    found = ask(f'{{ is = "累计月数", {bound} = 6 }}', {"months": [f"2022-01..2022-{months:02d} 900元"]})
    assert (found.answer == "met") == (bound in expected)


def test_what_is_short_is_said_as_a_figure():
    months = ask('{ is = "累计月数", at_least = 6 }', {"months": ["2022-01..2022-04 900元"]}).shortfall
    pay = ask('{ is = "工资合计", at_least = 6000 }', {"months": ["2022-01..2022-06 920元"]}).shortfall
    days = ask('{ is = "累计天数", at_least = 30 }', {"months": ["2022-01 18天 920元"]}).shortfall
    assert [s.sentence for s in (months, pay, days) if s] == ["再做 2 个月即满", "再挣 480.00 元即满", "再做 12 天即满"]


def test_every_bounded_word_says_its_unit():
    assert all(shape.SCALE.title for shape in CONDITIONS.values() if issubclass(shape, Bounded))
