"""A server in a process of its own, and tablets that keep the rules of the protocol, behind a network that loses and doubles."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from workshop.access.devices import enrol_device, make_enrolment
from workshop.access.guard import civil_today, utc_now
from workshop.app import create_app
from workshop.demo.cast import list_people
from workshop.demo.history import list_operations, list_prices
from workshop.people.actions import NewWorkshop, add_workers, add_workshops
from workshop.prices.actions import add_operations, set_prices
from workshop.store.audit import Actor
from workshop.store.database import db, fetch_all
from workshop.store.ids import new_entry_id
from workshop.store.settings import Settings

PLANT = Actor(None, "考验", "command")
DRILL = bool(os.environ.get("DRILL"))  # the long forms


@dataclass
class Plant:
    """A workshop with people and prices in a folder, and its server."""

    folder: Path
    workers: list[str] = field(default_factory=list)
    operations: list[str] = field(default_factory=list)
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    @property
    def settings(self) -> Settings:
        """Where its database and keys lie."""
        return Settings(database_url=f"sqlite:///{self.folder}/data/w.db", key_file=self.folder / "keys" / "k.json")

    def build(self, tablets: int) -> list["Tablet"]:
        """Makes the database and enrols tablets."""
        app = create_app(self.settings)
        with app.app_context():
            now, first = utc_now(), civil_today() - timedelta(days=60)
            workshop = add_workshops(PLANT, now, [NewWorkshop("W001", "考验车间", "石桥村", "990100", "")])["W001"]
            people = [p for p in list_people(44, first, random.Random(1)) if p.hire_date < first]
            self.workers = [str(w) for w in add_workers(PLANT, now, workshop, people).values()]
            self.operations = [str(o) for o in add_operations(PLANT, now, workshop, list_operations()).values()]
            set_prices(PLANT, now, workshop, list_prices(date(2024, 1, 1), first))
            made = [enrol_device(make_enrolment(PLANT, now, workshop), f"平板{i}", now) for i in range(tablets)]
            db.engine.dispose()
        return [Tablet(self, token, f"store-{device.id}", random.Random(i)) for i, (device, token) in enumerate(made)]

    def start(self) -> None:
        """Starts the server and waits until it answers."""
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        settings = self.settings
        environment = os.environ | {
            "WORKSHOP_DATABASE_URL": settings.database_url,
            "WORKSHOP_KEY_FILE": str(settings.key_file),
        }
        command = [sys.executable, "-m", "workshop.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError("the server did not start in ten seconds")

    def kill(self) -> None:
        """`kill -9`: no goodbye, nothing flushed."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the database, read beside the server."""
        app = create_app(self.settings)
        with app.app_context():
            found = fetch_all(sql)
            db.engine.dispose()
        return found


@dataclass
class Network:
    """How bad the way is: shares of requests whose answer is lost, that are sent twice, whose events are shuffled."""

    lost: float = 0.0
    doubled: float = 0.0
    shuffled: float = 0.0


@dataclass
class Tablet:
    """Keeps an event until it lies in a backup; offers everything again when the server's epoch changes."""

    plant: Plant
    token: str
    store: str
    dice: random.Random
    seq: int = 0
    epoch: str = ""
    held: dict[int, dict[str, Any]] = field(default_factory=dict)
    unsent: set[int] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    statuses: list[int] = field(default_factory=list)
    clock: str = "2026-01-01T08:00"
    delete_on_answer: bool = False  # what a careless client does; only twins set it

    def type(self, count: int) -> None:
        """Somebody types so many entries; each its own worker, operation and day, so that none may vanish behind another."""
        for _ in range(count):
            self.seq += 1
            body = {
                "worker": self.dice.choice(self.plant.workers),
                "operation": self.dice.choice(self.plant.operations),
            }
            on = civil_today() - timedelta(days=self.dice.randrange(1, 20))
            body |= {"good": str(self.dice.randrange(1, 90)), "defect_own": "0", "defect_other": "0"}
            event = {
                "id": new_entry_id(),
                "seq": self.seq,
                "kind": "output",
                "date": str(on),
                "at": self.clock,
                "by": "1",
                "v": 1,
            }
            self.held[self.seq] = event | {"body": body}
            self.unsent.add(self.seq)

    def sync(self, network: Network, batch: int = 50) -> None:
        """Sends one batch of what is unsent; an answer that is lost changes nothing here."""
        chosen = sorted(self.unsent)[:batch]
        if self.dice.random() < network.shuffled:
            self.dice.shuffle(chosen)
        events = [self.held[seq] for seq in chosen]
        answer = None
        for _ in range(2 if self.dice.random() < network.doubled else 1):
            answer = self._post({"version": 1, "device_epoch": self.store, "high": self.seq, "events": events})
        if answer is None or self.dice.random() < network.lost:
            return
        self._take(answer)

    def sync_all(self, network: Network, tries: int = 10_000) -> None:
        """Until nothing is unsent."""
        for _ in range(tries):
            if not self.unsent:
                return
            self.sync(network)
        raise AssertionError(f"{len(self.unsent)} events unsent after {tries} tries")

    def _take(self, answer: dict[str, Any]) -> None:
        if self.epoch and answer["epoch"] != self.epoch:
            self.unsent |= set(self.held)  # the server was restored
        self.epoch = answer["epoch"]
        by_id = {event["id"]: seq for seq, event in self.held.items()}
        for one in answer["answers"]:
            seq = by_id.get(one["id"])
            self.acknowledged.add(one["id"])
            self.unsent.discard(seq)  # type: ignore[arg-type]
            if seq is not None and (self.delete_on_answer or seq <= answer["backed_up_to"]):
                del self.held[seq]
        self.unsent |= {seq for seq in answer["missing"] if seq in self.held}

    def _post(self, document: dict[str, Any]) -> dict[str, Any] | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.plant.port, timeout=30)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request("POST", "/api/sync", json.dumps(document), headers)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        self.statuses.append(response.status)
        return json.loads(content) if response.status == 200 else None


def shortfall(plant: Plant, tablets: list[Tablet]) -> tuple[set[str], int]:
    """(acknowledged ids that are not recorded, entries recorded more than once)."""
    ids = [entry for (entry,) in plant.read("SELECT id FROM output")]
    acknowledged = set().union(*(tablet.acknowledged for tablet in tablets))
    return acknowledged - set(ids), len(ids) - len(set(ids))
