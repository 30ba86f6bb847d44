"""An answer to questions of the inspectors' checks."""

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from workshop.access.forms import Form, required
from workshop.claims.rules.asked import LONGEST


class AnswerForm(Form):
    """What the office says; the page adds which questions it is about, and the scans of a claim."""

    answer = TextAreaField("怎么回事", [required("怎么回事"), Length(max=LONGEST, message=f"最多 {LONGEST} 个字")])
    attachment = StringField("附上这张申领单的扫描件", [Length(max=20)])
