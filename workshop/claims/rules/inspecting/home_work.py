"""Checks of work taken home: back before it went out, more than went out, without material, beyond the hands, one delivery in parts."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, OrderFacts, WorkKey
from workshop.claims.rules.inspecting.limits import (
    HANDS_HOURS,
    MORE_THAN_DUE,
    ROUND_PIECES,
    SPLIT_BUNDLE,
    SPLIT_PEOPLE,
    SPLIT_SPREAD,
    SPLIT_TIMES,
)
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import dates_text, month_ref, names, of_month, worker_ref
from workshop.claims.rules.months import month_of, month_text

PIECE = 1000


def _of_order(code: str, order: OrderFacts, who: str, found: str, usual: str, *figures: object) -> Question:
    refs = (Ref("order", str(order.id)), worker_ref(order.worker))
    sentence = f"{who} 的外发单 {order.number}({order.name}){found}"
    months = tuple(sorted({month_of(order.issued_on), *(month_of(back.on) for back in order.returns)}))
    return Question(code, refs[0], sentence, usual, figures, refs, (order.worker,), months)


@check("back_too_early", "没领先交", (14,), (8,), "交货的日子早于发料的日子")
def find_back_too_early(facts: InspectionFacts) -> Iterator[Question]:
    """A delivery before the day its order was issued."""
    for order in facts.orders:
        early = [back.on for back in order.returns if back.on < order.issued_on]
        if early:
            found = f"{order.issued_on} 才发,{dates_text(early)}就交了货"
            who = facts.who(order.worker)
            yield _of_order("back_too_early", order, who, found, "先领料后交货", order.issued_on, *early)


@check("back_too_much", "交的比领的多", (14,), (8,), "交的货比发的料做得出的多")
def find_back_too_much(facts: InspectionFacts) -> Iterator[Question]:
    """More pieces than were ordered or than the material allows, spare material counted in."""
    for order in facts.orders:
        known = [one for one in (order.quantity, order.able) if one is not None]
        pieces = sum(back.pieces for back in order.returns)
        if known and pieces * 100 > MORE_THAN_DUE * min(known):
            found = f"应交 {min(known) / PIECE:g} 件,交了 {pieces / PIECE:g} 件"
            who, usual = facts.who(order.worker), "交的不多于领的料做得出的"
            yield _of_order("back_too_much", order, who, found, usual, min(known), pieces)


@check("no_material", "没有发料有工费", (14,), (9,), "外发工费没有对应的发料,活是编的")
def find_no_material(facts: InspectionFacts) -> Iterator[Question]:
    """Deliveries on an order without material, where most orders of the same work have some."""
    issued: Counter[int] = Counter()
    for order in facts.orders:
        issued[order.operation] += 1 if order.material else -1
    for order in facts.orders:
        pieces = sum(back.pieces for back in order.returns if back.inspected)
        if not order.material and pieces and issued[order.operation] > 0:
            found = f"没有发料的记录,验收了 {pieces / PIECE:g} 件;别的同类单子都有"
            yield _of_order("no_material", order, facts.who(order.worker), found, "发了料才有货交", pieces)


@check("beyond_hands", "外发工费超过人手", (14,), (9,), "一家人的名下挂着几家人的活")
def find_beyond_hands(facts: InspectionFacts) -> Iterator[Question]:
    """Standard time of a month's deliveries, and time clocked at the workshop, beyond what the hands of the house have."""
    seconds: dict[WorkKey, int] = defaultdict(int)
    hands: dict[WorkKey, int] = defaultdict(int)
    for order in facts.orders:
        for back in order.returns:
            key = (order.worker, month_of(back.on))
            seconds[key] += back.pieces * (order.seconds or 0) // PIECE
            hands[key] = max(hands[key], order.members)
    for key, done in seconds.items():
        clocked = sum(day.minutes or 0 for day in facts.work.get(key, ()))
        if done + clocked * 60 > hands[key] * HANDS_HOURS * 3600:
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}交的货按定额要 {done // 3600} 小时,"
                f"在车间 {clocked // 60} 小时,家里做活的 {hands[key]} 人"
            )
            usual = f"一个人一个月最多 {HANDS_HOURS} 小时"
            yield of_month("beyond_hands", key, sentence, usual, done, clocked, hands[key], refs=(month_ref(key),))


@check("split_delivery", "一批货分记几人", (14,), (9,), "一个人的货记在几个人名下,凑人头")
def find_split_delivery(facts: InspectionFacts) -> Iterator[Question]:
    """People whose deliveries of one day are equal parts, again and again; bundles that many bring are left out."""
    days: dict[tuple[int, int], list[date]] = defaultdict(list)
    for (on, _), parts in _deliveries(facts).items():
        for one, other in combinations(parts, 2):
            peers = {one[0], *(part[0] for part in parts if _alike(one[1], part[1]))}
            if _alike(one[1], other[1]) and len(peers) >= SPLIT_PEOPLE:
                days[min(one[0], other[0]), max(one[0], other[0])].append(on)
    pairs = {pair: dates for pair, dates in days.items() if len(set(dates)) >= SPLIT_TIMES}
    for group in _groups(pairs):
        if len(group) >= SPLIT_PEOPLE:
            dates = sorted({on for pair, found in pairs.items() if pair[0] in group for on in found})
            people = [facts.workers[one] for one in group]
            sentence = f"{names(people)} 在 {dates_text(dates)}交的同一种货件数几乎一样,像一批货分成 {len(group)} 份"
            refs = tuple(worker_ref(one) for one in group[:6])
            months, figures = tuple(sorted({month_of(on) for on in dates})), (*group, *dates)
            usual = "各家做的件数各不相同;一家人的活记在领料的人名下"
            yield Question("split_delivery", refs[0], sentence, usual, figures, refs, tuple(group), months)


def _deliveries(facts: InspectionFacts) -> dict[tuple[date, int], list[tuple[int, int]]]:
    """Day and operation → who brought how many; without the numbers of a bundle."""
    bundles = _bundles(facts)
    found: dict[tuple[date, int], list[tuple[int, int]]] = defaultdict(list)
    for order in facts.orders:
        for back in order.returns:
            if (order.operation, back.pieces) not in bundles:
                found[back.on, order.operation].append((order.worker, back.pieces))
    return found


def _bundles(facts: InspectionFacts) -> set[tuple[int, int]]:
    """Operations with the numbers that come back day after day."""
    days: dict[tuple[int, int], set[date]] = defaultdict(set)
    whole: dict[int, set[date]] = defaultdict(set)
    for order in facts.orders:
        for back in order.returns:
            days[order.operation, back.pieces].add(back.on)
            whole[order.operation].add(back.on)
    return {
        key
        for key, found in days.items()
        if len(found) >= SPLIT_TIMES and len(found) * 100 >= SPLIT_BUNDLE * len(whole[key[0]])
    }


def _alike(one: int, other: int) -> bool:
    """Nearly as many; two whole tens are as many bags."""
    bags = one % ROUND_PIECES == 0 and other % ROUND_PIECES == 0
    return not bags and abs(one - other) * 100 <= SPLIT_SPREAD * max(one, other)


def _groups(pairs: dict[tuple[int, int], list[date]]) -> list[list[int]]:
    """People who hang together by pairs."""
    groups: list[set[int]] = []
    for pair in sorted(pairs):
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    return [sorted(group) for group in groups]
