"""Which state the database is in for one workshop: what was computed from one state may be shown again while it lasts."""

from typing import NamedTuple

from workshop.store.database import fetch_all

# Every action leaves a leaf in the transaction that carries it out, and leaves are only ever added; so their number says that
# nothing was written since. Workshop 0 holds what the county and the installation set. Signing in changes no fact.
# A step of a claim tells of the same people wherever they work, so those of every workshop count.
_VERSION = """
SELECT (SELECT value FROM meta WHERE name = 'epoch'), COUNT(*), (SELECT COUNT(*) FROM claim_step) FROM audit_leaf
WHERE workshop_id IN (0, :w) AND subject NOT LIKE 'account/%'"""


class DataVersion(NamedTuple):
    """`epoch` names this life of the database (a restored backup begins another), `leaves` how much was done in it by the workshop
    and the county, `steps` how far the claims of all workshops have come.
    """

    epoch: str
    leaves: int
    steps: int


def data_version(workshop_id: int) -> DataVersion:
    """The state of everything that is read about a workshop and its county; ask for it before reading the facts."""
    return DataVersion(*fetch_all(_VERSION, w=workshop_id)[0])
