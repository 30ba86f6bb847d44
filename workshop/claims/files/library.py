"""The folders of programme files: those that come with the program, and a county's own."""

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from workshop.claims.files.reading import Reading, read_file
from workshop.claims.rules.places import holds_at
from workshop.claims.rules.programme import Programme
from workshop.kernel.faults import Fault

SHIPPED = Path(__file__).resolve().parents[1] / "programmes"
OWN = "programmes"  # beside the database


def load_programmes(folders: Iterable[Path]) -> tuple[dict[str, Programme], list[Fault]]:
    """Programmes by id from folders and their subfolders; a wrong file is left out with its faults, the rest run.

    A file of a later folder with the same id takes the place of the earlier one.
    """
    found: dict[str, Programme] = {}
    faults: list[Fault] = []
    for folder in folders:
        here: dict[str, str] = {}
        for name, mark in list_files(folder):
            path = Path(name)
            reading = _read(path, mark)
            faults += reading.faults
            programme = reading.programme
            if programme is None:
                continue
            if programme.id in here:
                faults.append(
                    Fault(
                        path.name,
                        1,
                        "id",
                        programme.id,
                        "id_twice",
                        f"和 {here[programme.id]} 的 id 相同",
                        "请改一个 id",
                    )
                )
                continue
            here[programme.id] = path.name
            found[programme.id] = programme
    return found, faults


Mark = tuple[int, int]  # when a file last changed (nanoseconds), and its size


def list_files(folder: str | Path) -> list[tuple[str, Mark]]:
    """The programme files of a folder and its subfolders in the order of their paths, each with its mark."""
    found: list[tuple[str, Mark]] = []
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    for entry in entries:
        if entry.is_dir():
            found += list_files(entry.path)
        elif entry.name.endswith(".toml"):
            stat = entry.stat()
            found.append((entry.path, (stat.st_mtime_ns, stat.st_size)))
    return sorted(found)


@lru_cache(512)
def _read(path: Path, mark: Mark) -> Reading:
    """A file as it was when it last changed: read once, not for every page."""
    return read_file(path)


def programmes_at(programmes: Iterable[Programme], region: str) -> list[Programme]:
    """Those that hold at a place: of the country, its province, city, county, township.

    What a paper of the place replaces falls away: a whole paper, or one benefit or recognition of it (`id/名称`).
    """
    here = [p for p in programmes if holds_at(p.place.code, region)]
    replaced = {name for p in here for name in p.replaces}
    kept = (_without(p, replaced) for p in here if p.id not in replaced)
    return sorted(kept, key=lambda p: (len(p.place.code), p.id))


def _without(programme: Programme, replaced: set[str]) -> Programme:
    gone = {name.removeprefix(f"{programme.id}/") for name in replaced if name.startswith(f"{programme.id}/")}
    if not gone:
        return programme
    versions = tuple(
        replace(
            version,
            benefits=tuple(b for b in version.benefits if b.name not in gone),
            recognition=tuple(r for r in version.recognition if r.name not in gone),
        )
        for version in programme.versions
    )
    return replace(programme, versions=versions)
