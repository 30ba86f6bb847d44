"""Which kinds of paper there are: filled by those that make them, read by whatever must know them all."""

from workshop.papers.kind import Kind

KINDS: dict[str, Kind] = {}


def install_kinds(*kinds: Kind) -> None:
    """Adds papers, also those that rooms above this one make. Doing it twice changes nothing. Raises ValueError for a code that is taken.

    Where such a paper stands in the print centre is said in `uses`.
    """
    for kind in kinds:
        if KINDS.setdefault(kind.code, kind) != kind:
            raise ValueError(f"two papers have the code {kind.code}")
