"""The published minimum wages that come with the program."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from workshop.kernel.money import parse_yuan
from workshop.pay.rules.published import Province, WageClass, WageList

MINIMUM_WAGES = Path(__file__).parents[1] / "law" / "minimum_wages.toml"


@cache
def read_published() -> tuple[Province, ...]:
    """Every province of the file, in its order."""
    with MINIMUM_WAGES.open("rb") as stream:
        return tuple(_province(one) for one in tomllib.load(stream)["province"])


def _province(one: dict[str, Any]) -> Province:
    return Province(one["code"], one["name"], tuple(_list(row) for row in one["list"]))


def _list(row: dict[str, Any]) -> WageList:
    classes = tuple(
        WageClass(c["name"], parse_yuan(c["monthly"]), parse_yuan(c["hourly"]) if "hourly" in c else None)
        for c in row["classes"]
    )
    return WageList(row["as_of"], row.get("start"), row["standing"], row["source"], classes)
