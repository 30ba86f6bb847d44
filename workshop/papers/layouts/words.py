"""The closed words of a layout file: which keys there are, what each may hold, and what it means in Chinese."""

import re
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.kinds import At, Choice, Day, Flag, Many, Named, Table, Text, Whole, Wrong, said
from workshop.claims.rules.programme import Place
from workshop.kernel.text import has_forbidden

# What papers call bodies and people; each has its names by date in a file.
NAMED = (
    *("主管部门", "车间", "人员", "人口", "占比", "驻村干部"),
    *("村", "乡镇", "就业机构", "人社部门", "财政部门"),
)
FILLED = ("期间", "单位", "补贴")  # what a title may also ask for
PAGES = {"A4横": (True, False), "A4竖": (False, False), "A3横": (True, True)}  # landscape, A3
# Parts of a paper that somebody may want to leave out; why most of them stay is said in `required`.
PARTS = (
    "栏号",
    "说明",
    "核对行",
    "合计行",
    "大写合计",
    "签字栏",
    "签名行",
    "盖章处",
    "号码遮蔽",
    "编号和方码",
    "审核意见栏",
)
MOST_SHARE, ALL_SHARES = 60, 90  # hundredths of the page's width: of a column, and of all that are told
_BLANK = re.compile(r"\{([^{}]*)\}")


class Line(Text):
    """A line of words to print: no control characters, not endless; `{主管部门}` stands for what it is called that day."""

    def __init__(self, most: int, breaks: bool = False, blanks: tuple[str, ...] = (*FILLED, *NAMED)) -> None:
        self.most, self.breaks, self.blanks = most, breaks, blanks

    @property
    def title(self) -> str:  # type: ignore[override]
        return f"一段文字,最多 {self.most} 个字"

    def parse(self, raw: object, at: At) -> str:
        """The words. Raises Wrong."""
        text = super().parse(raw, at)
        if has_forbidden(text.replace("\n", "") if self.breaks else text) or ("\n" in text and not self.breaks):
            raise Wrong(at.path, text, "有换行或不能打印的字符", "请删去")
        if len(text) > self.most:
            raise Wrong(at.path, text, f"太长,有 {len(text)} 个字", f"最多 {self.most} 个字")
        for word in _BLANK.findall(text):
            if word not in self.blanks:
                known = "、".join(f"{{{one}}}" for one in self.blanks)
                raise Wrong(
                    at.path, f"{{{word}}}", "没有这个代用词", f"现有的:{known}" if known else "这里不能用代用词"
                )
        return text


class HandWord(Line):
    """A word before a line for a hand: never with anything behind it."""

    def __init__(self) -> None:
        super().__init__(12, blanks=NAMED)

    def parse(self, raw: object, at: At) -> str:
        """The word. Raises Wrong for one that would be filled in."""
        text = super().parse(raw, at)
        if ":" in text or "\uff1a" in text or "_" in text:
            raise Wrong(at.path, text, "签名行不能预先填写", "只写谁签,例如 单位负责人;冒号和横线由程序印,名字由本人签")
        return text


class FileName(Text):
    """The name of a workbook in the same folder."""

    title = "同一文件夹里的 .xlsx 文件名"

    def parse(self, raw: object, at: At) -> str:
        """The name. Raises Wrong for a path."""
        text = super().parse(raw, at)
        if not text.endswith(".xlsx") or text.startswith(".") or set(text) & set('/\\:*?"<>|') or has_forbidden(text):
            raise Wrong(at.path, text, "应是同一文件夹里的 .xlsx 文件名", "不写路径,例如 花名册.xlsx")
        return text


@dataclass(frozen=True, kw_only=True)
class NameSaid:
    """部门和人员的叫法,从某天起。"""

    what: str = said(Choice(NAMED, "叫法"), "通用叫法")
    name: str = said(Line(30, blanks=()), "印在表上的叫法")
    from_: date | None = said(Day(), "从哪天起;不写是一直这样叫", None)
    source: str = said(Text(), "依据", "")
    checked_on: date | None = said(Day(), "哪天核对过;没有人核对过就不写", None)


@dataclass(frozen=True, kw_only=True)
class PaperSaid:
    """一张表的样子。没有写的照系统原来的样子。"""

    paper: str = said(Text(), "哪张表:表的名称或代码")
    benefit: str = said(Text(), "只用于这一项补贴的申领;不写是都用", "")
    from_: date | None = said(Day(), "从哪天起用", None)
    to: date | None = said(Day(), "用到哪天", None)
    title: str = said(Line(40), "标题", "")
    subtitle: str = said(Line(50), "副标题,印在标题下面,例如 (附件2)", "")
    columns: tuple[str, ...] = said(Many(Text()), "用哪几栏、按什么顺序;不写是原来的各栏", ())
    headings: dict[str, str] | None = said(Named(Line(24, breaks=True, blanks=NAMED)), "栏目改叫什么", None)
    widths: dict[str, int] | None = said(Named(Whole(2, MOST_SHARE)), "栏目大约占纸宽的百分之几,排不下时窄一些", None)
    header: dict[str, str] | None = said(Named(Line(16, blanks=NAMED)), "标题下面一行的词改叫什么", None)
    notes: tuple[str, ...] = said(Many(Line(120)), "表下面另加的说明,一项一行", ())
    signatures: tuple[str, ...] = said(Many(HandWord()), "签名行:谁签,按顺序", ())
    seal: str = said(Line(12, blanks=NAMED), "盖章处的词", "")
    copies: int | None = said(Whole(1, 20), "一式几份", None)
    page: str = said(Choice(PAGES, "纸张"), "纸张和方向", "")
    omit: tuple[str, ...] = said(Many(Choice(PARTS, "部分")), "不印的部分", ())
    template: str = said(FileName(), "局里的空白表 .xlsx,放在同一文件夹", "")

    def complaint(self) -> str:
        """Days in order, widths that leave room."""
        if self.from_ and self.to and self.to < self.from_:
            return "to 早于 from"
        shares = sum((self.widths or {}).values())
        return f"widths 加起来是 {shares},最多 {ALL_SHARES}" if shares > ALL_SHARES else ""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """一份表样文件:一个地方(和一份政策文件)的表。"""

    id: str = said(Text(), "唯一的名称,英文小写、数字、下划线")
    title: str = said(Text(), "这份表样叫什么")
    place: Place = said(Table(Place), "用在哪里;全国写 00")
    programme: str = said(Text(), "只用于这份政策文件(它的 id)的申领;不写是都用", "")
    source: str = said(Text(), "依据:文件、样表从哪里来", "")
    from_: date | None = said(Day(), "从哪天起用", None)
    to: date | None = said(Day(), "用到哪天", None)
    checked_on: date | None = said(Day(), "哪天核对过局里的原表;没有人核对过就不写", None)
    gaps_known: bool = said(Flag(), "true:原表没有全部看到,只写知道的", False)
    names: tuple[NameSaid, ...] = said(Many(Table(NameSaid)), "部门和人员的叫法", ())
    papers: tuple[PaperSaid, ...] = said(Many(Table(PaperSaid)), "各张表", ())

    def complaint(self) -> str:
        """A file that says nothing is a mistake."""
        if self.from_ and self.to and self.to < self.from_:
            return "to 早于 from"
        return "" if self.names or self.papers else "既没有 [[names]] 也没有 [[papers]],什么也没有改"


def fill_blanks(text: str, tell: "dict[str, str]") -> str:
    """The words with what each `{…}` stands for."""
    return _BLANK.sub(lambda found: tell.get(found[1], ""), text)
