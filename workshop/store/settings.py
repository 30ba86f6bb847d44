"""Settings of an installation, from the environment (prefix WORKSHOP_)."""

from pathlib import Path
from typing import Any

from flask import current_app
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parents[2]


class Settings(BaseSettings):
    """Every setting has a default that serves one workshop on one village PC."""

    model_config = SettingsConfigDict(env_prefix="WORKSHOP_")

    database_url: str = f"sqlite:///{ROOT / 'instance' / 'workshop.db'}"
    # Keys never lie beside the data: a copied data folder alone opens nothing.
    key_file: Path = Path.home() / ".workshop" / "keys.json"
    certificate_folder: Path = Path.home() / ".workshop" / "certificates"
    host: str = "127.0.0.1"
    port: int = 8000
    writer_wait_seconds: float = 20.0
    # What lies beside the database: a county's own programmes and layouts, uploads, prints. Empty: the folder of the SQLite file.
    data_folder: str = ""
    # Where phones reach this installation, for the codes on papers; empty: as the browser that prints reaches it.
    public_address: str = ""
    # Long prints: the queue (empty: a file beside the database) and what one job may use of the machine.
    queue_url: str = ""
    job_memory_mb: int = 768
    job_cpu_seconds: int = 600
    job_wall_seconds: int = 1200
    # Gateways for SMS and WeChat (https), each with its token; empty: off.
    sms_gateway: str = ""
    sms_token: str = ""
    wechat_gateway: str = ""
    wechat_token: str = ""

    @property
    def folder(self) -> Path:
        """For notes of this machine: beside the database file; beside the program for a database that is no file."""
        if self.data_folder:
            return Path(self.data_folder)
        url = make_url(self.database_url)
        is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
        return Path(str(url.database)).parent if is_file else ROOT / "instance"

    def as_config(self) -> dict[str, Any]:
        """What the application keeps of it under Flask's names."""
        return {
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "WRITER_WAIT_SECONDS": self.writer_wait_seconds,
            "PUBLIC_ADDRESS": self.public_address.rstrip("/"),
            "QUEUE_URL": self.queue_url,
            "DATA_FOLDER": self.folder,
        }


def data_folder() -> Path:
    """The folder of the application that runs; see `Settings.folder`."""
    return Path(current_app.config["DATA_FOLDER"])
