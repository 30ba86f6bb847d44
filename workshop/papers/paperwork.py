"""What a claim's programme says of its papers: what goes with it, who examines it, where it is posted, how things are called."""

from collections.abc import Iterator
from typing import NamedTuple

from workshop.claims.rules.paperwork import ApprovalStep, Evidence, Notice, Term
from workshop.claims.rules.programme import Programme
from workshop.claims.shelf import load_shelf
from workshop.claims.values import Claim
from workshop.papers.documents.pieces import Step
from workshop.papers.naming import Names


class Paperwork(NamedTuple):
    """What a programme says of the papers of a benefit."""

    evidence: tuple[Evidence, ...]
    steps: tuple[ApprovalStep, ...]
    notices: tuple[Notice, ...]
    terms: tuple[Term, ...] = ()

    def names(self, claim: Claim) -> Names:
        """How bodies and people are called on the day of the claim, the programme's own words first."""
        return Names(claim.on, tuple((term.what, term.name, term.from_) for term in self.terms))

    @property
    def examiners(self) -> tuple[Step, ...]:
        """The bodies that examine, each with what it does; none where the programme names none."""
        return tuple(self._examiners())

    def _examiners(self) -> Iterator[Step]:
        for step in self.steps:
            yield Step(step.name or "、".join(step.bodies), step.does)


def find_paperwork(programme: Programme, claim: Claim) -> Paperwork:
    """What the claim's version of its programme says; nothing where the programme does not name the benefit any more."""
    versions = [one for one in programme.versions if one.name == claim.version] or list(programme.versions)
    for version in reversed(versions):
        for benefit in version.benefits:
            if benefit.name == claim.benefit:
                evidence = benefit.evidence or version.evidence
                steps, notices = benefit.steps or version.steps, benefit.notices or version.notices
                return Paperwork(evidence, steps, notices, programme.terms)
    return Paperwork((), (), (), programme.terms)


def load_paperwork(claim: Claim) -> Paperwork:
    """As `find_paperwork`, from the shelf; nothing where the programme's file is not there any more."""
    programme = load_shelf()[0].get(claim.programme_id)
    return find_paperwork(programme, claim) if programme else Paperwork((), (), ())
