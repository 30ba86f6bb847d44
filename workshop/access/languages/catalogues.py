"""Catalogues of translations: `.po` files read at the start of the program.

They are read as text, not as compiled `.mo` files, so that nothing stands in the repository that can be older than its source, no
step of a set-up can be forgotten, and a county adds a language by laying one file into `instance/languages`. A file of a thousand
sentences takes a twentieth of a second, once.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.support import NullTranslations, Translations

OWN = Path(__file__).parent
SENTENCE = "sentence"  # the context of patterns: sentences that rules make, with {places} for what they name
_PLACE = re.compile(r"{([a-z]\w*)}")
# Where a sentence is parted; a comma between figures is none.
_BREAKS = (("。", re.compile("。")), (",", re.compile(r",(?!\d)|(?<!\d),")), ("、", re.compile("、")))
# What may stand at a place: {n} and {sum} are figures, others anything within a clause.
_FIGURES = frozenset(("n", "sum"))
_FIGURE, _WORDS = r"-?[\d,.]+", r"(?:[^,]|(?<=\d),(?=\d))+?"
_LONGEST, _DEEPEST = 240, 8  # what a person wrote himself may be anything; a sentence of ours is neither long nor deep
_NAMED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Language:
    """A language as it is offered: its code as HTML writes it, its name in itself, its direction."""

    code: str
    name: str
    right_to_left: bool = False

    @property
    def locale(self) -> str:
        """As Babel writes it."""
        return self.code.replace("-", "_")


SOURCE = Language("zh-CN", "中文")
NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Pattern:
    """A sentence that a rule makes: how it is recognised and what it becomes."""

    source: re.Pattern[str]
    becomes: str


@dataclass(frozen=True)
class Catalogue:
    """All that is said in one language."""

    language: Language = SOURCE
    translations: NullTranslations = field(default_factory=NullTranslations)
    patterns: tuple[Pattern, ...] = ()

    def say(self, text: str, depth: int = 0, names: Mapping[str, str] = NO_NAMES) -> str:
        """`text` in this language: word for word, as one of the sentences with places, or part by part; else as it is.

        `names` are what a workshop has translated itself: of what is made there.
        """
        if self.language == SOURCE or not text or len(text) > _LONGEST or depth > _DEEPEST:
            return text
        if text in names:
            return names[text]
        if head := max((name for name in names if text.startswith(f"{name} ")), key=len, default=""):
            return f"{names[head]} {self.say(text.removeprefix(head).lstrip(), depth + 1, names)}"
        exact: str = self.translations.gettext(text)
        if exact != text:
            return exact
        for pattern in self.patterns:
            if found := pattern.source.fullmatch(text):
                named = found.groupdict()
                return _PLACE.sub(partial(self._say_place, named, depth + 1, names), pattern.becomes)
        return self._say_parts(text, depth + 1, names)

    def _say_parts(self, text: str, depth: int, names: Mapping[str, str]) -> str:
        """A sentence that is not known whole: its sentences, its clauses, the words of its list, each for itself."""
        stop, bare = "。", text.removesuffix("。")
        if bare != text:
            said = self.say(bare, depth, names)
            return text if said == bare else said + self.translations.gettext(stop)
        for mark, between in _BREAKS:
            if len(parts := between.split(text)) > 1:
                known = [self.say(part, depth, names) for part in parts]
                return f"{self.translations.gettext(mark).rstrip()} ".join(known) if known != parts else text
        return text

    def _say_place(self, named: Mapping[str, str], depth: int, names: Mapping[str, str], place: re.Match[str]) -> str:
        return self.say(named[place[1]], depth, names)


def load_catalogues(folders: Iterable[Path]) -> tuple[Mapping[str, Catalogue], list[str]]:
    """Catalogues by locale, and a Chinese sentence for each file or message that was left out.

    A later folder wins over an earlier one, message by message: a county may say one thing differently.
    """
    read: dict[str, Catalog] = {}
    faults: list[str] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.po"))):
        try:
            locale = str(Locale.parse(path.stem.replace("-", "_")))
            found = read_po(io.BytesIO(path.read_bytes()), locale=locale, abort_invalid=True)
        except (OSError, ValueError, UnknownLocaleError, PoFileError) as error:
            faults.append(f"{path.name}:读不出来,没有用它({error})")
            continue
        catalog = read.setdefault(locale, Catalog(locale=locale, charset="utf-8"))
        faults += [f"{path.name}:{sentence}" for sentence in _take(found, catalog)]
    return {locale: _build(locale, catalog) for locale, catalog in read.items()}, faults


def _take(found: Catalog, catalog: Catalog) -> Iterator[str]:
    """Puts the sound messages into the catalogue; a broken one would break the page that says it."""
    for message in found:
        if not message.id or not message.string or message.fuzzy:
            continue
        if fault := find_fault(message):
            yield f"「{message.id}」{fault},仍用中文"
        else:
            catalog[message.id] = Message(message.id, message.string, context=message.context)


def find_fault(message: Message) -> str:
    """What is wrong with a translation; empty when it can be used."""
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        return "单复数写法不用"
    places = _PLACE if message.context == SENTENCE else _NAMED
    names = places.findall(message.id)
    if message.context == SENTENCE and (len(names) > len(set(names)) or not _PLACE.sub("", message.id).strip()):
        return "句子的占位重复,或除了占位什么也没有"
    if set(names) != set(places.findall(message.string)):
        return "占位的词与中文不同"
    try:
        if message.context != SENTENCE and "%" in message.id + message.string:
            message.string % dict.fromkeys(names, "")
    except (TypeError, ValueError, KeyError):
        return "百分号写法不对"
    return ""


def _build(locale: str, catalog: Catalog) -> Catalogue:
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    known = Locale.parse(locale)
    name = known.get_display_name(locale) or locale
    language = Language(locale.replace("_", "-"), name[:1].upper() + name[1:], known.text_direction == "rtl")
    patterns = [message for message in catalog if message.id and message.context == SENTENCE]
    patterns.sort(key=lambda message: -len(_PLACE.sub("", str(message.id))))  # the more it says itself, the surer
    return Catalogue(language, Translations(compiled), tuple(map(_compile, patterns)))


def _compile(message: Message) -> Pattern:
    parts = _PLACE.split(str(message.id))
    places = (_FIGURE if part in _FIGURES else _WORDS for part in parts)
    source = "".join(
        f"(?P<{part}>{place})" if at % 2 else re.escape(part)
        for at, (part, place) in enumerate(zip(parts, places, strict=True))
    )
    return Pattern(re.compile(source), str(message.string))
