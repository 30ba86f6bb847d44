"""Answers of a table, one person a row: what was typed becomes entries, or a sentence at its row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workshop.claims.rules.questions import Question
from workshop.claims.rules.registered import DAY, HOLDS, NUMBER, SECRET, TEXT, Entry, find_complaint
from workshop.kernel.money import parse_scaled, parse_yuan

YES, NO = "是", "否"


@dataclass(frozen=True)
class Sheet:
    """What a table says once for everybody: from which day, whence, and the answer for rows that say nothing ('': none)."""

    question: Question
    valid_from: date
    source: str
    rest: str = ""


@dataclass(frozen=True)
class Typed:
    """What was typed in a row: the answer, and beside it a premium in yuan or a level."""

    worker_id: int
    answer: str
    beside: str = ""


def read_answers(sheet: Sheet, rows: Iterable[Typed]) -> tuple[list[Entry], Mapping[int, str]]:
    """The entries of the rows that say something, and by worker what is wrong with a row."""
    entries, wrong = [], {}
    for row in rows:
        answer = row.answer.strip() or (sheet.rest if sheet.question.shape == HOLDS else "")
        if not answer:
            continue
        try:
            entry = _entry(sheet, row, answer)
        except ValueError as error:
            wrong[row.worker_id] = str(error)
            continue
        sentence, mend, _ = find_complaint(entry)
        if sentence:
            wrong[row.worker_id] = f"{sentence}。{mend}"
        else:
            entries.append(entry)
    return entries, wrong


def _entry(sheet: Sheet, row: Typed, answer: str) -> Entry:
    """One entry; raises ValueError with the sentence."""
    kind, name, shape = sheet.question.kind, sheet.question.name, sheet.question.shape
    start, value, fen, text, holds = sheet.valid_from, None, None, "", True
    if shape == HOLDS:
        if answer not in (YES, NO):
            raise ValueError(f"「{answer}」应是「是」或「否」")
        holds = answer == YES
        fen = parse_yuan(row.beside) if kind == "参保" and row.beside.strip() and holds else None
    elif shape == NUMBER:
        value = parse_scaled(answer, 3, "数字")
    elif shape == TEXT:
        text = answer
    elif shape == DAY:
        start = _day(answer)
    elif shape == SECRET:
        name, value = answer, parse_scaled(row.beside.strip() or "0", 3, "等级")
    return Entry(row.worker_id, kind, name, start, None, holds, value, fen, text, sheet.source)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"「{text}」不是日期,应写成 2026-03-05") from error
