"""A hand on a tablet: opens the page, touches, reads what is shown and what is stored, and counts the touches."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Error, Page, sync_playwright

from tests.browser.fake_sync import PIN

LANDSCAPE, PORTRAIT = (1280, 800), (800, 1280)
# Everything held, straight from the disk, past the program's own memory.
READ_STORE = """() => new Promise((resolve, reject) => {
  const open = indexedDB.open("workshop-tablet");
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const request = open.result.transaction("events").objectStore("events").getAll();
    request.onsuccess = () => { open.result.close(); resolve(request.result); };
  };
})"""
WATCH_SHIFTS = """() => { window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.shifts.push({value: entry.value,
    who: entry.sources.map((source) => source.node && (source.node.className || source.node.nodeName))})))
    .observe({type: "layout-shift", buffered: true}); }"""
WATCH_TAPS = """() => { if (window.taps) { window.taps.clear(); return; } window.taps = new Map();
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (entry.interactionId)
    window.taps.set(entry.interactionId, Math.max(entry.duration, window.taps.get(entry.interactionId) || 0)); }))
    .observe({type: "event", durationThreshold: 16, buffered: false}); }"""


@contextmanager
def browser(folder: Path, size: tuple[int, int] = LANDSCAPE, **options: Any) -> Iterator[BrowserContext]:
    """Debian's Chromium with touch and a profile that outlives it."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox"],
            has_touch=True,
            viewport={"width": size[0], "height": size[1]},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **options,
        )
        try:
            yield context
        finally:
            context.close()


class Tablet:
    """One page of the tablet."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.touches = 0
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, wait: bool = True) -> "Tablet":
        """Goes to the page."""
        self.page.goto(self.address)
        if wait:
            self.page.wait_for_selector("#tablet:not([data-screen=opening])")
        return self

    def enrol(self, code: str = "GOOD") -> "Tablet":
        """Joins the workshop as by a manager's QR, and waits for the roster."""
        self.page.goto(self.address + "#enrol=" + code)
        self.tap(".enrol .save")
        self.page.wait_for_selector(".face")
        return self

    def enter(self, supervisor: str = "11", pin: str = PIN) -> "Tablet":
        """Picks a face and types the PIN."""
        self.tap(f".face[data-supervisor='{supervisor}']")
        self.type(pin)
        self.page.wait_for_selector("#tablet[data-screen=capture]")
        return self

    def tap(self, selector: str) -> None:
        """One touch."""
        self.touches += 1
        self.page.tap(selector)

    def type(self, digits: str) -> None:
        """One touch for each digit."""
        for digit in digits:
            self.tap(f"[data-key='{digit}']")

    def next(self) -> None:
        """下一位."""
        self.tap("[data-key=action]")

    def count(self, digits: str) -> None:
        """Digits and 下一位."""
        self.type(digits)
        self.next()

    def go(self, tab: str) -> None:
        """To another page of the tablet."""
        self.tap(f"[data-tab={tab}]")
        self.page.wait_for_selector(f"#tablet[data-screen={tab}]")

    def choose(self, chip: str, words: str) -> None:
        """Changes a sticky choice: two touches."""
        self.tap(f"[data-chip={chip}]")
        self.tap(f".picker .choice:has-text('{words}')")

    def choose_product_operation(self, name: str) -> None:
        """The operation by its name alone."""
        self.choose("operation", name)

    def stored(self) -> list[dict[str, Any]]:
        """Everything held on the disk."""
        return self.page.evaluate(READ_STORE)

    def waiting(self) -> int:
        """How many of them the index on the disk holds as not sent."""
        return sum(1 for event in self.stored() if "unsent" in event)

    def badge(self) -> int:
        """The number of unsent in the words of the bar, as a person reads it."""
        words = self.page.inner_text("#unsent strong")
        digits = "".join(letter for letter in words if letter.isdigit())
        assert digits or words in ("都已上传", "还没有加入车间"), words
        return int(digits or 0)

    def wait_saved(self, count: int) -> None:
        """Until so many events are on the disk."""
        self.wait_until(lambda: len(self.stored()) >= count, f"{count} events stored")

    def wait_until(self, true: Callable[[], bool], what: str, seconds: float = 10) -> None:
        """Looks again and again; the page's own waiting does not wait for promises."""
        end = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < end, what
            self.page.wait_for_timeout(50)

    def wait_ready_for_offline(self) -> None:
        """Until the service worker has kept the whole program."""
        active = (
            "() => navigator.serviceWorker.getRegistration('/tablet/').then((kept) => Boolean(kept && kept.active))"
        )
        self.wait_until(lambda: self.page.evaluate(active), "service worker active", 30)

    def wait_sent(self) -> None:
        """Until nothing waits on the disk and the bar says so."""
        self.wait_until(lambda: self.waiting() == 0, "nothing unsent", 30)
        self.page.wait_for_selector("#unsent[data-unsent='0'].sent", timeout=10_000)

    def hurry(self) -> None:
        """A touch on the bar: try now."""
        self.page.tap("#unsent")

    def slow(self, times: int = 6) -> CDPSession:
        """Throttles the processor."""
        session = self.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": times})
        return session

    def crash(self) -> None:
        """The page dies where it stands."""
        with self.page.expect_event("crash", timeout=5000), suppress(Error):
            self.page.goto("chrome://crash", timeout=3000)


def touch_keys(page: Page, session: CDPSession, keys: str, pause: float = 0.12) -> int:
    """Touches keys ("+" is 下一位) as a hand does, past the driver's own checks, which would slow the page."""
    script = "() => Object.fromEntries([...document.querySelectorAll('.key')].map((key) => {"
    script += " const box = key.getBoundingClientRect(); return [key.dataset.key, [box.x + box.width / 2, box.y + box.height / 2]] }))"
    places = page.evaluate(script)
    for key in keys:
        x, y = places["action" if key == "+" else key]
        session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        time.sleep(pause)
    return len(keys)


def big(selectors: str) -> str:
    """A script that lists controls under `selectors` smaller than the given size."""
    return f"""(least) => [...document.querySelectorAll("{selectors}")].filter((node) => node.offsetParent)
      .map((node) => [node.textContent, node.getBoundingClientRect()])
      .filter(([, box]) => Math.min(box.width, box.height) < least).map(([text, box]) => [text, box.width, box.height])"""
