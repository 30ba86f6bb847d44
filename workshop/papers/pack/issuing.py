"""Issuing the papers of a pack: each gets its number, and the claim is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workshop.claims.values import Claim
from workshop.papers.actions import issue_copy
from workshop.papers.kind import PDF, XLSX, Made
from workshop.papers.pack.values import Own
from workshop.store.audit import Actor


@dataclass(frozen=True)
class IssuedFiles:
    """A paper as PDF and workbook, and its number; none of a draft."""

    pdf: Made
    workbook: Made
    number: str


def issue_files(actor: Actor, now: datetime, own: Own, copies: int) -> IssuedFiles:
    """Issues a paper. Raises Refused."""
    files = [issue_copy(actor, now, own.kind, own.asked, ending, "申报材料") for ending in (PDF, XLSX)]
    return IssuedFiles(files[0], files[1], "")


def note_issued(actor: Actor, now: datetime, workshop_id: int, claim: Claim, numbers: Sequence[str]) -> None:
    """Tells the claim that its papers are there."""
