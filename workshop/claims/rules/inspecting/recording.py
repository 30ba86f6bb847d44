"""Checks of when records were put down: a whole month in one evening, long after the days."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from workshop.claims.rules.inspecting.checks import check
from workshop.claims.rules.inspecting.facts import Day, InspectionFacts, WorkKey
from workshop.claims.rules.inspecting.limits import LATE_DAYS, TYPED_DAYS, TYPED_SHARE, TYPED_SPAN, TYPED_STRETCH
from workshop.claims.rules.inspecting.questions import Question, Ref
from workshop.claims.rules.inspecting.refs import month_code, month_ref, names
from workshop.claims.rules.months import last_day, month_text

KINDS = {"attendance": "考勤", "output": "产量"}
Written = dict[int, int]  # day of the month → day of recording
Session = tuple[str, int, int]  # kind, month, day of recording (ordinal)


@check("typed_at_once", "整月一次补写", (7,), (14,), "一个晚上补齐一个月的台账")
def find_typed_at_once(facts: InspectionFacts) -> Iterator[Question]:
    """Months of people whose days were typed within three days; what came out of a file is not asked about here."""
    sessions: dict[Session, list[tuple[int, int, int]]] = defaultdict(list)
    for key, days in facts.work.items():
        for kind, written in _written(days).items():
            if found := _at_once(written):
                sessions[(kind, key[1], found[0])].append((key[0], found[1], len(written)))
    for (kind, month, recorded), people in sorted(sessions.items()):
        yield _question(facts, kind, month, recorded, people)


def _written(days: tuple[Day, ...]) -> dict[str, Written]:
    return {
        "attendance": {day.day: day.marked for day in days if day.marked is not None},
        "output": {day.day: day.noted for day in days if day.noted is not None},
    }


def _at_once(written: Written) -> tuple[int, int] | None:
    """The first evening of the busiest few and how many days were written then; None where it is no whole month."""
    if len(written) < TYPED_DAYS:
        return None
    evenings = Counter(written.values())
    best = max(evenings, key=lambda first: (sum(evenings[first + later] for later in range(TYPED_SPAN)), -first))
    typed = [day for day, one in written.items() if best <= one < best + TYPED_SPAN]
    whole = len(typed) >= TYPED_DAYS and max(typed) - min(typed) >= TYPED_STRETCH
    return (best, len(typed)) if whole and len(typed) * 100 >= TYPED_SHARE * len(written) else None


def _question(
    facts: InspectionFacts, kind: str, month: int, recorded: int, people: list[tuple[int, int, int]]
) -> Question:
    ids = tuple(sorted(worker for worker, _, _ in people))
    most = max(count for _, count, _ in people)
    shown = names([facts.workers[one] for one in ids])
    evening = date.fromordinal(recorded)
    whose = f"{month_text(month)}的{KINDS[kind]},{len(ids)} 人({shown})"
    sentence = f"{whose}多的有 {most} 天是 {evening} 起三天之内写进来的"
    refs = (Ref("attendance", month_code(month)), *(month_ref((one, month)) for one in ids[:5]))
    figures = (kind, recorded, len(ids), most)
    usual = "当天或当周记录;集中补写的要有当时的纸质原始记录"
    return Question("typed_at_once", refs[0], sentence, usual, figures, refs, ids, (month,))


@check("written_late", "事后很久才写", (7,), (14, 25), "台账是检查之前倒签补做的")
def find_written_late(facts: InspectionFacts) -> Iterator[Question]:
    """Days put down more than six weeks after their month was over, by month and kind."""
    late: dict[tuple[str, int], list[tuple[WorkKey, int]]] = defaultdict(list)
    for key, days in facts.work.items():
        limit = last_day(key[1]).toordinal() + LATE_DAYS
        for kind, written in _written(days).items():
            if count := sum(one > limit for one in written.values()):
                late[(kind, key[1])].append((key, count))
    for (kind, month), found in sorted(late.items()):
        ids = tuple(sorted(key[0] for key, _ in found))
        total = sum(count for _, count in found)
        if total < 3:
            continue  # a forgotten day
        people = names([facts.workers[one] for one in ids])
        sentence = f"{month_text(month)}的{KINDS[kind]}有 {total} 条是那个月过去 {LATE_DAYS} 天以后才写的:{people}"
        refs = (Ref("attendance", month_code(month)), *(month_ref((one, month)) for one in ids[:5]))
        usual = "工资发完的月份不再补写;补写的要说明根据什么"
        yield Question("written_late", refs[0], sentence, usual, (kind, len(ids), total), refs, ids, (month,))
