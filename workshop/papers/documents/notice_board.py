"""The board at the workshop's door 公示牌, A3 (policy: L13, R6): who runs it, whom it employs, whom to turn to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workshop.papers.documents.pieces import chinese_date
from workshop.papers.form import Box, Field, Fields, FormPaper, Grid, Part, Told, Words
from workshop.papers.naming import Names

PHOTO_MM = 92.0


@dataclass(frozen=True)
class BoardFacts:
    """What hangs at the door. `absorbed` of the `employed` are from households that rose out of poverty or are monitored.

    A seasonal board 季节性 also tells what is made, how and when. `liaison` is the 稳岗联络员 with a telephone and, where there
    is one, a photo: a JPEG in base64.
    """

    name: str
    head_name: str
    founded: date | None
    employed: int
    absorbed: int
    on: date
    names: Names
    liaison: str = ""
    liaison_phone: str = ""
    complaints: str = ""
    body: str = ""
    seasonal: bool = False
    product: str = ""
    way: str = ""
    season: str = ""
    photo: str = ""


def build_notice_board(facts: BoardFacts) -> FormPaper:
    """The board; the place for the code that the province hands out stays empty, that for the photo where there is none."""
    return FormPaper(
        kind="notice-board",
        title=facts.names.of("车间"),
        unit=facts.name,
        parts=tuple(_parts(facts)),
        look="board",
        told=Told(facts=(("带动就业", f"{facts.employed} 人"), ("吸纳", f"{facts.absorbed} 人"))),
    )


def _parts(facts: BoardFacts) -> Iterator[Part]:
    yield Fields(tuple(_fields(facts)))
    yield _liaison(facts)
    yield Words(f"数据截至{chinese_date(facts.on)}。{facts.body}", "small")


def _fields(facts: BoardFacts) -> Iterator[Field]:
    yield Field("车间全称", facts.name, wide=True)
    yield Field("负责人", facts.head_name, shown="法人代表" if facts.seasonal else "")
    yield Field("建立时间", chinese_date(facts.founded) if facts.founded else "")
    yield Field("带动就业人数", f"{facts.employed} 人")
    yield Field("吸纳人数", f"{facts.absorbed} 人", shown=f"吸纳{facts.names.of('人口')}")
    if facts.seasonal:
        yield Field("生产项目", facts.product)
        yield Field("生产方式", facts.way)
        yield Field("生产时段", facts.season, wide=True)


def _liaison(facts: BoardFacts) -> Grid:
    """The liaison with a place for a photo, and a place for the code."""
    words = f"稳岗联络员:{facts.liaison}\n联系电话:{facts.liaison_phone}\n监督电话:{facts.complaints}"
    return Grid(
        (19, 56, 25),
        (
            (
                Box("贴照片", align="center", high_mm=PHOTO_MM, picture=facts.photo),
                Box(words, high_mm=PHOTO_MM),
                Box("贴二维码", align="center", high_mm=PHOTO_MM),
            ),
        ),
    )
