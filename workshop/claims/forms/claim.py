"""A step of a claim, and a scan that goes with it."""

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional

from workshop.access.forms import Form, Parses, required
from workshop.claims.rules.paperlists import DOCUMENTS
from workshop.kernel.money import parse_yuan
from workshop.people.forms.fields import DayField


class StartForm(Form):
    """Which benefit is claimed for which time."""

    benefit = HiddenField(validators=[required("补贴")])
    first = DayField("做工从", [required("起日")])
    last = DayField("到", [required("止日")])
    on = DayField("哪天申领", [required("申领日")])


class MoveForm(Form):
    """A step; which fields it shows depends on the step."""

    verb = HiddenField(validators=[required("做什么")])
    fen = StringField("金额(元)", [Optional(), Length(max=16), Parses(parse_yuan)])
    day = DayField("日期")
    reason = StringField("说明", [Length(max=400, message="最多 400 个字")])
    document_number = StringField("文号或单号", [Length(max=80, message="最多 80 个字")])


class ScanForm(Form):
    """A scan or photo of a paper."""

    document = SelectField("是什么材料", choices=list(DOCUMENTS))
    worker = StringField("谁的(工号;车间的材料不填)", [Length(max=32)])
    file = FileField("照片或 PDF", [FileRequired("请选文件")])
