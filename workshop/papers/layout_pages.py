"""表样: which layouts and blank workbooks are in force for this workshop and why; papers taken in the office's own form."""

from datetime import date

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.file import FileField, FileRequired

from workshop.access.forms import Form
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import MANAGER, OFFICE, policy
from workshop.claims.queries.claims import list_claims
from workshop.kernel.faults import Refused
from workshop.kernel.periods import BadPeriod, Period
from workshop.papers.asking import read_asked
from workshop.papers.bureau import taking
from workshop.papers.bureau.opening import MOST_BYTES
from workshop.papers.bureau.starter import write_starter
from workshop.papers.bureau.values import list_names, list_row_names
from workshop.papers.issue.queries import get_issued
from workshop.papers.kind import TYPES, XLSX, Asked, Kind, Made
from workshop.papers.kinds import KINDS
from workshop.papers.layouts.overview import list_lines, look_at, names_today
from workshop.papers.layouts.shapes import shape_of
from workshop.papers.layouts.shelf import SHIPPED, load_layouts
from workshop.papers.pages import READERS, send
from workshop.papers.queries import list_months

pages = Blueprint("layouts", __name__)
_AT = "/w/<workshop_code>/papers/layouts"


class TemplateForm(Form):
    """A blank workbook of the office."""

    file = FileField("局里的空白表(.xlsx)", [FileRequired("请选择文件")])


@pages.get(_AT)
@policy(*READERS)
def all_layouts(workshop_code: str) -> ResponseReturnValue:
    """Every paper with the layout in force today, why, and its blank workbook; files that are wrong."""
    today = civil_today()
    return render_template(
        "papers/layouts.html",
        lines=list_lines(g.workshop, today),
        faults=load_layouts(KINDS)[1],
        names=names_today(g.workshop, today),
        **_previewed(today),
    )


@pages.get(f"{_AT}/guide.md")
@policy(*READERS)
def guide(workshop_code: str) -> ResponseReturnValue:
    """How a layout file is written, for a clerk of the county."""
    return Response((SHIPPED / "写法.md").read_text(encoding="utf-8"), mimetype="text/plain")


@pages.get(f"{_AT}/<kind>")
@policy(*READERS)
def one(workshop_code: str, kind: str) -> ResponseReturnValue:
    """One paper: its layout, the words that it knows, its blank workbook."""
    return _show(_get_kind(kind), TemplateForm(formdata=None))


@pages.get(f"{_AT}/<kind>/starter.xlsx")
@policy(*READERS)
def starter(workshop_code: str, kind: str) -> ResponseReturnValue:
    """A workbook with every name in its place, to begin with."""
    of = _get_kind(kind)
    return send(Made(write_starter(of.name, shape_of(of.code)), f"{of.name}(空白,带名字).xlsx", TYPES[XLSX], 0, ()))


@pages.get(f"{_AT}/<kind>/template.xlsx")
@policy(*READERS)
def template(workshop_code: str, kind: str) -> ResponseReturnValue:
    """The blank workbook that is in force."""
    of = _get_kind(kind)
    found = taking.get_template(of, Asked(g.workshop, Period.of(civil_today())))
    return send(Made(found.read(), found.name, TYPES[XLSX], 0, ()))


@pages.post(f"{_AT}/<kind>/template")
@policy(MANAGER)
def keep(workshop_code: str, kind: str) -> ResponseReturnValue:
    """Takes a blank workbook; what its names leave open is told."""
    of, form = _get_kind(kind), TemplateForm()
    if not form.validate_on_submit():
        return _show(of, form), 400
    try:
        content = form.file.data.stream.read(MOST_BYTES + 1)
        faults = taking.keep_template(current_user.actor, utc_now(), g.workshop, of, content)
    except Refused as refused:
        form.file.errors = [str(refused)]
        return _show(of, form), 400
    for told in ("已换上。打印中心里多了「局里的表样」。", *map(str, faults)):
        flash(told)
    return redirect(url_for(".one", workshop_code=workshop_code, kind=kind), 303)


@pages.post(f"{_AT}/<kind>/drop")
@policy(MANAGER)
def drop(workshop_code: str, kind: str) -> ResponseReturnValue:
    """Takes the workshop's own blank workbook away."""
    taking.drop_template(current_user.actor, utc_now(), g.workshop, _get_kind(kind))
    flash("已拿掉本车间上传的空白表。")
    return redirect(url_for(".one", workshop_code=workshop_code, kind=kind), 303)


@pages.get("/w/<workshop_code>/papers/<period>/<kind>/filled")
@policy(*READERS)
def preview(workshop_code: str, period: str, kind: str) -> ResponseReturnValue:
    """The office's form filled with masked numbers; not issued."""
    return send(taking.preview_filled(_get_kind(kind), _asked(period)))


@pages.post("/w/<workshop_code>/papers/<period>/<kind>/filled")
@policy(*OFFICE)
def take(workshop_code: str, period: str, kind: str) -> ResponseReturnValue:
    """The paper in the office's form, issued and on the record."""
    return send(taking.take_filled(current_user.actor, utc_now(), _get_kind(kind), _asked(period)))


@pages.post("/w/<workshop_code>/papers/issued/<int:paper_id>/filled")
@policy(*OFFICE)
def take_issued(workshop_code: str, paper_id: int) -> ResponseReturnValue:
    """What was issued in the office's form, from the data of then."""
    issued = get_issued(g.workshop.id, paper_id)
    found = taking.find_for_issued(g.workshop, issued)
    if found is None:
        raise Refused("这张表还没有局里的空白表", "请负责人在「打印 → 表样」里上传")
    return send(taking.fill_issued(current_user.actor, utc_now(), issued, found, found.read()))


def _show(kind: Kind, form: TemplateForm) -> str:
    shape = shape_of(kind.code)
    return render_template(
        "papers/layout_one.html",
        kind=kind,
        look=look_at(g.workshop, kind, civil_today()),
        shape=shape,
        must=dict(shape.list_needed()),
        names=list_names(shape) if shape.words else {},
        in_row=list_row_names(shape),
        form=form,
        manager=current_user.role == MANAGER,
        **_previewed(civil_today()),
    )


def _previewed(today: date) -> dict[str, object]:
    """Of which month and claim a first page is shown."""
    return {"month": list_months(g.workshop.id, today)[0], "claim": next(iter(list_claims(g.workshop.id)), None)}


def _get_kind(code: str) -> Kind:
    return KINDS.get(code) or abort(404)


def _asked(period: str) -> Asked:
    try:
        return read_asked(g.workshop, Period.parse(period), request.values, civil_today())
    except BadPeriod:
        abort(404)
