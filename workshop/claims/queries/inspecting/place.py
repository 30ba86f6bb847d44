"""A workshop as the inspectors' checks read it: its recognition, the days on which heads were counted, figures in several lists."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workshop.claims.queries.inspecting.pay import Paid
from workshop.claims.queries.recognition import load_tracks
from workshop.claims.rules.inspecting.claim_facts import TallyFacts
from workshop.claims.rules.months import month_text
from workshop.claims.rules.recognising import STEPS, Entry, merge_states
from workshop.claims.rules.registered import Entry as PutDown
from workshop.claims.rules.registered import build_spans
from workshop.claims.values import Claim
from workshop.pay.queries.scope import as_date, find_date
from workshop.store.database import fetch_all

_STATES = """
SELECT f.name, f.valid_from, f.valid_to, f.holds, f.source FROM claim_fact f
WHERE f.workshop_id = :w AND f.kind = '认定状态' AND f.worker_id IS NULL AND f.reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM claim_fact r WHERE r.workshop_id = f.workshop_id AND r.reverses = f.id) ORDER BY f.id"""

_CLAIM_DAYS = """
SELECT DISTINCT c.number, s.claimed_on FROM claim_sheet s
JOIN claim c ON c.workshop_id = s.workshop_id AND c.id = s.claim_id
JOIN claim_step t ON t.workshop_id = s.workshop_id AND t.claim_id = s.claim_id AND t.sheet = s.seq AND t.seq = (
  SELECT MAX(l.seq) FROM claim_step l WHERE l.workshop_id = t.workshop_id AND l.claim_id = t.claim_id)
WHERE s.workshop_id = :w AND t.state NOT IN ('draft', 'withdrawn') ORDER BY s.claimed_on, c.number"""

# What hangs, or last hung, by body; the sheet says with which people and sum.
_POSTED = """
SELECT n.posted_by, s.fen, (SELECT COUNT(*) FROM claim_person p
  WHERE p.workshop_id = s.workshop_id AND p.claim_id = s.claim_id AND p.sheet = s.seq)
FROM public_notice n JOIN public_notice_event e ON e.workshop_id = n.workshop_id AND e.notice_id = n.id AND e.seq = (
  SELECT MAX(l.seq) FROM public_notice_event l
  WHERE l.workshop_id = n.workshop_id AND l.notice_id = n.id AND l.sheet IS NOT NULL)
JOIN claim_sheet s ON s.workshop_id = n.workshop_id AND s.claim_id = n.claim_id AND s.seq = e.sheet
WHERE n.workshop_id = :w AND n.claim_id = :claim ORDER BY n.posted_by"""

EACH = "劳动者"  # the payee of a claim whose sum is that of its people
COUNTING = ("apply", "recognise", "restore")  # steps of recognition before which somebody counts heads
Tracks = Mapping[Any, tuple[Entry, ...]]


def load_recognition(
    workshop_id: int,
) -> tuple[tuple[tuple[str, date | None, date | None], ...], tuple[tuple[date, str], ...]]:
    """Times of recognition, and days on which somebody counts heads. In three statements."""
    tracks = load_tracks(workshop_id)
    entries = [
        PutDown(None, "认定状态", name, as_date(since), find_date(until), bool(holds), None, None, "", source)
        for name, since, until, holds, source in fetch_all(_STATES, w=workshop_id)
    ]
    by_hand = tuple(one for spans in build_spans(entries).values() for one in spans) if entries else None
    states = merge_states(by_hand, tracks.values()) or ()
    return tuple((one.name, one.first, one.last) for one in states), tuple(_events(workshop_id, tracks))


def _events(workshop_id: int, tracks: Tracks) -> Iterator[tuple[date, str]]:
    for track in tracks.values():
        yield from ((entry.on, STEPS[entry.event].title) for entry in track if entry.event in COUNTING)
    for number, on in fetch_all(_CLAIM_DAYS, w=workshop_id):
        yield as_date(on), f"申领 {number}"


def tally(paid: Paid) -> tuple[TallyFacts, ...]:
    """Figures of locked pay that several lists carry: its sheet, the ledger, the payments."""
    return tuple(_of_months(paid))


def tally_claim(workshop_id: int, claim: Claim) -> tuple[TallyFacts, ...]:
    """Figures of a claim that several lists carry: the form, its people, the notice that hung on the wall."""
    return tuple(_of_claim(workshop_id, claim))


def _of_months(paid: Paid) -> Iterator[TallyFacts]:
    for month, run in paid.runs.items():
        ref = ("run", f"{month // 12}-{month % 12 + 1:02}")
        net, heads = f"{month_text(month)}实发工资", f"{month_text(month)}领工资人数"
        yield TallyFacts(net, "fen", "工资表", run.net, month, ref)
        yield TallyFacts(net, "fen", "工资台账", run.ledger_net, month)
        yield TallyFacts(heads, "people", "工资表", run.people, month, ref)
        yield TallyFacts(heads, "people", "工资台账", run.ledger_people, month)
        if (sent := paid.sent.get(month)) is not None:
            yield TallyFacts(net, "fen", "银行代发和现金", sent, month, ("money", ref[1]))


def _of_claim(workshop_id: int, claim: Claim) -> Iterator[TallyFacts]:
    ref = ("claim", str(claim.id))
    fen, heads = f"{claim.number} 申领金额", f"{claim.number} 申领人数"
    yield TallyFacts(fen, "fen", "申请表", claim.fen, None, ref)
    yield TallyFacts(heads, "people", "花名册", len(claim.people), None, ref)
    if claim.payee == EACH:  # what a workshop gets may be capped as a whole
        yield TallyFacts(fen, "fen", "花名册", sum(one.fen for one in claim.people), None, ref)
    for body, posted, people in fetch_all(_POSTED, w=workshop_id, claim=claim.id):
        yield TallyFacts(fen, "fen", f"{body}的公示", posted)
        yield TallyFacts(heads, "people", f"{body}的公示", people)
