"""The desk in the demonstration: a liaison, matters of each kind, a visit that promised something, a family with nobody in work."""

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from PIL import Image, ImageDraw

from workshop.desk.actions.families import add_household, add_member, tell_work
from workshop.desk.actions.liaison import record_visit, set_liaison
from workshop.desk.actions.matters import raise_matter
from workshop.desk.actions.steps import add_words, close_matter, tell_injury
from workshop.desk.rules.matters import Injury
from workshop.store.audit import Actor

FAMILY = (
    ("李老根", "户主", date(1970, 3, 1), "none"),
    ("张秀芝", "妻", date(1972, 5, 1), "none"),
    ("李小军", "子", date(2009, 1, 1), "study"),
)


def fill_desk(now: datetime, today: date, workshop_id: int, workers: Mapping[str, int], actor: Actor) -> None:
    """Through the actions that people use, each on its own day."""
    set_liaison(actor, _ago(now, 60), workshop_id, "周小凤", "02357680000", today - timedelta(days=60), _face())
    _fill_dispute(now, today, workshop_id, workers, actor)
    _fill_injury(now, today, workshop_id, workers, actor)
    _fill_small(now, today, workshop_id, workers, actor)
    _fill_family(now, today, workshop_id, actor)


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _phone(name: str) -> Actor:
    return Actor(None, name, "scan")


def _fill_dispute(now: datetime, today: date, shop: int, workers: Mapping[str, int], actor: Actor) -> None:
    words = "上个月加班三晚,工资里没有算,班长说记了。"
    days: dict[str, Any] = {"first": today - timedelta(days=40), "last": today - timedelta(days=33)}
    one = raise_matter(shop, "dispute", workers["G001"], words, _phone("王桂香"), _ago(now, 4), topic="hours", **days)
    add_words(actor, _ago(now, 3), shop, one, "问了周师傅,他说有两晚确实做到九点,第三晚没有。", kind="do")
    said: dict[str, Any] = {"said_by": "周师傅", "said_on": today - timedelta(days=3)}
    add_words(actor, _ago(now, 3), shop, one, "那几天都是赶货,订单可以看。", **said)


def _fill_injury(now: datetime, today: date, shop: int, workers: Mapping[str, int], actor: Actor) -> None:
    how, day = "换针的时候踩到了踏板,针扎进手指。", today - timedelta(days=9)
    known = Injury(day, "10:20", "二号缝纫机", "右手食指", how, "李秀英")
    one = raise_matter(shop, "injury", workers["G004"], how, actor, _ago(now, 9), injury=known)
    more = Injury(day, "10:20", "二号缝纫机", "右手食指", how, "李秀英", "石桥镇卫生院", "清创,休息三天")
    tell_injury(actor, _ago(now, 8), shop, one, more)


def _fill_small(now: datetime, today: date, shop: int, workers: Mapping[str, int], actor: Actor) -> None:
    """A request that waits, two matters that are closed, and a visit whose promise is due."""
    until: dict[str, Any] = {"first": today, "last": today + timedelta(days=2)}
    raise_matter(
        shop, "request", workers["G006"], "婆婆住院,请三天假", _phone("工人"), _ago(now, 1), topic="leave", **until
    )
    one = raise_matter(shop, "request", workers["G007"], "", _phone("工人"), _ago(now, 30), topic="advance", fen=50_000)
    close_matter(actor, _ago(now, 28), shop, one, "granted", "同意借支 500 元,下月工资扣。")
    other = raise_matter(shop, "other", None, "食堂的水不干净", actor, _ago(now, 20), paper="意见本第 3 页")
    close_matter(actor, _ago(now, 15), shop, other, "partly", "换了滤芯,水样送检。")
    promise: dict[str, Any] = {"promised": "问问能不能把活拿回家做", "due": today + timedelta(days=3)}
    found = "婆婆中风,家里只有她一个人照顾,走不开。"
    visited = (today - timedelta(days=4), "home", "trouble", found)
    record_visit(actor, _ago(now, 4), shop, *visited, worker_id=workers["G002"], **promise)


def _fill_family(now: datetime, today: date, shop: int, actor: Actor) -> None:
    home = add_household(actor, _ago(now, 5), shop, "H90001", "李老根", "石桥村三组")
    for name, relation, born, work in FAMILY:
        member = add_member(actor, _ago(now, 5), shop, home, name, relation, born)
        tell_work(actor, _ago(now, 5), shop, work, today - timedelta(days=5), "走访时本人说的", member_id=member)


def _face() -> bytes:
    """A drawn face: nobody's photo."""
    picture = Image.new("RGB", (480, 600), "#d8cdb8")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((150, 90, 330, 320), fill="#e8c39e", outline="#4a3a2a", width=4)
    draw.pieslice((140, 60, 340, 260), 180, 360, fill="#3a2d24")
    draw.rounded_rectangle((90, 350, 390, 640), 60, fill="#34557a")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
