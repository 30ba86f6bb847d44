"""The files of a matter's bundle, and the words that say what they are and how to check them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workshop.desk.documents.matter_sheet import build_matter_sheet
from workshop.desk.queries.grounds import Grounds
from workshop.desk.queries.moments import SHANGHAI
from workshop.desk.queries.one_matter import MatterView, Scan
from workshop.papers.bundle.tables import Table
from workshop.papers.bundle.writing import CHECK, MANIFEST, README, pack_files, proof_files, table_files
from workshop.papers.listing import ListPaper
from workshop.papers.lists.slips import SlipBook
from workshop.papers.setting.form_print import print_form
from workshop.papers.setting.mark import Mark
from workshop.papers.setting.printing import print_list, print_slips
from workshop.papers.setting.workbook import write_list, write_slips
from workshop.store.chain import Proof

SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@dataclass(frozen=True)
class MatterBundle:
    """Everything that goes in. `ledger` None: no pay of the span is locked; `slips` None: none is computed.

    `numbers` are whole: 身份证号, 电话. `made_at` naive UTC.
    """

    unit: str
    view: MatterView
    grounds: Grounds
    first: date
    last: date
    numbers: Mapping[str, str]
    ledger: ListPaper | None
    slips: SlipBook | None
    tables: Sequence[Table]
    scans: Sequence[tuple[Scan, bytes]]
    contracts: Sequence[tuple[str, bytes]]
    proof: Proof
    made_at: datetime
    made_by: str
    reason: str
    mark: Mark


def pack_matter(facts: MatterBundle) -> bytes:
    """The ZIP; the same facts give the same bytes but for what PDF and workbook write of the moment."""
    return pack_files(dict(_files(facts)), facts.made_at)


def _files(facts: MatterBundle) -> Iterator[tuple[str, bytes]]:
    yield README, _readme(facts).encode("utf-8-sig")
    sheet = build_matter_sheet(facts.unit, facts.view, facts.grounds, (facts.made_at + SHANGHAI).date())
    yield "事项/事项处理单.pdf", print_form(sheet, mark=facts.mark).pdf
    for turn, (scan, content) in enumerate(facts.scans, 1):
        yield f"事项/附件/{turn:02d}{scan.document.replace('、', '')}.{SUFFIXES[scan.media_type]}", content
    for turn, (name, content) in enumerate(facts.contracts, 1):
        yield f"合同/{turn:02d}{name}", content
    if facts.ledger:
        yield "台账/工资支付台账.pdf", print_list(facts.ledger, mark=facts.mark).pdf
        yield "台账/工资支付台账.xlsx", write_list(facts.ledger, facts.mark)
    if facts.slips:
        yield "工资条/工资条.pdf", print_slips(facts.slips, mark=facts.mark).pdf
        yield "工资条/工资条.xlsx", write_slips(facts.slips, facts.mark)
    yield from table_files(facts.tables)
    yield from proof_files(facts.proof)


def _readme(facts: MatterBundle) -> str:
    raised, made = facts.view.line.raised, facts.made_at + SHANGHAI
    counts = "\n".join(f"  记录/{table.name}.csv    {len(table.rows)} 行" for table in facts.tables)
    whole = ",".join(f"{name} {number or '没有登记'}" for name, number in facts.numbers.items())
    ledger = "法定的工资支付台账,锁定后不改不删" if facts.ledger else "没有:这段时间没有锁定的工资"
    slips = "每一期的工资条,没锁定的写着「未锁定」" if facts.slips else "没有:这段时间没有算过工资"
    return f"""劳动争议材料({facts.unit})

事项:{raised.called} {raised.kind_words},{facts.view.line.state_words}
本人:{raised.worker_no} {raised.name},{whole}
期间:{facts.first} 至 {facts.last}
导出:{facts.made_by},{made:%Y-%m-%d %H:%M},原因:{facts.reason}。这次导出已记入审计记录。

里面有什么
  事项/事项处理单.pdf    说了什么、经过、期限、底下的记录;可以打印给本人签字
  事项/附件/    照片和扫描件,{len(facts.scans)} 份
  合同/    合同的扫描件,{len(facts.contracts)} 份(申领时放进来的);登记的合同在 记录/合同.csv
  台账/    {ledger}
  工资条/    {slips};每一版的校验值和本人对哪一版说了什么,在 记录/工资条各版.csv
  记录/全部记录.xlsx    下面各表合在一起,每表一页;时间都是北京时间
{counts}
  审计链/    与本人和这件事有关的审计记录,和证明它们当时就在那里的链
  {MANIFEST}    每个文件的 SHA-256
  {CHECK}    核对用的小程序(Python 3,不联网)

怎样看
  每条记录写着谁录入、什么时候写入、在哪台平板或哪个文件、平板上的时间和传到的时间。
  被撤销的记录没有删掉:原来一条和撤销的一条都在,「被哪条撤销」和「撤销原因」写明来龙去脉。
  工资条重新算过就有新的校验值;本人看过、确认过的是哪一版,按校验值对照。

怎样核对
  1 解压,在文件夹里运行:python {CHECK}。车间的电脑上也可以运行:workshop desk check 压缩包
     只核对文件:sha256sum -c {MANIFEST}(Windows:certutil -hashfile 文件名 SHA256,和清单里的那一行对照)。
  2 审计记录每做一件事写一条,定时封成一环;每一环的校验值包含前一环的,改动过去任何一条,后面全都对不上。
     链的末端:{facts.proof.head}
     共 {len(facts.proof.leaves)} 条有关的记录,{len(facts.proof.seals)} 环。事项里说的话在审计记录里只有 SHA-256(words),可以自己算出来对照。
  3 把链的末端与其他日子打印的、县里保存的末端对照;在车间的电脑上运行 workshop verify 可以核对整个数据库。

这些材料含身份证号、电话、伤病等个人信息,只能用于写明的原因,用完请妥善保管或销毁。
"""
