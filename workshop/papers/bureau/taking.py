"""A paper taken by the office's own form: issued like any other, filled from what was issued, put down in the same log."""

import hashlib
from datetime import datetime

from workshop.kernel.faults import Fault, Refused
from workshop.kernel.periods import Period
from workshop.papers.actions import build_for_file, is_final, issue_built
from workshop.papers.bureau.filling import check_size, fill_template
from workshop.papers.bureau.names import find_names
from workshop.papers.bureau.opening import open_template
from workshop.papers.bureau.shelf import Template, find_template, remove_template, write_template
from workshop.papers.bureau.values import gather
from workshop.papers.issue.issuing import read_issued, record_event
from workshop.papers.issue.printing import make_mark
from workshop.papers.issue.values import IssuedPaper
from workshop.papers.kind import TYPES, XLSX, Asked, Kind, Made, Paper
from workshop.papers.kinds import KINDS
from workshop.papers.layouts.building import build_laid_out, find_layout
from workshop.papers.layouts.shapes import shape_of
from workshop.papers.marking import mark_draft
from workshop.people.queries import Workshop
from workshop.store.audit import Actor
from workshop.store.transaction import transaction

WAY = "按局里的表样"


def get_template(kind: Kind, asked: Asked) -> Template:
    """The blank workbook of a paper. Raises Refused where there is none."""
    found = find_template(asked.shop.id, kind.code, kind.name, find_layout(kind, asked))
    if found is None:
        raise Refused(f"「{kind.name}」还没有局里的空白表", "请负责人在「打印 → 表样」里上传")
    return found


def take_filled(actor: Actor, now: datetime, kind: Kind, asked: Asked) -> Made:
    """A paper for the file in the office's form, with whole numbers; issued where it will not change any more. Raises Refused."""
    template, shape = get_template(kind, asked), shape_of(kind.code)
    content = template.read()
    find_names(
        open_template(content), shape, template.name
    )  # what cannot be filled is refused before anything is issued
    with transaction(actor, now):
        built = build_for_file(actor, now, kind, asked, f"{WAY}打印 {asked.span}{kind.name}")
        check_size(gather(built.paper, shape))
        issued = issue_built(actor, now, kind, asked, built) if is_final(kind, asked) else None
    if issued is None:
        return _fill(kind, asked, built.paper, template, content)
    return fill_issued(actor, now, issued, template, content)


def fill_issued(actor: Actor, now: datetime, issued: IssuedPaper, template: Template, content: bytes) -> Made:
    """What was issued in the office's form, and on the record which form it was."""
    shape, paper = shape_of(issued.kind), read_issued(issued)
    filled = gather(paper, shape, issued.number, issued.check)
    made, faults = fill_template(content, template.name, shape, filled, make_mark(issued, 0, now))
    told = {"number": issued.number, "template": template.name, "sha256": hashlib.sha256(content).hexdigest()}
    with transaction(actor, now) as tx:
        record_event(tx, issued, "workbook", reason=f"{WAY} {template.name}"[:200])
        tx.tell("paper.template", f"paper/{issued.id}", told | {"whole": issued.whole}, issued.workshop_id)
    name = f"{issued.facts.unit}{issued.facts.span}{issued.title} {issued.number}({WAY}).xlsx".replace("/", "")
    return Made(made, name, TYPES[XLSX], 0, tuple(faults))


def preview_filled(kind: Kind, asked: Asked) -> Made:
    """How the office's form looks when it is filled, numbers masked; nothing is issued."""
    template = get_template(kind, asked)
    return _fill(kind, asked, build_laid_out(kind, asked, {}).paper, template, template.read())


def _fill(kind: Kind, asked: Asked, paper: Paper, template: Template, content: bytes) -> Made:
    shape = shape_of(kind.code)
    made, faults = fill_template(content, template.name, shape, gather(paper, shape), mark_draft(asked.shop.id))
    name = f"{asked.shop.name}{asked.span}{kind.name}({WAY},未签发).xlsx"
    return Made(made, name, TYPES[XLSX], 0, tuple(faults))


def find_for_issued(shop: Workshop, issued: IssuedPaper) -> Template | None:
    """The blank workbook in which an issued paper can be taken, if there is one."""
    kind = KINDS.get(issued.kind)
    if kind is None or not shape_of(kind.code).words:
        return None
    asked = Asked(shop, Period.parse(issued.period), claim_id=issued.claim_id)
    return find_template(shop.id, issued.kind, kind.name, find_layout(kind, asked))


def keep_template(actor: Actor, now: datetime, shop: Workshop, kind: Kind, content: bytes) -> tuple[Fault, ...]:
    """Puts a blank workbook up for a workshop; answers what its names leave open. Raises Refused for one that cannot be used."""
    shape = shape_of(kind.code)
    if not shape.words:
        raise Refused(f"「{kind.name}」不能按局里的表样填", shape.fixed, "file")
    named = find_names(open_template(content), shape, f"{kind.name}.xlsx")
    with transaction(actor, now) as tx:
        sha256 = write_template(shop.id, kind.code, content)
        tx.tell("template.keep", f"template/{kind.code}", {"kind": kind.code, "sha256": sha256}, shop.id)
    return tuple(named.faults)


def drop_template(actor: Actor, now: datetime, shop: Workshop, kind: Kind) -> None:
    """Takes a workshop's blank workbook away."""
    with transaction(actor, now) as tx:
        remove_template(shop.id, kind.code)
        tx.tell("template.drop", f"template/{kind.code}", {"kind": kind.code}, shop.id)
