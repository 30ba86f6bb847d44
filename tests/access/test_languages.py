"""Pages for anybody speak the language a person chose; what has no translation stays Chinese."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import render_template_string

from tests.languages import HAN, ROOT, list_messages, list_sentences, list_unmarked
from workshop.access.languages.catalogues import OWN, find_fault, load_catalogues

TEMPLATES = ROOT / "templates"
# The pages that anybody may open: whole in English.
KINDS = ("_error", "access/sign_in", "desk/_seeking", "desk/job", "floor/_scan", "floor/own_day", "floor/scan_*")
KINDS += ("mine/*", "papers/verify*")
PAGES = [path for kind in KINDS for path in sorted(TEMPLATES.glob(f"{kind}.html"))]
# What their code says to them; office words that other pages share are left out by name.
MODULES = {
    "access/worker_pins.py": set(),
    "desk/forms/seeking.py": set(),
    "desk/job_pages.py": set(),
    "floor/actions/proposing.py": set(),
    "floor/pages/own_day.py": set(),
    "floor/pages/scan.py": set(),
    "floor/rules/proposals.py": set(),
    "mine/pages/ask.py": set(),
    "mine/pages/day.py": set(),
    "mine/pages/slips.py": set(),
    "papers/issue/looking.py": set(),
    "papers/issue/verdicts.py": set(),
}
LAYOUT_WORDS = ("跳到正文", "就业帮扶车间")
UYGHUR = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "查验材料"
msgstr "ماتېرىيالنى تەكشۈرۈش"
"""


@pytest.fixture(scope="module")
def english():
    read, faults = load_catalogues((OWN,))
    assert faults == []
    return read["en"]


def speaks(client, code: str):
    assert client.post("/language", data={"language": code, "back": "/v/"}).headers["Location"] == "/v/"
    return client


def test_every_string_of_the_pages_for_anybody_has_its_english(english):
    missing = [f"{at}: {message}" for at, message in list_messages(PAGES) if HAN.search(english.say(message))]
    assert missing == []


def test_nothing_on_these_pages_stands_outside_the_frame():
    assert [line for path in PAGES for line in list_unmarked(path)] == []


@pytest.mark.parametrize("module", MODULES)
def test_what_the_code_says_to_these_pages_has_its_english(module, english):
    found = list_sentences(ROOT / "workshop" / module)
    missing = [f"{at}: {text}" for at, text in found if text not in MODULES[module] and english.say(text) == text]
    assert missing == []


def test_a_string_without_english_is_noticed(tmp_path: Path, english):
    page = tmp_path / "page.html"
    page.write_text('<p>{{ _("从来没有译过的一句话") }}</p><p>没有放进去的话</p>', encoding="utf-8")
    assert [english.say(message) for _, message in list_messages([page])] == ["从来没有译过的一句话"]
    assert list_unmarked(page) == ["page.html:1: <p>{{ _() }}</p><p>没有放进去的话</p>"]


@pytest.mark.parametrize("path", sorted(OWN.glob("*.po")), ids=lambda path: path.stem)
def test_no_translation_in_the_house_is_broken(path: Path):
    with path.open("rb") as file:
        broken = [(message.id, find_fault(message)) for message in read_po(file) if message.id and message.string]
    assert [(text, fault) for text, fault in broken if fault] == []


def test_chinese_first_whatever_the_browser_says(app):
    page = app.test_client().get("/v/", headers={"Accept-Language": "en-US,en;q=0.9"}).text
    assert '<html lang="zh-CN">' in page
    assert "查验材料" in page


def test_a_button_chooses_english_and_another_one_goes_back(app):
    client = app.test_client()
    page = speaks(client, "en").get("/v/").text
    assert '<html lang="en">' in page
    assert "Check a paper" in page
    assert 'value="zh-CN" lang="zh-CN">中文<' in page
    assert '<html lang="zh-CN">' in speaks(client, "zh-CN").get("/v/").text


def test_the_office_stays_chinese(sign_in):
    client = speaks(sign_in("zhang"), "en")
    page = client.get("/w/W001/").text
    assert '<html lang="zh-CN">' in page
    assert 'action="/language"' not in page


def test_an_error_speaks_the_language_too(app):
    page = speaks(app.test_client(), "en").get("/nowhere").text
    assert "Not found" in page
    assert not HAN.search(page.split("<main", 1)[1])


def test_the_way_back_stays_in_the_house(app):
    answer = app.test_client().post("/language", data={"language": "en", "back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_a_language_that_is_not_offered_is_not_kept(app):
    answer = app.test_client().post("/language", data={"language": "xx", "back": "/v/"})
    assert "Set-Cookie" not in answer.headers


def add(app, folder: Path, name: str, text: str) -> list[str]:
    """A county's own file beside those of the house; what was wrong with it."""
    (folder / name).write_text(text, encoding="utf-8")
    read, faults = load_catalogues((OWN, folder))
    app.extensions["babel"].instance.domain_instance.read = read
    app.extensions["languages"] |= {one.language.code: one.language for one in read.values()}
    return faults


@pytest.fixture
def own(app):
    """Catalogues as they were, afterwards."""
    domain, languages = app.extensions["babel"].instance.domain_instance, dict(app.extensions["languages"])
    before = domain.read
    yield app
    domain.read = before
    app.extensions["languages"].clear()
    app.extensions["languages"].update(languages)


def test_a_language_from_right_to_left_turns_the_page_and_falls_back_to_chinese(own, tmp_path: Path):
    assert add(own, tmp_path, "ug.po", UYGHUR) == []
    page = speaks(own.test_client(), "ug").get("/v/").text
    assert '<html lang="ug" dir="rtl">' in page
    assert "ماتېرىيالنى تەكشۈرۈش" in page
    assert "公钥指纹" in page


def test_a_translation_with_other_places_is_left_out_and_told(own, tmp_path: Path):
    faults = add(own, tmp_path, "en.po", 'msgid "%(month)s月%(day)s日"\nmsgstr "%(month)s/%(dya)s"\n')
    assert len(faults) == 1
    assert "占位的词与中文不同" in faults[0]
    assert "%(month)s/%(day)s" not in speaks(own.test_client(), "en").get("/v/").text


def test_a_file_that_cannot_be_read_leaves_the_others_running(own, tmp_path: Path):
    faults = add(own, tmp_path, "xx_YY.po", "nonsense")
    assert len(faults) == 1
    assert "读不出来" in faults[0]


def test_a_sentence_made_by_a_rule_is_said_with_what_it_names(english):
    assert english.say("没有工号「017」。请看工牌上的工号再填一次") == (
        "There is no worker number “017”. Look at the number on the badge and type it again"
    )


def test_what_is_filled_in_is_escaped_in_every_language(own):
    with own.test_request_context("/v/", headers={"Cookie": "language=en"}):
        said = render_template_string('{{ _("%(month)s月%(day)s日", month="<b>", day=1) }}')
    assert "&lt;b&gt;" in said


@pytest.mark.parametrize(
    ("sentence", "english_of_it"),
    [
        (
            "锁边 6,637 双 × 0.115 元 = 763.26 元(单价 2025-01-01 起,含非本人次品 3 双)",
            "6,637 pairs × 0.115 yuan = 763.26 yuan",
        ),
        ("清洁 630 分钟 ÷ 60 × 时薪 20.50 元 = 215.25 元", "630 min ÷ 60 × 20.50 yuan an hour = 215.25 yuan"),
        ("误餐补助 6.00 元 × 13 天 = 78.00 元", "Meals 6.00 yuan × 13 days = 78.00 yuan"),
        ("借支 2026-10-10 孩子上学 = 500.00 元", "Advance 2026-10-10 孩子上学 = 500.00 yuan"),
    ],
)
def test_the_sentences_of_a_slip_are_said_with_their_figures(english, sentence, english_of_it):
    assert english_of_it in english.say(sentence)


@pytest.mark.parametrize(
    "text", ["。" * 240, "、" * 240, ",a" * 120, "元 × " * 60, " × 1 元 = " * 26, "至 " * 120, "1" * 240]
)
def test_whatever_a_person_wrote_comes_back_as_it_is(english, text):
    assert english.say(text[:240]) == text[:240]


def test_a_list_is_said_word_by_word(english):
    assert english.say("上午、下午") == "mornings, afternoons"


def test_what_a_person_wrote_himself_is_never_translated_away(english):
    assert english.say("孩子上学") == "孩子上学"
