"""The programme files at hand: those that come with the program and the county's own beside the database."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from workshop.claims.day_option import EARLIEST, LATEST
from workshop.claims.files.library import OWN, SHIPPED, list_files, load_programmes, programmes_at
from workshop.claims.files.reading import read_programme
from workshop.claims.rules.facts import Asked
from workshop.claims.rules.kinds import unknown_word
from workshop.claims.rules.programme import Programme
from workshop.kernel.faults import Fault, NotFound, Refused
from workshop.store.settings import data_folder


def own_folder() -> Path:
    """Where a county's own programme files lie: beside the database, or in `instance` where that is no file."""
    return data_folder() / OWN


def load_shelf() -> tuple[dict[str, Programme], list[Fault]]:
    """Every programme by id; a wrong file is left out and told."""
    return load_programmes([SHIPPED, own_folder()])


def mark_shelf() -> tuple[object, ...]:
    """Changes whenever a programme file comes, goes or is edited."""
    return tuple(found for folder in (SHIPPED, own_folder()) for found in list_files(folder))


def list_papers(region: str) -> list[Programme]:
    """The programmes that hold at a place."""
    return programmes_at(load_shelf()[0].values(), region)


def papers_with(paper: Programme, region: str) -> list[Programme]:
    """The programmes that would hold at a place if this one were on the shelf, in the stead of one with the same id."""
    return programmes_at({**load_shelf()[0], paper.id: paper}.values(), region)


def read_paper(text: str, name: str) -> Programme:
    """A programme from the text of a file. Raises Refused with the first faults."""
    reading = read_programme(text, name)
    if reading.programme is None:
        told = ";".join(str(fault) for fault in reading.faults[:5])
        raise Refused(f"「{name}」有 {len(reading.faults)} 处不对:{told}", "请改好再试", "file")
    return reading.programme


def list_own_files() -> list[Path]:
    """The county's own programme files."""
    return [Path(path) for path, _ in list_files(own_folder())]


def get_programme(programmes: dict[str, Programme], programme_id: str) -> Programme:
    """One of them; raises NotFound with the names that there are."""
    if programme_id not in programmes:
        wrong = unknown_word(programme_id, list(programmes), "文件", ())
        raise NotFound(f"{wrong.message}「{programme_id}」。{wrong.mend}")
    return programmes[programme_id]


def read_asked(said: Callable[[str, str], str], today: date) -> Asked:
    """What a page is asked about by `from`, `to` and `on`; left out: the year up to the last whole month, claimed today.

    Raises Refused.
    """
    end = _day(said("to", "")) or today.replace(day=1) - timedelta(days=1)
    start = _day(said("from", "")) or end.replace(month=1, day=1)
    if start > end:
        raise Refused(f"起 {start} 在止 {end} 之后", "请把前后两个日期对调", "from")
    return Asked(start, end, _day(said("on", "")) or max(today, end + timedelta(days=1)))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(f"「{text[:20]}」不是日期", "应写成 2026-03-05") from error
    if day is not None and not EARLIEST <= day <= LATEST:
        raise Refused(f"「{day}」不在 {EARLIEST} 至 {LATEST} 之间", "请核对年份")
    return day
