"""The exchange files as data: their columns, what each holds, and what makes a row the same row again.

A row is read into a named tuple of its file (`Spec.line`): first its row as Excel counts it, then its columns. The Chinese
headings stand beside the English ones and work as well.
"""

from workshop.exchange import kinds
from workshop.exchange.kinds import clean_text_of, one_of, text_of, whole
from workshop.exchange.spec import Spec, col, may, words
from workshop.floor.rules.checks import STATUSES
from workshop.kernel.text import clean_name
from workshop.people.rules.roster import clean_code
from workshop.people.rules.words import CONTRACT_KINDS

SYSTEMS = {
    **{name: name for name in ("standard", "comprehensive", "flexible", "part_time", "contract")},
    **{"标准": "standard", "综合计算": "comprehensive", "不定时": "flexible"},
    **{"非全日制": "part_time", "承揽": "contract"},
}
DEDUCTIONS = ("社保个人", "司法", "住宿", "餐费", "其他")
ALLOWANCES = {
    **{name: name for name in ("month", "day", "full_attendance", "service_year", "once")},
    **{"按月": "month", "按日": "day", "全勤": "full_attendance", "工龄": "service_year", "一次": "once"},
}

_CODE, _OPERATION, _HOUSEHOLD = text_of(16), text_of(32), clean_text_of(32, clean_code, "户编号")
_WORKER, _ENTRY = clean_text_of(32, clean_code, "工号"), clean_text_of(64, clean_code, "编号")
_NAME = clean_text_of(64, clean_name, "姓名")
_WORKER_NO = col("worker_no", "工号", _WORKER)
_OP_CODE = col("op_code", "工序编号 工序代码", _OPERATION)
_ENTRY_ID = col("entry_id", "编号", _ENTRY)
_DATE = col("date", "日期", kinds.DAY)
_BAND = may("band", "时段", kinds.BAND, "")
_COUNTED = (
    col("good", "合格 合格数", kinds.QUANTITY),
    may("defect_own", "次品", kinds.QUANTITY, 0),
    may("defect_other", "非本人次品", kinds.QUANTITY, 0),
)

SPECS = (
    Spec(
        "workshops",
        "车间",
        (
            col("workshop_code", "车间编号", _CODE),
            col("name", "车间名称", text_of(80)),
            may("village", "村", text_of(80), ""),
            col("county_code", "县区代码", kinds.COUNTY),
            may("weekly_rest", "休息日", kinds.WEEKLY_REST, ""),
        ),
        ("workshop_code",),
    ),
    Spec(
        "calendar",
        "调休",
        (
            may("workshop_code", "车间编号", _CODE, ""),
            _DATE,
            col("day", "日类", one_of({"休": True, "班": False})),
        ),
        ("workshop_code", "date"),
    ),
    Spec(
        "minimum_wages",
        "最低工资",
        (
            col("county_code", "县区代码", kinds.COUNTY),
            col("valid_from", "执行日期", kinds.DAY),
            col("monthly_yuan", "月最低工资", kinds.SUM),
            col("hourly_yuan", "小时最低工资", kinds.SUM),
        ),
        ("county_code", "valid_from"),
    ),
    Spec(
        "workers",
        "工人",
        (
            _WORKER_NO,
            col("name", "姓名", _NAME),
            may("sex", "性别", words("男", "女"), ""),
            may("id_no", "身份证号", kinds.IDNO, ""),
            may("birth_date", "出生日期", kinds.DAY),
            may("phone", "手机", kinds.PHONE, ""),
            may("bank_card", "银行卡号", kinds.CARD, ""),
            col("workshop_code", "车间编号", _CODE),
            col("hire_date", "入职日期", kinds.DAY),
            may("leave_date", "离职日期", kinds.DAY),
            may("category", "人员类别", kinds.CATEGORY, ()),
            may("household_no", "户编号", _HOUSEHOLD, ""),
            may("contract_kind", "合同类型", words(*CONTRACT_KINDS), ""),
            may("contract_from", "合同起", kinds.DAY),
            may("contract_to", "合同止", kinds.DAY),
            col("hours_system", "工时制度", one_of(SYSTEMS)),
            may("grade", "等级", text_of(20), ""),
            may("monthly_yuan", "月薪", kinds.SUM),
            may("daily_yuan", "日薪", kinds.SUM),
            may("hourly_yuan", "时薪", kinds.SUM),
        ),
        ("worker_no",),
    ),
    Spec(
        "operations",
        "工序",
        (
            _OP_CODE,
            col("product_code", "产品编号", text_of(32)),
            col("product_name", "产品", text_of(80)),
            col("seq", "序", whole(0, 9999, "序")),
            col("op_name", "工序", text_of(80)),
            col("unit", "单位", text_of(8)),
            may("std_seconds", "标准秒", whole(1, 86_400, "标准秒")),
        ),
        ("op_code",),
    ),
    Spec(
        "rates",
        "单价",
        (
            _OP_CODE,
            col("valid_from", "生效日期", kinds.DAY),
            may("grade", "等级", text_of(20), ""),
            col("rate_yuan", "单价", kinds.RATE),
            may("defect_charge_yuan", "次品扣款", kinds.RATE),
        ),
        ("op_code", "valid_from", "grade"),
    ),
    Spec(
        "tiers",
        "阶梯单价",
        (
            _OP_CODE,
            col("valid_from", "生效日期", kinds.DAY),
            col("above", "超过数量", kinds.QUANTITY),
            col("rate_yuan", "单价", kinds.RATE),
        ),
        ("op_code", "valid_from", "above"),
    ),
    Spec("entries", "产量", (_ENTRY_ID, _DATE, _WORKER_NO, _OP_CODE, *_COUNTED, _BAND), ("entry_id",)),
    Spec(
        "team_entries",
        "集体产量",
        (
            _ENTRY_ID,
            _DATE,
            _OP_CODE,
            col("quantity", "数量", kinds.QUANTITY),
            col("split", "分配方式", kinds.SPLIT),
            _BAND,
        ),
        ("entry_id",),
    ),
    Spec(
        "team_members",
        "集体成员",
        (
            _ENTRY_ID,
            _WORKER_NO,
            may("minutes", "分钟", kinds.MINUTES),
            may("weight", "系数", kinds.WEIGHT),
        ),
        ("entry_id", "worker_no"),
    ),
    Spec(
        "hours",
        "计时",
        (
            _ENTRY_ID,
            _DATE,
            _WORKER_NO,
            col("activity", "工作内容", text_of(40)),
            col("minutes", "分钟", kinds.MINUTES),
            may("rate_yuan", "时薪", kinds.SUM),
            _BAND,
        ),
        ("entry_id",),
    ),
    Spec(
        "attendance",
        "考勤",
        (
            _WORKER_NO,
            _DATE,
            col("status", "状态", words(*STATUSES)),
            may("clock_in", "上班", kinds.CLOCK),
            may("clock_out", "下班", kinds.CLOCK),
            may("overtime_minutes", "加班分钟", kinds.OVERTIME),
        ),
        ("worker_no", "date"),
    ),
    Spec(
        "takehome_orders",
        "外发单",
        (
            col("order_no", "单号", text_of(32)),
            _WORKER_NO,
            _OP_CODE,
            col("issued_on", "领料日期", kinds.DAY),
            may("due_on", "应交日期", kinds.DAY),
            may("rate_yuan", "单价", kinds.RATE),
            may("material", "物料", text_of(80), ""),
            may("material_issued", "领料数量", kinds.MATERIAL, 0),
            may("material_per_piece", "单耗", kinds.PER_PIECE),
            may("loss_allowance", "损耗率", kinds.SHARE, 0),
            may("material_yuan", "物料单价", kinds.PRICE),
            may("closed_on", "结单日期", kinds.DAY),
        ),
        ("order_no",),
    ),
    Spec(
        "takehome_returns",
        "外发交货",
        (
            col("order_no", "单号", text_of(32)),
            col("returned_on", "交货日期", kinds.DAY),
            may("inspected_on", "验收日期", kinds.DAY),
            *_COUNTED,
            may("material_returned", "退料", kinds.MATERIAL, 0),
        ),
    ),
    Spec(
        "advances",
        "借支",
        (
            _WORKER_NO,
            _DATE,
            col("amount_yuan", "金额", kinds.SUM),
            may("reason", "事由", text_of(200), ""),
        ),
    ),
    Spec(
        "deductions",
        "扣款",
        (
            _WORKER_NO,
            _DATE,
            col("amount_yuan", "金额", kinds.SUM),
            col("kind", "类别", words(*DEDUCTIONS)),
        ),
    ),
    Spec(
        "prior_months",
        "本年以前月份",
        (
            _WORKER_NO,
            col("cumulative_income_yuan", "累计收入", kinds.YUAN),
            col("cumulative_months", "累计月数", whole(0, 11, "累计月数")),
            col("tax_withheld_yuan", "已扣个税", kinds.YUAN),
        ),
        ("worker_no",),
    ),
    Spec(
        "allowances",
        "津贴",
        (
            may("worker_no", "工号", _WORKER, ""),
            col("name", "名目", text_of(40)),
            col("kind", "类别", one_of(ALLOWANCES)),
            col("amount_yuan", "金额", kinds.SUM),
            col("counts", "计入最低工资", kinds.YES_NO),
            col("taxable", "计税", kinds.YES_NO),
            may("valid_from", "生效日期", kinds.DAY),
            may("valid_to", "失效日期 截止日期", kinds.DAY),
        ),
    ),
)
BY_NAME = {spec.name: spec for spec in SPECS}
CHECKED_ELSEWHERE = {"expected_pay": "由「workshop pay check」核对,不导入"}
