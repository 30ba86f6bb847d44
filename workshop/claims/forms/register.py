"""Forms of the registers: a fact, money received, a month elsewhere, a cost, a county's figures, the head of a table."""

from decimal import Decimal
from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange, Optional

from workshop.access.forms import Form, required
from workshop.claims.forms.recognition import at_most
from workshop.claims.rules.kinds import PLAIN_NUMBER
from workshop.claims.rules.stated import STANDARDS
from workshop.claims.rules.wordlists import COSTS, MODES
from workshop.kernel.money import parse_scaled
from workshop.people.forms.fields import ChoiceField, DayField, YuanField

YES_NO = [("yes", "是"), ("no", "否")]
COUNTY_STANDARDS = tuple(name for name in STANDARDS if name not in ("最低月工资", "最低小时工资"))


class NumberField(YuanField):
    """A number with up to three decimals as thousandths; None when left empty."""

    parse = staticmethod(lambda text: parse_scaled(text, 3, "数字"))

    @staticmethod
    def show(amount: int) -> str:
        """The number as it stands in the field."""
        return str(Decimal(amount) / 1000)


class HalfDaysField(YuanField):
    """Days with halves as half days; None when left empty."""

    @staticmethod
    def parse(text: str) -> int:
        """`21.5` is 43; raises ValueError."""
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValueError(f"「{text}」不是天数,例如 21.5")
        halves = Decimal(text) * 2
        if not 0 <= halves <= 800 or halves != int(halves):
            raise ValueError("天数只能到半天,例如 21.5")
        return int(halves)

    @staticmethod
    def show(amount: int) -> str:
        """The days as they stand in the field."""
        return f"{amount / 2:g}"


class ToldForm(Form):
    """What every entry says of its source."""

    source = StringField("来源", [required("来源"), at_most(200)])
    checked_on = DayField("核对日期")


class FactForm(ToldForm):
    """A fact; which fields are shown depends on its kind."""

    worker = StringField("工人", [at_most(64)])
    name = StringField("名称", [at_most(120)])
    holds = ChoiceField("是或否", choices=YES_NO)
    valid_from = DayField("从哪天起", [required("日期")])
    valid_to = DayField("到哪天止")
    value = NumberField("数字")
    fen = YuanField("金额")
    text = StringField("内容", [at_most(80)])


class ReceiptForm(ToldForm):
    """Money of a scheme that was received."""

    worker = StringField("工人", [at_most(64)])
    scheme = StringField("哪项补贴", [required("补贴"), at_most(160)])
    first = DayField("做工从", [required("起期")])
    last = DayField("到", [required("止期")])
    fen = YuanField("金额", [required("金额")])
    months = IntegerField("几个月的", [Optional(), NumberRange(0, 600, "月数不对")])
    fund = StringField("资金", [at_most(40)])
    at_workshop = StringField("在哪个单位领的", [at_most(80)])


class MonthForm(ToldForm):
    """A month of work elsewhere."""

    worker = StringField("工人", [required("工人"), at_most(64)])
    month = StringField("月份", [required("月份"), at_most(7)])
    employer = StringField("单位", [at_most(80)])
    half_days = HalfDaysField("出勤天数")
    pay_fen = YuanField("应发工资")
    paid_fen = YuanField("实发工资")
    mode = ChoiceField("用工方式", choices=[("", "不写"), *((mode, mode) for mode in MODES)], default="")
    region = StringField("做工地点的区划代码", [at_most(12)])


class CostForm(ToldForm):
    """A cost of a month."""

    kind = ChoiceField("费用", choices=[(kind, kind) for kind in COSTS])
    month = StringField("月份", [required("月份"), at_most(7)])
    fen = YuanField("金额", [required("金额")])
    voucher = StringField("凭证", [at_most(120)])


class StandardForm(ToldForm):
    """A county's standard from a day on."""

    name = ChoiceField("标准", choices=[(name, name) for name in COUNTY_STANDARDS])
    valid_from = DayField("从哪天起", [required("日期")])
    fen = YuanField("多少元")


class SettingForm(ToldForm):
    """What a county chose for a setting of a programme."""

    programme = StringField("文件", [required("文件"), at_most(80)])
    name = StringField("名称", [required("名称"), at_most(80)])
    valid_from = DayField("从哪天起", [required("日期")])
    value = StringField("县里定的数", [at_most(40)])


class TableForm(ToldForm):
    """The head of a table with a row for each person."""

    valid_from = DayField("从哪天起", [required("日期")])
    rest = ChoiceField("没有填的人", choices=[("", "先不登记"), ("是", "都按「是」"), ("否", "都按「否」")])


def filled(form: Any, *names: str) -> dict[str, Any]:
    """Fields of a form by name; a text that was left empty is ''."""
    return {
        name: (
            ""
            if form[name].data is None and isinstance(form[name], StringField) and not isinstance(form[name], YuanField)
            else form[name].data
        )
        for name in names
    }
