"""Making a pack, as a job: papers issued one by one, scans fitted, all of it bound and numbered; the claim then has its papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workshop.claims.actions.papers import note_papers
from workshop.claims.queries.attachments import read_attachment
from workshop.kernel.faults import Refused
from workshop.papers.issue.printing import find_address
from workshop.papers.jobs.merging import ZIP, zip_files
from workshop.papers.jobs.printing import get_shop
from workshop.papers.kind import PDF, TYPES, XLSX, Made
from workshop.papers.kinds import make_file
from workshop.papers.marking import tell_watermark
from workshop.papers.pack.binding import Laid, Section, bind
from workshop.papers.pack.front import DRAFT, Bound, build_front
from workshop.papers.pack.issuing import IssuedFiles, Issuer
from workshop.papers.pack.loading import load_pack
from workshop.papers.pack.scans import fit_scan
from workshop.papers.pack.values import Content, Own, Pack, Piece
from workshop.papers.setting.form_print import print_form
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.jobs.asking import ask_job
from workshop.store.jobs.kinds import job_kind
from workshop.store.jobs.running import Running, now
from workshop.store.transaction import transaction

PACK = "papers.pack"
NOT_READY: Mapping[str, str] = {"draft": "还没有核对", "returned": "退回了,还没有重新核对", "withdrawn": "已经撤回"}
_SHANGHAI = timedelta(hours=8)


def ask_pack(actor: Actor, at: datetime, shop: Workshop, pack: Pack, repeat: bool, draft: bool) -> int:
    """Puts the making of a pack in the queue. Refused where something is missing and no draft was asked for."""
    _check(pack, draft)
    claim = pack.claim
    title = f"申领 {claim.number} {claim.benefit} 申报材料" + (f"({DRAFT},草稿)" if draft else "")
    asked = {"claim_id": claim.id, "repeat": repeat, "draft": draft, "address": find_address()}
    return ask_job(actor, at, shop.id, PACK, title, asked, sum(len(piece.contents) for piece in pack.pieces) + 1)


def _check(pack: Pack, draft: bool) -> None:
    if not pack.complete and not draft:
        raise Refused(f"还缺 {pack.missing} 种材料,不能出正式的全套", "请按列出的办法补齐,或先出一份草稿")
    if pack.claim.state in NOT_READY and not draft:
        raise Refused(f"这项申领{NOT_READY[pack.claim.state]}", "请先核对申领,再出材料;也可以先出一份草稿")


@dataclass(frozen=True)
class _Part:
    """A piece as files: its pages with a caption each, its workbooks, and the numbers of what was issued."""

    piece: Piece
    sections: tuple[Section, ...]
    workbooks: tuple[Made, ...] = ()
    numbers: tuple[str, ...] = ()


def carry_out(running: Running) -> None:
    """Makes the pack. Done again after a stop it issues nothing twice: a paper that says the same keeps its number."""
    asked, shop = running.job.asked, get_shop(running.job.workshop_id)
    draft, pack = bool(asked["draft"]), load_pack(shop, asked["claim_id"])
    _check(pack, draft)
    for told in (*map(str, pack.faults), *(f"检查可能会问:{question}" for question in pack.questions)):
        running.note(told)
    issuer = None if draft else Issuer(running.actor, pack.claim, asked["address"])
    parts, done = [], 0
    for piece in pack.pieces:
        parts.append(_make_part(running, shop, piece, bool(asked["repeat"]), issuer, done))
        done += len(piece.contents)
    running.tick(done, running.job.total)
    pdf = _bind(running, shop, pack, parts, draft)
    name = running.job.title.replace("申领 ", shop.name, 1)
    running.keep(f"{name}.pdf", pdf, TYPES[PDF])
    if workbooks := [made for part in parts for made in part.workbooks]:
        files = [(f"{turn:02d} {made.name}", made.content) for turn, made in enumerate(workbooks, 1)]
        running.keep(f"{name}(Excel).zip", zip_files(files, now() + _SHANGHAI), ZIP)
    _finish(running, pack, [number for part in parts for number in part.numbers], draft)


def _finish(running: Running, pack: Pack, numbers: Sequence[str], draft: bool) -> None:
    """The claim has its papers and the job is done: both or neither."""
    with transaction(running.actor, now()):
        if not draft:
            note_papers(running.actor, now(), running.job.workshop_id, pack.claim.id, numbers)
        running.finish()


def _make_part(running: Running, shop: Workshop, piece: Piece, repeat: bool, issuer: Issuer | None, done: int) -> _Part:
    sections: list[Section] = []
    workbooks: list[Made] = []
    numbers: list[str] = []
    for at, content in enumerate(piece.contents):
        running.tick(done + at, running.job.total)
        if isinstance(content, Own):
            files = _make_own(content, piece.copies, issuer)
            sections.append(Section(piece.name, files.pdf.content, marked=bool(tell_watermark(shop.id))))
            workbooks.append(files.workbook)
            numbers += [files.number] if files.number else []
        else:
            sections.append(_make_scan(shop, piece, content))
    copies = piece.copies if repeat else 1
    return _Part(piece, tuple(sections) * copies, tuple(workbooks), tuple(numbers))


def _make_own(own: Own, copies: int, issuer: Issuer | None) -> IssuedFiles:
    """Issued, or for a draft as it would look, with masked numbers."""
    if issuer is not None:
        return issuer.issue(now(), own, copies)
    files = [make_file(own.kind, own.asked, ending, {}) for ending in (PDF, XLSX)]
    return IssuedFiles(files[0], files[1], "")


def _make_scan(shop: Workshop, piece: Piece, content: Content) -> Section:
    assert not isinstance(content, Own)
    one = content.attachment
    whose = f"{one.document} {one.name}".strip()
    pages = fit_scan(read_attachment(shop.id, one.id), one.media_type, one.file_name)
    return Section(piece.name, pages, whose)


def _bind(running: Running, shop: Workshop, pack: Pack, parts: Sequence[_Part], draft: bool) -> bytes:
    sections = [section for part in parts for section in part.sections]
    on = (now() + _SHANGHAI).date()

    def front(places: Sequence[Laid], total: int) -> bytes:
        paper = build_front(shop, pack, _list_bound(parts, places), total, on, running.actor.name)
        return print_form(paper).pdf

    across = " ".join(filter(None, (tell_watermark(shop.id), DRAFT if draft else "")))
    return bind(sections, front, running.job.title, across, f"({DRAFT})" if draft else "")[0]


def _list_bound(parts: Sequence[_Part], places: Sequence[Laid]) -> list[Bound]:
    """Where each piece stands: from its first section to its last."""
    bound, at = [], 0
    for part in parts:
        mine = places[at : at + len(part.sections)]
        at += len(part.sections)
        whole = Laid(mine[0].first, sum(place.pages for place in mine)) if mine else None
        printed = len(part.sections) // max(len(part.piece.contents), 1)
        bound.append(Bound(part.piece, whole, printed))
    return bound


def install_pack_jobs() -> None:
    """Says how packs are made."""
    job_kind(PACK, carry_out)
