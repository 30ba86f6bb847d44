"""Combined conditions, days, windows and months that count."""

from datetime import date

import pytest

from tests.claims.stage import ask

YES = '{ is = "确认", question = "甲" }'
NO = '{ is = "确认", question = "乙" }'
OPEN = '{ is = "确认", question = "丙" }'
FACTS = {"answers": {"甲": True, "乙": False}}


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{{ all = [{YES}, {YES}] }}", "met"),
        (f"{{ all = [{YES}, {OPEN}] }}", "undecided"),
        (f"{{ all = [{NO}, {OPEN}] }}", "not_met"),
        (f"{{ any = [{NO}, {YES}] }}", "met"),
        (f"{{ any = [{NO}, {OPEN}] }}", "undecided"),
        (f"{{ any = [{NO}, {NO}] }}", "not_met"),
        (f"{{ at_least = 2, of = [{YES}, {NO}, {YES}] }}", "met"),
        (f"{{ at_least = 2, of = [{YES}, {NO}, {OPEN}] }}", "undecided"),
        (f"{{ at_least = 2, of = [{YES}, {NO}, {NO}] }}", "not_met"),
        (f"{{ not = {NO} }}", "met"),
        (f"{{ not = {YES} }}", "not_met"),
        (f"{{ not = {OPEN} }}", "undecided"),
        (f'{{ readings = [{YES}, {YES}], silent = "没有写" }}', "met"),
        (f'{{ readings = [{NO}, {NO}], silent = "没有写" }}', "not_met"),
        (f'{{ readings = [{YES}, {NO}], silent = "没有写" }}', "undecided"),
    ],
)
def test_combined_answers_keep_the_unknown_unknown(text: str, answer: str):
    assert ask(text, FACTS).answer == answer


def test_a_category_that_began_in_the_middle_is_left_to_a_person_unless_the_paper_says_the_day():
    facts = {"months": ["2022-01..2022-12 900元"], "categories": ["边缘易致贫户 2022-10-08.."]}
    word = '{ is = "人员类别", any_of = ["监测对象"]'
    assert ask(word + " }", facts).answer == "undecided"
    assert ask(word + ', when = "期末" }', facts).answer == "met"
    assert ask(word + ', when = "期初" }', facts).answer == "not_met"
    assert ask(word + ', when = "期内每月" }', facts).answer == "not_met"
    assert ask(word + ', when = "期内任一月" }', facts).answer == "met"
    assert ask(word + ', when = "固定日", day = 2022-10-08 }', facts).answer == "met"
    assert ask(word + ', when = "固定日", day = 2022-10-07 }', facts).answer == "not_met"


def test_months_can_be_counted_from_the_day_of_entry():
    facts = {"months": ["2022-01..2022-12 900元"], "categories": ["边缘易致贫户 2022-10-08.."]}
    window = 'window = { kind = "自然年", after_entry = ["监测对象"] }'
    found = ask(f'{{ is = "累计月数", at_least = 3, {window} }}', facts)
    assert (found.answer, found.exact) == ("met", ("at_least",))


def test_the_day_of_entry_does_not_bind_who_never_entered_and_is_asked_for_where_nobody_looked():
    window = 'window = { kind = "自然年", after_entry = ["监测对象"] }'
    text = f'{{ is = "累计月数", at_least = 12, {window} }}'
    year = ["2022-01..2022-12 900元"]
    assert ask(text, {"months": year, "categories": ["脱贫户"]}).answer == "met"
    assert ask(text, {"months": year}).answer == "undecided"


@pytest.mark.parametrize(
    ("month", "counted"),
    [
        ('{ counts = ["有工资"] }', 3),
        ('{ counts = ["有出勤"] }', 4),
        ("{ days = 15 }", 2),
        ("{ pay = 1000 }", 2),
        ('{ pay = { standard = "最低月工资" } }', 1),
        ('{ counts = ["有工资"], modes = ["居家"] }', 1),
        ('{ counts = ["有工资"], insured = ["意外险"] }', 2),
        ('{ counts = ["有工资"], employer = "任何单位" }', 4),
        ('{ counts = ["有工资"], places = ["省外"], employer = "任何单位" }', 1),
        ('{ counts = ["有工资"], contract = ["劳务协议"] }', 2),
        ('{ counts = ["有工资"], while = { is = "年龄", to = 59 } }', 2),
        ('{ counts = ["在册"] }', 12),
    ],
)
def test_a_month_counts_as_the_paper_says(month: str, counted: int):
    facts = {
        "born": date(1962, 3, 15),
        "hired": date(2022, 1, 1),
        "contracts": ["劳务协议 2022-02-15.."],
        "months": [
            "2022-01 20天 2000元 厂内 意外险15",
            "2022-02 15天 1000元 居家 意外险15",
            "2022-03 14天 900元 厂内 未参保",
            "2022-04 3天 0元 厂内 未参保",
            "2022-05 1天 800元 厂内 单位:外省某厂 在:370100",
        ],
    }
    found = ask(f'{{ is = "累计月数", at_least = {counted}, month = {month} }}', facts, standards={"最低月工资": 1500})
    assert (found.answer, found.exact) == ("met", ("at_least",)), found.sentence


def test_months_at_two_employers_are_not_months_at_one():
    facts = {"months": ["2022-01..2022-03 900元", "2022-04..2022-07 900元 单位:另一家"]}
    word = '{{ is = "累计月数", at_least = 5, month = {{ employer = "{}" }} }}'
    assert ask(word.format("任何单位"), facts).answer == "met"
    assert ask(word.format("同一单位"), facts).answer == "not_met"
    assert ask(word.format("本车间"), facts).answer == "not_met"


def test_work_elsewhere_that_nobody_entered_is_not_taken_for_none():
    facts = {"months": ["2022-01..2022-03 900元"], "elsewhere_known": False}
    assert ask('{ is = "累计月数", at_least = 5, month = { employer = "任何单位" } }', facts).answer == "undecided"
    assert ask('{ is = "累计月数", at_least = 5 }', facts).answer == "not_met"


def test_months_before_the_books_begin_are_unknown_but_not_those_before_hiring():
    books = {"books_from": date(2022, 7, 1), "books_to": date(2022, 12, 31)}
    worked = {"months": ["2022-07..2022-09 900元"]}
    assert ask('{ is = "累计月数", at_least = 6 }', {**worked, "hired": date(2021, 1, 1)}, books).answer == "undecided"
    assert ask('{ is = "累计月数", at_least = 6 }', {**worked, "hired": date(2022, 7, 1)}, books).answer == "not_met"


@pytest.mark.parametrize(
    ("window", "months"),
    [
        ('"上一自然年"', 12),
        ('"自然年"', 12),
        ('{ kind = "近若干月", months = 6 }', 6),
        ('{ kind = "固定期间", from = 2022-03-01, to = 2022-05-31 }', 3),
        ('{ kind = "某日以来", from = 2022-11-01 }', 2),
        ('"入职以来"', 18),
        ('"历来"', 18),
        ('"所属半年"', 6),
        ('"所属季度"', 3),
        ('"所属月"', 1),
        ('"上一半年"', 6),
        ('"上一季度"', 3),
        ('"上月"', 1),
        ('{ kind = "自然年", not_before = 2022-12-01 }', 1),
        ('{ kind = "任意若干月", months = 8 }', 8),
    ],
)
def test_a_window_reaches_as_far_as_its_name_says(window: str, months: int):
    facts = {"hired": date(2021, 7, 1), "months": ["2021-07..2022-12 900元"]}
    found = ask(f'{{ is = "累计月数", at_least = {months}, window = {window} }}', facts)
    assert (found.answer, found.exact) == ("met", ("at_least",)), found.sentence


def test_a_standard_that_nobody_entered_leaves_the_question_open():
    facts = {"months": ["2022-01 9000元"]}
    word = '{ is = "每月工资", at_least = { standard = "最低月工资", times = "60%" } }'
    assert ask(word, facts).answer == "undecided"
    found = ask(word, facts, standards={"最低月工资": 15000})
    assert (found.answer, found.exact) == ("met", ("at_least",))


def test_insurance_for_every_month_at_so_much():
    word = '{ is = "保险", kinds = ["意外险"], each_month = true, yuan_a_month = 15 }'
    assert ask(word, {"months": ["2022-01..2022-03 900元 意外险15"]}).exact == ("yuan_a_month",)
    assert ask(word, {"months": ["2022-01..2022-03 900元 意外险14.99"]}).answer == "not_met"
    assert ask(word, {"months": ["2022-01..2022-03 900元 意外险"]}).answer == "undecided"


def test_an_exclusion_nobody_checked_follows_the_choice_on_record():
    word = '{{ not = {{ is = "身份", any_of = ["公益性岗位人员"], unrecorded = "{}" }} }}'
    assert ask(word.format("待核"), {}).answer == "undecided"
    assert ask(word.format("不属于"), {}).answer == "met"


def test_a_count_in_every_month_is_told_by_the_worst_month():
    people = [{"hired": date(2022, 1, 1), "left": date(2022, 6, 30)}, {"hired": date(2022, 1, 1)}]
    found = ask('{ is = "人数", at = "期内每月", at_least = 2 }', None, {}, people=people)
    assert found.answer == "not_met"
    assert "2022年7月" in found.sentence


def test_a_seasonal_workshop_runs_in_its_off_season_where_the_paper_says_so():
    people = [{"months": ["2022-03..2022-05 900元"]}]
    word = '{{ is = "运行月数", at_least = 12, season_counts = {} }}'
    assert ask(word.format("true"), None, {"seasonal": True}, people=people).answer == "met"
    assert ask(word.format("false"), None, {"seasonal": True}, people=people).answer == "not_met"


def test_a_condition_inside_the_counting_of_months_looks_at_that_month_only():
    facts = {"months": ["2022-01..2022-03 900元 意外险15", "2022-04..2022-12 900元 未参保"]}
    inside = 'month = { counts = ["有工资"], while = { is = "保险", kinds = ["意外险"], each_month = true } }'
    found = ask(f'{{ is = "累计月数", at_least = 3, {inside} }}', facts)
    assert (found.answer, found.exact) == ("met", ("at_least",))
