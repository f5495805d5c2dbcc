"""A file host on loopback that does what its query says.

    fileserver.py PORT_FILE

/f/SIZE?…   SIZE bytes, always the same; ranges are served.
/d/PATH?…   the file at /PATH.
/log        what was asked so far, as JSON: path and headers.

etag=X      the entity tag (default "one"; empty: none)
cut=N       the connection ends after N bytes of body, `times` times (default 1)
status=S    that answer, `times` times (default always)
length=N    N bytes come, whatever was asked for
to=URL      a redirect
range=no    ranges are ignored; range=bad: they are answered with another; range=416;
            range=other: they are answered with those of another file
hold=N      after N bytes of body nothing more comes, for a minute, `times` times (default 1)
open=1      no Content-Length: the end of the connection is the end of the body
"""

import collections
import http.server
import json
import os
import sys
import time
import urllib.parse

log = []
counts = collections.Counter()


def content(size):
    block = bytes(range(251)) * 4096
    return (block * (size // len(block) + 1))[:size]


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        if url.path == "/log":
            return self.whole(200, json.dumps(log).encode())
        log.append({"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}})
        counts[self.path] += 1
        if "to" in query:
            return self.whole(302, b"", [("Location", query["to"])])
        if "status" in query and counts[self.path] <= int(query.get("times", 1 << 30)):
            return self.whole(int(query["status"]), b"<html>no file</html>")
        if url.path.startswith("/d/"):
            with open(urllib.parse.unquote(url.path[2:]), "rb") as file:
                body = file.read()
        else:
            body = content(int(url.path.split("/")[2]))
        if "length" in query:
            body = content(int(query["length"]))
        self.file(body, query)

    def file(self, body, query):
        tag = query.get("etag", "one")
        start = 0
        asked = self.headers.get("Range")
        if asked and query.get("range") == "416":
            return self.whole(416, b"")
        if asked and query.get("range") != "no" and self.headers.get("If-Range") == f'"{tag}"':
            start = int(asked.removeprefix("bytes=").rstrip("-"))
        if start > len(body):
            return self.whole(416, b"")
        if start and query.get("range") == "other":
            body, tag = bytes(len(body)), "other"
        headers = [("ETag", f'"{tag}"')] if tag else []
        if start:
            shown = start + 1 if query.get("range") == "bad" else start
            headers.append(("Content-Range", f"bytes {shown}-{len(body) - 1}/{len(body)}"))
        if "open" not in query:
            headers.append(("Content-Length", str(len(body) - start)))
        self.send_response(206 if start else 200)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        rest = body[start:]
        if "cut" in query and counts[self.path] <= int(query.get("times", 1)):
            rest = rest[: int(query["cut"])]
            self.close_connection = True
        if "open" in query:
            self.close_connection = True
        if "hold" in query and counts[self.path] <= int(query.get("times", 1)):
            self.wfile.write(rest[: int(query["hold"])])
            self.wfile.flush()
            time.sleep(60)
            self.close_connection = True
            return
        self.wfile.write(rest)

    def whole(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
