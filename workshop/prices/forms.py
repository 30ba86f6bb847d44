"""Operations and prices."""

from wtforms import StringField

from workshop.access.forms import Form, required
from workshop.people.forms.fields import DayField, PriceField, WholeField
from workshop.people.forms.worker import at_most


class OperationForm(Form):
    """A new operation; its product is made with it when it is new."""

    product_code = StringField("产品编号", [required("产品编号"), at_most(32)])
    product_name = StringField("产品", [required("产品"), at_most(80)])
    op_code = StringField("工序编号", [required("工序编号"), at_most(32)])
    op_name = StringField("工序", [required("工序"), at_most(80)])
    seq = WholeField("序")
    unit = StringField("单位", [required("单位"), at_most(8)])
    std_seconds = WholeField("标准秒")


class RenameForm(Form):
    """Another name, place or standard time."""

    op_name = StringField("工序", [required("工序"), at_most(80)])
    seq = WholeField("序")
    std_seconds = WholeField("标准秒")
    reason = StringField("原因", [required("原因"), at_most(200)])


class PriceForm(Form):
    """A price from a day on."""

    valid_from = DayField("从哪天起", [required("日期")])
    grade = StringField("等级", [at_most(20)])
    rate = PriceField("单价", [required("单价")])
    defect_charge = PriceField("次品扣款")
    source = StringField("依据", [at_most(200)])


class WithdrawForm(Form):
    """The day from which an operation is not offered any more."""

    on = DayField("从哪天起停用", [required("日期")])
    reason = StringField("原因", [required("原因"), at_most(200)])
