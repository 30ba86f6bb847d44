"""Where the evidence of a question is looked at, and how people, days and months are named in its sentence."""

from collections.abc import Iterable, Sequence
from datetime import date

from workshop.claims.rules.inspecting.facts import WorkerFacts, WorkKey
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.months import month_text


def month_code(month: int) -> str:
    """`2026-03`."""
    return f"{month // 12}-{month % 12 + 1:02}"


def worker_ref(worker: int) -> Ref:
    """The page of a worker."""
    return Ref("worker", str(worker))


def month_ref(key: WorkKey) -> Ref:
    """The page of a worker's month."""
    return Ref("month", f"{key[0]}/{month_code(key[1])}")


def slip_ref(key: WorkKey) -> Ref:
    """The slip of a worker's month."""
    return Ref("slip", f"{month_code(key[1])}/{key[0]}")


def day_ref(key: WorkKey, day: int) -> Ref:
    """The page of a worker's day."""
    return Ref("day", f"{key[0]}/{month_code(key[1])}-{day:02}")


def run_ref(month: int) -> Ref:
    """The pay of a month."""
    return Ref("run", month_code(month))


def claim_ref(claim: int) -> Ref:
    """The page of a claim."""
    return Ref("claim", str(claim))


def names(people: Sequence[WorkerFacts]) -> str:
    """`00012 王桂香、00013 李秀英`, at most ten."""
    shown = "、".join(f"{one.number} {one.name}" for one in people[:10])
    return shown + (f"等 {len(people)} 人" if len(people) > 10 else "")


def days_text(days: Sequence[int]) -> str:
    """`3、4、9 日`, at most eight."""
    return "、".join(map(str, days[:8])) + (" 日等" if len(days) > 8 else " 日")


def dates_text(days: Sequence[date]) -> str:
    """`2026-03-03、2026-03-04 等 5 天`, at most three."""
    return "、".join(map(str, days[:3])) + (f" 等 {len(days)} 天" if len(days) > 3 else "")


def months_text(months: Sequence[int]) -> str:
    """`2026年3月、2026年4月`, at most six."""
    return "、".join(map(month_text, months[:6])) + (f"等 {len(months)} 个月" if len(months) > 6 else "")


def of_month(check: str, key: WorkKey, sentence: str, usual: str, *figures: object, refs: tuple[Ref, ...]) -> Question:
    """A question about one worker's month."""
    return Question(check, month_ref(key), sentence, usual, figures, refs, (key[0],), (key[1],))


def of_people(
    check: str, people: Iterable[WorkerFacts], sentence: str, usual: str, *figures: object, months: tuple[int, ...] = ()
) -> Question:
    """A question about who people are; their numbers are among its figures."""
    ids = tuple(sorted(one.id for one in people))
    refs = tuple(worker_ref(one) for one in ids)
    return Question(check, refs[0], sentence, usual, (*ids, *figures), refs, ids, months)


def of_claimed(
    check: str, worker: int, claim: int, sentence: str, usual: str, *figures: object, months: Sequence[int]
) -> Question:
    """A question about months of a worker in a claim; the months are among its figures."""
    refs = (worker_ref(worker), claim_ref(claim), *(month_ref((worker, month)) for month in months[:3]))
    return Question(check, refs[0], sentence, usual, (*figures, *months), refs, (worker,), tuple(months))
