"""The bundle 仲裁材料: one ZIP of everything about a worker's pay in a span, with what is needed to check it."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter

from workshop.kernel.money import format_yuan
from workshop.kernel.periods import Period
from workshop.kernel.text import has_forbidden
from workshop.papers.bundle import check as bundle_check
from workshop.papers.bundle.tables import Table
from workshop.papers.listing import ListPaper
from workshop.papers.lists.slips import SlipBook
from workshop.papers.setting.mark import UNMARKED, Mark
from workshop.papers.setting.printing import print_list, print_slips
from workshop.papers.setting.workbook import write_list, write_slips
from workshop.store.chain import Proof

MANIFEST, CHECK, README = "清单-sha256.txt", "核对.py", "说明.txt"
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
# What a spreadsheet begins to compute at; a Chinese one takes the wide signs too, and drops what cannot be seen before them.
_COMPUTED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_LEAF = ("workshop_id", "at", "actor_id", "actor_name", "action", "subject", "detail")


@dataclass(frozen=True)
class BundleFacts:
    """Everything that goes in; `made_at` naive UTC. `gross`, `net` in fen, as the ledger sums them."""

    unit: str
    worker_no: str
    name: str
    first: Period
    last: Period
    ledger: ListPaper
    slips: SlipBook
    tables: Sequence[Table]
    proof: Proof
    rows: int
    gross: int
    net: int
    made_at: datetime
    made_by: str
    reason: str
    mark: Mark = UNMARKED


def build_bundle(facts: BundleFacts) -> bytes:
    """The ZIP; its list names the SHA-256 of every file in it but itself."""
    return pack_files(dict(_files(facts)), facts.made_at)


def pack_files(files: Mapping[str, bytes], made_at: datetime) -> bytes:
    """A ZIP of files by name with the list of their SHA-256, which the little program of a bundle checks."""
    listed = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    buffer = io.BytesIO()
    moment = (made_at + timedelta(hours=8)).timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**files, MANIFEST: listed.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name, moment), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _files(facts: BundleFacts) -> Iterator[tuple[str, bytes]]:
    yield README, _readme(facts).encode("utf-8-sig")
    yield "台账/工资支付台账.pdf", print_list(facts.ledger, mark=facts.mark).pdf
    yield "台账/工资支付台账.xlsx", write_list(facts.ledger, facts.mark)
    yield "工资条/工资条.pdf", print_slips(facts.slips, mark=facts.mark).pdf
    yield "工资条/工资条.xlsx", write_slips(facts.slips, facts.mark)
    yield from table_files(facts.tables)
    yield from proof_files(facts.proof)


def table_files(tables: Sequence[Table]) -> Iterator[tuple[str, bytes]]:
    """The tables as one workbook and as a CSV each."""
    yield "记录/全部记录.xlsx", _workbook(tables)
    for table in tables:
        yield f"记录/{table.name}.csv", write_csv(table)


def proof_files(proof: Proof) -> Iterator[tuple[str, bytes]]:
    """The leaves, the chain over them, and the little program that checks both and the list of files."""
    yield from _chain_files(proof)
    yield CHECK, Path(bundle_check.__file__).read_bytes()


def write_csv(table: Table) -> bytes:
    """With a byte order mark, so that Excel reads the Chinese; a text that would be a formula gets a quote before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(table.headings)
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    number = cell[1:].replace(".", "", 1).isdigit()
    return f"'{cell}" if cell[:1] in _COMPUTED and not number else cell


def _workbook(tables: Sequence[Table]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    bold = book.add_format({"bold": True, "bg_color": "#eeeeee", "border": 1})
    for table in tables:
        sheet = book.add_worksheet(table.name[:31])
        for at, title in enumerate(table.headings):
            sheet.write_string(0, at, title, bold)
            longest = max([2 * len(title), *(len(row[at]) for row in table.rows[:200])], default=8)
            sheet.set_column(at, at, min(40, longest + 2))
        for place, row in enumerate(table.rows, 1):
            for at, cell in enumerate(row):
                sheet.write_string(place, at, "".join("〓" if has_forbidden(char) else char for char in cell))
        sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()


def _chain_files(proof: Proof) -> Iterator[tuple[str, bytes]]:
    leaves = [
        {"id": key, "seal": seal, "salt": salt.hex(), "commitment": commitment.hex()} | _content(content)
        for key, seal, salt, commitment, content in proof.leaves
    ]
    seals = [{"seq": seq, "at": str(at), "leaves": count, "hash": digest} for seq, at, count, digest in proof.seals]
    chain = {"previous": proof.previous, "head": proof.head, "seals": seals}
    yield "审计链/记录.json", json.dumps(leaves, ensure_ascii=False, indent=1).encode()
    yield "审计链/链.json", json.dumps(chain, ensure_ascii=False, indent=1).encode()
    lines = ["seal,leaf,commitment", *(f"{seal},{leaf},{commitment.hex()}" for seal, leaf, commitment in proof.links)]
    yield "审计链/环.csv", ("\n".join(lines) + "\n").encode()


def _content(content: tuple[object, ...]) -> dict[str, object]:
    """What a commitment covers, written as it was hashed."""
    named = dict(zip(_LEAF, content, strict=True))
    return named | {"at": content[1].isoformat() if isinstance(content[1], datetime) else content[1]}


def _readme(facts: BundleFacts) -> str:
    made = facts.made_at + timedelta(hours=8)
    counts = "\n".join(f"  记录/{table.name}.csv    {len(table.rows)} 行" for table in facts.tables)
    return f"""工资材料({facts.unit})

工人:{facts.worker_no} {facts.name}
期间:{facts.first.chinese} 至 {facts.last.chinese},{facts.rows} 张工资条
合计:应发 {format_yuan(facts.gross)} 元,实发 {format_yuan(facts.net)} 元
导出:{facts.made_by},{made:%Y-%m-%d %H:%M},原因:{facts.reason}。这次导出已记入审计记录。

里面有什么
  台账/工资支付台账.pdf、.xlsx    法定的工资支付台账(保障农民工工资支付条例第十五条),锁定后不改不删
  工资条/工资条.pdf、.xlsx    每一期的工资条,每一行写明怎样算出来
  记录/全部记录.xlsx    下面各表合在一起,每表一页;时间都是北京时间
{counts}
  审计链/    与本人有关的审计记录,和证明它们当时就在那里的链
  {MANIFEST}    每个文件的 SHA-256
  {CHECK}    核对用的小程序(Python 3,不联网)

怎样看
  工资条上每一行的数量,可以在「记录」里按工序和日期逐条找到:谁录入、什么时候、在哪台平板或哪个文件。
  被撤销的记录没有删掉:原来一条和撤销的一条都在,数量一正一负;「被哪条撤销」和「撤销原因」写明来龙去脉。
  「计薪日期」晚于「作业日期」的是补录:原来那一期已锁定,算进以后一期。

怎样核对
  1 在这个文件夹里运行:python {CHECK}。或者用 sha256sum -c {MANIFEST} 只核对文件
     (Windows:certutil -hashfile 文件名 SHA256,和清单里的那一行对照)。
  2 审计记录每做一件事写一条,定时封成一环;每一环的校验值包含前一环的,改动过去任何一条,后面全都对不上。
     链的末端:{facts.proof.head}
     共 {len(facts.proof.leaves)} 条与本人有关的记录,{len(facts.proof.seals)} 环。
  3 把链的末端与其他日子打印的、县里保存的末端对照;在车间的电脑上运行 workshop verify 可以核对整个数据库。

这些材料含身份证号、电话等个人信息,只能用于写明的原因,用完请妥善保管或销毁。
"""
