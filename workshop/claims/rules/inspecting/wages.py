"""Checks of how wages were paid: without proof, in cash, to somebody else, all the same, too late, with too much held back."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, PayFacts
from workshop.claims.rules.inspecting.identity import plain
from workshop.claims.rules.inspecting.limits import (
    CASH_PEOPLE,
    CASH_SHARE,
    HOURLY_DAYS,
    LOSS_SHARE,
    PROOF_DAYS,
    SAME_PAY_PEOPLE,
    SAME_PAY_SHARE,
)
from workshop.claims.rules.inspecting.questions import Question
from workshop.claims.rules.inspecting.refs import months_text, names, of_month, run_ref, slip_ref, worker_ref
from workshop.claims.rules.months import last_day, month_text
from workshop.kernel.money import format_yuan


def _by_month(facts: InspectionFacts) -> dict[int, list[PayFacts]]:
    found: dict[int, list[PayFacts]] = defaultdict(list)
    for (_, month), pay in sorted(facts.pay.items()):
        found[month].append(pay)
    return found


def _of_run(
    facts: InspectionFacts, code: str, month: int, slips: list[PayFacts], sentence: str, usual: str, *figures: object
) -> Question:
    ids = tuple(one.worker for one in slips)
    refs = (run_ref(month), *(slip_ref((one, month)) for one in ids[:5]))
    shown = names([facts.workers[one] for one in ids])
    return Question(code, refs[0], f"{sentence}:{shown}", usual, (*figures, *ids), refs, ids, (month,))


@check("no_proof", "工资没有发放凭证", (10,), (11,), "工资表有,银行回单和签字都没有")
def find_no_proof(facts: InspectionFacts) -> Iterator[Question]:
    """Net pay of a locked month that no bank line or signature proves a month later."""
    for month, slips in _by_month(facts).items():
        run = facts.runs.get(month)
        bare = [one for one in slips if one.unpaid > 0]
        if run and bare and facts.on > run.locked_on + timedelta(days=PROOF_DAYS):
            fen = sum(one.unpaid for one in bare)
            sentence = (
                f"{month_text(month)}工资锁定已过 {PROOF_DAYS} 天,{len(bare)} 人 {format_yuan(fen)} 元没有发放凭证"
            )
            yield _of_run(facts, "no_proof", month, bare, sentence, "每一笔有银行回单或本人签字", fen)


@check("cash_share", "现金比例高", (10,), (14,), "集体款项打进村账户再发现金,不打到个人卡上")
def find_cash_share(facts: InspectionFacts) -> Iterator[Question]:
    """A month in which more than some old people without a card were paid in cash."""
    for month, slips in _by_month(facts).items():
        cash = [one for one in slips if one.cash > 0]
        fen, whole = sum(one.cash for one in cash), sum(one.net for one in slips)
        if len(cash) >= CASH_PEOPLE and fen * 100 > CASH_SHARE * whole:
            sentence = f"{month_text(month)}实发 {format_yuan(whole)} 元中 {format_yuan(fen)} 元是现金,{len(cash)} 人"
            yield _of_run(facts, "cash_share", month, cash, sentence, "工资打到本人卡上,没有卡的是少数", fen, whole)


@check("paid_to_other", "工资付到别人名下", (2,), (5, 13), "工资回到负责人或别人的卡里")
def find_paid_to_other(facts: InspectionFacts) -> Iterator[Question]:
    """Accounts in another name that a worker's pay went to; of a card that is put down in that name `card_owner` asks."""
    paid: dict[tuple[int, str], list[int]] = defaultdict(list)
    for (worker, month), pay in sorted(facts.pay.items()):
        mine = facts.workers[worker]
        known = {"", plain(mine.name), *(plain(card.holder) for card in mine.cards)}
        for name in pay.names:
            if plain(name) not in known:
                paid[worker, name].append(month)
    for (worker, name), months in paid.items():
        head = "(车间负责人)" if facts.head and plain(name) == plain(facts.head) else ""
        sentence = f"{facts.who(worker)} {months_text(months)}的工资付到户名 {name}{head}的账户"
        refs = (worker_ref(worker), *(slip_ref((worker, month)) for month in months[:3]))
        usual = "付到本人的卡;代收的要有本人书面委托"
        yield Question("paid_to_other", refs[0], sentence, usual, (name, *months), refs, (worker,), tuple(months))


@check("same_pay", "几个人工资一分不差", (), (13,), "人人一样多:按人头编的工资表")
def find_same_pay(facts: InspectionFacts) -> Iterator[Question]:
    """Pay for pieces that is the same to the fen for many; teams that share equally and pay by time are left out."""
    for month, slips in _by_month(facts).items():
        mine = [one for one in slips if one.work > 0 and _own_pieces(facts, one)]
        count = Counter(one.work for one in mine)
        fen, people = max(count.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        if people >= SAME_PAY_PEOPLE and people * 100 >= SAME_PAY_SHARE * len(mine):
            same = [one for one in mine if one.work == fen]
            sentence = f"{month_text(month)}计件的 {len(mine)} 人中有 {people} 人工资都是 {format_yuan(fen)} 元"
            yield _of_run(facts, "same_pay", month, same, sentence, "计件的工资各人不同", fen)


def _own_pieces(facts: InspectionFacts, pay: PayFacts) -> bool:
    worker = facts.workers[pay.worker]
    team = any(day.team for day in facts.work.get((pay.worker, pay.month), ()))
    return not (worker.timed or worker.trainee or team or worker.hours_system == "contract")


@check("held_back", "扣款超过两成", (), (12,), "以损坏、返工为名扣掉大半工资")
def find_held_back(facts: InspectionFacts) -> Iterator[Question]:
    """Deductions for losses above a fifth of a month's pay."""
    for key, pay in facts.pay.items():
        if pay.lost * 100 > LOSS_SHARE * pay.gross:
            sentence = (
                f"{facts.who(key[0])} {month_text(key[1])}应发 {format_yuan(pay.gross)} 元,"
                f"因损失扣 {format_yuan(pay.lost)} 元"
            )
            usual = f"每月扣的不超过当月工资的 {LOSS_SHARE}%(工资支付暂行规定第十六条)"
            yield of_month("held_back", key, sentence, usual, pay.gross, pay.lost, refs=(slip_ref(key),))


@check("hourly_late", "钟点工超过半月才结", (), (12,), "非全日制用工按月甚至按季才发")
def find_hourly_late(facts: InspectionFacts) -> Iterator[Question]:
    """Part-time workers who got their pay more than fifteen days after the month was over."""
    for key, pay in facts.pay.items():
        latest = last_day(key[1]) + timedelta(days=HOURLY_DAYS)
        on = facts.on if pay.unpaid > 0 else pay.paid_on
        if facts.workers[key[0]].hours_system == "part_time" and on and on > latest:
            paid = "还没有付清" if pay.unpaid > 0 else f"{on} 才付清"
            sentence = f"{facts.who(key[0])} 是非全日制,{month_text(key[1])}的工资{paid}"
            usual = f"非全日制最长 {HOURLY_DAYS} 天结一次(劳动合同法第七十二条)"
            yield of_month("hourly_late", key, sentence, usual, pay.net, paid, refs=(slip_ref(key),))
