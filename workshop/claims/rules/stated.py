"""Figures as a paper states them: a number, a number by date, a county's setting, a standard such as the minimum wage, or unseen."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from workshop.claims.rules.kinds import At, Choice, Kind, Text, Wrong, said, to_thousandths, unknown_word
from workshop.claims.rules.kinds import build as build_table
from workshop.claims.rules.look import Look
from workshop.claims.rules.scales import COUNT, MONEY, PLAIN, RATIO, Scale, ratio_text, read_ratio
from workshop.kernel.dated import value_on
from workshop.kernel.money import round_half_up

UNSEEN = "未见"  # the source seen does not show the figure
STANDARDS = {  # 标准, in fen, dated
    "最低月工资": "当地月最低工资标准",
    "最低小时工资": "当地非全日制小时最低工资标准",
    "贫困线": "当年贫困线(省定),一年",
    "监测线": "当年防返贫监测线,一年",
    "低保线": "当地农村低保标准,一年",
    "社平工资": "上年度社会平均工资,一月",
    "社保缴费基数": "当地社会保险缴费基数下限,一月",
    "失业保险金": "当地失业保险金标准,一月",
    "初级培训价": "当地初级技能培训补贴标准,一人",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` in small units of a scale, None while nobody knows it; `text` says it, and where it comes from."""

    value: int | None
    text: str


class Stated:
    """A figure of a paper; `at` gives what it is on a day."""

    def at(self, look: Look, on: date) -> Figure:
        """The figure on a day."""
        raise NotImplementedError


@dataclass(frozen=True)
class Exactly(Stated):
    """A number as written."""

    figure: Figure

    def at(self, look: Look, on: date) -> Figure:
        return self.figure


@dataclass(frozen=True)
class Unseen(Stated):
    """`"未见"`: the paper was not seen whole, so nobody may decide by it."""

    def at(self, look: Look, on: date) -> Figure:
        return Figure(None, "原文数字没有看到")


@dataclass(frozen=True, kw_only=True)
class Setting(Stated):
    """`{ setting = "名称" }`: a figure the county sets, declared under [[setting]]."""

    setting: str = said(Text(), "[[setting]] 里的名称")
    scale: Scale = RATIO

    def at(self, look: Look, on: date) -> Figure:
        raw, problem = look.setting(self.setting, on)
        value = read_number(raw, self.scale) if raw is not None else None
        if value is None:
            return Figure(None, problem or f"县里定的「{self.setting}」不是{self.scale.title}")
        return Figure(value, f"{number_text(value, self.scale)}(县定:{self.setting})")


class TimesKind(Kind):
    """A part or a multiple; a county may set it."""

    title = '几倍或几成,"60%"、"3/2";县里定的写 { setting = "…" }'

    def parse(self, raw: object, at: At) -> Stated:
        return StatedKind(RATIO).parse(raw, at)


@dataclass(frozen=True, kw_only=True)
class Standard(Stated):
    """`{ standard = "最低月工资", times = "60%" }`: a dated standard, or a part or a multiple of it."""

    standard: str = said(Choice(STANDARDS, "标准"), "标准的名称")
    times: Stated | None = said(TimesKind(), "几倍或几成;不写是一倍", None)
    scale: Scale = RATIO

    def at(self, look: Look, on: date) -> Figure:
        found = value_on(look.county.standards.get(self.standard, ()), on)
        if found is None:
            return Figure(None, f"没有录入 {on.year} 年的{self.standard}")
        times = self.times.at(look, on) if self.times else Figure(RATIO.factor, "")
        if times.value is None:
            return times
        fen = round_half_up(found.value * times.value, RATIO.factor)
        part = f"的 {times.text}" if times.text else ""
        value = fen * self.scale.factor // MONEY.factor
        return Figure(value, f"{MONEY.text(fen)}({found.valid_from} 起{self.standard}{part})")


@dataclass(frozen=True)
class Dated(Stated):
    """`[{ from = 2021-01-01, value = 1000 }, { from = 2023-01-01, value = 1500 }]`: by date of service."""

    steps: tuple[tuple[date, Stated], ...]

    def at(self, look: Look, on: date) -> Figure:
        found = [stated for start, stated in self.steps if start <= on]
        return found[-1].at(look, on) if found else Figure(None, f"{on} 以前没有数字")


def read_number(raw: object, scale: Scale) -> int | None:
    """A raw number, or a ratio for the scale of ratios, in small units."""
    if scale is not RATIO:
        return scale.read(raw)
    ratio = read_ratio(raw)
    return round_half_up(ratio.numerator * RATIO.factor, ratio.denominator) if ratio is not None else None


def number_text(value: int, scale: Scale) -> str:
    """A figure in words of its scale."""
    return ratio_text(Fraction(value, RATIO.factor)) if scale is RATIO else scale.text(value)


def exactly(value: int, scale: Scale) -> Exactly:
    """A stated number made in code, in small units."""
    return Exactly(Figure(value, number_text(value, scale)))


class StatedKind(Kind):
    """A figure in a given scale, or that of the word it stands in (`SCALE`)."""

    def __init__(self, scale: Scale | None = None) -> None:
        self.scale = scale

    @property
    def title(self) -> str:  # type: ignore[override]
        what = self.scale.title if self.scale else "数字(单位看词)"
        return f'{what};或 "{UNSEEN}"、{{ setting = "…" }}、{{ standard = "…" }}、[{{ from = 日期, value = 数字 }}, …]'

    def parse(self, raw: object, at: At) -> Stated:
        scale: Scale = self.scale if self.scale else getattr(at.owner, "SCALE", COUNT)
        if raw == UNSEEN:
            return Unseen()
        if isinstance(raw, dict):
            return _by_name(raw, scale, at)
        if isinstance(raw, list) and raw:
            return _by_date(raw, scale, at)
        value = read_number(raw, scale)
        if value is None:
            raise Wrong(at.path, raw, f"应是{scale.title}", _mend(raw, scale))
        if scale is RATIO:  # the ratio as written, so that thirds stay thirds in the sentence
            return Exactly(Figure(value, str(raw)))
        return Exactly(Figure(value, number_text(value, scale)))


def _mend(raw: object, scale: Scale) -> str:
    """What to write instead, from what was written."""
    if scale is RATIO and isinstance(raw, int | Decimal) and not isinstance(raw, bool) and to_thousandths(raw, 6):
        percent = raw * 100 if 0 < raw < 1 else raw
        shown = format(Decimal(percent), "f")
        return f'百分数写成 "{shown.rstrip("0").rstrip(".") if "." in shown else shown}%",加英文双引号'
    if scale is not RATIO and isinstance(raw, str) and raw[:1].isdigit():
        return "数字不加引号,后面不写单位" + (",金额写元数" if scale.unit == "元" else "")
    return f'没有看到原文数字时写 "{UNSEEN}"'


def _by_name(raw: dict, scale: Scale, at: At) -> Stated:
    shapes = {"setting": Setting, "standard": Standard}
    shape = next((shapes[name] for name in raw if name in shapes), None)
    if shape is None:
        raise unknown_word(next(iter(raw), ""), list(shapes), "参数", at.path)
    if shape is Standard and scale.factor != MONEY.factor and scale is not PLAIN:  # a registered number may be of yuan
        raise Wrong(at.path, raw.get("standard", ""), f"标准是金额,这里应是{scale.title}")
    made = build_table(shape, raw, at.path, at.wrongs)
    if made is None:
        return Unseen()
    scaled = type(made)(**{**made.__dict__, "scale": scale})
    at.wrongs.places[id(scaled)] = at.path
    return scaled


def _by_date(raw: list, scale: Scale, at: At) -> Stated:
    steps = []
    for index, item in enumerate(raw):
        if not isinstance(item, dict) or set(item) != {"from", "value"} or type(item["from"]) is not date:
            raise Wrong((*at.path, index), item, "每一步应是 { from = 日期, value = 数字 }")
        steps.append((item["from"], StatedKind(scale).parse(item["value"], at.down(index).down("value"))))
    if [day for day, _ in steps] != sorted({day for day, _ in steps}):
        raise Wrong(at.path, raw, "from 应从早到晚,不重复")
    return Dated(tuple(steps))
