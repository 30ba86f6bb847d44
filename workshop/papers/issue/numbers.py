"""Numbers of issued papers: letters of the kind, the year, counted from one in each workshop: GZ-2026-0012."""

from workshop.store.database import fetch_all

PREFIXES = {
    **{"wage-sheet": "GZ", "wage-sheet-products": "GZF", "wage-sheet-training": "GZX", "wage-sheet-home": "GZJ"},
    **{
        "slips": "GZT",
        "slips-a5": "GZT",
        "piece-sheet": "JJ",
        "wage-ledger": "TZ",
        "cash-list": "XJ",
        "bank-list": "YH",
    },
    **{"attendance": "KQ", "monthly-report": "YB", "desk-month": "SQB", "contract-register": "HTT"},
    **{
        "roster": "HMC",
        "roster-short": "HMJ",
        "roster-card": "HMK",
        "roster-guangdong": "HMB",
        "roster-posting": "HMG",
    },
    **{"training-roster": "XXC", "insurance-roster": "SBC", "training-form": "XXB", "insurance-form": "SBB"},
    **{"takehome-register": "LJ", "settlement": "JS", "contract": "CL"},
    **{"recognition-form": "RD", "claim-form": "SQ", "personal-subsidy-form": "GR", "pledge": "CN"},
    **{
        "work-proof": "ZM",
        "casual-work-proof": "LZM",
        "public-notice": "GS",
        "notice-result": "GSJ",
        "notice-board": "GSP",
    },
    **{"labour-contract": "LD", "service-agreement": "LW"},
}
OTHER = "ZL"  # 资料: of kinds without letters of their own; they are counted together
_LAST = "SELECT MAX(seq) FROM issued_paper WHERE workshop_id = :w AND prefix = :prefix AND year = :year"


def next_number(workshop_id: int, kind: str, year: int) -> tuple[str, int, str]:
    """(letters, count, number) of the next paper; to be asked for inside the transaction that issues it."""
    prefix = PREFIXES.get(kind, OTHER)
    [(last,)] = fetch_all(_LAST, w=workshop_id, prefix=prefix, year=year)
    seq = int(last or 0) + 1
    return prefix, seq, f"{prefix}-{year}-{seq:04d}"
