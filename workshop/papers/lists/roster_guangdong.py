"""广东省用人单位招用人员备案花名册 (policy: R1): a data sheet of 23 columns for the computer, a print sheet of ten.

What decides which column is asked for is the state of each contract in the period: begun, renewed, ended. What the house does
not record stays empty in the data sheet and is named below it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop.papers.columns import Column, Value
from workshop.papers.listing import ListPaper, ListRow, PaperHead, sum_rows
from workshop.papers.lists.roster_facts import RosterFacts

TITLE = "广东省用人单位招用人员备案花名册"
NEW, RENEWED, ENDED, GOING = "新签", "续签", "终止", "履行中"
DATA_COLUMNS = (
    Column("ordinal", "序号", "count"),
    Column("idno", "身份证号码", "code"),
    Column("name", "姓名", least=6, most=12),
    Column("ethnic", "民族", least=4, most=8),
    Column("education", "文化程度", least=4, most=8),
    Column("marriage", "婚姻状况", least=4, most=8),
    Column("party", "政治面貌", least=4, most=8),
    Column("skill", "专业职称或技术等级", least=6, most=10),
    Column("household_kind", "户口性质", least=6, most=10),
    Column("province", "户籍省份", least=4, most=10),
    Column("county", "户籍市县", least=4, most=12),
    Column("address", "现住地址", least=16, most=30),
    Column("postcode", "邮政编码", "code"),
    Column("phone", "联系电话", "code"),
    Column("before", "就业前所属群体", least=6, most=12),
    Column("form", "就业形式", least=6, most=10),
    Column("contract_state", "合同状态", least=6, most=8),
    Column("contract", "合同类型", least=6, most=10),
    Column("contract_from", "合同始期(年-月-日)", "code"),
    Column("contract_to", "合同终期(年-月-日)", "code"),
    Column("income", "月收入(元)", "yuan"),
    Column("end_reason", "合同终止原因", least=6, most=14),
    Column("post", "工种(岗位)", least=6, most=12),
)
PRINT_KEYS = (
    *("ordinal", "idno", "name", "household_kind", "address"),
    *("contract_state", "contract_from", "contract_to", "post", "income"),
)
_BY_KEY = {column.key: column for column in DATA_COLUMNS}
PRINT_COLUMNS = tuple(_BY_KEY[key] for key in PRINT_KEYS)
NOTES = (
    "身份证号码填 15 位或 18 位;无固定期限的合同终期不填;合同始期、终期按 年-月-日。",
    "必填:身份证号码、姓名、合同状态;新签、续签、变更的填合同类型、始期、终期、月收入;终止的填合同终止原因。下拉项请在数据表里选择。",
    "民族、文化程度、婚姻状况、政治面貌、职称、邮编、就业前所属群体、终止原因系统没有登记,请在数据表里补填。",
)


@dataclass(frozen=True)
class FiledPerson:
    """A person with what this form asks beside the roster: 户口性质, and the state of the contract in the period."""

    person: RosterFacts
    household_kind: str
    contract_state: str


def contract_state(
    first: date | None, last: date | None, before: int, span: tuple[date, date], left_on: date | None
) -> str:
    """新签, 续签, 终止 or 履行中 in a span of days; `before`: contracts that the person had here earlier."""
    start, end = span
    if (left_on is not None and start <= left_on <= end) or (last is not None and start <= last < end):
        return ENDED
    if first is not None and start <= first <= end:
        return RENEWED if before else NEW
    return GOING if first is not None or last is not None else ""


def build_roster_guangdong(head: PaperHead, people: Sequence[FiledPerson], span: str = "") -> ListPaper:
    """The print sheet, and the data sheet as its workbook."""
    every = [_values(ordinal, one) for ordinal, one in enumerate(people, 1)]
    keys = [column.key for column in DATA_COLUMNS]
    printed = tuple(ListRow(tuple(row[keys.index(key)] for key in PRINT_KEYS)) for row in every)
    paper = _paper(head, PRINT_COLUMNS, printed, _counts(people), span)
    data = _paper(head, DATA_COLUMNS, tuple(map(ListRow, every)), _counts(people), span)
    return ListPaper(**{**vars(paper), "sheet": data})


def _paper(
    head: PaperHead, columns: tuple[Column, ...], rows: tuple[ListRow, ...], counted: str, span: str
) -> ListPaper:
    return ListPaper(
        kind="roster-guangdong",
        title=TITLE,
        head=head,
        fields=(f"用人单位(盖章):{head.unit}", f"期间:{span or head.period.chinese}", counted),
        columns=columns,
        rows=rows,
        totals=sum_rows(columns, rows),
        checks=(f"核对:共 {len(rows)} 人;{counted}",),
        notes=NOTES,
        signatures=("单位负责人", "填表人", "经办机构核对人", f"联系电话:{head.phone}"),
        seal="用人单位(盖章)",
        row_mm=7.6,
        largest_px=12.0,
    )


def _counts(people: Sequence[FiledPerson]) -> str:
    """Changes and interruptions are not recorded: a hand fills them in."""
    held = Counter(one.contract_state for one in people)
    return f"本期新签 {held[NEW]} 人,续签 {held[RENEWED]} 人,变更 __ 人,中止 __ 人,终止 {held[ENDED]} 人"


def _values(ordinal: int, one: FiledPerson) -> tuple[Value, ...]:
    person = one.person
    known: dict[str, Value] = {
        **{"ordinal": ordinal, "idno": person.idno, "name": person.name, "household_kind": one.household_kind},
        **{"address": person.address, "phone": person.phone, "form": person.way, "contract_state": one.contract_state},
        **{"contract": person.contract, "contract_from": _day(person.contract_from)},
        **{"contract_to": _day(person.contract_to), "income": person.mean_fen, "post": person.post},
    }
    return tuple(known.get(column.key, "") for column in DATA_COLUMNS)


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
