"""Photos of the people who hold tablets: whatever a phone takes becomes a small square JPEG without its hidden facts."""

import io
import warnings
from datetime import datetime

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import delete

from workshop.access.rows import PhotoRow
from workshop.kernel.faults import Refused
from workshop.store.audit import Actor
from workshop.store.database import db
from workshop.store.transaction import transaction

SIDE = 192
MOST_PHOTO = 12 * 1024 * 1024
MOST_PIXELS = 50_000_000  # a bomb of a picture says so before it is unpacked
MOST_WHOLE = 16_000_000  # of what cannot be unpacked at a smaller scale: all of it lies in memory


def set_photo(actor: Actor, now: datetime, account_id: int, content: bytes) -> None:
    """Keeps the photo of an account. Raises Refused for what is no picture or too large a one."""
    image = shrink(content)
    with transaction(actor, now) as tx:
        db.session.execute(delete(PhotoRow).where(PhotoRow.account_id == account_id))
        tx.insert(PhotoRow, [{"account_id": account_id, "image": image, "set_at": now}])
        tx.tell("photo.set", f"account/{account_id}")


def shrink(content: bytes) -> bytes:
    """A square JPEG of 192 pixels; place, time and camera that a phone writes into a picture stay behind."""
    return _jpeg(ImageOps.fit(_picture(content, SIDE), (SIDE, SIDE)))


def fit_within(content: bytes, side: int) -> bytes:
    """The whole picture as a JPEG not longer than `side` pixels either way, without its hidden facts. Raises Refused."""
    picture = _picture(content, side)
    picture.thumbnail((side, side))
    return _jpeg(picture)


def _picture(content: bytes, side: int) -> Image.Image:
    """The picture upright, in plain colours, a camera's JPEG no larger than `side` needs; raises Refused for what is none or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
            if opened.width * opened.height > (MOST_PIXELS if _is_scaled(opened) else MOST_WHOLE):
                raise Refused("照片太大", "请用普通清晰度重拍一张", "photo")
            if opened.format != "JPEG" and getattr(opened, "is_animated", False):
                raise Refused("这是会动的图,印出来只有一格", "请选一张照片,或截下要的那一格", "photo")
            opened.draft(None, _least(opened, side))
            opened.load()
            ImageOps.exif_transpose(opened, in_place=True)
            return _on_white(opened)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise Refused("这不是能用的照片", "请选一张 JPG 或 PNG 照片", "photo") from error


def _is_scaled(opened: Image.Image) -> bool:
    """Whether the decoder gives it at a half, a quarter or an eighth, line by line."""
    return opened.format == "JPEG" and not opened.info.get("progressive")


def _least(opened: Image.Image, side: int) -> tuple[int, int]:
    """The smallest size that `side` can be made from: the shorter side of a square, the longer one of a page, is at least that."""
    factor = side / (min(opened.size) if side == SIDE else max(opened.size))
    return max(1, int(opened.width * factor)), max(1, int(opened.height * factor))


def _on_white(picture: Image.Image) -> Image.Image:
    """In plain colours, as it looks on paper: what lets through is white, sixteen bits of grey are eight."""
    if picture.mode.startswith("I"):
        return picture.point(lambda grey: grey / 256).convert("L").convert("RGB")
    if not picture.has_transparency_data:
        return picture if picture.mode == "RGB" else picture.convert("RGB")
    shown = picture.convert("RGBA")
    ground = Image.new("RGB", shown.size, "white")
    ground.paste(shown, mask=shown.getchannel("A"))
    return ground


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.info.pop("comment", None)  # all else that a file says of itself Pillow leaves out by itself
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()
