"""The month of the desk as a list for the county: numbers by kind, no name."""

from workshop.desk.queries.month import MonthView, load_month
from workshop.desk.rules.month import KindMonth
from workshop.papers.columns import Column, Value
from workshop.papers.kind import Asked, Kind, Numbers
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows
from workshop.papers.queries.documents import day_of
from workshop.papers.queries.heads import build_head

TITLE = "职工诉求办理情况月报表"
_ENDED, _ANSWERED = "办结的结果", "答复"
COLUMNS = (
    Column("kind", "种类", least=8, most=10),
    Column("carried", "上月\n没办结", "count", total=True),
    Column("raised", "本月\n提出", "count", total=True),
    Column("closed", "本月\n办结", "count", total=True),
    Column("open", "月末\n没办结", "count", total=True),
    Column("yes", "属实、同意", "count", _ENDED, total=True),
    Column("partly", "部分", "count", _ENDED, total=True),
    Column("no", "不属实、\n不同意", "count", _ENDED, total=True),
    Column("due", "本月到期", "count", _ANSWERED, total=True),
    Column("in_time", "按时", "count", _ANSWERED, total=True),
    Column("days", "办结用的\n天数(中位)", "count"),
    Column("longest", "没办结最久\n(天)", "count"),
)


def build_month_sheet(head: PaperHead, view: MonthView) -> ListPaper:
    """The list with a row for each kind, an empty one too."""
    rows = tuple(ListRow(_values(one)) for one in view.month.kinds)
    total = view.month.total
    course = "、".join(f"{period.month}月 {count}" for period, count in view.month.course)
    reasons = "、".join(f"{words} {count} 人" for words, count in view.reasons) or "没有"
    return ListPaper(
        kind="desk-month",
        title=f"{head.period.chinese}{TITLE}",
        head=head,
        fields=(f"填报单位(盖章):{head.unit}", f"统计到:{chinese_day(view.until)}"),
        columns=COLUMNS,
        rows=rows,
        totals=sum_rows(COLUMNS, rows),
        checks=(f"核对:上月没办结 {total.carried} + 本月提出 {total.raised} 件;月末没办结 {total.open} 件",),
        notes=(
            f"各月末没办结的件数:{course}。",
            f"走访 {view.visits} 次,答应的事 {view.promised} 件,办完 {view.kept} 件,过期 {view.late} 件。",
            f"本月离开 {view.left} 人,原因:{reasons};在册而好几天没来的 {view.stopped} 人。",
            f"登记的户 {view.families} 户,其中没有一个人有工作的 {view.jobless} 户,还不清楚的 {view.unknown} 户。",
        ),
        signatures=("稳岗联络员", "负责人", f"联系电话:{head.phone}"),
        largest_px=12.0,
    )


def _values(one: KindMonth) -> tuple[Value, ...]:
    return (
        *(one.words, one.carried, one.raised, one.closed, one.open, one.yes, one.partly, one.no),
        *(one.due, one.in_time, one.days, one.longest or None),
    )


def make_month_sheet(asked: Asked, numbers: Numbers) -> ListPaper:
    """The list of the month that is asked for, as of the day it is made."""
    view = load_month(asked.shop.id, asked.period, max(day_of(asked), asked.period.first))
    return build_month_sheet(build_head(asked.shop, asked.period), view)


MONTH_KIND = Kind(
    "desk-month",
    "职工诉求办理情况月报表",
    "交给县里:异议、争议、受伤、请求各有几件,按时答复几件;没有姓名",
    make_month_sheet,
    of_run=False,
)
