"""假如: what a price, a minimum wage or a guarantee would do to a period. A GET form: nothing can be written by it."""

from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from workshop.access.forms import Form, Parses, required
from workshop.access.guard import civil_today
from workshop.access.roles import policy
from workshop.kernel.faults import Refused
from workshop.kernel.money import parse_price, parse_yuan
from workshop.kernel.periods import Period
from workshop.pay.pages.blueprint import READERS, pages
from workshop.pay.queries.what_if import Change, WhatIf, compute_what_if, list_choices, list_grades
from workshop.pay.rules.what_if import KINDS, GuaranteeChange, MinimumChange, PriceChange
from workshop.people.forms.fields import DayField


class WhatIfForm(Form):
    """Which period, which figure, which value instead."""

    class Meta:
        csrf = False  # it asks and changes nothing

    period = StringField("期间", [required("期间"), Length(max=10), Parses(Period.parse)])
    kind = SelectField("改什么", choices=[SelectChoice(kind, words) for kind, words in KINDS.items()])
    since = DayField("从哪天起")
    operation = SelectField("工序", coerce=int, validate_choice=False)
    grade = SelectField("等级", validate_choice=False)
    price = StringField("新单价(元)", [Length(max=12), Parses(parse_price)])
    monthly = StringField("月最低工资(元)", [Length(max=12), Parses(parse_yuan)])
    hourly = StringField("小时最低工资(元)", [Length(max=12), Parses(parse_yuan)])
    guarantee = StringField("每个出勤日保底(元)", [Length(max=12), Parses(parse_yuan)])


@pages.get("/w/<workshop_code>/pay/what-if")
@policy(*READERS)
def what_if(workshop_code: str) -> ResponseReturnValue:
    """Before and after for everyone, computed on facts with the figure replaced."""
    form = _form()
    found = None
    if request.args.get("kind") and form.validate():
        try:
            found = _compute(form)
        except Refused as refused:
            flash(str(refused))
    return render_template("pay/what_if.html", form=form, found=found)


def _form() -> Any:
    form: Any = WhatIfForm(request.args if request.args.get("kind") else None)
    form.operation.choices = [SelectChoice(key, words) for key, words in list_choices(g.workshop.id)]
    form.grade.choices = [SelectChoice("", "不分等级"), *map(SelectChoice, list_grades(g.workshop.id))]
    form.period.data = form.period.data or request.args.get("period") or Period.of(civil_today()).code
    return form


def _compute(form: Any) -> WhatIf:
    period = Period.parse(form.period.data)
    if period.first > civil_today():
        raise Refused(f"{period.chinese}还没有开始", "请选已经有记录的期间", "period")
    return compute_what_if(g.workshop.id, period, _change(form, period))


def _change(form: Any, period: Period) -> Change:
    since = form.since.data or period.first
    if form.kind.data == "guarantee":
        return GuaranteeChange(_amount(form.guarantee, parse_yuan, zero=True))
    if form.kind.data == "minimum":
        return MinimumChange(since, _amount(form.monthly, parse_yuan), _amount(form.hourly, parse_yuan))
    if form.operation.data not in {key for key, _ in list_choices(g.workshop.id)}:
        raise Refused("没有这道工序", "请从列表里选", "operation")
    return PriceChange(form.operation.data, _amount(form.price, parse_price), since, form.grade.data or "")


def _amount(field: Any, parse: Any, zero: bool = False) -> int:
    value: int = parse(field.data) if field.data else -1
    if value < 0 or (value == 0 and not zero):
        raise Refused(f"请填写{field.label.text}", "应大于零" if not zero else "零就是没有保底")
    return value
