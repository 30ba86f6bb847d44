"""An assessment as one document for people and machines: every answer with its sentence, sums in fen and in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from workshop.claims.rules.months import month_text
from workshop.claims.rules.programme import Programme
from workshop.claims.rules.results import (
    ANSWERS,
    Amount,
    Assessment,
    BenefitResult,
    Finding,
    InstalmentResult,
    PersonResult,
)
from workshop.kernel.money import format_yuan

Unfinished = Mapping[int, Sequence[int]]  # worker -> months whose pay is not locked


def build_document(
    programme: Programme, found: Assessment, numbers: Mapping[int, str], open_: Unfinished
) -> dict[str, Any]:
    """Everything that was found. `numbers`: worker numbers by id.

    `totals` are sums over all benefits: `low` is certain, `high` holds if all that is undecided turns out well (None: nobody
    can tell). `final` is false where pay that is not locked was looked at; the figures are then as computed so far.
    """
    benefits = [benefit for version in found.versions for benefit in version.benefits]
    asked = range(found.first.year * 12 + found.first.month - 1, found.last.year * 12 + found.last.month)
    unfinished = sorted({month for months in open_.values() for month in months if month in asked})
    return {
        "programme": {
            "id": programme.id,
            "title": programme.title,
            "number": programme.number,
            "place": programme.place.code,
        },
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "on": found.on.isoformat(),
        "final": not unfinished,
        "notes": tell_unfinished(unfinished),
        "versions": [
            {
                "version": version.version,
                "from": version.first.isoformat(),
                "to": version.last.isoformat(),
                "recognition": [{"name": name, **tell_finding(finding)} for name, finding in version.recognition],
                "benefits": [_benefit(benefit, numbers, open_) for benefit in version.benefits],
            }
            for version in found.versions
        ],
        "gaps": [tell_finding(gap) for gap in found.gaps],
        "totals": tell_totals(benefits, bool(found.gaps)),
    }


def tell_unfinished(months: Sequence[int]) -> list[str]:
    """What must be said where pay is not locked."""
    if not months:
        return []
    shown = "、".join(month_text(month) for month in months)
    return [f"{shown}的工资还没有锁定,数字按现在算的,锁定后再算一次才能申领"]


def tell_finding(finding: Finding) -> dict[str, Any]:
    """A finding with what it is made of; `shortfall` says what is missing to the threshold."""
    short = finding.shortfall
    told: dict[str, Any] = {
        "answer": finding.answer,
        "answer_text": ANSWERS[finding.answer],
        "sentence": finding.sentence,
        "clause": finding.clause,
        "word": finding.word,
        "shortfall": {"amount": short.amount, "unit": short.unit, "sentence": short.sentence} if short else None,
    }
    if finding.parts:
        told["parts"] = [tell_finding(part) for part in finding.parts]
    return told


def tell_amount(amount: Amount, certain: bool = True) -> dict[str, Any]:
    """A sum: `fen` and `yuan` None while it is not certain."""
    fen = amount.fen if certain else None
    return {
        "fen": fen,
        "yuan": None if fen is None else format_yuan(fen),
        "low_fen": amount.low,
        "high_fen": amount.high,
        "sentence": amount.sentence,
    }


def tell_totals(benefits: Sequence[BenefitResult], gap: bool = False) -> dict[str, Any]:
    """Sums over benefits: due for certain, and at most. Where a version is missing nobody can tell the most.

    `late` names benefits whose time to claim is over or not yet come: their sums are told nevertheless.
    """
    low = sum(benefit.amount.low for benefit in benefits if benefit.answer == "met")
    highs = [benefit.amount.high for benefit in benefits if benefit.answer != "not_met"]
    high = None if gap or None in highs else sum(fen or 0 for fen in highs)
    certain = not gap and all(b.answer != "undecided" and b.amount.fen is not None for b in benefits)
    return {
        "fen": low if certain else None,
        "yuan": format_yuan(low) if certain else None,
        "low_fen": low,
        "low_yuan": format_yuan(low),
        "high_fen": high,
        "high_yuan": None if high is None else format_yuan(high),
        "late": [b.name for b in benefits if b.window is not None and b.window.answer == "not_met"],
    }


def _benefit(found: BenefitResult, numbers: Mapping[int, str], open_: Unfinished) -> dict[str, Any]:
    counts = Counter(person.answer for person in found.people)
    return {
        "name": found.name,
        "payee": found.payee,
        "answer": found.answer,
        "answer_text": ANSWERS[found.answer],
        "amount": tell_amount(found.amount, found.answer != "undecided"),
        "period": [day.isoformat() for day in found.period] if found.period else None,
        "window": tell_finding(found.window) if found.window else None,
        "findings": [tell_finding(finding) for finding in found.findings],
        "counts": {answer: counts[answer] for answer in ANSWERS},
        "people": [_person(person, found, numbers, open_) for person in found.people],
        "caps": list(found.caps),
        "instalments": [_instalment(one) for one in found.instalments],
        "evidence": [tell_finding(finding) for finding in found.evidence],
    }


def _person(
    found: PersonResult, benefit: BenefitResult, numbers: Mapping[int, str], open_: Unfinished
) -> dict[str, Any]:
    months = open_.get(found.person_id, ())
    looked = [month for month in months if not benefit.period or _within(month, benefit)]
    return {
        "worker_no": numbers.get(found.person_id, ""),
        "name": found.name,
        "answer": found.answer,
        "answer_text": ANSWERS[found.answer],
        "amount": tell_amount(found.amount, found.answer != "undecided"),
        "would_be": tell_amount(found.would_be),
        "months": [f"{month // 12}-{month % 12 + 1:02}" for month in found.months],
        "final": not looked,
        "notes": tell_unfinished(looked),
        "findings": [tell_finding(finding) for finding in found.findings],
    }


def _within(month: int, benefit: BenefitResult) -> bool:
    assert benefit.period is not None
    first, last = benefit.period
    return first.year * 12 + first.month - 1 <= month <= last.year * 12 + last.month - 1


def _instalment(found: InstalmentResult) -> dict[str, Any]:
    due = found.due.isoformat() if found.due else None
    return {"share": found.share, "due": due, **tell_amount(found.amount), "finding": tell_finding(found.finding)}


def list_lines(document: Mapping[str, Any]) -> list[str]:
    """The document as lines for a terminal: benefit by benefit, then everybody who is not simply left out."""
    programme = document["programme"]
    lines = [
        f"{programme['title']} {programme['number']}  {document['from']} 至 {document['to']},申领日 {document['on']}"
    ]
    lines += [f"! {note}" for note in document["notes"]]
    for version in document["versions"]:
        lines.append(f"== 版本 {version['version']}({version['from']} 至 {version['to']})")
        lines += [f"认定 {one['name']}:{one['answer_text']}({one['sentence']})" for one in version["recognition"]]
        for benefit in version["benefits"]:
            lines += _benefit_lines(benefit)
    lines += [f"! {gap['sentence']}" for gap in document["gaps"]]
    totals = document["totals"]
    high = totals["high_yuan"]
    most = "" if totals["fen"] is not None else f",最多 {high} 元" if high else ",最多还算不出"
    return [*lines, f"合计:确定 {totals['low_yuan']} 元{most}"]


def _benefit_lines(benefit: Mapping[str, Any]) -> list[str]:
    counts = ",".join(f"{ANSWERS[answer]} {count} 人" for answer, count in benefit["counts"].items() if count)
    lines = [f"-- {benefit['name']}({benefit['payee']}):{benefit['answer_text']},{_sum(benefit['amount'])} {counts}"]
    lines += [f"   算法 {benefit['amount']['sentence']}"] if benefit["answer"] != "not_met" else []
    lines += [f"   {one['answer_text']} {one['sentence']}" for one in benefit["findings"]]
    if benefit["window"]:
        lines.append(f"   申领时间 {benefit['window']['answer_text']}:{benefit['window']['sentence']}")
    lines += [f"   上限 {cap}" for cap in benefit["caps"]]
    for person in benefit["people"]:
        if person["answer"] != "not_met":
            why = ";".join(one["sentence"] for one in person["findings"])
            unsure = "" if person["final"] else "(未锁定)"
            who = f"{person['worker_no']} {person['name']}"
            lines.append(f"   {person['answer_text']} {who} {_sum(person['amount'])}{unsure} {why}")
    return lines


def _sum(amount: Mapping[str, Any]) -> str:
    if amount["yuan"] is not None:
        return f"{amount['yuan']} 元"
    if not amount["low_fen"] and amount["high_fen"] is None:
        return "待定"
    most = "最多还算不出" if amount["high_fen"] is None else f"最多 {format_yuan(amount['high_fen'])} 元"
    return f"待定(确定 {format_yuan(amount['low_fen'])} 元,{most})"
