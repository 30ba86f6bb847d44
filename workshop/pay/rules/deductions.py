"""Deductions in the order of pay rules 7: insurance, tax, court, advances, losses, others; every step limited by what is left."""

from dataclasses import dataclass, field

from workshop.pay.rules.carrying import take
from workshop.pay.rules.facts import Owed, ShopFacts, WorkerFacts
from workshop.pay.rules.insurance import social_owed
from workshop.pay.rules.results import Deduction
from workshop.pay.rules.sentences import yuan
from workshop.pay.rules.tax import NO_TAX, Tax, service_tax, wage_tax


@dataclass
class Remainder:
    """What is left of gross while the steps take from it."""

    left: int
    deductions: list[Deduction] = field(default_factory=list)
    balances: list[Owed] = field(default_factory=list)

    def step(self, owed: list[Owed], rule: str, limit: int | None = None, floor: int = 0) -> None:
        """Takes a step's sums, not more than `limit` and not below `floor` of what is left."""
        if not owed:
            return
        reach = max(0, self.left - floor)
        deductions, balances = take(owed, reach if limit is None else min(reach, limit), rule)
        self.add(deductions, balances)

    def add(self, deductions: list[Deduction], balances: list[Owed]) -> None:
        """Puts down what was taken."""
        self.left -= sum(deduction.taken for deduction in deductions)
        self.deductions += deductions
        self.balances += balances


@dataclass(frozen=True)
class Taken:
    """The deductions of a slip, what is paid out, what 7.2 took as income and whether it was labour service."""

    deductions: tuple[Deduction, ...]
    balances: tuple[Owed, ...]
    net: int
    taxed: int
    labour_service: bool


def compute_deductions(
    worker: WorkerFacts, shop: ShopFacts, gross: int, untaxed: int, losses: list[Owed], required: int | None
) -> Taken:
    """All steps of 7 on one gross. `untaxed` are the allowances not taxable, `required` the minimum of 6.3 or 6.4, if any."""
    owed = _by_step(worker)
    rest = Remainder(gross)
    _return_overpaid(rest, shop)
    rest.step(owed["social"] or social_owed(worker, shop), "7.1")
    labour_service = is_labour_service(worker, shop)
    social = sum(deduction.taken for deduction in rest.deductions if deduction.step == "social")
    taxed = gross - untaxed - (0 if labour_service else social)
    _tax(rest, compute_tax(worker, shop, taxed), told=worker.system == "contract" and not labour_service)
    rest.step(owed["tax"], "7.2")  # of labour service only; cumulative withholding puts itself right
    rest.step(owed["court"], "7.3")
    rest.step(owed["advance"], "7.4", floor=shop.settings.floor)
    rest.step(owed["loss"] + losses, "7.5", limit=loss_limit(worker, gross, required))
    rest.step(owed["other"], "7.6", floor=shop.settings.floor)
    return Taken(tuple(rest.deductions), tuple(rest.balances), rest.left, taxed, labour_service)


def _by_step(worker: WorkerFacts) -> dict[str, list[Owed]]:
    steps: dict[str, list[Owed]] = {"social": [], "tax": [], "court": [], "advance": [], "loss": [], "other": []}
    for one in worker.owed:
        steps[one.step].append(one)
    return steps


def _return_overpaid(rest: Remainder, shop: ShopFacts) -> None:
    """A gross below zero (work reversed after it was paid) is nobody's net: it is carried and joins the advances."""
    if rest.left < 0:
        name, amount = f"{shop.period.chinese}多付工资", -rest.left
        sentence = f"{name}(已付的产量被冲销),结转下期 {yuan(amount)} 元"
        deduction = Deduction("advance", "7.7", name, 0, -amount, amount, sentence)
        rest.add([deduction], [Owed("advance", name, shop.period.last, amount, True)])


def is_labour_service(worker: WorkerFacts, shop: ShopFacts) -> bool:
    """Contract workers earn 劳务报酬, unless the workshop classes take-home pay as wages (7.2)."""
    return worker.system == "contract" and not shop.settings.contract_as_wages


def compute_tax(worker: WorkerFacts, shop: ShopFacts, taxed: int) -> Tax:
    """Tax by the table in force; none where no table is (`problems` then holds the lock)."""
    if is_labour_service(worker, shop):
        return service_tax(taxed, shop.service_table) if shop.service_table else NO_TAX
    if shop.wage_table is None:
        return NO_TAX
    tax = wage_tax(taxed, worker.tax_before, shop.wage_table)
    if worker.system != "contract":
        return tax
    return tax._replace(sentence=f"{tax.sentence}(外发按工资薪金计税:{shop.settings.contract_reason})")


def _tax(rest: Remainder, tax: Tax, told: bool) -> None:
    """Puts the tax down; `told`: even when it is nothing, because the reason for its kind must be read on the slip."""
    taken = min(tax.amount, max(0, rest.left))
    if tax.amount or (told and tax.sentence):
        rest.add([Deduction("tax", "7.2", "个税", tax.amount, taken, 0, tax.sentence)], [])


def loss_limit(worker: WorkerFacts, gross: int, required: int | None) -> int | None:
    """At most 20 % of gross and nothing below the required minimum (7.5; 工资支付暂行规定 art. 16); None for contractors."""
    if worker.system == "contract":
        return None
    fifth = max(0, gross) // 5
    return fifth if required is None else max(0, min(fifth, gross - required))
