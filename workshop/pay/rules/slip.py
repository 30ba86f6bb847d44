"""One worker's slip: every family of rules in its order (pay rules 6.7, 7, 8.7)."""

from workshop.kernel.calendar import CalendarMissing
from workshop.pay.rules.allowances import allowance_lines
from workshop.pay.rules.days import ShopDay, WorkerDays, build_worker_days
from workshop.pay.rules.deductions import Taken, compute_deductions
from workshop.pay.rules.facts import ShopFacts, WorkerFacts
from workshop.pay.rules.minimum import MinimumMissing, compare_minimum, guarantee_lines
from workshop.pay.rules.offsets import offset_lines
from workshop.pay.rules.piece import defect_losses, piece_lines
from workshop.pay.rules.problems import calendar_problem, list_problems, minimum_problem
from workshop.pay.rules.results import MinimumTest, PayLine, Problem, Slip
from workshop.pay.rules.takehome import order_losses, takehome_lines
from workshop.pay.rules.teams import team_lines
from workshop.pay.rules.timepay import daily_lines, hourly_lines, monthly_lines


def compute_slip(worker: WorkerFacts, shop: ShopFacts, days: tuple[ShopDay, ...]) -> Slip:
    """The slip of one worker; `days` come from `build_shop_days(shop)`, once a run.

    The order: piece, team, hourly, daily, monthly, take-home (1.6); guarantee (6.2); allowances (6.1); minimum wage (6.3,
    6.4); then the deductions of 7. A year without a calendar gives an empty slip with that problem.
    """
    try:
        worker_days = build_worker_days(worker, days)
        lines = _earned(worker, shop, worker_days)
        problems = list_problems(worker, shop, worker_days)
    except CalendarMissing as missing:
        return _empty(worker, shop, calendar_problem(missing, worker.worker))
    try:
        test = compare_minimum(worker, shop, worker_days, lines)
    except MinimumMissing as missing_minimum:
        test = None
        problems.append(minimum_problem(missing_minimum, worker))
    return _compose(worker, shop, worker_days, lines, test, problems)


def _earned(worker: WorkerFacts, shop: ShopFacts, days: WorkerDays) -> list[PayLine]:
    lines = [
        *piece_lines(worker, shop),
        *team_lines(worker, shop),
        *hourly_lines(worker, shop),
        *daily_lines(worker, days),
        *monthly_lines(worker, days),
        *takehome_lines(worker, shop),
    ]
    lines += guarantee_lines(worker, shop, days, lines)
    return lines + allowance_lines(worker, shop.period, days) + offset_lines(worker)


def _compose(
    worker: WorkerFacts,
    shop: ShopFacts,
    days: WorkerDays,
    lines: list[PayLine],
    test: MinimumTest | None,
    problems: list[Problem],
) -> Slip:
    if test and test.topup:
        lines = [*lines, _topup_line(test)]
    gross = sum(line.amount for line in lines)
    untaxed = sum(line.amount for line in lines if not line.taxable)
    losses = defect_losses(worker, shop) + order_losses(worker)
    taken = compute_deductions(worker, shop, gross, untaxed, losses, test.required if test else None)
    return Slip(
        worker=worker.worker,
        period=shop.period,
        lines=tuple(lines),
        deductions=taken.deductions,
        minimum=test,
        gross=gross,
        topup=test.topup if test else 0,
        **_sums(taken),
        net=taken.net,
        taxed=taken.taxed,
        labour_service=taken.labour_service,
        attended=days.attended,
        due=days.due,
        balances=taken.balances,
        problems=tuple(problems),
    )


def _topup_line(test: MinimumTest) -> PayLine:
    name = "最低工资补差"
    return PayLine("minimum", test.rule, name, 1000, test.required, "normal", 2, test.topup, False, test.sentence)


def _sums(taken: Taken) -> dict[str, int]:
    steps = dict.fromkeys(("social", "tax", "court", "advance", "loss", "other"), 0)
    for deduction in taken.deductions:
        steps[deduction.step] += deduction.taken
    other = steps["social"] + steps["court"] + steps["other"]
    return {"tax": steps["tax"], "loss": steps["loss"], "advance": steps["advance"], "other": other}


def _empty(worker: WorkerFacts, shop: ShopFacts, problem: Problem) -> Slip:
    """Nothing could be worked out: what was owed before stays owed."""
    carried = tuple(owed for owed in worker.owed if owed.carried)
    nothing = dict.fromkeys(("gross", "topup", "tax", "loss", "advance", "other", "net", "taxed", "attended", "due"), 0)
    return Slip(
        worker=worker.worker,
        period=shop.period,
        lines=(),
        deductions=(),
        minimum=None,
        labour_service=False,
        balances=carried,
        problems=(problem,),
        **nothing,
    )
