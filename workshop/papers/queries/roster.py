"""Facts of the roster: people of the categories it is about, with household, contract and pay so far."""

from collections.abc import Mapping
from datetime import date

from workshop.kernel.idno import age_on
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.roster import RosterFacts
from workshop.papers.queries.heads import build_head
from workshop.pay.queries.scope import as_date, find_date
from workshop.people.queries import Workshop, list_workers
from workshop.people.queries.roster import WorkerLine
from workshop.store.database import fetch_all

LISTED = ("脱贫户", "脱贫不稳定户", "边缘易致贫户", "突发严重困难户")
WAYS = {"part_time": "钟点", "contract": "居家"}
_PEOPLE = """
SELECT w.id, w.birth_date, w.id_no_tail, w.address, h.address, h.head_name, w.relation_to_head FROM worker w
LEFT JOIN household h ON h.workshop_id = w.workshop_id AND h.id = w.household_id WHERE w.workshop_id = :w"""
_CONTRACTS = """
SELECT worker_id, kind, valid_from, valid_to FROM contract
WHERE workshop_id = :w AND (valid_from IS NULL OR valid_from <= :day) ORDER BY valid_from IS NOT NULL, valid_from, id"""
_PAID = """
SELECT worker_id, COUNT(DISTINCT SUBSTR(period, 1, 7)), SUM(gross) FROM slip
WHERE workshop_id = :w AND SUBSTR(period, 1, 7) <= :month AND gross <> 0 GROUP BY worker_id"""


def load_roster(
    shop: Workshop,
    period: Period,
    idnos: Mapping[int, str] | None = None,
    phones: Mapping[int, str] | None = None,
) -> tuple[PaperHead, list[RosterFacts]]:
    """Head and people of the roster's categories who were employed in the period, as of its last day, by number.

    Months and pay are those of the slips so far (a half month belongs to its month); None where there is no slip.
    """
    on = period.last
    homes = {key: values for key, *values in fetch_all(_PEOPLE, w=shop.id)}
    contracts = {key: values for key, *values in fetch_all(_CONTRACTS, w=shop.id, day=on)}
    paid = {key: (months, int(fen)) for key, months, fen in fetch_all(_PAID, w=shop.id, month=period.code[:7])}
    people = []
    for line in list_workers(shop.id, on, who="all"):
        if line.hire_date > on or line.has_left(period.first) or not set(LISTED) & set(line.categories):
            continue
        idno = None if idnos is None else idnos.get(line.id, "")
        phone = line.phone_masked if phones is None else phones.get(line.id, "")
        home, contract = homes[line.id], contracts.get(line.id, ("", None, None))
        people.append(_person(line, on, home, contract, paid.get(line.id, (None, None)), idno, phone))
    return build_head(shop, period), people


def _person(
    line: WorkerLine,
    on: date,
    home: list,
    contract: list | tuple,
    paid: tuple[int | None, int | None],
    idno: str | None,
    phone: str,
) -> RosterFacts:
    born, tail, own_address, house_address, head_name, relation = home
    kind, valid_from, valid_to = contract
    return RosterFacts(
        name=line.name,
        sex=line.sex,
        idno=idno if idno is not None else ("*" * 14 + tail if tail else ""),
        age=age_on(as_date(born), on) if born else None,
        address=own_address or house_address or "",
        householder=head_name or "",
        relation=relation or "",
        category="、".join(category for category in line.categories if category in LISTED),
        recognised="",
        way=WAYS.get(line.hours_system, "厂内"),
        post=line.post,
        contract=kind,
        contract_from=find_date(valid_from),
        contract_to=find_date(valid_to),
        hired_on=line.hire_date,
        left_on=line.leave_date,
        months=paid[0],
        pay_fen=paid[1],
        insured="",
        phone=phone,
    )
