"""A browser on the board page, and the API beside it to see what really came of a click."""

import json
import os
import sys
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
REPORT_SCRIPTS = os.path.join(HERE, "..", "..", "LoraReportTests", "Scripts")
sys.path.insert(0, REPORT_SCRIPTS)

from devtools import Browser  # noqa: E402


class Sandbox:
    """The API of a running sandbox; `greeting` is the line that it printed."""

    def __init__(self, greeting):
        self.__dict__.update(greeting)
        self.origin = self.api[:-len("/api")]

    def ask(self, method, path, value=None, headers=None, body=None):
        request = urllib.request.Request(
            self.api + path, method=method,
            data=body if body is not None else None if value is None else json.dumps(value).encode(),
            headers={"Authorization": self.token, "Content-Type": "application/json",
                     **(headers or {})})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                data = answer.read()
                return json.loads(data) if data else None
        except urllib.error.HTTPError as error:
            return {"status": error.code, "text": error.read().decode()}

    def upload(self, task, name, data):
        boundary = "boundary-of-the-test"
        head = (f'--{boundary}\r\nContent-Disposition: form-data; name="attachment"; '
                f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n')
        return self.ask(
            "POST", f"/v2/task/{task}/attachment",
            body=head.encode() + data + f"\r\n--{boundary}--\r\n".encode(),
            headers={"Content-Type": f"multipart/form-data; boundary={boundary}"})

    def all_tasks(self):
        return self.ask("GET", f"/v2/list/{self.list}/task?include_closed=true")["tasks"]

    def task_named(self, name):
        return next((task for task in self.all_tasks() if task["name"] == name), None)


class BoardBrowser(Browser):
    """Requests to the sandbox itself are what a board makes; all others are problems."""

    def __init__(self, origin):
        self.origin = origin
        self.drag = None
        super().__init__()
        self.call("DOM.enable")

    def note(self, method, event):
        if method == "Network.requestWillBeSent":
            if not event["request"]["url"].startswith(self.origin + "/"):
                self.problems.append(f"a request went out: {event['request']['url'][:200]}")
        elif method == "Input.dragIntercepted":
            self.drag = event["data"]
        else:
            super().note(method, event)

    def visit(self, url, limit=90):
        self.loaded = False
        self.call("Page.navigate", url=url)
        end = time.monotonic() + limit
        while not self.loaded:
            self.receive(end, "the page's load")

    def until(self, script, what, limit=60):
        """Waits for an expression to become true, and fails with `what` when it does not."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            value = self.run(script)
            if value:
                return value
            time.sleep(0.05)
        raise RuntimeError(f"waited in vain: {what}")

    def middle(self, script):
        """The middle of the element that an expression names, scrolled into view."""
        return self.run(
            f"(e => {{ e.scrollIntoView({{block: 'center', inline: 'center'}});"
            " const r = e.getBoundingClientRect();"
            " return [r.x + r.width / 2, r.y + Math.min(r.height / 2, 40)]; })" f"({script})")

    def click(self, script):
        x, y = self.middle(script)
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, held=True, pressed=1)
        self.mouse("mouseReleased", x, y, pressed=1)

    def write(self, script, text):
        self.run(f"({script}).focus()")
        self.call("Input.insertText", text=text)

    def choose(self, selector, paths):
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=paths)

    def press(self, key, code, number, text=""):
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=code,
                      windowsVirtualKeyCode=number, **({"text": text} if text and kind == "keyDown" else {}))

    def drag_to(self, card, column):
        """Drags as a person does; the browser hands its drag over instead of the desktop's."""
        self.call("Input.setInterceptDrags", enabled=True)
        self.drag = None
        x, y = self.middle(card)
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, held=True, pressed=1)
        for step in range(1, 8):
            self.mouse("mouseMoved", x + 4 * step, y + step, held=True)
        end = time.monotonic() + 20
        while self.drag is None and time.monotonic() < end:
            self.run("1")
        to_x, to_y = self.run(
            f"(e => {{ const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height - 20]; }})({column})")
        for kind in ("dragEnter", "dragOver", "drop"):
            self.call("Input.dispatchDragEvent", type=kind, x=to_x, y=to_y, data=self.drag)
        self.mouse("mouseReleased", to_x, to_y, pressed=1)
        self.call("Input.setInterceptDrags", enabled=False)


def contrast_script():
    with open(os.path.join(REPORT_SCRIPTS, "contrast.js"), encoding="utf-8") as file:
        return file.read()
