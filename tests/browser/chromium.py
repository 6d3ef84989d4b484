"""A headless Chromium driven over its debugging pipe (Chrome DevTools Protocol): no driver, no socket, no download."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import signal
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--remote-debugging-pipe", "--disable-extensions", "--mute-audio", "--force-color-profile=srgb",
)  # fmt: skip


_PATIENCE = 90.0  # seconds; a machine with other work starts a browser late
_SETTLED = (
    "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    ".then(() => Promise.all(document.getAnimations().map((one) => one.finished))).then(() => 0)"
)


def executable() -> str | None:
    """The browser that is installed, if one is."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Page:
    """One tab. What its console, its exceptions and its security policy say is kept in ``complaints``."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._rest = b""
        self._next = 0
        self._session: str | None = None
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._loaded = False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def _message(self, until: float) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError("the browser does not answer")
            got = os.read(self._read, 1 << 16)
            if not got:
                raise ConnectionError("the browser has gone")
            self._rest += got
        raw, _, self._rest = self._rest.partition(b"\0")
        message: dict[str, Any] = json.loads(raw)
        return message

    def _note(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        match message.get("method"):
            case "Page.loadEventFired":
                self._loaded = True
            case "Network.requestWillBeSent":
                self.requests.append(params["request"]["url"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(params["exceptionDetails"]))
            case "Log.entryAdded":
                self.complaints.append(f"{params['entry']['level']}: {params['entry']['text']}")
            case "Runtime.consoleAPICalled" if params["type"] in ("error", "warning", "assert"):
                self.complaints.append(str(params["args"]))

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of one command of the protocol."""
        self._next += 1
        number = self._next
        command: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._session:
            command["sessionId"] = self._session
        os.write(self._write, json.dumps(command).encode() + b"\0")
        until = time.monotonic() + _PATIENCE
        while True:
            message = self._message(until)
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                result: dict[str, Any] = message["result"]
                return result
            self._note(message)

    def open(self, url: str) -> None:
        """Go to ``url`` and wait until it is loaded."""
        self._loaded = False
        self.call("Page.navigate", url=url)
        until = time.monotonic() + _PATIENCE
        while not self._loaded:
            self._note(self._message(until))

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression; a promise is awaited."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def click(self, selector: str, nth: int = 0) -> None:
        """A real click of the mouse in the first box of the element."""
        where = self.run(
            f"(() => {{ const n = document.querySelectorAll({json.dumps(selector)})[{nth}];"
            "n.scrollIntoView({block: 'center'}); const b = n.getClientRects()[0];"
            "return [b.left + Math.min(b.width / 2, 30), b.top + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=where[0], y=where[1], button="left", clickCount=1)

    def press(self, key: str, code: int) -> None:
        """A key pressed and released; ``code`` is its Windows virtual key code."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **text)

    def screen(self, width: int, height: int, *, dark: bool = False, phone: bool = False) -> None:
        """The size of the window, and whether its owner likes it dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.run(_SETTLED)  # what the new size sets in motion may lie under the mouse for a while

    def choose(self, name: str, words: str) -> str:
        """Choose the option of a select that begins with ``words``; its value."""
        value: str = self.run(
            f"(() => {{ const s = document.getElementById({json.dumps(name)});"
            f"s.value = [...s.options].find((o) => o.textContent.startsWith({json.dumps(words)})).value;"
            "s.dispatchEvent(new Event('change', {bubbles: true})); return s.value; })()"
        )
        return value

    def print(self) -> bytes:
        """The page as a PDF, as its owner would print it."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return b64decode(answer["data"])

    def picture(self, file: Path, *, whole: bool = False) -> None:
        """A screenshot, of the whole page or of the window."""
        answer = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        file.write_bytes(b64decode(answer["data"]))


@contextlib.contextmanager
def chromium(path: str) -> Iterator[Page]:
    """A fresh browser with an empty profile, ended with everything it started."""
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    for end in (to_browser, from_browser):
        os.set_inheritable(end, True)
    with tempfile.TemporaryDirectory(prefix="readout-browser-", ignore_cleanup_errors=True) as profile:
        high = [os.dup2(end, 100 + place, inheritable=True) for place, end in enumerate((to_browser, from_browser))]
        silent = os.open(os.devnull, os.O_WRONLY)
        actions = [
            (os.POSIX_SPAWN_DUP2, high[0], 3),
            (os.POSIX_SPAWN_DUP2, high[1], 4),
            (os.POSIX_SPAWN_DUP2, silent, 1),
            (os.POSIX_SPAWN_DUP2, silent, 2),
        ]
        process = os.posix_spawn(
            path, [path, *FLAGS, f"--user-data-dir={profile}"], dict(os.environ), file_actions=actions, setpgroup=0
        )
        for end in (to_browser, from_browser, silent, *high):
            os.close(end)
        try:
            yield Page(read, write)
        finally:
            os.close(write)
            os.close(read)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)
