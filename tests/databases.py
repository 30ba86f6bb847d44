"""The two databases that the tests know how to make, copy and throw away."""

import shutil
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy.engine import make_url

from tests.postgresql import execute
from workshop.store.settings import Settings


class Databases(Protocol):
    """Makes a first database and copies of it."""

    def first(self) -> Settings:
        """Where the first one lies."""

    def copy(self, folder: Path) -> Settings:
        """A copy of the first one, its keys in `folder`."""

    def drop(self, settings: Settings) -> None:
        """Throws a copy away."""


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

    def first(self) -> Settings:
        """The template database."""
        execute(self.address, "CREATE DATABASE template_of_tests")
        return Settings(database_url=self.address.format(name="template_of_tests"), key_file=self.folder / "keys.json")

    def copy(self, folder: Path) -> Settings:
        """A copy inside the cluster, its keys beside the test."""
        name = f"test_{next(self.numbers)}"
        execute(self.address, f"CREATE DATABASE {name} TEMPLATE template_of_tests")
        shutil.copy(self.folder / "keys.json", folder / "keys.json")
        return Settings(database_url=self.address.format(name=name), key_file=folder / "keys.json")

    def drop(self, settings: Settings) -> None:
        """The copy goes at once: hundreds of them would fill the disk."""
        execute(self.address, f"DROP DATABASE {make_url(settings.database_url).database} WITH (FORCE)")
