"""Programme files: what is wrong is named by line, word, reason and the words that exist; the rest keeps running."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.claims.stage import HEAD, VERSION, YEAR, assessment, paper
from workshop.claims.commands import claim
from workshop.claims.files.checking import check_programme
from workshop.claims.files.library import SHIPPED, load_programmes, programmes_at
from workshop.claims.files.positions import find_lines, line_of
from workshop.claims.files.reading import read_file, read_programme
from workshop.claims.rules.places import holds_at

GOOD = 'amount = { is = "每人一次", yuan = 500 }\nperson = { is = "累计月数", at_least = 6 }\n'
EXAMPLES = """
[[examples]]
name = "正好和不够"
from = 2022-01-01
to = 2022-12-31
[[examples.people]]
name = "正好"
months = ["2022-01..2022-06 900元"]
[[examples.people]]
name = "不够"
months = ["2022-01..2022-05 900元"]
[[examples.expect]]
benefit = "补贴"
total = 500
people = { "正好" = 500, "不够" = 0 }
"""


def fault_of(benefit: str = GOOD, extra: str = "", version: str = VERSION) -> str:
    faults = paper(benefit, extra, version).faults
    assert faults
    return str(faults[0])


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.toml")), ids=lambda p: p.stem)
def test_a_shipped_file_passes_its_check(path: Path):
    assert [str(f) for f in check_programme(read_file(path)).faults] == []


def test_what_a_shipped_file_replaces_exists_and_lies_above_its_place():
    programmes, faults = load_programmes([SHIPPED])
    assert faults == []
    replaced = [(p, *name.partition("/")[::2]) for p in programmes.values() for name in p.replaces]
    assert replaced
    for own, id_, part in replaced:
        above = programmes[id_]
        assert holds_at(above.place.code, own.place.code)
        parts = {one.name for v in above.versions for one in (*v.benefits, *v.recognition)}
        assert not part or part in parts, (own.id, part)


def test_a_word_that_does_not_exist_is_named_with_its_line_and_the_nearest_words():
    text = 'amount = { is = "每人一次", yuan = 500 }\nperson = { is = "累计月份", at_least = 6 }\n'
    sentence = fault_of(text)
    line = (HEAD + VERSION).count("\n") + 6
    assert f"试行.toml 第 {line} 行" in sentence
    assert "「累计月份」 没有这个条件" in sentence
    assert "是不是「累计月数」" in sentence


@pytest.mark.parametrize(
    ("benefit", "part"),
    [
        (GOOD.replace("at_least", "atleast"), "没有这个参数"),
        (GOOD.replace(", at_least = 6", ""), "要写 at_least"),
        (GOOD.replace("at_least = 6", 'at_least = "六"'), "应是整数,几个月"),
        (GOOD.replace("at_least = 6", "at_least = 6.5"), "应是整数,几个月"),
        (GOOD.replace("yuan = 500", "yuan = 500.001"), "最多两位小数"),
        (GOOD.replace(", yuan = 500", ""), "缺少参数 yuan"),
        (GOOD.replace("每人一次", "每人一份"), "没有这个金额"),
        (GOOD.replace('person = { is = "累计月数", at_least = 6 }', ""), "要写 person"),
        (GOOD + 'workshop = { is = "年龄", from = 16 }', "问的是人,这里要问车间"),
        (GOOD + 'window = "去年"', "没有这个期间"),
        (GOOD + 'window = { kind = "固定期间", from = 2022-01-01 }', "from 和 to"),
        (GOOD + 'claim = { kind = "每年" }', "要写 from 和 to"),
        (GOOD + 'caps = [{ per = "人" }]', "要写"),
        (GOOD + 'exclusions = [{ what = "其他补贴", span = "终身" }]', "要写 schemes"),
        (GOOD + "payees = 3", "没有这个参数"),
        (GOOD.replace("yuan = 500", 'yuan = { setting = "标准" }'), "没有声明"),
        (GOOD.replace("yuan = 500", 'yuan = { standard = "工资" }'), "没有这个标准"),
        (GOOD.replace("at_least = 6", 'at_least = { standard = "贫困线" }'), "标准是金额"),
        (GOOD.replace("person = ", "person = { all = [] }\n#"), "至少一条"),
        (GOOD.replace("person = ", 'person = { all = [{ is = "在岗" }], any = [{ is = "在岗" }] }\n#'), "中的一个"),
    ],
)
def test_a_wrong_value_is_refused_with_its_reason(benefit: str, part: str):
    assert part in fault_of(benefit)


def test_all_wrong_values_come_back_together():
    faults = paper(GOOD.replace("at_least", "atleast").replace("yuan = 500", "yuan = true")).faults
    assert [f.column for f in faults] == ["yuan", "atleast"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('a = "1\n', "引号没有配对"),
        ("a = [1, 2\n", "少了 ]"),
        ("a = 1\na = 2\n", "写了两次"),
        ("标题 = 1\n", "英文双引号"),
        ("a = “甲”\n", "加英文双引号"),
        ("x = { 优秀 = 1 }\n", "英文双引号"),
    ],
)
def test_a_text_that_is_no_toml_is_refused_with_its_line(text: str, part: str):
    fault = read_programme(HEAD + text, "坏.toml").faults[0]
    assert fault.reason == "toml"
    assert fault.row >= HEAD.count("\n")
    assert part in fault.message


def test_versions_that_overlap_or_leave_a_gap_are_named():
    two = '[[versions]]\nname = "一"\nfrom = 2020-01-01\nto = 2021-06-30\n[[versions]]\nname = "二"\nfrom = {}\n'
    for start, part in (("2021-06-30", "重叠"), ("2021-08-01", "空档")):
        faults = read_programme(HEAD + two.replace("{}", start), "试行.toml").faults
        assert part in faults[0].message
        assert faults[0].row == HEAD.count("\n") + 7
    assert read_programme(HEAD + two.replace("{}", "2021-07-01"), "试行.toml").programme is not None
    assert read_programme(
        HEAD.replace("[place]", "gaps_known = true\n[place]") + two.replace("{}", "2021-08-01"), "x"
    ).programme


def test_a_paper_nobody_has_compared_yet_leaves_the_day_out_and_a_false_day_is_refused():
    dated = [line for line in HEAD.splitlines() if line.startswith("checked_")]
    assert len(dated) == 2
    unchecked = "\n".join(line for line in HEAD.splitlines() if line not in dated) + "\n"
    programme = read_programme(unchecked + VERSION, "试行.toml").programme
    assert programme is not None
    assert (programme.checked_on, programme.checked_by) == (None, "")
    false = read_programme(HEAD.replace(dated[0], "checked_on = 2014-12-31") + VERSION, "试行.toml")
    assert "核对日期" in str(false.faults[0])


def test_months_that_are_counted_need_a_way_of_counting():
    assert "没有写一个月怎样算" in fault_of(version=VERSION.replace('month = { counts = ["有工资"] }', ""))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in str(read_file(tmp_path / "x.toml").faults[0])
    assert "打不开" in str(read_file(tmp_path / "none.toml").faults[0])


def checked(benefit: str, examples: str) -> list[str]:
    text = f'{HEAD}{VERSION}\n[[versions.benefits]]\nname = "补贴"\npayee = "车间"\n{benefit}\n{examples}'
    return [str(f) for f in check_programme(read_programme(text, "试行.toml")).faults]


def test_examples_that_come_out_and_try_everything_pass():
    assert checked(GOOD, EXAMPLES) == []


def test_an_example_may_expect_money_to_be_paid_back():
    paid = EXAMPLES.replace('name = "不够"', 'name = "不够"\nreceived = ["paper/补贴 2022-01-01..2022-03-31 200元"]')
    expected = paid.replace("total = 500", "total = 300").replace('"不够" = 0', '"不够" = -200')
    assert checked(f'{GOOD}recompute = "补差并追回"', expected) == []
    assert checked(f'{GOOD}recompute = "补差并追回"', expected.replace("-200", "-201")) != []


@pytest.mark.parametrize(
    ("examples", "part"),
    [
        ("", "没有例子"),
        (EXAMPLES.replace("total = 500", "total = 1000"), "应是 1000,算出 500.00 元"),
        (EXAMPLES.replace("2022-06 900元", "2022-07 900元"), "正好在 at_least 上"),
        (
            EXAMPLES.replace("2022-05 900元", "2022-06 900元")
            .replace("total = 500", "total = 1000")
            .replace('"不够" = 0', '"不够" = 500'),
            "没有一个例子不满足",
        ),
        (EXAMPLES.replace("900元", "九百元", 1), "看不懂「九百元」"),
        (EXAMPLES.replace("2022-01..", "2022-13.."), "不是月份"),
        (EXAMPLES.replace("months", "month", 1), "没有「month」"),
        (EXAMPLES.replace('benefit = "补贴"', 'benefit = "补助"'), "没有补贴「补助」"),
        (EXAMPLES.replace("from = 2022-01-01\n", ""), "要写 from 和 to"),
    ],
)
def test_an_example_that_is_wrong_or_leaves_something_untried_is_named(examples: str, part: str):
    assert any(part in fault for fault in checked(GOOD, examples)), checked(GOOD, examples)


def test_a_wrong_file_of_the_county_leaves_the_others_running(tmp_path: Path):
    good = f'{HEAD}{VERSION}\n[[versions.benefits]]\nname = "补贴"\npayee = "车间"\n{GOOD}'
    (tmp_path / "a.toml").write_text(good, encoding="utf-8")
    (tmp_path / "b.toml").write_text(good.replace("累计月数", "累计月"), encoding="utf-8")
    (tmp_path / "c.toml").write_text(good, encoding="utf-8")
    programmes, faults = load_programmes([SHIPPED, tmp_path])
    assert "paper" in programmes
    assert [(f.place, f.reason) for f in faults] == [("b.toml", "programme"), ("c.toml", "id_twice")]


def test_a_county_replaces_the_paper_of_its_province(tmp_path: Path):
    own = HEAD.replace("[place]", 'replaces = ["chongqing_2022_21"]\n[place]') + VERSION
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    programmes, _ = load_programmes([SHIPPED, tmp_path])
    here = [p.id for p in programmes_at(programmes.values(), "500237104")]
    assert "paper" in here
    assert "chongqing_2022_21" not in here
    beside = [p.id for p in programmes_at(programmes.values(), "500101")]
    assert "chongqing_2022_21" in beside
    assert "paper" not in beside


def test_a_county_may_replace_one_benefit_or_recognition_and_leave_the_rest_of_the_paper(tmp_path: Path):
    names = ["hunan_2022_33/稳岗补贴", "hunan_2022_33/厂房式"]
    own = HEAD.replace("[place]", f"replaces = {names}\n[place]").replace('"500237"', '"431199"') + VERSION
    (tmp_path / "own.toml").write_text(own.replace("'", '"'), encoding="utf-8")
    programmes, _ = load_programmes([SHIPPED, tmp_path])
    assert programmes["paper"].replaces == tuple(names)

    def parts_at(region: str) -> tuple[list[str], list[str]]:
        paper = {p.id: p for p in programmes_at(programmes.values(), region)}["hunan_2022_33"]
        version = paper.versions[0]
        return [r.name for r in version.recognition], [b.name for b in version.benefits]

    assert parts_at("431199") == (["居家式"], ["示范性就业帮扶车间奖补"])
    assert parts_at("431101") == (["厂房式", "居家式"], ["稳岗补贴", "示范性就业帮扶车间奖补"])


def test_a_paper_of_the_whole_country_holds_everywhere_and_one_without_a_county_nowhere(tmp_path: Path):
    for name, code in (("all", "00"), ("unnamed", "420000")):
        text = HEAD.replace('id = "paper"', f'id = "{name}"')
        text = re.sub(r'code = "\d+"', f'code = "{code}"', text)
        (tmp_path / f"{name}.toml").write_text(text + VERSION, encoding="utf-8")
    programmes, _ = load_programmes([tmp_path])
    assert set(programmes) == {"all", "unnamed"}
    for region in ("420526", "500237104", "152524"):
        assert [p.id for p in programmes_at(programmes.values(), region)] == ["all"]


def test_home_in_the_county_is_told_from_the_workshop_where_a_paper_holds_everywhere():
    text = (
        re.sub(r'code = "\d+"', 'code = "00"', HEAD)
        + VERSION
        + '\n[[versions.benefits]]\nname = "补贴"\npayee = "车间"\n'
    )
    benefit = 'amount = { is = "每人一次", yuan = 500 }\nperson = { is = "户籍", any_of = ["本县"] }\n'
    people = '[[examples.people]]\nname = "甲"\nregistered = "420526"\n[[examples.people]]\nname = "乙"\nregistered = "420527"\n'
    example = (
        '[[examples]]\nname = "本县"\nfrom = 2022-01-01\nto = 2022-12-31\n[examples.workshop]\nregion = "420526"\n'
        f'{people}[[examples.expect]]\nbenefit = "补贴"\npeople = {{ "甲" = 500, "乙" = 0 }}\n'
    )
    assert [str(f) for f in check_programme(read_programme(text + benefit + example, "试行.toml")).faults] == []


def test_time_that_no_version_covers_is_left_to_a_person():
    reading = paper(GOOD, version=VERSION.replace("from = 2020-01-01", "from = 2022-07-01"))
    found = assessment(reading, [{"months": ["2022-01..2022-12 900元"]}])
    assert [g.answer for g in found.gaps] == ["undecided"]
    assert found.versions[0].first == YEAR["from"].replace(month=7)


def test_lines_of_keys_in_every_corner_of_a_file():
    text = (
        'a = 1\n# x = [\nb = [\n  { c = "]", d = """\n\n""" },\n  2,\n]\n[t."u v"]\ne = \'#\'\n'
        "[[r]]\nf = 1\n[[r]]\nf = { g = [1,\n2] }\n[r.s]\nh = 1\n"
    )
    lines = find_lines(text)
    expected = {
        ("b",): 3,
        ("b", 0, "d"): 4,
        ("b", 1): 7,
        ("t", "u v", "e"): 10,
        ("r", 0, "f"): 12,
        ("r", 1, "f", "g", 1): 15,
        ("r", 1, "s", "h"): 17,
    }
    assert {path: lines[path] for path in expected} == expected
    assert line_of(lines, ("r", 1, "s", "missing", 3)) == 16


def test_the_commands_print_and_end_with_the_right_status(tmp_path: Path):
    (tmp_path / "bad.toml").write_text(HEAD, encoding="utf-8")
    runner = CliRunner()
    good = runner.invoke(claim, ["check", str(next(SHIPPED.rglob("hunan_2022_33.toml")))])
    bad = runner.invoke(claim, ["check", str(tmp_path / "bad.toml")])
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "通过" in good.output
    assert "缺少参数 versions" in bad.output
    words = runner.invoke(claim, ["vocabulary"])
    assert all(word in words.output for word in ("累计月数", "等级人数表", "# 词表", "[[versions.benefits]]"))
    assert runner.invoke(claim, ["vocabulary", "合"]).exit_code == 1
