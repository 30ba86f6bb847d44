"""The inspectors' checks on months that are honest and on months that are not; each is silent when it is switched off."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from workshop.claims.rules.inspecting.asking import ask_questions
from workshop.claims.rules.inspecting.facts import CardFacts, Day, InspectionFacts, MonthRun, PayFacts, WorkerFacts
from workshop.kernel.calendar import Calendar

MONTH = 2025 * 12 + 2  # March 2025
CALENDAR = Calendar({date(2025, 1, 1): "元旦"}, frozenset({2025}), frozenset({6}))
HEADS = 14


def worker(key: int, **more: object) -> WorkerFacts:
    facts: dict = {"person": f"p{key}", "born": date(1970 + key, 3, key + 1), "hired": date(2024, 1, 1), "post": "缝制"}
    return WorkerFacts(key, f"{key:03}", f"工人{key}", **(facts | more))


def month(key: int, number: int, dice: Random, fast: float) -> tuple[Day, ...]:
    """A month of somebody who comes by the clock, is away now and then and makes as many pieces as he does."""
    days = []
    for day in range(1, 32):
        on = date(number // 12, number % 12 + 1, day)
        if on.weekday() == 6:
            continue
        if dice.random() < 0.05:
            days.append(Day(day, dice.choice(("事假", "病假")), marked=on.toordinal()))
            continue
        came, went = 470 + dice.randrange(20), 1070 + dice.randrange(25)
        seconds = int((went - came) * 50 * fast * (0.9 + dice.random() * 0.2))
        noted = on.toordinal() + dice.randrange(2)
        made = {"seconds": seconds, "fen": seconds // 5, "pieces": seconds // 40 * 1000}
        days.append(Day(day, "出勤", came, went, on.toordinal(), noted, **made))
    return tuple(days)


def honest(seed: int = 1) -> InspectionFacts:
    """A workshop of fourteen in January and March, some half as fast again as others."""
    dice = Random(seed)
    people = {key: worker(key) for key in range(HEADS)}
    work = {(key, m): month(key, m, dice, 0.75 + key / 20) for key in people for m in (MONTH - 2, MONTH)}
    pay = {at: PayFacts(*at, gross=fen, net=fen, work=fen) for at in work if (fen := 250_000 + 7_013 * at[0])}
    runs = {m: MonthRun(m, date(2025, 4, 5), HEADS, 0, 0, HEADS, 0) for m in (MONTH - 2, MONTH)}
    work = {at: tuple(day for day in days if at[1] == MONTH or day.day != 1) for at, days in work.items()}
    return InspectionFacts("车间", date(2025, 5, 1), people, CALENDAR, work, pay, runs)


def with_month(facts: InspectionFacts, key: int, days: tuple[Day, ...]) -> InspectionFacts:
    return replace(facts, work={**facts.work, (key, MONTH): days})


def with_worker(facts: InspectionFacts, key: int, **more: object) -> InspectionFacts:
    return replace(facts, workers={**facts.workers, key: replace(facts.workers[key], **more)})


def each(facts: InspectionFacts, key: int, **more: object) -> InspectionFacts:
    return with_month(facts, key, tuple(d._replace(**more) for d in facts.work[key, MONTH] if d.status == "出勤"))


def paid_for_nothing(facts: InspectionFacts) -> InspectionFacts:
    return with_month(facts, 3, ())


def not_paid(facts: InspectionFacts) -> InspectionFacts:
    return replace(facts, pay={at: pay for at, pay in facts.pay.items() if at != (3, MONTH)})


def made_on_leave(facts: InspectionFacts) -> InspectionFacts:
    days = facts.work[3, MONTH]
    return with_month(facts, 3, (*(d._replace(status="事假") for d in days[:4]), *days[4:]))


def made_nothing(facts: InspectionFacts) -> InspectionFacts:
    return each(facts, 3, pieces=0, seconds=0, fen=0, noted=None)


def all_days(facts: InspectionFacts) -> InspectionFacts:
    return with_month(facts, 3, tuple(Day(day, "出勤", pieces=1000) for day in range(1, 32)))


def colleague_with_two_days_changed(facts: InspectionFacts) -> InspectionFacts:
    days = facts.work[4, MONTH]
    taken = tuple(d._replace(came=d.came and d.came + 3, went=d.went and d.went + 3) for d in days)
    return with_month(facts, 3, (taken[0]._replace(came=500), *taken[1:9], taken[9]._replace(went=1000), *taken[10:]))


def colleagues_counts(facts: InspectionFacts) -> InspectionFacts:
    theirs = {day.day: day for day in facts.work[4, MONTH]}
    mine = (d for d in facts.work[3, MONTH] if d.day in theirs)
    return with_month(facts, 3, tuple(d._replace(pieces=theirs[d.day].pieces, fen=theirs[d.day].fen) for d in mine))


def in_one_evening(facts: InspectionFacts) -> InspectionFacts:
    return each(facts, 3, marked=date(2025, 4, 2).toordinal())


def after_the_pay(facts: InspectionFacts) -> InspectionFacts:
    days = facts.work[3, MONTH]
    late = date(2025, 5, 20).toordinal()
    return with_month(facts, 3, (*(d._replace(noted=late) for d in days[:6] if d.pieces), *days[6:]))


def half_days_with_two_men_s_work(facts: InspectionFacts) -> InspectionFacts:
    days = facts.work[3, MONTH]
    return with_month(facts, 3, tuple(d._replace(seconds=(d.seconds or 0) * 3) for d in days))


def one_card(facts: InspectionFacts) -> InspectionFacts:
    for key in (3, 4):
        facts = with_worker(facts, key, cards=(CardFacts("k", "1234", f"工人{key}", date(2024, 1, 1)),))
    return facts


PLANTED = {
    "paid_absent": paid_for_nothing,
    "unpaid_work": not_paid,
    "output_on_leave": made_on_leave,
    "idle": made_nothing,
    "every_day": all_days,
    "same_minutes": lambda facts: each(facts, 3, came=480, went=1080),
    "long_days": lambda facts: each(facts, 3, came=390, went=1230),
    "copied_times": colleague_with_two_days_changed,
    "copied_counts": colleagues_counts,
    "copied_month": lambda facts: replace(
        facts, work={**facts.work, (3, MONTH - 1): tuple(d for d in facts.work[3, MONTH] if d.day < 29)}
    ),
    "typed_at_once": in_one_evening,
    "written_late": after_the_pay,
    "pace": half_days_with_two_men_s_work,
    "shared_card": one_card,
    "card_owner": lambda f: with_worker(f, 3, cards=(CardFacts("k", "1234", "赵老板", date(2024, 1, 1)),)),
    "shared_phone": lambda f: with_worker(with_worker(f, 3, phone="13900000001"), 4, phone="13900000001"),
    "same_person": lambda f: with_worker(f, 3, name="工人4", born=f.workers[4].born, person=""),
    "excluded": lambda f: with_worker(f, 3, statuses=(("已死亡", date(2025, 2, 1), None),)),
    "too_young": lambda f: with_worker(f, 3, born=date(2010, 1, 1)),
    "closed_day": lambda f: replace(f, work={**f.work, (3, MONTH - 2): (Day(1, "出勤", 480, 1080),)}),
}


@pytest.mark.parametrize("seed", range(5))
def test_honest_months_raise_no_question(seed: int):
    assert [question.sentence for question in ask_questions(honest(seed))] == []


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_case_is_asked_about_with_its_evidence(code: str):
    found = [question for question in ask_questions(PLANTED[code](honest())) if question.check == code]
    assert found
    assert all(question.evidence and question.usual and question.figures for question in found)


@pytest.mark.parametrize("code", PLANTED)
def test_with_its_check_switched_off_the_case_is_missed(code: str):
    assert code not in {question.check for question in ask_questions(PLANTED[code](honest()), without=(code,))}


def test_the_same_figures_are_the_same_question_and_others_a_new_one():
    [one] = ask_questions(with_worker(honest(), 3, born=date(2010, 1, 1)))
    [again] = ask_questions(with_worker(honest(), 3, born=date(2010, 1, 1)))
    [other] = ask_questions(with_worker(honest(), 3, born=date(2010, 1, 1), hired=date(2024, 2, 1)))
    assert one.key == again.key
    assert one.key != other.key
