"""Facts for papers: invented people, sums that hold."""

import subprocess
from datetime import date
from pathlib import Path

from tests.papers.reading import AS_TYPED
from workshop.kernel.periods import Period
from workshop.papers.listing import PaperHead
from workshop.papers.lists.slips import SlipFacts, SlipLine
from workshop.papers.lists.wage_facts import PieceFacts, WageFacts

HEAD = PaperHead("巫山手套车间", Period(2026, 3), date(2026, 4, 10))
SEWING = PieceFacts("劳保手套", "缝合", "双", 768, 5_717_000, 43907)


def wage(name: str = "王桂香", number: str = "A00001", **changed: object) -> WageFacts:
    """A worker who sewed 5,717 pairs; sums follow from what is changed."""
    facts = {
        **{"number": number, "name": name, "idno": "99010019750510258X", "category": "脱贫户", "post": "缝纫工"},
        **{"phone": "10000000001", "card_tail": "0014", "half_days": 44},
        **{"pieces": (SEWING,), "piece_fen": 43907, "hour_minutes": 240, "time_fen": 7400, "overtime_fen": 0},
        **{"extra_fen": 5000, "social_fen": 0, "tax_fen": 154, "other_fen": 2000, "note": ""},
        **changed,
    }
    gross = sum(facts[key] for key in ("piece_fen", "time_fen", "overtime_fen", "extra_fen"))
    taken = sum(facts[key] for key in ("social_fen", "tax_fen", "other_fen"))
    return WageFacts(**{"gross_fen": gross, "net_fen": gross - taken, **facts})


def slip(name: str = "王桂香", number: str = "A00001", lines: int = 1, **changed: object) -> SlipFacts:
    """A slip of so many lines of sewing and one advance."""
    sewn = SlipLine("缝合 5,717 双 × 0.0768 元 = 439.07 元 (单价 2026-03-16 起)", 43907)
    facts = {
        **{"number": number, "name": name, "idno_tail": "258X", "category": "脱贫户", "post": "缝纫工"},
        **{"card_tail": "0014", "half_days": 44, "hour_minutes": 0, "earnings": (sewn,) * lines},
        **{"deductions": (SlipLine("借支 2026-03-01 看病 20.00 元", 2000),), "year_fen": 131_721},
        **{"gross_fen": 43907 * lines, "net_fen": 43907 * lines - 2000},
        **changed,
    }
    return SlipFacts(**facts)


def text_of(pdf: bytes, folder: Path, *options: str) -> str:
    """What another program reads in a PDF, marks in half width."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-layout", *options, str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.translate(AS_TYPED)
