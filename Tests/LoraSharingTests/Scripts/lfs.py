"""The batch API of Git LFS on loopback, over the objects of a folder.

    lfs.py PORT_FILE OBJECTS [USER:PASSWORD]

Writes its port to PORT_FILE once it listens; ends on SIGTERM. With a user it answers 401 to everyone
else. Paths choose other behaviours: /broken answers 500, /html something else than LFS, /wrong-size
the size plus one, /forgetful leaves the first object out, /no-action gives none.
"""

import base64
import http.server
import json
import os
import sys

port_file, objects = sys.argv[1:3]
user = sys.argv[3] if len(sys.argv) > 3 else None


def describe(path, wanted):
    oid = wanted["oid"]
    file = os.path.join(objects, oid[:2], oid[2:4], oid)
    if not os.path.exists(file):
        return {"oid": oid, "size": wanted["size"], "error": {"code": 404, "message": "no"}}
    size = os.path.getsize(file) + (1 if "/wrong-size" in path else 0)
    actions = {} if "/no-action" in path else {"download": {"href": "http://127.0.0.1/" + oid}}
    return {"oid": oid, "size": size, "actions": actions}


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path.endswith("/objects/batch"), self.path
        assert body["operation"] == "download" and body["transfers"] == ["basic"]
        assert self.headers["Accept"] == "application/vnd.git-lfs+json"
        assert len(body["objects"]) <= 100
        if user and self.headers["Authorization"] != "Basic " + base64.b64encode(user.encode()).decode():
            return self.answer(401, b"{}")
        if "/broken" in self.path:
            return self.answer(500, b"{}")
        if "/html" in self.path:
            return self.answer(200, b"<html>")
        found = [describe(self.path, one) for one in body["objects"]]
        if "/forgetful" in self.path:
            found = found[1:]
        self.answer(200, json.dumps({"transfer": "basic", "objects": found}).encode())

    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.git-lfs+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
with open(port_file + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(port_file + ".new", port_file)
server.serve_forever()
