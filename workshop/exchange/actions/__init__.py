"""What a person does with files: import a folder or an office's sheet, take an import back, export a workshop."""

from workshop.exchange.actions.export import export_folder
from workshop.exchange.actions.folder import Imported, import_folder
from workshop.exchange.actions.office import Written, import_sheet, undo_import
from workshop.exchange.actions.writing import FolderRefused

__all__ = [
    "FolderRefused",
    "Imported",
    "Written",
    "export_folder",
    "import_folder",
    "import_sheet",
    "undo_import",
]
