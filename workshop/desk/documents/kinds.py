"""The desk's papers of the print centre."""

from workshop.desk.documents.board import BOARD
from workshop.desk.documents.month_sheet import MONTH_KIND
from workshop.papers.kinds import install_kinds


def install_desk_kinds() -> None:
    """Puts them on the shelf of the papers' room, which cannot know this one."""
    install_kinds(BOARD, MONTH_KIND)
