"""Signs that a check for subsidies would ask about: each is a sentence, none an accusation."""

from datetime import date
from typing import NamedTuple

from workshop.floor.queries.moments import to_day
from workshop.kernel.quantities import format_quantity
from workshop.store.database import fetch_all
from workshop.takehome.queries.balances import load_balances

# Two of a household with orders of their own bring the same work on one day.
_SPLIT = """
SELECT r.returned_on, h.household_no, p.name, COUNT(DISTINCT o.worker_id), MIN(o.id), MIN(o.order_no), SUM(r.good)
FROM takehome_return r JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
JOIN worker w ON w.workshop_id = o.workshop_id AND w.id = o.worker_id
JOIN household h ON h.workshop_id = w.workshop_id AND h.id = w.household_id
JOIN operation p ON p.workshop_id = o.workshop_id AND p.id = o.operation_id
WHERE r.workshop_id = :w AND r.returned_on BETWEEN :first AND :last AND r.reverses IS NULL
  AND NOT EXISTS (SELECT 1 FROM takehome_return u WHERE u.workshop_id = r.workshop_id AND u.reverses = r.id)
GROUP BY r.returned_on, h.household_no, p.name HAVING COUNT(DISTINCT o.worker_id) > 1
ORDER BY r.returned_on, h.household_no"""

_EARLY = """
SELECT o.id, o.order_no, MIN(r.returned_on), o.issued_on FROM takehome_return r
JOIN takehome_order o ON o.workshop_id = r.workshop_id AND o.id = r.order_id
WHERE r.workshop_id = :w AND r.returned_on BETWEEN :first AND :last AND r.returned_on < o.issued_on AND r.reverses IS NULL
GROUP BY o.id, o.order_no, o.issued_on ORDER BY o.order_no"""


class Sign(NamedTuple):
    """`code`: split_delivery, more_than_material or return_before_issue; the order that it shows on, the day, a sentence."""

    code: str
    on: date
    order_id: int
    order_no: str
    sentence: str


def list_signs(workshop_id: int, first: date, last: date) -> list[Sign]:
    """The signs of a stretch of days; an order that gave more than its material counts while it is open or by its closing."""
    signs = []
    for day, home, operation, people, order, number, good in fetch_all(_SPLIT, w=workshop_id, first=first, last=last):
        sentence = f"{day} {home} 户 {people} 个人分别交了{operation},共 {format_quantity(int(good))},没有约定分成"
        signs.append(Sign("split_delivery", to_day(day), order, number, sentence))
    for order, number, back, issued in fetch_all(_EARLY, w=workshop_id, first=first, last=last):
        sentence = f"{number} {issued} 才领料,{back} 已有交货"
        signs.append(Sign("return_before_issue", to_day(back), order, number, sentence))
    for line in load_balances(workshop_id):
        on = line.closed_on or last
        if line.balance.questionable and line.issued_on <= last and first <= on <= last:
            over = -(line.balance.at_home + line.balance.lost)
            sentence = f"{line.order_no} 交回的比领走的{line.name}能做的多,多用 {format_quantity(over)}{line.unit}"
            signs.append(Sign("more_than_material", on, line.order_id, line.order_no, sentence))
    return sorted(signs, key=lambda sign: (sign.on, sign.order_no, sign.code))
