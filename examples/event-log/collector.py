"""Keeps events that are posted to it, one per line, in a file for each day: LOG_TOKEN=… collector.py FOLDER [--port 8081]"""

import argparse
import hmac
import json
import os
import threading
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGEST = 1_000_000


class Handler(BaseHTTPRequestHandler):
    folder = Path()
    token = ""
    lock = threading.Lock()

    def do_POST(self):
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self.token}".encode()):
            return self.respond(401)
        length = int(self.headers.get("Content-Length", 0))
        if length > LARGEST:
            return self.respond(413)
        try:
            event = json.loads(self.rfile.read(length))
        except ValueError:
            return self.respond(400)
        self.keep(json.dumps(event, separators=(",", ":")))
        return self.respond(204)

    def keep(self, line: str):
        file = self.folder / f"{datetime.now(timezone.utc):%Y-%m-%d}.ndjson"
        # Events hold the data that leaks: only the owner reads the file.
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with self.lock, open(descriptor, "a") as log:
            log.write(line + "\n")

    def respond(self, status: int):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int, default=8081, help="0 takes any that is free")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    Handler.folder, Handler.token = options.folder, os.environ["LOG_TOKEN"]
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    print(f"Serving on port {server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
