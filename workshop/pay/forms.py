"""Forms of the pay room."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from workshop.access.forms import Form, Parses, required
from workshop.kernel.money import BadNumber, parse_yuan
from workshop.kernel.periods import Period
from workshop.pay.rules.lawchecks import INSURANCES
from workshop.pay.rules.typed import parse_bases, parse_brackets, parse_percent, parse_whole
from workshop.pay.rules.words import ALLOWANCE_KINDS, DEDUCTION_KINDS
from workshop.people.forms.fields import ChoiceField, DayField


def _positive_yuan(text: str) -> int:
    fen = parse_yuan(text)
    if fen <= 0:
        raise BadNumber("金额应大于零")
    return fen


def _amount(label: str) -> StringField:
    return StringField(f"{label}(元)", [required(label), Parses(_positive_yuan)])


def _source(label: str) -> StringField:
    return StringField(label, [required(label.split("(")[0]), Length(max=200, message="最多 200 个字")])


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
    kind = ChoiceField("类别", choices=[(kind, kind) for kind in DEDUCTION_KINDS])
    agreement = StringField("协议内容", [Length(max=200, message="最多 200 个字")])
    agreed_by = StringField("谁同意", [Length(max=64, message="最多 64 个字")])
    agreed_on = DayField("同意日期", [Optional()])


class AllowanceForm(Form):
    """An allowance item; without a number it is for everyone."""

    worker_no = StringField("工号(不填:所有人)", [Length(max=32)])
    name = StringField("名目", [required("名目"), Length(max=40, message="最多 40 个字")])
    kind = ChoiceField("种类", choices=ALLOWANCE_KINDS.items())
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
    source = _source("依据(文号)")
    checked_on = DayField("核对日期", [Optional()])


class RateForm(Form):
    """A county's rates of one insurance."""

    kind = ChoiceField("险种", choices=[(kind, kind) for kind in INSURANCES])
    valid_from = DayField("执行日期", [required("执行日期")])
    person = StringField("个人(%)", [required("个人费率"), Parses(parse_percent)])
    employer = StringField("单位(%)", [required("单位费率"), Parses(parse_percent)])
    floor = StringField("基数下限(元)", [Parses(parse_yuan)])
    ceiling = StringField("基数上限(元)", [Parses(parse_yuan)])
    source = _source("依据(文号)")
    checked_on = DayField("核对日期", [Optional()])


class TaxForm(Form):
    """A tax table of the country."""

    valid_from = DayField("执行日期", [required("执行日期")])
    free = StringField("减除费用(元)", [required("减除费用"), Parses(parse_yuan)])
    free_to = StringField("收入不超过(元)", [Parses(parse_yuan)])
    percent_off = StringField("超过的减除(%)", [Parses(parse_whole)])
    brackets = TextAreaField("税率表", [required("税率表"), Parses(parse_brackets)])
    source = _source("依据(公告)")
    checked_on = DayField("核对日期", [Optional()])


class SettingForm(Form):
    """What a workshop sets for its pay from a month on."""

    valid_from = DayField("从哪个月的 1 日起", [required("执行日期")])
    guarantee = StringField("保底(元/出勤日)", [Parses(parse_yuan)])
    floor = StringField("扣借支和其他扣款后至少留(元)", [Parses(parse_yuan)])
    contract_as_wages = BooleanField("外发按工资薪金计税")
    contract_reason = StringField("按工资计税的理由", [Length(max=120, message="最多 120 个字")])
    attendance_blocks = BooleanField("有产量没有出勤(或相反)时不能锁定")
    source = _source("依据(谁定的、哪次会议)")
    checked_on = DayField("核对日期", [Optional()])


class BasesForm(Form):
    """Insurance bases, a line for each worker."""

    valid_from = DayField("从哪天起", [required("执行日期")])
    lines = TextAreaField("工号和缴费基数", [required("工号和缴费基数"), Parses(parse_bases)])
    kinds = StringField("险种(不填:本县全部)", [Length(max=100, message="最多 100 个字")])
    source = _source("依据(申报表)")
    checked_on = DayField("核对日期", [Optional()])


class CheckForm(Form):
    """The day somebody compared a row with its source."""

    checked_on = DayField("核对日期", [required("核对日期")])


class EndForm(Form):
    """The last day of an allowance."""

    last = DayField("发到哪天", [required("结束日期")])


class AgreementForm(Form):
    """The agreement of deductions that have none."""

    agreement = StringField("协议内容", [required("协议内容"), Length(max=200, message="最多 200 个字")])
    agreed_by = StringField("谁同意", [required("谁同意"), Length(max=64, message="最多 64 个字")])
    agreed_on = DayField("同意日期", [required("同意日期")])
