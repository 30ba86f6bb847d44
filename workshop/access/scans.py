"""Scans and photos of papers, as whoever keeps them takes them in."""

import io

import pikepdf

from workshop.access.photos import fit_within
from workshop.kernel.faults import Refused

JPEG, PDF = "image/jpeg", "application/pdf"
MOST_BYTES = 15 * 1024 * 1024
LONGEST_SIDE = 2000  # of a photographed page: sharp at 200 dots an inch on A4
MOST_PAGES = 60


def read_scan(content: bytes) -> tuple[str, bytes]:
    """(media type, bytes to keep) by what the file is, not by its name: a JPEG without hidden facts, or a PDF. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused("文件太大", "一张照片或一份 PDF 最多 15 MB", "file")
    if not content.startswith(b"%PDF-"):
        return JPEG, fit_within(content, LONGEST_SIDE)
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            pages = len(opened.pages)
    except pikepdf.PdfError as error:
        raise Refused("这份 PDF 打不开,或加了密码", "请重新扫描,或拍成照片", "file") from error
    if not 1 <= pages <= MOST_PAGES:
        raise Refused(f"这份 PDF 有 {pages} 页", f"一份最多 {MOST_PAGES} 页,请分开放", "file")
    return PDF, content
