"""A process of its own that counts the pages of the PDF on its standard input: a hostile file meets its limits, not the program's."""

import io
import resource
import sys

import pikepdf

MOST_MEMORY = 160 * 1024 * 1024  # of its own data; an honest scan of 15 MB takes a third of it
MOST_CPU = 3  # seconds


def count_pages(content: bytes) -> int:
    """Raises pikepdf.PdfError or MemoryError for what cannot be read."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return len(opened.pages)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(str(count_pages(sys.stdin.buffer.read())))
