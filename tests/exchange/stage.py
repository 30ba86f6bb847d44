"""Folders of exchange files and office sheets as the tests of the exchange need them."""

import csv
import shutil
from datetime import date, datetime
from pathlib import Path

from workshop.exchange.actions import FolderRefused, Imported, import_folder
from workshop.kernel.faults import Fault
from workshop.store.audit import COMMAND_LINE

NOW = datetime(2026, 7, 1, 1, 0)
TODAY = date(2026, 7, 1)
ID_LI = "990100198210109284"

BASE = {
    "workshops": "workshop_code,name,village,county_code,weekly_rest\nW009,石桥村帮扶车间,石桥村,990100,日\n",
    "workers": (
        "worker_no,name,sex,id_no,workshop_code,hire_date,leave_date,category,contract_kind,hours_system,grade,hourly_yuan\n"
        f"A1,刘磊,女,{ID_LI},W009,2025-03-22,,脱贫户,劳动合同,standard,,\n"
        "A2,李岩,女,990100196702108246,W009,2025-11-28,2026-03-20,,劳务协议,standard,,18.00\n"
    ),
    "operations": (
        "op_code,product_code,product_name,seq,op_name,unit,std_seconds\n"
        "GLV-01,GLV,劳保手套,1,织片,双,50\nCOR-01,COR,棕绳,1,搓绳,kg,\n"
    ),
    "rates": "op_code,valid_from,grade,rate_yuan,defect_charge_yuan\nGLV-01,2026-01-01,,0.2300,0.05\nCOR-01,2026-01-01,,1.5,\n",
    "entries": (
        "entry_id,date,worker_no,op_code,good,defect_own,defect_other,band\n"
        "E1,2026-03-02,A1,GLV-01,763,2,1,\nE2,2026-03-03,A2,COR-01,12.5,0,0,overtime\n"
    ),
    "attendance": "worker_no,date,status,clock_in,clock_out,overtime_minutes\nA1,2026-03-02,出勤,07:54,18:07,30\n",
}


def write_folder(folder: Path, **files: str) -> Path:
    """The base folder with some files replaced, added, or (empty text) left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (BASE | files).items():
        if text:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return folder


def bring_in(folder: Path, only: str = "") -> Imported:
    """Imports a folder as the command line does."""
    return import_folder(COMMAND_LINE, NOW, folder, TODAY, only)


def faults_of(folder: Path, only: str = "") -> list[Fault]:
    """The faults of a folder; none when it came in."""
    try:
        bring_in(folder, only)
    except FolderRefused as refused:
        return list(refused.faults)
    return []


def with_row(name: str, row: str) -> str:
    """A base file with one more row."""
    return BASE[name] + row + "\n"


def copy_known(shared: Path, folder: Path, code: str) -> Path:
    """What the office files lean on, in a workshop of another code."""
    folder.mkdir()
    known = shared / "real-input" / "known"
    shutil.copy(known / "operations.csv", folder)
    people = (known / "workers.csv").read_text(encoding="utf-8-sig").replace("W010", code)
    (folder / "workers.csv").write_text(people, encoding="utf-8")
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
