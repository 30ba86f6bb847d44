"""What a paper has to say to a blank workbook: values by name, and rows of values by name; nothing that a hand fills."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workshop.kernel.faults import Refused
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import EXCEL_FORMATS, Column
from workshop.papers.form import Fields, FormPaper, NewPage, Part
from workshop.papers.kind import Paper
from workshop.papers.layouts.shapes import Shape, word_of
from workshop.papers.listing import ListBook, ListPaper, chinese_day

Cell = Decimal | str | None
SINGLE = {  # of every list
    "标题": "表的标题",
    "单位名称": "车间名称",
    "期间": "哪个月,或从哪月到哪月",
    "期间起": "第一天",
    "期间止": "最后一天",
    "日期": "填报日期或支付日期;要手写的时候是空的",
    "人数": "列了多少行",
    "金额合计": "最后一栏金额的合计",
    "金额大写": "金额合计的大写",
    "车间电话": "车间的电话",
    "编号": "签发的编号;没有签发是空的",
    "校验值": "签发的校验值",
}
SINGLE_FORM = {name: SINGLE[name] for name in ("标题", "单位名称", "编号", "校验值")}
LIST = "名单"  # the prepared rows of a list, a range
TOTAL = "合计_"  # before the name of a column: its sum
LEADING = ("net", "amount", "fee", "gross")
_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_IN_NAMES = re.compile(r"[^\w]")


@dataclass(frozen=True)
class Filled:
    """One sheet's worth: what is put into single cells, and rows; `formats` are Excel's of each name, text where there is none."""

    title: str
    singles: dict[str, Cell]
    rows: tuple[dict[str, Cell], ...]
    formats: dict[str, str]


def name_of(word: str, others: tuple[str, ...]) -> str:
    """What a workbook may call a column: no brackets and signs, unless two columns would then be called alike."""
    short = _strip(_BRACKETS.sub("", word))
    same = [one for one in others if _strip(_BRACKETS.sub("", one)) == short]
    found = short if len(same) < 2 else _strip(word)
    return found if not found[:1].isdigit() else f"_{found}"


def _strip(word: str) -> str:
    return _NOT_IN_NAMES.sub("", word)


def column_name(column: Column, words: tuple[str, ...]) -> str:
    """What a workbook calls a column; the days of a month are 日1 to 日31."""
    return f"日{column.title.partition(chr(10))[0]}" if column.tied == "day" else name_of(word_of(column), words)


def list_names(shape: Shape) -> dict[str, str]:
    """Every name that a blank workbook of this paper may use, with what is put there; none for what a hand fills."""
    words = shape.words
    if not shape.columns:
        return {**SINGLE_FORM, **{name_of(word, words): word for word in words if "签字" not in word}}
    filled = [column for column in shape.columns if _is_filled(column)]
    named = {column_name(column, words): word_of(column) for column in filled}
    totals = {TOTAL + column_name(one, words): f"{word_of(one)}的合计" for one in filled if one.total}
    return {**SINGLE, **named, LIST: "预备好的行,例如 A6:J25", **totals}


def list_row_names(shape: Shape) -> set[str]:
    """Those of them that stand in a row of the list."""
    return {column_name(column, shape.words) for column in shape.columns if _is_filled(column)}


def _is_filled(column: Column) -> bool:
    return column.kind != "sign"


def gather(paper: Paper, shape: Shape, number: str = "", check: str = "") -> tuple[Filled, ...]:
    """A sheet for each list or person. Raises Refused for papers that are no list and have no fields."""
    issued = {"编号": number, "校验值": check}
    if isinstance(paper, ListPaper):
        return (_gather_list(paper, shape, issued),)
    if isinstance(paper, ListBook):
        return tuple(_gather_list(one, shape, issued) for one in paper.lists)
    if isinstance(paper, FormPaper) and shape.fields:
        return tuple(_gather_form(paper, shape, issued))
    raise Refused("这张表不能按局里的表样填", "请用 PDF 或 Excel")


def _gather_list(paper: ListPaper, shape: Shape, issued: dict[str, str]) -> Filled:
    keys = {column.key: column_name(column, shape.words) for column in shape.columns if _is_filled(column)}
    keys |= {column.key: column_name(column, shape.words) for column in paper.columns if column.tied == "day"}
    shown = [(at, column, keys[column.key]) for at, column in enumerate(paper.columns) if column.key in keys]
    sums = {TOTAL + name: column.excel(paper.totals[at]) for at, column, name in shown if column.total}
    formats = {name: EXCEL_FORMATS[column.kind] for _, column, name in shown if column.is_number}
    formats |= {TOTAL + name: code for name, code in formats.items()}
    rows = tuple({name: column.excel(row.values[at]) for at, column, name in shown} for row in paper.rows)
    fen = _amount(paper)
    head, yuan = paper.head, EXCEL_FORMATS["yuan"]
    singles: dict[str, Cell] = {
        **{"标题": paper.title, "单位名称": head.unit, "期间": head.period.chinese, "车间电话": head.phone},
        **{"期间起": chinese_day(head.period.first), "期间止": chinese_day(head.period.last)},
        **{"日期": chinese_day(head.paid_on) if head.paid_on else None},
        **{"人数": Decimal(sum(row.kind == "line" for row in paper.rows))},
        **{"金额合计": None if fen is None else Decimal(fen).scaleb(-2)},
        **{"金额大写": None if fen is None else amount_in_words(fen)},
        **issued,
        **sums,
    }
    return Filled(head.period.chinese, singles, rows, {**formats, "人数": "0", "金额合计": yuan})


def _amount(paper: ListPaper) -> int | None:
    """The sum that a list is about: what is paid or asked for, else the last one in yuan."""
    sums = {
        column.key: total
        for column, total in zip(paper.columns, paper.totals, strict=True)
        if column.kind == "yuan" and column.total and isinstance(total, int)
    }
    leading = next((key for key in LEADING if key in sums), next(reversed(sums), ""))
    return sums.get(leading)


def _gather_form(paper: FormPaper, shape: Shape, issued: dict[str, str]) -> Iterator[Filled]:
    """A person after the other: fields that are known; boxes for hands and offices stay as the office drew them."""
    for turn, parts in enumerate(_split(paper), 1):
        fields = [field for part in parts if isinstance(part, Fields) and not part.office for field in part.fields]
        known = {name_of(one.name, shape.words): one.text for one in fields if not one.hand and one.name in shape.words}
        singles: dict[str, Cell] = {"标题": paper.title, "单位名称": paper.unit, **known, **issued}
        yield Filled(str(turn), singles, (), {})


def _split(paper: FormPaper) -> list[list[Part]]:
    groups: list[list[Part]] = [[]]
    for part in paper.parts:
        if isinstance(part, NewPage) and part.title == paper.title:
            groups.append([])
        groups[-1].append(part)
    return groups
