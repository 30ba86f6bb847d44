"""What a scan of a matter is called."""

from tests.conftest import NOW, W001
from tests.desk.cast import picture, raised
from tests.pay.stage import CHEN, Stage
from workshop.desk.actions.scans import attach_scan
from workshop.store.database import fetch_all


def test_a_scan_is_called_without_folders_and_what_cannot_be_stored_or_seen(app):
    matter = raised(Stage())
    attach_scan(CHEN, NOW, W001, matter, "现场照片", "..\\..\\照\0片\u202egpj.exe", picture())
    assert fetch_all("SELECT file_name FROM matter_attachment") == [("照片gpj.exe",)]
