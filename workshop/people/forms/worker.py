"""Taking a person in and mending facts."""

from wtforms import SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from workshop.access.forms import Form, required
from workshop.people.forms.fields import ChoiceField, DayField, YuanField
from workshop.people.rules import CATEGORIES, CONTRACT_KINDS, HOURS_SYSTEMS
from workshop.people.rules.words import RELATIONS

SEXES = [("", "由身份证号得出"), ("女", "女"), ("男", "男")]


def at_most(count: int) -> Length:
    """No more characters than the column holds."""
    return Length(max=count, message=f"最多 {count} 个字")


class PersonForm(Form):
    """Who somebody is; a number of 18 characters brings birth date and sex with it."""

    name = StringField("姓名", [at_most(64)])
    id_no = StringField("身份证号", [at_most(40)])
    sex = ChoiceField("性别", choices=SEXES)
    birth_date = DayField("出生日期")
    phone = StringField("手机", [at_most(40)])
    household_no = StringField("户编号", [at_most(32)])
    address = StringField("住址", [at_most(200)])
    post = StringField("岗位", [at_most(40)])
    hire_date = DayField("入职日期", [required("入职日期")])


class TermsFields(Form):
    """How somebody is paid."""

    hours_system = ChoiceField("工时制度", choices=list(HOURS_SYSTEMS.items()), default="standard")
    grade = StringField("等级", [at_most(20)])
    monthly_fen = YuanField("月薪")
    daily_fen = YuanField("日薪")
    hourly_fen = YuanField("时薪")


class NewWorkerForm(PersonForm, TermsFields):
    """Everything about a new person on one page; only number, name and day of hire must be there."""

    worker_no = StringField("工号", [at_most(32)])
    bank_card = StringField("银行卡号", [at_most(60)])
    contract_kind = ChoiceField("合同类型", choices=[(kind, kind) for kind in CONTRACT_KINDS] + [("", "还没有签")])
    contract_from = DayField("合同起")
    contract_to = DayField("合同止")
    categories = SelectMultipleField(
        "人员类别",
        choices=[SelectChoice(category) for category in CATEGORIES],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,  # what is unknown is refused with the other rules of a roster row
    )
    category_source = StringField("类别来源", [at_most(200)])


class CorrectForm(PersonForm):
    """The same facts once more; an empty identity number leaves the one there is."""

    relation_to_head = ChoiceField("与户主关系", choices=[("", "没有登记"), *((r, r) for r in RELATIONS)])
    reason = StringField("更正原因", [required("更正原因"), at_most(200)])
