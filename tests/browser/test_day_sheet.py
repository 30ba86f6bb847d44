"""The day sheet and attendance in a real browser: how many keys and touches they cost, and that nothing typed is lost."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.browser.chromium import IN_BROWSER, serving
from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.floor.stage import SEW, TURN, set_the_stage
from workshop.access.guard import civil_today
from workshop.floor.actions import NewAttendance, NewOutput, record_attendance, record_output
from workshop.floor.rows import AttendanceRow, OutputRow
from workshop.store.database import db

pytestmark = IN_BROWSER

CREW = range(1000, 1012)
COUNT_TOUCHES = """
window.touches = [];
addEventListener('keydown', (e) => { if (!/^[0-9]$/.test(e.key)) window.touches.push(e.key); }, true);
addEventListener('pointerdown', (e) => window.touches.push('touch ' + (e.target.name || e.target.textContent || '')), true);
addEventListener('change', (e) => { if (e.target.tagName === 'SELECT') window.touches.push('choose ' + e.target.value); }, true);
"""

SMALL = """() => [...document.querySelectorAll('main input, main button, main select, main a.button, .marks span')]
  .filter((e) => e.offsetParent && !['radio', 'hidden'].includes(e.type) && e.getBoundingClientRect().height < 48)
  .map((e) => e.outerHTML.slice(0, 80))
"""
KEEP_COUNT = "addEventListener('submit', () => sessionStorage.setItem('n', window.touches.length), true)"


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The address of a server that runs until the test is over."""
    set_the_stage(people=30)
    with serving(app) as address:
        yield f"{address}/w/W001"


@pytest.fixture
def page(chromium, address, app) -> Iterator[object]:
    """A tablet with 周师傅 signed in; an error in a script fails the test."""
    yield from _signed_in(chromium, address, viewport={"width": 800, "height": 1280}, has_touch=True)


@pytest.fixture
def office(chromium, address, app) -> Iterator[object]:
    """A computer with a keyboard."""
    yield from _signed_in(chromium, address, viewport={"width": 1280, "height": 800})


def _signed_in(chromium, address, **how) -> Iterator[object]:
    context = chromium.new_context(locale="zh-CN", **how)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(address.removesuffix("/w/W001") + "/sign-in")
    page.fill("[name=login]", "zhou")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/w/W001/**")
    yield page
    context.close()
    assert [error for error in errors if "400" not in error] == []


def goods() -> dict[int, int]:
    db.session.rollback()
    return dict(
        db.session.execute(select(OutputRow.worker_id, OutputRow.good).where(OutputRow.operation_id == SEW)).all()
    )


def yesterday_crew() -> None:
    """The twelve who did the operation the day before."""
    on = civil_today() - timedelta(days=1)
    rows = [NewOutput(f"Y{who}", on, who, TURN, 1_000, 0, 0) for who in CREW]
    record_output(BOSS, NOW, W001, rows, on=civil_today())


def test_twelve_counts_cost_sixteen_keys_or_touches_besides_the_digits(page, address):
    yesterday_crew()
    page.goto(f"{address}/day")
    page.evaluate(COUNT_TOUCHES)
    touches = 2  # the list of operations is opened and one is chosen; the new page has its own count
    page.select_option("#operation", str(TURN))
    page.wait_for_selector("[data-sheet]")
    page.evaluate(COUNT_TOUCHES)
    for place in range(12):
        page.keyboard.type(str(201 + place))
        if place < 11:
            page.keyboard.press("Enter")
    page.tap("[data-save]")
    touches += 11 + 1
    page.wait_for_selector(".notice:has-text('已保存')")
    assert touches <= 16
    db.session.rollback()
    today = select(OutputRow.worker_id, OutputRow.good).where(OutputRow.date == civil_today())
    assert dict(db.session.execute(today).all()) == {who: (201 + i) * 1000 for i, who in enumerate(CREW)}


def test_the_touches_are_counted_by_the_page_too(page, address):
    """The twin of the count above: what the browser itself saw on the sheet is Enter eleven times and one touch."""
    yesterday_crew()
    page.goto(f"{address}/day?operation={TURN}")
    page.evaluate(COUNT_TOUCHES)
    page.evaluate("document.querySelector('[data-sheet]').addEventListener('submit', (e) => e.preventDefault())")
    for place in range(12):
        page.keyboard.type(str(201 + place))
        if place < 11:
            page.keyboard.press("Enter")
    page.tap("[data-save]")
    seen = page.evaluate("window.touches")
    assert (seen.count("Enter"), len(seen)) == (11, 12)


def test_the_last_enter_saves(page, address):
    page.goto(f"{address}/day?operation={SEW}")
    last = page.locator("input[name^=good-]").last
    last.fill("7")
    last.press("Enter")
    page.wait_for_selector(".notice:has-text('已保存')")
    assert list(goods().values()) == [7_000]


def test_a_bad_number_keeps_every_other_and_is_where_the_cursor_stands(page, address):
    page.goto(f"{address}/day?operation={SEW}")
    fields = page.locator("input[name^=good-]")
    for place, text in enumerate(("120", "-5", "１２", "45.5")):
        fields.nth(place).fill(text)
    page.tap("[data-save]")
    page.wait_for_selector("[data-wrong]")
    assert [fields.nth(n).input_value() for n in range(4)] == ["120", "-5", "１２", "45.5"]
    assert "「-5」数量不能是负数" in page.inner_text("table")
    assert page.evaluate("document.activeElement.value") == "-5"
    assert goods() == {}
    fields.nth(1).fill("5")
    fields.nth(3).fill("45")
    page.tap("[data-save]")
    page.wait_for_selector(".notice:has-text('已保存')")
    assert sorted(goods().values()) == [5_000, 12_000, 45_000, 120_000]


def test_a_column_from_excel_fills_downwards(office, address):
    office.goto(f"{address}/day?operation={SEW}")
    paste = """(text) => { const data = new DataTransfer(); data.setData('text', text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""
    office.locator("input[name^=good-]").nth(1).focus()
    office.evaluate(paste, "12\r\n\r\n15\r\n")
    fields = office.locator("input[name^=good-]")
    assert [fields.nth(n).input_value() for n in range(5)] == ["", "12", "", "15", ""]
    assert office.inner_text("[data-count]") == "2"
    office.click("[data-defects]")
    fields.nth(0).focus()
    office.evaluate(paste, "30\t1\t2\n31\t\t")
    assert office.input_value("input[name^=defect_own-] >> nth=0") == "1"
    assert office.input_value("input[name^=defect_other-] >> nth=0") == "2"


def test_someone_is_found_by_name_and_number_and_the_rest_stays_typed(office, address):
    office.goto(f"{address}/day?operation={SEW}")
    office.locator("input[name^=good-]").first.fill("9")
    office.keyboard.press("Escape")
    office.fill("[data-find]", "工人007")
    assert office.locator("tr[data-who]:visible").count() == 1
    office.keyboard.press("Enter")
    office.keyboard.type("8")
    office.keyboard.press("Enter")  # back to the search
    office.keyboard.type("工人00")
    assert office.locator("tr[data-who]:visible").count() == 10
    office.fill("[data-find]", "")
    office.click("[data-save]")
    office.wait_for_selector(".notice:has-text('已保存')")
    assert sorted(goods().values()) == [8_000, 9_000]


def test_everything_to_be_touched_on_a_tablet_is_large_enough(page, address):
    page.goto(f"{address}/day?operation={SEW}")
    assert page.evaluate(SMALL) == []
    page.goto(f"{address}/attendance")
    assert page.evaluate(SMALL) == []


def test_the_sheet_works_without_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address.removesuffix("/w/W001") + "/sign-in")
    page.fill("[name=login]", "zhou")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.goto(f"{address}/day")
    page.select_option("#operation", str(SEW))
    page.click("form[data-choose] button")
    page.locator("input[name^=good-]").first.fill("7")
    page.click("[data-save]")
    assert "已保存" in page.inner_text("main")
    page.goto(f"{address}/attendance")
    page.locator("input[value=病假]").first.check(force=True)
    page.click("button[value=everybody]")
    assert "没记" not in page.inner_text("main")
    context.close()
    assert list(goods().values()) == [7_000]


def test_thirty_people_two_absent_cost_three_touches(page, address):
    page.goto(f"{address}/attendance")
    page.evaluate(COUNT_TOUCHES)
    page.evaluate(KEEP_COUNT)
    rows = page.locator("ul.people li")
    rows.nth(4).locator("label:has-text('事假')").tap()
    rows.nth(9).locator("label:has-text('病假')").tap()
    page.tap("button[value=everybody]")
    page.wait_for_selector(".notice:has-text('已保存')")
    assert int(page.evaluate("sessionStorage.getItem('n')")) <= 4
    db.session.rollback()
    statuses = list(db.session.scalars(select(AttendanceRow.status)))
    assert {"病假", "事假"} <= set(statuses)
    assert statuses.count("出勤") == len(statuses) - 2 == 32


def test_the_month_is_walked_and_set_by_keys(office, address):
    on = date(2026, 3, 2)
    record_attendance(BOSS, NOW, W001, [NewAttendance(1000, on, "出勤")])
    office.goto(f"{address}/month?period=2026-03")
    office.keyboard.press("ArrowDown")  # the first square: the 1st
    office.keyboard.press("ArrowRight")
    office.keyboard.press("5")  # 事假 on the 2nd, and down to the next person
    office.keyboard.press("1")
    office.keyboard.press("x")
    assert office.inner_text("[data-save]") == "保存 3 处改动"
    office.click("[data-save]")
    office.wait_for_selector(".notice:has-text('要写原因')")
    assert office.inner_text("[data-save]") == "保存 3 处改动"
    office.fill("#reason", "补请假条")
    office.click("[data-save]")
    office.wait_for_selector(".notice:has-text('已保存 3 处')")
    db.session.rollback()
    rows = db.session.execute(
        select(AttendanceRow.worker_id, AttendanceRow.version, AttendanceRow.status).where(AttendanceRow.date == on)
    )
    assert {tuple(row) for row in rows} == {
        (1000, 1, "出勤"),
        (1000, 2, "事假"),
        (1001, 1, "出勤"),
        (1002, 1, "休息"),
    }
