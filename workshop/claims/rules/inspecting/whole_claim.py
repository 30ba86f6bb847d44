"""Checks of a claim as a whole: the workshop recognised in its months, the share of every month."""

from collections import defaultdict
from collections.abc import Iterator

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.claim_facts import ShareMonth
from workshop.claims.rules.inspecting.claimed import claimed_months
from workshop.claims.rules.inspecting.coverage import touches
from workshop.claims.rules.inspecting.facts import InspectionFacts
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import claim_ref, months_text
from workshop.claims.rules.months import month_text
from workshop.claims.rules.wordlists import RUNNING_STATES

REMOVED = "清理"


@check("not_recognised", "认定晚于申领的月份", (), (17,), "没有认定、已被清理的车间照样申领")
def find_not_recognised(facts: InspectionFacts) -> Iterator[Question]:
    """Months claimed on no day of which the workshop was recognised."""
    if facts.claim is None or not facts.claim.recognised:
        return
    running = [(first, last) for name, first, last in facts.states if name in RUNNING_STATES]
    claimed = sorted({month for months in claimed_months(facts).values() for month in months})
    bare = tuple(month for month in claimed if not touches(running, month))
    if bare:
        start = min((first for first, _ in running if first), default=None)
        known = f"{start} 才认定" if start else "没有认定的记录"
        removed = any(name == REMOVED for name, _, _ in facts.states)
        sentence = f"申领了{months_text(bare)},那些月份车间不在认定之内({known}{',有清理的记录' if removed else ''})"
        refs = (claim_ref(facts.claim.claim.id), Ref("workshop", ""))
        yield Question("not_recognised", refs[0], sentence, "只申领认定以后、清理以前的月份", bare, refs, (), bare)


@check("share_low", "有的月份占比不到", (15,), (17,), "申领那天够比例,前面几个月不够")
def find_share_low(facts: InspectionFacts) -> Iterator[Question]:
    """Months in which a share that the paper asks for was not reached."""
    low: dict[tuple[str, int], list[ShareMonth]] = defaultdict(list)
    for one in facts.claim.shares if facts.claim else ():
        if one.part * 10_000 < one.asked * one.whole:
            low[one.name, one.asked].append(one)
    for (name, asked), months in low.items():
        shown = "、".join(f"{month_text(one.month)} {one.part}/{one.whole} 人" for one in months[:6])
        sentence = f"{name}要求 {asked / 100:g}%,有 {len(months)} 个月不到:{shown}"
        refs = (_claim_of(facts), Ref("workshop", ""))
        numbers = tuple(one.month for one in months)
        figures = tuple(item for one in months for item in (one.month, one.part, one.whole))
        yield Question(
            "share_low", refs[0], sentence, "每个月都要够,不只申领那天", (name, asked, *figures), refs, (), numbers
        )


def _claim_of(facts: InspectionFacts) -> Ref:
    assert facts.claim is not None
    return claim_ref(facts.claim.claim.id)
