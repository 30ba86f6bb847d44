"""The month's attendance sheet 考勤表 (policy: L3): a mark a day, days and hours summed, signed by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, sum_rows

WEEKDAYS = "一二三四五六日"
AT_HOME = "居家"
MARKS = {
    "出勤": "√",
    "半天": "◐",
    "休息": "○",
    "事假": "△",
    "病假": "▲",
    "旷工": "×",
    "迟到": "迟",
    "补班": "补",
    "年假": "年",
    "公假": "公",
    AT_HOME: "W",
}
HOME_NOTE = "居家(W)是领料、交货的日子,不计出勤天数;做了多少以领料交货登记为准。"
PIECES_NOTE = "依据计件日报:没有打卡的计件工人,有产量的日子记出勤。"
LEGEND = (
    "图例: "
    + "  ".join(f"{mark} {status}" for status, mark in MARKS.items())
    + "  H8、H7.5、3:20 小时(钟点工)  空白 未排班或未入职"
)


@dataclass(frozen=True)
class AttendanceFacts:
    """One worker's month: `days` from date to status or to hours (`8`, `7.5`); half days and minutes as counted.

    `overtime` holds minutes of working days, rest days and statutory days, evidence and never pay (pay rules 5.1).
    """

    number: str
    name: str
    post: str
    days: Mapping[date, str]
    half_days: int
    minutes: int
    overtime: tuple[int, int, int] = (0, 0, 0)
    note: str = ""


def build_attendance(
    head: PaperHead,
    workers: Sequence[AttendanceFacts],
    rest_days: frozenset[date] = frozenset(),
    from_pieces: bool = False,
) -> ListPaper:
    """The sheet of the head's period; `rest_days` are tinted, `from_pieces` says that marks come from the piece record."""
    columns = _columns(head, rest_days)
    rows = tuple(ListRow(_values(head, ordinal, worker)) for ordinal, worker in enumerate(workers, 1))
    month = f"{head.period.first.year}年{head.period.first.month}月"
    return ListPaper(
        kind="attendance",
        title=f"{head.period.chinese}考勤表",
        head=head,
        fields=(f"单位名称:{head.unit}", f"考勤月份:{month}", f"共 {len(rows)} 人"),
        columns=columns,
        rows=rows,
        totals=sum_rows(columns, rows),
        checks=(
            "核对:出勤天数=出勤、迟到、补班每天计 1 天,半天计 0.5 天;加班只作记录,加班工资见工资表",
            "工时合计按上下班打卡时间计,含中间休息;钟点工按计时记录计",
        ),
        notes=(LEGEND, *((PIECES_NOTE,) if from_pieces else ()), *((HOME_NOTE,) if _at_home(workers) else ())),
        signatures=("考勤员", "车间负责人", "制表日期"),
        seal="车间负责人(盖章)",
    )


def _at_home(workers: Sequence[AttendanceFacts]) -> bool:
    return any(AT_HOME in worker.days.values() for worker in workers)


def _columns(head: PaperHead, rest_days: frozenset[date]) -> tuple[Column, ...]:
    days = tuple(
        Column(on.isoformat(), f"{on.day}\n{WEEKDAYS[on.weekday()]}", "mark", tied="day", tinted=on in rest_days)
        for on in head.period.days()
    )
    return (
        Column("ordinal", "序号", "count"),
        Column("name", "姓名", least=6, most=10),
        Column("post", "岗位", least=6, most=8),
        *days,
        Column("days", "出勤\n天数", "days", total=True),
        Column("minutes", "工时\n合计", "hours", total=True),
        Column("overtime", "平日", "hours", group="加班(小时)", total=True),
        Column("rest", "休息日", "hours", group="加班(小时)", total=True),
        Column("holiday", "法定", "hours", group="加班(小时)", total=True),
        Column("sign", "本人签字", "sign"),
        Column("note", "备注", least=4, most=8),
    )


def mark_of(status: str) -> str:
    """A status as its mark; hours as H8 or 3:20; what is neither as it stands, so that nothing is hidden."""
    if status in MARKS:
        return MARKS[status]
    return f"H{status}" if status.replace(".", "", 1).isdigit() else status


def hours_text(minutes: int) -> str:
    """Minutes as a day's square holds them, exact and short: 8, 7.5, or 3:20 where tenths would round."""
    hours, rest = divmod(minutes, 60)
    if rest % 6:
        return f"{hours}:{rest:02d}"
    return f"{hours}.{rest // 6}" if rest else str(hours)


def _values(head: PaperHead, ordinal: int, worker: AttendanceFacts) -> tuple[Value, ...]:
    marks: tuple[Value, ...] = tuple(mark_of(worker.days[on]) if on in worker.days else "" for on in head.period.days())
    counted: tuple[Value, ...] = (worker.half_days, worker.minutes, *worker.overtime)
    return (ordinal, worker.name, worker.post, *marks, *counted, None, worker.note)
