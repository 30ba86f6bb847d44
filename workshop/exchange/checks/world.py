"""What a folder is judged by, what it comes to, and the state between the steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from workshop.exchange.reading import Part
from workshop.kernel.faults import Fault

EVERYWHERE = ""  # the place of what belongs to no single workshop
Lines = dict[str, list[Any]]  # file → lines


@dataclass(frozen=True)
class World:
    """`on` is today. `targets` are the codes of the workshops that the folder goes to, those it brings along included.

    `stored` holds what the database has, by workshop code (EVERYWHERE: of no workshop) and file. `statutory` are the
    statutory days of the `years` that have been entered. `year`: the tax year of `prior_months`.
    """

    on: date
    targets: tuple[str, ...]
    stored: Mapping[str, Mapping[str, list[Any]]]
    statutory: Mapping[date, str]
    years: frozenset[int]
    year: int = 0


class Count(NamedTuple):
    """Rows of one file: read, new, and there before with the same content."""

    read: int
    new: int
    existing: int


@dataclass(frozen=True)
class Plan:
    """`new` holds by workshop code and file the lines to be written; `faults` keep everything from being written."""

    new: Mapping[str, Lines]
    counts: Mapping[str, Count]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()
    year: int = 0


@dataclass
class Check:
    """The state between the steps: `placed` holds, by workshop and file, lines that have passed so far."""

    parts: Mapping[str, Part]
    world: World
    placed: dict[str, Lines] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    dropped: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _keys: dict[tuple[str, str], frozenset[Any]] = field(default_factory=dict)

    def lines(self, name: str) -> Iterable[Any]:
        """The lines of a file that have no fault so far."""
        bad = self.dropped[name]
        return [line for line in self.parts[name].lines if line.row not in bad] if bad else self.parts[name].lines

    def refuse(self, name: str, line: Any, column: str, reason: str, message: str, mend: str) -> None:
        """A fault of a line, which is then out of the game."""
        self.faults.append(self.parts[name].fault(line, column, reason, message, mend))
        self.dropped[name].add(line.row)

    def stored(self, code: str, name: str) -> list[Any]:
        """What the database has of a file in a workshop."""
        return self.world.stored.get(code, {}).get(name, [])

    def new(self, code: str, name: str) -> list[Any]:
        """Lines of a file that are new to a workshop and have no fault so far."""
        bad = self.dropped[name]
        return [line for line in self.placed[code][name] if line.row not in bad]

    def all_of(self, code: str, name: str) -> list[Any]:
        """Everything a workshop has or gets of a file, what is stored first."""
        return [*self.stored(code, name), *self.placed[code][name]]

    def keys(self, code: str, name: str) -> frozenset[Any]:
        """The first key of everything a workshop has or gets of a file; asked after its lines are placed."""
        if (code, name) not in self._keys:
            key_of = self.parts[name].spec.key_of
            self._keys[code, name] = frozenset(key_of(line)[0] for line in self.all_of(code, name))
        return self._keys[code, name]

    def spoilt(self, name: str, key: str) -> bool:
        """Whether a row with this key is in the file but was refused: who leans on it is not to blame."""
        part = self.parts[name]
        return (
            part.unread or key in part.spoilt or any(key == part.spec.key_of(line)[0] for line in self._refused(name))
        )

    def _refused(self, name: str) -> Iterable[Any]:
        bad = self.dropped[name]
        return (line for line in self.parts[name].lines if line.row in bad) if bad else ()

    def plan(self) -> Plan:
        """The outcome of all steps."""
        faults = tuple(sorted(self.faults, key=lambda fault: (list(self._places).index(fault.place), fault.row)))
        new = {code: {name: self.new(code, name) for name in list(files)} for code, files in self.placed.items()}
        counts = {name: self._count(name, part, new) for name, part in self.parts.items() if part.lines}
        return Plan(new, counts, faults, tuple(self.warnings), self.world.year)

    @property
    def _places(self) -> dict[str, None]:
        return dict.fromkeys([*(part.place for part in self.parts.values()), *(fault.place for fault in self.faults)])

    def _count(self, name: str, part: Part, new: Mapping[str, Lines]) -> Count:
        fresh = {line.row for files in new.values() for line in files.get(name, ())}
        return Count(len(part.lines), len(fresh), len(part.lines) - len(fresh))
