"""Piece pay from sums of entries: one line per (operation, price, band), and the losses of own defects (1.6, 2.5, 3.1, 3.2)."""

from datetime import date

from workshop.kernel.money import format_price, round_half_up
from workshop.pay.rules.bands import BAND_ORDER, TWICE_MULTIPLIER, resolve_band
from workshop.pay.rules.facts import Operation, Owed, PieceGroup, ShopFacts, WorkerFacts
from workshop.pay.rules.results import PayLine
from workshop.pay.rules.sentences import price_text, quantity_text, since_text, times_text, yuan
from workshop.pay.rules.tiers import slice_days

QUANTITY_TIMES_PRICE = 100_000  # 1/1000 units × 1/10000 yuan, in fen
_Key = tuple[int | str, int, str]


class PieceSum:
    """What one pay line adds up: quantity, the defects of others and the late part in it, the first day of its price."""

    __slots__ = ("late", "other", "price_from", "quantity", "tiered")

    def __init__(self) -> None:
        self.quantity = self.other = self.late = 0
        self.price_from: date | None = None
        self.tiered = False

    def add(self, quantity: int, other: int, late: bool, price_from: date | None, tiered: bool) -> None:
        """Equal prices are one price, whichever row or slab gave them (1.6)."""
        self.quantity += quantity
        self.other += other
        self.tiered |= tiered
        if late:
            self.late += quantity
        if price_from and not tiered and (self.price_from is None or price_from < self.price_from):
            self.price_from = price_from


def piece_lines(worker: WorkerFacts, shop: ShopFacts) -> list[PayLine]:
    """The worker's own output as pay lines; groups without a price are left to `problems`."""
    twice = TWICE_MULTIPLIER[worker.system]
    sums = sum_pieces(worker, shop)
    order = sorted(sums, key=lambda key: (shop.operations[key[0]].code, BAND_ORDER[key[2]], key[1]))
    return [_piece_line(key, sums[key], twice[key[2]], shop.operations[key[0]]) for key in order if sums[key].quantity]


def sum_pieces(worker: WorkerFacts, shop: ShopFacts) -> dict[_Key, PieceSum]:
    """What each (operation, price, band) adds up to, slabs of tiered days taken apart."""
    sums: dict[_Key, PieceSum] = {}
    tiered: list[PieceGroup] = []
    for group in worker.pieces:
        if group.price is None:
            continue
        band = group.band
        if not band:
            band = resolve_band(band, group.on, worker.attendance, shop.calendar)
        through_slabs = group.slabs and band == "normal"
        if through_slabs:
            tiered.append(group)
        quantity = group.defect_other if through_slabs else group.good + group.defect_other
        _sum(sums, (group.operation, group.price, band)).add(
            quantity, group.defect_other, group.late, group.price_from, False
        )
    for group, part in slice_days(tiered):
        _sum(sums, (group.operation, part.price, "normal")).add(
            part.quantity, 0, group.late, group.price_from, part.tiered
        )
    return sums


def _sum(sums: dict[_Key, PieceSum], key: _Key) -> PieceSum:
    found = sums.get(key)
    if found is None:
        found = sums[key] = PieceSum()
    return found


def _piece_line(key: _Key, total: PieceSum, twice: int, operation: Operation) -> PayLine:
    subject, price, band = key
    quantity = total.quantity
    amount = round_half_up(quantity * price * twice, 2 * QUANTITY_TIMES_PRICE)
    sentence = (
        f"{operation.name} {quantity_text(quantity, operation.unit)} × {price_text(price)} 元"
        f"{times_text(twice, band)} = {yuan(amount)} 元{_remarks(total, operation.unit)}"
    )
    rule = "2.4" if total.tiered else "3.1"
    return PayLine("piece", rule, subject, quantity, price, band, twice, amount, band == "normal", sentence, total.late)


def _remarks(total: PieceSum, unit: str) -> str:
    if not (total.tiered or total.other or total.late):
        return since_text(total.price_from)
    remarks = [since_text(total.price_from).strip("()")] if total.price_from else []
    if total.tiered:
        remarks.append("含阶梯单价" if total.price_from else "阶梯单价")
    if total.other:
        remarks.append(f"含非本人次品 {quantity_text(total.other, unit)}")
    if total.late:
        remarks.append(f"含补录 {quantity_text(total.late, unit)}")
    return f"({','.join(remarks)})"


def defect_losses(worker: WorkerFacts, shop: ShopFacts) -> list[Owed]:
    """`defect_own` × charge, without multiplier, one line per (operation, charge) (3.2)."""
    sums: dict[tuple[int | str, int], int] = {}
    for group in worker.pieces:
        if group.charge and group.defect_own:
            key = (group.operation, group.charge)
            sums[key] = sums.get(key, 0) + group.defect_own
    losses = []
    for (subject, charge), quantity in sorted(sums.items(), key=lambda item: (shop.operations[item[0][0]].code, item)):
        if not quantity:
            continue  # wholly reversed
        operation = shop.operations[subject]
        name = f"{operation.name}次品 {quantity_text(quantity, operation.unit)} × {format_price(charge)} 元"
        losses.append(Owed("loss", name, shop.period.last, round_half_up(quantity * charge, QUANTITY_TIMES_PRICE)))
    return losses


def unpriced(worker: WorkerFacts) -> list[PieceGroup]:
    """Own output that has no price (2.5)."""
    return [group for group in worker.pieces if group.price is None and (group.good or group.defect_other)]
