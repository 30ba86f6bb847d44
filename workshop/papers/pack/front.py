"""Cover and contents of a pack."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.kernel.money import format_yuan
from workshop.papers.form import Box, Field, Fields, FormPaper, Grid, NewPage, Words
from workshop.papers.listing import chinese_day
from workshop.papers.pack.binding import Laid
from workshop.papers.pack.values import Pack, Piece
from workshop.people.queries import Workshop

DRAFT = "未齐全"
_HEADINGS = ("序号", "材料", "份数", "形式", "页码", "说明")
_WIDTHS = (7, 36, 11, 14, 12, 20)


@dataclass(frozen=True)
class Bound:
    """A piece with where its pages stand; none where nothing was put in."""

    piece: Piece
    place: Laid | None
    printed: int


def build_front(shop: Workshop, pack: Pack, bound: Sequence[Bound], total: int, on: date, made_by: str) -> FormPaper:
    """The cover, and on a page of its own what stands where."""
    claim = pack.claim
    draft = "" if pack.complete else f"({DRAFT},草稿)"
    return FormPaper(
        kind="pack",
        title=f"{claim.benefit}申报材料{draft}",
        unit=shop.name,
        number=f"申领编号:{claim.number}",
        parts=(*_cover(shop, pack, total, on, made_by), NewPage("目录"), *_contents(pack, bound)),
        reference=f"申领 {claim.number}",
    )


def _cover(shop: Workshop, pack: Pack, total: int, on: date, made_by: str) -> tuple[Fields | Words, ...]:
    claim = pack.claim
    fields = (
        Field("申报单位", shop.name, wide=True),
        Field("统一社会信用代码", shop.credit_code),
        Field("联系电话", shop.phone),
        Field("申报项目", claim.benefit, wide=True),
        Field("依据", f"{claim.title}{f'({claim.document_number})' if claim.document_number else ''}", wide=True),
        Field("服务期间", f"{chinese_day(claim.first)}至{chinese_day(claim.last)}", wide=True),
        Field("人数", f"{len(claim.people)} 人"),
        Field("申请金额", f"{format_yuan(claim.fen)} 元"),
        Field("怎样算的", claim.sentence, wide=True),
        Field("申领校验值", claim.sha256[:12] or "(草稿)", wide=True),
        Field("材料", f"{len(pack.pieces)} 种,共 {total} 页", wide=True),
        Field("编制人", made_by),
        Field("编制日期", chinese_day(on)),
        Field("申报单位", hand="seal", high_mm=45, shown="单位盖章"),
        Field("负责人", hand="sign", high_mm=45, shown="负责人签字"),
    )
    steps = (Words(f"送审:{' → '.join(pack.steps)}", "small"),) if pack.steps else ()
    return (Fields(fields), *steps)


def _contents(pack: Pack, bound: Sequence[Bound]) -> tuple[Grid | Words, ...]:
    rows = tuple(_row(turn, one) for turn, one in enumerate(bound, 1))
    notes = ["页码是全套材料的页码,印在每页上边正中。"]
    if pack.assumed:
        notes.append("文件没有写明要交哪些材料,这里按常用的准备;报送前请先问收件的部门。")
    notes += [f"{one.sentence}" for piece in pack.pieces for one in piece.lacks]
    return (Grid(_WIDTHS, rows, _HEADINGS), *(Words(note, "small") for note in notes))


def _row(turn: int, one: Bound) -> tuple[Box, ...]:
    piece, place = one.piece, one.place
    copies = f"{piece.copies} 份" if one.printed == piece.copies else f"打印 {piece.copies} 份"
    pages = "" if place is None else _pages(place)
    said = "缺" if piece.state == "missing" else piece.remark or piece.state_words
    stamped = "、盖章" if piece.stamped else ""
    texts = (str(turn), piece.name, copies, f"{piece.form}{stamped}", pages, said)
    return tuple(Box(text, align="left" if at in (1, 5) else "center") for at, text in enumerate(texts))


def _pages(place: Laid) -> str:
    last = place.first + place.pages - 1
    return str(place.first) if last == place.first else f"{place.first}-{last}"
