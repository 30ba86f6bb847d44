"""Which price holds (pay rules 2.1, 2.2), and what a price must be."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from workshop.kernel.faults import Refused
from workshop.kernel.money import PRICE_SCALE

MOST_PRICE = 100_000 * PRICE_SCALE  # a hundred thousand yuan a piece is a typing error


class Price(NamedTuple):
    """A price in 1/10000 yuan as an entry fixes it: of which grade (empty: all), from which day, with which defect charge."""

    rate: int
    grade: str
    valid_from: date
    defect_charge: int | None


class PriceBook:
    """All prices of a workshop; made once, asked many thousand times.

    `rows` are (operation_id, Price) of the versions that hold: one for an operation, grade and day.
    """

    def __init__(self, rows: Iterable[tuple[int, Price]]) -> None:
        shelves: dict[tuple[int, str], list[Price]] = {}
        for operation_id, price in rows:
            shelves.setdefault((operation_id, price.grade), []).append(price)
        self._prices = {key: sorted(prices, key=lambda p: p.valid_from) for key, prices in shelves.items()}
        self._days = {key: [price.valid_from for price in prices] for key, prices in self._prices.items()}

    def find(self, operation_id: int, grade: str, on: date) -> Price | None:
        """The price of an operation for a grade on a day: the grade's own row wins however old, then the latest (2.2)."""
        if grade and (own := self._find((operation_id, grade), on)):
            return own
        return self._find((operation_id, ""), on)

    def _find(self, shelf: tuple[int, str], on: date) -> Price | None:
        days = self._days.get(shelf)
        index = bisect_right(days, on) if days else 0
        return self._prices[shelf][index - 1] if index else None

    def grades(self, operation_id: int) -> list[str]:
        """The grades that ever had a price of their own."""
        return sorted(grade for operation, grade in self._prices if operation == operation_id and grade)

    def next_after(self, operation_id: int, grade: str, on: date) -> Price | None:
        """The first price of exactly this grade that starts after a day."""
        days = self._days.get((operation_id, grade), [])
        index = bisect_right(days, on)
        return self._prices[(operation_id, grade)][index] if index < len(days) else None


def check_price(rate: int, defect_charge: int | None, what: str) -> None:
    """Raises Refused by field for a price that cannot be meant. `what` names the operation in the sentence."""
    if rate <= 0:
        raise Refused(f"{what}:单价必须大于 0", "没有定价就不要录入,工资预览会点名提醒", "rate")
    if rate > MOST_PRICE:
        raise Refused(f"{what}:单价大得不像真的", "单价的单位是元,请核对小数点", "rate")
    if defect_charge is not None and not (0 <= defect_charge <= MOST_PRICE):
        raise Refused(f"{what}:次品扣款不能是负数,也不能大得离谱", "不扣就留空", "defect_charge")
