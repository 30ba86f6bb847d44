"""Whether figures of law or settings can be right: what cannot is refused by name, before it is written down."""

from datetime import date
from itertools import pairwise

from workshop.kernel.faults import Refused

INSURANCES = ("养老", "医疗", "失业", "工伤", "生育", "大病医疗", "公积金")
TAX_KINDS: dict[str, str] = {"wages": "工资薪金(累计预扣)", "services": "劳务报酬"}
Brackets = tuple[tuple[int | None, int, int], ...]


def check_setting(valid_from: date, guarantee: int, floor: int, as_wages: bool, reason: str) -> None:
    """A setting holds for whole months, so that no period has two; classing take-home as wages needs its reason (7.2)."""
    if valid_from.day != 1:
        mend = f"请写 {valid_from.replace(day=1)} 或下一个月的 1 日"
        raise Refused(f"工资设置从某个月的 1 日起执行,不能从 {valid_from} 起", mend, "valid_from")
    for amount, field in ((guarantee, "guarantee"), (floor, "floor")):
        if amount < 0:
            raise Refused("金额不能是负数", "没有就写 0", field)
    if as_wages and not reason.strip():
        raise Refused(
            "外发按工资薪金计税要写理由,它会印在工资条上", "例如:与本车间有劳动关系,在家加工", "contract_reason"
        )


def check_rate(kind: str, person: int, employer: int, floor: int | None, ceiling: int | None) -> None:
    """Rates of a known insurance between 0 and 100 per cent, a floor below the ceiling."""
    if kind not in INSURANCES:
        raise Refused(f"险种「{kind}」不认识", f"请用 {'、'.join(INSURANCES)} 之一", "kind")
    for rate, field in ((person, "person"), (employer, "employer")):
        if not 0 <= rate <= 10_000:
            raise Refused(f"{kind}的费率应在 0 到 100% 之间", "8% 就写 8", field)
    for base, field in ((floor, "floor"), (ceiling, "ceiling")):
        if base is not None and base <= 0:
            raise Refused(f"{kind}的缴费基数上下限应大于零", "没有上限或下限就不填", field)
    if floor is not None and ceiling is not None and floor > ceiling:
        raise Refused(f"{kind}的缴费基数下限高于上限", "请核对两个数", "ceiling")


def check_base(worker_no: str, base: int, kinds: tuple[str, ...]) -> None:
    """A base of nothing ends the insurance; a negative one is none."""
    if base < 0:
        raise Refused(f"{worker_no} 的缴费基数是负数", "停缴写 0", "lines")
    if unknown := [kind for kind in kinds if kind not in INSURANCES]:
        raise Refused(f"险种「{'、'.join(unknown)}」不认识", f"请用 {'、'.join(INSURANCES)}", "kinds")


def check_tax_table(kind: str, brackets: Brackets, free: int, free_to: int | None, percent_off: int) -> None:
    """Brackets rise, the last has no end, and where one ends the next begins with the same tax (速算扣除数)."""
    if kind not in TAX_KINDS:
        raise Refused(f"税率表「{kind}」不认识", f"请用 {'、'.join(TAX_KINDS)} 之一", "kind")
    if free < 0 or not 0 <= percent_off < 100 or (free_to is not None and free_to < free):
        raise Refused("减除费用不对", "请按公告核对", "free")
    if not brackets or brackets[-1][0] is not None:
        raise Refused("税率表的最后一级应没有上限", "最后一行写:以上 45 181920", "brackets")
    for number, (lower, upper) in enumerate(pairwise(brackets), 2):
        _check_step(number, lower, upper)
    if brackets[0][2] != 0:
        raise Refused("第 1 级的速算扣除数应是 0", "请按公告核对", "brackets")


def _check_step(number: int, lower: tuple[int | None, int, int], upper: tuple[int | None, int, int]) -> None:
    end, percent, quick = lower
    if end is None or (upper[0] is not None and upper[0] <= end) or not percent < upper[1] <= 100:
        raise Refused(f"税率表第 {number} 级没有比上一级高", "每一行的上限和税率都应比上一行大", "brackets")
    right, rest = divmod(end * (upper[1] - percent), 100)
    if upper[2] != quick + right or rest:
        sentence = f"税率表第 {number} 级的速算扣除数与上一级接不上,应是 {(quick + right) // 100}"
        raise Refused(sentence, "请按公告核对上限、税率和速算扣除数", "brackets")
