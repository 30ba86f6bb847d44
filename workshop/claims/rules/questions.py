"""Which facts people lack for a benefit, as questions that can be asked about many of them at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.claims.rules.conditions import Condition
from workshop.claims.rules.counting import MonthTest
from workshop.claims.rules.facts import PersonFacts
from workshop.claims.rules.paperwork import Evidence
from workshop.claims.rules.programme import Benefit
from workshop.claims.rules.registered import FACT_KINDS, PERSON
from workshop.claims.rules.results import Finding
from workshop.claims.rules.walking import walk
from workshop.claims.rules.words.contracts import Insurance
from workshop.claims.rules.words.people import Registered, Status
from workshop.claims.rules.words.tracks import Confirmed, Entered

CATEGORY, CONTRACT = "人员类别", "合同"  # kept in the people's room, not among the facts
_PLAIN = {"残疾": ("残疾", ""), "毕业": ("毕业", "")}
_CHECKED = {"已领补贴": "已领补贴", "不得重复": "已领补贴", "培训": "培训", "带训人数": "培训"}


@dataclass(frozen=True)
class Question:
    """A fact of a person to ask for: a kind of `registered.FACT_KINDS` and its name, empty where the kind has none."""

    kind: str
    name: str

    @property
    def words(self) -> str:
        """As a person reads it."""
        if self.kind == "已核对":
            return f"{self.name}:登记的就是全部(没有登记的就是没有)"
        return {"确认": self.name, "身份": f"是不是{self.name}", "材料": f"有没有{self.name}"}.get(
            self.kind, f"{self.kind} {self.name}".strip()
        )

    @property
    def shape(self) -> str:
        """What an answer looks like."""
        return FACT_KINDS[self.kind].shape


def is_question(kind: str, name: str) -> bool:
    """Whether this can be asked about people one by one."""
    known = FACT_KINDS.get(kind)
    return known is not None and PERSON in known.about and (bool(name) == known.named or kind == "残疾")


def list_questions(benefit: Benefit, word: str) -> tuple[Question, ...]:
    """What can be asked for people who are undecided because of a word; empty where that is no fact to write down."""
    found: dict[Question, None] = {}
    for one in walk(benefit):
        if isinstance(one, Condition) and (word == one.WORD or word == "不得"):
            found |= dict.fromkeys(_of_condition(one))
        elif isinstance(one, Evidence) and word == "材料":
            found |= dict.fromkeys(Question("材料", kind) for way in one.any_of for kind in way)
        elif isinstance(one, MonthTest) and one.employer == "任何单位" and word in _OF_MONTHS:
            found[Question("已核对", "其他单位务工")] = None
    if word in _CHECKED:
        found[Question("已核对", _CHECKED[word])] = None
    return tuple(found)


_OF_MONTHS = ("累计月数", "连续月数", "累计天数", "累计工时", "工资合计", "月均工资", "每月工资")


def _of_condition(one: Condition) -> Iterable[Question]:
    if isinstance(one, Status):
        return (Question("身份", name) for name in (*one.any_of, *one.others) if one.unrecorded == "待核")
    if isinstance(one, Registered):
        where = (Question("户籍", ""),) if one.any_of else ()
        return (*where, *((Question("农村户口", ""),) if one.rural is not None else ()))
    if isinstance(one, Confirmed):
        return (Question("确认", one.question),) if one.about == "人" else ()
    if isinstance(one, Entered) and one.about != "车间":
        return (Question("登记数字" if one.about == "人" else "户登记数字", one.name),)
    if isinstance(one, Insurance):
        return (Question("参保", kind) for kind in one.kinds)
    return (Question(*_PLAIN[one.WORD]),) if one.WORD in _PLAIN else ()


def lacks(findings: Iterable[Finding], word: str) -> bool:
    """Whether something of this word keeps somebody undecided."""
    for finding in findings:
        if finding.answer == "undecided" and (
            lacks(finding.parts, word) if finding.parts else (finding.word or "其他") == word
        ):
            return True
    return False


def is_known(person: PersonFacts, question: Question) -> bool:
    """Whether somebody has said it of this person."""
    name = question.name
    if question.kind in ("确认", "材料", "登记数字", "户登记数字", "身份"):
        held = {
            "确认": person.answers,
            "材料": person.documents,
            "登记数字": person.figures,
            "户登记数字": person.household_figures,
            "身份": person.statuses,
        }
        return name in held[question.kind]
    if question.kind == "参保":
        own = [month for month in person.months if not month.employer]
        return bool(own) and all(month.insurance is not None for month in own)
    if question.kind == "已核对":
        known = {"已领补贴": person.received, "培训": person.trainings}
        return person.elsewhere_known if name == "其他单位务工" else known.get(name) is not None
    single = {
        "户籍": person.registered,
        "农村户口": person.rural,
        "毕业": person.graduated,
        "残疾": person.disability,
    }
    return single.get(question.kind) is not None
