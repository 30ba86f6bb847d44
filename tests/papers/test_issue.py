"""What is issued stays as it was: its number, its data, what is printed again, what ends it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from tests.conftest import W002
from tests.papers.cast import text_of
from tests.papers.issue_cast import CHEN, IDNO, NOW, asked, issue, sheet
from workshop.kernel.faults import Refused
from workshop.papers.issue.checking import check_issued
from workshop.papers.issue.issuing import read_issued, void_issued
from workshop.papers.issue.printing import print_issued
from workshop.papers.issue.queries import Wanted, get_issued, list_events, list_issued
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kinds import KINDS
from workshop.store.database import db, fetch_all
from workshop.store.demonstration import mark_demonstration
from workshop.store.transaction import transaction
from workshop.store.vault import SealBroken, unseal_bytes

pytestmark = pytest.mark.usefixtures("app")


def current(paper: IssuedPaper) -> IssuedPaper:
    return get_issued(paper.workshop_id, paper.id)


def printed(paper: IssuedPaper, folder: Path) -> str:
    return text_of(print_issued(CHEN, NOW, paper).content, folder)


def test_numbers_are_counted_by_workshop_kind_and_year() -> None:
    numbers = [issue(of=asked(month)).number for month in (1, 2, 3)]
    numbers += [issue(of=asked(workshop_id=W002)).number, issue(kind=KINDS["cash-list"]).number]
    assert numbers == ["GZ-2026-0001", "GZ-2026-0002", "GZ-2026-0003", "GZ-2026-0001", "XJ-2026-0001"]


def test_data_come_back_as_they_were_issued() -> None:
    assert read_issued(issue(sheet(3))) == sheet(3)


def test_the_very_same_paper_is_not_issued_twice() -> None:
    assert issue().id == issue().id
    assert list_issued(1, Wanted())[1] == 1


def test_a_later_paper_of_the_same_subject_takes_the_place_of_the_earlier() -> None:
    first, second = issue(sheet(3)), issue(sheet(4))
    assert (current(first).state, current(first).successor, second.state) == ("superseded", second.number, "valid")


@pytest.mark.parametrize("more", [{"month": 4}, {"part": 2}, {"workshop_id": W002}])
def test_a_paper_of_another_subject_does_not(more: dict) -> None:
    first = issue(sheet(3))
    issue(sheet(4), asked(**more))
    assert current(first).state == "valid"


def test_a_void_paper_keeps_its_reason_and_the_next_gets_a_number_of_its_own() -> None:
    paper = issue()
    void_issued(CHEN, NOW, 1, paper.id, "金额有误")
    assert (current(paper).state, current(paper).reason) == ("void", "金额有误")
    assert issue().number == "GZ-2026-0002"


def test_nobody_voids_without_a_reason_or_what_is_not_in_force() -> None:
    paper = issue()
    with pytest.raises(Refused, match="原因"):
        void_issued(CHEN, NOW, 1, paper.id, "  ")
    void_issued(CHEN, NOW, 1, paper.id, "错")
    with pytest.raises(Refused, match="已作废"):
        void_issued(CHEN, NOW, 1, paper.id, "错")


def test_the_first_print_is_the_original_and_each_later_one_says_so(tmp_path: Path) -> None:
    paper = issue(copies=2)
    assert "补打" not in printed(paper, tmp_path)
    assert "补打 第 1 次 2026-04-02 09:22" in printed(paper, tmp_path)
    assert "补打 第 2 次" in printed(paper, tmp_path)
    assert [(event.ordinal, event.copies) for event in list_events(1, paper.id)] == [(0, 2), (1, 1), (2, 1)]


def test_every_page_carries_number_check_value_and_which_page_it_is(tmp_path: Path) -> None:
    paper = issue(sheet(60))
    pages = printed(paper, tmp_path).split("\f")[:-1]
    assert len(pages) > 2
    for at, page in enumerate(pages, 1):
        assert re.search(rf"{paper.number} 校验 {paper.check} +第 {at} 页 共 {len(pages)} 页", page)


def test_what_is_not_in_force_says_so_on_every_page_of_a_reprint(tmp_path: Path) -> None:
    first = issue(sheet(3))
    issue(sheet(4))
    assert "已被 GZ-2026-0002 代替" in printed(current(first), tmp_path)


def test_a_workbook_has_the_number_too_and_is_no_reprint() -> None:
    paper = issue()
    assert print_issued(CHEN, NOW, paper, "xlsx").content[:2] == b"PK"
    assert [(event.what, event.ordinal) for event in list_events(1, paper.id)] == [("workbook", None)]


def test_copies_are_within_reason() -> None:
    for copies in (0, 21):
        with pytest.raises(Refused, match="份"):
            issue(copies=copies)


def test_whole_numbers_lie_sealed() -> None:
    paper = issue()
    [(sealed, facts)] = fetch_all("SELECT sealed, facts FROM issued_paper")
    with pytest.raises(SealBroken):
        unseal_bytes(bytes(sealed), "issued_paper", "sealed", 1, paper.id + 1)
    assert IDNO not in facts
    assert any(IDNO in row.values for row in read_issued(paper).rows)


def test_facts_for_everybody_are_masked() -> None:
    facts = issue(sheet(4)).facts
    assert facts.names == ("王**", "李**", "赵**")
    assert (facts.rows, facts.sums[0]) == (4, ("实发金额", 4 * 54153))


def test_every_issue_print_and_end_is_on_the_record() -> None:
    paper = issue()
    print_issued(CHEN, NOW, paper)
    void_issued(CHEN, NOW, 1, paper.id, "错")
    told = fetch_all("SELECT action FROM audit_leaf WHERE subject = :s ORDER BY id", s=f"paper/{paper.id}")
    assert [action for (action,) in told] == ["paper.issue", "paper.print", "paper.void"]


def write(sql: str) -> None:
    """Past the triggers, as somebody with the file in his hands would."""
    with transaction(CHEN, NOW):
        db.session.execute(text("DROP TRIGGER IF EXISTS issued_paper_no_update"))
        db.session.execute(text(sql))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "change",
    [
        "sha256 = 'f' || substr(sha256, 2, 62) || 'g'",
        "facts = replace(facts, '王**', '张**')",
        "facts = replace(facts, '216612', '216613')",
        "sealed = (SELECT sealed FROM issued_paper WHERE number = 'GZ-2026-0002')",
        "code = (SELECT code FROM issued_paper WHERE number = 'GZ-2026-0002')",
        "number = 'GZ-2026-0099'",
    ],
)
def test_any_change_of_what_was_issued_is_found(change: str) -> None:
    issue()
    issue(sheet(3), asked(2))
    assert list(check_issued(1)) == []
    write(f"UPDATE issued_paper SET {change} WHERE number = 'GZ-2026-0001'")
    assert len(list(check_issued(1))) == 1


def test_the_demonstration_says_so_on_paper_and_in_the_workbook(app: Flask) -> None:
    from io import BytesIO

    from openpyxl import load_workbook

    paper = issue()
    plain = load_workbook(BytesIO(print_issued(CHEN, NOW, paper, "xlsx").content)).active
    mark_demonstration(CHEN, NOW, [1])
    shown = load_workbook(BytesIO(print_issued(CHEN, NOW, paper, "xlsx").content)).active
    assert ("演示" in plain.title, "演示" in shown.title, shown.oddHeader.center.text) == (False, True, "演示")


def test_a_paper_keeps_its_layout_version_and_tells_another() -> None:
    from workshop.papers.issue.printing import make_mark

    paper = issue()
    assert "版式" not in make_mark(paper, 0, NOW).line
    assert "版式" in make_mark(replace(paper, layout=0), 0, NOW).line
