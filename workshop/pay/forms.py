"""Forms of the pay room."""

from datetime import date

from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from workshop.access.forms import Form, Parses, required
from workshop.kernel.money import BadNumber, parse_yuan
from workshop.kernel.periods import Period
from workshop.pay.rules.words import ALLOWANCE_KINDS, DEDUCTION_KINDS


class DayField(DateField):
    """A date with a Chinese sentence for one that is none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads an ISO date; nothing typed is None."""
        text = (valuelist[0] if valuelist else "").strip()
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError as error:
            self.data = None
            raise ValueError(f"「{text}」不是日期,应写成 2026-03-05") from error


def _positive_yuan(text: str) -> int:
    fen = parse_yuan(text)
    if fen <= 0:
        raise BadNumber("金额应大于零")
    return fen


def _amount(label: str) -> StringField:
    return StringField(f"{label}(元)", [required(label), Parses(_positive_yuan)])


class ComputeForm(Form):
    """Which period to compute."""

    period = StringField("期间", [required("期间"), Length(max=10), Parses(Period.parse)])


class ReasonForm(Form):
    """A reason in words."""

    reason = StringField("原因", [required("原因"), Length(max=200, message="最多 200 个字")])


class AdvanceForm(Form):
    """An advance 借支."""

    worker_no = StringField("工号", [required("工号"), Length(max=32)])
    on = DayField("日期", [required("日期")])
    amount = _amount("金额")
    reason = StringField("事由", [Length(max=200, message="最多 200 个字")])


class DeductionForm(Form):
    """A deduction."""

    worker_no = StringField("工号", [required("工号"), Length(max=32)])
    on = DayField("日期", [required("日期")])
    amount = _amount("金额")
    kind = SelectField("类别", choices=[SelectChoice(kind) for kind in DEDUCTION_KINDS])


class AllowanceForm(Form):
    """An allowance item; without a number it is for everyone."""

    worker_no = StringField("工号(不填:所有人)", [Length(max=32)])
    name = StringField("名目", [required("名目"), Length(max=40, message="最多 40 个字")])
    kind = SelectField("种类", choices=[SelectChoice(kind, words) for kind, words in ALLOWANCE_KINDS.items()])
    amount = _amount("金额")
    valid_from = DayField("从", [Optional()])
    valid_to = DayField("到", [Optional()])
    counts = BooleanField("计入最低工资")
    taxable = BooleanField("计税", default=True)


class MinimumForm(Form):
    """The county's minimum wage."""

    valid_from = DayField("执行日期", [required("执行日期")])
    monthly = _amount("月最低工资")
    hourly = _amount("小时最低工资")
    source = StringField("依据(文号)", [required("依据"), Length(max=200, message="最多 200 个字")])
