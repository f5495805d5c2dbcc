"""Checks of the program as others see it: check_program.py CHECK PROGRAM. Exit status 0 when all is well."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

PROGRAM = sys.argv[2]
BOUNDARY = "the-boundary-of-the-test"


class Server:
    """One run of the program on a state folder."""

    def __init__(self, folder, *options, faults=None):
        self.folder = folder
        if faults is not None:
            self.set_faults(faults)
            options += ("--faults", os.path.join(folder, "faults.json"))
        self.process = subprocess.Popen(
            [PROGRAM, "--state", os.path.join(folder, "state"), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(self.process.stderr.read())
        self.greeting = json.loads(line)
        self.port = urllib.parse.urlsplit(self.greeting["api"]).port

    def set_faults(self, faults):
        path = os.path.join(self.folder, "faults.json")
        with open(path + ".new", "w", encoding="utf-8") as file:
            json.dump(faults, file)
        os.rename(path + ".new", path)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def raw(self, method, path, body=None, headers=None, timeout=60):
        """Status, headers and body; the connection's own error when there is no answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def ask(self, method, path, value=None, **headers):
        body = None if value is None else json.dumps(value).encode()
        status, _, data = self.raw(
            method, "/api" + path, body,
            {"Authorization": self.greeting["token"], "Content-Type": "application/json", **headers})
        return status, json.loads(data) if data[:1] in (b"{", b"[") else data.decode()

    def upload(self, data, name="file.bin", task=None):
        body = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attachment"; '
                f'filename="{name}"\r\n\r\n').encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        status, _, answer = self.raw(
            "POST", f"/api/v2/task/{task or self.greeting['task']}/attachment", body,
            {"Authorization": self.greeting["token"],
             "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
        return status, json.loads(answer)

    def download(self, url, **headers):
        parts = urllib.parse.urlsplit(url)
        path = parts.path + ("?" + parts.query if parts.query else "")
        return self.raw("GET", path, headers=headers)

    def fails(self, *arguments, **named):
        """Whether the connection ends without an answer."""
        try:
            answer = self.ask(*arguments, **named)
        except (http.client.HTTPException, OSError):
            return True
        print("answered:", answer)
        return False

    def comments(self):
        return [c["comment_text"] for c in
                self.ask("GET", f"/v2/task/{self.greeting['task']}/comment")[1]["comments"]]

    def comment(self, text):
        return ("POST", f"/v2/task/{self.greeting['task']}/comment", {"comment_text": text})

    def log(self):
        with open(os.path.join(self.folder, "state", "requests.jsonl"), encoding="utf-8") as file:
            return [json.loads(line) for line in file]


def until(what, limit=30):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.01)
    return False


def starts_and_ends(folder):
    server = Server(folder, "--seed", "7")
    assert set(server.greeting) == {"api", "board", "token", "team", "list", "task"}
    assert server.greeting["token"].startswith("pk_sandbox_")
    assert server.ask("GET", "/v2/user")[0] == 200
    server.process.terminate()
    assert server.process.wait(30) == 0, server.process.returncode
    other = tempfile.mkdtemp()
    with Server(other, "--seed", "7") as second:
        assert second.greeting["token"] == server.greeting["token"]
    shutil.rmtree(other)
    mode = os.stat(os.path.join(folder, "state")).st_mode & 0o777
    assert mode == 0o700, oct(mode)


def ends_with_git(folder):
    """`git lora` is git, waiting for the sandbox: whatever ends the one ends the other."""
    # A thread that blocks signals may have started us, and a program inherits that.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    variables = {**os.environ, "PATH": os.path.dirname(PROGRAM) + ":" + os.environ["PATH"]}
    state = os.path.join(folder, "state")
    for signal_sent in (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL):
        git = subprocess.Popen(["git", "lora", "clickup", "sandbox", "--state", state],
                               cwd=folder, env=variables, stdout=subprocess.PIPE, text=True)
        try:
            greeting = json.loads(git.stdout.readline())
            port = urllib.parse.urlsplit(greeting["api"]).port
            socket.create_connection(("127.0.0.1", port), timeout=30).close()
            git.send_signal(signal_sent)
            git.wait(30)
        finally:
            # Whoever holds our standard error open is waited for.
            git.kill()

        def is_gone():
            try:
                socket.create_connection(("127.0.0.1", port), timeout=30).close()
                return False
            except OSError:
                return True

        assert until(is_gone), f"the sandbox outlives git after signal {signal_sent}"
        git.stdout.close()


def survives_killing(folder):
    answered = set()
    for turn in range(6):
        with Server(folder, "--rate", "100000/1") as server:
            path = f"/v2/list/{server.greeting['list']}/task"

            def work(number):
                count = 0
                while True:
                    name = f"{turn}-{number}-{count}"
                    try:
                        server.ask("POST", path, {"name": name})
                    except (http.client.HTTPException, OSError):
                        return
                    answered.add(name)
                    count += 1

            threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
            for thread in threads:
                thread.start()
            until(lambda: len(answered) > 20 * (turn + 1))
            server.process.kill()
            for thread in threads:
                thread.join()
    with Server(folder, "--rate", "100000/1") as server:
        names, page = [], 0
        while True:
            answer = server.ask("GET", f"/v2/list/{server.greeting['list']}/task?page={page}")[1]
            names += [task["name"] for task in answer["tasks"]]
            page += 1
            if answer["last_page"]:
                break
        assert len(names) == len(set(names)), "a task is there twice"
        assert answered <= set(names), answered - set(names)


def refuses_a_second_server(folder):
    with Server(folder) as server:
        for options in ([], ["--port", str(server.port), "--state", os.path.join(folder, "other")]):
            second = subprocess.run(
                [PROGRAM, "--state", os.path.join(folder, "state"), *options],
                capture_output=True, text=True, timeout=60)
            assert second.returncode == 75, second
            assert second.stderr.startswith("error: ") and "hint:" in second.stderr, second.stderr
            assert not second.stdout
    for options, status in [(["--rate", "x"], 64), (["--plan", "x"], 64), (["--port", "x"], 64),
                            (["--faults", folder + "/none"], 75)]:
        bad = subprocess.run([PROGRAM, "--state", os.path.join(folder, "state"), *options],
                             capture_output=True, text=True, timeout=60)
        assert bad.returncode == status, bad
    path = os.path.join(folder, "bad.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write("{")
    bad = subprocess.run([PROGRAM, "--state", os.path.join(folder, "state"), "--faults", path],
                         capture_output=True, text=True, timeout=60)
    assert bad.returncode == 65 and "bad.json" in bad.stderr, bad


def opens_under_another_plan(folder):
    def set_field(server, value):
        task = server.greeting["task"]
        field = server.ask("GET", f"/v2/task/{task}")[1]["custom_fields"][0]["id"]
        return server.ask("POST", f"/v2/task/{task}/field/{field}", {"value": value})

    with Server(folder, "--rate", "1000/1") as server:
        token = server.greeting["token"]
        for number in range(60):
            assert set_field(server, f"{number}") == (200, {}), number
        status, answer = set_field(server, "61")
        assert status == 403 and answer["ECODE"].startswith("PAYWALL"), answer
    with Server(folder, "--plan", "unlimited") as server:
        assert server.greeting["token"] == token
        assert set_field(server, "61") == (200, {})
        assert server.ask("GET", f"/v2/team/{server.greeting['team']}/plan")[1]["plan_id"] == 2
    with Server(folder) as server:
        assert set_field(server, "62")[0] == 403


def counts_the_rate(folder):
    with Server(folder, "--rate", "3/3600") as server:
        headers = {"Authorization": server.greeting["token"]}
        seen = []
        for _ in range(4):
            status, answer, body = server.raw("GET", "/api/v2/user", headers=headers)
            seen.append((status, answer["X-RateLimit-Limit"], answer["X-RateLimit-Remaining"]))
            assert time.time() < int(answer["X-RateLimit-Reset"]) <= time.time() + 3601
        assert seen == [(200, "3", "2"), (200, "3", "1"), (200, "3", "0"), (429, "3", "0")], seen
        assert json.loads(body) == {"err": "Rate limit reached", "ECODE": "APP_002"}
        assert 0 < int(answer["Retry-After"]) <= 3600
        # Files are not part of the API.
        assert server.raw("GET", "/files/x/y/z")[0] == 404


def resident_peak(process):
    with open(f"/proc/{process.pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024


def streams_uploads(folder):
    size = 300 << 20
    with Server(folder) as server:
        before = resident_peak(server.process)
        head = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attachment"; '
                'filename="big.bin"\r\n\r\n').encode()
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
        connection.putrequest("POST", f"/api/v2/task/{server.greeting['task']}/attachment")
        connection.putheader("Authorization", server.greeting["token"])
        connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
        connection.putheader("Content-Length", str(len(head) + size + len(tail)))
        connection.endheaders(head)
        piece = os.urandom(1 << 20)
        for _ in range(size >> 20):
            connection.send(piece)
        connection.send(tail)
        answer = connection.getresponse()
        assert answer.status == 200, answer.read()
        made = json.loads(answer.read())
        connection.close()
        attachment = server.ask("GET", f"/v2/task/{server.greeting['task']}")[1]["attachments"][0]
        assert attachment["size"] == size
        status, headers, data = server.download(made["url"])
        assert status == 200 and len(data) == size and data[-(1 << 20):] == piece
        grown = resident_peak(server.process) - before
        assert grown < 100, f"{grown} MB for {size >> 20} MB"


def bounds_texts(folder):
    """A form may have many short texts beside its file; not all of them are kept."""
    with Server(folder) as server:
        before = resident_peak(server.process)
        text = "x" * 60_000
        parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{number}"\r\n\r\n{text}\r\n'
                 for number in range(2500)]
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="attachment"; '
                     f'filename="a.txt"\r\n\r\nhello\r\n--{BOUNDARY}--\r\n')
        status, _, body = server.raw(
            "POST", f"/api/v2/task/{server.greeting['task']}/attachment", "".join(parts).encode(),
            {"Authorization": server.greeting["token"],
             "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
        assert status == 200, body
        grown = resident_peak(server.process) - before
        assert grown < 60, f"{grown} MB for {len(parts) * len(text) >> 20} MB of texts"


def serves_downloads(folder):
    data = bytes(range(256)) * 40
    with Server(folder) as server:
        name = 'q"<b> 茶.html'
        status, made = server.upload(data, name.replace('"', "%22"))
        assert status == 200 and made["title"] == name, made
        status, headers, body = server.download(made["url"])
        assert (status, body) == (200, data)
        assert headers["Content-Disposition"].startswith("attachment;"), headers
        assert "%E8%8C%B6" in headers["Content-Disposition"]
        assert headers["Content-Type"] == "application/octet-stream"
        assert headers["X-Content-Type-Options"] == "nosniff"
        etag = headers["ETag"]
        status, headers, body = server.download(made["url"], Range="bytes=100-199")
        assert (status, body) == (206, data[100:200])
        assert headers["Content-Range"] == f"bytes 100-199/{len(data)}"
        status, _, body = server.download(made["url"], Range="bytes=100-", **{"If-Range": etag})
        assert (status, body) == (206, data[100:])
        status, _, body = server.download(made["url"], Range="bytes=100-", **{"If-Range": '"x"'})
        assert (status, body) == (200, data)
        assert server.download(made["url"], Range=f"bytes={len(data)}-")[0] == 416
        assert server.raw("HEAD", urllib.parse.urlsplit(made["url"]).path)[2] == b""
        assert server.raw("GET", "/files/../state/journal.jsonl")[0] == 404
        assert server.raw("GET", "/files/%2e%2e/%2e%2e/journal.jsonl")[0] == 404
        empty = server.upload(b"", "empty.txt")[1]
        assert server.download(empty["url"])[2] == b""


def signs_downloads(folder):
    with Server(folder, "--attachment-ttl", "1") as server:
        made = server.upload(b"abc")[1]

        def fresh():
            return server.ask("GET", f"/v2/task/{server.greeting['task']}")[1]["attachments"][0]["url"]

        # On a busy machine an address may be over before it is used.
        assert until(lambda: server.download(fresh())[2] == b"abc")
        assert server.download(made["url"].split("?")[0])[0] == 403
        assert server.download(made["url"][:-1] + "0")[0] in (200, 403)
        assert until(lambda: server.download(made["url"])[0] == 403), "the address never ends"
        assert until(lambda: server.download(fresh())[2] == b"abc")


def refuses_foreign_pages(folder):
    with Server(folder) as server:
        token = {"Authorization": server.greeting["token"]}
        for headers in ({"Host": "evil.example"}, {"Host": f"evil.example:{server.port}"},
                        {"Origin": "http://evil.example"}, {"Origin": "null"}):
            for path in ("/api/v2/user", "/board", "/board/api/board/list", "/files/x"):
                assert server.raw("GET", path, headers={**token, **headers})[0] == 403, (path, headers)
        board = urllib.parse.urlsplit(server.greeting["board"])
        assert server.raw("GET", "/board/api/board/list")[0] == 403
        assert "Set-Cookie" not in server.raw("GET", "/board")[1]
        assert "Set-Cookie" not in server.raw("GET", "/board?key=wrong")[1]
        status, headers, _ = server.raw("GET", f"{board.path}?{board.query}")
        assert status == 303 and headers["Location"] == "/board"
        cookie = headers["Set-Cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie, cookie
        own = {"Cookie": cookie.split(";")[0]}
        path = f"/board/api/v2/list/{server.greeting['list']}/task"
        body = json.dumps({"name": "from the board"})
        assert server.raw("POST", path, body)[0] == 403
        assert server.raw("POST", path, body, {"Cookie": own["Cookie"] + "x"})[0] == 403
        assert server.raw("POST", path, body, {**own, "Origin": "http://evil.example"})[0] == 403
        assert server.raw("POST", path, body, own)[0] == 200
        # The cookie is no token.
        assert server.raw("GET", "/api/v2/user", headers=own)[0] == 400
        for target in ("/board", "/board/start.js", "/api/v2/user", "/board/api/board/list"):
            status, headers, _ = server.raw(
                "GET", target, headers={**token, **own, "Origin": f"http://127.0.0.1:{server.port}"})
            assert status == 200, target
            assert not [h for h in headers if h.lower().startswith("access-control")], target
            assert headers["X-Content-Type-Options"] == "nosniff"
        policy = server.raw("GET", "/board")[1]["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy, policy
        assert server.raw("OPTIONS", "/api/v2/user", headers={"Origin": "http://evil.example"})[0] == 403
    with open(os.path.join(folder, "state", "requests.jsonl"), encoding="utf-8") as file:
        assert "key=" not in file.read()


def stays_up_under_nonsense(folder):
    with Server(folder, "--rate", "100000/1") as server:
        task = f"/v2/task/{server.greeting['task']}"
        head = f"Host: 127.0.0.1:{server.port}\r\nAuthorization: {server.greeting['token']}\r\n"
        deep = b"[" * 200000
        bodies = [b"", b"{", b"null", b"[]", b'"x"', b"{}", b'{"name":', deep, b"\xff\xfe", b"1e999",
                  b'{"name": 1, "status": {}, "priority": "x", "assignees": 3, "custom_fields": [1]}',
                  b'{"value": {"add": 5}}', b'{"comment": [1, null, {"type": "tag"}]}']
        for body in bodies:
            for method, path in (("POST", f"/v2/list/{server.greeting['list']}/task"), ("PUT", task),
                                 ("POST", task + "/comment"), ("POST", task + "/attachment"),
                                 ("POST", "/v2/task/%00/comment"), ("PUT", "/v2/comment/1")):
                status, _, _ = server.raw("POST" if method == "POST" else "PUT", "/api" + path, body,
                                          {"Authorization": server.greeting["token"]})
                assert 200 <= status < 500, (method, path, body[:30], status)
        for text in ("GET / HTTP/9.9\r\n\r\n", "nonsense\r\n\r\n", "\x00\x01\x02", "GET /api/v2/user\r\n\r\n",
                     f"GET /api/v2/user HTTP/1.1\r\n{head}X: {'a' * 200000}\r\n\r\n",
                     f"GET /{'a' * 200000} HTTP/1.1\r\n{head}\r\n",
                     f"GET /api/v2/user HTTP/1.1\r\n{head}" + "X: y\r\n" * 20000 + "\r\n",
                     f"POST /api{task}/comment HTTP/1.1\r\n{head}Content-Length: -1\r\n\r\n",
                     f"POST /api{task}/comment HTTP/1.1\r\n{head}Content-Length: 5\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                     f"POST /api{task}/comment HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                     f"POST /api{task}/comment HTTP/1.1\r\n{head}Content-Length: 99\r\n\r\n{{"):
            with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
                try:
                    client.sendall(text.encode("latin-1"))
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(65536):
                        pass
                except OSError:
                    pass
        status, answer = server.ask("POST", task + "/comment", {"comment_text": "x" * (9 << 20)})
        assert status == 413, (status, answer)
        assert server.comments().count("x\n") == 0
        assert server.ask("GET", "/v2/user")[0] == 200
        assert server.process.poll() is None


def keeps_slow_clients_apart(folder):
    with Server(folder) as server:
        slow = []
        for _ in range(200):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
            client.sendall(f"POST /api/v2/task/{server.greeting['task']}/comment HTTP/1.1\r\n".encode())
            slow.append(client)
        for number in range(10):
            assert server.ask(*server.comment(str(number)))[0] == 200
        # One that comes to the point at last is still served.
        body = b'{"comment_text":"late"}'
        slow[0].sendall((f"Host: 127.0.0.1:{server.port}\r\nAuthorization: {server.greeting['token']}\r\n"
                         f"Content-Length: {len(body)}\r\n\r\n").encode())
        for byte in body:
            slow[0].sendall(bytes([byte]))
        assert slow[0].recv(65536).startswith(b"HTTP/1.1 200")
        for client in slow:
            client.close()


def keeps_connections(folder):
    with Server(folder) as server:
        token = {"Authorization": server.greeting["token"]}
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        first = None
        for path in ("/api/v2/user", "/api/v2/none", "/board", "/api/v2/team"):
            connection.request("GET", path, headers=token)
            connection.getresponse().read()
            first = first or connection.sock
            assert connection.sock is first, path
        connection.close()
        # Two requests at once on one connection are answered in their order.
        line = f"GET %s HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: {token['Authorization']}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall((line % "/api/v2/user" + line % "/api/v2/team").encode())
            client.shutdown(socket.SHUT_WR)
            data = b""
            while piece := client.recv(65536):
                data += piece
        assert data.count(b"HTTP/1.1 200") == 2 and data.index(b'{"user"') < data.index(b'{"teams"')
        # A client that asks before it sends is told to go on.
        body = b'{"comment_text":"asked"}'
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall((f"POST /api/v2/task/{server.greeting['task']}/comment HTTP/1.1\r\n"
                            f"Host: 127.0.0.1:{server.port}\r\nAuthorization: {token['Authorization']}\r\n"
                            f"Content-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n").encode())
            assert client.recv(65536).startswith(b"HTTP/1.1 100"), "not told to go on"
            client.sendall(body)
            assert client.recv(65536).startswith(b"HTTP/1.1 200")
        assert server.comments() == ["asked\n"]


COMMENT = "POST /v2/task/*/comment"


def drops_after_the_work(folder):
    with Server(folder, faults=[{"route": COMMENT, "nth": 2, "effect": "drop-after"}]) as server:
        assert server.ask(*server.comment("one"))[0] == 200
        assert server.fails(*server.comment("two"))
        assert server.comments() == ["two\n", "one\n"]
        assert server.ask(*server.comment("three"))[0] == 200


def works_after_the_drop(folder):
    faults = [{"route": COMMENT, "nth": 1, "effect": "drop-before", "delay_ms": 700}]
    with Server(folder, faults=faults) as server:
        assert server.fails(*server.comment("one"))
        assert server.comments() == [], "the work was done before"
        assert until(lambda: server.comments() == ["one\n"]), "the work was never done"


def loses_the_work(folder):
    faults = [{"route": COMMENT, "nth": 1, "effect": "lost"},
              {"route": "POST /v2/task/*/attachment", "nth": 1, "effect": "lost"}]
    with Server(folder, faults=faults) as server:
        assert server.fails(*server.comment("one"))
        try:
            server.upload(b"abc")
            raise AssertionError("answered")
        except (http.client.HTTPException, OSError):
            pass
        assert os.listdir(os.path.join(folder, "state", "files")) == []
        assert server.ask(*server.comment("two"))[0] == 200
        assert server.comments() == ["two\n"]


def cuts_bodies(folder):
    faults = [{"route": "POST /v2/task/*/attachment", "nth": 2, "effect": "cut", "bytes": 100000},
              {"route": "GET /files/**", "nth": 1, "effect": "cut", "bytes": 1000},
              {"route": "GET /v2/user", "effect": "cut", "bytes": 10}]
    data = os.urandom(3 << 20)
    with Server(folder, faults=faults) as server:
        made = server.upload(data)[1]
        try:
            server.upload(data)
            raise AssertionError("answered")
        except (http.client.HTTPException, OSError):
            pass
        task = server.ask("GET", f"/v2/task/{server.greeting['task']}")[1]
        assert len(task["attachments"]) == 1
        assert len(os.listdir(os.path.join(folder, "state", "files"))) == 1
        # A client that goes away in the middle leaves nothing either.
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall((f"POST /api/v2/task/{server.greeting['task']}/attachment HTTP/1.1\r\n"
                            f"Host: 127.0.0.1:{server.port}\r\nAuthorization: {server.greeting['token']}\r\n"
                            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
                            f"Content-Length: 99999\r\n\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; "
                            'name="attachment"; filename="x"\r\n\r\n').encode() + b"x" * 5000)
            assert until(lambda: len(os.listdir(os.path.join(folder, "state", "files"))) == 2)
        assert until(lambda: len(os.listdir(os.path.join(folder, "state", "files"))) == 1)
        cut = [line for line in server.log() if line["fault"] == "cut"]
        assert 100000 <= cut[0]["bytes"] < len(data), cut
        try:
            server.download(made["url"])
            raise AssertionError("whole")
        except http.client.IncompleteRead as error:
            assert error.partial == data[:1000]
        assert server.download(made["url"])[2] == data
        assert server.fails("GET", "/v2/user")


def answers_stale(folder):
    faults = [{"route": "GET /v2/task/*/comment", "nth": 2, "effect": "stale", "changes": 1, "reads": 2}]
    with Server(folder, faults=faults) as server:
        server.ask(*server.comment("one"))
        assert server.comments() == ["one\n"]
        server.ask(*server.comment("two"))
        seen = [server.comments() for _ in range(3)]
        assert seen == [["one\n"], ["one\n"], ["two\n", "one\n"]], seen


def answers_late(folder):
    with Server(folder, faults=[{"route": "GET /v2/user", "effect": "slow", "ms": 600}]) as server:
        begin = time.monotonic()
        assert server.ask("GET", "/v2/user")[0] == 200
        assert time.monotonic() - begin >= 0.6


def answers_errors(folder):
    faults = [{"route": COMMENT, "nth": 1, "effect": "status", "status": 502},
              {"route": COMMENT, "nth": 2, "effect": "status", "status": 500, "work": True},
              {"route": COMMENT, "nth": 3, "effect": "status", "status": 429, "retry_after": 7},
              {"route": "POST /v2/task/*/attachment", "effect": "status", "status": 400,
               "ECODE": "GBUSED_005", "err": "Over allocated storage"}]
    with Server(folder, faults=faults) as server:
        assert server.ask(*server.comment("one"))[0] == 502
        assert server.comments() == []
        assert server.ask(*server.comment("two"))[0] == 500
        assert server.comments() == ["two\n"]
        status, headers, body = server.raw(
            "POST", f"/api/v2/task/{server.greeting['task']}/comment", b'{"comment_text":"x"}',
            {"Authorization": server.greeting["token"]})
        assert status == 429 and headers["Retry-After"] == "7" and b"APP_002" in body
        assert server.upload(b"x") == (400, {"err": "Over allocated storage", "ECODE": "GBUSED_005"})


def distorts_lists(folder):
    faults = [{"route": "GET /v2/list/*/task", "nth": 2, "effect": "reorder"},
              {"route": "GET /v2/list/*/task", "nth": 4, "effect": "duplicate-page"}]
    with Server(folder, "--rate", "10000/1", faults=faults) as server:
        path = f"/v2/list/{server.greeting['list']}/task"
        for number in range(150):
            server.ask("POST", path, {"name": str(number)})

        def names(page):
            return [task["name"] for task in server.ask("GET", f"{path}?page={page}")[1]["tasks"]]

        first = names(0)
        shuffled = names(0)
        assert shuffled != first and sorted(shuffled) == sorted(first)
        assert names(0) == first
        assert names(1) == first, "the page before was not sent again"
        assert not set(names(1)) & set(first)


def reads_faults_again(folder):
    with Server(folder, faults=[]) as server:
        assert server.ask(*server.comment("one"))[0] == 200
        server.set_faults([{"route": COMMENT, "nth": 1, "effect": "lost"}])
        assert server.fails(*server.comment("two"))
        server.set_faults({"faults": "nonsense"})
        assert server.ask(*server.comment("three"))[0] == 200
        server.process.terminate()
        assert "faults.json" in server.process.stderr.read()


def logs_requests(folder):
    faults = [{"route": COMMENT, "nth": 1, "effect": "drop-after"}]
    with Server(folder, faults=faults) as server:
        server.fails("POST", f"/v2/task/{server.greeting['task']}/comment",
                     {"comment_text": "secret words", "notify_all": True})
        server.ask("GET", "/v2/list/1x?page=3")
        lines = server.log()
        assert len(lines) == 2, lines
        dropped, refused = lines
        assert dropped["fault"] == "drop-after" and dropped["status"] is None
        assert dropped["worked"] == 200 and dropped["notify_all"] is True
        assert refused["status"] == 400 and refused["query"] == "page=3" and refused["fault"] is None
        text = json.dumps(lines)
        assert server.greeting["token"] not in text and "secret words" not in text


def lists_ten_thousand_tasks(folder):
    with Server(folder, "--rate", "1000000/1", "--plan", "unlimited") as server:
        path = f"/api/v2/list/{server.greeting['list']}/task"

        def make(first):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
            for number in range(first, 10000, 4):
                connection.request("POST", path, json.dumps({"name": f"t{number}"}),
                                   {"Authorization": server.greeting["token"]})
                assert connection.getresponse().read()
            connection.close()

        threads = [threading.Thread(target=make, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        names, page = set(), 0
        while True:
            answer = server.ask("GET", f"{path[4:]}?page={page}")[1]
            names |= {task["name"] for task in answer["tasks"]}
            page += 1
            if answer["last_page"]:
                break
        assert len(names) == 10001 and page == 101, (len(names), page)
    with Server(folder) as server:
        assert server.ask("GET", f"/v2/list/{server.greeting['list']}")[1]["task_count"] == 10001


def main():
    name = "".join("_" + c.lower() if c.isupper() else c for c in sys.argv[1])
    # The test's own process has most signals blocked, and git would inherit that.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    folder = tempfile.mkdtemp(prefix="lora-sandbox-check-")
    try:
        globals()[name](folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
