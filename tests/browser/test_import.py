"""The real sheets of an office through the import wizard in a real browser: counts, faults, database, undo."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.browser.chromium import IN_BROWSER, serving
from tests.conftest import PASSWORD, W001
from tests.exchange.stage import bring_in, copy_known, read_csv
from workshop.floor.rows import OutputRow
from workshop.people.rows import WorkerRow
from workshop.prices.rows import PriceRow
from workshop.store.database import db

pytestmark = IN_BROWSER

# file: table, rows there before, rows read, faults refused, faults warned
SHEETS = {
    "a-roster.xlsx": (WorkerRow, 48, 30, 12, 7),
    "f-roster.xls": (WorkerRow, 48, 30, 8, 3),
    "d-price-list.xlsx": (PriceRow, 0, 39, 9, 0),
    "b-daily-output.xlsx": (OutputRow, 0, 252, 20, 1),
}
# What sticks out of the page to the right, tables in their own scroll box left out.
WIDER = """() => document.documentElement.scrollWidth > document.documentElement.clientWidth
  ? [...document.querySelectorAll('body *')].filter((e) => !e.closest('.scroll') && e.getBoundingClientRect().right > innerWidth)
      .map((e) => e.outerHTML.slice(0, 90)) : []"""


@pytest.fixture
def address(app: Flask, shared: Path, tmp_path: Path) -> Iterator[str]:
    """A server with the people and operations that the sheets lean on, until the test is over."""
    bring_in(copy_known(shared, tmp_path / "known", "W001"), only="W001")
    with serving(app) as address:
        yield f"{address}/w/W001/imports"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(chromium, address, request) -> Iterator[object]:
    """A page signed in as the accountant; the wizard is plain forms and works without script."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    opened = context.new_page()
    opened.goto(address)
    opened.fill("[name=login]", "chen")
    opened.fill("[name=password]", PASSWORD)
    with opened.expect_navigation():
        opened.click("main button")
    opened.goto(address)
    yield opened
    context.close()


def upload(page, path: Path) -> None:
    page.set_input_files("[name=file]", str(path))
    page.click("button:has-text('上传并核对')")


def count(row: object) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(row).where(row.workshop_id == W001))


def faults_on(page) -> set[tuple[str, str]]:
    """(place, value) of every fault on the page; a warning of a hidden row has no value."""
    found = set()
    for fault in page.locator(".fault").all():
        value = fault.locator(".value").all_inner_texts()
        found.add((fault.locator(".where b").inner_text().strip(), value[0] if value else ""))
    return found


def places_of(path: Path, several: bool) -> set[tuple[str, str]]:
    """The same out of the list of what a careful importer says."""
    return {
        (
            (f"{f['sheet']} " if several else "") + f"第 {f['row']} 行" + (f" {f['column']} 列" if f["column"] else ""),
            re.sub(r"\s+", " ", f["value"]),
        )
        for f in read_csv(path)
    }


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_as_a_careful_importer_reads_it(page, shared, name):
    row, before, read, refused, warned = SHEETS[name]
    upload(page, shared / "real-input" / name)
    page.click("button:has-text('下一步')")
    page.wait_for_url("**/rows")
    words, numbers = page.locator(".counts dt").all_inner_texts(), page.locator(".counts dd").all_inner_texts()
    assert dict(zip(words, map(int, numbers), strict=True)) == {"可以导入": read, "要改正": refused, "提醒": warned}
    want = places_of(shared / "real-input" / f"{name.partition('.')[0]}.faults.csv", several=name.startswith("b"))
    assert faults_on(page) == want
    assert count(row) == before
    page.click("button:has-text('确认导入')")
    assert f"已导入 {read} 行" in page.inner_text("main")
    assert count(row) == before + read


def test_the_import_is_taken_back_with_one_click(page, shared):
    upload(page, shared / "real-input" / "a-roster.xlsx")
    page.click("button:has-text('下一步')")
    page.click("button:has-text('确认导入')")
    assert count(WorkerRow) == 78
    page.click("button:has-text('撤销')")
    assert "已撤销" in page.inner_text("main")
    assert count(WorkerRow) == 48


def test_the_faulty_rows_come_as_a_file_and_go_in_mended(page, shared, tmp_path):
    upload(page, shared / "real-input" / "d-price-list.xlsx")
    page.click("button:has-text('下一步')")
    with page.expect_download() as waiting:
        page.click("text=下载待改正的行")
    target = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(target)
    page.click("button:has-text('确认导入')")
    _mend_price(target)
    upload(page, target)
    page.click("button:has-text('下一步')")
    page.click("button:has-text('确认导入')")
    assert "已导入 1 行" in page.inner_text("main")
    assert count(PriceRow) == 40


def _mend_price(path: Path) -> None:
    """Types a price where the office had written 面议."""
    from openpyxl import load_workbook

    book = load_workbook(path)
    [cell] = [cell for row in book.active.iter_rows() for cell in row if cell.value == "面议"]
    cell.value = "0.25"
    book.save(path)


def test_a_file_that_is_none_is_answered_on_the_page(page, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 300)
    upload(page, tmp_path / "a.xlsx")
    assert "已损坏" in page.inner_text("main .error")


@pytest.mark.parametrize("width", [320, 800, 1280])
def test_no_step_is_wider_than_its_screen(chromium, address, shared, width):
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address)
    page.fill("[name=login]", "chen")
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button")
    page.goto(address)
    assert page.evaluate(WIDER) == []
    upload(page, shared / "real-input" / "a-roster.xlsx")
    page.wait_for_url("**/columns")
    assert page.evaluate(WIDER) == []
    page.click("button:has-text('下一步')")
    page.wait_for_url("**/rows")
    assert page.evaluate(WIDER) == []
    context.close()
