"""A headless Chromium, driven over its DevTools pipe with the standard library alone."""

import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class Browser:
    """One page of one browser. Collects what must not happen in `problems`."""

    def __init__(self, program="chromium"):
        commands_out, commands_in = os.pipe()
        replies_out, replies_in = os.pipe()
        self.profile = tempfile.mkdtemp(prefix="lora-report-browser-")
        # Chromium reads commands from descriptor 3 and answers on 4.
        redirect = f'exec "$0" "$@" 3<&{commands_out} 4>&{replies_in}'
        self.process = subprocess.Popen(
            ["sh", "-c", redirect, program, "--headless=new", "--no-sandbox", "--disable-gpu",
             "--remote-debugging-pipe", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--disable-background-networking", "--no-first-run",
             f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(commands_out, replies_in), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands_out)
        os.close(replies_in)
        self.commands = commands_in
        self.replies = replies_out
        self.buffer = b""
        self.numbers = itertools.count(1)
        self.session = None
        self.problems = []
        self.loaded = False
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call(
            "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
            self.call(f"{domain}.enable")

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.profile, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def call(self, method, limit=90, **parameters):
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + limit
        while True:
            answer = self.receive(end, method)
            if answer.get("id") != number:
                continue
            if "error" in answer:
                raise RuntimeError(f"{method}: {answer['error']['message']}")
            return answer["result"]

    def receive(self, end, waiting_for):
        while b"\0" not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.replies], [], [], left)[0]:
                raise RuntimeError(f"the browser did not answer in time to {waiting_for}")
            piece = os.read(self.replies, 1 << 16)
            if not piece:
                raise RuntimeError("the browser has ended")
            self.buffer += piece
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        self.note(message.get("method"), message.get("params", {}))
        return message

    def note(self, method, event):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Runtime.exceptionThrown":
            details = event["exceptionDetails"]
            thrown = details.get("exception", {}).get("description", "")
            self.problems.append(f"exception: {details['text']} {thrown}")
        elif method == "Runtime.consoleAPICalled" and event["type"] in ("error", "warning", "assert"):
            self.problems.append(f"console.{event['type']}: {event['args']}")
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.problems.append(f"log: {event['entry']['text']}")
        elif method == "Page.javascriptDialogOpening":
            self.problems.append(f"a dialog opened: {event['message']}")
        elif method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if not url.startswith("file:") or not event.get("type") == "Document":
                self.problems.append(f"a request went out: {url[:200]}")

    def open(self, path, limit=90):
        self.loaded = False
        self.call("Page.navigate", url="file://" + os.path.abspath(path), limit=limit)
        end = time.monotonic() + limit
        while not self.loaded:
            self.receive(end, "the page's load")

    def size(self, width, height, phone):
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=2 if phone else 1, mobile=phone)
        self.call("Emulation.setTouchEmulationEnabled", enabled=phone)

    def scheme(self, name):
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": name}])
        self.settle()

    def run(self, script):
        """The value of an expression; of a promise, what it resolves to."""
        answer = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"].get("description"))
        return answer["result"].get("value")

    def settle(self):
        """Until two frames are drawn."""
        self.run("new Promise(d => requestAnimationFrame(() => requestAnimationFrame(() => d(1))))")

    def mouse(self, kind, x, y, held=False, pressed=0):
        self.call(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y,
            button="left" if held or pressed else "none", buttons=1 if held else 0,
            clickCount=int(pressed))

    def touch(self, x, y):
        for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
            self.call("Input.dispatchTouchEvent", type=kind, touchPoints=points)

    def key(self, name, shift=False):
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name,
                modifiers=8 if shift else 0)
