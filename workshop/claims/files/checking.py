"""Checks a programme file: its shape, its examples one by one, and whether the examples try every condition and threshold."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workshop.claims.files.compact import BadExample
from workshop.claims.files.example_words import list_strange
from workshop.claims.files.examples import Example, read_example
from workshop.claims.files.reading import Reading
from workshop.claims.rules.amounts.base import AmountRule
from workshop.claims.rules.assess import assess
from workshop.claims.rules.conditions import All, AtLeast, Condition, Not, Readings
from workshop.claims.rules.ledger import Roll
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import ANSWERS, Assessment, BenefitResult, Finding
from workshop.claims.rules.scales import MONEY
from workshop.claims.rules.stated import Exactly
from workshop.claims.rules.walking import list_amounts, list_conditions
from workshop.kernel.faults import Fault
from workshop.kernel.money import plain_yuan

_COMPOUND = (All, AtLeast, Not, Readings)
_WORDS = {chinese: answer for answer, chinese in ANSWERS.items()}
_EXPECT = ("benefit", "version", "total", "most", "answer", "people", "instalments", "window", "counted")


@dataclass
class Tried:
    """What the examples tried: answers by condition, bounds hit exactly, figures asked of tiered amounts."""

    answers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    exact: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    figures: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    paid: set[tuple[str, str]] = field(default_factory=set)
    undecided: set[tuple[str, str]] = field(default_factory=set)

    def note(self, rule: object, finding: Finding) -> None:
        """Takes down one finding of a condition, or one figure of a tiered amount."""
        if isinstance(rule, AmountRule):
            self.figures[id(rule)].add(int(finding.sentence))
        else:
            self.answers[id(rule)].add(finding.answer)
            self.exact[id(rule)].update(finding.exact)


@dataclass
class Checked:
    """A file's check: a line per example, and the faults (empty: the file is good)."""

    reading: Reading
    lines: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[Fault]:
        """Everything wrong with the file."""
        return self.reading.faults


def check_programme(reading: Reading) -> Checked:
    """Runs the examples of a file that could be read, and looks for what they leave untried."""
    done = Checked(reading)
    programme = reading.programme
    if programme is None:
        return done
    if not reading.examples:
        reading.fault((), "", "没有例子", "每份文件至少要有一个 [[examples]]")
    tried = Tried()
    for index, raw in enumerate(reading.examples):
        done.lines += _run(reading, programme, raw, ("examples", index), tried)
    if not reading.faults:
        _untried(reading, programme, tried)
    return done


def _run(reading: Reading, programme: Programme, raw: Any, path: tuple, tried: Tried) -> list[str]:
    name = raw.get("name", "") if isinstance(raw, dict) else ""
    try:
        example = read_example(raw, programme.place.code, programme.id)
    except BadExample as bad:
        reading.fault(path, name, f"例子读不懂:{bad}")
        return []
    strange = list_strange(example, programme)
    for word, sentence in strange:
        reading.fault(path, word, f"例子「{name}」{sentence}", reason="example")
    if strange:
        return []
    found = assess(programme, example.asked, Roll(example.shop, example.people), example.county, tried.note)
    for version in found.versions:
        for benefit in version.benefits:
            key = (version.version, benefit.name)
            if benefit.amount.low > 0 and benefit.answer == "met":
                tried.paid.add(key)
            if benefit.answer == "undecided":
                tried.undecided.add(key)
    wrong = list(_differences(example, found))
    for sentence in wrong:
        reading.fault(path, name, f"例子算出来不一样:{sentence}", "请核对例子或条件", "example")
    return [f"{'✗' if wrong else '✓'} {name}"] + [f"    {line}" for line in _told(found)]


def _told(found: Assessment) -> list[str]:
    lines = [gap.sentence for gap in found.gaps]
    for version in found.versions:
        lines += [f"认定 {name}:{ANSWERS[f.answer]} — {f.sentence}" for name, f in version.recognition]
        lines += [f"{b.name}:{ANSWERS[b.answer]} — {b.amount.sentence}" for b in version.benefits]
    return lines


def _differences(example: Example, found: Assessment) -> Any:
    if bool(found.gaps) != example.gap:
        yield "有没有版本的空档:" + ("有" if found.gaps else "没有") + ("(请写 gap = true)" if found.gaps else "")
    known = {name: f for v in found.versions for name, f in v.recognition}
    for name, word in example.recognition.items():
        if name not in known:
            yield f"没有认定类型「{name}」"
        elif ANSWERS[known[name].answer] != word:
            yield f"认定 {name} 应是{word},算出{ANSWERS[known[name].answer]}({known[name].sentence})"
    for expected in example.expect:
        yield from _compare(expected, found)


def _compare(expected: dict[str, Any], found: Assessment) -> Any:
    for name in expected:
        if name not in _EXPECT:
            yield f"expect 里没有「{name}」,可以写 {'、'.join(_EXPECT)}"
    results = [
        b
        for v in found.versions
        for b in v.benefits
        if b.name == expected.get("benefit") and expected.get("version", v.version) == v.version
    ]
    if not results:
        yield f"没有补贴「{expected.get('benefit')}」" + ("(这段时间没有版本)" if not found.versions else "")
        return
    benefit = results[0]
    sums = {"total": benefit.amount.low, "most": benefit.amount.high}
    for name, fen in sums.items():
        if name in expected and not _same(expected[name], fen):
            yield f"{benefit.name} {name} 应是 {expected[name]},算出 {_yuan(fen)}({benefit.amount.sentence})"
    if "total" in expected and "most" not in expected and "answer" not in expected and benefit.answer == "undecided":
        yield f"{benefit.name} 待定({benefit.amount.sentence}),例子要写 most 或 answer"
    if "answer" in expected and expected["answer"] != ANSWERS[benefit.answer]:
        yield f"{benefit.name} 应是{expected['answer']},算出{ANSWERS[benefit.answer]}({_why(benefit)})"
    if "window" in expected and (benefit.window is None or expected["window"] != ANSWERS[benefit.window.answer]):
        yield f"{benefit.name} 申领时间算出 {benefit.window and benefit.window.sentence}"
    if "counted" in expected and expected["counted"] != sum(p.answer == "met" for p in benefit.people):
        yield f"{benefit.name} 符合条件的应是 {expected['counted']} 人,算出 {sum(p.answer == 'met' for p in benefit.people)} 人"
    yield from _compare_people(expected.get("people", {}), benefit)
    yield from _compare_instalments(expected.get("instalments"), benefit)


def _compare_people(expected: dict[str, Any], benefit: BenefitResult) -> Any:
    people = {p.name: p for p in benefit.people}
    for name, value in expected.items():
        person = people.get(name)
        if person is None:
            yield f"没有人「{name}」"
        elif isinstance(value, str) and value in _WORDS:
            if not (value == "待定" and person.fen is None) and ANSWERS[person.answer] != value:
                yield f"{name} 应是{value},算出{ANSWERS[person.answer]}({_sentences(person.findings)})"
        elif not _same(value, person.amount.fen):
            yield f"{name} 应是 {value} 元,算出 {_yuan(person.amount.fen)}({_sentences(person.findings)};{person.amount.sentence})"


def _compare_instalments(expected: Any, benefit: BenefitResult) -> Any:
    if expected is None:
        return
    if len(expected) != len(benefit.instalments):
        yield f"{benefit.name} 应分 {len(expected)} 期,算出 {len(benefit.instalments)} 期"
        return
    for number, (want, got) in enumerate(zip(expected, benefit.instalments, strict=True), 1):
        if "yuan" in want and not _same(want["yuan"], got.amount.fen):
            yield f"{benefit.name} 第 {number} 期应是 {want['yuan']} 元,算出 {_yuan(got.amount.fen)}"
        if "answer" in want and want["answer"] != ANSWERS[got.finding.answer]:
            yield f"{benefit.name} 第 {number} 期应是{want['answer']},算出{ANSWERS[got.finding.answer]}({got.finding.sentence})"


def _untried(reading: Reading, programme: Programme, tried: Tried) -> None:
    """Every condition met and not met, every threshold hit exactly, every benefit paid at least once."""
    for one in list_conditions(programme.versions):
        if isinstance(one, _COMPOUND) or not _decidable(one):
            continue
        path = reading.places.get(id(one), ())
        answers = tried.answers[id(one)]
        for answer in ("met", "not_met"):
            if answer not in answers:
                text = f"「{one.WORD}」没有一个例子{ANSWERS[answer]}"  # type: ignore[index]
                reading.fault((*path, "is"), one.WORD, text, "请加一个例子", "untried")
        for bound in one.thresholds():
            if bound not in tried.exact[id(one)]:
                reading.fault(
                    (*path, bound.rstrip("_")),
                    _threshold(one, bound),
                    f"「{one.WORD}」没有一个例子正好在 {bound.rstrip('_')} 上",
                    "请加一个正好的例子",
                    "untried",
                )
    for rule in list_amounts(programme.versions):
        for step in sorted(set(rule.steps()) - tried.figures[id(rule)]):
            path = reading.places.get(id(rule), ())
            reading.fault(
                (*path, "is"), rule.WORD, f"「{rule.WORD}」没有一个例子正好是 {step}", "请加一个正好的例子", "untried"
            )
    for number, version in enumerate(programme.versions):
        for place, benefit in enumerate(version.benefits):
            if (version.name, benefit.name) not in tried.paid | tried.undecided:
                reading.fault(
                    ("versions", number, "benefits", place),
                    benefit.name,
                    "没有一个例子能领到",
                    "请加一个满足的例子",
                    "untried",
                )


def _decidable(one: Condition) -> bool:
    """A condition whose figures are all in the file: what was not seen, or a county has yet to choose, cannot be tried."""
    stated = [s for s in vars(one).values() if type(s).__name__ in ("Unseen", "Setting")]
    return not stated


def _threshold(one: Condition, bound: str) -> object:
    stated = getattr(one, bound)
    return stated.figure.text if isinstance(stated, Exactly) else stated


def _same(expected: object, fen: int | None) -> bool:
    if expected == "待定":
        return fen is None
    if fen is not None and fen < 0:  # to be paid back
        return isinstance(expected, int | Decimal) and MONEY.read(-expected) == -fen
    return fen is not None and MONEY.read(expected) == fen


def _yuan(fen: int | None) -> str:
    return "待定" if fen is None else f"{plain_yuan(fen)} 元"


def _sentences(findings: tuple[Finding, ...]) -> str:
    return ";".join(f.sentence for f in findings)


def _why(benefit: BenefitResult) -> str:
    return _sentences(benefit.findings) + ";" + benefit.amount.sentence
