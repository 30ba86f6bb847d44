"""Issuing a paper, ending it, and reading its data back: nothing issued is ever changed."""

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from workshop.claims.queries.claims import get_claim
from workshop.kernel.faults import Refused
from workshop.papers.issue.codec import decode_paper, encode_paper
from workshop.papers.issue.facts import gather_facts, write_facts
from workshop.papers.issue.numbers import next_number
from workshop.papers.issue.queries import find_valid, get_issued
from workshop.papers.issue.rows import IssuedPaperEventRow, IssuedPaperRow
from workshop.papers.issue.signing import CHECK_BYTES, Claimed, sign_code
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kind import Asked, Kind, Paper
from workshop.papers.setting.mark import LAYOUT
from workshop.pay.queries.runs import find_run
from workshop.people.queries import Workshop
from workshop.people.queries.worker import get_worker
from workshop.store.audit import Actor
from workshop.store.database import fetch_all
from workshop.store.ids import new_id
from workshop.store.keys import Keys
from workshop.store.transaction import Transaction, transaction
from workshop.store.vault import seal_bytes, unseal_bytes

SUMS_SIGNED = 2
MOST_COPIES = 20
_SHANGHAI = timedelta(hours=8)
_SEALED = "SELECT sealed FROM issued_paper WHERE workshop_id = :w AND id = :id"


def issue_paper(
    actor: Actor, now: datetime, shop: Workshop, kind: Kind, asked: Asked, paper: Paper, *, copies: int = 1
) -> IssuedPaper:
    """A paper gets its number, and its data are kept as they are now; a paper in force on the same subject gives way to it.

    Where the paper in force says the very same, that one is answered and nothing is issued. Raises Refused for copies
    below 1 or above 20.
    """
    if not 1 <= copies <= MOST_COPIES:
        raise Refused(f"不能一次签发 {copies} 份", f"请写 1 到 {MOST_COPIES} 份", "copies")
    content = encode_paper(paper)
    digest = hashlib.sha256(content).hexdigest()
    with transaction(actor, now) as tx:
        before = find_valid(shop.id, kind.code, tell_subject(asked))
        if before is not None and before.sha256 == digest:
            return before
        paper_id = _record(tx, _Issue(shop, kind, asked, paper, content, digest, copies))
        if before is not None:
            _end(tx, before, "supersede", "", paper_id)
        return get_issued(shop.id, paper_id)


def void_issued(actor: Actor, now: datetime, workshop_id: int, paper_id: int, reason: str) -> None:
    """Makes a paper void 作废. Raises NotFound, Refused without a reason or where it is not in force any more."""
    if not reason.strip():
        raise Refused("请写作废的原因", "例如:金额有误,已重新签发", "reason")
    with transaction(actor, now) as tx:
        issued = get_issued(workshop_id, paper_id)
        if issued.state != "valid":
            raise Refused(f"{issued.number} {issued.state_words},不能再作废", "不用再做什么")
        _end(tx, issued, "void", reason.strip()[:200], None)


def read_issued(issued: IssuedPaper) -> Paper:
    """The data as they were issued. Raises Refused where what is stored is not what was issued."""
    return decode_paper(read_content(issued))


def read_content(issued: IssuedPaper) -> bytes:
    """The data as canonical JSON. Raises Refused where they are not what was issued."""
    [(sealed,)] = fetch_all(_SEALED, w=issued.workshop_id, id=issued.id)
    content = zlib.decompress(
        unseal_bytes(bytes(sealed), IssuedPaperRow.__tablename__, "sealed", issued.workshop_id, issued.id)
    )
    if hashlib.sha256(content).hexdigest() != issued.sha256:
        raise Refused(f"{issued.number} 保存的数据与签发时的校验值不符", "请用备份核对数据库,不要使用这份材料")
    return content


def tell_subject(asked: Asked) -> str:
    """What a paper is about, as text: a later one about the same takes its place. The day it is made does not count."""
    keys = (asked.worker_id, asked.batch_id, asked.order_id, asked.claim_id)
    until = asked.until.code if asked.until else ""
    return "|".join((asked.period.code, str(asked.part), until, *("" if key is None else str(key) for key in keys)))


@dataclass(frozen=True)
class _Issue:
    shop: Workshop
    kind: Kind
    asked: Asked
    paper: Paper
    content: bytes
    digest: str
    copies: int


def _record(tx: Transaction, issue: _Issue) -> int:
    shop, kind, asked, paper_id = issue.shop, issue.kind, issue.asked, new_id()
    day = (tx.now + _SHANGHAI).date()
    prefix, seq, number = next_number(shop.id, kind.code, day.year)
    facts = gather_facts(shop.name, asked.span, issue.paper, *_tell_form(asked))
    sums = tuple(fen for _, fen in facts.sums[:SUMS_SIGNED])
    claimed = Claimed(shop.code, number, day, issue.digest[: 2 * CHECK_BYTES], facts.rows, sums)
    sealed = seal_bytes(zlib.compress(issue.content), IssuedPaperRow.__tablename__, "sealed", shop.id, paper_id)
    row = {
        **{"workshop_id": shop.id, "id": paper_id, "number": number, "prefix": prefix, "year": day.year, "seq": seq},
        **{"kind": kind.code, "title": issue.paper.title[:120], "subject": tell_subject(asked), "layout": LAYOUT},
        **{"period": asked.period.code, "run_id": _run_of(kind, asked), "claim_id": asked.claim_id, "sealed": sealed},
        **{"sha256": issue.digest, "facts": write_facts(facts), "code": sign_code(get_keys().paper_key, claimed)},
        **{"whole": bool(kind.whole), "copies": issue.copies},
        **{"issued_at": tx.now, "issued_by": tx.actor.name, "issued_by_id": tx.actor.account_id},
    }
    tx.insert(IssuedPaperRow, [row])
    told = {"number": number, "kind": kind.code, "subject": row["subject"], "sha256": issue.digest}
    tx.tell("paper.issue", f"paper/{paper_id}", told, shop.id)
    return paper_id


def _tell_form(asked: Asked) -> tuple[int | None, str]:
    """What is claimed with a form, and whose form it is."""
    holder = get_worker(asked.shop.id, asked.worker_id).name if asked.worker_id is not None else ""
    if asked.claim_id is None or holder:
        return None, holder
    return get_claim(asked.shop.id, asked.claim_id).fen, holder


def _run_of(kind: Kind, asked: Asked) -> int | None:
    run = find_run(asked.shop.id, asked.period.code, asked.part) if kind.of_run and not kind.of_ledger else None
    return run.id if run else None


def _end(tx: Transaction, issued: IssuedPaper, what: str, reason: str, successor: int | None) -> None:
    record_event(tx, issued, what, reason=reason, successor_id=successor)
    told = {"number": issued.number, "reason": reason, "successor": successor}
    tx.tell(f"paper.{what}", f"paper/{issued.id}", told, issued.workshop_id)


def record_event(tx: Transaction, issued: IssuedPaper, what: str, **more: object) -> None:
    """Puts down what became of a paper."""
    row = {
        **{"workshop_id": issued.workshop_id, "id": new_id(), "paper_id": issued.id, "what": what, "ordinal": None},
        **{"copies": 0, "reason": "", "successor_id": None},
        **{"at": tx.now, "by_name": tx.actor.name, "by_id": tx.actor.account_id},
        **more,
    }
    tx.insert(IssuedPaperEventRow, [row])


def get_keys() -> Keys:
    """The keys of this installation."""
    keys: Keys = current_app.extensions["workshop-keys"]
    return keys
