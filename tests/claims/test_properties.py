"""What must hold for any facts: more work never loses, the order of people is nothing, the unknown stays between."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claims.stage import assessment, paper

BENEFIT = """
amount = { is = "每人每月", yuan = 200, most_months = 8 }
person = { all = [{ is = "累计月数", at_least = 3 }, { is = "工资合计", at_least = 2000 }] }
caps = [{ per = "户", yuan = 2500 }, { per = "车间", yuan = 6000 }]
"""
READING = paper(BENEFIT)
MONTH = st.sampled_from(["", "500元", "900元", "22天"])
PERSON = st.tuples(st.lists(MONTH, min_size=12, max_size=12), st.sampled_from(["H1", "H2", "H3"]))


def _facts(people: list[tuple[list[str], str]]) -> list[dict]:
    return [
        {"name": f"人{i}", "household": home, "months": [f"2022-{m:02d} {w}" for m, w in enumerate(months, 1) if w]}
        for i, (months, home) in enumerate(people)
    ]


def _sums(people: list[dict]) -> tuple[int, int | None]:
    amount = assessment(READING, people).versions[0].benefits[0].amount
    return amount.low, amount.high


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, max_size=4), st.data())
def test_a_month_more_never_loses(people: list, data: st.DataObject):
    facts = _facts(people)
    before = _sums(facts)
    free = [(i, m) for i, (months, _) in enumerate(people) for m, w in enumerate(months, 1) if not w]
    if free:
        index, month = data.draw(st.sampled_from(free))
        facts[index]["months"] = [*facts[index]["months"], f"2022-{month:02d} 900元"]
    assert _sums(facts)[0] >= before[0]


def test_what_a_household_is_sure_of_does_not_fall_with_a_month_more_of_one_whose_pay_is_partly_unknown():
    seven = [*[""] * 5, *["500元"] * 7]
    people = [(seven, "H1"), (seven, "H1"), ([*seven[:-1], "22天"], "H1")]
    assert _sums(_facts(people)) == (2500_00, 2500_00)
    people[2] = (["900元", *people[2][0][1:]], "H1")
    assert _sums(_facts(people)) == (2500_00, 2500_00)
    result = assessment(READING, _facts(people)).versions[0].benefits[0]
    bounds = [(p.amount.low, p.amount.high) for p in result.people]
    assert bounds == [(900_00, 1100_00), (0, 200_00), (1400_00, 1600_00)]


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_people_is_nothing(people: list, random):
    facts = _facts(people)
    shuffled = random.sample(facts, len(facts))
    assert _sums(facts) == _sums(shuffled)


@settings(max_examples=60, deadline=None)
@given(st.lists(PERSON, max_size=4))
def test_whatever_the_unknown_turns_out_to_be_the_sum_lies_between(people: list):
    low, high = _sums(_facts(people))
    for word in ("0元", "900元"):
        known = [([word if w == "22天" else w for w in months], home) for months, home in people]
        sure_low, sure_high = _sums(_facts(known))
        assert sure_low == sure_high
        assert low <= sure_low
        assert high is None or sure_low <= high


@settings(max_examples=40, deadline=None)
@given(st.lists(PERSON, max_size=4))
def test_nobody_gets_more_than_the_caps_allow(people: list):
    result = assessment(READING, _facts(people)).versions[0].benefits[0]
    assert result.amount.low <= 6000_00
    for home in ("H1", "H2", "H3"):
        sums = [p.amount.low for p, (_, h) in zip(result.people, people, strict=True) if h == home]
        assert sum(sums) <= 2500_00
