"""Forms for what people say about a run: objections and their answers, signed papers, offsets."""

from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from workshop.access.forms import Form, Parses, required
from workshop.kernel.money import parse_yuan
from workshop.pay.rules.answers import OBJECTION_REASONS

_LONG = Length(max=400, message="最多 400 个字")
_SHORT = Length(max=200, message="最多 200 个字")


class PaperForm(Form):
    """Who has signed the printed sheet, and where that paper is."""

    paper = StringField("签字的纸在哪里", [required("签字的纸在哪里"), _SHORT])
    everyone = BooleanField("所有还没确认、没有异议的人")
    scan = FileField("签了字的那一页(照片或 PDF)")


class ObjectionForm(Form):
    """What a worker objects to, put down by the office."""

    position = SelectField("对哪一项", coerce=int, validate_choice=False)
    reason = SelectField("原因", choices=[SelectChoice(reason) for reason in OBJECTION_REASONS], validate_choice=False)
    text = StringField("他怎么说", [_LONG])
    paper = StringField("有纸的写纸在哪里", [_SHORT])


class AnswerForm(Form):
    """The answer to an objection."""

    text = TextAreaField("答复(工人会看到)", [required("答复"), _LONG])


class OffsetForm(Form):
    """What a sum of a locked slip should have been."""

    target = SelectField("改哪一项", validate_choice=False)
    name = StringField("补的是什么(漏发、多发时填)", [Length(max=60, message="最多 60 个字")])
    amount = StringField("应该是多少(元)", [required("金额"), Parses(parse_yuan)])
    reason = StringField("原因", [required("原因"), Length(max=100, message="最多 100 个字")])
