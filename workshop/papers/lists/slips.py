"""Pay slips 工资条 as data: every line with its sentence, sums, words and masks made (policy: L4, R4; pay rules 8.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workshop.kernel.faults import Refused
from workshop.kernel.money import format_yuan
from workshop.kernel.words import amount_in_words
from workshop.papers.columns import Column
from workshop.papers.listing import PaperHead, chinese_day
from workshop.papers.lists.wage_facts import tail

Page = Literal["A4", "A5"]
_HOURS, _DAYS = Column("hours", "", "hours"), Column("days", "", "days")


@dataclass(frozen=True)
class SlipLine:
    """One line: its sentence as the pay room wrote it, and its amount in fen."""

    sentence: str
    fen: int


@dataclass(frozen=True)
class SlipFacts:
    """One worker's slip. Fen, minutes, half days; of the numbers only the last four; `year_fen`: gross of the year so far.

    `own_pages` is the address of the worker's own pages, empty: no code is printed.
    """

    number: str
    name: str
    idno_tail: str
    category: str
    post: str
    card_tail: str
    half_days: int
    hour_minutes: int
    earnings: tuple[SlipLine, ...]
    deductions: tuple[SlipLine, ...]
    gross_fen: int
    net_fen: int
    year_fen: int | None = None
    carried: tuple[SlipLine, ...] = ()
    note: str = ""
    own_pages: str = ""


@dataclass(frozen=True)
class Slip:
    """One slip as it will be read: `who` and `when` are its head, `sums` its last lines."""

    number: str
    name: str
    title: str
    who: tuple[str, ...]
    when: tuple[str, ...]
    earnings: tuple[SlipLine, ...]
    deductions: tuple[SlipLine, ...]
    carried: tuple[SlipLine, ...]
    gross_fen: int
    deducted_fen: int
    net_fen: int
    sums: tuple[str, ...]
    remarks: tuple[str, ...]
    own_pages: str = ""


@dataclass(frozen=True)
class SlipBook:
    """All slips of a period, in the order in which they are cut; `page` A4: several to a page, A5: one to a page that lies."""

    head: PaperHead
    title: str
    slips: tuple[Slip, ...]
    page: Page = "A4"


def build_slips(head: PaperHead, workers: Sequence[SlipFacts], page: Page = "A4") -> SlipBook:
    """The slips to print and cut. Raises Refused where lines and sums differ."""
    title = f"{head.period.chinese}工资条"
    return SlipBook(head, title, tuple(_slip(head, title, worker) for worker in workers), page)


def _slip(head: PaperHead, title: str, worker: SlipFacts) -> Slip:
    deducted = sum(line.fen for line in worker.deductions)
    _check(worker, deducted)
    gross, net = format_yuan(worker.gross_fen), format_yuan(worker.net_fen)
    return Slip(
        number=worker.number,
        name=worker.name,
        title=f"{head.unit} {title}",
        who=_who(worker),
        when=_when(head, worker),
        earnings=worker.earnings,
        deductions=worker.deductions,
        carried=worker.carried,
        gross_fen=worker.gross_fen,
        deducted_fen=deducted,
        net_fen=worker.net_fen,
        sums=(f"应发合计 {gross} 元", f"扣款合计 {format_yuan(deducted)} 元", f"实发金额 {net} 元"),
        remarks=tuple(_remarks(worker)),
        own_pages=worker.own_pages,
    )


def _check(worker: SlipFacts, deducted: int) -> None:
    """A slip whose lines do not come to its sums is not printed."""
    gross = sum(line.fen for line in worker.earnings)
    if gross != worker.gross_fen or gross - deducted != worker.net_fen:
        raise Refused(
            f"{worker.number} {worker.name} 的工资条各行相加应发 {format_yuan(gross)} 元、实发 {format_yuan(gross - deducted)} 元,"
            f"与合计 {format_yuan(worker.gross_fen)} 元、{format_yuan(worker.net_fen)} 元不符",
            "请重新计算本月工资后再打印",
        )


def _who(worker: SlipFacts) -> tuple[str, ...]:
    pairs = (
        ("姓名", worker.name),
        ("工号", worker.number),
        ("身份证号", tail(worker.idno_tail)),
        ("人员类别", worker.category),
        ("岗位", worker.post),
        ("银行卡", tail(worker.card_tail)),
    )
    return tuple(f"{label}:{value}" for label, value in pairs if value)


def _when(head: PaperHead, worker: SlipFacts) -> tuple[str, ...]:
    period = f"支付周期:{chinese_day(head.period.first)}至{chinese_day(head.period.last)}"
    days = (f"工作时间:{_DAYS.show(worker.half_days)} 天",) if worker.half_days else ()
    hours = (f"计时:{_HOURS.show(worker.hour_minutes)} 小时",) if worker.hour_minutes else ()
    return (period, f"支付日期:{chinese_day(head.paid_on)}", *days, *hours)


def _remarks(worker: SlipFacts) -> list[str]:
    words = [f"实发大写:{amount_in_words(worker.net_fen)}"]
    if worker.year_fen is not None:
        words.append(f"本年累计应发 {format_yuan(worker.year_fen)} 元")
    words += [f"结转下期:{line.sentence} {format_yuan(line.fen)} 元" for line in worker.carried]
    return [*words, *([f"备注:{worker.note}"] if worker.note else [])]
