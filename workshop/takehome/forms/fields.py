"""Fields for quantities, shares and numbers of bags, and parts that a form repeats."""

from collections.abc import Iterable
from typing import Any

from wtforms import Form as PlainForm
from wtforms import StringField
from wtforms.fields.choices import SelectChoice

from workshop.kernel.money import parse_scaled
from workshop.kernel.quantities import format_quantity, parse_quantity
from workshop.kernel.text import has_forbidden, to_half_width
from workshop.people.forms.fields import YuanField

MEASURED = "公斤"  # three decimals are read; what the order's own unit allows is for its rules


class QuantityField(YuanField):
    """A quantity as 1/1000 of its unit; None when left empty."""

    @staticmethod
    def parse(text: str) -> int:
        """Up to three decimals."""
        return parse_quantity(text, MEASURED)

    @staticmethod
    def show(amount: int) -> str:
        """Without commas, as it is typed."""
        return format_quantity(amount).replace(",", "")


class RateField(YuanField):
    """Material for one piece as 1/10000 of its unit; None when left empty."""

    @staticmethod
    def parse(text: str) -> int:
        """Up to four decimals."""
        return parse_scaled(text, 4, "单耗")

    @staticmethod
    def show(amount: int) -> str:
        """Without trailing zeros."""
        return f"{amount / 10_000:.4f}".rstrip("0").rstrip(".")


class PercentField(YuanField):
    """A share of a hundred as 1/10000; None when left empty."""

    @staticmethod
    def parse(text: str) -> int:
        """`2` or `2.5`, a percent sign may stand behind."""
        return parse_scaled(to_half_width(text).strip().removesuffix("%"), 2, "损耗率")

    @staticmethod
    def show(amount: int) -> str:
        """`2`, `2.5`."""
        return f"{amount / 100:g}"


def to_choices(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, words) as a list to choose from, where it is known only when the page is made."""
    return [SelectChoice(*pair) for pair in pairs]


class Part(PlainForm):
    """What a form repeats, row by row."""

    def validate(self, extra_validators: Any = None) -> bool:
        """As WTForms, and refuses what can neither be stored nor printed."""
        clean = super().validate(extra_validators)
        for field in self:
            if isinstance(field.data, str) and has_forbidden(field.data):
                field.errors = [*field.errors, "含有不能保存的控制字符,请删去后重新输入"]
                clean = False
        return clean

    @property
    def filled(self) -> bool:
        """Whether anything was typed into the row."""
        return any(str(value).strip() for field in self for value in (field.raw_data or ()))


class ShortText(StringField):
    """A text without spaces around it."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Reads and trims."""
        self.data = (valuelist[0] if valuelist else "").strip()
