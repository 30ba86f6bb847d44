"""假如: what another paper, somebody hired or somebody leaving would change. Nothing is written by any of it."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, g, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields import DateField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange

from workshop.access.forms import Form, required
from workshop.access.guard import civil_today
from workshop.access.roles import OFFICE, policy
from workshop.claims.pages import READERS, asked_of_page, times
from workshop.claims.queries.what_if import (
    WhatIf,
    decode,
    list_hands,
    suppose_hire,
    suppose_leaver,
    suppose_own_file,
    suppose_paper,
)
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.results import ANSWERS
from workshop.claims.rules.what_if import Newcomer
from workshop.claims.shelf import list_own_files
from workshop.kernel.faults import Refused
from workshop.people.rules.words import CATEGORIES, CONTRACT_KINDS, EARLIEST_AGE

pages = Blueprint("claim_what_if", __name__)
SHOWN = 200  # people of a benefit in the table of changes


class HireForm(Form):
    """Somebody who would be hired."""

    class Meta:
        csrf = False  # it asks and changes nothing

    category = SelectField("人员类别", choices=[SelectChoice(word, word) for word in CATEGORIES])
    sex = SelectField("性别", choices=[SelectChoice("女", "女"), SelectChoice("男", "男")])
    age = IntegerField("周岁", [required("周岁"), NumberRange(EARLIEST_AGE, 99, "应是 16 至 99")], default=40)
    contract = SelectField(
        "签什么",
        choices=[SelectChoice("", "还没有签"), *(SelectChoice(kind, f"{kind}一年") for kind in CONTRACT_KINDS)],
    )
    start = DateField("哪天来", [required("日期")])


class LeaverForm(Form):
    """Somebody who would leave."""

    class Meta:
        csrf = False

    worker_no = StringField("工号", [required("工号"), Length(max=32)])
    last = DateField("最后一个工作日", [required("日期")])


class PaperForm(Form):
    """A file of the county's own that is on the shelf already."""

    class Meta:
        csrf = False

    own = SelectField("县里已经放进来的文件", [required("文件")], validate_choice=False)


@pages.get("/w/<workshop_code>/claims/what-if")
@policy(*READERS)
def what_if(workshop_code: str) -> ResponseReturnValue:
    """Who comes or goes, or which file of the county, is asked by the address: whoever only looks may ask too."""
    found = None
    kinds: dict[str, type[Form]] = {"hire": HireForm, "leave": LeaverForm, "paper": PaperForm}
    forms: dict[str, Any] = {kind: form(request.args or None) for kind, form in kinds.items()}
    asked, kind = asked_of_page(), request.args.get("kind", "")
    if kind in forms and forms[kind].validate():
        found = _tell(lambda: _suppose(kind, forms[kind], asked))
    return _show(asked, found, {one: form for one, form in forms.items() if one == kind})


@pages.post("/w/<workshop_code>/claims/what-if")
@policy(*OFFICE)
def what_if_paper(workshop_code: str) -> ResponseReturnValue:
    """A paper comes as a file; nothing of it stays."""
    asked = asked_of_page()
    return _show(asked, _tell(lambda: _suppose_paper(asked)), {})


def _suppose_paper(asked: Asked) -> WhatIf:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused("没有选文件", "请选一个 .toml 文件", "file")
    return suppose_paper(g.workshop, asked, decode(sent.read(), sent.filename), sent.filename)


def _suppose(kind: str, form: Any, asked: Asked) -> WhatIf:
    if kind == "paper":
        return suppose_own_file(g.workshop, asked, form.own.data)
    if kind == "leave":
        return suppose_leaver(g.workshop, asked, form.worker_no.data.strip(), form.last.data)
    told = (form.category.data, form.sex.data, form.age.data, form.start.data, form.contract.data)
    return suppose_hire(g.workshop, asked, Newcomer(*told))


def _tell(suppose: Any) -> WhatIf | None:
    try:
        found: WhatIf = suppose()
    except Refused as refused:
        flash(str(refused))
        return None
    return found


def _show(asked: Asked, found: WhatIf | None, typed: dict[str, Any]) -> ResponseReturnValue:
    tomorrow = civil_today() + timedelta(days=1)
    forms: dict[str, Any] = {
        "hire": HireForm(formdata=None, start=tomorrow),
        "leave": LeaverForm(formdata=None, last=tomorrow),
        "paper": PaperForm(formdata=None),
        **typed,
    }
    forms["paper"].own.choices = [SelectChoice(path.name, path.stem) for path in list_own_files()]
    hands = list_hands(g.workshop, civil_today())
    words = {"ANSWERS": ANSWERS, "most": SHOWN, "notes": (), **times()}
    return render_template("claims/what_if.html", asked=asked, found=found, forms=forms, hands=hands, **words)
