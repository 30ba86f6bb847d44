"""How near somebody is to a benefit: what is only short of a figure, by how much, and what share of it is done."""

from collections.abc import Iterable, Iterator

from workshop.claims.rules.results import Answer, Finding

GROUPS = {"met": "够条件", "short": "还差一点", "undecided": "待定", "out": "不在范围"}
WHOLE = 1000  # shares are whole thousandths


def leaves(findings: Iterable[Finding], answer: str) -> Iterator[Finding]:
    """The findings of one answer at the ends of their branches."""
    for finding in findings:
        if finding.answer == answer:
            if finding.parts:
                yield from leaves(finding.parts, answer)
            else:
                yield finding


def can_be_mended(finding: Finding) -> bool:
    """Whether everything that fails is only short of a figure: so many days, so many yuan more."""
    if not finding.parts:
        return finding.shortfall is not None
    failing = [part for part in finding.parts if part.answer == "not_met"]
    return bool(failing) and all(can_be_mended(part) for part in failing)


def group_of(answer: Answer, findings: Iterable[Finding], unfinished: bool) -> str:
    """Which of GROUPS somebody belongs to.

    `unfinished`: the time that counts goes on beyond the books, so whoever only lacks what these months may still bring is
    short of it, not undecided.
    """
    findings = tuple(findings)
    if answer == "met":
        return "met"
    if answer == "not_met":
        return "short" if all(can_be_mended(f) for f in findings if f.answer == "not_met") else "out"
    open_ = list(leaves(findings, "undecided"))
    return "short" if unfinished and open_ and all(leaf.shortfall for leaf in open_) else "undecided"


def done_share(finding: Finding) -> int | None:
    """How much of the figure asked is there, in thousandths; None where there is no such figure."""
    short, figure = finding.shortfall, finding.figure
    if short is None or figure is None or figure[0] + short.amount <= 0:
        return None
    return figure[0] * WHOLE // (figure[0] + short.amount)


def missing_share(findings: Iterable[Finding]) -> int:
    """The largest share that is missing of any figure, in thousandths; WHOLE where nobody can tell."""
    findings = tuple(findings)
    open_ = [*leaves(findings, "not_met"), *leaves(findings, "undecided")]
    shares = [done_share(leaf) for leaf in open_ if leaf.shortfall]
    return max((WHOLE if share is None else WHOLE - share for share in shares), default=WHOLE)
