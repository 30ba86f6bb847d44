"""What a fault says: the code, the sentence, and how to mend it, in the words of the one who keeps the sheet."""

from workshop.kernel.idno import REASONS as ID_REASONS

_COMPARE = "请对照原始凭证改正"
REASONS: dict[str, tuple[str, str]] = {
    **ID_REASONS,
    "id_missing": ("没有身份证号", "人员已读入,请尽快补上身份证号"),
    "duplicate_person": ("这个身份证号已经有了", "请核对是否重复登记,保留一行"),
    "namesake": ("有同名的人", "两人都已读入,以后的表里请在姓名后写工号"),
    "sex_differs_from_id": ("性别与身份证号不符", "请对照身份证改正性别或号码"),
    "sex_unreadable": ("性别只能是男或女", "请填男或女,或留空由身份证号得出"),
    "under_16": ("入职时不满 16 周岁", "禁止使用童工,请核对身份证号和入职日期"),
    "name_missing": ("没有姓名", "请补上姓名"),
    "name_characters": ("姓名里有不能保存的字符", "请重新输入姓名"),
    "worker_no_used_twice": ("这个编号已经给了别人", "请给每人一个不同的编号"),
    "card_damaged": ("卡号被 Excel 当成数字,末尾几位已经丢失", "请把这一列设为文本格式后重新输入"),
    "card_characters": ("卡号只能是数字", "请对照银行卡重新输入"),
    "card_checksum": ("卡号末位校验不对", "已读入;如果不是存折,请对照银行卡核对"),
    "card_missing": ("没有银行卡号", "已读入,发工资前请补上"),
    "phone_length": ("手机号应是 11 位", "请核对手机号"),
    "category_unknown": (
        "认不出的人员类别",
        "请填脱贫户、脱贫不稳定户、边缘易致贫户、突发严重困难户、低保、残疾、易地搬迁或一般户",
    ),
    "contract_unknown": ("认不出的合同类型", "请填劳动合同、劳务协议、非全日制或承揽"),
    "hours_system_unknown": ("认不出的工时形式", "请填标准、综合计算、不定时、钟点工或居家"),
    "hidden_row": ("这一行在表里被隐藏了", "已读入,请核对是否该有这一行"),
    "date_missing": ("没有日期", "请补上年月日"),
    "date_no_day": ("日期没有写到日", "请写成 2026-03-05 这样"),
    "date_invalid": ("没有这一天", "请核对年月日"),
    "date_unreadable": ("不是日期", "请写成 2026-03-05 这样"),
    "date_ambiguous": ("日期被当成了小数,分不清是几号", "请写成 2026-03-10 这样"),
    "date_differs_from_sheet_name": ("日期与工作表名不一致", "请核对后改正日期或工作表名"),
    "number_unreadable": ("不是数字", "请只填数字"),
    "number_negative": ("不能是负数", _COMPARE),
    "number_too_large": ("大得不像真的", _COMPARE),
    "unit_is_counted": ("按整数计数,不能有小数", "请填整数"),
    "unit_differs": ("单位与工序的单位不同", "请换算成工序的单位"),
    "total_differs": ("合计与表里的数加起来不同", "数据已读入,请核对合计或漏记的数"),
    "unknown_worker": ("车间里没有这个人", "请核对姓名,或先在花名册里登记"),
    "ambiguous_name": ("有几个人同名", "请在姓名后写上工号"),
    "worker_missing": ("没有写是谁", "请补上姓名"),
    "unknown_operation": ("没有这道工序", "请核对工序名称,或先登记这道工序"),
    "ambiguous_operation": ("有几个产品都有这道工序", "请写明产品或工序编号"),
    "operation_missing": ("没有写是哪道工序", "请补上工序"),
    "mark_unknown": ("认不出的考勤符号", "请按图例填写"),
    "hours_between_half_and_full_day": ("工时在半天和全天之间", "半天填 4,全天填 8;请核对"),
    "hours_under_half_day": ("工时不到半天", "半天填 4,全天填 8;请核对"),
    "hours_over_24": ("一天没有这么多小时", "请核对工时"),
    "second_row_for_the_day": ("这个人这一天已经有一条", "请只保留一条"),
    "price_unreadable": ("单价不是数字", "请填数字,例如 0.23"),
    "price_is_a_range": ("单价是一个范围", "请定下一个单价"),
    "price_over_4_decimals": ("单价最多 4 位小数", "请四舍五入到 0.0001 元"),
    "price_missing": ("没有单价", "请补上单价"),
    "price_is_zero": ("单价是 0", "请填实际单价"),
    "second_price_for_the_date": ("同一天同一工序已有单价", "请只保留一个"),
    "event_unknown": ("认不出的事项", "请填领料、交货、退料或结单"),
    "order_missing": ("没有单号", "请补上单号"),
    "unknown_order": ("没有这张外发单", "请核对单号"),
    "order_of_another_worker": ("这张外发单是别人的", "请核对单号和姓名"),
    "order_of_another_operation": ("这张外发单是别的工序", "请核对单号和工序"),
    "order_number_used_twice": ("这个单号已经用过", "请换一个新的单号"),
    "quantity_is_not_the_sum": ("数量不等于合格加次品", _COMPARE),
    "quantity_missing": ("没有数量", "请补上数量"),
    "before_the_issue": ("早于领料日期", "请核对日期"),
    "after_the_close": ("这张外发单已经结单", "请核对单号和日期"),
    "inspected_before_the_return": ("验收早于交货", "请核对日期"),
    "already_closed": ("这张外发单已经结过", "请删去多余的一行"),
}


class Unreadable(ValueError):
    """A value that cannot be read; `reason` is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason][0])
        self.reason = reason
