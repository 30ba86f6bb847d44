"""Numbers of issued papers: letters of the kind, the year, counted from one in each workshop: GZ-2026-0012."""

from workshop.store.database import fetch_all

PREFIXES = {
    "wage-sheet": "GZ",
    "slips": "GZT",
    "piece-sheet": "JJ",
    "wage-ledger": "TZ",
    "cash-list": "XJ",
    "bank-list": "YH",
    "attendance": "KQ",
    "roster": "HMC",
    "roster-posting": "HMG",
    "takehome-register": "LJ",
    "settlement": "JS",
    "contract": "CL",
}
OTHER = "ZL"  # 资料: of kinds without letters of their own; they are counted together
_LAST = "SELECT MAX(seq) FROM issued_paper WHERE workshop_id = :w AND prefix = :prefix AND year = :year"


def next_number(workshop_id: int, kind: str, year: int) -> tuple[str, int, str]:
    """(letters, count, number) of the next paper; to be asked for inside the transaction that issues it."""
    prefix = PREFIXES.get(kind, OTHER)
    [(last,)] = fetch_all(_LAST, w=workshop_id, prefix=prefix, year=year)
    seq = int(last or 0) + 1
    return prefix, seq, f"{prefix}-{year}-{seq:04d}"
