"""The guide for the county's clerk: the file printed in it passes, and every word it names exists."""

import re

from tests.claims.stage import amount, condition, paper, read
from workshop.claims.files.checking import check_programme
from workshop.claims.files.library import SHIPPED
from workshop.claims.files.printing import list_names, print_vocabulary
from workshop.claims.files.reading import read_programme
from workshop.claims.rules.amounts.base import AMOUNTS
from workshop.claims.rules.conditions import CONDITIONS

GUIDE = (SHIPPED / "写法.md").read_text(encoding="utf-8")


def test_the_file_in_the_guide_passes_its_own_check():
    text = GUIDE.split("```toml\n")[1].split("```")[0]
    done = check_programme(read_programme(text, "写法"))
    assert [str(f) for f in done.faults] == []


def test_every_word_in_the_guide_exists():
    words = set(re.findall(r'\bis = "([^"]+)"', GUIDE))
    assert words <= {*CONDITIONS, *AMOUNTS}


def test_the_conditions_of_the_table_can_be_read():
    table = GUIDE.split("## 常见说法怎样写")[1].split("## 例子")[0]
    cells = [c for c in re.findall(r"`(\{ (?:is|any|all|not) .*?\})`", table) if "…" not in c]
    conditions = [c for c in cells if read(c).get("is") not in AMOUNTS]
    assert len(conditions) > 10
    for text in conditions:
        condition(text)


def test_the_amounts_exclusions_and_calendars_of_the_table_can_be_read():
    table = GUIDE.split("## 常见说法怎样写")[1].split("## 例子")[0]
    cells = [c for c in re.findall(r"`((?:claim = )?\{ (?:is|what|kind) = .*?\})`", table) if "…" not in c]
    amounts = [c for c in cells if read(c.removeprefix("claim = ")).get("is") in AMOUNTS]
    assert len(amounts) > 8
    for text in amounts:
        amount(text)
    one = 'amount = { is = "每人一次", yuan = 500 }\nperson = { is = "在岗" }\n'
    parts = [f"exclusions = [{c}]" for c in cells if "what" in read(c.removeprefix("claim = "))]
    parts += [f"claim = {c.removeprefix('claim = ')}" for c in cells if "kind" in read(c.removeprefix("claim = "))]
    assert len(parts) > 6
    for part in parts:
        assert [str(fault) for fault in paper(one + part).faults] == [], part


def test_every_word_table_and_list_can_be_asked_for_alone():
    for name in list_names():
        lines = list(print_vocabulary(name))
        assert lines, name
        assert lines[0].strip(), name
    assert "\n".join(print_vocabulary("caps")).startswith("caps:一条上限")
    assert "银行流水" in "\n".join(print_vocabulary("材料"))
