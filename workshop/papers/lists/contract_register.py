"""The register of contracts and agreements 劳务协议、承揽合同台账 (policy: L8): a row for each, in force in the period."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, chinese_day, sum_rows
from workshop.papers.lists.roster_facts import OPEN_END, short_day

TITLE = "劳动合同、劳务协议、承揽合同台账"
_TERM, _COVER = "合同(协议)期限", "保险"


@dataclass(frozen=True)
class ContractFacts:
    """A contract of a person; `renewed`: how many he had here before it. `way` 计酬方式, `rate` its price in words.

    `insured` names insurances, `insured_until` the first that ends. `ended` says how and when it came to an end, if it did.
    """

    name: str
    idno: str
    kind: str
    number: str
    first: date | None
    last: date | None
    way: str
    rate: str
    insured: str
    insured_until: date | None
    renewed: int
    ended: str
    note: str = ""


CONTRACT_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=10),
    Column("idno", "身份证号", "code"),
    Column("kind", "合同(协议)\n类型", least=8, most=10),
    Column("number", "编号", "code"),
    Column("signed_on", "签订\n日期", "sign"),
    Column("first", "起始", "code", group=_TERM),
    Column("last", "终止", "code", group=_TERM),
    Column("way", "计酬\n方式", least=4, most=6),
    Column("rate", "单价或标准", least=8, most=14),
    Column("insured", "险种", least=6, most=12, group=_COVER),
    Column("policy_number", "保单号", least=8, most=12, group=_COVER),
    Column("insured_until", "止期", "code", group=_COVER),
    Column("renewed", "续签\n次数", "count"),
    Column("ended", "终止日期/\n原因", least=8, most=12),
    Column("note", "备注", least=4, most=10),
)
NOTES = ("签订日期按合同原件填写;保单号按保险单填写。没有终止日期的合同写无固定期限。",)


def build_contract_register(head: PaperHead, contracts: Sequence[ContractFacts], span: str = "") -> ListPaper:
    """The register; empty where nobody has a contract."""
    rows = tuple(ListRow(_values(ordinal, one)) for ordinal, one in enumerate(contracts, 1))
    people = len({(one.name, one.idno) for one in contracts})
    return ListPaper(
        kind="contract-register",
        title=TITLE,
        head=head,
        fields=(
            f"填报单位(盖章):{head.unit}",
            f"期间:{span or head.period.chinese}",
            f"填报时间:{chinese_day(head.paid_on)}",
        ),
        columns=CONTRACT_COLUMNS,
        rows=rows,
        totals=sum_rows(CONTRACT_COLUMNS, rows),
        checks=(f"核对:共 {len(rows)} 份,{people} 人;{_by_kind(contracts)}",),
        notes=NOTES,
        signatures=("单位负责人", "填表人", f"联系电话:{head.phone}"),
        row_mm=7.6,
    )


def _by_kind(contracts: Sequence[ContractFacts]) -> str:
    """各类之和等于总份数."""
    counts = Counter(one.kind or "未写类型" for one in contracts)
    parts = [f"{kind} {number} 份" for kind, number in sorted(counts.items())]
    return f"{len(contracts)} = {' + '.join(parts)}" if parts else "没有合同"


def _values(ordinal: int, one: ContractFacts) -> tuple[Value, ...]:
    end = short_day(one.last) or (OPEN_END if one.first else "")
    return (
        *(ordinal, one.name, one.idno, one.kind, one.number, None, short_day(one.first), end, one.way, one.rate),
        *(one.insured, "", short_day(one.insured_until), one.renewed, one.ended, one.note),
    )
