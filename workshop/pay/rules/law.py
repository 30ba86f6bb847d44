"""Law and settings as dated values, what of them holds in a period, and the same in words that can be compared."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workshop.kernel.calendar import Calendar, CalendarMissing
from workshop.kernel.dated import Dated, value_on
from workshop.kernel.periods import Period
from workshop.pay.rules.facts import MinimumWage, Operation, PaySettings, ShopFacts, SocialRate, TaxTable
from workshop.pay.rules.insurance import rate_text
from workshop.pay.rules.sentences import yuan

PARTS: dict[str, str] = {
    "minimum_wage": "最低工资",
    "calendar": "日历",
    "setting": "工资设置",
    "social_rate": "社保费率",
    "social_base": "社保缴费基数",
    "tax_table": "个税税率表",
}
NOBODY = "没有人按基数缴费"  # then the rates of the county change nothing
Base = tuple[str, int, tuple[str, ...]]  # worker number, base in fen, insurances


@dataclass(frozen=True)
class Law:
    """Everything dated that a workshop's pay depends on; each tuple in order of its start, rates by insurance."""

    calendar: Calendar
    minimums: tuple[Dated[MinimumWage], ...]
    settings: tuple[Dated[PaySettings], ...]
    rates: Mapping[str, tuple[Dated[SocialRate], ...]]
    wage_tables: tuple[Dated[TaxTable], ...]
    service_tables: tuple[Dated[TaxTable], ...]


def shop_facts(law: Law, period: Period, operations: Mapping[int | str, Operation]) -> ShopFacts:
    """What holds in a period: settings from its first day, rates and tax tables on its last; minimum wages day by day."""
    rates = (value_on(dated, period.last) for _, dated in sorted(law.rates.items()))
    settings = value_on(law.settings, period.first)
    return ShopFacts(
        period,
        law.calendar,
        tuple(dated for dated in law.minimums if dated.valid_from <= period.last),
        operations,
        settings.value if settings else PaySettings(),
        tuple(found.value for found in rates if found and (found.value.person or found.value.employer)),
        _table(law.wage_tables, period.last),
        _table(law.service_tables, period.last),
    )


def _table(tables: tuple[Dated[TaxTable], ...], on: date) -> TaxTable | None:
    found = value_on(tables, on)
    return found.value if found else None


def law_in_words(shop: ShopFacts, bases: Iterable[Base]) -> dict[str, str]:
    """By part what holds in the period, whole: two texts are equal exactly when the figures of the period are."""
    insured = _bases(bases)
    tables = (("工资薪金", shop.wage_table), ("劳务报酬", shop.service_table))
    return {
        "minimum_wage": _minimums(shop),
        "calendar": _days(shop),
        "setting": _settings(shop.settings),
        "social_rate": _rates(shop.social_rates) if insured else NOBODY,
        "social_base": insured or NOBODY,
        "tax_table": ";".join(f"{name} {_brackets(table) if table else '没有'}" for name, table in tables),
    }


def changed_parts(before: Mapping[str, str], now: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """(part, before, now) of every part that reads otherwise, in the order of `PARTS`."""
    return [(part, before.get(part, "没有记下"), now[part]) for part in PARTS if before.get(part) != now[part]]


def _minimums(shop: ShopFacts) -> str:
    first, last = shop.period.first, shop.period.last
    start = value_on(shop.minimums, first)
    inside = [dated for dated in shop.minimums if first < dated.valid_from <= last]
    held = ([start] if start else []) + inside
    return (
        ";".join(
            f"{max(first, d.valid_from)} 起每月 {yuan(d.value.monthly)} 元、每小时 {yuan(d.value.hourly)} 元"
            for d in held
        )
        or "没有"
    )


def _days(shop: ShopFacts) -> str:
    days = list(shop.period.days())
    try:
        statutory = [str(on.day) for on in days if shop.calendar.is_statutory(on)]
    except CalendarMissing as missing:
        return f"没有 {missing.year} 年的法定节假日"
    rest = [str(on.day) for on in days if shop.calendar.is_rest(on)]
    return f"法定节假日 {'、'.join(statutory) or '没有'};休息日 {'、'.join(rest) or '没有'}"


def _settings(settings: PaySettings) -> str:
    wages = f"外发按工资薪金计税({settings.contract_reason})" if settings.contract_as_wages else "外发按劳务报酬计税"
    attendance = "锁定不了" if settings.attendance_blocks else "只提醒"
    return f"保底每天 {yuan(settings.guarantee)} 元;扣款后至少留 {yuan(settings.floor)} 元;{wages};有产量没有出勤{attendance}"


def _rates(rates: Iterable[SocialRate]) -> str:
    return ";".join(_rate(rate) for rate in rates) or "没有"


def _rate(rate: SocialRate) -> str:
    ends = (f"下限 {yuan(rate.floor)} 元" if rate.floor is not None else "没有下限") + (
        f"、上限 {yuan(rate.ceiling)} 元" if rate.ceiling is not None else "、没有上限"
    )
    return f"{rate.name} 个人 {rate_text(rate.person)}、单位 {rate_text(rate.employer)}({ends})"


def _bases(bases: Iterable[Base]) -> str:
    lines = sorted(f"{worker} {base} {'、'.join(kinds)}" for worker, base, kinds in bases)
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return f"{len(lines)} 人(校验值 {digest})" if lines else ""


def _brackets(table: TaxTable) -> str:
    free = (
        f"每月减除 {yuan(table.free)} 元"
        if table.free_to is None
        else (f"{yuan(table.free_to)} 元以下减 {yuan(table.free)} 元,以上减 {table.percent_off}%")
    )
    steps = (
        f"{f'至 {yuan(up_to)} 元' if up_to is not None else '以上'} {percent}% 速算扣除 {yuan(quick)}"
        for up_to, percent, quick in table.brackets
    )
    return f"{free};" + "、".join(steps)
