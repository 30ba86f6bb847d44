"""Facts of the register of contracts: those in force in a span, with how they pay, what insures and what ended them."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from workshop.claims.queries.registers import load_registers
from workshop.kernel.dated import Dated, value_on
from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.contract_register import ContractFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.heads import build_head
from workshop.papers.queries.insured import Insurances, load_insurances
from workshop.papers.queries.roster import Whole
from workshop.pay.queries.scope import find_date
from workshop.people.queries import Workshop, list_workers, load_terms
from workshop.people.queries.roster import WorkerLine
from workshop.people.rules.terms import Terms
from workshop.store.database import fetch_all

_CONTRACTS = """
SELECT worker_id, kind, number, valid_from, valid_to FROM contract
WHERE workshop_id = :w ORDER BY worker_id, valid_from IS NOT NULL, valid_from, id"""
_TAILS = "SELECT id, id_no_tail FROM worker WHERE workshop_id = :w"
_AT_HOME = ("承揽", "按外发单单价")


class _Contract(NamedTuple):
    kind: str
    number: str
    first: date | None
    last: date | None

    def touches(self, span: tuple[date, date]) -> bool:
        begun = self.first is None or self.first <= span[1]
        return begun and (self.last is None or self.last >= span[0])


def load_contracts(
    shop: Workshop, period: Period, whole: Whole, claimed: Claimed | None = None
) -> tuple[PaperHead, list[ContractFacts]]:
    """Head and contracts of those who were employed in the period, or of a claim's people in its time; by number."""
    span = (claimed.claim.first, claimed.claim.last) if claimed else (period.first, period.last)
    mine: dict[int, list[_Contract]] = defaultdict(list)
    for worker, kind, number, first, last in fetch_all(_CONTRACTS, w=shop.id):
        mine[worker].append(_Contract(kind, number, find_date(first), find_date(last)))
    terms, insurances = load_terms(shop.id), load_insurances(shop, load_registers(shop.id))
    tails = dict(fetch_all(_TAILS, w=shop.id)) if whole.idnos is None else {}
    found = []
    for line in list_workers(shop.id, span[1], who="all"):
        there = line.id in claimed.people if claimed else line.hire_date <= span[1] and not line.has_left(span[0])
        if there:
            idno = _masked(tails.get(line.id, "")) if whole.idnos is None else whole.idnos.get(line.id, "")
            found += _of_worker(line, idno, mine.get(line.id, []), terms.get(line.id, ()), insurances, span)
    return claimed.head(shop, Period.of(span[1])) if claimed else build_head(shop, period), found


def _masked(tail: str) -> str:
    return "*" * 14 + tail if tail else ""


def _of_worker(
    line: WorkerLine,
    idno: str,
    contracts: list[_Contract],
    terms: tuple[Dated[Terms], ...],
    insurances: Insurances,
    span: tuple[date, date],
) -> list[ContractFacts]:
    covers = insurances.on(line.id, line.worker_no, span[1])
    until = min((cover.until for cover in covers or () if cover.until), default=None)
    words, found = insurances.words(line.id, line.worker_no, span[1]), []
    for at, one in enumerate(contracts):
        if one.touches(span):
            way, rate = _paid_by(one, terms, span)
            ended = _ended(line, one, at + 1 < len(contracts), span)
            named = (line.name, idno, one.kind, one.number, one.first, one.last)
            found.append(ContractFacts(*named, way, rate, words, until, at, ended))
    return found


def _paid_by(contract: _Contract, terms: tuple[Dated[Terms], ...], span: tuple[date, date]) -> tuple[str, str]:
    """计酬方式 and the price in words, by the terms in force at the end of the contract or of the span."""
    day = min(span[1], contract.last or span[1])
    held = value_on(terms, day) or (terms[0] if terms else None)
    agreed = held.value if held else None
    if contract.kind == "承揽" or (agreed and agreed.hours_system == "contract"):
        return _AT_HOME
    rates = (agreed.monthly_fen, agreed.daily_fen, agreed.hourly_fen) if agreed else (None, None, None)
    for fen, unit in zip(rates, ("月", "天", "小时"), strict=True):
        if fen:
            return "计时", f"{format_yuan(fen)} 元/{unit}"
    return ("计时", "") if agreed and agreed.hours_system == "part_time" else ("计件", "按工序单价")


def _ended(line: WorkerLine, contract: _Contract, followed: bool, span: tuple[date, date]) -> str:
    """How a contract ended by the end of the span."""
    left = line.leave_date
    if left is not None and left <= span[1] and (contract.last is None or left <= contract.last):
        return f"{left:%Y.%m.%d} 离职"
    if contract.last is not None and contract.last <= span[1]:
        return f"{contract.last:%Y.%m.%d} 到期{',已续签' if followed else ''}"
    return ""
