"""A printed list read back as another program reads it: rows and sums out of the PDF's text, by kind of paper.

    paper = read_list("wage-sheet", pdf)
    paper.people, paper.sums["net"], paper.row_of("99010019750510258X")["net"]

Nothing here knows the data a paper was made of: only what `pdftotext -layout` finds. Amounts are fen, hours minutes, days half
days, counts as they stand.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# A kind's columns of figures as they stand side by side at the end of a row, before the card, the signature or the telephone;
# yuan unless said otherwise behind the colon.
FIGURES: dict[str, tuple[str, ...]] = {
    "wage-sheet": (
        *("piece", "hours:hours", "time", "overtime", "extra", "gross"),
        *("social", "tax", "other", "deducted", "net"),
    ),
    "piece-sheet": ("amount",),
    "attendance": ("days:days", "minutes:hours", "overtime:hours", "rest:hours", "holiday:hours"),
    "roster": ("months:count", "pay", "mean"),
    "bank-list": ("net",),
    "cash-list": ("net",),
}
_OF_ROW_ALONE = {"roster": ("months:count", "mean")}  # figures that the sums below the rows do not have
_UNITS = {"": 100, "hours": 60, "days": 2, "count": 1}
_FIGURE = re.compile(r"-?\d[\d,]*(\.\d+)?|-")
_ROW = re.compile(r"^ *(\d+) +\S")
_PERSON = re.compile(r"[0-9*]{14,17}[0-9X]{1,4}")
# Marks in full width, read as the data have them.
AS_TYPED = {ord(mark) + 0xFEE0: mark for mark in ",:;()!?"}
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d\d(?!\d)")


@dataclass(frozen=True)
class ReadRow:
    """A row: its number, every word of its line, its figures by key."""

    ordinal: int
    words: tuple[str, ...]
    figures: dict[str, int]

    @property
    def idno(self) -> str:
        """The identity number, whole or masked; empty if there is none."""
        return next((word for word in self.words if _PERSON.fullmatch(word)), "")


@dataclass(frozen=True)
class ReadList:
    """What stands on a list. `sums` are those of 合计, empty where a list has none; `pages` the text page by page."""

    pages: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    sums: dict[str, int]

    @property
    def text(self) -> str:
        """Everything, white space taken out: for words that may stand on two lines."""
        return squeeze("".join(self.pages))

    @property
    def people(self) -> int:
        """The last number of the rows."""
        return max((row.ordinal for row in self.rows), default=0)

    def row_of(self, word: str) -> ReadRow:
        """The row in whose line a word stands: an identity number, a short name. Raises KeyError."""
        for row in self.rows:
            if word in row.words:
                return row
        raise KeyError(word)

    def add(self, key: str) -> int:
        """A figure of all rows added here, to be compared with the printed sum."""
        return sum(row.figures.get(key, 0) for row in self.rows)


def read_pages(pdf: bytes) -> tuple[str, ...]:
    """The text of each page, lines as they lie on the paper."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = ["pdftotext", "-layout", file.name, "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout.translate(AS_TYPED)
    return tuple(text.split("\f")[:-1])


def read_list(kind: str, pdf: bytes) -> ReadList:
    """A list of a kind of `FIGURES`; of several months in one PDF the rows and sums of all."""
    pages = read_pages(pdf)
    lines = [line for page in pages for line in page.splitlines()]
    sums: dict[str, int] = {}
    for line in lines:
        if squeeze(line).startswith("合计"):
            for key, value in _read_sums(kind, line).items():
                sums[key] = sums.get(key, 0) + value
    return ReadList(pages, tuple(_rows(kind, lines)), sums)


def read_amounts(pdf: bytes) -> set[int]:
    """Every amount with two decimals that stands anywhere on a paper, in fen: for forms and notices."""
    return {_fen(found) for page in read_pages(pdf) for found in _AMOUNT.findall(page)}


def amount_after(pdf: bytes, label: str) -> int:
    """The first amount behind a label, in fen. Raises KeyError."""
    text = squeeze("".join(read_pages(pdf)))
    found = _AMOUNT.search(text, text.find(label) + len(label)) if label in text else None
    if found is None:
        raise KeyError(label)
    return _fen(found.group())


def squeeze(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s+", "", text)


def _rows(kind: str, lines: list[str]) -> Iterator[ReadRow]:
    for line in lines:
        words = tuple(line.split())
        numbered = _ROW.match(line) and len(words) > 2 and not all(word.isdigit() for word in words[1:3])
        if numbered and (figures := _figures(words, FIGURES[kind])) is not None:
            yield ReadRow(int(words[0]), words, figures)


def _read_sums(kind: str, line: str) -> dict[str, int]:
    keys = tuple(key for key in FIGURES[kind] if key not in _OF_ROW_ALONE.get(kind, ()))
    return _figures(tuple(line.split()), keys) or {}


def _figures(words: tuple[str, ...], keys: tuple[str, ...]) -> dict[str, int] | None:
    """The longest run of figures side by side, or its end; of one figure alone the first with two decimals."""
    if len(keys) == 1:
        run = tuple(word for word in words if _AMOUNT.fullmatch(word))[:1]
    else:
        run = max(_runs(words), key=len, default=())[-len(keys) :]
    return dict(map(_value, keys, run)) if len(run) == len(keys) else None


def _runs(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    run: list[str] = []
    for word in (*words, ""):
        if _FIGURE.fullmatch(word) and len(word.lstrip("-")) != 11 and not _PERSON.fullmatch(word):
            run.append(word)
        elif run:
            yield tuple(run)
            run = []


def _value(key: str, word: str) -> tuple[str, int]:
    """A figure by its key in the units of the house; the stroke is nothing."""
    name, _, unit = key.partition(":")
    return name, 0 if word == "-" else int(Decimal(word.replace(",", "")) * _UNITS[unit])


def _fen(text: str) -> int:
    return int(Decimal(text.replace(",", "")) * 100)
