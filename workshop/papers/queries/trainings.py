"""Who learned at work in a span of days, with the mentor of each: what the register of trainings says and was not taken back."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from workshop.pay.queries.scope import as_date
from workshop.people.queries import Workshop
from workshop.store.database import fetch_all

AT_WORK = ("以工代训", "以岗代训", "学徒制")
_TRAININGS = """
SELECT t.worker_id, t.kind, t.first, t.last, m.name FROM claim_training t
LEFT JOIN worker m ON m.workshop_id = t.workshop_id AND m.id = t.mentor_id
WHERE t.workshop_id = :w AND t.kind IN :kinds AND t.first <= :last AND t.last >= :first AND t.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM claim_training r WHERE r.workshop_id = t.workshop_id AND r.reverses = t.id)
ORDER BY t.first, t.id"""


class Training(NamedTuple):
    """One training at work; `mentor` empty: nobody has been named."""

    kind: str
    first: date
    last: date
    mentor: str

    @property
    def span(self) -> str:
        """2026.01.05~2026.06.30, to be set on two lines."""
        return f"{self.first:%Y.%m.%d}~{self.last:%Y.%m.%d}"


def load_trainings(shop: Workshop, first: date, last: date) -> dict[int, list[Training]]:
    """By worker the trainings at work that touch the days from first to last, in their order."""
    found: dict[int, list[Training]] = defaultdict(list)
    for worker, kind, begun, ended, mentor in fetch_all(
        _TRAININGS, w=shop.id, kinds=list(AT_WORK), first=first, last=last
    ):
        found[worker].append(Training(kind, as_date(begun), as_date(ended), mentor or ""))
    return dict(found)
