"""The tablet's own pages: a shell without data, its service worker, its manifest. All of it may be cached for ever by a version."""

import hashlib
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from workshop.access.roles import policy

pages = Blueprint("tablet", __name__)

FIRST = "tablet/app.js"
LATER = "tablet/takehome"  # fetched when the tablet rests: not every workshop gives work home
ALSO = ("workshop.css", "icon.svg", "vendor/idb.js")
KINDS = (".js", ".css", ".svg", ".png")


@pages.get("/tablet/")
@policy(scope="public")
def shell() -> ResponseReturnValue:
    """The one page of the tablet; everything in it comes from the tablet's own store."""
    scripts = [name for name in list_assets() if name.endswith(".js") and not name.startswith(LATER)]
    return render_template("tablet/shell.html", version=compute_version(), scripts=scripts, first=FIRST)


@pages.get("/tablet/sw.js")
@policy(scope="public")
def worker() -> ResponseReturnValue:
    """The service worker; it differs in a byte when any asset does, which is how a tablet learns of a new version."""
    assets = [url_for("tablet.shell"), *(url_for("static", filename=name) for name in list_assets())]
    script = render_template("tablet/sw.js", version=compute_version(), assets=assets)
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@pages.get("/tablet/manifest.webmanifest")
@policy(scope="public")
def manifest() -> ResponseReturnValue:
    """What the tablet's system shows of the page once it is installed."""
    icons = [
        {"src": url_for("static", filename=f"tablet/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    answer = jsonify(
        name="车间平板",
        short_name="车间平板",
        lang="zh-CN",
        start_url=url_for("tablet.shell"),
        scope=url_for("tablet.shell"),
        display="fullscreen",
        display_override=["fullscreen", "standalone"],
        background_color="#fdfcf9",
        theme_color="#fdfcf9",
        icons=icons,
    )
    answer.mimetype = "application/manifest+json"
    return answer


def list_assets() -> list[str]:
    """The names under static/ that the shell needs, in a fixed order."""
    own = [f"tablet/{path.name}" for path in _folder().glob("tablet/*") if path.suffix in KINDS]
    return sorted([*own, *ALSO])


def compute_version() -> str:
    """Twelve hexadecimal digits over every asset and both templates."""
    digest = hashlib.sha256()
    templates = Path(current_app.root_path) / (current_app.template_folder or "templates")
    paths = [_folder() / name for name in list_assets()] + sorted(templates.glob("tablet/*"))
    for path in paths:
        digest.update(path.name.encode() + (path.read_bytes() if path.exists() else b"absent"))
    return digest.hexdigest()[:12]


def _folder() -> Path:
    return Path(current_app.static_folder or "static")
