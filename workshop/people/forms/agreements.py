"""Dated things of a person, leaving, and seeing a whole number."""

from wtforms import StringField
from wtforms.validators import InputRequired

from workshop.access.forms import Form, required
from workshop.people.forms.fields import ChoiceField, DayField
from workshop.people.forms.worker import TermsFields, at_most
from workshop.people.rules import CATEGORIES, CONTRACT_KINDS

NUMBERS = (("id_no", "身份证号"), ("card", "银行卡号"), ("phone", "手机号"))


class CategoryForm(Form):
    """A category begins or ends, or an entry is checked."""

    category = ChoiceField("人员类别", choices=[(category, category) for category in CATEGORIES])
    holds = ChoiceField("变化", choices=[("yes", "从这天起是"), ("no", "从这天起不再是")])
    valid_from = DayField("日期", [required("日期")])
    source = StringField("来源", [required("来源"), at_most(200)])
    checked_on = DayField("核对日期")


class ContractForm(Form):
    """A new contract."""

    kind = ChoiceField("合同类型", choices=[(kind, kind) for kind in CONTRACT_KINDS])
    number = StringField("合同编号", [at_most(40)])
    valid_from = DayField("起", [required("合同起")])
    valid_to = DayField("止")


class AccountForm(Form):
    """A new account for pay."""

    card = StringField("银行卡号或存折号", [required("银行卡号"), at_most(60)])
    holder_name = StringField("户名", [at_most(64)])
    bank_name = StringField("开户行", [at_most(80)])
    valid_from = DayField("从哪天起发到这个账号", [required("日期")])


class TermsForm(TermsFields):
    """How somebody is paid from a day on."""

    valid_from = DayField("从哪天起", [required("日期")])


class LeavingForm(Form):
    """The last day of work."""

    leave_date = DayField("最后工作日", [required("最后工作日")])
    reason = StringField("离职原因", [required("离职原因"), at_most(200)])


class ReasonForm(Form):
    """Only a reason."""

    reason = StringField("原因", [required("原因"), at_most(200)])


class UnmaskForm(Form):
    """Which number, and why."""

    field = ChoiceField("看哪个号码", [InputRequired("请选择号码")], choices=list(NUMBERS))
    reason = StringField("原因", [required("原因"), at_most(200)])
