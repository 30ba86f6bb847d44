"""How much a file may hold. What one village workshop sends stays far below; what is meant to hurt is far above."""

from collections.abc import Sequence

from workshop.kernel.faults import Refused

MEGABYTE = 1024 * 1024
MOST_UPLOAD = 20 * MEGABYTE
MOST_TEXT_FILE = 8 * MEGABYTE
MOST_PARTS = 500
MOST_DIRECTORY = MEGABYTE // 4
MOST_UNPACKED = 48 * MEGABYTE
MOST_RATIO = 150  # unpacked to packed, of parts above RATIO_FROM; office files stay below 50
RATIO_FROM = 2 * MEGABYTE
MOST_CELLS = 150_000
MOST_TEXT = 8_000_000  # characters of all cells together
MOST_CELL_TEXT = 100_000  # characters of one cell; Excel takes 32,767
MOST_ELEMENTS = 600_000  # XML elements or records of a workbook
MOST_OBJECTS = 50_000  # XML elements of a part that is no sheet: formats, names, relations
MOST_TOKEN = MEGABYTE  # one XML tag with its attributes
MOST_STYLES = 5_000  # cell styles of an .xls; Excel takes 4,050
MOST_LAID_OUT = 1_500_000  # cells of an .xls with the empty ones before them
MOST_SPANS = 10_000
MOST_SPANNED_ROWS = 100_000
MOST_SHEETS = 200

SMALLER = "请删去无关的工作表和行列,另存为 .xlsx 后再上传"


def too_large(what: str) -> Refused:
    """The refusal of a file that holds too much of something."""
    return Refused(f"文件太大:{what}", SMALLER)


def broken(what: str = "文件已损坏或不是真正的 Excel 文件") -> Refused:
    """The refusal of a file that is not what it says."""
    return Refused(what, "请用 Excel 或 WPS 打开,另存为 .xlsx 后再上传")


class Budget:
    """Counts steps, cells and characters over a whole workbook and refuses what is beyond the limits."""

    def __init__(self) -> None:
        self.steps = self.cells = self.characters = 0

    def step(self) -> None:
        """One more XML element or record, whether it holds anything or not."""
        self.steps += 1
        if self.steps > MOST_ELEMENTS:
            raise too_large("内容太多")

    def spend(self, text: str) -> None:
        """One more cell with its text."""
        if len(text) > MOST_CELL_TEXT:
            raise too_large("有一格的文字太长")
        self.cells += 1
        self.characters += len(text)
        if self.cells > MOST_CELLS:
            raise too_large(f"单元格超过 {MOST_CELLS} 个")
        if self.characters > MOST_TEXT:
            raise too_large("文字太多")


def check_spans(spans: Sequence[tuple[int, int, int, int]], last_row: int) -> None:
    """Merged ranges that together cover too much: laying them out would take for ever."""
    rows = sum(max(min(bottom, last_row) - top + 1, 0) for top, _, bottom, _ in spans)
    if len(spans) > MOST_SPANS or rows > MOST_SPANNED_ROWS:
        raise too_large("合并单元格太多")
