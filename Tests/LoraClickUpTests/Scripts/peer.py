"""A peer on loopback that says in ClickUp's shapes what it was sent.

    peer.py PORT_FILE

Writes its port to PORT_FILE once it listens; ends on SIGTERM.
"""

import email.parser
import gzip
import hashlib
import http.server
import itertools
import json
import os
import sys

connections = itertools.count(1)
seen = []


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.number = next(connections)

    def log_message(self, *_):
        pass

    def answer(self, value, status=200, **headers):
        body = gzip.compress(json.dumps(value).encode())
        self.send_response(status)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        for name, text in headers.items():
            self.send_header(name.replace("_", "-"), text)
        self.end_headers()
        self.wfile.write(body)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen.append(self.path)
        if self.path == "/api/v2/user":
            # The connection's number as the user's, and what came as the token.
            self.answer(
                {"user": {"id": self.number, "username": self.headers["Authorization"]}},
                X_RateLimit_Limit="100", X_RateLimit_Remaining="98", X_RateLimit_Reset="4102444800",
            )
        elif self.path.startswith("/api/v2/list/"):
            self.answer({"tasks": [{"id": "1", "name": self.path}], "last_page": True})
        elif self.path.endswith("/attachment"):
            head = f"Content-Type: {self.headers['Content-Type']}\n\n".encode()
            form = email.parser.BytesParser().parsebytes(head + body)
            part, = form.get_payload()
            content = part.get_payload(decode=True)
            self.answer(
                {
                    "id": hashlib.sha256(content).hexdigest(),
                    "title": part.get_filename(),
                    "url": part.get_param("name", header="Content-Disposition"),
                    "mimetype": part.get_content_type(),
                    "size": str(len(content)),
                    "date": 17,
                }
            )
        elif self.path == "/api/v2/team":
            self.answer({}, 302, Location="/elsewhere")
        elif self.path == "/api/v2/team/seen/plan":
            self.answer({"plan_name": " ".join(seen)})
        else:
            self.answer({"err": "Team not authorized", "ECODE": "OAUTH_027"}, 401)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


server = Server(("127.0.0.1", 0), Handler)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
