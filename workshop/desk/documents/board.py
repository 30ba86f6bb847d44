"""The board at the door with the liaison's face and telephone, as a paper of the print centre."""

import base64

from workshop.desk.queries.liaison import find_liaison, list_liaisons, read_photo
from workshop.papers.documents.notice_board import BoardFacts, build_notice_board
from workshop.papers.form import FormPaper
from workshop.papers.kind import Asked, Kind, Numbers
from workshop.papers.layouts.building import local_names
from workshop.papers.naming import Names
from workshop.papers.queries.documents import day_of
from workshop.papers.queries.headcount import MONITORED, OUT_OF_POVERTY, count_of, list_there


def make_board(asked: Asked, numbers: Numbers) -> FormPaper:
    """The board as of the day it is made; the telephone for complaints is the county's and is written by hand."""
    shop, on = asked.shop, day_of(asked)
    there, liaison = list_there(shop, on), find_liaison(list_liaisons(shop.id), on)
    photo = read_photo(shop.id, liaison.id) if liaison and liaison.pictured else b""
    facts = BoardFacts(
        name=shop.name,
        head_name=shop.head_name,
        founded=None,
        employed=len(there),
        absorbed=count_of(there, OUT_OF_POVERTY | MONITORED),
        on=on,
        names=local_names(Names(on), shop.county_code),
        liaison=liaison.name if liaison else "",
        liaison_phone=liaison.phone if liaison else "",
        photo=base64.b64encode(photo).decode(),
    )
    return build_notice_board(facts)


BOARD = Kind(
    "notice-board",
    "车间公示牌(A3)",
    "贴在门口:负责人、带动就业人数、稳岗联络员的照片和电话",
    make_board,
    of_run=False,
)
