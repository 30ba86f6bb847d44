"""What a layout changes, in a few words for a page, and what it may say, for the command line."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from workshop.papers.bureau.values import list_names, list_row_names
from workshop.papers.kind import Kind
from workshop.papers.layouts.shapes import SLIPS, Shape, shape_of
from workshop.papers.layouts.words import FILLED, NAMED, PARTS, Layout, NameSaid, PaperSaid


def tell_changes(said: PaperSaid) -> list[str]:
    """What differs from the program's own look."""
    told = {
        "标题": said.title,
        "副标题": said.subtitle,
        "栏目": f"{len(said.columns)} 栏:{'、'.join(said.columns)}" if said.columns else "",
        "改叫": "、".join(f"{word}→{name}" for word, name in (said.headings or {}).items()),
        "宽度": "、".join(f"{word} {share}%" for word, share in (said.widths or {}).items()),
        "表头": "、".join(f"{word}→{name}" for word, name in (said.header or {}).items()),
        "说明": "".join(said.notes),
        "签名": "、".join(said.signatures),
        "盖章处": said.seal,
        "份数": f"{said.copies} 份" if said.copies else "",
        "纸张": said.page,
        "不印": "、".join(said.omit),
        "空白表": said.template,
    }
    return [f"{name}:{words}" for name, words in told.items() if words]


def print_words(kinds: Mapping[str, Kind], code: str = "") -> Iterator[str]:
    """The words of layout files; of one paper its columns, what must stay, and the names for a blank workbook."""
    if code:
        yield from _print_paper(kinds[code], shape_of(code))
        return
    yield from _print_keys("文件最上面", Layout)
    yield from _print_keys("[[names]] 叫法", NameSaid)
    yield from _print_keys("[[papers]] 一张表", PaperSaid)
    yield f"\n标题、说明里可以用的代用词:{' '.join(f'{{{word}}}' for word in (*FILLED, *NAMED))}"
    yield f"omit 的词:{' '.join(PARTS)}(多数按规定不能去掉,写了会说明为什么)"
    yield "\n表(写名称或代码都可以;只看一张:workshop papers layout words 名称)"
    yield from (f"  {kind.name}  {code}" for code, kind in kinds.items() if code not in SLIPS)


def _print_keys(title: str, shape: type) -> Iterator[str]:
    yield f"\n{title}"
    for one in fields(shape):
        kind, doc = one.metadata["kind"], one.metadata["doc"]
        yield f"  {one.name.rstrip('_'):<12}{doc}({kind.title})"


def _print_paper(kind: Kind, shape: Shape) -> Iterator[str]:
    must = dict(shape.list_needed())
    yield f"{kind.name}({kind.code})"
    if not shape.words:
        yield f"  栏目不能选:{shape.fixed}"
        return
    yield "栏目(columns、headings、widths 用的词;* 不能去掉)"
    yield from (
        f"  {'*' if word in must else ' '} {word}{f':{must[word]}' if word in must else ''}" for word in shape.words
    )
    yield "空白表 .xlsx 里的名字"
    in_row = list_row_names(shape)
    yield from (
        f"    {name}{'(名单第一行)' if name in in_row else ''} {told}" for name, told in list_names(shape).items()
    )
