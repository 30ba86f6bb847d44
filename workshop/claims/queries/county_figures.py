"""A county's figures as a page shows them: standards with their days, and what the papers of the place leave to the county."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop.claims.queries.registers import load_county
from workshop.claims.rules.looking_back import BUFFER, find_version
from workshop.claims.rules.programme import Programme
from workshop.kernel.dated import Dated, value_on


@dataclass(frozen=True)
class SettingLine:
    """A figure that a paper leaves to the county; `held` what holds today, None: nothing was entered."""

    programme: str
    title: str
    name: str
    doc: str
    unit: str
    in_file: str
    held: Dated[Any] | None


@dataclass(frozen=True)
class CountyFigures:
    """Standards by name, every day of theirs; and the settings of the papers of the place."""

    standards: dict[str, tuple[Dated[int], ...]]
    settings: tuple[SettingLine, ...]


def load_figures(county_code: str, papers: list[Programme], on: date) -> CountyFigures:
    """What was entered for a county, and what is still to be entered."""
    county = load_county(county_code)
    lines: list[SettingLine] = []
    for paper in papers:
        for one in paper.settings:
            held = value_on(county.settings.get((paper.id, one.name), ()), on)
            in_file = "" if one.value is None else str(one.value)
            lines.append(SettingLine(paper.id, paper.title, one.name, one.doc, one.unit, in_file, held))
        version = find_version(paper, on)
        if version and version.recognition:
            held = value_on(county.settings.get((paper.id, BUFFER), ()), on)
            months = version.upkeep.buffer_months if version.upkeep else None
            said = "" if months is None else str(months)
            lines.append(SettingLine(paper.id, paper.title, BUFFER, "列入监测后几个月内要达标", "个月", said, held))
    return CountyFigures(dict(county.standards), tuple(lines))
