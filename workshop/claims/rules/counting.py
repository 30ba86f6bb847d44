"""When a month counts 月怎样算: the parameter that papers leave open, said once for a benefit and kept on record."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.claims.rules.conditions import ConditionKind
from workshop.claims.rules.kinds import Choice, Many, said
from workshop.claims.rules.ledger import ANY, OWN, SAME, PersonView, Stream
from workshop.claims.rules.look import Look
from workshop.claims.rules.months import first_day, last_day
from workshop.claims.rules.places import PlaceKind, lies_in
from workshop.claims.rules.scales import DAYS, HOURS, YUAN
from workshop.claims.rules.stated import Stated, StatedKind
from workshop.claims.rules.wordlists import CONTRACT_KINDS, INSURANCES, MODES, PRODUCTIONS

if TYPE_CHECKING:
    from workshop.claims.rules.facts import MonthFacts

COUNTS = {
    "有工资": "当月有应发工资",
    "有出勤": "当月出过勤(半天也算)",
    "有工时": "当月有工时",
    "在册": "当月任何一天在册",
    "整月在册": "从当月第一天到最后一天都在册",
    "全勤": "出勤不少于车间当月的工作日",
}
EMPLOYERS = {OWN: "只算在本车间的月份", SAME: "每个单位分开算,取最好的一个", ANY: "各单位合起来算"}


@dataclass(frozen=True, kw_only=True, eq=False)
class MonthTest:
    """一个月怎样才算:写出的各项要同时满足;一项也不写就是「有工资」。"""

    counts: tuple[str, ...] = said(
        Many(Choice(COUNTS, "月份算法")), "一项或几项:" + ";".join(f"{k}={v}" for k, v in COUNTS.items()), ()
    )
    days: Stated | None = said(StatedKind(DAYS), "当月出勤至少几天", None)
    hours: Stated | None = said(StatedKind(HOURS), "当月工时至少几小时", None)
    pay: Stated | None = said(StatedKind(YUAN), "当月应发工资至少几元,可以写标准", None)
    modes: tuple[str, ...] = said(Many(Choice(MODES, "用工方式")), "只算这些用工方式的月份", ())
    productions: tuple[str, ...] = said(Many(Choice(PRODUCTIONS, "生产方式")), "只算这些生产方式的月份", ())
    places: tuple[str, ...] = said(Many(PlaceKind()), "只算在这些地方务工的月份", ())
    employer: str = said(Choice(EMPLOYERS, "单位算法"), "本车间、同一单位、任何单位", OWN)
    contract: tuple[str, ...] = said(Many(Choice(CONTRACT_KINDS, "合同类型")), "当月有其中一种合同", ())
    insured: tuple[str, ...] = said(Many(Choice(INSURANCES, "险种")), "当月这些险种都参保", ())
    while_: Any = said(ConditionKind("person"), "这个月还要满足的条件(按当月最后一天问)", None)

    def flags(self, look: Look, first: int, last: int, stream: Stream) -> list[bool | None]:
        """For each month from first to last: counts, does not, nobody knows."""
        person = look.person
        kept = person.flags.setdefault((self, stream.employer), {})
        for month in range(first, last + 1):
            if month not in kept:
                kept[month] = self._flag(look, month, stream)
        return [kept[month] for month in range(first, last + 1)]

    def _flag(self, look: Look, month: int, stream: Stream) -> bool | None:
        person, entry = look.person, stream.months.get(month)
        if entry is None and not ({"在册", "整月在册"} & set(self.counts) and stream.own):
            return False if person.surely_absent(month, stream) else None
        answers = list(self._asks(look, person, month, entry, stream))
        if False in answers:
            return None if stream.open_to_more else False
        if self.while_ is not None:
            found = self.while_.ask(look.within(look.period, PLAIN).in_month(month)).answer
            answers.append(None if found == "undecided" else found == "met")
        return False if False in answers else None if None in answers else True

    def _asks(self, look: Look, person: PersonView, month: int, entry: "MonthFacts | None", stream: Stream) -> Any:
        on = last_day(month)
        plain = not (self.days or self.hours or self.pay)
        for word in self.counts or (("有工资",) if plain else ()):
            yield _word(word, person, month, entry, stream)
        if entry is None:
            if self.days or self.hours or self.pay or self.modes or self.productions or self.insured or self.places:
                yield False if person.surely_absent(month, stream) else None
        else:
            yield from self._figures(look, on, entry)
            yield from self._choices(look, entry)
        if self.contract:
            yield has_contract(person, self.contract, first_day(month), on)

    def _figures(self, look: Look, on: date, entry: "MonthFacts") -> Any:
        for stated, found in ((self.days, entry.half_days), (self.hours, entry.minutes), (self.pay, entry.pay_fen)):
            if stated is not None:
                asked = stated.at(look, on).value
                yield None if asked is None or found is None else found >= asked

    def _choices(self, look: Look, entry: "MonthFacts") -> Any:
        if self.modes:
            yield None if entry.mode is None else entry.mode in self.modes
        if self.productions:
            yield None if entry.production is None else entry.production in self.productions
        if self.insured:
            yield None if entry.insurance is None else all(kind in entry.insurance for kind in self.insured)
        if self.places:
            region = entry.region or (look.roll.shop.region if not entry.employer else None)
            yield one_of(lies_in(region, place, look.base) for place in self.places)


PLAIN = MonthTest()  # inside `while` months are those with pay: a test cannot ask itself


def one_of(answers: Any) -> bool | None:
    """Or of three answers."""
    answers = list(answers)
    return True if True in answers else None if None in answers else False


def has_contract(person: PersonView, kinds: tuple[str, ...], first: date, last: date) -> bool | None:
    """A contract of one of the kinds on any day from first to last."""
    if person.facts.contracts is None:
        return None
    unclear = False
    for contract in person.facts.contracts:
        if contract.kind in kinds and (contract.last is None or contract.last >= first):
            if contract.first is None:
                unclear = True
            elif contract.first <= last:
                return True
    return None if unclear else False


def _word(word: str, person: PersonView, month: int, entry: "MonthFacts | None", stream: Stream) -> bool | None:
    if word in ("在册", "整月在册"):
        if stream.own:
            return person.employed(month, word == "整月在册")
        return True if entry and word == "在册" else None
    if entry is None:
        return False if person.surely_absent(month, stream) else None
    if word == "全勤":
        calendar = person.roll.months.get(month)
        workdays = calendar.workdays if calendar else None
        return None if workdays is None or entry.half_days is None else entry.half_days >= 2 * workdays
    found = {"有工资": entry.pay_fen, "有出勤": entry.half_days, "有工时": entry.minutes}[word]
    return None if found is None else found > 0
