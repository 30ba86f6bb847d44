"""Every threshold of the checks in one place, each with its reason. They say when something is asked about, not when it is wrong."""

# 出勤 迟到 补班 半天: somebody was there. Leave that is paid though nobody was there.
PRESENT = frozenset({"出勤", "迟到", "补班", "半天"})
PAID_LEAVE = frozenset({"年假", "公假", "病假"})
AWAY = frozenset({"事假", "病假", "年假", "旷工"})  # 休息 is left out: people drop in on their day off

# Who is as old may leave a child's number, and the child may work here: two on one number are then no question.
PHONE_AGE = 65

# A house number is wanted before an address says anything: a whole village group has the same address without one.
SAME_ADDRESS_HOUSEHOLDS = 3  # parents and a married son are two households under one roof; three strangers are not

EARLIEST_AGE = 16  # 劳动法 art. 15

# Monitored people change with their income; the county looks at them every quarter, so half a year old is out of date.
MONITORED = frozenset({"脱贫不稳定户", "边缘易致贫户", "突发严重困难户"})
MONITORED_DAYS = 184
# The list of those who left poverty is closed; a look a year old still says the same.
LISTED_DAYS = 366
SELF_TOLD = frozenset({"", "自述", "本人自述", "自报", "本人自报", "本人说", "口头"})  # never the worker's word alone

# People who are paid by the state or the owner are no absorbed labour (categories of excluded people).
EXCLUDED = frozenset(
    {
        "财政供养人员",
        "国有企业职工",
        "公益性岗位人员",
        "劳务派遣人员",
        "工商登记经营者",
        "离退休人员",
        "在校学生",
        "企业法人或股东",
        "法人近亲属",
        "已死亡",
    }
)

LEAVE_WITH_OUTPUT_DAYS = 2  # one is a slip of the pen
# Days at work without a piece: a machine is mended within a week; per cent of those attended.
IDLE_DAYS, IDLE_SHARE = 5, 30
BUNDLE_SHARE = 60  # per cent of what the line earns in the days since the last count: slow hands, but they were there
FEW_DAYS = 6  # the first week of a newcomer, a bundle not yet full: paid with the next month
LEARNING_DAYS = 31  # a newcomer's first pieces are not counted
STANDSTILL_SHARE = 50  # per cent of the line without a piece: the line stood, nobody in particular did

LONG_DAY = 13 * 60 + 30  # minutes from clock to clock: twelve hours of work, the rest is lunch and supper
LONG_DAYS = 3  # of them in a month: one night order happens

EVEN_DAYS = 12  # clocked days in a month before sameness says anything
# Per cent of everybody's days that have the times which most have that day: shift times are written, not clocked. Told from days
# with so many people.
NOMINAL_SHARE, NOMINAL_PEOPLE = 60, 4
EVEN_PEOPLE, EVEN_PERSON_DAYS = 8, 150  # with four absences in a hundred days, none in 150 comes once in 450 months

COPY_DAYS = 9  # days alike before two records are called alike
COPY_SHARE = 85  # per cent of the days in common: a copy with two days of fourteen changed is still a copy
COPY_KINDS = 3  # different values among them: equal quotas and shift times are alike without copying

# The best of a line of piece workers make about one and a half times the middle, all but never double for days on end.
PACE_MONTH, PACE_MONTH_DAYS = 190, 8  # per cent of the line over a month
PACE_OFTEN, PACE_OFTEN_DAYS = 205, 5
PACE_HIGH, PACE_HIGH_DAYS = 220, 3
PACE_OWN, PACE_OWN_LEAST = 250, 150  # per cent of his own middle day, and of the line: slow hands, fast on some days
PACE_ONCE = 350  # the double bundle of two days by the best: 2 × 1.6 and a good day
PACE_PEERS = (
    3  # others at a post before they are his line; fewer: the workshop, and only far beyond where the work differs
)
PACE_ALONE = 300
PACE_BACK = 7  # whoever counts once a week is compared with the days at work since he last counted

TYPED_DAYS = 14  # days of one month put down within TYPED_SPAN days
TYPED_SPAN = 3
TYPED_STRETCH = 17  # from the first of them to the last: half a month is typed on the 15th by some
TYPED_SHARE = 70  # per cent of the month
LATE_DAYS = 45  # put down so long after the day: pay of that month is out

PROOF_DAYS = 30  # after the lock: 工资支付 is monthly, banks answer within days
# Per cent of a month's net in cash: some old people have no card, in a small workshop they are a fifth of it soon.
CASH_SHARE, CASH_PEOPLE = 30, 3
HALVES_CHANGED = 2  # half days between slip and attendance
SAME_PAY_PEOPLE, SAME_PAY_SHARE = 5, 40  # piece pay to the fen alike: by chance hardly two
LOSS_SHARE = 20  # per cent of gross: 工资支付暂行规定 art. 16
HOURLY_DAYS = 15  # 劳动合同法 art. 72

MORE_THAN_DUE = 105  # per cent of what was ordered, and of what the material allows: spare material makes a few more
SPLIT_PEOPLE, SPLIT_TIMES, SPLIT_SPREAD = 3, 3, 3  # people, days, per cent between the parts
ROUND_PIECES = 10_000  # whole tens are bags and bundles: many have the same
SPLIT_BUNDLE = 20  # per cent of the days of an operation on which one number comes back: a bundle of its own size
HANDS_HOURS = 14 * 30  # a month of fourteen-hour days

# Pay and days spread over a village: as many lie in one narrow band as in the next. Where three times as many lie in the band
# above a threshold as in each of the four after it, somebody steered to it.
NEAR_SHARE, NEAR_HALVES = 2, 1  # the band: per cent above a threshold of pay, half days above one of days
NEAR_PEOPLE, NEAR_TIMES, NEAR_BANDS = 3, 3, 4
NEAR_WHOLE = 80  # per cent of the fullest month of the workshop: a threshold above it is what everybody just reaches
TOP_UP_SHARE = 160  # per cent: the last month against the middle of the others
TOP_UP_COMMON = 130  # per cent: everybody's last month was like that (year's end)
TOP_UP_MONTHS = 3  # months claimed before there is a middle of the others
THIN_HALVES = 6  # half days at work: who came on three days of a month came for the month's sake, or fell ill
JUMP_BEFORE, JUMP_AFTER = 45, 75  # days around a count of heads
JUMP_PEOPLE, JUMP_SHARE = 3, 10  # and per cent of the heads
JUMP_GONE = 30  # days that the others worked on after somebody's last day: he is gone, whatever the roster says
