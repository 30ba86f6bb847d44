"""The layout files at hand: those that come with the program and the county's own beside the database; which one is in force."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from workshop.claims.files.library import Mark, list_files
from workshop.claims.rules.places import COUNTRY, holds_at
from workshop.kernel.faults import Fault
from workshop.papers.kind import Kind
from workshop.papers.layouts.checking import check_layout, find_code
from workshop.papers.layouts.reading import read_layout_file
from workshop.papers.layouts.words import Layout, PaperSaid
from workshop.store.settings import data_folder

SHIPPED = Path(__file__).resolve().parent
OWN = "layouts"  # beside the database
LEVELS = {0: "全国", 2: "省", 4: "市", 6: "县", 9: "乡镇", 12: "村"}


@dataclass(frozen=True)
class Shelved:
    """A layout with the file it comes from; `own`: the county's, not the program's."""

    layout: Layout
    file: Path
    own: bool

    @property
    def level(self) -> int:
        """How close its place is: digits of the code, the country none."""
        return 0 if self.layout.place.code == COUNTRY else len(self.layout.place.code)

    @property
    def why(self) -> str:
        """Why it holds, for a person."""
        place, whose = self.layout.place, "本县自己的文件" if self.own else "系统自带"
        where = "全国" if not self.level else place.township or place.county or place.city or place.province
        programme = f"、政策文件 {self.layout.programme}" if self.layout.programme else ""
        return f"{whose} {self.file.name}:用在{LEVELS[self.level]}({where}){programme}"


@dataclass(frozen=True)
class InForce:
    """The layout of a paper on a day, and the file it stands in."""

    said: PaperSaid
    shelved: Shelved


@dataclass(frozen=True)
class Place:
    """What is asked about: a county, the programme and benefit of a claim (empty without one), a day."""

    region: str
    on: date
    programme: str = ""
    benefit: str = ""


def own_folder() -> Path:
    """Where a county's own layouts lie: beside the database, or in `instance` where that is no file."""
    return data_folder() / OWN


def load_layouts(kinds: Mapping[str, Kind]) -> tuple[list[Shelved], list[Fault]]:
    """Every layout; a wrong file is left out and told, the rest run."""
    return _load(kinds, ((SHIPPED, False), (own_folder(), True)))


def _load(kinds: Mapping[str, Kind], folders: Iterable[tuple[Path, bool]]) -> tuple[list[Shelved], list[Fault]]:
    found: dict[str, Shelved] = {}
    faults: list[Fault] = []
    for folder, own in folders:
        here: dict[str, str] = {}
        for name, mark in list_files(folder):
            layout, wrong = _read(Path(name), mark, _Kinds(kinds))
            faults += wrong
            if layout is None:
                continue
            if layout.id in here:
                told = f"和 {here[layout.id]} 的 id 相同"
                faults.append(Fault(Path(name).name, 1, "id", layout.id, "id_twice", told, "请改一个 id"))
                continue
            here[layout.id] = Path(name).name
            found[layout.id] = Shelved(layout, Path(name), own)
    return list(found.values()), faults


class _Kinds:
    """The papers there are, as a key of what was read: papers that come later are known then."""

    def __init__(self, kinds: Mapping[str, Kind]) -> None:
        self.kinds, self.codes = kinds, tuple(kinds)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kinds) and self.codes == other.codes

    def __hash__(self) -> int:
        return hash(self.codes)


@lru_cache(256)
def _read(path: Path, mark: Mark, kinds: _Kinds) -> tuple[Layout | None, tuple[Fault, ...]]:
    """A file as it was when it last changed: read once, not for every page."""
    reading = check_layout(read_layout_file(path), kinds.kinds)
    return reading.layout, tuple(reading.faults)


def list_holding(shelved: Iterable[Shelved], place: Place) -> list[Shelved]:
    """Those that hold at a place on a day, the closest first: own before shipped, county before province, programme before all."""
    here = [one for one in shelved if _holds(one.layout, place)]
    return sorted(here, key=_closeness, reverse=True)


def _closeness(one: Shelved) -> tuple[bool, int, bool, date, str]:
    return one.own, one.level, bool(one.layout.programme), one.layout.from_ or date.min, one.layout.id


def _holds(layout: Layout, place: Place) -> bool:
    mine = not layout.programme or layout.programme == place.programme
    return mine and holds_at(layout.place.code, place.region) and _runs(layout, place.on)


def _runs(said: Layout | PaperSaid, on: date) -> bool:
    return (said.from_ or date.min) <= on <= (said.to or date.max)


def find_said(shelved: Iterable[Shelved], kinds: Mapping[str, Kind], code: str, place: Place) -> InForce | None:
    """The closest word on a paper; where a file speaks of one benefit and of all, that of the benefit."""
    for one in list_holding(shelved, place):
        said = [
            paper
            for paper in one.layout.papers
            if find_code(kinds, paper.paper) == code and paper.benefit in ("", place.benefit) and _runs(paper, place.on)
        ]
        if said:
            return InForce(max(said, key=lambda paper: bool(paper.benefit)), one)
    return None


Term = tuple[str, str, date | None]


def list_terms(shelved: Iterable[Shelved], place: Place) -> tuple[tuple[Term, ...], ...]:
    """What each file that holds calls bodies and people, the closest file first; the country's own stands in `naming`."""
    return tuple(_terms(list_holding(shelved, place)))


def _terms(shelved: list[Shelved]) -> Iterator[tuple[Term, ...]]:
    for one in shelved:
        if (one.level or one.own) and one.layout.names:
            yield tuple((name.what, name.name, name.from_) for name in one.layout.names)
