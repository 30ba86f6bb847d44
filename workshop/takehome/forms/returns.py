"""What is brought back, its inspection, its correction; the end of an order."""

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList
from wtforms.validators import Length

from workshop.access.forms import Form
from workshop.people.forms.fields import ChoiceField, DayField
from workshop.takehome.forms.fields import QuantityField, ShortText

INSPECTED = (("now", "现在验收"), ("later", "以后验收"))


class CountsForm(Form):
    """Pieces by kind, and material by its place in the order."""

    good = QuantityField("合格")
    defect_own = QuantityField("次品(做坏的,不计钱)")
    defect_other = QuantityField("次品(料的问题,照计)")
    rework = QuantityField("返工(带回去重做)")
    materials = FieldList(QuantityField("退料"), max_entries=20)
    accept = BooleanField("已核实,放行")


class ReturnForm(CountsForm):
    """交货, inspected now or later."""

    returned_on = DayField("交货日期")
    inspected = ChoiceField("验收", choices=INSPECTED, default="now")
    inspected_on = DayField("验收日期")
    paper = BooleanField("双方已在纸上签字")


class InspectForm(CountsForm):
    """验收 of what was delivered before."""

    inspected_on = DayField("验收日期")


class CorrectForm(CountsForm):
    """更正: what should have been written, and why."""

    returned_on = DayField("交货日期")
    inspected_on = DayField("验收日期")
    bag = ShortText("其实是哪张单(单号,不改就不填)", [Length(max=32)])
    reason = ShortText("更正的原因", [Length(max=200)])


class CloseForm(Form):
    """结单 on a day."""

    closed_on = DayField("结单日期")
    paper = BooleanField("双方已在纸上签字")


class ReasonForm(Form):
    """Why something is taken back."""

    reason = ShortText("原因", [Length(max=200)])


class PhotoForm(Form):
    """A photo of the material or the pieces."""

    photo = FileField("照片")


class BulkForm(Form):
    """验收 of several deliveries on one day; their figures stand in the list."""

    inspected_on = DayField("验收日期")
