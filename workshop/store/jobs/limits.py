"""What a job may use of the machine, and how its process is kept to it."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Limits:
    """Megabytes of memory, seconds of computing, seconds on the clock, and how far behind the server it stands (nice)."""

    memory_mb: int = 768
    cpu_seconds: int = 600
    wall_seconds: int = 1200
    nice: int = 10


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit status (0 well), or the signal, or that its time was over or the worker was stopped."""

    status: int = 0
    signal: int = 0
    late: bool = False
    stopped: bool = False

    @property
    def well(self) -> bool:
        """Whether it came to its own end."""
        return not (self.status or self.signal or self.late or self.stopped)


def lift_memory() -> None:
    """Gives back the memory limit, so that a job that met it can still say so."""
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def run_limited(work: Callable[[], None], limits: Limits, stopping: Callable[[], bool]) -> Ended:
    """Does `work` in a child process within limits and waits for it. Call it from a process with one thread."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _be_the_child(work, limits)
    return _wait(child, limits.wall_seconds, stopping)


def _be_the_child(work: Callable[[], None], limits: Limits) -> None:
    status = 1
    try:
        _die_with_the_worker()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        os.nice(limits.nice)
        _limit(resource.RLIMIT_DATA, limits.memory_mb * 1024 * 1024)
        _limit(resource.RLIMIT_CPU, limits.cpu_seconds)
        _limit(resource.RLIMIT_CORE, 0)
        work()
        status = 0
    except BaseException:  # whatever it is, the child must not go on as a second worker
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _die_with_the_worker() -> None:
    """Linux: a job does not outlive the worker that waits for it, or the next worker would begin beside it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait(child: int, seconds: float, stopping: Callable[[], bool]) -> Ended:
    end = time.monotonic() + seconds
    while True:
        gone, status = os.waitpid(child, os.WNOHANG)
        if gone:
            return Ended(max(0, os.waitstatus_to_exitcode(status)), max(0, -os.waitstatus_to_exitcode(status)))
        late, stopped = time.monotonic() > end, stopping()
        if late or stopped:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return Ended(late=late, stopped=stopped)
        time.sleep(0.05)
