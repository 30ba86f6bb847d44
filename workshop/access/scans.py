"""Scans and photos of papers, as whoever keeps them takes them in."""

import subprocess
import sys

from workshop.access.photos import fit_within
from workshop.kernel.faults import Refused

JPEG, PDF = "image/jpeg", "application/pdf"
MOST_BYTES = 15 * 1024 * 1024
LONGEST_SIDE = 2000  # of a photographed page: sharp at 200 dots an inch on A4
MOST_PAGES = 60
SECONDS = 8  # for a PDF to be opened on a slow machine; its own processor time is limited closer


def read_scan(content: bytes) -> tuple[str, bytes]:
    """(media type, bytes to keep) by what the file is, not by its name: a JPEG without hidden facts, or a PDF. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused("文件太大", "一张照片或一份 PDF 最多 15 MB", "file")
    if not content.startswith(b"%PDF-"):
        return JPEG, fit_within(content, LONGEST_SIDE)
    pages = _find_pages(content)
    if pages is None:
        raise Refused("这份 PDF 打不开,或加了密码", "请重新扫描,或拍成照片", "file")
    if not 1 <= pages <= MOST_PAGES:
        raise Refused(f"这份 PDF 有 {pages} 页", f"一份最多 {MOST_PAGES} 页,请分开放", "file")
    return PDF, content


def _find_pages(content: bytes) -> int | None:
    """How many pages a PDF has, None for one that does not open within the limits of a process of its own."""
    command = [sys.executable, "-m", "workshop.access.scan_pages"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return int(done.stdout) if done.returncode == 0 and done.stdout.isdigit() else None
