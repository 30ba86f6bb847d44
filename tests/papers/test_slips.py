"""Pay slips: one for everybody, whole, in order, and nothing on them that is not the worker's business."""

import re
from pathlib import Path

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.floor.stage import LI, WANG, set_the_stage
from tests.papers.cast import HEAD, slip, text_of
from workshop.access.badges import replace_badge
from workshop.access.codes import Code, read_code
from workshop.kernel.faults import Refused
from workshop.papers.lists.slips import SlipLine, build_slips
from workshop.papers.queries.own_pages import own_addresses
from workshop.papers.setting.printing import print_slips
from workshop.papers.setting.slip_pages import lay_out_slips

OWN = "http://192.168.1.10:8000/m/b6xn4huolqldg-6xn4huqa2yrd.AjLYSroZ8438Fl3C5L_nJw"


def test_a_slip_has_lines_sums_words_and_a_place_to_sign(tmp_path: Path) -> None:
    text = text_of(print_slips(build_slips(HEAD, [slip()])).pdf, tmp_path)
    for needed in (
        "巫山手套车间 2026年3月工资条",
        "缝合 5,717 双 × 0.0768 元 = 439.07 元 (单价 2026-03-16 起)",
        "借支 2026-03-01 看病 20.00 元",
        "实发金额 419.07 元",
        "人民币肆佰壹拾玖元零柒分",
        "本年累计应发 1,317.21 元",
        "签字(手印)",
    ):
        assert re.sub(r"\s+", "", needed) in re.sub(r"\s+", "", text)


def test_every_slip_is_printed_once_and_in_order(tmp_path: Path) -> None:
    book = build_slips(HEAD, [slip(number=f"A{at:05d}", lines=1 + at % 9) for at in range(40)])
    text = text_of(print_slips(book).pdf, tmp_path)
    assert re.findall(r"工号:(A\d+)", text) == [f"A{at:05d}" for at in range(40)]


def test_of_the_numbers_only_the_last_four_stand_on_a_slip(tmp_path: Path) -> None:
    text = text_of(print_slips(build_slips(HEAD, [slip()])).pdf, tmp_path)
    assert "身份证号:****258X" in text
    assert "银行卡:****0014" in text


def test_several_short_slips_share_a_page() -> None:
    assert print_slips(build_slips(HEAD, [slip()] * 12)).pages <= 3


def test_a_very_long_slip_goes_on_with_all_its_lines(tmp_path: Path) -> None:
    count = 290
    printed = print_slips(build_slips(HEAD, [slip(lines=count)]))
    text = text_of(printed.pdf, tmp_path)
    assert text.count("单价 2026-03-16 起") == count
    assert "(续 3)" in text


def test_a_long_sentence_is_wrapped_and_whole(tmp_path: Path) -> None:
    words = "最低工资补差:应得 2,010.00 元 × 22 天 / 26 天 = 1,700.77 元,计入 870.50 元,补 830.27 元(最低工资标准 2026-01-01 起)"
    facts = slip(earnings=(SlipLine(words, 43907),))
    text = text_of(print_slips(build_slips(HEAD, [facts])).pdf, tmp_path)
    assert all(part in text for part in ("1,700.77", "870.50", "2026-01-01"))


def test_lines_that_do_not_come_to_the_sums_are_refused() -> None:
    with pytest.raises(Refused, match="A00001 王桂香 的工资条"):
        build_slips(HEAD, [slip(net_fen=1)])


def test_a_slip_leads_to_its_workers_own_pages_where_phones_reach_the_program(tmp_path: Path) -> None:
    bare, coded = (
        text_of(print_slips(build_slips(HEAD, [slip(own_pages=own)])).pdf, tmp_path)
        for own in ("", "https://c.example/m/b1-2t.x")
    )
    assert "有问题" in coded
    assert "有问题" not in bare


def test_slips_with_a_code_still_go_four_to_a_page() -> None:
    coded = [slip(f"王桂{at}", lines=5 + at % 5, own_pages=OWN) for at in range(40)]
    assert print_slips(build_slips(HEAD, coded)).pages == 10


def test_the_dark_part_of_a_slips_code_is_large_enough_and_stands_free() -> None:
    page = lay_out_slips(build_slips(HEAD, [slip(lines=9, own_pages=OWN)] * 4))[0][0]
    left, right = (min(box[0] for box in page.solids), max(box[0] + box[2] for box in page.solids))
    assert right - left > 17.9
    rows = sorted({box[1] for box in page.solids})
    assert not [line for line in page.thin if line[0] < right + 1.9 and rows[0] - 1.9 < line[1] < rows[0] + 18]
    assert not [box for box in page.tints if box[0] < right + 1.9 and rows[0] - 1.9 < box[1] + box[3] < rows[0] + 18]


def test_the_code_of_a_slip_opens_the_badge_that_holds(app) -> None:
    set_the_stage()
    assert own_addresses(W001)(WANG) == ""
    app.config["PUBLIC_ADDRESS"] = "https://c.example"
    replace_badge(BOSS, NOW, W001, WANG)
    code = own_addresses(W001)(WANG).removeprefix("https://c.example/m/")
    assert read_code(code) == Code("badge", W001, WANG, 1)
    assert read_code(own_addresses(W001)(LI).rpartition("/")[2]) == Code("badge", W001, LI)
