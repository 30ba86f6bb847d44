"""The server: one process with threads, as SQLite wants it, plain on the machine itself or with TLS on the local network.

cheroot, because it does TLS in the one process; waitress has none and gunicorn's workers are processes.
"""

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from flask import Flask, current_app

from workshop.access.certificates import Certificates, list_own_names, make_certificates
from workshop.access.guard import utc_now
from workshop.app import MOST_UPLOAD
from workshop.store.settings import Settings

THREADS = 8
LOCAL = ("127.0.0.1", "localhost", "::1")


def serve_forever(settings: Settings, host: str, port: int, https: bool) -> None:
    """Serves until it is stopped; says where."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    server = build_server(settings, app, host, port, https)
    scheme = "https" if https else "http"
    names = [host] if host in LOCAL else [n for n in list_own_names() if n not in LOCAL] or [host]
    print(f"就业帮扶车间 {scheme}://{names[-1]}:{port}", flush=True)
    if not https and host not in LOCAL:
        print("提醒:没有加密。平板离线使用需要 --https(运行 workshop doctor 看说明)", flush=True)
    try:
        server.start()
    except KeyboardInterrupt:
        server.stop()


def build_server(settings: Settings, app: Flask, host: str, port: int, https: bool) -> wsgi.Server:
    """The server, not yet started."""
    app.config["SESSION_COOKIE_SECURE"] = https
    server = wsgi.Server((host, port), app, numthreads=THREADS, request_queue_size=64)
    server.max_request_body_size = MOST_UPLOAD + 1024 * 1024
    server.shutdown_timeout = 2
    if https:
        files = Certificates.within(settings.certificate_folder)
        if not files.exist:
            files = make_certificates(settings.certificate_folder, list_own_names(), utc_now())
        server.ssl_adapter = BuiltinSSLAdapter(str(files.certificate), str(files.key))
    return server
