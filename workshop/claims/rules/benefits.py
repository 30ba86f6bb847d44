"""One benefit: its workshop, its people one by one, exclusions, the sum, caps, instalments, window and evidence."""

from dataclasses import dataclass, replace
from datetime import date

from workshop.claims.rules.amounts.base import EITHER, WORKSHOP, Heads
from workshop.claims.rules.calendars import split
from workshop.claims.rules.caps import cap_person, cap_total
from workshop.claims.rules.ledger import PersonView
from workshop.claims.rules.look import Look
from workshop.claims.rules.nearness import can_be_mended, group_of
from workshop.claims.rules.programme import Benefit, Programme, Version
from workshop.claims.rules.results import NOTHING, Amount, Answer, BenefitResult, Finding, PersonResult
from workshop.claims.rules.sharing import by_household, groups_households, most_people
from workshop.kernel.money import format_yuan

NO_HEADS = Heads(0, 0)


@dataclass
class _Case:
    """A person on the way through a benefit."""

    person: PersonView
    answer: Answer
    findings: tuple[Finding, ...]
    period: tuple[date, date]  # the benefit's time for this person
    would_be: Amount = NOTHING

    def due(self, shop: Answer) -> Amount:
        """What is due with the workshop's own answer: nothing, uncertain, or the sum."""
        if self.answer == "not_met" or shop == "not_met":
            return NOTHING
        if self.answer == "undecided" or shop == "undecided":
            return replace(self.would_be, low=0)
        return self.would_be


def assess_benefit(look: Look, programme: Programme, version: Version, benefit: Benefit) -> BenefitResult:
    """The whole answer for one benefit."""
    test = benefit.month or version.month or look.test
    periods, why = benefit.window.resolve(look)
    if not periods:
        return _unknown_time(benefit, why)
    look = look.within(periods[-1], test)
    findings = _workshop_findings(look, programme, benefit)
    shop = _together(findings)
    cases = [_case(look, programme, version, benefit, person) for person in look.roll.people] if benefit.person else []
    own = programme.benefit_key(benefit)
    amount, dues, cuts = _sum(look, benefit, cases, shop, own)
    people = tuple(
        PersonResult(c.person.facts.id, c.person.facts.name, c.answer, due, c.would_be, c.findings, due.months)
        for c, due in zip(cases, dues, strict=True)
    )
    claim = benefit.claim or version.claim
    return BenefitResult(
        name=benefit.name,
        payee=benefit.payee,
        answer=_answer(benefit, shop, amount),
        amount=amount,
        findings=findings,
        people=people,
        caps=tuple(cuts),
        instalments=split(amount, benefit.instalments, look, own),
        window=claim.judge(look) if claim else None,
        evidence=_evidence(look, version, benefit, cases),
        period=look.period,
        hoped=_hoped(look, benefit, cases, shop, own),
        unfinished=_goes_on(look),
        closes=claim.closes(look) if claim else None,
    )


def _goes_on(look: Look) -> bool:
    """Whether the benefit's time goes on beyond what the books say."""
    return look.roll.shop.books_to is not None and look.period[1] > look.roll.shop.books_to


def _hoped(look: Look, benefit: Benefit, cases: list[_Case], shop: Answer, own: str) -> Amount | None:
    """The sum if everybody who is only short of a figure makes it; None where nobody is."""
    unfinished = _goes_on(look)
    short = [group_of(case.answer, case.findings, unfinished) == "short" for case in cases]
    if not any(short):
        return None
    made = [replace(case, answer="met") if near else case for case, near in zip(cases, short, strict=True)]
    return _sum(look, benefit, made, shop, own)[0]


def _unknown_time(benefit: Benefit, why: str) -> BenefitResult:
    finding = Finding("undecided", why, benefit.clause, "期间")
    return BenefitResult(benefit.name, benefit.payee, "undecided", Amount(0, None, why), (finding,), ())


def _workshop_findings(look: Look, programme: Programme, benefit: Benefit) -> tuple[Finding, ...]:
    found = [benefit.workshop.ask(look)] if benefit.workshop else []
    if _goes_to_shop(benefit):
        for exclusion in benefit.exclusions:
            against, _ = exclusion.judge(look, programme.benefit_key(benefit))
            found += [against] if against else []
    return tuple(found)


def _together(findings: tuple[Finding, ...]) -> Answer:
    answers = [f.answer for f in findings]
    return "not_met" if "not_met" in answers else "undecided" if "undecided" in answers else "met"


def _case(look: Look, programme: Programme, version: Version, benefit: Benefit, person: PersonView) -> _Case:
    """A person's conditions, exclusions and what it would bring."""
    assert benefit.person is not None
    own = look.about(person)
    if benefit.window.is_personal:
        periods, _ = benefit.window.resolve(own)
        own = own.within(periods[-1]) if periods else own
    findings, months = [benefit.person.ask(own)], frozenset[int]()
    if not _goes_to_shop(benefit) and findings[0].answer != "not_met":
        for exclusion in benefit.exclusions:
            against, taken = exclusion.judge(own, programme.benefit_key(benefit))
            months |= taken
            findings += [against] if against else []
    claim = benefit.claim or version.claim
    if claim is not None and claim.kind == "入职后" and findings[0].answer != "not_met":
        findings += [claim.judge(own)]
    case = _Case(person, _together(tuple(findings)), tuple(findings), own.period)
    if not _goes_to_shop(benefit) and (case.answer != "not_met" or can_be_mended(findings[0])):
        case.would_be = _person_amount(own, programme, benefit, months)
    if months and case.answer == "met" and case.would_be.high == 0:
        taken_all = Finding("not_met", "这些月份都已领过", word="不得重复")
        case.answer, case.findings = "not_met", (*case.findings, taken_all)
    return case


def _person_amount(look: Look, programme: Programme, benefit: Benefit, months: frozenset[int]) -> Amount:
    received = look.person.facts.received or ()
    mine = tuple(r for r in received if r.scheme == programme.benefit_key(benefit))
    lefts = [left for cap in benefit.caps if (left := cap.months_left(look, mine)) is not None]
    if months or lefts:
        look = look.without(months, min(lefts) if lefts else None)
    amount = _less_received(look, benefit, benefit.amount.compute(look, NO_HEADS), programme.benefit_key(benefit))
    for cap in benefit.caps:
        if cap.per == "人" and cap.months is not None and cap.months.at(look, look.asked.last).value is None:
            amount = replace(amount, low=0, sentence=f"{amount.sentence};最多几个月没有看到")
        amount = cap_person(cap, look, amount, mine)
    return benefit.round.apply(amount)


def _less_received(look: Look, benefit: Benefit, amount: Amount, own: str) -> Amount:
    """The sum less what was received of schemes whose money is taken off 只给差额."""
    for exclusion in benefit.exclusions:
        fen = exclusion.deduction(look, own)
        if fen is None:
            amount = replace(amount, low=0, sentence=f"{amount.sentence};领过多少还没有核对")
        elif fen:
            low, high = max(0, amount.low - fen), None if amount.high is None else max(0, amount.high - fen)
            amount = Amount(low, high, f"{amount.sentence},扣除已领 {format_yuan(fen)} 元", amount.months)
    return amount


def _sum(
    look: Look, benefit: Benefit, cases: list[_Case], shop: Answer, own: str
) -> tuple[Amount, list[Amount], list[str]]:
    """The sum for the workshop, each person's due, and the sentences of caps that cut."""
    cuts: list[str]
    if _goes_to_shop(benefit):
        heads = Heads(*_count(cases))
        whole = NOTHING if shop == "not_met" else benefit.amount.compute(look, heads)
        amount = _less_received(look, benefit, whole, own)
        amount = replace(amount, low=0) if shop == "undecided" else amount
        dues, cuts = [NOTHING] * len(cases), []
    else:
        dues = [_difference(benefit, case, case.due(shop), own) for case in cases]
        people = [case.person for case in cases]
        cuts, surer = by_household(benefit, people, dues, look) if groups_households(benefit) else ([], (0, 0))
        fewer = most_people(benefit, people, dues, look)
        cuts += fewer
        amount = _added(dues, *((0, 0) if fewer else surer))
    for cap in benefit.caps:
        amount, cut = cap_total(cap, look, amount, own)
        cuts += [cut] if cut else []
    if _goes_to_shop(benefit):
        amount = benefit.round.apply(amount)
    return amount, dues, cuts


def _difference(benefit: Benefit, case: _Case, due: Amount, own: str) -> Amount:
    """What is still due, or to be paid back, where an earlier batch of the same time is computed again."""
    if not benefit.recompute:
        return due
    received = [r for r in case.person.facts.received or () if r.scheme == own and not r.workshop]
    before = sum(r.fen for r in received if r.first <= case.period[1] and r.last >= case.period[0])
    if not before:
        return due
    low, high = due.low - before, None if due.high is None else due.high - before
    if benefit.recompute == "只补差":
        low, high = max(0, low), None if high is None else max(0, high)
    what = "应追回" if low < 0 else "补差"
    return Amount(
        low, high, f"{due.sentence},已领 {format_yuan(before)} 元,{what} {format_yuan(abs(low))} 元", due.months
    )


def _goes_to_shop(benefit: Benefit) -> bool:
    """One sum for the workshop; a sum nobody has seen is the workshop's where no person is asked about."""
    scope = benefit.amount.scope
    return scope == WORKSHOP or (scope == EITHER and benefit.person is None)


def _count(cases: list[_Case]) -> tuple[int, int]:
    answers = [case.answer for case in cases]
    return answers.count("met"), answers.count("met") + answers.count("undecided")


def _added(dues: list[Amount], more: int = 0, less: int = 0) -> Amount:
    low = sum(d.low for d in dues) + more
    high = None if any(d.high is None for d in dues) else sum(d.high or 0 for d in dues) - less
    sure = [d.low for d in dues if d.low and d.low == d.high]
    if len(set(sure)) == 1 and low == sum(sure):
        text = f"{len(sure)} 人 × {format_yuan(sure[0])} 元 = {format_yuan(low)} 元"
    else:
        text = f"{sum(d.low > 0 for d in dues)} 人合计 {format_yuan(low)} 元"
    open_ = sum(d.low != d.high for d in dues)
    return Amount(low, high, text + (f",另有 {open_} 人待定" if open_ else ""))


def _answer(benefit: Benefit, shop: Answer, amount: Amount) -> Answer:
    if shop == "not_met" or amount.high == 0:
        return "not_met"
    if shop == "undecided":
        return "undecided"
    if _goes_to_shop(benefit):
        return "met" if amount.low == amount.high else "undecided"
    return "met" if amount.low != 0 else "undecided"


def _evidence(look: Look, version: Version, benefit: Benefit, cases: list[_Case]) -> tuple[Finding, ...]:
    """What is asked for and whether it is on hand; papers of each person only for those who may be paid."""
    found: list[Finding] = []
    for one in benefit.evidence or version.evidence:
        if one.of == "车间":
            judged = one.judge(look)
            found += [judged] if judged else []
            continue
        people = [c.person for c in cases if c.answer != "not_met"]
        judgements = [(p, one.judge(look.about(p))) for p in people]
        missing = [p.facts.name for p, j in judgements if j and j.answer == "not_met"]
        open_ = [p.facts.name for p, j in judgements if j and j.answer == "undecided"]
        answer: Answer = "not_met" if missing else "undecided" if open_ else "met"
        lacking = missing or open_
        state = ":缺 " if missing else ":没有登记 "
        text = f"{one.name}({one.form} {one.copies} 份,每人)" + (
            f"{state}{'、'.join(lacking[:10])}{f'等 {len(lacking)} 人' if len(lacking) > 10 else ''}"
            if lacking
            else ":齐"
        )
        found.append(Finding(answer, text, one.clause, "材料"))
    return tuple(found)
