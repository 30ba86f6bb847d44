"""Fields that read what an accountant types and answer in her words."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from wtforms import DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from workshop.access.forms import Form
from workshop.kernel.faults import Fault, Refused
from workshop.kernel.money import BadNumber, format_price, parse_price, parse_yuan, plain_yuan
from workshop.kernel.text import to_half_width

T = TypeVar("T")


class DayField(DateField):
    """A date; None when left empty."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads an ISO date."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = None
        if not text:
            return
        try:
            self.data = date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f"「{text}」不是日期,应写成 2026-03-05") from error
        if not 1900 <= self.data.year <= 2200:
            raise ValueError(f"年份 {self.data.year} 不对,请核对日期")


class ChoiceField(SelectField):
    """One of a list of (value, label)."""

    def __init__(self, label: str, validators: Any = None, *, choices: Any, **more: Any) -> None:
        super().__init__(label, validators, choices=[SelectChoice(*pair) for pair in choices], **more)

    def pre_validate(self, form: Any) -> None:
        """Refuses what is not in the list."""
        if str(self.data) not in {choice.value for choice in self.choices}:
            raise ValidationError(f"「{self.data or ''}」不在可选的范围里,请重新选择")


class YuanField(StringField):
    """Yuan with two decimals as fen; None when left empty."""

    parse = staticmethod(parse_yuan)

    @staticmethod
    def show(amount: int) -> str:
        """The amount as it stands in the field."""
        return plain_yuan(amount)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads an amount."""
        text = (valuelist[0] if valuelist else "").strip()
        self.data = self.parse(text) if text else None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)


class PriceField(YuanField):
    """Yuan with up to four decimals as 1/10000 yuan; None when left empty."""

    parse = staticmethod(parse_price)

    @staticmethod
    def show(amount: int) -> str:
        """The price as it stands in the field, without commas."""
        return format_price(amount).replace(",", "")


class WholeField(YuanField):
    """A whole number; None when left empty."""

    @staticmethod
    def parse(text: str) -> int:
        """Digits only."""
        text = to_half_width(text)
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise BadNumber(f"「{text[:20]}」应是整数")
        return int(text)

    @staticmethod
    def show(amount: int) -> str:
        """Its digits."""
        return str(amount)


def given(value: T | None, field: str) -> T:
    """What a required field holds. Refused when nothing but spaces was sent for it."""
    if value is None:
        raise Refused("这一格没有填", "请填写后再保存", field)
    return value


def carried_out(form: Form, act: Any, faults: Iterable[Fault] = ()) -> bool:
    """Whether the form was sent, is sound, and `act()` did it. What is refused stands at its field, with all that was typed.

    `faults` are what a rule said of the form's values beforehand: all of them are shown at once, not one by one.
    """
    if not form.validate_on_submit():
        return False
    refusals = [Refused(fault.message, fault.mend, fault.column) for fault in faults if fault.outcome == "refused"]
    for refused in refusals:
        _show(form, refused)
    if refusals:
        return False
    try:
        act()
    except Refused as refused:
        _show(form, refused)
        return False
    return True


def _show(form: Form, refused: Refused) -> None:
    """At the field it names, or at the first one."""
    shown = (field for field in form if field.type not in ("CSRFTokenField", "HiddenField"))
    field = form._fields.get(refused.field) or next(shown)
    field.errors = [*field.errors, str(refused)]
