"""A file damaged anywhere is refused with sentences, never with a stack trace."""

import random
import re

import pytest

from workshop.claims.files.checking import check_programme
from workshop.claims.files.library import SHIPPED
from workshop.claims.files.reading import read_programme

STRANGE = (
    "3",
    '"甲"',
    "true",
    "[]",
    "{}",
    "2022-01-01",
    "[[1]]",
    '{ is = "年龄", from = 16 }',
    '"未见"',
    "-5",
    "inf",
    "12:00:00",
    "1e400",
)
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.rglob("*.toml"))]


@pytest.mark.parametrize("seed", range(60))
def test_damage_is_answered_with_sentences(seed: int):
    chance = random.Random(seed)
    lines = chance.choice(TEXTS).split("\n")
    for _ in range(3):
        at = chance.randrange(len(lines))
        values = list(re.finditer(r'= ("[^"]*"|[\w.\-]+|\[[^\[\]]*\]|\{[^{}]*\})', lines[at]))
        if values:
            found = chance.choice(values)
            lines[at] = lines[at][: found.start(1)] + chance.choice(STRANGE) + lines[at][found.end(1) :]
        elif chance.random() < 0.3:
            lines[at] = lines[at].replace('"', "", 1)
    faults = check_programme(read_programme("\n".join(lines), "坏.toml")).faults
    assert all(f.row >= 1 and f.message for f in faults)
