"""The server: one process with threads, as SQLite wants it, plain on the machine itself or with TLS on the local network.

cheroot, because it does TLS in the one process; waitress has none and gunicorn's workers are processes. Long prints are done by
a worker, a process of its own that the server starts, watches and starts again.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from flask import Flask, current_app

from workshop.access.certificates import Certificates, list_own_names, make_certificates
from workshop.access.guard import utc_now
from workshop.app import MOST_UPLOAD
from workshop.store.jobs.dozing import WORKER, doze
from workshop.store.jobs.limits import Limits
from workshop.store.jobs.queue import INLINE, queue_file
from workshop.store.jobs.working import work
from workshop.store.settings import Settings

THREADS = 8
LONGEST_PAUSE = 30.0  # seconds before a worker that keeps dying is tried again
STOP_SECONDS = 10.0  # for the job at hand to be given back
REST_SECONDS = 60.0  # without work the worker makes itself small
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
    worker = Worker(settings)
    if settings.queue_url != INLINE:
        worker.start()
    try:
        server.start()
    except KeyboardInterrupt:
        server.stop()
    finally:
        worker.stop()


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


class Worker:
    """The worker process while the server runs: started, and started again when it dies, ever later up to half a minute."""

    def __init__(self, settings: Settings, first_pause: float = 2.0) -> None:
        # The server first: nobody waits for a long print in its first seconds.
        self._settings, self._first = settings, first_pause
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, name="worker-watch", daemon=True)

    @property
    def pid(self) -> int | None:
        """The process, if it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Starts it and the watch over it; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Stops it; the job it was at waits for the next start."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        pause = self._first
        while not self._over.wait(pause):
            began = time.monotonic()
            self._process = subprocess.Popen([sys.executable, *WORKER], env=_as_environment(self._settings))
            while self._process.poll() is None and not self._over.wait(0.5):
                pass
            _end(self._process)
            pause = self._first if time.monotonic() - began > 60 else min(LONGEST_PAUSE, pause * 2)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Tells a process to stop; one that does not hear is stopped."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _as_environment(settings: Settings) -> dict[str, str]:
    """The settings as another process of the program reads them."""
    return {**os.environ, **{f"WORKSHOP_{name.upper()}": str(value) for name, value in settings.model_dump().items()}}


def work_forever(settings: Settings) -> None:
    """Carries out jobs until it is told to stop or its server is gone."""
    stopping, server = hear_stop(), os.getppid()
    limits = Limits(settings.job_memory_mb, settings.job_cpu_seconds, settings.job_wall_seconds)
    queue = queue_file()
    if work(limits, lambda: stopping() or os.getppid() != server, REST_SECONDS if queue else None) and queue:
        doze(queue)


def hear_stop() -> Callable[[], bool]:
    """Whether this program has been told to stop. A plain list: a second signal may come within the first one's handler, and a lock
    that is held there would wait for itself."""
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: told.append(number))
    return lambda: bool(told)
