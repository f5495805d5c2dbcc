"""Uses the board as a person does, in Chromium: check_board.py GREETING FOLDER [--keep DIRECTORY]

GREETING is the line that the sandbox printed, FOLDER a place for files. Exit status 0 when all is
well, else 1 with a sentence a problem.
"""

import base64
import json
import os
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from board import BoardBrowser, Sandbox, contrast_script

SIZES = {"desktop": (1280, 900, False), "phone": (390, 844, True)}
HOSTILE = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.hacked=1"><script>window.hacked=1</script></svg>'
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGP8z8DAwMDAxMDAwMDAAAANHQEDasKb6QAAAABJRU5ErkJggg==")
DIALOGUE = '{"messages": [{"role": "user", "content": "茶?"}, {"role": "assistant", "content": "一杯。"}]}\n'


def card(name):
    return f"[...document.querySelectorAll('.card')].find(c => c.firstChild.textContent === {json.dumps(name)})"


def column(name):
    return ("[...document.querySelectorAll('.column')].find(c => "
            f"c.querySelector('h2 span').textContent === {json.dumps(name)})")


def check_looks(browser, where, keep, expect):
    sizes = browser.run(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]")
    expect(sizes[0] <= sizes[1], f"{where}: the page scrolls sideways, {sizes}")
    for problem in browser.run(contrast_script()):
        expect(False, f"{where}: contrast of {problem}")
    if keep:
        image = browser.call("Page.captureScreenshot")
        with open(os.path.join(keep, where.replace(", ", "-") + ".png"), "wb") as file:
            file.write(base64.b64decode(image["data"]))


def check_names(browser, where, expect):
    """Whatever takes the focus says what it is."""
    for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
        properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
        if not properties.get("focusable") or node.get("ignored"):
            continue
        name = node.get("name", {}).get("value", "")
        expect(name.strip() or node["role"]["value"] in ("RootWebArea", "dialog", "generic"),
               f"{where}: a {node['role']['value']} without a name")


def make_task(browser, sandbox, name, path, expect):
    browser.click("document.getElementById('new-task')")
    browser.until("document.getElementById('new-panel').open", "the form for a new task")
    browser.write("document.getElementById('new-name')", name)
    browser.write("document.getElementById('new-words')", "Dialogues of a tea shop.\nTrain on them.")
    browser.choose("#new-files", [path])
    browser.click("document.querySelector('#new-panel button.primary')")
    browser.until(f"!!({card(name)})", "the new card")
    task = sandbox.ask("GET", f"/v2/task/{sandbox.task_named(name)['id']}")
    expect(task["description"].startswith("Dialogues of a tea shop.\n"), "the description differs")
    expect([a["title"] for a in task["attachments"]] == ["dialogue.jsonl"], "the file is not there")
    expect(task["attachments"][0]["size"] == len(DIALOGUE.encode()), "the file has another size")
    return task["id"]


def move_task(browser, sandbox, name, phone, expect):
    """By the mouse on a desktop, by the keyboard in the panel on both."""
    if not phone:
        browser.drag_to(card(name), column("in progress"))
        browser.until(f"({column('in progress')}).contains({card(name)})", "the card in its column")
        expect(sandbox.task_named(name)["status"]["status"] == "in progress", "dragging sets no status")
    browser.run(f"({card(name)}).focus()")
    browser.press("Enter", "Enter", 13, "\r")
    browser.until("document.getElementById('panel').open", "the panel")
    browser.run("document.getElementById('panel-status').focus()")
    before = browser.run("document.getElementById('panel-status').value")
    browser.press("ArrowDown", "ArrowDown", 40)
    browser.until(f"document.getElementById('panel-status').value !== {json.dumps(before)}",
                  "the next status")
    wanted = browser.run("document.getElementById('panel-status').value")
    browser.until(f"({column(wanted)}).contains({card(name)})", "the card in the chosen column")
    expect(sandbox.task_named(name)["status"]["status"] == wanted, "the keyboard sets no status")


def talk(browser, sandbox, task, expect):
    browser.write("document.getElementById('comment-text')", f"Sounds right. {HOSTILE}")
    browser.click("document.querySelector('.sheet section:last-child button[type=submit]')")
    browser.until("document.querySelectorAll('.talk li').length === 1", "the comment")
    comments = sandbox.ask("GET", f"/v2/task/{task}/comment")["comments"]
    expect(comments[0]["comment_text"] == f"Sounds right. {HOSTILE}\n", "the comment differs")
    expect(comments[0]["user"]["id"] != sandbox.ask("GET", "/v2/user")["user"]["id"],
           "the board speaks as the token's user")
    shown = browser.run("document.querySelector('.talk li .words').textContent")
    expect(shown == f"Sounds right. {HOSTILE}", f"the comment is shown as {shown!r}")


def set_field(browser, sandbox, task, expect):
    field = "[...document.querySelectorAll('form.field')][0]"
    browser.write(f"({field}).querySelector('input')", "0" * 40)
    browser.click(f"({field}).querySelector('button')")
    browser.until(
        "document.activeElement === document.body || !document.querySelector('form.field button').disabled",
        "the field to be saved")
    values = [f.get("value") for f in sandbox.ask("GET", f"/v2/task/{task}")["custom_fields"]]
    expect("0" * 40 in values, f"the field has the values {values}")


def use(browser, sandbox, size, path, keep, expect):
    width, height, phone = SIZES[size]
    browser.size(width, height, phone)
    browser.visit(sandbox.board)
    expect(browser.run("location.search") == "", "the key stays in the address")
    browser.until("document.querySelectorAll('.column').length === 6", "six columns")
    name = f"Voice {size} {HOSTILE}"
    task = make_task(browser, sandbox, name, path, expect)
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        check_looks(browser, f"{size}, board, {scheme}", keep, expect)
    move_task(browser, sandbox, name, phone, expect)
    talk(browser, sandbox, task, expect)
    set_field(browser, sandbox, task, expect)
    sandbox.upload(task, "&lt;b&gt;<b>.svg", SVG)
    sandbox.upload(task, "notes.html", SVG)
    sandbox.upload(task, "fake.png", SVG)
    sandbox.upload(task, "curve.png", PNG)
    browser.until("document.querySelectorAll('.files li').length === 5", "the files of others")
    browser.until("document.querySelectorAll('.files img').length === 1", "one picture, no more")
    check_names(browser, size, expect)
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        browser.run("document.querySelector('.files').scrollIntoView()")
        browser.settle()
        check_looks(browser, f"{size}, panel, {scheme}", keep, expect)
    titles = browser.run("[...document.querySelectorAll('.files a')].map(a => a.textContent)")
    expect("&lt;b&gt;<b>.svg" in titles, f"file names are shown as {titles}")
    check_markup(browser, expect)
    browser.press("Escape", "Escape", 27)
    browser.until("!document.getElementById('panel').open", "Escape to close the panel")


def check_markup(browser, expect):
    expect(browser.run("typeof window.hacked") == "undefined", "a text from outside ran")
    expect(browser.run("document.querySelectorAll('iframe, object, embed, base').length") == 0,
           "elements that no board has")
    expect(browser.run("document.querySelectorAll('script').length") == 1, "a script came in")
    expect(
        browser.run("[...document.querySelectorAll('*')].every(e => "
                    "e.getAttributeNames().every(n => !n.startsWith('on')))"),
        "an event handler came in")


def check_reading(browser, sandbox, expect):
    """What a link to the task leads to, fields of many kinds, and comments beyond the first page."""
    task = sandbox.ask("POST", f"/v2/list/{sandbox.list}/task", {"name": "Read"})["id"]
    field = sandbox.ask("POST", f"/v2/list/{sandbox.list}/field", {
        "name": "Mood", "type": "labels", "type_config": {"options": [{"label": "calm"}, {"label": "夜"}]},
    })["field"]
    options = [option["id"] for option in field["type_config"]["options"]]
    sandbox.ask("POST", f"/v2/task/{task}/field/{field['id']}", {"value": options})
    for number in range(30):
        sandbox.ask("POST", f"/v2/task/{task}/comment", {"comment_text": f"{number}"})
    browser.visit(f"{sandbox.origin}/t/{task}")
    browser.until("document.getElementById('panel').open", "the task that the address names")
    expect(browser.run("document.getElementById('panel-name').textContent") == "Read",
           "the address of a task opens another one")
    shown = browser.run("[...document.querySelectorAll('.field')].map(f => f.textContent)")
    expect("Moodcalm, 夜" in shown, f"labels are shown as {shown}")
    count = "document.querySelectorAll('.talk > li').length"
    browser.until(f"{count} === 25", "the first page of comments")
    browser.click("[...document.querySelectorAll('button')].find(b => b.textContent === 'Older comments')")
    browser.until(f"{count} === 30", "the second page of comments")
    sandbox.ask("POST", f"/v2/task/{task}/comment", {"comment_text": "while somebody reads"})
    browser.until(f"{count} === 31", "the new comment above the older ones")
    problems = len(browser.problems)
    sandbox.ask("DELETE", f"/v2/task/{task}")
    browser.until("!document.getElementById('panel').open", "the panel of a deleted task to close")
    notice = browser.run("document.getElementById('notice').textContent")
    expect(notice == "Task not found, deleted", f"of the deleted task is said {notice!r}")
    del browser.problems[problems:]


def check_errors(browser, sandbox, expect):
    """What people are told when the sandbox is out of reach, or does not know them."""
    problems = len(browser.problems)
    said = "document.getElementById('notice').textContent"
    conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.call("Network.emulateNetworkConditions", offline=True, **conditions)
    browser.until(f"{said}.includes('does not answer')", "word that the sandbox is out of reach")
    browser.call("Network.emulateNetworkConditions", offline=False, **conditions)
    browser.until(f"{said} === ''", "the word to go away again")
    browser.call("Network.clearBrowserCookies")
    browser.visit(f"{sandbox.origin}/board")
    browser.until(f"{said}.includes('address that the sandbox printed')", "word of the way in")
    expect(browser.run("document.getElementById('new-task').disabled"),
           "a stranger is offered to make a task")
    del browser.problems[problems:]


class ForeignPage(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Foreign</title>")

    def log_message(self, *_):
        pass


def check_foreign(browser, sandbox, expect):
    """A page of another origin, in a browser that has the board's cookie."""
    server = HTTPServer(("127.0.0.1", 0), ForeignPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    before = len(sandbox.all_tasks())
    problems = len(browser.problems)
    browser.visit(f"http://127.0.0.1:{server.server_port}/")
    path = f"{sandbox.origin}/board/api/v2/list/{sandbox.list}/task"
    browser.run(
        f"fetch({json.dumps(path)}, {{method: 'POST', mode: 'no-cors', credentials: 'include',"
        " body: JSON.stringify({name: 'foreign'})}).then(() => 1, () => 1)")
    read = browser.run(
        f"fetch({json.dumps(sandbox.origin + '/board/api/board/list')}, {{credentials: 'include'}})"
        ".then(a => a.text(), () => 'refused')")
    expect(read == "refused", "a foreign page reads the board")
    framed = browser.run(
        "new Promise(done => { const f = document.createElement('iframe');"
        f" f.src = {json.dumps(sandbox.origin + '/board')}; f.onload = () => {{"
        " let inside = null; try { inside = f.contentWindow.location.href } catch {}"
        " done(inside ?? 'foreign'); }; document.body.append(f); })")
    expect(framed is not None, "the frame never loads")
    expect(len(sandbox.all_tasks()) == before, "a foreign page made a task")
    # What the browser says of the refusals is as it should be.
    del browser.problems[problems:]
    server.shutdown()


def main():
    if not shutil.which("chromium"):
        sys.exit("This test needs a browser: install Debian's package with "
                 "'apt-get install chromium'.")
    sandbox = Sandbox(json.loads(sys.argv[1]))
    keep = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else None
    path = os.path.join(sys.argv[2], "dialogue.jsonl")
    with open(path, "w", encoding="utf-8") as file:
        file.write(DIALOGUE)
    problems = []

    def expect(is_so, sentence):
        if not is_so:
            problems.append(sentence)

    with BoardBrowser(sandbox.origin) as browser:
        try:
            for size in SIZES:
                use(browser, sandbox, size, path, keep, expect)
            check_reading(browser, sandbox, expect)
            check_foreign(browser, sandbox, expect)
            browser.visit(sandbox.board)
            check_errors(browser, sandbox, expect)
        except RuntimeError as error:
            problems.append(str(error))
        problems += browser.problems
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
