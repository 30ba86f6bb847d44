"""Jobs through a Redis: the same promises as with the embedded queue, and what happens when it is not there."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import BOSS, NOW, W001
from tests.redis_server import find_server, free_port, served
from tests.store.test_jobs import Asks, asks, job, leaves_a_file  # noqa: F401  a fixture
from workshop.kernel.faults import Refused
from workshop.store.jobs.asking import ask_job, cancel_job
from workshop.store.jobs.files import read_file
from workshop.store.jobs.limits import Limits
from workshop.store.jobs.queries import list_waiting
from workshop.store.jobs.queue import close_queue, open_queue, ring, take
from workshop.store.jobs.working import work

ROOMY = Limits(memory_mb=4096)  # a child is a copy of the tests' own process, which grows with them

NO_SERVER = "needs Redis (Debian's package redis-server), which is not here"
NO_PACKAGE = "needs the Python package redis, which is not here"


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[str]:
    if find_server() is None:
        pytest.skip(NO_SERVER)
    with served(tmp_path_factory.mktemp("redis"), free_port()) as address:
        yield address


@pytest.fixture(autouse=True)
def beside(tmp_path: Path, monkeypatch) -> None:
    """On PostgreSQL files of jobs lie beside the program: not beside the one that is being tested."""
    monkeypatch.setattr("workshop.store.settings.ROOT", tmp_path)


@pytest.fixture
def address(app, server: str) -> str:
    """The address of an empty Redis, set as the queue."""
    redis = pytest.importorskip("redis", reason=NO_PACKAGE)
    redis.Redis.from_url(server).flushall()
    app.config["QUEUE_URL"] = server
    return server


def test_a_job_is_rung_for_once(asks: Asks, address: str) -> None:  # noqa: F811
    key = asks(leaves_a_file)
    queue = open_queue()
    assert [take(queue), take(queue)] == [(W001, key), None]
    close_queue(queue)


def test_a_worker_hears_it_and_carries_it_out_in_a_child(asks: Asks, address: str) -> None:  # noqa: F811
    keys = [asks(leaves_a_file) for _ in range(3)]
    assert work(ROOMY, lambda: False, rest_after=0) is True
    assert [job(key).state for key in keys] == ["done"] * 3
    assert read_file(job(keys[0]).files[0])
    assert list_waiting() == []


def test_what_was_cancelled_is_rung_for_and_not_done(asks: Asks, address: str) -> None:  # noqa: F811
    key = asks(leaves_a_file)
    cancel_job(BOSS, NOW, W001, key)
    work(ROOMY, lambda: False, rest_after=0)
    assert (job(key).state, job(key).files) == ("cancelled", ())


def test_rung_twice_it_is_done_once(asks: Asks, address: str) -> None:  # noqa: F811
    key = asks(leaves_a_file)
    ring(open_queue(), W001, key)
    work(ROOMY, lambda: False, rest_after=0)
    assert (job(key).state, job(key).attempts) == ("done", 1)


def test_what_others_put_there_is_thrown_away(asks: Asks, address: str, capsys) -> None:  # noqa: F811
    import pickle

    import redis

    queue = open_queue()
    with redis.Redis.from_url(address) as line:
        for strange in (b"rubbish", pickle.dumps(print), b"a:" + b"0" * 64, b""):
            line.lpush(queue.storage.queue_key, strange)
    key = asks(leaves_a_file)
    assert take(queue) == (W001, key)
    close_queue(queue)


def test_installations_that_share_one_do_not_hear_each_other(asks: Asks, address: str, app) -> None:  # noqa: F811
    from dataclasses import replace

    key, keys = asks(leaves_a_file), app.extensions["workshop-keys"]
    try:
        app.extensions["workshop-keys"] = replace(keys, signing=bytes(32))
        assert take(open_queue()) is None
    finally:
        app.extensions["workshop-keys"] = keys
    assert take(open_queue()) == (W001, key)


def test_one_that_is_down_stops_nobody(asks: Asks, app, capsys) -> None:  # noqa: F811
    pytest.importorskip("redis", reason=NO_PACKAGE)
    app.config["QUEUE_URL"] = f"redis://:secret@127.0.0.1:{free_port()}/0"
    key = asks(leaves_a_file)
    assert job(key).state == "queued"
    assert work(ROOMY, lambda: job(key).state == "done") is False
    assert job(key).state == "done"
    said = capsys.readouterr().err
    assert "打印队列不通" in said
    assert "secret" not in said


def test_one_that_comes_back_is_heard_again(asks: Asks, app, tmp_path: Path) -> None:  # noqa: F811
    pytest.importorskip("redis", reason=NO_PACKAGE)
    if find_server() is None:
        pytest.skip(NO_SERVER)
    port = free_port()
    app.config["QUEUE_URL"] = f"redis://127.0.0.1:{port}/0"
    queue = open_queue()
    assert take(queue) is None
    with served(tmp_path, port):
        key = asks(leaves_a_file)
        assert take(queue) == (W001, key)
    assert take(queue) is None


def test_without_its_python_package_it_is_refused_in_words_and_nothing_is_asked(app, monkeypatch) -> None:
    from workshop.store.jobs import kinds

    monkeypatch.setattr(kinds, "_KINDS", {"trial": leaves_a_file})
    monkeypatch.setitem(sys.modules, "redis", None)
    app.config["QUEUE_URL"] = "redis://127.0.0.1:6379/0"
    with pytest.raises(Refused, match="Python 的 redis 包"):
        ask_job(BOSS, NOW, W001, "trial", "试一试", {})
    assert list_waiting() == []


def test_an_address_that_is_none_is_refused_without_being_repeated(asks: Asks, app) -> None:  # noqa: F811
    pytest.importorskip("redis", reason=NO_PACKAGE)
    app.config["QUEUE_URL"] = "redis://:secret@127.0.0.1:port/0"
    with pytest.raises(Refused, match="地址写错了") as refused:
        asks(leaves_a_file)
    assert "secret" not in str(refused.value)
