"""Claims of the demonstration: the workshop is recognised, and the closed months are claimed and checked."""

from datetime import date, datetime, timedelta

from workshop.claims.actions.claiming import check_claim, draft_claim
from workshop.claims.actions.recognition import NewStep, record_step
from workshop.claims.rules.facts import Asked
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop_by_id
from workshop.store.audit import Actor

PAPER, KIND, BENEFIT = "yanshi", "厂房式", "吸纳就业补贴"
SOURCE = "演示用,不是任何县的文件"


def fill_claims(now: datetime, today: date, workshop_id: int, first: date, accounts: dict[str, Actor]) -> None:
    """Applied and recognised before the first month; what is closed is claimed by the accountant, for another to submit."""
    place = find_workshop_by_id(workshop_id)
    assert place is not None
    for event, days, number in (("apply", 40, ""), ("recognise", 20, "演示认定〔2026〕3号")):
        on = first - timedelta(days=days)
        step = NewStep(PAPER, KIND, event, on, number, by="演示县人社局", source=SOURCE, checked_on=today)
        record_step(accounts["zhang"], now, workshop_id, step, today)
    asked = Asked(first, today.replace(day=1) - timedelta(days=1), today)
    try:
        claim = draft_claim(accounts["chen"], now, place, PAPER, BENEFIT, asked)
        check_claim(accounts["chen"], now, place, claim, today, "演示:材料随后补齐")
    except Refused:
        return  # an open problem is part of the demonstration: the page names it
