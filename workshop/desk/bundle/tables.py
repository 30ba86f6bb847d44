"""The tables that only a matter's bundle has: its course, its deadlines, the versions of slips and what was said to each."""

from collections.abc import Sequence
from datetime import datetime

from workshop.desk.queries.grounds import DayWord, SlipGround
from workshop.desk.queries.moments import SHANGHAI
from workshop.desk.queries.one_matter import MatterView
from workshop.desk.queries.visits import Visit
from workshop.desk.rules.matters import WAYS
from workshop.desk.rules.visits import WHY
from workshop.kernel.money import plain_yuan
from workshop.papers.bundle.tables import Table

COURSE = ("时间", "谁记的", "做了什么", "内容", "谁说的", "哪天说的", "更正的种类", "更正的单号")
LIMITS = ("期限", "多少", "最后一天", "做了的日期", "怎样", "依据", "哪天核对")
VERSIONS = ("期间", "校验值", "现在的一版", "时间", "说了什么", "第几行", "谁", "方式", "纸", "应发(元)", "实发(元)")
OFFSETS = ("期间", "项目", "退回(元)", "改为(元)", "原因", "时间", "谁", "进了哪一期")
VISITS = ("日期", "谁去的", "为什么", "看到听到", "答应", "哪天以前", "后来")
SAID = ("日期", "对不对", "说了什么", "时间", "谁")
SCANS = ("材料", "文件", "大小(字节)", "SHA-256", "时间", "谁放的")


def build_matter_tables(
    view: MatterView, slips: Sequence[SlipGround], visits: Sequence[Visit], said: Sequence[DayWord]
) -> list[Table]:
    """All of them, empty ones too: that there is nothing is an answer."""
    return [
        Table("事项经过", COURSE, tuple(_course(view))),
        Table("期限", LIMITS, tuple(_limits(view))),
        Table("走访", VISITS, tuple(_visit(visit) for visit in visits)),
        Table("工资条各版", VERSIONS, tuple(row for slip in slips for row in _versions(slip))),
        Table("冲正", OFFSETS, tuple(row for slip in slips for row in _offsets(slip))),
        Table("每日对工", SAID, tuple(_day_word(one) for one in said)),
        Table("附件", SCANS, tuple(_scans(view))),
    ]


def _day_word(one: DayWord) -> tuple[str, ...]:
    return str(one.on), "对" if one.agrees else "有问题", one.note, _at(one.at), one.by


def _course(view: MatterView) -> list[tuple[str, ...]]:
    raised = view.line.raised
    rows: list[tuple[str, ...]] = [
        (_at(raised.at), raised.by, f"提出({WAYS[raised.way]})", view.words, raised.name, "", "", raised.paper)
    ]
    for step in view.steps:
        said = (step.said_by, str(step.said_on or ""))
        rows.append((_at(step.at), step.by, step.words, step.text, *said, step.link_kind, step.link))
    if view.answer:
        by, at, words = view.answer
        rows.append((_at(at), by, "工资条上的答复", words, "", "", "", ""))
    return rows


def _limits(view: MatterView) -> list[tuple[str, ...]]:
    return [
        (
            one.limit.words,
            f"{one.limit.amount}",
            str(one.due or ""),
            str(one.done_on or ""),
            one.words,
            one.limit.source,
            str(one.limit.checked_on or "未核对"),
        )
        for one in view.line.deadlines
    ]


def _versions(slip: SlipGround) -> list[tuple[str, ...]]:
    head = slip.slip.head
    sums = (plain_yuan(head.gross), plain_yuan(head.net))
    rows = [
        (
            *(head.period, word.sha256, "是" if word.now else "", _at(word.at), word.words, str(word.position or "")),
            *(word.by, word.way, word.paper, *(sums if word.now else ("", ""))),
        )
        for word in slip.words
    ]
    return [*rows, (head.period, head.sha256, "是", "", "现在的工资条", "", "", "", "", *sums)]


def _offsets(slip: SlipGround) -> list[tuple[str, ...]]:
    return [
        (
            *(slip.slip.head.period, one.name, plain_yuan(one.taken_back), plain_yuan(one.put), one.reason),
            *(_at(one.at), one.by, one.joined or ""),
        )
        for one in slip.offsets
    ]


def _visit(visit: Visit) -> tuple[str, ...]:
    later = ";".join(f"{step.done_on} {step.text}" for step in visit.steps)
    return (
        *(str(visit.visited_on), visit.visitor, WHY.get(visit.why, visit.why), visit.found, visit.promised),
        *(str(visit.due or ""), later),
    )


def _scans(view: MatterView) -> list[tuple[str, ...]]:
    return [(one.document, one.file_name, str(one.size), one.sha256, _at(one.at), one.by) for one in view.scans]


def _at(moment: datetime) -> str:
    return f"{moment + SHANGHAI:%Y-%m-%d %H:%M:%S}"
