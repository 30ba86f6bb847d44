"""Facts of the filing roster of Guangdong: the roster's people with the nature of their registration and their contracts' state."""

from datetime import date

from workshop.claims.queries.registers import load_registers
from workshop.claims.rules.registered import latest
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.roster_guangdong import FiledPerson, contract_state
from workshop.papers.queries.claimed import Claimed
from workshop.papers.queries.roster import Whole, load_roster
from workshop.people.queries import Workshop
from workshop.store.database import fetch_all

RURAL = {True: "农业户口", False: "非农业户口"}
_BEFORE = """
SELECT worker_id, COUNT(*) FROM contract
WHERE workshop_id = :w AND (valid_from IS NULL OR valid_from <= :day) GROUP BY worker_id"""


def load_filed_people(
    shop: Workshop, period: Period, whole: Whole, claimed: Claimed | None = None
) -> tuple[PaperHead, list[FiledPerson]]:
    """Head and people as `load_roster` has them; the state of a contract is that of the period, or of the claim's time."""
    span = (claimed.claim.first, claimed.claim.last) if claimed else (period.first, period.last)
    head, people = load_roster(shop, period, whole, claimed)
    contracts = dict(fetch_all(_BEFORE, w=shop.id, day=span[1]))
    rural = _rural(shop, span[1])
    filed = []
    for person in people:
        earlier = contracts.get(person.worker_id, 0) - 1
        state = contract_state(person.contract_from, person.contract_to, max(earlier, 0), span, person.left_on)
        filed.append(FiledPerson(person, rural.get(person.worker_id, ""), state))
    return head, filed


def _rural(shop: Workshop, on: date) -> dict[int, str]:
    found = {}
    for worker, entries in load_registers(shop.id).entries.items():
        entry = latest([e for e in entries if e.kind == "农村户口"], on)
        if worker is not None and entry is not None:
            found[worker] = RURAL[entry.holds]
    return found
