"""What a machine lacks to run this program, and how to mend it."""

import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from ctypes.util import find_library
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from cryptography import x509
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from workshop.access.certificates import Certificates
from workshop.store.row_security import Roles, describe_roles, find_gaps, is_superuser
from workshop.store.settings import Settings

LEAST_SQLITE = (3, 51, 3)  # older libraries can corrupt a WAL with two writers
FONTS = {
    "Noto Sans Mono CJK SC": "fonts-noto-cjk",
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "HanaMinB": "fonts-hanazono",
}


@dataclass(frozen=True)
class Check:
    """One thing looked at: `mend` is empty when it is as it should be."""

    what: str
    found: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{'✗' if self.mend else '✓'} {self.what}:{self.found}" + (f"\n    → {self.mend}" if self.mend else "")


def examine(settings: Settings) -> Iterator[Check]:
    """Every check in the order in which a person would mend them."""
    yield _python()
    yield _sqlite()
    yield _pango()
    yield from _fonts()
    yield from _places(settings)
    yield from _rows(settings)
    yield _certificate(settings)
    yield _port(settings)


def examine_tablet_side(settings: Settings, address: str) -> Iterator[Check]:
    """What a tablet would meet at an address: the name, the certificate, the page and its service worker."""
    parts = urlsplit(address)
    local = parts.hostname in ("localhost", "127.0.0.1")
    if parts.scheme != "https" and not local:
        mend = "平板离线需要 HTTPS。请运行 workshop certificate,再运行 workshop serve --host 0.0.0.0 --https"
        yield Check("地址", address, mend)
        return
    yield Check("地址", address)
    for what, path in (("平板页面", "/tablet/"), ("离线程序", "/tablet/sw.js"), ("接口", "/api/openapi.json")):
        yield _fetch(settings, what, f"{address.rstrip('/')}{path}")


def _fetch(settings: Settings, what: str, address: str) -> Check:
    """One address, trusting the authority of this machine as a tablet does that has installed it."""
    context = ssl.create_default_context()
    authority = Certificates.within(settings.certificate_folder).authority
    if authority.exists():
        context.load_verify_locations(authority)
    try:
        with urlopen(address, timeout=5, context=context) as answer:
            return Check(what, f"{answer.status} {answer.headers.get_content_type()}")
    except OSError as error:
        reason = str(getattr(error, "reason", error))
        if "CERTIFICATE" in reason or "certificate" in reason:
            return Check(what, reason, "证书不对:请用 --name 写上平板用的地址重做证书,并在平板上装 authority.crt")
        return Check(what, reason, "连不上:请核对地址和端口、服务是否在运行、防火墙是否放行")


def _certificate(settings: Settings) -> Check:
    files = Certificates.within(settings.certificate_folder)
    if not files.exist:
        return Check("HTTPS 证书", "没有(只在本机用不需要;平板离线需要:运行 workshop certificate)")
    until = x509.load_pem_x509_certificate(files.certificate.read_bytes()).not_valid_after_utc
    late = until < datetime.now(UTC) + timedelta(days=14)
    return Check(
        "HTTPS 证书", f"到 {until:%Y-%m-%d}", "快到期或已到期,请运行 workshop certificate 重做" if late else ""
    )


def _python() -> Check:
    fine = sys.version_info >= (3, 11)
    return Check("Python", sys.version.split()[0], "" if fine else "请安装 Python 3.11 或更新的版本,再运行 make run")


def _sqlite() -> Check:
    try:
        from sqlcipher3.dbapi2 import sqlite_version
    except ImportError:
        return Check("SQLite 库", "没有安装 sqlcipher3", "请运行 make run 重新安装依赖")
    fine = tuple(map(int, sqlite_version.split("."))) >= LEAST_SQLITE
    return Check("SQLite 库", sqlite_version, "" if fine else "版本太旧,可能损坏数据。请运行 make run 安装固定的版本")


def _pango() -> Check:
    try:
        import weasyprint
    except OSError as error:
        return Check(
            "Pango(排版)", str(error).splitlines()[0], "请安装:apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        )
    mend = (
        ""
        if find_library("harfbuzz-subset")
        else "缺字体裁剪库,PDF 会又大又慢。请安装:apt-get install libharfbuzz-subset0"
    )
    return Check("Pango(排版)", f"WeasyPrint {weasyprint.__version__}", mend)


def _fonts() -> Iterator[Check]:
    families = _run("fc-list", "--format=%{family}\n")
    for family, package in FONTS.items():
        mend = "" if family in families else f"请安装:apt-get install {package},否则纸上会出现空框"
        yield Check(f"字体 {family}", "没有" if mend else "有", mend)


def _places(settings: Settings) -> Iterator[Check]:
    url = make_url(settings.database_url)
    yield _keys(settings.key_file, url.database if url.get_backend_name() == "sqlite" else None)
    if url.get_backend_name() == "sqlite" and url.database:
        folder = _nearest(Path(url.database).parent)
        fine = os.access(folder, os.W_OK)
        yield Check("数据文件夹", str(folder), "" if fine else f"没有写权限,请执行 chown -R $USER {folder}")
        free = shutil.disk_usage(folder).free // 1024**2
        yield Check("磁盘空余", f"{free} MB", "" if free > 1024 else "不足 1 GB,请清理磁盘")


def _rows(settings: Settings) -> Iterator[Check]:
    """PostgreSQL alone: whether the server is reached, with no more rights than are needed, and keeps workshops apart."""
    url = make_url(settings.database_url)
    if url.get_backend_name() != "postgresql":
        return
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            mighty, gaps = is_superuser(connection), find_gaps(connection)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        yield Check("数据库", reason, "连不上:请核对 WORKSHOP_DATABASE_URL、用户和密码,以及 PostgreSQL 是否在运行")
        return
    finally:
        engine.dispose()
    mend = f"它能改动整台服务器。请建一个普通用户({url.username} 以外)作为数据库的所有者"
    yield Check("数据库用户", f"{url.username}" + (" 是超级用户" if mighty else ""), mend if mighty else "")
    user, bare = url.username or "", bool(gaps) and gaps[0].startswith("表")
    lacking = "请启动一次程序,缺的会补上" if bare else describe_roles(Roles.of(user), user)
    yield Check("车间之间的隔离", gaps[0] if gaps else "每张表都有", lacking if gaps else "")


def _keys(key_file: Path, database: str | None) -> Check:
    if database and key_file.is_relative_to(Path(database).parent):
        return Check("密钥文件", str(key_file), "它和数据在同一个文件夹里。请移到别处并设置 WORKSHOP_KEY_FILE")
    if key_file.exists() and key_file.stat().st_mode & 0o077:
        return Check("密钥文件", str(key_file), f"别人也能读。请执行 chmod 600 {key_file}")
    if not os.access(_nearest(key_file.parent), os.W_OK) and not key_file.exists():
        return Check("密钥文件", str(key_file), "建不了。请把 WORKSHOP_KEY_FILE 设为能写的位置")
    return Check("密钥文件", f"{key_file}" + ("" if key_file.exists() else "(首次启动时生成)"))


def _port(settings: Settings) -> Check:
    with socket.socket() as probe:
        taken = probe.connect_ex((settings.host, settings.port)) == 0
    what, mend = f"端口 {settings.port}", "已有程序在用;若不是本程序,请设置 WORKSHOP_PORT 换一个"
    return Check(what, "占用" if taken else "空闲", mend if taken else "")


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _run(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return ""
