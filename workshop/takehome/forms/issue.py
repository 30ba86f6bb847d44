"""An order as it is issued, more material for it, a limit of what lies at a home."""

from wtforms import BooleanField, FieldList, FormField
from wtforms.validators import Length

from workshop.access.forms import Form, required
from workshop.people.forms.fields import ChoiceField, DayField, PriceField, WholeField, YuanField
from workshop.takehome.forms.fields import Part, PercentField, QuantityField, RateField, ShortText

MATERIAL_ROWS, MEMBER_ROWS, MOST_ROWS = 3, 3, 20


class MaterialPart(Part):
    """One material handed out."""

    name = ShortText("物料", [Length(max=80, message="物料名称最多 80 个字")])
    unit = ShortText("单位", [Length(max=8, message="单位最多 8 个字")])
    issued = QuantityField("领多少")
    per_piece = RateField("单耗")
    allowance = PercentField("损耗率 %")
    price = PriceField("物料单价")


class MemberPart(Part):
    """One of those who share an order."""

    worker_no = ShortText("工号", [Length(max=40)])
    weight = WholeField("份数")


class IssueForm(Form):
    """领活: who takes what home, at which price, until when."""

    worker_no = ShortText("领活的人(工号)", [required("工号"), Length(max=40)])
    op = ChoiceField("工序", choices=[("", "请选择")], default="")
    issued_on = DayField("领料日期")
    due_on = DayField("应交日期")
    quantity = QuantityField("应交多少件")
    bag_no = WholeField("袋号")
    price = PriceField("单上写明的单价")
    most = YuanField("超耗最多赔")
    batch = ChoiceField("批次", choices=[("", "不属于哪一批")], default="")
    order_no = ShortText("单号", [Length(max=32, message="单号最多 32 个字")])
    note = ShortText("备注", [Length(max=200, message="备注最多 200 个字")])
    paper = BooleanField("双方已在纸上签字")
    accept = BooleanField("已核实,放行")
    materials = FieldList(FormField(MaterialPart), min_entries=MATERIAL_ROWS, max_entries=MOST_ROWS)
    members = FieldList(FormField(MemberPart), min_entries=MEMBER_ROWS, max_entries=MOST_ROWS)


class SupplyForm(Form):
    """补料: more of what the order has, or something new."""

    supplied_on = DayField("补料日期")
    quantities = FieldList(QuantityField("补多少"), max_entries=MOST_ROWS)
    new = FormField(MaterialPart, "另加一种物料")
    paper = BooleanField("双方已在纸上签字")


class LimitForm(Form):
    """How much may lie at a home; both left empty: no limit."""

    valid_from = DayField("从哪天起")
    pieces = QuantityField("最多未交多少件")
    days = WholeField("最多几天的活")
    blocks = BooleanField("超过就不能发(不勾只提醒)")
