"""What holds for every month whatsoever: hypothesis looks for one in which it does not."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pay.people import CUT, GLUE, SEW, a_shop, a_worker, at, slip_of
from workshop.kernel.periods import Period
from workshop.kernel.shares import Member, share_out, split_team
from workshop.pay.rules.facts import (
    SYSTEMS,
    Allowance,
    HourGroup,
    Owed,
    PieceGroup,
    TakehomeGroup,
    TaxBefore,
    TeamGroup,
)
from workshop.pay.rules.tiers import slab_quantities

BANDS = st.sampled_from(["", "normal", "overtime"])
WORKDAYS = st.sampled_from([at(day) for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13)])
QUANTITY = st.integers(0, 3_000).map(lambda n: n * 1000)
SLABS = st.sampled_from([(), ((300_000, 1200), (400_000, 1500)), ((50_000, 700),)])
# What holds for an operation on a day holds for every group of it, but for a trainee's, who has a grade price.
SLABS_OF = {SEW: ((300_000, 1200), (400_000, 1500)), CUT: ((50_000, 700),), GLUE: ()}
pieces = st.builds(
    lambda operation, graded, **facts: PieceGroup(operation, slabs=() if graded else SLABS_OF[operation], **facts),
    operation=st.sampled_from([SEW, CUT, GLUE]),
    graded=st.booleans(),
    price=st.integers(1, 30_000),
    charge=st.sampled_from([None, 500, 1333]),
    band=BANDS,
    on=WORKDAYS,
    good=QUANTITY,
    defect_own=st.integers(0, 90).map(lambda n: n * 1000),
    defect_other=st.integers(0, 90).map(lambda n: n * 1000),
)
teams = st.builds(TeamGroup, st.just(SEW), st.integers(1, 9_000), BANDS, WORKDAYS, st.integers(0, 60_000))
hours = st.builds(HourGroup, st.just("清洁"), st.sampled_from([None, 2100]), BANDS, WORKDAYS, st.integers(1, 600))
takehome = st.builds(TakehomeGroup, st.just(CUT), st.integers(1, 20_000), QUANTITY)
owed = st.builds(
    Owed,
    step=st.sampled_from(["social", "court", "advance", "loss", "other"]),
    name=st.sampled_from(["借支", "餐费", "住宿"]),
    on=WORKDAYS,
    amount=st.integers(1, 400_000),
    carried=st.booleans(),
)
allowances = st.builds(
    Allowance,
    name=st.just("补贴"),
    kind=st.sampled_from(["month", "day", "full_attendance", "service_year"]),
    amount=st.integers(1, 50_000),
    counts=st.booleans(),
    taxable=st.booleans(),
)
STATUSES = st.sampled_from(["出勤", "半天", "休息", "补班", "事假", "病假", "年假", "公假", "旷工", "迟到"])


def tuples(strategy, most=6):
    return st.lists(strategy, max_size=most).map(tuple)


workers = st.builds(
    a_worker,
    system=st.sampled_from(sorted(SYSTEMS)),
    labour_contract=st.booleans(),
    monthly=st.sampled_from([None, 300_000]),
    daily=st.sampled_from([None, 11_000]),
    hourly=st.just(1800),
    attendance=st.dictionaries(WORKDAYS, STATUSES),
    clocked=st.dictionaries(WORKDAYS, st.just((480, 1020))),
    pieces=tuples(pieces),
    teams=tuples(teams, 3),
    hours=tuples(hours, 3),
    takehome=tuples(takehome, 2),
    allowances=tuples(allowances, 2),
    owed=tuples(owed),
    tax_before=st.builds(TaxBefore, st.integers(0, 9_000_000), st.integers(0, 11), st.integers(0, 90_000)),
)
shops = st.builds(
    a_shop,
    period=st.sampled_from([Period(2026, 3), Period(2026, 3, 1)]),
    monthly=st.sampled_from([0, 201000]),
    guarantee=st.sampled_from([0, 8000]),
    floor=st.sampled_from([0, 50_000]),
    contract_as_wages=st.booleans(),
)
many = settings(max_examples=60, deadline=None)


@many
@given(workers, shops)
def test_net_and_deductions_are_the_gross(worker, shop):
    slip = slip_of(worker, shop)
    assert slip.gross == sum(line.amount for line in slip.lines)
    assert slip.net + slip.tax + slip.loss + slip.advance + slip.other == slip.gross
    assert slip.net + sum(deduction.taken for deduction in slip.deductions) == slip.gross


@many
@given(workers, shops)
def test_net_is_never_negative(worker, shop):
    assert slip_of(worker, shop).net >= 0


@many
@given(workers, shops)
def test_what_could_not_be_taken_is_carried(worker, shop):
    slip = slip_of(worker, shop)
    carrying = [d for d in slip.deductions if d.step in ("advance", "loss", "other")]
    assert slip.carried == sum(d.owed - d.taken for d in carrying)
    assert all(0 <= d.taken <= d.owed for d in slip.deductions)


@many
@given(workers, shops, st.randoms(use_true_random=False))
def test_the_order_of_entries_means_nothing(worker, shop, chance):
    def shuffled(rows):
        rows = list(rows)
        chance.shuffle(rows)
        return tuple(rows)

    mixed = replace(worker, pieces=shuffled(worker.pieces), teams=shuffled(worker.teams), hours=shuffled(worker.hours))
    assert slip_of(mixed, shop) == slip_of(worker, shop)


@many
@given(workers, shops)
def test_computing_twice_gives_the_same(worker, shop):
    assert repr(slip_of(worker, shop)) == repr(slip_of(worker, shop))


@many
@given(workers, shops, pieces)
def test_a_reversal_restores_the_slip(worker, shop, extra):
    negative = extra._replace(good=-extra.good, defect_own=-extra.defect_own, defect_other=-extra.defect_other)
    with_both = replace(worker, pieces=(*worker.pieces, extra, negative))
    assert slip_of(with_both, shop) == slip_of(worker, shop)


@many
@given(workers, shops)
def test_nobody_falls_below_the_minimum(worker, shop):
    slip = slip_of(worker, shop)
    if slip.minimum:
        assert slip.minimum.counted + slip.topup >= slip.minimum.required


@many
@given(workers, shops)
def test_a_loss_takes_at_most_a_fifth_of_the_gross_and_spares_the_minimum(worker, shop):
    slip = slip_of(worker, shop)
    if worker.system != "contract" and slip.loss:
        assert slip.loss * 5 <= slip.gross
        assert slip.minimum is None or slip.gross - slip.loss >= slip.minimum.required


@many
@given(workers, shops)
def test_every_line_and_deduction_says_how_it_came_about(worker, shop):
    slip = slip_of(worker, shop)
    assert all("元" in line.sentence and line.rule for line in slip.lines)
    assert all("元" in deduction.sentence and deduction.rule for deduction in slip.deductions)


@many
@given(
    st.integers(-1_000_000, 1_000_000),
    st.dictionaries(st.text("A0123", min_size=1), st.integers(0, 900), min_size=1).filter(lambda w: sum(w.values())),
)
def test_shares_are_the_sum(amount, weights):
    shares = share_out(amount, weights)
    assert sum(shares.values()) == amount
    assert all(abs(shares[k] - amount * w / sum(weights.values())) < 1.000001 for k, w in weights.items())


@many
@given(st.integers(0, 100_000), st.permutations(["A1", "A2", "A3", "B1"]))
def test_shares_do_not_depend_on_who_was_written_first(amount, order):
    first = split_team(amount, "equal", [Member(no) for no in order])
    assert first == split_team(amount, "equal", [Member(no) for no in sorted(order)])


@many
@given(QUANTITY, QUANTITY, QUANTITY, SLABS)
def test_slabs_add_up_and_do_not_mind_how_a_day_was_cut(before, middle, after, slabs):
    whole = slab_quantities(before, after, slabs)
    assert sum(whole) == after - before
    first, second = slab_quantities(before, middle, slabs), slab_quantities(middle, after, slabs)
    assert [a + b for a, b in zip(first, second, strict=True)] == whole
