"""The import wizard: upload, columns, rows, confirm; the list of imports with undo."""

import io

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import ACCOUNTANT, AUDITOR, MANAGER, OFFICE, policy
from workshop.exchange import wizard
from workshop.exchange.actions import undo_import
from workshop.exchange.columns import build_forms, correct, find_problems
from workshop.exchange.forms import ConfirmForm, StepForm, UploadForm
from workshop.exchange.preview import ONLY, build_preview
from workshop.exchange.queries import list_imports
from workshop.exchange.wizard import Opened
from workshop.kernel.faults import NotFound, Refused
from workshop.sheets.kinds import KINDS
from workshop.sheets.limits import MOST_UPLOAD
from workshop.store.transaction import DoneAlready

pages = Blueprint("exchange", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/w/<workshop_code>/imports")
@policy(ACCOUNTANT, MANAGER, AUDITOR)
def imports(workshop_code: str) -> ResponseReturnValue:
    """What came in so far, and the way to bring in more."""
    return _show_list(UploadForm(KINDS))


@pages.post("/w/<workshop_code>/imports")
@policy(*OFFICE)
def upload(workshop_code: str) -> ResponseReturnValue:
    """Takes a file, recognises it, leads to its columns."""
    form = UploadForm(KINDS)
    if not form.validate_on_submit():
        return _show_list(form, 400)
    try:
        content = form.file.data.stream.read(MOST_UPLOAD + 1)
        name = form.file.data.filename.replace("\\", "/").rpartition("/")[2]
        taken = wizard.receive(g.workshop.id, current_user.id, name, content, form.kind.data)
    except Refused as refused:
        field = form.kind if refused.field == "kind" else form.file
        field.errors = [str(refused)]
        return _show_list(form, 400)
    return redirect(url_for(".columns", workshop_code=workshop_code, token=taken.token), 303)


def _show_list(form: UploadForm, status: int = 200, refusal: Refused | None = None) -> ResponseReturnValue:
    lines = list_imports(g.workshop.id)
    room = wizard.waiting_room()
    room.sweep()
    mending = {line.id for line in lines if room.find_mending(g.workshop.id, line.id)}
    view = {"lines": lines, "mending": mending, "refusal": refusal, "office": current_user.role in OFFICE}
    return render_template("exchange/imports.html", form=form, **view), status


def _reopen(token: str) -> Opened:
    return wizard.reopen(token, g.workshop.id, current_user.id)


@pages.route("/w/<workshop_code>/imports/new/<token>/columns", methods=["GET", "POST"])
@policy(*OFFICE)
def columns(workshop_code: str, token: str) -> ResponseReturnValue:
    """What was recognised of each column, to be corrected before any row is read."""
    opened = _reopen(token)
    if request.method == "GET" or not StepForm().validate():
        return _show_columns(opened, opened.layouts, ())
    layouts, faults = correct(opened.sort, opened.layouts, opened.fields, request.form)
    if faults or any(find_problems(opened.sort, layout, opened.fields) for layout in layouts):
        return _show_columns(opened, layouts or opened.layouts, faults, 400)
    wizard.keep_layouts(opened, layouts)
    return redirect(url_for(".rows", workshop_code=workshop_code, token=token), 303)


def _show_columns(opened: Opened, layouts: object, faults: object, status: int = 200) -> ResponseReturnValue:
    sheets = build_forms(opened.sort, opened.workbook, layouts, opened.fields)  # type: ignore[arg-type]
    view = {"opened": opened, "sheets": sheets, "faults": faults, "kind": KINDS[opened.sort.kind]}
    return render_template("exchange/columns.html", **view), status


@pages.get("/w/<workshop_code>/imports/new/<token>/rows")
@policy(*OFFICE)
def rows(workshop_code: str, token: str) -> ResponseReturnValue:
    """Every row checked: what can be imported and what must be mended, side by side."""
    return _show_rows(_reopen(token))


def _show_rows(opened: Opened, refusal: Refused | None = None, status: int = 200) -> ResponseReturnValue:
    only = request.args.get("only", "")
    wish = {"sheet": request.args.get("sheet", ""), "only": only if only in ONLY else ""}
    page = request.args.get("page", 1, type=int)
    preview = build_preview(wizard.check(opened, civil_today()), wish["sheet"], wish["only"], page)
    view = {"opened": opened, "preview": preview, "wish": wish, "ONLY": ONLY, "kind": KINDS[opened.sort.kind]}
    return render_template("exchange/rows.html", refusal=refusal, **view), status


@pages.post("/w/<workshop_code>/imports/new/<token>/confirm")
@policy(*OFFICE)
def confirm(workshop_code: str, token: str) -> ResponseReturnValue:
    """Writes the good rows; pressed twice it is done once."""
    try:
        return _confirm(_reopen(token), ConfirmForm())
    except (NotFound, DoneAlready):
        flash("这次导入已经确认过或放弃了,请看下面的导入记录。")
        return redirect(url_for(".imports", workshop_code=workshop_code), 303)


def _confirm(opened: Opened, form: ConfirmForm) -> ResponseReturnValue:
    if not form.validate():
        return _show_rows(opened, Refused("请求不完整", "请再按一次确认导入"), 400)
    try:
        done = wizard.confirm(current_user.actor, utc_now(), civil_today(), opened, form.rows.data)
    except Refused as refused:
        return _show_rows(opened, refused, 400)
    flash(f"已导入 {done.rows} 行。" + "".join(f"{remark}。" for remark in done.remarks))
    return redirect(url_for(".imports", workshop_code=g.workshop.code), 303)


@pages.get("/w/<workshop_code>/imports/new/<token>/mend.xlsx")
@policy(*OFFICE)
def mend(workshop_code: str, token: str) -> ResponseReturnValue:
    """The faulty rows as a workbook, before anything is imported."""
    opened = _reopen(token)
    return _as_download(wizard.mending_of(wizard.check(opened, civil_today())), opened.upload.name)


@pages.get("/w/<workshop_code>/imports/<int:import_id>/mend.xlsx")
@policy(*OFFICE)
def mend_later(workshop_code: str, import_id: int) -> ResponseReturnValue:
    """The faulty rows of an import that was confirmed, for a day."""
    content = wizard.waiting_room().find_mending(g.workshop.id, import_id)
    names = {line.id: line.file_name for line in list_imports(g.workshop.id)}
    if content is None or import_id not in names:
        abort(404)
    return _as_download(content, names[import_id])


def _as_download(content: bytes, name: str) -> Response:
    target = f"待改正-{name.rpartition('.')[0] or name}.xlsx"
    return send_file(io.BytesIO(content), mimetype=XLSX, as_attachment=True, download_name=target)


@pages.post("/w/<workshop_code>/imports/new/<token>/discard")
@policy(*OFFICE)
def discard(workshop_code: str, token: str) -> ResponseReturnValue:
    """Gives an import up before it is written."""
    opened = _reopen(token)
    wizard.waiting_room().drop(opened.upload)
    flash("已放弃这次导入,什么也没有写入。")
    return redirect(url_for(".imports", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/imports/<int:import_id>/undo")
@policy(*OFFICE)
def undo(workshop_code: str, import_id: int) -> ResponseReturnValue:
    """Takes an import back while nothing has used it."""
    try:
        count = undo_import(current_user.actor, utc_now(), civil_today(), g.workshop.id, import_id)
    except Refused as refused:
        return _show_list(UploadForm(KINDS, formdata=None), 400, refused)
    except DoneAlready:
        return redirect(url_for(".imports", workshop_code=workshop_code), 303)
    flash(f"已撤销这次导入,收回 {count} 行。")
    return redirect(url_for(".imports", workshop_code=workshop_code), 303)
