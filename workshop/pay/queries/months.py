"""The three groups of a month with what stands open in each: the same number of reads however many workers."""

from dataclasses import replace

from workshop.kernel.periods import Period
from workshop.pay.queries.holding import count_people
from workshop.pay.queries.runs import LEAVING, Run, count_blocking, list_runs
from workshop.pay.rules.months import Group, months_groups
from workshop.store.database import fetch_all

_OBJECTIONS = """
SELECT o.period, COUNT(*) FROM slip_objection o
WHERE o.workshop_id = :w AND o.period IN :periods AND NOT EXISTS (
  SELECT 1 FROM objection_answer a WHERE a.workshop_id = o.workshop_id AND a.objection_id = o.id)
GROUP BY o.period"""

_LEFT_OUT = """
SELECT r.period, COUNT(DISTINCT a.worker_id) FROM run_absence a
JOIN pay_run r ON r.workshop_id = a.workshop_id AND r.id = a.run_id
WHERE a.workshop_id = :w AND r.period IN :periods AND NOT EXISTS (
  SELECT 1 FROM slip s WHERE s.workshop_id = a.workshop_id AND s.worker_id = a.worker_id AND s.period = r.period)
GROUP BY r.period"""


def list_groups(workshop_id: int, month: Period) -> list[Group]:
    """月度, 上半月, 下半月 of a month."""
    periods = months_groups(month)
    codes = [period.code for period in periods]
    objections = dict(fetch_all(_OBJECTIONS, w=workshop_id, periods=codes))
    left_out = dict(fetch_all(_LEFT_OUT, w=workshop_id, periods=codes))
    newest: dict[str, Run] = {}
    for run in list_runs(workshop_id):
        newest.setdefault(run.period, run)
    groups = []
    for period in periods:
        group = Group(period, count_people(workshop_id, period), objections=objections.get(period.code, 0))
        found = newest.get(period.code)
        groups.append(_with_run(workshop_id, group, found, left_out.get(period.code, 0)) if found else group)
    return groups


def _with_run(workshop_id: int, group: Group, run: Run, left_out: int) -> Group:
    holding = 0 if run.closed else count_blocking(workshop_id, run.id)
    leavers = run.purpose == LEAVING
    return replace(
        group,
        state=run.state,
        part=run.part,
        net=run.net,
        workers=run.workers,
        holding=holding,
        left_out=left_out,
        leavers=leavers,
    )
