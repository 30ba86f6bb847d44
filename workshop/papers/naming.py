"""What papers call bodies and people, by the day they are made: offices were renamed and so were the words for people.

The one place of these names. None has been compared with the paper that made the change: `checked_on` stays empty until
a person has. A programme's own terms go before them, and a county's layout may put its own names on the printed paper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from workshop.kernel.dated import Dated, value_on

_BEGIN = date(2015, 1, 1)
_RENAMED = "名称由「扶贫」改为「帮扶」(2021 年起;各地改的日子未核对)"
_OFFICE = "2021 年扶贫办改为乡村振兴局(国家乡村振兴局 2021-02-25 挂牌;本县的日子未核对)"
_MERGED = "乡村振兴局并入农业农村局(各地约 2024 年;本县的日子未核对)"
_CHANGE, _MERGE = date(2021, 2, 25), date(2024, 1, 1)


def _renamed(before: str, after: str) -> tuple[Dated[str], ...]:
    return Dated(_BEGIN, before, _RENAMED), Dated(_CHANGE, after, _RENAMED)


def _always(name: str) -> tuple[Dated[str], ...]:
    return (Dated(_BEGIN, name, "常用叫法,未核对"),)


NAMES: Mapping[str, tuple[Dated[str], ...]] = {
    "主管部门": (
        Dated(_BEGIN, "县扶贫办", _OFFICE),
        Dated(_CHANGE, "县乡村振兴局", _OFFICE),
        Dated(_MERGE, "县农业农村局", _MERGED),
    ),
    "车间": _renamed("就业扶贫车间", "就业帮扶车间"),
    "人员": _renamed("建档立卡贫困劳动力", "脱贫劳动力"),
    "人口": _renamed("建档立卡贫困人口", "脱贫人口"),
    "占比": _renamed("贫困人口占比", "脱贫人口占比"),
    "驻村干部": _always("驻村第一书记"),
    "村": _always("村(居)民委员会"),
    "乡镇": _always("乡镇人民政府(街道办事处)"),
    "就业机构": _always("县公共就业服务机构"),
    "人社部门": _always("县人力资源和社会保障局"),
    "财政部门": _always("县财政局"),
}


@dataclass(frozen=True)
class Names:
    """The names of one day. `terms` are a programme's own: (word, name, first day or None)."""

    on: date
    terms: tuple[tuple[str, str, date | None], ...] = field(default=())

    def of(self, word: str) -> str:
        """What the papers of the day call it. Raises KeyError for a word that has no name here."""
        own = [(since or date.min, name) for what, name, since in self.terms if what == word]
        begun = [name for since, name in sorted(own) if since <= self.on]
        if begun:
            return begun[-1]
        return _name_on(NAMES[word], self.on)


def _name_on(names: Sequence[Dated[str]], on: date) -> str:
    """The name in force; before the first one known, that one."""
    found = value_on(names, on)
    return (found or names[0]).value
