"""Hiring and telling in the demonstration: two posts, three people who seek work, what is due to be told."""

from datetime import date, datetime

from workshop.desk.actions.messages import prepare_messages
from workshop.desk.actions.openings import NewOpening, NewSeeker, post_opening, record_step, register_seeker
from workshop.store.audit import Actor

POSTS = (
    NewOpening(
        *("缝纫工", "做劳保手套的缝合,来了有师傅教。带孩子的可以把活带回家做。", "both", ("morning", "afternoon")),
        *("早八点到下午五点,中午可以回家", ("sewing",), 3, "023-57680000"),
    ),
    NewOpening("在家绣标的人", "送料上门,一袋一百个,一个星期交。", "home", (), "自己安排", (), 5, "023-57680000"),
)
SEEKERS = (
    NewSeeker(
        "孙小兰", "13800001111", "hall", ("morning",), ("sewing",), "石桥村", "娃娃上小学,十一点要接", True, True
    ),
    NewSeeker("周桂琼", "13800002222", "home", ("evening",), ("handwork",), "石桥村", "要照顾老人", True, True),
    NewSeeker("冉启秀", "13800003333", "both", ("morning", "slack"), (), "柳树湾村", "", True, True),
)


def fill_hiring(now: datetime, today: date, workshop_id: int, actor: Actor) -> None:
    """Through the actions that people use; the first who seeks work was called already."""
    posts = [post_opening(actor, now, workshop_id, post) for post in POSTS]
    people = [register_seeker(actor, now, workshop_id, who, posts[at % 2]) for at, who in enumerate(SEEKERS)]
    record_step(actor, now, workshop_id, people[0], "called", "星期一来看看")
    for kind in ("check", "home"):
        prepare_messages(actor, now, workshop_id, kind, today)
