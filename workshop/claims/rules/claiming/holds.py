"""What a claim takes so that nobody is claimed twice 不得重复: times of holders in a scheme, and between schemes that exclude each other.

The same text comes out in every workshop, so that a key in the database can refuse the second one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.exclusions import Exclusion
from workshop.claims.rules.months import first_day, month_of, month_text
from workshop.claims.rules.places import holds_at
from workshop.claims.rules.programme import Benefit, Programme

EVER = "ever"


@dataclass(frozen=True)
class Scheme:
    """A benefit as exclusions see it: `key` is `programme/benefit`, `code` its place, `own` the exclusions it states."""

    key: str
    code: str
    fund: str
    own: tuple[Exclusion, ...]
    recomputed: bool = False


@dataclass(frozen=True)
class Holder:
    """Whom a claim takes: `key` is the same in every workshop; `months` he is claimed for, all of the period in a lump."""

    key: str
    worker_id: int | None
    months: tuple[int, ...]


@dataclass(frozen=True)
class Hold:
    """One time taken: `text` is unique for scheme, holder and time; `time` is for people to read."""

    text: str
    worker_id: int | None
    time: str
    again: bool = False  # the same workshop may take it once more


def list_schemes(programmes: Iterable[Programme]) -> list[Scheme]:
    """Every benefit of every version; the same name in two versions is told twice."""
    return [
        _scheme(programme, benefit, fund.source if (fund := benefit.fund or version.fund) else "")
        for programme in programmes
        for version in programme.versions
        for benefit in version.benefits
    ]


def _scheme(programme: Programme, benefit: Benefit, fund: str) -> Scheme:
    key = programme.benefit_key(benefit)
    return Scheme(key, programme.place.code, fund, benefit.exclusions, bool(benefit.recompute))


def list_holds(
    mine: Scheme, schemes: Iterable[Scheme], holders: Iterable[Holder], period: tuple[date, date]
) -> list[Hold]:
    """Everything a claim takes, each once; `mine` as the version that rules the claim states it."""
    pairs = list(_pairs(mine, schemes))
    found: dict[str, Hold] = {}
    for holder in holders:
        for pair, span, years, again in pairs:
            for slot, time in _slots(span, years, holder.months, period):
                text = f"{pair}|{holder.key}|{slot}"
                found.setdefault(text, Hold(text, holder.worker_id, time, again))
    return list(found.values())


def _pairs(mine: Scheme, schemes: Iterable[Scheme]) -> Iterator[tuple[str, str, tuple[int, ...], bool]]:
    """(pair of schemes, span, its years or months, may be taken again by this workshop); the same months of a scheme are always one."""
    yield mine.key, "同月", (), mine.recomputed
    for one in mine.own:
        if one.what in ("同一补贴", "先到先得") and one.effect == "不得":
            yield mine.key, one.span, _more(one), mine.recomputed or one.what == "先到先得"
    for other in schemes:
        if other.key == mine.key or not (holds_at(mine.code, other.code) or holds_at(other.code, mine.code)):
            continue
        pair = "+".join(sorted((mine.key, other.key)))
        for one in mine.own:
            if _names(one, other):
                yield pair, one.span, _more(one), False
        for one in other.own:
            if _names(one, mine):
                yield pair, one.span, _more(one), False


def _more(exclusion: Exclusion) -> tuple[int, ...]:
    """The years of 年份, the number of months of 若干月."""
    return (exclusion.months,) if exclusion.span == "若干月" else exclusion.years


def _names(exclusion: Exclusion, other: Scheme) -> bool:
    if exclusion.effect != "不得":
        return False
    if exclusion.what == "同一资金":
        return other.fund in exclusion.funds
    named = other.key in exclusion.schemes or other.key.split("/")[-1] in exclusion.schemes
    return exclusion.what == "其他补贴" and named


def _slots(
    span: str, years: tuple[int, ...], months: tuple[int, ...], period: tuple[date, date]
) -> Iterator[tuple[str, str]]:
    """Times as key and as people read them."""
    if span == "终身":
        yield EVER, "历来"
    elif span == "同年":
        for year in range(period[0].year, period[1].year + 1):
            yield f"y{year}", f"{year}年"
    elif span == "年份":
        if period[0].year <= years[1] and period[1].year >= years[0]:
            yield f"s{years[0]}-{years[1]}", f"{years[0]}年至{years[1]}年"
    elif span == "若干月":
        start = month_of(period[0])
        for month in range(start, start + years[0]):
            yield f"m{first_day(month):%Y-%m}", month_text(month)
    else:
        taken = months if span == "同月" and months else range(month_of(period[0]), month_of(period[1]) + 1)
        for month in taken:
            yield f"m{first_day(month):%Y-%m}", month_text(month)
