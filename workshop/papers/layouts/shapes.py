"""What a layout may choose from: the columns and fields of each paper, and which of them the law or the form requires."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from workshop.papers.columns import Column
from workshop.papers.lists.bank_list import BANK_COLUMNS
from workshop.papers.lists.cash_list import CASH_COLUMNS
from workshop.papers.lists.contract_register import CONTRACT_COLUMNS
from workshop.papers.lists.home_register import HOME_COLUMNS
from workshop.papers.lists.home_settlement import SETTLEMENT_COLUMNS
from workshop.papers.lists.insurance_roster import INSURANCE_COLUMNS
from workshop.papers.lists.monthly_report import PRINT_COLUMNS as REPORT_COLUMNS
from workshop.papers.lists.piece_sheet import PIECE_COLUMNS
from workshop.papers.lists.roster import POSTING_COLUMNS, ROSTER_COLUMNS
from workshop.papers.lists.roster_guangdong import PRINT_COLUMNS as GUANGDONG_COLUMNS
from workshop.papers.lists.roster_short import CARD_COLUMNS, SHORT_COLUMNS
from workshop.papers.lists.training_roster import TRAINING_COLUMNS
from workshop.papers.lists.wage_home import HOME_WAGE_COLUMNS
from workshop.papers.lists.wage_ledger import LEDGER_COLUMNS
from workshop.papers.lists.wage_sheet import WAGE_COLUMNS
from workshop.papers.lists.wage_training import TRAINING_WAGE_COLUMNS

DAYS = "日期"  # the days of a month's attendance, one word for all of them
WHO = "没有它,表上认不出是谁"
HAND = "这一栏留给本人签字、按手印,按规定要有"
FOOTED = "表下的核对行、合计要用这一栏,几张表要能互相核对"
LEDGER = "《保障农民工工资支付条例》第十五条要求台账有这一项"
PAID = "工资的凭证要有这一栏(《保障农民工工资支付条例》第十五条)"
FILED = "申报的名册靠它核对身份"
PROMISED = "申请的内容、承诺和签字盖章,表上不能没有"
POSTED = "张贴的表不能有身份证号、银行卡号和电话"


def word_of(column: Column) -> str:
    """What a layout calls a column: its heading without line breaks; the days of a month are one."""
    return DAYS if column.tied == "day" else column.title.replace("\n", "")


_FULL = str.maketrans("\uff08\uff09\uff0f\uff1a\u3000", "()/: ")


@lru_cache(2_000)  # the same few hundred words are compared with each other over and over
def plain(word: str) -> str:
    """A word as it is compared: brackets may be of full width, breaks and spaces as one likes, the yuan left out."""
    return "".join(word.translate(_FULL).split()).replace("(元)", "")


@dataclass(frozen=True)
class Shape:
    """A paper as layouts see it. `columns` of a list, `fields` of a form, empty: they cannot be chosen, `fixed` says why.

    `must` names columns and fields that stay, each with the reason. `posted`: it hangs on a wall.
    """

    columns: tuple[Column, ...] = ()
    fields: tuple[str, ...] = ()
    must: Mapping[str, str] | None = None
    fixed: str = ""
    posted: bool = False
    named: tuple[str, ...] = ()
    is_list: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The columns or fields that may be chosen and put in order."""
        return tuple(dict.fromkeys(map(word_of, self.columns))) if self.columns else self.fields

    @property
    def renamed(self) -> tuple[str, ...]:
        """What may be called otherwise."""
        return (*self.words, *self.named)

    def find(self, word: str) -> Column | None:
        """The column of a word."""
        return next((column for column in self.columns if plain(word_of(column)) == plain(word)), None)

    def list_needed(self) -> Iterator[tuple[str, str]]:
        """(word, reason) of what cannot be left out."""
        yield from (self.must or {}).items()


def _list(
    columns: tuple[Column, ...], *needed: str, reason: str = FILED, sums: str = "", posted: bool = False
) -> Shape:
    """A list: who stands on it, hands, keys `needed` for a reason, and with `sums` every sum of money."""
    must = {}
    for column in columns:
        if column.key in ("ordinal", "name"):
            must[word_of(column)] = WHO
        elif column.kind == "sign":
            must[word_of(column)] = HAND
        elif column.key in needed:
            must[word_of(column)] = reason
        elif sums and column.kind == "yuan" and column.total:
            must[word_of(column)] = sums
    return Shape(columns, must=must, posted=posted, is_list=True)


def _all(columns: tuple[Column, ...], reason: str) -> Shape:
    return Shape(columns, must={word_of(column): reason for column in columns}, is_list=True)


def _form(fields: tuple[str, ...], must: tuple[str, ...], named: tuple[str, ...] = ()) -> Shape:
    return Shape(fields=fields, must=dict.fromkeys(must, PROMISED), named=named)


def _fixed(why: str, posted: bool = False) -> Shape:
    return Shape(fixed=why, posted=posted)


_ATTENDANCE = (
    Column("ordinal", "序号", "count"),
    Column("name", "姓名", least=6, most=10),
    Column("post", "岗位", least=6, most=8),
    *(Column(f"day{at}", f"{at}\n日", "mark", tied="day") for at in range(1, 32)),
    Column("days", "出勤\n天数", "days", total=True),
    Column("minutes", "工时\n合计", "hours", total=True),
    *(
        Column(key, title, "hours", group="加班", total=True)
        for key, title in (("overtime", "平日"), ("rest", "休息日"))
    ),
    Column("holiday", "法定", "hours", group="加班", total=True),
    Column("sign", "本人签字", "sign"),
    Column("note", "备注", least=4, most=8),
)
_DAY_KEYS = tuple(column.key for column in _ATTENDANCE if column.tied)
_APPLICANT = ("申请单位", "统一社会信用代码", "法定代表人", "联系电话", "经办人", "经办人电话")
_ACCOUNT = ("开户名称", "开户银行", "银行账号")
_SUMS = ("申请金额(小写)", "申请金额(大写)")
_FOUND = ("核定人数", "核定月数", "核定金额", "复核人")
_PERSON = (
    *("姓名", "性别", "身份证号码", "联系电话", "户籍地址", "户主姓名", "与户主关系", "人员类别", "务工单位"),
    *("务工地点", "务工起止时间", "累计务工月数", "月均工资", "开户银行", "社保卡(一卡通)账号", *_SUMS),
    *("本人承诺", "申请人签字", "申请日期", "受托人签字", "受托人身份证号和电话"),
)
_SHOP = (
    *("车间名称", "申报主体名称", "统一社会信用代码", "单位类型", "法定代表人", "联系电话", "法定代表人身份证号"),
    *("车间地址", "车间类型", "生产项目", "场地来源", "建筑面积", "投产时间", "提供岗位数", "用工总人数", "脱贫人口数"),
    *("监测对象数", "易地搬迁人数", "残疾人数", "脱贫占比", "合同签订人数", "意外伤害保险投保人数", "人均月工资"),
    *("上年度营业收入", "开户银行", "银行账号", "申请理由", "附件", "申请单位承诺"),
)
LEGAL = "合同、协议的条款按法律写好,表样不能增减;可以改标题、加说明"
SHAPES: Mapping[str, Shape] = {
    "wage-sheet": _list(WAGE_COLUMNS, "idno", reason=PAID, sums=FOOTED),
    "wage-sheet-products": _list(WAGE_COLUMNS, "idno", reason=PAID, sums=FOOTED),
    "wage-sheet-training": _list(TRAINING_WAGE_COLUMNS, "idno", "mentor", reason=PAID, sums=FOOTED),
    "wage-sheet-home": _list(HOME_WAGE_COLUMNS, "idno", reason=PAID, sums=FOOTED),
    "piece-sheet": _list(PIECE_COLUMNS, "price", "quantity", "amount", reason=FOOTED, sums=FOOTED),
    "wage-ledger": _all(LEDGER_COLUMNS, LEDGER),
    "cash-list": _list(CASH_COLUMNS, sums=FOOTED),
    "bank-list": _list(BANK_COLUMNS, "card", reason=PAID, sums=FOOTED),
    "attendance": _list(_ATTENDANCE, "days", *_DAY_KEYS, reason="考勤表要有每天的记号和出勤天数"),
    "roster": _list(ROSTER_COLUMNS, "idno"),
    "roster-short": _list(SHORT_COLUMNS, "idno"),
    "roster-card": _list(CARD_COLUMNS, "idno", "card"),
    "roster-guangdong": _list(GUANGDONG_COLUMNS, "idno"),
    "roster-posting": _list(POSTING_COLUMNS, posted=True),
    "contract-register": _list(CONTRACT_COLUMNS, "idno"),
    "training-roster": _list(TRAINING_COLUMNS, "idno", sums=FOOTED),
    "insurance-roster": _list(INSURANCE_COLUMNS, "idno", sums=FOOTED),
    "monthly-report": _all(REPORT_COLUMNS, "县里把各车间的月报汇总,各项要齐"),
    "takehome-register": _list(
        HOME_COLUMNS, *("collected", "inspected", "signed", "issued", "delivered"), reason=HAND, sums=FOOTED
    ),
    "settlement": _list(SETTLEMENT_COLUMNS, "idno", reason=PAID, sums=FOOTED),
    "claim-form": _form(
        (
            *(*_APPLICANT, *_ACCOUNT, "车间名称", "认定文号和时间", "补贴项目", "政策依据", "申领期间", "吸纳人数"),
            *("补贴标准", *_SUMS, "计算过程", "是否享受过同类补贴", "材料清单", "申请单位承诺"),
        ),
        ("申请单位", "补贴项目", "申领期间", "吸纳人数", *_SUMS, "申请单位承诺"),
        _FOUND,
    ),
    "training-form": _form(
        (
            *(*_APPLICANT, *_ACCOUNT, "申请类别", "补贴项目", "政策依据", "以工代训期间", "以工代训人数"),
            *("带训师傅人数", "训练人月数", "补贴标准", *_SUMS, "计算过程", "申请单位承诺"),
        ),
        ("申请单位", "以工代训期间", "以工代训人数", *_SUMS, "申请单位承诺"),
        _FOUND,
    ),
    "insurance-form": _form(
        (
            *(*_APPLICANT, *_ACCOUNT, "补贴项目", "政策依据", "补贴期间", "申请人数", "补贴标准", "最长期限"),
            *(*_SUMS, "计算过程", "申请单位承诺"),
        ),
        ("申请单位", "补贴期间", "申请人数", *_SUMS, "申请单位承诺"),
        _FOUND,
    ),
    "personal-subsidy-form": _form(
        _PERSON,
        ("姓名", "身份证号码", "务工单位", "务工起止时间", *_SUMS, "本人承诺", "申请人签字", "申请日期"),
        ("公示结果", "核定金额"),
    ),
    "recognition-form": _form(
        _SHOP, ("车间名称", "统一社会信用代码", "法定代表人", "用工总人数", "脱贫人口数", "申请单位承诺")
    ),
    "notice-board": _fixed("公示牌的栏目按规定挂牌", posted=True),
    "public-notice": _fixed("公示哪几栏在政策文件里写(notices 的 columns)", posted=True),
    "pledge": _fixed("承诺书没有可选的栏目"),
    "work-proof": _fixed("证明没有可选的栏目"),
    "casual-work-proof": _fixed("证明没有可选的栏目"),
    "labour-contract": _fixed(LEGAL),
    "part-time-contract": _fixed(LEGAL),
    "service-agreement": _fixed(LEGAL),
    "contract": _fixed(LEGAL),
}
SLIPS = ("slips", "slips-a5")
OTHER = _fixed("这张表的栏目不能改;可以改标题、加说明、定份数")


def shape_of(code: str) -> Shape:
    """What a paper allows; of one that nothing is said here, titles and notes."""
    return SHAPES.get(code, OTHER)
