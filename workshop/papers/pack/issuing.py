"""Issuing the papers of a pack: each gets its number."""

from dataclasses import dataclass, replace
from datetime import datetime

from workshop.claims.values import Claim
from workshop.papers.issue.issuing import issue_paper
from workshop.papers.issue.printing import print_issued
from workshop.papers.kind import PDF, XLSX, Made
from workshop.papers.layouts.building import build_paper
from workshop.papers.pack.values import Own
from workshop.people.actions import unmask_many
from workshop.store.audit import Actor
from workshop.store.transaction import transaction


@dataclass(frozen=True)
class IssuedFiles:
    """A paper as PDF and workbook, and its number; none of a draft."""

    pdf: Made
    workbook: Made
    number: str


@dataclass(frozen=True)
class Issuer:
    """Who issues the papers of which claim; `address`: where their codes lead."""

    actor: Actor
    claim: Claim
    address: str = ""

    def issue(self, now: datetime, own: Own, copies: int) -> IssuedFiles:
        """Issues a paper with whole numbers, which goes on the record. Raises Refused.

        A paper that was issued and says the same keeps its number: done twice, it is issued once.
        """
        kind, shop, reason = own.kind, own.asked.shop, f"申报材料 {self.claim.number} {own.kind.name}"
        one = own.asked.worker_id
        whose = [one] if one is not None else [person.worker_id for person in self.claim.people]
        asked = replace(own.asked, on=self.claim.on)
        with transaction(self.actor, now):  # numbers, data and issue are of one moment
            numbers = {field: unmask_many(self.actor, now, shop.id, field, whose, reason) for field in kind.whole}
            issued = issue_paper(self.actor, now, shop, kind, asked, build_paper(kind, asked, numbers), copies=copies)
        pdf, workbook = (print_issued(self.actor, now, issued, ending, address=self.address) for ending in (PDF, XLSX))
        return IssuedFiles(pdf, workbook, issued.number)
