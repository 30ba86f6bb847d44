"""Which language a page speaks: what the person chose with a button, on this phone; never what the browser says of itself.

A phone's setting is often that of whoever sold it, and a page that is suddenly English helps nobody; so Accept-Language is not asked.
Pages behind an account are the office's, and Chinese.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from babel.support import NullTranslations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain, get_locale, refresh
from markupsafe import Markup

from workshop.access.languages.catalogues import NO_NAMES, OWN, SOURCE, Catalogue, Language, load_catalogues
from workshop.access.roles import find_policy

COOKIE = "language"
YEAR = 365 * 24 * 3600


class Catalogues(Domain):
    """Where Flask-Babel looks: in what was read at the start."""

    def __init__(self, read: Mapping[str, Catalogue]) -> None:
        super().__init__()
        self.read = read

    def find(self) -> Catalogue:
        """The catalogue of the language that this page speaks; the office's pages need not ask what locale that is."""
        if not _is_open():
            return CHINESE
        return self.read.get(str(get_locale()), CHINESE)

    def get_translations(self) -> NullTranslations:
        """As Flask-Babel asks for it."""
        return self.find().translations


CHINESE = Catalogue()


def install_languages(app: Flask, folder: Path) -> None:
    """Gives templates `_`, `say`, `language` and `languages`; catalogues are the program's own and those in `folder`."""
    read, faults = load_catalogues((OWN, folder))
    for fault in faults:
        app.logger.warning(fault)
    babel = Babel(app, default_locale="zh_Hans_CN", locale_selector=_choose)
    babel.domain_instance = Catalogues(read)
    app.extensions["languages"] = {SOURCE.code: SOURCE} | {c.language.code: c.language for c in read.values()}
    app.before_request(_begin)
    app.add_template_filter(say, "say")
    app.add_template_global(find_language, "language")
    app.add_template_global(list_languages, "languages")
    app.add_template_global(find_way_back, "way_back")


def say(text: object) -> str:
    """A sentence that was made elsewhere (a refusal, a line of a slip) in the language of this page, else in Chinese."""
    if isinstance(text, Markup):
        return text
    return _catalogues().find().say(str(text), names=g.get("own_names", NO_NAMES))


def know_names(load: Callable[[str], Mapping[str, str]]) -> None:
    """For a page that speaks another language: what its workshop calls its things there; `load` takes the language's code."""
    language = find_language()
    if language != SOURCE:
        g.own_names = load(language.code)


def list_others() -> list[Language]:
    """The languages beside Chinese that an installation has, for whoever translates."""
    return [one for one in current_app.extensions["languages"].values() if one != SOURCE]


def find_language() -> Language:
    """The language of this page."""
    return _catalogues().find().language


def list_languages() -> list[Language]:
    """What a person may choose on this page; empty on the office's pages and where there is but one."""
    offered: dict[str, Language] = current_app.extensions["languages"]
    return list(offered.values()) if _is_open() and len(offered) > 1 else []


def find_way_back() -> str:
    """Where the buttons lead back to: this page, or for the answer to a form the page on which it stood."""
    if request.method == "GET":
        return request.full_path if request.query_string else request.path
    return find_origin().path


def find_origin() -> SplitResult:
    """The address that the browser says it comes from; one that cannot be read is none."""
    try:
        return urlsplit(request.referrer or "")
    except ValueError:
        return urlsplit("")


def is_offered(code: str) -> bool:
    """Whether a language can be chosen."""
    return code in current_app.extensions["languages"]


def _catalogues() -> Catalogues:
    found: Catalogues = current_app.extensions["babel"].instance.domain_instance
    return found


def _begin() -> None:
    refresh()  # what the last request of this context chose


def _choose() -> str | None:
    chosen = request.cookies.get(COOKIE, "") if request and _is_open() else ""
    language = current_app.extensions["languages"].get(chosen)
    return language.locale if language and language != SOURCE else None


def _is_open() -> bool:
    """A page for anybody, or an address that is none; a person with an account has come to work."""
    if not request or not request.endpoint:
        return True
    found = find_policy(current_app.view_functions[request.endpoint])
    return found is not None and found.scope in ("public", "own")
