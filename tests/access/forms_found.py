"""Forms as a browser would send them, read from a page: where to, how, and every field with what stands in it."""

from html.parser import HTMLParser
from typing import NamedTuple


class Sent(NamedTuple):
    """A form of a page: its address (empty: the page's own), method, fields with their values, and which are files."""

    action: str
    method: str
    fields: dict[str, str]
    files: tuple[str, ...]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Sent] = []
        self._open: Sent | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = Sent(told.get("action", ""), told.get("method", "get").upper(), {}, ())
            self.forms.append(self._open)
        elif self._open is not None and tag in ("input", "textarea", "select", "button") and told.get("name"):
            self._take(tag, told)
        elif tag == "option" and self._select and self._open is not None:
            kept = self._open.fields
            kept[self._select] = (
                told.get("value", "") if "selected" in told else kept[self._select] or told.get("value", "")
            )

    def _take(self, tag: str, told: dict[str, str]) -> None:
        form, name = self._open, told["name"]
        assert form is not None
        if told.get("type") == "file":
            self.forms[-1] = self._open = form._replace(files=(*form.files, name))
        elif told.get("type") in ("checkbox", "radio") and "checked" not in told and name in form.fields:
            return
        else:
            form.fields[name] = told.get("value", "")
            self._select = name if tag == "select" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""


def read_forms(page: str) -> list[Sent]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
