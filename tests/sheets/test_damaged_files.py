"""A file damaged on its way is opened or refused in words; nothing else happens, whatever byte was hit."""

import io
import random
import zipfile

import pytest

from tests.sheets.makers import sample_bytes
from workshop.kernel.faults import Refused
from workshop.people.files import read, recognise
from workshop.sheets.opening import open_workbook

ROUNDS = 200


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, sometimes the end cut off."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed[: chance.randrange(len(changed))] if chance.random() < 0.2 else changed)


def inside_damaged(content: bytes, chance: random.Random) -> bytes:
    """One part of a workbook damaged and packed again, so that the packing itself is sound."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        hit = chance.choice([name for name in old.namelist() if name.startswith("xl/")])
        for name in old.namelist():
            new.writestr(name, _digits_changed(old.read(name), chance) if name == hit else old.read(name))
    return buffer.getvalue()


def _digits_changed(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed for others that keep most XML readable: what stands in it becomes nonsense."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(changed))
        if chr(changed[at]).isalnum():
            changed[at] = ord(chance.choice("0123456789-eE.AZsnb"))
    return bytes(changed)


@pytest.mark.parametrize(
    ("name", "harm"), [("f-roster.xls", damaged), ("a-roster.xlsx", damaged), ("a-roster.xlsx", inside_damaged)]
)
def test_a_damaged_file_is_opened_or_refused_in_words(name, harm):
    content, chance = sample_bytes(name), random.Random(20260305)
    refused = 0
    for _ in range(ROUNDS):
        try:
            book = open_workbook(harm(content, chance), name)
            read(book, recognise(book))
        except Refused:
            refused += 1
    assert refused
