"""A small HTTP server on loopback that echoes requests and misbehaves where asked.

    server.py PORT_FILE [CERTIFICATE KEY]

Writes its port to PORT_FILE once it listens; ends on SIGTERM.
"""

import base64
import collections
import gzip
import http.server
import itertools
import json
import os
import socket
import ssl
import struct
import sys
import time

connections = itertools.count(1)
seen = collections.Counter()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.connection_number = next(connections)

    def log_message(self, *_):
        pass

    def answer(self, body=b"", status=200, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def reset(self):
        """Ends the connection with RST, so that the client sees it while it still sends."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def handle_any(self):
        path = self.path.split("?")[0]
        seen[path] += 1
        if path == "/reset":
            self.rfile.read(1000)
            # Closing the dup'ed files first is not enough: the socket itself must go.
            self.reset()
            self.connection.close()
            return
        body = self.body()
        if path == "/gzip":
            self.answer(gzip.compress(b"hello " * 1000), headers=[("Content-Encoding", "gzip")])
        elif path == "/slow":
            time.sleep(30)
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"only this")
            self.close_connection = True
        elif path == "/odd":
            self.wfile.write(b"SSH-2.0-odd\r\n")
            self.close_connection = True
        elif path == "/drop":
            self.close_connection = True
        elif path == "/bytes":
            self.answer(bytes(range(256)) * 400)
        elif path == "/redirect":
            self.answer(b"elsewhere", 302, [("Location", "/echo")])
        elif path == "/missing":
            self.answer(b'{"err":"none","ECODE":"X_1"}', 404)
        elif path == "/seen":
            self.answer(json.dumps(seen).encode())
        else:
            self.answer(
                json.dumps(
                    {
                        "method": self.command,
                        "path": self.path,
                        "headers": {name.lower(): value for name, value in self.headers.items()},
                        "body": base64.b64encode(body).decode(),
                        "connection": self.connection_number,
                    }
                ).encode(),
                headers=[("X-Two", "1"), ("x-two", "2")],
            )

    def do_CONNECT(self):
        """As a proxy that wants a password, or whatever status the host begins with."""
        status = self.path.split(".")[0]
        self.answer(status=int(status) if status.isdigit() else 407)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True)
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
server.serve_forever()
