"""Planning a pack: for each paper that a programme asks, which of ours or which scan it is; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from workshop.claims.queries.attachments import Attachment
from workshop.claims.rules.paperwork import Evidence
from workshop.claims.values import Claim, ClaimPerson
from workshop.papers.asking import ask_of_claim
from workshop.papers.kind import Asked, Kind
from workshop.papers.pack.values import Content, Lack, Mend, Own, Piece, Scan
from workshop.papers.pack.words import (
    FORMS_OF_PURPOSE,
    MENDS,
    PHOTOGRAPHED,
    PRINTED,
    PRINTED_FOR_ONE,
    REMARKS,
    SIGNED_BEFORE,
)
from workshop.people.queries import Workshop

FOR_PEOPLE = ("每人", "每户")
MOST_NAMES = 5


@dataclass(frozen=True)
class Wanted:
    """A paper that is asked for; `people` of whom, empty for the workshop."""

    evidence: Evidence
    people: tuple[ClaimPerson, ...] = ()


@dataclass(frozen=True)
class Sources:
    """What a pack is made from: the workshop, its claim, kinds by code, scans."""

    shop: Workshop
    claim: Claim
    kinds: Mapping[str, Kind]
    attachments: Sequence[Attachment]

    @property
    def asked(self) -> Asked:
        """A paper over the whole time of the claim."""
        return ask_of_claim(self.shop, self.claim)

    def scans(self, word: str, worker_id: int | None) -> tuple[Scan, ...]:
        """Scans of a paper, of a person or of the workshop."""
        return tuple(Scan(one) for one in self.attachments if one.document == word and one.worker_id == worker_id)


@dataclass(frozen=True)
class _Found:
    contents: tuple[Content, ...] = ()
    lacks: tuple[Lack, ...] = ()
    remark: str = ""


def plan_pieces(sources: Sources, wanted: Sequence[Wanted]) -> tuple[Piece, ...]:
    """A piece for each paper that is asked for, in the programme's order."""
    return tuple(_plan(sources, one) for one in wanted)


def _plan(sources: Sources, wanted: Wanted) -> Piece:
    evidence = wanted.evidence
    ways = [(way, _try_way(sources, wanted, way)) for way in evidence.any_of] or [((), _Found())]
    way, found = min(ways, key=lambda one: len(one[1].lacks))
    if len(ways) > 1 and found.lacks and evidence.of not in FOR_PEOPLE:
        choice = " 或 ".join("加".join(each) for each in evidence.any_of)
        found = replace(found, lacks=(Lack(f"缺:{choice},有一种就行", found.lacks[0].mend),))
    elif len(ways) > 1 and evidence.of in FOR_PEOPLE:
        way, found = _mix(sources, wanted)
    piece = Piece(evidence.name, way, evidence.of, evidence.copies, evidence.form, evidence.stamped)
    signing = _to_sign(sources, evidence) if found.lacks else ()
    piece = replace(piece, contents=found.contents, lacks=found.lacks, remark=found.remark, clause=evidence.clause)
    return replace(piece, to_sign=signing)


def _to_sign(sources: Sources, evidence: Evidence) -> tuple[Kind, ...]:
    """What is printed for everybody of the claim, to be signed and then scanned."""
    codes = [SIGNED_BEFORE[word] for way in evidence.any_of for word in way if word in SIGNED_BEFORE]
    kinds = [sources.kinds[code] for code in dict.fromkeys(codes) if code in sources.kinds]
    return tuple(kind for kind in kinds if kind.each)


def _mix(sources: Sources, wanted: Wanted) -> tuple[tuple[str, ...], _Found]:
    """Of people, each by the way that he has: one a contract, another an agreement."""
    parts, taken = [], []
    for person in wanted.people:
        alone = replace(wanted, people=(person,))
        tried = [(way, _try_way(sources, alone, way)) for way in wanted.evidence.any_of]
        way, found = min(tried, key=lambda one: len(one[1].lacks))
        parts.append(replace(found, lacks=(_nobody_has(person),)) if found.lacks else found)
        taken += [word for word in way if not found.lacks]
    lacking = [person for person, part in zip(wanted.people, parts, strict=True) if part.lacks]
    return tuple(dict.fromkeys(taken)), _join(parts, _lack_of(wanted, lacking))


def _nobody_has(person: ClaimPerson) -> Lack:
    return Lack(person.name)


def _lack_of(wanted: Wanted, people: Sequence[ClaimPerson]) -> tuple[Lack, ...]:
    if not people:
        return ()
    names = "、".join(person.name for person in people[:MOST_NAMES]) + ("等" if len(people) > MOST_NAMES else "")
    choice = "或".join("加".join(way) for way in wanted.evidence.any_of)
    return (Lack(f"缺 {len(people)} 人的{choice}:{names}"),)


def _join(parts: Sequence[_Found], lacks: tuple[Lack, ...]) -> _Found:
    contents = tuple(content for part in parts for content in part.contents)
    return _Found(contents, lacks, next((part.remark for part in parts if part.remark), ""))


def _try_way(sources: Sources, wanted: Wanted, way: tuple[str, ...]) -> _Found:
    parts = [_find(sources, wanted, word) for word in way]
    return _join(parts, tuple(lack for part in parts for lack in part.lacks))


def _find(sources: Sources, wanted: Wanted, word: str) -> _Found:
    if wanted.evidence.of in FOR_PEOPLE:
        return _find_for_people(sources, wanted, word)
    if scans := sources.scans(word, None):
        return _Found(scans)
    if word in PRINTED:
        return _print(sources, _codes(sources, word), sources.asked, word)
    if word in SIGNED_BEFORE:  # asked of the workshop: everybody's, one behind the other
        whole = Wanted(wanted.evidence, sources.claim.people)
        return _find_for_people(sources, whole, word)
    if word in PHOTOGRAPHED:
        mend: Mend = PHOTOGRAPHED[word]  # type: ignore[assignment]
        return _Found(lacks=(Lack(f"缺{word}:贴好以后拍照,登记张贴并把照片放进来", mend),))
    return _Found(lacks=(Lack(f"缺{word}:请拍照或扫描后上传"),))


def _find_for_people(sources: Sources, wanted: Wanted, word: str) -> _Found:
    """Everybody's scan; for those who have none our paper, if there is one: a file each, or one with a page for each."""
    codes = tuple(code for code in PRINTED_FOR_ONE.get(word, ()) if code in sources.kinds)[:1]
    alone = bool(codes) and sources.kinds[codes[0]].of_one
    parts, lacking = [], []
    for person in wanted.people:
        scans = sources.scans(word, person.worker_id)
        if scans:
            parts.append(_Found(scans))
        elif alone:
            parts.append(_print(sources, codes, replace(sources.asked, worker_id=person.worker_id), word))
        else:
            lacking.append(person)
    if lacking and codes:
        return _join([*parts, _print(sources, codes, sources.asked, word)], ())
    return _join(parts, (_name_lacking(sources, word, lacking),) if lacking else ())


def _name_lacking(sources: Sources, word: str, lacking: Sequence[ClaimPerson]) -> Lack:
    names = "、".join(person.name for person in lacking[:MOST_NAMES]) + ("等" if len(lacking) > MOST_NAMES else "")
    signed = ";没有签的先打印,双方签好后拍照" if SIGNED_BEFORE.get(word) in sources.kinds else ""
    return Lack(f"缺 {len(lacking)} 人的{word}:{names}{signed}")


def _codes(sources: Sources, word: str) -> tuple[str, ...]:
    """Kinds for a word; an application is the one of the claim's purpose, or the person's own where he is paid."""
    codes = PRINTED[word]
    if word in ("申请表", "审批表"):
        own = [code for mark, code in FORMS_OF_PURPOSE if mark in sources.claim.benefit]
        codes = (*own, *codes)
    return tuple(code for code in codes if code in sources.kinds)


def _print(sources: Sources, codes: tuple[str, ...], asked: Asked, word: str) -> _Found:
    if not codes:
        return _Found(lacks=(Lack(f"{word}要手工准备:请填好后拍照或扫描上传"),))
    kind = sources.kinds[codes[0]]
    return _Found((Own(kind, asked),), (), REMARKS.get(kind.code, "签字盖章"))


def mend_of(kind: Kind) -> Mend:
    """Where a paper of ours that cannot be made is mended."""
    found: Mend = MENDS.get(kind.code, "print")  # type: ignore[assignment]
    return found
