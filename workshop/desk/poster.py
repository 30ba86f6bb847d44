"""The poster of an opening 招工海报: read from three steps away, with a code that leads to its page."""

from workshop.desk.queries.openings import Opening
from workshop.desk.rules.openings import MONTHS, PayRange
from workshop.papers.codes.badges import HIGH_MM, WIDE_MM
from workshop.papers.kind import PDF, TYPES, Made
from workshop.papers.marking import tell_watermark
from workshop.papers.setting.drawing import Block, Drawing
from workshop.papers.setting.fitting import printable, wrap
from workshop.papers.setting.late import render_pdf
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.measures import MM_PER_PX
from workshop.papers.setting.qr import draw_code, draw_fitted
from workshop.papers.setting.stamps import make_stamps
from workshop.people.queries import Workshop

LEFT, CODE_MM = 20.0, 62.0
_WIDTH = WIDE_MM - 2 * LEFT


def tell_pay(found: PayRange | None) -> str:
    """The sentence of a range; of too few people nothing is published."""
    if found is None:
        return ""
    return f"最近 {MONTHS} 个月,{found.people} 个人大多每月 {found.low // 100:,} 至 {found.high // 100:,} 元"


def make_poster(shop: Workshop, opening: Opening, pay: PayRange | None, address: str) -> Made:
    """One page, A4."""
    page = lay_out_poster(shop, opening, pay, address)
    page.stamps += make_stamps(Mark(watermark=tell_watermark(shop.id)), (WIDE_MM, HIGH_MM), 0, 0)
    pdf = render_pdf([page], (WIDE_MM, HIGH_MM), f"{shop.name} 招{opening.title}")
    return Made(pdf, f"{shop.name}招{opening.title}.pdf", TYPES[PDF], 1, ())


def lay_out_poster(shop: Workshop, opening: Opening, pay: PayRange | None, address: str) -> Drawing:
    """The page as it will be drawn."""
    drawing = Drawing()
    draw_fitted(drawing, f"{shop.name} {shop.village}".strip(), LEFT, 18, _WIDTH, 26)
    draw_fitted(drawing, f"招{opening.title}", LEFT, 32, _WIDTH, 96)
    drawing.level(LEFT, 72, _WIDTH)
    top = _paragraph(drawing, opening.work, 80)
    for name, words in _facts(opening, pay):
        top = _fact(drawing, name, words, top)
    drawing.level(LEFT, HIGH_MM - CODE_MM - 28, _WIDTH)
    draw_code(drawing, f"{address}/jobs/{opening.code}", WIDE_MM - LEFT - CODE_MM, HIGH_MM - CODE_MM - 22, CODE_MM)
    low, width = HIGH_MM - CODE_MM - 12, _WIDTH - CODE_MM - 8
    draw_fitted(drawing, "手机扫码报名", LEFT, low, width, 40)
    draw_fitted(drawing, f"或打电话 {opening.phone}" if opening.phone else "或到车间来问", LEFT, low + 20, width, 28)
    draw_fitted(drawing, "不收任何费用", LEFT, low + 36, width, 22)
    return drawing


def _facts(opening: Opening, pay: PayRange | None) -> list[tuple[str, str]]:
    facts = [
        ("在哪里", opening.place_words),
        ("时间", f"{opening.times_words} {opening.hours}".strip()),
        ("要会", opening.skills_words),
        ("要几人", f"{opening.wanted} 人"),
        ("收入", tell_pay(pay)),
        ("招到", f"{opening.until.month} 月 {opening.until.day} 日" if opening.until else ""),
    ]
    return [(name, words) for name, words in facts if words]


def _paragraph(drawing: Drawing, text: str, top: float, px: float = 30) -> float:
    lines = wrap(printable(text), int(_WIDTH / (px / 2 * MM_PER_PX)))[:5]
    pitch = px * MM_PER_PX * 1.4
    drawing.blocks.append(Block(LEFT, top, pitch, px, "\n".join(lines)))
    return top + pitch * len(lines) + 6


def _fact(drawing: Drawing, name: str, words: str, top: float) -> float:
    drawing.line(name, LEFT, top + 1.2, 20)
    draw_fitted(drawing, words, LEFT + 30, top, _WIDTH - 30, 26)
    return top + 13
