"""Words about the workshop itself: type, owner, place, area, posts, age, seasons, licences."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from workshop.claims.rules.bounds import Bounded
from workshop.claims.rules.conditions import WORKSHOP, Condition, condition
from workshop.claims.rules.kinds import Choice, Flag, Many, Text, said
from workshop.claims.rules.months import full_months, month_of, period_text
from workshop.claims.rules.places import PlaceKind, lies_in
from workshop.claims.rules.results import Finding
from workshop.claims.rules.scales import AREA, COUNT, MONTHS, Scale
from workshop.claims.rules.windows import Window, WindowKind, recognised_since
from workshop.claims.rules.wordlists import ENTITIES, LICENCES, MACHINES, SHOP_KINDS, SITES

if TYPE_CHECKING:
    from workshop.claims.rules.look import Look


def _one(found: str | None, asked: tuple[str, ...], what: str) -> Finding:
    words = "、".join(asked)
    if not found:
        return Finding("undecided", f"{what}没有登记,要求{words}")
    return Finding("met" if found in asked else "not_met", f"{what} {found},要求{words}")


@condition("车间类型", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ShopKind(Condition):
    """车间是其中一种类型。"""

    EXAMPLE: ClassVar[str] = '{ is = "车间类型", any_of = ["厂房式"] }'
    any_of: tuple[str, ...] = said(Many(Choice(SHOP_KINDS, "车间类型")), "其中任一种", ())
    others: tuple[str, ...] = said(Many(Text()), "词表里没有的类型,照原文写", ())

    def judge(self, look: "Look") -> Finding:
        return _one(look.roll.shop.kind, (*self.any_of, *self.others), "车间类型")


@condition("主体类型", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Entity(Condition):
    """办车间的是其中一种主体。"""

    EXAMPLE: ClassVar[str] = '{ is = "主体类型", any_of = ["企业", "农民专业合作社"] }'
    any_of: tuple[str, ...] = said(Many(Choice(ENTITIES, "主体类型")), "其中任一种", ())
    others: tuple[str, ...] = said(Many(Text()), "词表里没有的主体,照原文写", ())

    def judge(self, look: "Look") -> Finding:
        return _one(look.roll.shop.entity, (*self.any_of, *self.others), "主体类型")


@condition("所在地", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Site(Condition):
    """车间在其中一种地方(乡镇、安置区、工业园区……),或在其中一个行政区。"""

    EXAMPLE: ClassVar[str] = '{ not = { is = "所在地", any_of = ["工业园区", "开发区"] } }'
    any_of: tuple[str, ...] = said(Many(Choice(SITES, "所在地")), "其中任一种地方", ())
    others: tuple[str, ...] = said(Many(Text()), "词表里没有的地方,照原文写(登记所在地时用同样的字)", ())
    places: tuple[str, ...] = said(Many(PlaceKind()), "其中任一行政区", ())

    def complaint(self) -> str:
        """One of the two."""
        return "" if self.any_of or self.others or self.places else "要写 any_of、others 或 places"

    def judge(self, look: "Look") -> Finding:
        named = {*self.any_of, *self.others}
        shop, asked = look.roll.shop, "、".join((*self.any_of, *self.others, *self.places))
        if named and shop.sites is None:
            return Finding("undecided", f"车间所在地没有登记,要求{asked}")
        fits = not named or bool(named & (shop.sites or set()))
        inside = [lies_in(shop.region, place, look.base) for place in self.places]
        if self.places and fits:
            fits = True in inside
            if not fits and None in inside:
                return Finding("undecided", f"车间的行政区没有登记,要求{asked}")
        have = "、".join(sorted(shop.sites or ())) or shop.region or "没有登记"
        return Finding("met" if fits else "not_met", f"车间在 {have},要求{asked}")


@condition("面积", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Area(Bounded):
    """建筑面积,平方米。"""

    SCALE: ClassVar[Scale] = AREA
    EXAMPLE: ClassVar[str] = '{ is = "面积", at_least = 100 }'

    def judge(self, look: "Look") -> Finding:
        return self.compare(look, "面积", look.roll.shop.area, look.roll.shop.area)


@condition("岗位数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Posts(Bounded):
    """提供的岗位数。"""

    SCALE: ClassVar[Scale] = COUNT
    EXAMPLE: ClassVar[str] = '{ is = "岗位数", at_least = 15 }'

    def judge(self, look: "Look") -> Finding:
        return self.compare(look, "岗位", look.roll.shop.posts, look.roll.shop.posts)


AGE_SINCE = {"注册": "营业执照成立日", "投产": "开始生产那天", "认定": "第一次认定那天"}


@condition("开办满月", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class ShopAge(Bounded):
    """从注册、投产或认定那天到申领日前一天满几个月;成立不超过5年写 at_most = 60,认定后三年内写 since = "认定", less_than = 36。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "开办满月", since = "投产", at_least = 12 }'
    since: str = said(Choice(AGE_SINCE, "起点"), ";".join(f"{k}={v}" for k, v in AGE_SINCE.items()), "投产")

    def judge(self, look: "Look") -> Finding:
        shop = look.roll.shop
        start = {"注册": shop.founded, "投产": shop.started, "认定": recognised_since(look)}[self.since]
        if start is None:
            return self.compare(look, f"{self.since}日期", None, None)
        months = full_months(start, max(start, look.asked.on - timedelta(days=1)))
        return self.compare(look, f"{self.since}于 {start},满", months, months)


@condition("运行月数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class RunningMonths(Bounded):
    """期间里车间有人做工的月份数;season_counts = true 时,季节性车间的淡季也算正常运行。"""

    SCALE: ClassVar[Scale] = MONTHS
    EXAMPLE: ClassVar[str] = '{ is = "运行月数", at_least = 3, window = "近若干月" }'
    window: Window = said(WindowKind(), "看哪一段期间", Window(kind="本项期间"))
    season_counts: bool = said(Flag(), "true:季节性车间的淡季算运行", False)

    def judge(self, look: "Look") -> Finding:
        periods, why = self.window.resolve(look)
        if not periods:
            return Finding("undecided", why)
        first, last = periods[0][0], periods[-1][1]
        months = range(month_of(first), month_of(last) + 1)
        flags = [look.roll.running(month) for month in months]
        if self.season_counts and look.roll.shop.seasonal:
            flags = [True] * len(flags)
        low = flags.count(True)
        return self.compare(look, f"{period_text(first, last)}运行", low, low + flags.count(None))


@condition("季节性", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Seasonal(Condition):
    """是季节性车间。"""

    EXAMPLE: ClassVar[str] = '{ not = { is = "季节性" } }'

    def judge(self, look: "Look") -> Finding:
        found = look.roll.shop.seasonal
        if found is None:
            return Finding("undecided", "是不是季节性车间没有登记")
        return Finding("met" if found else "not_met", "是季节性车间" if found else "不是季节性车间")


@condition("证照", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Licences(Condition):
    """证照齐全(need = 任一 时有一种就行)。"""

    EXAMPLE: ClassVar[str] = '{ is = "证照", all_of = ["营业执照", "税务登记"] }'
    all_of: tuple[str, ...] = said(Many(Choice(LICENCES, "证照")), "证照")
    need: str = said(Choice(("全部", "任一"), "要求"), "全部或任一", "全部")

    def judge(self, look: "Look") -> Finding:
        have, asked = look.roll.shop.licences, "、".join(self.all_of)
        if have is None:
            return Finding("undecided", f"证照没有登记,要求{asked}")
        missing = [name for name in self.all_of if name not in have]
        fits = not missing or (self.need == "任一" and len(missing) < len(self.all_of))
        return Finding("met" if fits else "not_met", f"缺{'、'.join(missing)}" if not fits else f"有{asked}")


@condition("设备数", WORKSHOP)
@dataclass(frozen=True, kw_only=True, eq=False)
class Machines(Bounded):
    """设备台数,可以只算其中几种。"""

    SCALE: ClassVar[Scale] = COUNT
    EXAMPLE: ClassVar[str] = '{ is = "设备数", kinds = ["缝纫机"], at_least = 10 }'
    kinds: tuple[str, ...] = said(Many(Choice(MACHINES, "设备")), "只算这些设备;不写是全部", ())

    def judge(self, look: "Look") -> Finding:
        machines = look.roll.shop.machines
        if machines is None:
            return self.compare(look, "设备", None, None)
        number = sum(m.count for m in machines if not self.kinds or m.kind in self.kinds)
        return self.compare(look, "设备", number, number)
