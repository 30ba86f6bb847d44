"""Where things lie that are no rows."""

from pathlib import Path

from workshop.store.settings import ROOT, Settings


def test_beside_the_file_of_an_embedded_database():
    assert Settings(database_url="sqlite:////data/w.db").folder == Path("/data")


def test_beside_the_program_for_a_database_that_is_no_file():
    assert Settings(database_url="postgresql+psycopg://w@/w").folder == ROOT / "instance"


def test_where_it_is_said():
    assert Settings(database_url="postgresql+psycopg://w@/w", data_folder="/srv/w").folder == Path("/srv/w")
    assert Settings(database_url="sqlite:////data/w.db", data_folder="/srv/w").folder == Path("/srv/w")
