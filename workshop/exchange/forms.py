"""The forms of the import."""

from collections.abc import Mapping
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectChoice, SelectField

from workshop.access.forms import Form


class UploadForm(Form):
    """A file, and what it is where the person knows better than its headings."""

    file = FileField("Excel 或 CSV 文件", [FileRequired("请选择文件")])
    kind = SelectField("这是哪一种表", choices=[])

    def __init__(self, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [SelectChoice("", "自动判断"), *(SelectChoice(*kind) for kind in kinds.items())]


class StepForm(Form):
    """A step without fields of its own: the columns are named by the file, not by us."""


class ConfirmForm(Form):
    """How many rows the person saw; other rows need another look."""

    rows = IntegerField()
