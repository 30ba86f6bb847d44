"""Faults and problems as values: good rows and bad rows come back together."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["refused", "warned"]


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one value of an input.

    `place` is a file or sheet name, `row` the row as Excel counts it (0: the whole sheet), `column` the column's letter
    or heading. `reason` is a short code (`id_damaged`); `message` and `mend` are sentences for a person.
    """

    place: str
    row: int
    column: str
    value: str
    reason: str
    message: str
    mend: str
    outcome: Outcome = "refused"

    def __str__(self) -> str:
        where = self.place + (f" 第 {self.row} 行" if self.row else "") + (f" {self.column}" if self.column else "")
        shown = f"「{self.value}」" if self.value else "(空)"
        return f"{where}:{shown} {self.message}。{self.mend}"


class Refused(Exception):
    """A person's request that cannot be carried out; `str()` is the Chinese sentence they read.

    `field` names the form field it belongs to, empty for the whole form.
    """

    def __init__(self, message: str, mend: str = "", field: str = "") -> None:
        super().__init__(f"{message}。{mend}" if mend else message)
        self.message, self.mend, self.field = message, mend, field


class NotFound(Exception):
    """A thing asked for by its key that is not there (or not in this workshop)."""
