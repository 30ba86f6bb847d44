"""Several files into one: PDFs one behind the other, workbooks in a ZIP."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime

import pikepdf

ZIP = "application/zip"


def merge_pdfs(contents: Iterable[bytes], title: str) -> bytes:
    """One PDF of all pages, in order; `title` goes into its properties."""
    with pikepdf.new() as whole:
        for content in contents:
            with pikepdf.open(io.BytesIO(content)) as part:
                whole.pages.extend(part.pages)
        whole.docinfo["/Title"] = title
        return save_pdf(whole)


def save_pdf(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF: objects packed, the same for the same pages."""
    buffer = io.BytesIO()
    pdf.remove_unreferenced_resources()
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(buffer, object_stream_mode=mode, compress_streams=True, deterministic_id=True)
    return buffer.getvalue()


def zip_files(files: Sequence[tuple[str, bytes]], at: datetime) -> bytes:
    """A ZIP of named files, dated `at`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
