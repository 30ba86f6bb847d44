"""What lists have in common when they are asked for of a claim: bound month by month, or not made of one at all."""

from collections.abc import Sequence

from workshop.kernel.faults import Refused
from workshop.papers.kind import Asked
from workshop.papers.listing import ListBook, ListPaper
from workshop.papers.queries.claimed import Claimed


def bind(claimed: Claimed, sheets: Sequence[ListPaper], nobody: str) -> ListBook:
    """A claim's sheets as one paper. Raises Refused where there is none; `nobody` says what was not found."""
    if not sheets:
        raise Refused(
            f"申领 {claimed.claim.number} 的人在 {claimed.span}{nobody}", "请核对申领的人和月份,或先计算、发放工资"
        )
    title = sheets[0].title.replace(sheets[0].head.period.chinese, "").split()[-1]
    return ListBook(sheets[0].kind, f"{claimed.span}{title}", sheets[0].head, tuple(sheets))


def refuse_claim(asked: Asked, name: str) -> None:
    """A list that does not know a claim is not printed under its name."""
    if asked.claim_id is not None:
        raise Refused(f"{name}不按申领打印", "请在打印中心按月打印")
