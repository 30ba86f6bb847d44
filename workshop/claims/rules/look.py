"""What a condition looks at: the claim's days, the workshop, one person, the county's figures; and where it stands."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from workshop.claims.rules.facts import Asked, CountyFacts
from workshop.claims.rules.ledger import PersonView, Roll, Stream
from workshop.claims.rules.places import holds_at
from workshop.claims.rules.results import Finding

Trace = Callable[[object, Finding], None]


class CountsMonths(Protocol):
    """What a month must have to count; `employer` says whose months."""

    @property
    def employer(self) -> str:
        """Only those here, those with one employer, or all together."""
        ...

    def flags(self, look: "Look", first: int, last: int, stream: Stream) -> list[bool | None]:
        """For each month from first to last: counts, does not, nobody knows."""
        ...


class Look:
    """One question's point of view; `about`, `within` and `in_month` give a changed copy."""

    __slots__ = (
        "_person",
        "asked",
        "base",
        "county",
        "day",
        "declared",
        "excluded",
        "limit",
        "month",
        "period",
        "programme",
        "roll",
        "test",
        "trace",
    )

    def __init__(
        self,
        asked: Asked,
        roll: Roll,
        county: CountyFacts,
        test: CountsMonths,
        programme: str = "",
        code: str = "",
        declared: Mapping | None = None,
        trace: Trace | None = None,
    ) -> None:
        self.asked, self.roll, self.county, self.programme = asked, roll, county, programme
        self.declared = declared or {}
        self.trace = trace
        region = roll.shop.region
        self.base = region if holds_at(code, region) else code  # what 本县 is told from
        self._person: PersonView | None = None
        self.period: tuple[date, date] = (asked.first, asked.last)
        self.test = test
        self.month: int | None = None
        self.day: date | None = None
        self.excluded: frozenset[int] = frozenset()  # months that another payment already covers
        self.limit: int | None = None  # months that a cap leaves

    def _copy(self) -> "Look":
        made = Look.__new__(Look)
        for name in Look.__slots__:
            setattr(made, name, getattr(self, name))
        return made

    def about(self, person: PersonView | None) -> "Look":
        """The same question about a person."""
        made = self._copy()
        made._person = person
        return made

    def within(self, period: tuple[date, date], test: CountsMonths | None = None) -> "Look":
        """The same question in a benefit's own time 本项期间, with its own way of counting months."""
        made = self._copy()
        made.period = period
        made.test = test or self.test
        return made

    def in_month(self, month: int) -> "Look":
        """The same question in one month: whatever has a date is asked on its last day."""
        made = self._copy()
        made.month = month
        return made

    def on_day(self, day: date | None) -> "Look":
        """The same question on one day: states whose day the paper leaves open are asked on it."""
        made = self._copy()
        made.day = day
        return made

    def without(self, months: frozenset[int], limit: int | None) -> "Look":
        """The same question with months taken away by an exclusion, and at most `limit` months left by a cap."""
        made = self._copy()
        made.excluded, made.limit = months, limit
        return made

    def hit(self, rule: object, figure: int | None) -> None:
        """Tells whoever keeps a trace which figure a tiered amount was asked with."""
        if self.trace is not None and figure is not None:
            self.trace(rule, Finding("met", str(figure)))

    @property
    def person(self) -> PersonView:
        """The person asked about; conditions of persons are never asked without one."""
        assert self._person is not None, "a condition about a person was asked about a workshop"
        return self._person

    @property
    def has_person(self) -> bool:
        """Whether one person is asked about."""
        return self._person is not None

    def setting(self, name: str, on: date) -> tuple[object | None, str]:
        """What the county chose for a setting as written, or None with the reason."""
        declared = self.declared.get(name)
        if declared is None:
            return None, f"没有声明「{name}」"
        return declared.find(self.county.settings.get((self.programme, name), ()), on)
