"""Whether every issued paper is still what was issued: its data, what is shown of it, its signature."""

import zlib
from collections.abc import Iterator

from workshop.kernel.faults import Refused
from workshop.papers.form import FormPaper
from workshop.papers.issue.codec import BadPaper, decode_paper
from workshop.papers.issue.facts import NOTHING, gather_facts
from workshop.papers.issue.issuing import get_keys, read_content
from workshop.papers.issue.queries import PAGE, Wanted, list_issued
from workshop.papers.issue.values import IssuedPaper, PaperFacts
from workshop.papers.issue.verdicts import judge_code, judge_issued
from workshop.papers.kind import Paper
from workshop.papers.setting.mark import LAYOUT
from workshop.store.vault import SealBroken


def check_issued(workshop_id: int) -> Iterator[str]:
    """A sentence for every paper of the workshop that is not as it was issued."""
    _, count = list_issued(workshop_id, Wanted())
    for page in range(1, -(-count // PAGE) + 1):
        for issued in list_issued(workshop_id, Wanted(page=page))[0]:
            if trouble := _find_trouble(issued):
                yield f"{issued.number} {issued.title}:{trouble}"


def _find_trouble(issued: IssuedPaper) -> str:
    try:
        paper = decode_paper(read_content(issued))
    except (Refused, SealBroken, zlib.error, BadPaper):
        return "保存的数据与签发时的不一样"
    if issued.layout == LAYOUT and _tells(paper) and _gather(issued, paper) != issued.facts:
        return "给人核对的数与保存的数据不一样"
    verdict = judge_issued(judge_code(issued.code, get_keys().paper_key.public_key()), issued)
    if verdict.answer in ("forged", "altered") or (verdict.claimed and verdict.claimed.number != issued.number):
        return "编号、校验值或签名与签发时的不一样"
    return ""


def _tells(paper: Paper) -> bool:
    """Whether all that is shown of a paper stands in its data: a form that tells nothing took a sum and a name from its claim."""
    return not isinstance(paper, FormPaper) or paper.told != NOTHING


def _gather(issued: IssuedPaper, paper: Paper) -> PaperFacts:
    return gather_facts(issued.facts.unit, issued.facts.span, paper)
