"""How the result of a claim's notice is made: from what is on the record, and never before it is over."""

from workshop.claims.queries.notices import find_list_changes, list_claim_notices
from workshop.claims.rules.posting.values import PublicNotice
from workshop.kernel.faults import Refused
from workshop.papers.documents.notice_result import NoticeResultFacts, PostedResult, build_notice_result
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Numbers
from workshop.papers.queries.documents import Documented, load_document


def make_notice_result(asked: Asked, numbers: Numbers) -> FormPaper:
    """公示结果: of every notice of the claim that is finished. Raises Refused while the list that hung is not the claim's."""
    of = load_document(asked)
    claim = of.claim
    notices = list_claim_notices(asked.shop.id, claim.id)
    if changes := find_list_changes(asked.shop.id, claim, notices):
        raise Refused(f"公示以后名单变了({changes})", "请重新张贴,满期后再打印结果")
    finished = tuple(PostedResult(one, _body(of, one)) for one in notices if one.finished)
    facts = NoticeResultFacts(
        shop=of.shop.name,
        about=f"申领{claim.benefit}",
        document=of.quoted,
        people=len(claim.people),
        fen=claim.fen,
        reference=claim.number,
        results=finished,
    )
    return build_notice_result(facts)


def _body(of: Documented, notice: PublicNotice) -> str:
    return of.shop.name if notice.posted_by == "车间" else f"{of.shop.place}{of.names.of('村')}"
