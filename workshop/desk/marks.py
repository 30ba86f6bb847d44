"""Names in audit leaves: the chain vouches for a name without telling it, so that a person can be erased and the leaf stays."""

from workshop.store.vault import blind_index


def mark_name(kind: str, place: str, name: str) -> str:
    """A keyed mark of a name at one place: the same name elsewhere has another mark, and without the keys nobody can try names."""
    return blind_index(kind, f"{place}/{name}").hex()
