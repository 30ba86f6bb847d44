"""Where a table stands in a sheet and what each column means: a value that a page can show, correct and hand back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from workshop.sheets.cells import Sheet, column_number


@dataclass(frozen=True)
class Field:
    """A thing that a column may hold. `pattern` and `never` are searched in the folded heading; `label` names it in Chinese."""

    key: str
    label: str
    pattern: str
    never: str = ""
    required: bool = False


@dataclass(frozen=True)
class Layout:
    """`columns` maps the letter of each column to a field's key or None; `headings` to its text as written.

    Headings stand in rows `header_first` to `header_last`, data begin in `first_row`. `fixed` holds what the file says
    once for all rows, such as the date. `problems` are sentences about what is still missing.
    """

    kind: str
    sheet: str
    header_first: int
    header_last: int
    first_row: int
    columns: Mapping[str, str | None]
    headings: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[str] = ()

    def letter_of(self, key: str) -> str:
        """The letter of a field's column, '' where no column holds it."""
        return self._letters.get(key, "")

    def number_of(self, key: str) -> int:
        """The number of a field's column, 0 where no column holds it."""
        return self._numbers.get(key, 0)

    @cached_property
    def _letters(self) -> dict[str, str]:
        return {held: letter for letter, held in reversed(list(self.columns.items())) if held}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {key: column_number(letter) for key, letter in self._letters.items()}

    @cached_property
    def heading_at(self) -> dict[int, str]:
        """Headings by column number."""
        return {column_number(letter): text for letter, text in self.headings.items()}

    def with_fixed(self, **values: str) -> "Layout":
        """A person's correction of what holds for all rows; a doubt about a value goes when the value is given."""
        kept = {key: value for key, value in self.fixed.items() if key.partition("_")[0] not in values}
        return replace(self, fixed=kept | values)

    def as_dict(self) -> dict[str, Any]:
        """For a form's hidden input or a job's arguments: texts, numbers, lists and maps only."""
        return asdict(self) | {"problems": list(self.problems)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Layout":
        """The other way round."""
        return cls(**{**values, "problems": tuple(values.get("problems", ()))})


def missing(columns: Mapping[str, str | None], fields: Sequence[Field]) -> tuple[str, ...]:
    """A sentence for each required field that no column holds, and for each that two columns hold."""
    held = [key for key in columns.values() if key]
    absent = [f"没有找到「{field.label}」这一列" for field in fields if field.required and field.key not in held]
    twice = [f"有两列都是「{field.label}」" for field in fields if held.count(field.key) > 1]
    return tuple(absent + twice)


def sheet_of(layout: Layout, sheets: Sequence[Sheet]) -> Sheet:
    """The sheet that a layout is about; raises KeyError when the workbook is another one."""
    for sheet in sheets:
        if sheet.name == layout.sheet:
            return sheet
    raise KeyError(layout.sheet)
