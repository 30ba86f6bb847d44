"""A layout put onto a form: its title, what its fields are called, which stand there in which order, notes at its end."""

from collections.abc import Iterator
from dataclasses import replace

from workshop.papers.form import Field, Fields, FormPaper, NewPage, Part, Words
from workshop.papers.layouts.arranging import tell_copies, title_of
from workshop.papers.layouts.shapes import Shape, plain
from workshop.papers.layouts.words import PaperSaid, fill_blanks


def arrange_form(paper: FormPaper, said: PaperSaid, shape: Shape, tell: dict[str, str]) -> FormPaper:
    """The form as the layout wants it; what belongs to offices and to hands stays empty as it is."""
    title = title_of(said, tell) or paper.title
    parts = tuple(_arrange(part, said, shape, tell, (paper.title, title)) for part in paper.parts)
    parts = tuple(part for part in parts if not isinstance(part, Fields) or part.fields)
    subtitle = fill_blanks(said.subtitle, tell)
    return replace(paper, title=title, subtitle=subtitle, parts=tuple(_noted(parts, said, tell, title)))


def _arrange(part: Part, said: PaperSaid, shape: Shape, tell: dict[str, str], titles: tuple[str, str]) -> Part:
    if isinstance(part, NewPage):
        return replace(part, title=titles[1]) if part.title == titles[0] else part
    if not isinstance(part, Fields):
        return part
    fields = part.fields if part.office or not said.columns else tuple(_choose(part.fields, said.columns, shape))
    return replace(part, fields=tuple(_rename(field, said, tell) for field in fields))


def _choose(fields: tuple[Field, ...], words: tuple[str, ...], shape: Shape) -> Iterator[Field]:
    """The fields of one grid in the order asked; one that no layout can name stays behind them."""
    by_name = {plain(field.name): field for field in fields}
    yield from (by_name[plain(word)] for word in words if plain(word) in by_name)
    known = {plain(word) for word in shape.fields}
    yield from (field for field in fields if plain(field.name) not in known)


def _rename(field: Field, said: PaperSaid, tell: dict[str, str]) -> Field:
    called = {plain(name): text for name, text in (said.headings or {}).items()}
    name = called.get(plain(field.name))
    return replace(field, shown=fill_blanks(name, tell)) if name else field


def _noted(parts: tuple[Part, ...], said: PaperSaid, tell: dict[str, str], title: str) -> Iterator[Part]:
    """Notes at the end of each person's form, before what has a page and a title of its own."""
    notes = [fill_blanks(note, tell) for note in said.notes] + ([tell_copies(said.copies)] if said.copies else [])
    words = [Words(note, "small") for note in notes]
    mine = True
    for part in parts:
        if isinstance(part, NewPage):
            yield from words if mine else ()
            mine = part.title == title
        yield part
    yield from words if mine else ()
