"""Facts of the rosters: people of the categories they are about, or of a claim, with household, contract and pay so far."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.claims.queries.registers import load_registers
from workshop.kernel.idno import age_on
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.roster_facts import RosterFacts
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.earnings import Earnings, add_up, load_earnings
from workshop.papers.queries.heads import build_head
from workshop.papers.queries.insured import Insurances, load_insurances
from workshop.pay.queries.scope import as_date, find_date
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

LISTED = ("脱贫户", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
OUT_OF_POVERTY, LAST_YEAR = "脱贫户", 2020  # whoever left poverty did so by the end of that year
WAYS = {"part_time": "钟点", "contract": "居家"}
_PEOPLE = """
SELECT w.id, w.birth_date, w.id_no_tail, w.address, h.address, h.head_name, w.relation_to_head FROM worker w
LEFT JOIN household h ON h.workshop_id = w.workshop_id AND h.id = w.household_id WHERE w.workshop_id = :w"""
_CONTRACTS = """
SELECT worker_id, kind, valid_from, valid_to FROM contract
WHERE workshop_id = :w AND (valid_from IS NULL OR valid_from <= :day) ORDER BY valid_from IS NOT NULL, valid_from, id"""
_CATEGORIES = """
SELECT worker_id, category, valid_from, holds, checked_on FROM worker_category
WHERE workshop_id = :w AND valid_from <= :day ORDER BY valid_from"""
_ACCOUNTS = """
SELECT worker_id, holder_name, bank_name FROM bank_account
WHERE workshop_id = :w AND valid_from <= :day ORDER BY valid_from, id"""


@dataclass(frozen=True)
class Whole:
    """Numbers that may be printed whole, by worker; None: masked ones are."""

    idnos: Mapping[int, str] | None = None
    phones: Mapping[int, str] | None = None
    cards: Mapping[int, str] | None = None


@dataclass(frozen=True)
class _Reads:
    """What was read of everybody; `since` is by worker the day from which a category holds, where somebody checked it."""

    homes: dict[int, list[Any]]
    contracts: dict[int, list[Any]]
    since: dict[int, dict[str, date]]
    accounts: dict[int, tuple[str, str]]
    earned: Earnings
    insurances: Insurances


def load_roster(
    shop: Workshop, period: Period, whole: Whole | None = None, claimed: Claimed | None = None
) -> tuple[PaperHead, list[RosterFacts]]:
    """Head and people of the roster's categories who were employed in the period, as of its last day, by number.

    Months and pay are those so far (a half month belongs to its month); None where there is none. Of a claim: its people,
    categories and months alone, as of its last day.
    """
    return load_people(shop, period, whole or Whole(), claimed, lambda line: _is_listed(line, period))


def load_people(
    shop: Workshop,
    period: Period,
    whole: Whole,
    claimed: Claimed | None,
    wanted: Callable[[WorkerLine], bool],
) -> tuple[PaperHead, list[RosterFacts]]:
    """As `load_roster`, of those who are wanted; of a claim all of its people."""
    on = claimed.claim.last if claimed else period.last
    reads = _read(shop, on)
    people = [
        _person(line, on, reads, whole, claimed)
        for line in list_workers(shop.id, on, who="all")
        if (line.id in claimed.people if claimed else wanted(line))
    ]
    return claimed.head(shop, Period.of(on)) if claimed else build_head(shop, period), people


def _is_listed(line: WorkerLine, period: Period) -> bool:
    there = line.hire_date <= period.last and not line.has_left(period.first)
    return there and bool(set(LISTED) & set(line.categories))


def _read(shop: Workshop, on: date) -> _Reads:
    registers = load_registers(shop.id)
    return _Reads(
        {key: values for key, *values in fetch_all(_PEOPLE, w=shop.id)},
        {key: values for key, *values in fetch_all(_CONTRACTS, w=shop.id, day=on)},
        _since(shop, on),
        {key: (holder, bank) for key, holder, bank in fetch_all(_ACCOUNTS, w=shop.id, day=on)},
        load_earnings(shop.id, f"{on:%Y-%m}", registers),
        load_insurances(shop, registers),
    )


def _since(shop: Workshop, on: date) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = {}
    for worker, category, first, holds, checked in fetch_all(_CATEGORIES, w=shop.id, day=on):
        mine = found.setdefault(worker, {})
        if not holds or checked is None:
            mine.pop(category, None)
        else:
            mine.setdefault(category, as_date(first))
    return found


def _person(line: WorkerLine, on: date, reads: _Reads, numbers: Whole, claimed: Claimed | None) -> RosterFacts:
    born, tail, own_address, house_address, head_name, relation = reads.homes[line.id]
    kind, valid_from, valid_to = reads.contracts.get(line.id, ("", None, None))
    categories = [category for category in line.categories if category in LISTED] or list(line.categories)
    category = claimed.people[line.id].category if claimed else "、".join(categories)
    holder, bank = reads.accounts.get(line.id, ("", ""))
    months, pay = _earned(line.id, reads.earned, claimed)
    masked = ("*" * 14 + tail if tail else "", line.phone_masked, "*" * 12 + line.card_tail if line.card_tail else "")
    idno, phone, card = (
        hidden if shown is None else shown.get(line.id, "")
        for hidden, shown in zip(masked, (numbers.idnos, numbers.phones, numbers.cards), strict=True)
    )
    return RosterFacts(
        name=line.name,
        sex=line.sex,
        idno=idno,
        age=age_on(as_date(born), on) if born else None,
        address=own_address or house_address or "",
        householder=head_name or "",
        relation=relation or "",
        category=category,
        recognised=_recognised(category, reads.since.get(line.id, {}), line.hire_date),
        way=WAYS.get(line.hours_system, "厂内"),
        post=line.post,
        contract=kind,
        contract_from=find_date(valid_from),
        contract_to=find_date(valid_to),
        hired_on=line.hire_date,
        left_on=line.leave_date,
        months=months,
        pay_fen=pay,
        insured=reads.insurances.words(line.id, line.worker_no, on),
        phone=phone,
        worker_id=line.id,
        worker_no=line.worker_no,
        holder=holder,
        bank=bank,
        card=card,
        left=line.has_left(on),
    )


def _earned(worker: int, earned: Earnings, claimed: Claimed | None) -> tuple[int | None, int | None]:
    """Months and pay; of a claim that names its months as many as it names, whether or not the pay of all is known."""
    if claimed is None:
        return add_up(earned.get(worker, {}))
    months, pay = add_up(earned.get(worker, {}), claimed.months_of(worker))
    return len(claimed.people[worker].months) or months, pay


def _recognised(category: str, since: Mapping[str, date], hired: date) -> str:
    """The year of leaving poverty, or the month of entering monitoring; empty where the record only tells when it began here.

    A category that begins on the day of hiring was written down then and says nothing of when it was recognised.
    """
    for name in category.split("、"):
        on = since.get(name)
        if on is None or on == hired:
            continue
        if name == OUT_OF_POVERTY:
            return str(on.year) if on.year <= LAST_YEAR else ""
        return f"{on:%Y.%m}"
    return ""
