"""What would make somebody doubt that a notice hung: told, never decided."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from workshop.claims.rules.posting.values import MOMENTS, Photo, Posting, PublicNotice

CHINA = timedelta(hours=8)  # what is recorded is UTC, what a camera writes is its own clock


def list_doubts(notice: PublicNotice, frozen_at: datetime | None = None) -> list[str]:
    """Of the latest time on the wall; `frozen_at` is when the list that hung there was made."""
    return list(_doubts(notice, frozen_at))


def _doubts(notice: PublicNotice, frozen_at: datetime | None) -> Iterator[str]:
    posting = notice.posting
    if frozen_at is not None and posting.on < (made := (frozen_at + CHINA).date()):
        yield f"名单是 {made} 核对的,张贴写的是 {posting.on}:墙上的可能不是这份名单"
    if (recorded := (posting.at + CHINA).date()) > posting.last:
        yield f"{recorded} 才登记,那时公示期已经过了"
    for photo in notice.photos:
        if photo.round == posting.round and (doubt := doubt_photo(photo, posting)):
            yield doubt


def doubt_photo(photo: Photo, posting: Posting) -> str:
    """What is odd about a photo; empty where nothing is."""
    what = f"{MOMENTS[photo.moment]}的照片「{photo.file_name}」"
    if photo.elsewhere:
        return f"{what}和另一次公示的照片是同一个文件"
    if photo.taken is None:
        return ""
    if photo.taken > photo.at + CHINA + timedelta(days=1):
        return f"{what}写的拍摄时间比上传还晚:相机的钟可能不对"
    return _outside(what, photo.taken.date(), photo, posting)


def _outside(what: str, taken: date, photo: Photo, posting: Posting) -> str:
    if taken < posting.on:
        return f"{what}写的是 {taken} 拍的,在张贴({posting.on})以前"
    if photo.moment == "up" and taken > posting.last:
        return f"{what}写的是 {taken} 拍的,公示期({posting.last} 止)已经过了"
    if photo.moment == "down" and taken < posting.last:
        return f"{what}写的是 {taken} 拍的,还没有满期({posting.last})"
    return ""


def tell_taken(photo: Photo) -> str:
    """What the file says of the day it was taken."""
    if photo.taken is None:
        return "文件里没有拍摄时间,哪天拍的要问拍的人"
    return f"文件自己写着 {photo.taken:%Y-%m-%d %H:%M} 拍的(这个时间可以改,只作参考)"
