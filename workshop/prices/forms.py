"""Operations and prices."""

from wtforms import IntegerField, StringField
from wtforms.validators import Optional

from workshop.access.forms import Form, required
from workshop.people.forms.fields import DayField, PriceField
from workshop.people.forms.worker import at_most


class WholeField(IntegerField):
    """A whole number; None when left empty."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads digits."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(f"「{text[:20]}」不是整数")
        self.data = int(text)


class OperationForm(Form):
    """A new operation; its product is made with it when it is new."""

    product_code = StringField("产品编号", [required("产品编号"), at_most(32)])
    product_name = StringField("产品", [required("产品"), at_most(80)])
    op_code = StringField("工序编号", [required("工序编号"), at_most(32)])
    op_name = StringField("工序", [required("工序"), at_most(80)])
    seq = WholeField("序", [Optional()])
    unit = StringField("单位", [required("单位"), at_most(8)])
    std_seconds = WholeField("标准秒", [Optional()])


class RenameForm(Form):
    """Another name, place or standard time."""

    op_name = StringField("工序", [required("工序"), at_most(80)])
    seq = WholeField("序", [Optional()])
    std_seconds = WholeField("标准秒", [Optional()])
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
