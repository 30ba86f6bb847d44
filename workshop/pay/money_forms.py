"""Forms of the money pages."""

from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from workshop.access.forms import Form, required
from workshop.pay.rules.payments import SHAPES
from workshop.people.forms.fields import DayField


def _choices() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in SHAPES.items()]


class PartForm(Form):
    """Which part of a period's pay; empty: the latest."""

    part = IntegerField("补发", [Optional()])


class BankForm(PartForm):
    """Which bank's file."""

    shape = SelectField("银行文件", choices=_choices())


class LinesForm(PartForm):
    """What is said of the lines that are ticked."""

    on = DayField("领款日期", [Optional()])
    paid_by = StringField("发款人", [Length(max=64, message="最多 64 个字")])
    reason = StringField("原因", [Length(max=200, message="最多 200 个字")])


class ReturnForm(PartForm):
    """The bank's return file."""

    file = FileField("银行处理结果(回盘文件)", [FileRequired("请选择文件")])


class PayerForm(Form):
    """The account the workshop pays from."""

    valid_from = DayField("从哪天起用", [required("日期")])
    shape = SelectField("银行文件", choices=_choices())
    bank_name = StringField("开户行", [required("开户行"), Length(max=80, message="最多 80 个字")])
    account_name = StringField("账户名称", [required("账户名称"), Length(max=80, message="最多 80 个字")])
    account = StringField("付款账号", [required("付款账号"), Length(max=40, message="最多 40 个字")])
    province = StringField("省(收款行所在)", [Length(max=20, message="最多 20 个字")])
    city = StringField("市(收款行所在)", [Length(max=20, message="最多 20 个字")])
    branch_code = StringField("付款行联行号", [Length(max=20, message="最多 20 个字")])
    usage = StringField("用途", [required("用途"), Length(max=40, message="最多 40 个字")], default="工资")
