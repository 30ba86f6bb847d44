"""What a person must see before a run is locked (pay rules 2.5, 4.2, 6.4, 8.2): each with its mend, never a silent zero."""

from collections.abc import Iterator

from workshop.floor.rules.checks import contradicts
from workshop.kernel.calendar import BANDS, CalendarMissing
from workshop.pay.rules.days import WorkerDay, WorkerDays
from workshop.pay.rules.deductions import is_labour_service
from workshop.pay.rules.facts import (
    HALF,
    MAKE_UP,
    PRESENT,
    UNPUNCTUAL,
    ShopFacts,
    TakehomeGroup,
    TeamGroup,
    WorkerFacts,
)
from workshop.pay.rules.insurance import missing_rates
from workshop.pay.rules.minimum import DAY_LIMIT, MinimumMissing, minutes_worked, piece_days, weeks_over
from workshop.pay.rules.piece import unpriced
from workshop.pay.rules.results import Problem, Severity
from workshop.pay.rules.sentences import day_list, hours_text, quantity_text
from workshop.pay.rules.timepay import rateless

OVERTIME_LIMIT = 36 * 60  # minutes a month, 劳动法 art. 41
_ATTENDED = frozenset({PRESENT, HALF, MAKE_UP, UNPUNCTUAL})


def list_problems(worker: WorkerFacts, shop: ShopFacts, days: WorkerDays) -> list[Problem]:
    """Everything that is wrong with one worker's facts, in a fixed order. Raises CalendarMissing."""
    checks = (_without_price, _without_rate, _contradictions, _periods)
    problems = [problem for check in checks for problem in check(worker, shop)]
    problems += _attendance(worker, shop, days)
    return problems + [problem for check in (_hours, _law, _person) for problem in check(worker, shop)]


def calendar_problem(missing: CalendarMissing, worker: str = "") -> Problem:
    """A year whose statutory days nobody has entered."""
    sentence, mend = str(missing).split("。", 1)
    return Problem("calendar", "blocking", worker, sentence, mend, str(missing.year))


def minimum_problem(missing: MinimumMissing, worker: WorkerFacts) -> Problem:
    """A day on which no minimum wage is in force: the top-up is not known."""
    mend = "请在「工资 → 法定标准」录入本县这一天执行的标准"
    return Problem("minimum_wage", "blocking", worker.worker, str(missing), mend, str(missing.on))


def _without_price(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    mend = "请录入这道工序在作业日期执行的单价,再冲销并重录这些产量"
    missing: dict[int | str, int] = {}
    for group in unpriced(worker):
        missing[group.operation] = missing.get(group.operation, 0) + group.good + group.defect_other
    for subject, quantity in missing.items():
        operation = shop.operations[subject]
        sentence = f"{operation.name} {quantity_text(quantity, operation.unit)}没有单价"
        yield Problem("price", "blocking", worker.worker, sentence, mend, str(subject))
    others: list[TeamGroup | TakehomeGroup] = [*worker.teams, *worker.takehome]
    for subject in sorted({g.operation for g in others if g.price is None}, key=str):
        sentence = f"{shop.operations[subject].name}的集体产量或外发单没有单价"
        yield Problem("price", "blocking", worker.worker, sentence, mend, str(subject))


def _without_rate(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    for activity in sorted({group.activity for group in rateless(worker)}):
        sentence = f"{activity}的计时没有时薪,本人也没有约定时薪"
        yield Problem("rate", "blocking", worker.worker, sentence, "请在工人资料里填时薪,或重录这条计时并写上时薪")


def _contradictions(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    seen = {(g.on, g.band) for group in (worker.pieces, worker.teams, worker.hours) for g in group if g.on and g.band}
    for on, band in sorted(seen):
        if contradicts(band, on, worker.attendance.get(on) == MAKE_UP, shop.calendar):
            sentence = f"{on} 的记录写着「{BANDS[band]}」,与日历不符"
            yield Problem("band", "blocking", worker.worker, sentence, "请冲销后按日历重录,或改正日历和考勤", str(on))


def _periods(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    if worker.system != "part_time":
        return
    if not shop.period.half:
        mend = f"请分别算 {shop.period.code}-H1 和 {shop.period.code}-H2"
        yield Problem("period", "blocking", worker.worker, "非全日制工人的工资结算期不能超过半个月", mend)
    if worker.monthly is not None:
        sentence = "非全日制工人约定了月薪,每半个月都会按整月计算"
        yield Problem("terms", "warning", worker.worker, sentence, "请把月薪改为时薪或计件")


def _attendance(worker: WorkerFacts, shop: ShopFacts, days: WorkerDays) -> Iterator[Problem]:
    severity: Severity = "blocking" if shop.settings.attendance_blocks else "warning"
    worked = [day for day in days.days if day.on in worker.worked]
    if outside := [day.on for day in worked if not day.inside]:
        sentence = f"{day_list(outside)}不在职却有记录"
        mend = "请改正入职、离职日期,或冲销这些记录"
        yield Problem("employment", "blocking", worker.worker, sentence, mend, str(outside[0]))
    if without := [day.on for day in worked if worker.attendance.get(day.on) not in _ATTENDED]:
        sentence, mend = f"{day_list(without)}有产量没有出勤", "请补录考勤或冲销产量"
        yield Problem("attendance", severity, worker.worker, sentence, mend, str(without[0]))
    by_time = worker.daily is not None or worker.monthly is not None or worker.takehome
    if not by_time and (idle := [day.on for day in days.days if day.attended and day.on not in worker.worked]):
        sentence, mend = f"{day_list(idle)}有出勤没有产量", "请补录产量或改正考勤"
        yield Problem("output", severity, worker.worker, sentence, mend, str(idle[0]))
    if worker.full_time and (unknown := [day.on for day in days.days if _unknown(worker, day)]):
        sentence = f"{day_list(unknown)}应出勤,既没有考勤也没有产量,按缺勤计算"
        yield Problem("attendance", "warning", worker.worker, sentence, "请补录这些天的考勤", str(unknown[0]))


def _unknown(worker: WorkerFacts, day: WorkerDay) -> bool:
    """A due day of the employment of which nothing is known."""
    return day.due and day.inside and not day.paid and day.on not in worker.attendance


def _hours(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    if worker.overtime_minutes > OVERTIME_LIMIT and worker.system in ("standard", "comprehensive"):
        sentence = f"本月加班 {hours_text(worker.overtime_minutes)} 小时,超过 36 小时"
        yield Problem("hours", "blocking", worker.worker, sentence, "请核对加班记录,记录无误的由负责人写明原因")
    if worker.system != "part_time":
        return
    for monday, total in weeks_over(worker, shop):
        yield _part_time_hours(worker, f"{monday} 起的一周做了 {hours_text(total)} 小时,超过 24 小时")
    minutes = [m for on, m in minutes_worked(worker, shop).items() if on in shop.period]
    if minutes and sum(minutes) > DAY_LIMIT * len(minutes):
        average = sum(minutes) // len(minutes)
        yield _part_time_hours(worker, f"平均每个工作日 {hours_text(average)} 小时,超过 4 小时")
    if unclocked := sorted(on for on in piece_days(worker, shop) if on not in worker.clocked):
        sentence = f"{day_list(unclocked)}做计件却没有上下班时间,最低工资无从核对"
        yield Problem("clock", "warning", worker.worker, sentence, "请补录上班和下班时间", str(unclocked[0]))


def _part_time_hours(worker: WorkerFacts, sentence: str) -> Problem:
    return Problem("hours", "warning", worker.worker, sentence, "超过非全日制的时限可能被认定为全日制用工,请调整排班")


def _law(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    table = shop.service_table if is_labour_service(worker, shop) else shop.wage_table
    if table is None:
        sentence = f"{shop.period.last} 没有执行中的个人所得税预扣率表"
        yield Problem("tax", "blocking", worker.worker, sentence, "请在「工资 → 法定标准」录入这一天执行的税率表")
    if missing := missing_rates(worker, shop):
        sentence = f"有社保缴费基数,本县却没有{'、'.join(missing)}的费率"
        mend = "请在「工资 → 法定标准」录入费率,或导入社保个人金额"
        yield Problem("social", "blocking", worker.worker, sentence, mend)
    if without := [one for one in worker.owed if one.step == "other" and not one.agreed]:
        sentence = f"{without[0].name}{f'等 {len(without)} 笔' if len(without) > 1 else ''}扣款没有协议"
        mend = "请在「工资 → 扣款」补记协议内容、谁同意、哪天同意,没有协议的应撤销"
        yield Problem("agreement", "warning", worker.worker, sentence, mend)


def _person(worker: WorkerFacts, shop: ShopFacts) -> Iterator[Problem]:
    if not worker.has_id:
        yield Problem("id_no", "warning", worker.worker, "没有身份证号", "请在工人资料里补录身份证号")
    if not worker.has_bank:
        yield Problem("bank", "warning", worker.worker, "没有银行卡号", "请补录银行卡号,或按现金发放并签字")
