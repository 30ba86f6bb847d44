"""What a person does with files: import a folder or an office's sheet, take an import back, export a workshop."""

from workshop.exchange.actions.export import export_folder
from workshop.exchange.actions.folder import FolderRefused, Imported, import_folder

__all__ = ["FolderRefused", "Imported", "export_folder", "import_folder"]
