"""The liaison, visits, who stopped coming, families."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length

from workshop.access.forms import Form, required
from workshop.desk.rules import families, leaving, visits
from workshop.people.forms.fields import ChoiceField, DayField


def _most(most: int) -> Length:
    return Length(max=most, message=f"最多 {most} 个字")


class LiaisonForm(Form):
    """Who is the liaison from a day on."""

    name = StringField("姓名", [_most(64)])
    phone = StringField("电话", [_most(20)])
    valid_from = DayField("从哪天起", [required("起日")])
    photo: Any = FileField("照片")


class VisitForm(Form):
    """A visit."""

    worker = StringField("走访了谁", [_most(64)])
    household = StringField("或者哪一户", [_most(32)])
    visited_on = DayField("哪天", [required("日期")])
    visitor = StringField("谁去的", [_most(64)])
    way = ChoiceField("怎么走访", choices=visits.WAYS.items())
    why = ChoiceField("为什么", choices=visits.WHY.items())
    found = TextAreaField("看到、听到了什么", [_most(2000)])
    promised = TextAreaField("答应了什么", [_most(2000)])
    due = DayField("哪天以前办好")


class VisitStepForm(Form):
    """What was done of what was promised."""

    done_on = DayField("哪天", [required("日期")])
    text = TextAreaField("做了什么", [_most(2000)])
    done = BooleanField("答应的都办完了")


class DepartureForm(Form):
    """Why somebody stopped, and what he said when he was asked back."""

    reason = ChoiceField("为什么不来", choices=[("", "请选"), *leaving.REASONS.items()])
    text = StringField("补充", [_most(400)])
    asked_on = DayField("哪天问他回来的")
    answer = ChoiceField("他怎么说", choices=leaving.ANSWERS.items())


class HouseholdForm(Form):
    """A household of the village."""

    household_no = StringField("户编号", [_most(32)])
    head_name = StringField("户主", [_most(64)])
    address = StringField("住址", [_most(200)])


class MemberForm(Form):
    """Somebody of a household."""

    name = StringField("姓名", [_most(64)])
    relation = StringField("与户主的关系", [_most(20)])
    birth_date = DayField("出生日期")


class WorkForm(Form):
    """Whether somebody works."""

    work = ChoiceField("现在怎样", choices=[(code, words) for code, words in families.WORK.items() if code != "here"])
    place = StringField("在哪里做", [_most(80)])
    valid_from = DayField("从哪天起", [required("起日")])
    source = StringField("从哪里知道的", [_most(200)])
    checked_on = DayField("哪天核对过")
