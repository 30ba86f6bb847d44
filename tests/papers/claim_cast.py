"""A claim with its people, for tests that need one and no database: invented, sums that hold."""

from dataclasses import replace
from datetime import date, datetime

from workshop.claims.values import Claim, ClaimPerson

TITLE = "就业帮扶车间吸纳脱贫人口稳岗补贴"
NAMES = ("王桂香", "李秀英", "赵大山", "陈小梅", "周小凤")
FROM, TO = date(2026, 1, 1), date(2026, 6, 30)
SIX_MONTHS = tuple(2026 * 12 + month for month in range(6))
FACTS = {
    "standard": "每人每月 200 元",
    "recognised_on": "2024-05-20",
    "recognition_number": "巫人社认〔2024〕7号",
    "version": "2024版",
}


def claim_person(name: str = "王桂香", worker_id: int = 1, **changed: object) -> ClaimPerson:
    """A person with six months at 200 yuan; anything may be changed."""
    facts = {
        "worker_no": f"A{worker_id:05}",
        "category": "脱贫户",
        "months": SIX_MONTHS,
        "fen": 120_000,
        "sentence": "6 个月 × 200.00 元 = 1,200.00 元",
        **changed,
    }
    return ClaimPerson(worker_id=worker_id, name=name, **facts)


def claim_people(count: int = 3) -> tuple[ClaimPerson, ...]:
    """So many persons, ids from 1, names of the cast and then numbered ones."""
    return tuple(claim_person(NAMES[at] if at < len(NAMES) else f"张第{at + 1}", at + 1) for at in range(count))


def make_claim(people: tuple[ClaimPerson, ...] | None = None, **changed: object) -> Claim:
    """A checked claim of half a year; `fen` is the sum of its people unless it is given (a lump of the workshop)."""
    listed = claim_people() if people is None else people
    fen = sum(person.fen for person in listed)
    made = Claim(
        id=1,
        number="W001-2026-0001",
        programme_id="chongqing/wushan_2024_1",
        title=TITLE,
        document_number="巫山人社发〔2024〕1号",
        version="2024版",
        benefit="稳岗补贴",
        payee="车间",
        first=FROM,
        last=TO,
        on=date(2026, 7, 5),
        state="checked",
        fen=fen,
        sentence=f"{len(listed)} 人 × 6 个月 × 200.00 元 = {fen // 100:,}.00 元",
        people=listed,
        sha256="a1" * 32,
        prepared_by="陈会计",
        prepared_at=datetime(2026, 7, 5, 1, 30),
        facts=FACTS,
    )
    return replace(made, **changed)
