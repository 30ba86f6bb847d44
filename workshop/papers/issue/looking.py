"""Looking a paper up for anybody: by its code, with what stands on the paper in hand, or with the file; guessing is slowed down."""

from datetime import datetime, timedelta

from workshop.access.tries import Limit, open_try, settle_try
from workshop.papers.issue.filing import read_file
from workshop.papers.issue.issuing import get_keys
from workshop.papers.issue.queries import find_by_number
from workshop.papers.issue.verdicts import Verdict, compare_file, compare_typed, judge_code, judge_issued
from workshop.people.queries import find_workshop
from workshop.store.scope import across_workshops

SUBJECT = "paper-code"
LIMITS = (
    Limit("both", 30, timedelta(minutes=10), True, "核对不上的次数太多", "请 10 分钟后再试,或带着纸去签发的车间核对"),
)


def look_up(code: str, address: str, now: datetime) -> Verdict:
    """What may be told of a code. A wrong one counts as a try of its sender; raises Refused after thirty in ten minutes."""
    verdict = _judge(code)
    if verdict.answer == "forged":
        open_try(SUBJECT, address, now, LIMITS)
    return verdict


def look_up_typed(code: str, typed: str, address: str, now: datetime) -> Verdict:
    """As `look_up`, with the check value or a sum from the paper in hand."""
    return _settle(compare_typed(_judge(code), typed), address, now)


def look_up_file(code: str, content: bytes, address: str, now: datetime) -> Verdict:
    """As `look_up`, with the PDF of the paper."""
    found = read_file(get_keys().paper_key.public_key(), content)
    verdict = compare_file(_judge(code), found.code if found else "", found.intact if found else None, code)
    return _settle(verdict, address, now)


@across_workshops("anybody may ask about a paper of any workshop")
def _judge(code: str) -> Verdict:
    verdict = judge_code(code, get_keys().paper_key.public_key())
    if verdict.claimed is None:
        return verdict
    shop = find_workshop(verdict.claimed.workshop)
    return judge_issued(verdict, find_by_number(shop.id, verdict.claimed.number) if shop else None)


def _settle(verdict: Verdict, address: str, now: datetime) -> Verdict:
    attempt = open_try(SUBJECT, address, now, LIMITS)
    if verdict.answer not in ("forged", "altered"):
        settle_try(attempt, now)
    return verdict
