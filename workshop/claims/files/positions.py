"""On which line of a TOML text each key and list item stands; for text that `tomllib` has already found well-formed."""

Path = tuple[str | int, ...]
_BARE_END = set(" \t\r\n,]}#=.")


def find_lines(text: str) -> dict[Path, int]:
    """Line numbers from 1 by path: `("versions", 0, "benefits", 1, "name")`."""
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Scanner:
    """Walks the text once; knows strings, comments, arrays and inline tables, and nothing of their values."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.line = text, 0, 1
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def document(self) -> None:
        """Headers and their keys, to the end."""
        table: Path = ()
        while self._skip():
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        line = self.line
        self._step(2 if many else 1)
        keys = self._keys()
        self._skip()
        self._step(2 if many else 1)
        path = (*self._resolve(keys[:-1]), keys[-1])
        if many:
            self.counts[path] = self.counts.get(path, 0) + 1
            self.lines.setdefault(path, line)
            path = (*path, self.counts[path] - 1)
        elif path in self.counts:
            path = (*path, self.counts[path] - 1)
        self.lines[path] = line
        return path

    def _resolve(self, keys: list[str]) -> Path:
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.counts:
                path = (*path, self.counts[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self.line
        path = table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._skip()
        self._step(1)  # the equals sign
        self._skip()
        self._value(path)

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip()
            keys.append(self._string() if self._peek() in "\"'" else self._bare())
            self._skip()
            if self._peek() != ".":
                return keys
            self._step(1)

    def _value(self, path: Path) -> None:
        first = self._peek()
        if first in "\"'":
            self._string()
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._table(path)
        else:
            while self._peek() and self._peek() not in ",]}\n#":
                self._step(1)

    def _array(self, path: Path) -> None:
        self._step(1)
        index = 0
        while self._skip() and self._peek() != "]":
            self.lines[(*path, index)] = self.line
            self._value((*path, index))
            index += 1
            self._skip()
            if self._peek() == ",":
                self._step(1)
        self._step(1)

    def _table(self, path: Path) -> None:
        self._step(1)
        while self._skip() and self._peek() != "}":
            self._pair(path)
            self._skip()
            if self._peek() == ",":
                self._step(1)
        self._step(1)

    def _string(self) -> str:
        quote = self._peek()
        mark = quote * 3 if self.text.startswith(quote * 3, self.at) else quote
        self._step(len(mark))
        start = self.at
        while self.at < len(self.text) and not self.text.startswith(mark, self.at):
            self._step(2 if quote == '"' and self._peek() == "\\" else 1)
        found = self.text[start : self.at]
        self._step(len(mark))
        while len(mark) == 3 and self._peek() == quote:  # up to two quotes may stand right before the end
            self._step(1)
        return found

    def _bare(self) -> str:
        start = self.at
        while self._peek() and self._peek() not in _BARE_END:
            self._step(1)
        return self.text[start : self.at]

    def _skip(self) -> bool:
        while self._peek():
            if self._peek() == "#":
                while self._peek() not in ("", "\n"):
                    self._step(1)
            elif self._peek() in " \t\r\n":
                self._step(1)
            else:
                return True
        return False

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _step(self, count: int) -> None:
        self.line += self.text.count("\n", self.at, self.at + count)
        self.at += count
