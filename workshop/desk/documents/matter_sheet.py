"""One matter on paper: what was said, what was done, what came of it, for the worker to sign."""

from collections.abc import Iterator
from datetime import date, datetime

from workshop.desk.queries.grounds import Ground, Grounds
from workshop.desk.queries.moments import SHANGHAI
from workshop.desk.queries.one_matter import MatterView, Step, tell_said
from workshop.desk.rules.matters import INJURY_WORDS, WAYS
from workshop.kernel.money import format_yuan
from workshop.papers.documents.pieces import chinese_date
from workshop.papers.form import Box, Field, Fields, FormPaper, Grid, Hands, Part, Party, Words

MOST_ENTRIES = 400
STEPS = ("时间", "谁", "做了什么", "说明")
ENTRIES = ("日期", "内容", "单价", "录入人", "写入时间", "在哪里录的、何时传到", "撤销")


def build_matter_sheet(unit: str, view: MatterView, grounds: Grounds | None, on: date) -> FormPaper:
    """The sheet; with `grounds` the records under it too. Places to sign stay empty."""
    raised = view.line.raised
    return FormPaper(
        kind="matter-sheet",
        title="事项处理单",
        unit=unit,
        parts=tuple(_parts(view, grounds, on)),
        number=f"编号:{raised.called}",
        reference=f"{raised.called} {raised.name}",
    )


def _parts(view: MatterView, grounds: Grounds | None, on: date) -> Iterator[Part]:
    yield Fields(tuple(_fields(view)))
    if view.injury:
        yield Fields(tuple(_injury(view)))
    yield Words("经过", "clause")
    yield Grid((17, 13, 20, 50), tuple(_steps(view)), STEPS)
    if view.line.deadlines:
        yield Words("期限", "clause")
        yield Grid((34, 16, 50), tuple(_deadlines(view)), ("什么", "最后一天", "怎样、依据"))
    if grounds:
        yield from _grounds(grounds)
    yield Words(f"打印日期:{chinese_date(on)}。本人看过以上内容,写的和说的一样(不一样的请在下面写明):", "line")
    yield Grid((100,), ((Box(high_mm=22),),))
    yield Hands(
        (Party("本人", ("签字、按手印:", "日期:")), Party("稳岗联络员", ("签字:", "日期:")), Party("车间", ("盖章:",)))
    )


def _fields(view: MatterView) -> Iterator[Field]:
    line, raised = view.line, view.line.raised
    yield Field("姓名", raised.name or "(车间的事)")
    yield Field("工号", raised.worker_no)
    yield Field("种类", raised.kind_words)
    yield Field("提出", f"{_moment(raised.at)} {WAYS[raised.way]}")
    if raised.period:
        yield Field("工资条", raised.period)
    if raised.first and raised.kind != "injury":
        yield Field("日期", str(raised.first) + (f" 至 {raised.last}" if raised.last else ""))
    if raised.fen:
        yield Field("金额", f"{format_yuan(raised.fen)} 元")
    if raised.line:
        yield Field("说的是哪一行", raised.line, wide=True)
    yield Field("说了什么", view.words or "(没有写)", wide=True)
    yield Field("稳岗联络员", f"{line.liaison.name} {line.liaison.phone}" if line.liaison else "")
    yield Field("现在", line.state_words + (f",{line.days} 天" if line.days else ""))


def _injury(view: MatterView) -> Iterator[Field]:
    for name, words in INJURY_WORDS.items():
        if name != "how":
            value = getattr(view.injury, name)
            yield Field(words, str(value) if value else "", wide=name == "found")


def _steps(view: MatterView) -> Iterator[tuple[Box, ...]]:
    raised = view.line.raised
    yield tuple(Box(text) for text in (_moment(raised.at), raised.by, "提出", WAYS[raised.way] + raised.paper))
    for step in view.steps:
        yield tuple(Box(text) for text in (_moment(step.at), step.by, step.words, _told(step)))
    if view.answer:
        by, at, words = view.answer
        yield tuple(Box(text) for text in (_moment(at), by, "工资条上的答复", words))


def _told(step: Step) -> str:
    said = tell_said(step)
    linked = f"({step.link})" if step.link_kind else ""
    return (f"{said}:" if said else "") + step.text + linked


def _deadlines(view: MatterView) -> Iterator[tuple[Box, ...]]:
    for one in view.line.deadlines:
        checked = "" if one.limit.own or one.limit.checked_on else "(依据未核对)"
        words = one.words + (f",{one.done_on} 做的" if one.done_on else "")
        yield Box(one.limit.words), Box(str(one.due or "—")), Box(f"{words}。{one.limit.source}{checked}")


def _grounds(grounds: Grounds) -> Iterator[Part]:
    span = f"{grounds.first} 至 {grounds.last}"
    yield Words(f"底下的记录({span},{len(grounds.entries)} 条)", "clause")
    if grounds.entries:
        rows = tuple(_entry(one) for one in grounds.entries[:MOST_ENTRIES])
        yield Grid((14, 22, 8, 10, 14, 19, 13), rows, ENTRIES)
    if len(grounds.entries) > MOST_ENTRIES:
        yield Words(f"这里只印前 {MOST_ENTRIES} 条,全部在车间的记录里,也在仲裁材料里。", "small")
    if grounds.slip:
        head = grounds.slip.slip.head
        words = f"工资条 {head.period}:应发 {format_yuan(head.gross)} 元,实发 {format_yuan(head.net)} 元,校验值 {head.sha256}"
        yield Words(words, "small")
        for word in grounds.slip.words:
            now = "" if word.now else f"(对的是以前的一版 {word.sha256[:12]})"
            yield Words(f"{_moment(word.at)} {word.words} {word.by} {word.way}{now}", "small")
    if grounds.days:
        rows = tuple(
            (
                Box(str(day.on)),
                Box(str(day.version)),
                Box(day.status),
                Box(day.clock),
                Box(day.by),
                Box(_moment(day.at)),
            )
            for day in grounds.days[:MOST_ENTRIES]
        )
        yield Words("考勤", "clause")
        yield Grid((16, 10, 14, 20, 18, 22), rows, ("日期", "第几次记", "考勤", "上下班", "录入人", "写入时间"))
    for one in grounds.said:
        told = "对" if one.agrees else f"有问题:{one.note}"
        yield Words(f"每日对工 {one.on}:{told}({one.by} {_moment(one.at)})", "small")


def _entry(one: Ground) -> tuple[Box, ...]:
    arrived = f"\n平板 {one.told_at[:16].replace('T', ' ')}\n传到 {_moment(one.arrived)}" if one.arrived else ""
    undone = one.undone or (f"这条是撤销:{one.reason}" if one.reverses else "")
    return tuple(
        Box(text) for text in (str(one.on), one.words, one.price, one.by, _moment(one.at), one.way + arrived, undone)
    )


def _moment(at: datetime | None) -> str:
    return f"{at + SHANGHAI:%Y-%m-%d %H:%M}" if at else ""
