"""What a person does to hand out a matter's bundle: numbers read on the record, leaves sealed, the ZIP built, its hash told."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from workshop.claims.queries.attachments import read_attachment
from workshop.desk.bundle.tables import build_matter_tables
from workshop.desk.bundle.writing import MatterBundle, pack_matter
from workshop.desk.queries.contracts import list_contract_scans
from workshop.desk.queries.grounds import SlipGround, find_slip, list_day_words, load_grounds
from workshop.desk.queries.leaves import list_matter_leaves
from workshop.desk.queries.moments import day_of
from workshop.desk.queries.one_matter import MatterView, get_matter, read_scan_bytes
from workshop.desk.queries.visits import Visit, list_visits
from workshop.desk.rules.matters import refuse_text
from workshop.kernel.faults import Refused
from workshop.kernel.periods import Period
from workshop.papers.bundle.tables import Table, build_tables
from workshop.papers.kind import Made
from workshop.papers.listing import ListPaper
from workshop.papers.lists.slips import SlipBook, build_slips
from workshop.papers.lists.wage_ledger import build_wage_ledger
from workshop.papers.marking import tell_watermark
from workshop.papers.queries import load_ledger
from workshop.papers.queries.slips import load_worker_slips
from workshop.papers.setting.mark import Mark
from workshop.pay.actions.ledger import read_ledger_numbers
from workshop.pay.queries.ledger import list_ledger
from workshop.pay.queries.slips import list_worker_slips
from workshop.people.actions import unmask_many
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.chain import prove_leaves, seal_leaves
from workshop.store.transaction import transaction

ZIP = "application/zip"
MOST_DAYS = 366 * 3


@dataclass(frozen=True)
class MatterBundleAsked:
    """Which matter, from which day to which, and why."""

    shop: Workshop
    matter_id: int
    first: date
    last: date
    reason: str


def issue_matter_bundle(actor: Actor, now: datetime, asked: MatterBundleAsked) -> Made:
    """The ZIP. Refused without a reason, for a matter of nobody, for those outside the office. Raises NotFound.

    That whole numbers were read is told before, that the ZIP was handed out after, with its SHA-256.
    """
    refuse_text(asked.reason, "reason", 200)
    if not 0 <= (asked.last - asked.first).days <= MOST_DAYS:
        raise Refused("止日在起日前面,或超过三年", "请把日期改近一些", "last")
    view = get_matter(asked.shop.id, asked.matter_id, day_of(now))
    worker = view.line.raised.worker_id
    if worker is None:
        raise Refused("车间的事没有本人,不能导出", "", "reason")
    numbers = {
        words: unmask_many(actor, now, asked.shop.id, field, [worker], asked.reason).get(worker, "")
        for field, words in (("id_no", "身份证号"), ("phone", "电话"))
    }
    papers = _papers(actor, now, asked, worker)
    seal_leaves(actor, now)
    content = pack_matter(_gather(actor, now, asked, view, worker, numbers, papers))
    told = {"from": asked.first, "to": asked.last, "reason": asked.reason.strip()[:200], "worker_id": worker}
    with transaction(actor, now) as tx:
        told |= {"sha256": hashlib.sha256(content).hexdigest()}
        tx.tell("matter.bundle", f"matter/{asked.matter_id}", told, asked.shop.id)
    raised = view.line.raised
    return Made(content, f"{asked.shop.name}{raised.worker_no}{raised.name}{raised.called}材料.zip", ZIP, 0, ())


def _papers(
    actor: Actor, now: datetime, asked: MatterBundleAsked, worker: int
) -> tuple[ListPaper | None, SlipBook | None]:
    """The ledger of what is locked, and every slip, locked or not."""
    first, last = Period.of(asked.first), Period.of(asked.last)
    rows = list_ledger(asked.shop.id, first.code, last.code, worker)
    ledger = None
    if rows:
        numbers = read_ledger_numbers(actor, now, asked.shop.id, [row.slip_id for row in rows], asked.reason)
        head, lines = load_ledger(asked.shop, first, last, worker, numbers=numbers)
        ledger = build_wage_ledger(head, first, last, lines)
    books = [build_slips(head, [facts]) for head, facts in load_worker_slips(asked.shop, worker, first, last, True)]
    title = f"{first.chinese}至{last.chinese}工资条"
    slips = SlipBook(books[-1].head, title, tuple(slip for book in books for slip in book.slips)) if books else None
    return ledger, slips


def _gather(
    actor: Actor,
    now: datetime,
    asked: MatterBundleAsked,
    view: MatterView,
    worker: int,
    numbers: dict[str, str],
    papers: tuple[ListPaper | None, SlipBook | None],
) -> MatterBundle:
    shop, days = asked.shop, (asked.first, asked.last)
    visits = list_visits(shop.id, matter_id=asked.matter_id)
    leaves = list_matter_leaves(shop.id, asked.matter_id, worker, [visit.id for visit in visits], *days)
    return MatterBundle(
        unit=shop.name,
        view=view,
        grounds=load_grounds(shop.id, view.line.raised),
        first=asked.first,
        last=asked.last,
        numbers=numbers,
        ledger=papers[0],
        slips=papers[1],
        tables=[*_tables(asked, view, worker, visits), *build_tables(shop.id, worker, *days)],
        contracts=[(name, read_attachment(shop.id, key)) for key, name in list_contract_scans(shop.id, worker)],
        scans=[(scan, read_scan_bytes(shop.id, scan.id)) for scan in view.scans],
        proof=prove_leaves(leaves),
        made_at=now,
        made_by=actor.name,
        reason=asked.reason.strip(),
        mark=Mark(watermark=tell_watermark(shop.id)),
    )


def _tables(asked: MatterBundleAsked, view: MatterView, worker: int, visits: list[Visit]) -> list[Table]:
    said = list_day_words(asked.shop.id, worker, asked.first, asked.last)
    return build_matter_tables(view, _slips(asked, worker), visits, said)


def _slips(asked: MatterBundleAsked, worker: int) -> list[SlipGround]:
    span = (Period.of(asked.first).code, Period.of(asked.last).code)
    found = [
        find_slip(asked.shop.id, worker, slip.head.period) for slip in list_worker_slips(asked.shop.id, worker, *span)
    ]
    return [slip for slip in found if slip]
