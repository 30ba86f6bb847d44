"""The day a photo says it was taken on; where, and by what camera, is not read and does not stay."""

import io
import struct
import warnings
from datetime import datetime

from PIL import ExifTags, Image

_BROKEN = (OSError, ValueError, SyntaxError, KeyError, TypeError, IndexError, OverflowError, struct.error)
_FORMATS = ("JPEG", "PNG", "WEBP")


def find_taken(content: bytes) -> datetime | None:
    """By the camera's own clock; None where the file does not say, or says what is no moment."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                exif = picture.getexif()
                inner = exif.get_ifd(ExifTags.IFD.Exif)
    except (*_BROKEN, Image.DecompressionBombError):
        return None
    base = ExifTags.Base
    for said in (inner.get(base.DateTimeOriginal), inner.get(base.DateTimeDigitized), exif.get(base.DateTime)):
        if (found := _parse(said)) is not None:
            return found
    return None


def _parse(said: object) -> datetime | None:
    try:
        found = datetime.strptime(str(said).strip("\0 "), "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2200 else None
