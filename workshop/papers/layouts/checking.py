"""Judges a layout against what its papers allow: unknown words, what the law requires, what would not fit the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.kinds import Path, unknown_word
from workshop.papers.kind import Kind
from workshop.papers.layouts.arranging import fits
from workshop.papers.layouts.reading import Reading
from workshop.papers.layouts.shapes import LEGAL, POSTED, SLIPS, Shape, plain, shape_of
from workshop.papers.layouts.words import Layout, PaperSaid

_NEVER = {
    "核对行": "表下的核对行要印出来,审核的人靠它核对各栏",
    "合计行": "表要有合计行",
    "大写合计": "金额要有大写,防止改动",
    "签字栏": "签字、按手印的地方要留给本人",
    "签名行": "谁负责要有人签;可以用 signatures 改写谁签",
    "盖章处": "盖章处要留空,不印别的字;可以用 seal 改写盖章处的词",
    "号码遮蔽": "张贴和预览的表要遮住号码",
    "编号和方码": "编号、校验值和方码用来查验真假,每一页都要有",
    "审核意见栏": "审核部门的栏目要留空给部门填写、盖章",
}
_PRIVATE = ("身份证", "银行", "卡号", "账号", "电话", "手机", "号码")


@dataclass(frozen=True)
class _Of:
    """What is judged: one paper of a reading, with where it stands."""

    reading: Reading
    said: PaperSaid
    shape: Shape
    kind: Kind
    path: Path

    def fault(self, key: str, value: object, message: str, mend: str = "", step: str | int | None = None) -> None:
        path = (*self.path, key) if step is None else (*self.path, key, step)
        self.reading.fault(path, value, message, mend)


def find_code(kinds: Mapping[str, Kind], word: str) -> str | None:
    """The paper that a layout names by its Chinese name or its code."""
    if word in kinds:
        return word
    asked = plain(word)
    return next((code for code, kind in kinds.items() if plain(kind.name) == asked), None)


def check_layout(reading: Reading, kinds: Mapping[str, Kind]) -> Reading:
    """The reading with every fault that its papers find; one with a fault has no layout any more."""
    layout = reading.layout
    if layout is None:
        return reading
    for at, said in enumerate(layout.papers):
        _check_paper(reading, said, kinds, ("papers", at))
    if not reading.faults:
        _check_twice(reading, layout, kinds)
    if reading.faults:
        reading.layout = None
    return reading


def _check_paper(reading: Reading, said: PaperSaid, kinds: Mapping[str, Kind], path: Path) -> None:
    code = find_code(kinds, said.paper)
    if code is None:
        wrong = unknown_word(said.paper, [kind.name for kind in kinds.values()], "表", path)
        reading.fault((*path, "paper"), said.paper, wrong.message, wrong.mend)
        return
    of = _Of(reading, said, shape_of(code), kinds[code], path)
    if code in SLIPS:
        of.fault("paper", said.paper, "工资条的样子不能改", "工资条由法律规定要写明各项,大小按剪裁排好")
        return
    if said.benefit and not of.kind.of_claim:
        of.fault("benefit", said.benefit, "这张表不按一项补贴打印", "删去 benefit")
    if said.copies and of.shape.fixed == LEGAL:
        of.fault("copies", said.copies, "合同、协议的份数写在条款里,由双方各执", "删去 copies")
    _check_omitted(of)
    _check_columns(of)
    _check_renamed(of)
    _check_of_lists(of)
    if not reading.faults and (said.columns or said.widths or said.page) and of.shape.is_list:
        _check_room(of)


def _check_omitted(of: _Of) -> None:
    """The parts that the law or the form requires stay, whoever asks."""
    for at, part in enumerate(of.said.omit):
        if part in _NEVER:
            of.fault("omit", part, f"不能去掉:{_NEVER[part]}", "请从 omit 里删去", at)
        elif part == "说明" and (of.shape.posted or of.shape.must):
            why = "上面写着异议怎么提" if of.shape.posted else "上面写着本人签字、不得代签等规定"
            of.fault("omit", part, f"这张表的说明不能去掉:{why}", "可以用 notes 另加说明", at)


def _check_columns(of: _Of) -> None:
    """Only what there is, nothing twice, nothing left out that is required, sums behind a word."""
    chosen, shape = of.said.columns, of.shape
    if not chosen:
        return
    if not shape.words:
        of.fault("columns", "", f"这张表的栏目不能选:{shape.fixed}", "删去 columns")
        return
    known, seen = {plain(word) for word in shape.words}, set()
    for at, word in enumerate(chosen):
        if plain(word) not in known:
            _tell_unknown(of, "columns", word, shape.words, at)
        elif plain(word) in seen:
            of.fault("columns", word, "写了两次", "一栏只写一次", at)
        seen.add(plain(word))
    missing: dict[str, list[str]] = {}
    for word, why in shape.list_needed():
        if plain(word) not in seen:
            missing.setdefault(why, []).append(word)
    for why, words in missing.items():
        of.fault("columns", "、".join(words), f"不能去掉:{why}", f"请在 columns 里写上:{'、'.join(words)}")
    _check_first(of)


def _tell_unknown(of: _Of, key: str, word: str, words: tuple[str, ...], step: str | int) -> None:
    wrong = unknown_word(word, list(words), "栏目", of.path)
    private = of.shape.posted and any(one in word for one in _PRIVATE)
    of.fault(key, word, wrong.message + (f"。{POSTED}" if private else ""), wrong.mend, step)


def _check_first(of: _Of) -> None:
    """The word 合计 stands before the first sum: some words must stand there."""
    columns = [column for word in of.said.columns if (column := of.shape.find(word))]
    first = next((at for at, column in enumerate(columns) if column.total), None)
    if first is not None and not any(column.kind == "text" for column in columns[:first]):
        title = of.said.columns[first]
        of.fault("columns", title, "排得太前:合计两个字没有地方印", "请把姓名排在有合计的栏目前面", first)


def _check_renamed(of: _Of) -> None:
    """Headings of what there is, no two alike; widths of columns."""
    known = {plain(word): word for word in of.shape.renamed}
    for word in of.said.headings or {}:
        if plain(word) not in known:
            _tell_unknown(of, "headings", word, of.shape.renamed, word)
    called = {plain(word): plain(name) for word, name in (of.said.headings or {}).items()}
    shown = [called.get(plain(word), plain(word)) for word in (of.said.columns or of.shape.words)]
    for word, name in (of.said.headings or {}).items():
        if shown.count(plain(name)) > 1:
            of.fault("headings", name, "和另一栏的叫法相同", "两栏不能叫一样的名字", word)
        elif of.shape.posted and any(one in name for one in _PRIVATE):
            of.fault("headings", name, POSTED, "请换一个叫法", word)
    for word in of.said.widths or {}:
        if plain(word) not in {plain(one) for one in of.said.columns or of.shape.words}:
            _tell_unknown(of, "widths", word, of.said.columns or of.shape.words, word)


def _check_of_lists(of: _Of) -> None:
    """What only a list knows; a list that no shape describes takes titles and notes."""
    if of.shape.is_list:
        return
    said = {"widths": of.said.widths, "signatures": of.said.signatures, "seal": of.said.seal, "page": of.said.page}
    if of.said.template and not of.shape.words:
        of.fault("template", of.said.template, "这张表不能按局里的空白表填", "删去 template")
    for key, value in {**said, "header": of.said.header}.items():
        if value:
            of.fault(key, value, "只有名册、工资表这类清单才能写", f"删去 {key}")


def _check_room(of: _Of) -> None:
    if not fits(of.said, of.shape):
        of.fault("columns", "", "一张纸排不下这些栏目,字会小得看不清", "请少选几栏、减小 widths,或用 A4横、A3横")


def _check_twice(reading: Reading, layout: Layout, kinds: Mapping[str, Kind]) -> None:
    """The same paper twice on one day would be chance."""
    for at, said in enumerate(layout.papers):
        for before in layout.papers[:at]:
            same = find_code(kinds, before.paper) == find_code(kinds, said.paper) and before.benefit == said.benefit
            if same and _overlap(before, said):
                message = "同一张表在同一天有两种样子"
                reading.fault(("papers", at, "paper"), said.paper, message, "请写 from、to 分开,或合成一段")


def _overlap(one: PaperSaid, other: PaperSaid) -> bool:
    start = max(one.from_ or date.min, other.from_ or date.min)
    return start <= min(one.to or date.max, other.to or date.max)
