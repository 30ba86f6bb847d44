"""Facts laid out once for all programmes: a person's months by employer, and what is certain where a month has no entry."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from workshop.claims.rules.facts import MonthFacts, PersonFacts, WorkshopFacts
from workshop.claims.rules.months import first_day, last_day, month_of

OWN, SAME, ANY = "本车间", "同一单位", "任何单位"


class Stream:
    """A person's months with one employer, or with all of them together."""

    __slots__ = ("employer", "months", "open_to_more", "own")

    def __init__(self, employer: str, months: dict[int, MonthFacts], own: bool, open_to_more: bool) -> None:
        self.employer, self.months, self.own = employer, months, own
        self.open_to_more = open_to_more  # a month here may have had more work that nobody entered


class PersonView:
    """A person as the rules look at them. `flags` keeps what a month test said, by test, stream and month."""

    __slots__ = ("_always", "_hired", "_left", "_streams", "facts", "flags", "months", "roll")

    def __init__(self, facts: PersonFacts, roll: "Roll") -> None:
        self.facts, self.roll = facts, roll
        self.months = {m.month: m for m in facts.months if not m.employer}
        self.flags: dict = {}
        self._streams: dict[str, list[Stream]] = {}
        self._always: dict[frozenset[str], bool | None] = {}
        self._hired = month_of(facts.hired) if facts.hired else None
        self._left = month_of(facts.left) if facts.left else None

    def streams(self, employer: str) -> list[Stream]:
        """The months to look at: the workshop's own, each employer's by itself, or all together."""
        if employer not in self._streams:
            self._streams[employer] = self._make_streams(employer)
        return self._streams[employer]

    def _make_streams(self, employer: str) -> list[Stream]:
        own = Stream("", self.months, True, False)
        if employer == OWN:
            return [own]
        others: dict[str, dict[int, MonthFacts]] = {}
        for month in self.facts.months:
            if month.employer:
                others.setdefault(month.employer, {})[month.month] = month
        if employer == SAME:
            return [own, *(Stream(name, months, False, False) for name, months in others.items())]
        together: dict[int, MonthFacts] = dict(self.months)
        for months in others.values():
            for number, month in months.items():
                together[number] = join(together[number], month) if number in together else month
        return [Stream(ANY, together, False, not self.facts.elsewhere_known)]

    def surely_absent(self, month: int, stream: Stream) -> bool:
        """Whether a month without an entry is certain to be a month without work."""
        if not stream.own and not self.facts.elsewhere_known:
            return False
        if stream.employer not in ("", ANY):
            return True
        if (self._hired is not None and month < self._hired) or (self._left is not None and month > self._left):
            return True
        return self.roll.in_books(month)

    def employed(self, month: int, whole: bool) -> bool | None:
        """On the roster on any day of a month, or from its first to its last day."""
        facts = self.facts
        if facts.hired is None:
            return None
        first, last = first_day(month), last_day(month)
        if whole:
            return facts.hired <= first and (facts.left is None or facts.left >= last)
        return facts.hired <= last and (facts.left is None or facts.left >= first)

    def on_roster(self, on: date) -> bool | None:
        """Hired and not yet gone on a day."""
        facts = self.facts
        if facts.hired is None:
            return None
        return facts.hired <= on and (facts.left is None or on <= facts.left)

    def holds_any(self, categories: frozenset[str], on: date) -> bool | None:
        """Whether one of the categories holds on a day."""
        spans = self.facts.categories
        if spans is None:
            return None
        return any(span.name in categories and span.holds(on) for span in spans)

    def always(self, categories: frozenset[str]) -> bool | None:
        """True or False where being in one of the categories never changes, None where it depends on the day."""
        if categories not in self._always:
            spans = [s for s in self.facts.categories or () if s.name in categories]
            steady = any(s.first is None and s.last is None for s in spans)
            self._always[categories] = True if steady else None if spans else False
        return self._always[categories]

    def entry(self, categories: frozenset[str]) -> tuple[bool, date | None]:
        """Whether the person ever was in one of the categories, and since when at the earliest (None: since ever)."""
        spans = [s for s in self.facts.categories or () if s.name in categories]
        if not spans:
            return False, None
        starts = [s.first for s in spans]
        return True, None if None in starts else min(s for s in starts if s)


class Roll:
    """A workshop with its people, laid out once and asked by every programme."""

    def __init__(self, shop: WorkshopFacts, people: Iterable[PersonFacts]) -> None:
        self.shop = shop
        self._books = (
            month_of(shop.books_from) if shop.books_from else None,
            month_of(shop.books_to) if shop.books_to else None,
        )
        self.months = {m.month: m for m in shop.months}
        self.people = [PersonView(person, self) for person in people]
        self.notes: dict = {}  # what was computed for the whole workshop

    def in_books(self, month: int) -> bool:
        """Whether the books of the workshop cover a month."""
        first, last = self._books
        return first is not None and last is not None and first <= month <= last

    def running(self, month: int) -> bool | None:
        """Whether the workshop ran in a month: as entered, else whether anybody earned or came."""
        entry = self.months.get(month)
        if entry is not None and entry.running is not None:
            return entry.running
        if self.shop.seasonal and entry is None and not self.in_books(month):
            return None
        worked = [p.months[month] for p in self.people if month in p.months]
        if any(m.pay_fen or m.half_days for m in worked):
            return True
        return False if self.in_books(month) else None


def join(one: MonthFacts, other: MonthFacts) -> MonthFacts:
    """Two employers' entries of a month as one; what is unknown in one is unknown in the sum."""
    return replace(
        one,
        half_days=_plus(one.half_days, other.half_days),
        minutes=_plus(one.minutes, other.minutes),
        pay_fen=_plus(one.pay_fen, other.pay_fen),
        paid_fen=_plus(one.paid_fen, other.paid_fen),
        insurance=None if one.insurance is None or other.insurance is None else {**one.insurance, **other.insurance},
    )


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
