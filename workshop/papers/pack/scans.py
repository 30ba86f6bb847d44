"""Scans and photos onto A4: turned upright, of bounded size, in the middle of the page."""

import io

import pikepdf
from pikepdf import Name, Rectangle
from PIL import Image, ImageOps, UnidentifiedImageError

from workshop.claims.queries.attachments import JPEG
from workshop.kernel.faults import Refused
from workshop.papers.jobs.merging import save_pdf

A4 = (595.276, 841.89)  # points
MARGIN = 28.35  # 10 mm
MOST_PIXELS_A_SIDE = 2200  # some 200 dots an inch over A4: a seal and small print are read
MOST_PIXELS, MOST_PAGES = 60_000_000, 200
QUALITY = 82


def fit_scan(content: bytes, media_type: str, name: str) -> bytes:
    """A scan as PDF of A4 pages. Raises Refused with its name when it cannot be read."""
    try:
        return _fit_picture(content) if media_type == JPEG else _fit_pdf(content, name)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, pikepdf.PdfError) as error:
        raise Refused(f"附件「{name}」读不出来", "请在申领的页面换一份清楚的扫描件或照片") from error


def _fit_picture(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((MOST_PIXELS_A_SIDE, MOST_PIXELS_A_SIDE))
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY)
    with pikepdf.new() as pdf:
        _place_picture(pdf, buffer.getvalue(), picture.size)
        return save_pdf(pdf)


def _place_picture(pdf: pikepdf.Pdf, jpeg: bytes, size: tuple[int, int]) -> None:
    page_size = _page_for(*size)
    page = pdf.add_blank_page(page_size=page_size)
    image = pikepdf.Stream(pdf, jpeg)
    image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
    image.Width, image.Height, image.ColorSpace, image.BitsPerComponent = *size, Name.DeviceRGB, 8
    scale = min((page_size[0] - 2 * MARGIN) / size[0], (page_size[1] - 2 * MARGIN) / size[1])
    wide, high = size[0] * scale, size[1] * scale
    left, low = (page_size[0] - wide) / 2, (page_size[1] - high) / 2
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=pdf.make_indirect(image)))
    page.Contents = pdf.make_stream(f"q {wide:.3f} 0 0 {high:.3f} {left:.3f} {low:.3f} cm /P Do Q".encode())


def _fit_pdf(content: bytes, name: str) -> bytes:
    """Pages as they look, without what a PDF may carry beside: links, scripts, forms, files."""
    with pikepdf.open(io.BytesIO(content)) as scan, pikepdf.new() as pdf:
        if len(scan.pages) > MOST_PAGES:
            raise Refused(f"附件「{name}」有 {len(scan.pages)} 页", f"一份附件最多 {MOST_PAGES} 页,请分开上传")
        for source in scan.pages:
            box = source.trimbox
            wide, high = float(box[2] - box[0]), float(box[3] - box[1])
            turned = int(source.obj.get("/Rotate", 0)) % 180 != 0
            size = _page_for(*((high, wide) if turned else (wide, high)))
            page = pdf.add_blank_page(page_size=size)
            page.add_overlay(source, Rectangle(MARGIN, MARGIN, size[0] - MARGIN, size[1] - MARGIN))
        return save_pdf(pdf)


def _page_for(wide: float, high: float) -> tuple[float, float]:
    """A4 upright, or lying for what is wider than high."""
    return A4 if high >= wide else (A4[1], A4[0])
