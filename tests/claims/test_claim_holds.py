"""What a claim takes so that nobody is claimed twice."""

from datetime import date

from workshop.claims.rules.claiming.holds import Holder, Scheme, list_holds
from workshop.claims.rules.exclusions import Exclusion

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
JAN, FEB = 2025 * 12, 2025 * 12 + 1
PLAIN = Scheme("a/甲", "500237", "", ())


def take(scheme: Scheme, months: tuple[int, ...] = (), who: str = "x", others: tuple[Scheme, ...] = (), period=YEAR):
    return {hold.text for hold in list_holds(scheme, others, [Holder(who, 1, months)], period)}


def scheme(key: str, *exclusions: Exclusion, code: str = "500237", fund: str = "") -> Scheme:
    return Scheme(key, code, fund, exclusions)


def test_the_same_month_of_a_person_is_taken_once():
    assert take(PLAIN, (JAN,)) & take(PLAIN, (JAN, FEB))


def test_other_months_and_other_people_are_free():
    assert not take(PLAIN, (JAN,)) & take(PLAIN, (FEB,))
    assert not take(PLAIN, (JAN,)) & take(PLAIN, (JAN,), "y")


def test_a_lump_takes_every_month_of_its_time():
    assert len(take(PLAIN)) == 12


def test_once_in_a_lifetime_meets_another_year():
    once = scheme("a/甲", Exclusion(what="同一补贴", span="终身"))
    later = (date(2026, 1, 1), date(2026, 12, 31))
    assert take(once) & take(once, period=later)
    assert not take(PLAIN) & take(PLAIN, period=later)


def test_schemes_meet_whichever_of_them_names_the_other():
    names = scheme("a/甲", Exclusion(what="其他补贴", span="同年", schemes=("乙",)))
    other = scheme("b/乙")
    assert take(names, (JAN,), others=(names, other)) & take(other, (FEB,), others=(names, other))


def test_two_schemes_that_exclude_a_third_do_not_meet_each_other():
    one = scheme("a/甲", Exclusion(what="其他补贴", span="同年", schemes=("丙",)))
    two = scheme("b/乙", Exclusion(what="其他补贴", span="同年", schemes=("丙",)))
    everyone = (one, two, scheme("c/丙"))
    assert not take(one, others=everyone) & take(two, others=everyone)


def test_papers_of_places_that_never_meet_do_not_exclude_each_other():
    names = scheme("a/甲", Exclusion(what="其他补贴", span="同年", schemes=("乙",)))
    far = scheme("b/乙", code="430602")
    assert not take(names, others=(names, far)) & take(far, others=(names, far))


def test_the_same_fund_meets_in_the_same_time():
    one = scheme("a/甲", Exclusion(what="同一资金", span="同期", funds=("衔接资金",)))
    two = scheme("b/乙", fund="衔接资金")
    assert take(one, (JAN,), others=(one, two)) & take(two, (FEB,), others=(one, two))
