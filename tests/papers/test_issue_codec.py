"""A paper's data as canonical JSON: every kind comes back as it was, and nothing else is accepted."""

import json
from dataclasses import dataclass, replace

import pytest

from tests.papers import document_cast as forms
from tests.papers.cast import HEAD
from tests.papers.list_cast import LISTS, slip_book
from workshop.papers.issue.codec import BadPaper, classes, decode_paper, encode_paper
from workshop.papers.kind import Paper
from workshop.papers.listing import ListBook, ListPaper

FORMS = {
    "recognition": forms.recognition,
    "claim form": forms.claim_form,
    "proof": forms.work_proof,
    "notice": forms.notice,
    "training": forms.training,
    "insurance": forms.insurance,
    "personal": lambda: forms.personal(2),
    "board": forms.board,
    "pledge": lambda: forms.pledges(2),
    "contract": forms.contract,
    "part time": forms.part_time,
    "service": forms.service,
}
MAKE = {
    **{code: (lambda make=make: make(3)) for code, make in LISTS.items()},
    **FORMS,
    "slips": lambda: slip_book(4),
    "slips a5": lambda: slip_book(2, "A5"),
    "months": lambda: ListBook("attendance", "考勤表", HEAD, (LISTS["attendance"](2), LISTS["attendance"](3))),
}


@pytest.mark.parametrize("kind", MAKE)
def test_every_kind_comes_back_as_it_was(kind: str) -> None:
    paper = MAKE[kind]()
    content = encode_paper(paper)
    again = decode_paper(content)
    assert again == paper
    assert encode_paper(again) == content


def sheet() -> ListPaper:
    return LISTS["wage-sheet"](2)


def test_the_same_paper_gives_the_same_bytes_and_any_change_gives_others() -> None:
    assert encode_paper(sheet()) == encode_paper(sheet())
    assert encode_paper(sheet()) != encode_paper(replace(sheet(), words=""))


def test_a_field_that_has_its_default_is_left_out_so_that_new_ones_change_no_old_paper() -> None:
    tree = json.loads(encode_paper(sheet()))
    assert "seal" not in tree
    assert json.loads(encode_paper(replace(sheet(), seal="章")))["seal"] == "章"


def change(paper: Paper, **values: object) -> bytes:
    return json.dumps({**json.loads(encode_paper(paper)), **values}).encode()


@pytest.mark.parametrize(
    "values",
    [
        {"more": "x"},
        {"title": 7},
        {"title": None},
        {"landscape": 1},
        {"rows": "x"},
        {"rows": [{"=": "Box", "text": "x"}]},
        {"=": "Slip"},
        {"=": "Path"},
        {"head": {"=": "PaperHead", "unit": "x", "period": {"day": "2026-03-01"}}},
        {"head": {"=": "PaperHead", "unit": "x"}},
    ],
)
def test_what_is_no_paper_is_refused(values: dict) -> None:
    with pytest.raises(BadPaper):
        decode_paper(change(sheet(), **values))


@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"\xff", b'{"=":"Column","key":"k","title":"t"}'])
def test_bytes_that_hold_no_paper_are_refused(content: bytes) -> None:
    with pytest.raises(BadPaper):
        decode_paper(content)


@dataclass(frozen=True)
class Stranger:
    text: str


def test_a_class_that_belongs_to_no_paper_is_not_written() -> None:
    with pytest.raises(BadPaper):
        encode_paper(replace(sheet(), title=Stranger("x")))


def test_everything_a_paper_is_made_of_is_frozen() -> None:
    assert all(one.__dataclass_params__.frozen for one in classes().values())
