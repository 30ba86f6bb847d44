"""What clients order, and what comes in for it."""

from wtforms import FieldList, FormField, SelectMultipleField
from wtforms.validators import Length

from workshop.access.forms import Form
from workshop.people.forms.fields import ChoiceField, DayField, PriceField, YuanField
from workshop.takehome.forms.fields import Part, QuantityField, ShortText

MOST_ROWS = 20


class ClientOrderForm(Form):
    """客户订单, reckoned before it is accepted."""

    number = ShortText("客户订单号", [Length(max=32, message="客户订单号最多 32 个字")])
    client = ShortText("客户", [Length(max=80, message="客户名称最多 80 个字")])
    product = ChoiceField("产品", choices=[("", "请选择")], default="")
    operations = SelectMultipleField("要做的工序", validate_choice=False)
    quantity = QuantityField("件数")
    price = PriceField("客户给的单价")
    other_costs = YuanField("其他费用")
    due_on = DayField("交货期")
    note = ShortText("备注", [Length(max=200, message="备注最多 200 个字")])


class ReceivedPart(Part):
    """One material that came in."""

    name = ShortText("物料", [Length(max=80, message="物料名称最多 80 个字")])
    unit = ShortText("单位", [Length(max=8, message="单位最多 8 个字")])
    quantity = QuantityField("来料数量")


class BatchForm(Form):
    """批次 with what came of it."""

    number = ShortText("批次号", [Length(max=32, message="批次号最多 32 个字")])
    arrived_on = DayField("来料日期")
    quantity = QuantityField("够做多少件")
    materials = FieldList(FormField(ReceivedPart), min_entries=3, max_entries=MOST_ROWS)


class ReceiptForm(Form):
    """来料 for a batch that is there."""

    received_on = DayField("来料日期")
    name = ShortText("物料", [Length(max=80, message="物料名称最多 80 个字")])
    unit = ShortText("单位", [Length(max=8, message="单位最多 8 个字")])
    quantity = QuantityField("来料数量")
