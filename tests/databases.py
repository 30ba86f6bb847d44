"""The two databases that the tests know how to make, copy, spoil and throw away."""

import shutil
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import text
from sqlalchemy.engine import make_url

from tests.postgresql import Emptied, execute
from workshop.store.database import db
from workshop.store.scope import as_owner
from workshop.store.settings import Settings


class Databases(Protocol):
    """Makes a first database and copies of it."""

    def first(self) -> Settings:
        """Where the first one lies."""

    def copy(self, folder: Path) -> Settings:
        """A copy of the first one, its keys in `folder`."""

    def renew(self, settings: Settings) -> None:
        """Makes a copy anew in its old place; nothing of what was beside it stays."""

    def empty(self, folder: Path) -> Settings:
        """One without tables, its keys in `folder`."""

    def drop(self, settings: Settings) -> None:
        """Throws a copy away."""


def drop_trigger(name: str) -> None:
    """What somebody with the database and a tool can do: a trigger does not stop them. Inside a transaction."""
    sqlite = db.engine.dialect.name == "sqlite"
    with as_owner():
        db.session.execute(text(f"DROP TRIGGER {name}" if sqlite else f"DROP FUNCTION {name} CASCADE"))


def alike(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Rows of a plain read as both databases give them: days and moments as text, yes and no as 1 and 0."""
    return [tuple(_alike(value) for value in row) for row in rows]


def _alike(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else int(value) if isinstance(value, bool) else value


@dataclass
class SqliteFiles:
    """Files in folders."""

    folder: Path

    def first(self) -> Settings:
        """The file of the template."""
        return _sqlite(self.folder)

    def copy(self, folder: Path) -> Settings:
        """The file and its keys copied."""
        for file in self.folder.iterdir():
            shutil.copy(file, folder / file.name)
        return _sqlite(folder)

    def renew(self, settings: Settings) -> None:
        """The folder emptied and filled again: whoever still holds the old file writes into nothing."""
        for old in settings.folder.iterdir():
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        self.copy(settings.folder)

    def empty(self, folder: Path) -> Settings:
        """A file that is made when it is opened."""
        return Settings(database_url=f"sqlite:///{folder}/empty.db", key_file=folder / "empty.json")

    def drop(self, settings: Settings) -> None:
        """The temporary folder goes by itself."""


def _sqlite(folder: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{folder}/workshop.db", key_file=folder / "keys.json")


@dataclass
class PostgresqlCluster:
    """Databases of one cluster, copied by it."""

    folder: Path
    address: str
    numbers: "count[int]" = field(default_factory=count)
    as_copied: dict[str, Emptied] = field(default_factory=dict)

    def first(self) -> Settings:
        """The template database."""
        execute(self.address, "CREATE DATABASE template_of_tests")
        return self._settings(self.address.format(name="template_of_tests"), self.folder / "keys.json")

    def copy(self, folder: Path) -> Settings:
        """A copy inside the cluster, its keys beside the test."""
        shutil.copy(self.folder / "keys.json", folder / "keys.json")
        settings = self._settings(self._create("TEMPLATE template_of_tests"), folder / "keys.json")
        self.as_copied[settings.database_url] = Emptied.seen(settings.database_url)
        return settings

    def renew(self, settings: Settings) -> None:
        """Emptied and filled again, which takes a tenth of the time of a copy; copied anew where a test changed its tables."""
        shutil.rmtree(settings.data_folder, ignore_errors=True)
        settings.folder.mkdir()
        if not self.as_copied[settings.database_url].again(settings.database_url):
            self.drop(settings)
            name = make_url(settings.database_url).database
            execute(self.address, f"CREATE DATABASE {name} TEMPLATE template_of_tests")
            self.as_copied[settings.database_url] = Emptied.seen(settings.database_url)

    def empty(self, folder: Path) -> Settings:
        """A new one of the cluster."""
        return self._settings(self._create(""), folder / "empty.json")

    def drop(self, settings: Settings) -> None:
        """The copy goes at once: hundreds of them would fill the disk."""
        execute(self.address, f"DROP DATABASE {make_url(settings.database_url).database} WITH (FORCE)")

    def _settings(self, url: str, key_file: Path) -> Settings:
        """What SQLite has beside its file lies in a folder beside the keys."""
        beside = key_file.with_name("beside")
        beside.mkdir(exist_ok=True)
        return Settings(database_url=url, key_file=key_file, data_folder=str(beside))

    def _create(self, like: str) -> str:
        name = f"test_{next(self.numbers)}"
        execute(self.address, f"CREATE DATABASE {name} {like}")
        return self.address.format(name=name)
