"""The check of prices: one that was changed for a month whose pay was closed."""

from collections.abc import Iterator

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import InspectionFacts, PriceFacts
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import months_text, run_ref
from workshop.claims.rules.months import last_day

PER_YUAN = 10_000


@check("price_after_lock", "锁定以后改单价", (11,), (14,), "工资发完再改单价,凑台账上的数")
def find_price_after_lock(facts: InspectionFacts) -> Iterator[Question]:
    """A price put down after the lock of a month that has output of it and for which it holds; one for months to come is none."""
    for price in facts.prices:
        months = tuple(month for month in price.used if _after_lock(facts, price, month))
        if months and price.rate != price.before:
            grade = f"({price.grade})" if price.grade else ""
            change = (
                f"从 {_yuan(price.before)} 改成 {_yuan(price.rate)}"
                if price.before is not None
                else f"定为 {_yuan(price.rate)}"
            )
            sentence = (
                f"「{price.name}」{grade}的单价 {price.since} 起{change},{price.recorded_on} 才录入,"
                f"那时{months_text(months)}的工资已经锁定"
            )
            usual = "新单价先公布、从以后的日子算;改正错价用补差,写明原因"
            refs = (Ref("operation", str(price.operation)), *(run_ref(month) for month in months[:3]))
            figures = (price.operation, price.grade, price.since, price.before, price.rate, *months)
            yield Question("price_after_lock", refs[0], sentence, usual, figures, refs, (), months)


def _after_lock(facts: InspectionFacts, price: PriceFacts, month: int) -> bool:
    run = facts.runs.get(month)
    return run is not None and price.since <= last_day(month) and price.recorded_on > run.locked_on


def _yuan(rate: int) -> str:
    text = f"{rate / PER_YUAN:.4f}".rstrip("0").rstrip(".")
    return f"{text} 元"
