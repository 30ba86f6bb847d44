"""Scans are taken in by what they are; a PDF is opened by a process of its own, with limits."""

import io

import pikepdf
import pytest

from workshop.access import scans
from workshop.access.scans import PDF, read_scan
from workshop.kernel.faults import Refused


def pdf(pages: int = 1) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(out)
    return out.getvalue()


def hostile(objects: int = 400_000) -> bytes:
    """A small file of very many objects: what reads it needs a hundred times its size."""
    body = b"".join(b"%d 0 obj[0]endobj\n" % number for number in range(10, objects))
    return b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n" + body


def test_a_scanned_page_is_kept_as_it_came():
    content = pdf()
    assert read_scan(content) == (PDF, content)


def test_as_many_pages_as_allowed_and_one_more():
    assert read_scan(pdf(60))[0] == PDF
    with pytest.raises(Refused, match="有 61 页"):
        read_scan(pdf(61))


@pytest.mark.parametrize("content", [b"%PDF-1.7 nothing", b"%PDF-" + b"\0" * 4000])
def test_what_is_no_pdf_inside_is_refused_in_words(content: bytes):
    with pytest.raises(Refused, match="打不开"):
        read_scan(content)


def test_a_pdf_that_wants_too_much_is_refused_and_costs_the_program_nothing():
    content = hostile()
    with pytest.raises(Refused, match="打不开"):
        read_scan(content)


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(scans, "SECONDS", 0.001)
    with pytest.raises(Refused, match="打不开"):
        read_scan(pdf())
