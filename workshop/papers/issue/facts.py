"""What of a paper may be shown to anybody who holds it: rows, sums, masked names; never a number of a person."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from workshop.kernel.masking import mask_name
from workshop.papers.columns import Column
from workshop.papers.form import FormPaper, Told
from workshop.papers.issue.values import PaperFacts
from workshop.papers.kind import Paper
from workshop.papers.listing import ListBook
from workshop.papers.lists.slips import SlipBook

MOST_NAMES, MOST_SUMS = 3, 4
CLAIMED = "申领金额"
NOTHING = Told()
LEADING = ("net", "gross")  # the sums that a reader looks for first


def gather_facts(unit: str, span: str, paper: Paper, claimed: int | None = None, holder: str = "") -> PaperFacts:
    """The facts of a paper. Of a form that tells nothing `claimed` fen of its claim and its `holder` come from outside."""
    sums, names = tuple(_sums(paper)), tuple(_names(paper))
    told: tuple[tuple[str, str], ...] = ()
    if isinstance(paper, FormPaper):
        told = tuple((name, _mask_names(text, names)) for name, text in paper.told.facts)
        if paper.told == NOTHING:
            sums, names = () if claimed is None else ((CLAIMED, claimed),), (holder,)
    people = dict.fromkeys(name.strip() for name in names if name.strip())
    shown = tuple(dict.fromkeys(map(mask_name, people)))[:MOST_NAMES]
    return PaperFacts(_mask_names(paper.title, people), unit, span, _rows(paper), sums[:MOST_SUMS], shown, told)


def _mask_names(text: str, people: Iterable[str]) -> str:
    """A paper of one person may be called by his name, and say it where nobody thinks of it."""
    for name in people:
        if len(name) > 1 and name in text:
            text = text.replace(name, mask_name(name))
    return text


def write_facts(facts: PaperFacts) -> str:
    """Facts as they are stored."""
    return json.dumps(asdict(facts), ensure_ascii=False, sort_keys=True)


def read_facts(text: str) -> PaperFacts:
    """Facts as they were stored."""
    tree = json.loads(text)
    sums = tuple((str(name), int(fen)) for name, fen in tree["sums"])
    told = tuple((str(name), str(words)) for name, words in tree.get("told", ()))
    return PaperFacts(**{**tree, "sums": sums, "names": tuple(tree["names"]), "told": told})


def _rows(paper: Paper) -> int:
    """People or things listed; of a form those it is about, if they are several."""
    if isinstance(paper, SlipBook):
        return len(paper.slips)
    if isinstance(paper, ListBook):
        return sum(map(_rows, paper.lists))
    if isinstance(paper, FormPaper):
        return len(paper.told.names) if len(paper.told.names) > 1 else 0
    return sum(row.kind == "line" for row in paper.rows)


def _names(paper: Paper) -> Iterator[str]:
    if isinstance(paper, SlipBook):
        yield from (slip.name for slip in paper.slips)
    elif isinstance(paper, ListBook):
        yield from (name for one in paper.lists for name in _names(one))
    elif isinstance(paper, FormPaper):
        yield from paper.told.names
    else:
        at = next((at for at, column in enumerate(paper.columns) if column.key == "name"), None)
        values = () if at is None else (row.values[at] for row in paper.rows)
        yield from (value for value in values if isinstance(value, str))


def _sums(paper: Paper) -> list[tuple[str, int]]:
    """Totals in yuan; of lists bound together, each column's over all of them."""
    if isinstance(paper, SlipBook):
        return [
            ("实发", sum(slip.net_fen for slip in paper.slips)),
            ("应发", sum(slip.gross_fen for slip in paper.slips)),
        ]
    if isinstance(paper, FormPaper):
        return list(paper.told.sums)
    totals: dict[str, tuple[Column, int]] = {}
    for one in paper.lists if isinstance(paper, ListBook) else (paper,):
        for column, total in zip(one.columns, one.totals, strict=True):
            if column.kind == "yuan" and column.total and column.printed and isinstance(total, int):
                totals[column.key] = (column, total + totals.get(column.key, (column, 0))[1])
    ordered = sorted(totals, key=lambda key: LEADING.index(key) if key in LEADING else len(LEADING))
    return [(_called(totals[key][0]), totals[key][1]) for key in ordered]


def _called(column: Column) -> str:
    return column.title.replace("\n", "")
