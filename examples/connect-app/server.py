"""Serves the example app and the page that opens it in a frame as Atlassian Connect does: server.py [--port 8443] [--fixed].

One server stands for two hosts, acme.atlassian.net and forms.app.example. Map both to it in the browser (docs/e2e.md).
"""

import argparse
import base64
import hashlib
import hmac
import json
import ssl
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode, urlsplit

HERE = Path(__file__).resolve().parent
HOST, APP = "acme.atlassian.net", "forms.app.example"
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8"}

ACCOUNT = {
    "id": "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11",
    "name": "Ines Vandermeer",
    "email": "ines.vandermeer@acme.example.com",
}
FORM = {"id": "8057ede4-6f05-437d-af13-d7e4bb079ffa", "title": "Parental leave request (confidential)", "questions": 12}
RESPONSES = {
    "/api/forms/current": {"account": ACCOUNT, "site": {"id": "site-3", "plan": "standard"}, "form": FORM},
    "/api/forms": {"id": FORM["id"]},
}


def token() -> str:
    """The JWT that Connect puts into the URL of a frame, signed with a made-up secret."""
    claims = {"iss": "acme-demo-key", "sub": ACCOUNT["id"], "qsh": "context-qsh", "exp": int(time.time()) + 900}
    parts = [{"typ": "JWT", "alg": "HS256"}, claims]
    signed = ".".join(encode(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
    return f"{signed}.{encode(hmac.digest(b'made up', signed.encode(), hashlib.sha256))}"


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def frame_url() -> str:
    query = {"xdm_e": f"https://{HOST}", "lic": "active", "issueKey": "HR-42", "jwt": token()}
    return f"https://{APP}/frame?{urlencode(query)}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folders = [HERE / "app"]

    def do_GET(self):
        host, path = self.headers["Host"].split(":")[0], urlsplit(self.path).path
        if host == HOST and path == "/browse/HR-42":
            page = (HERE / "host.html").read_text().replace("FRAME_URL", frame_url().replace("&", "&amp;"))
            self.respond(200, TYPES[".html"], page.encode())
        elif path in RESPONSES:
            self.respond(200, "application/json", json.dumps(RESPONSES[path]).encode())
        else:
            self.file(path.lstrip("/") if "." in path else f"{path.lstrip('/')}.html")

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def file(self, name: str):
        """Responds with a file of the app, from the first folder that has it."""
        found = [folder / name for folder in self.folders if (folder / name).is_file()]
        if found and "/" not in name:
            self.respond(200, TYPES[found[0].suffix], found[0].read_bytes())
        else:
            self.respond(404, "text/plain", b"")

    def respond(self, status: int, kind: str, body: bytes):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # Without it the pages would be anybody's: nobody signs in here, and so no cookie says whose they are.
        self.send_header("Cache-Control", "private, no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Ignores browsers that reject the certificate once, and then connect again to accept it."""
        if not isinstance(sys.exception(), ssl.SSLError):
            super().handle_error(request, client_address)


def certificate(folder: Path) -> Path:
    """A certificate for both hosts, with its key, for a day. Browsers accept it only if they ignore errors of certificates."""
    file = folder / "server.pem"
    names = f"subjectAltName=DNS:{HOST},DNS:{APP}"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={APP}", "-addext", names]
    subprocess.run([*command, "-keyout", file, "-out", file.with_suffix(".crt")], check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_suffix(".crt").read_text())
    return file


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8443, help="0 takes any that is free")
    parser.add_argument("--fixed", action="store_true", help="serve the app with its leaks stopped")
    options = parser.parse_args()
    if options.fixed:
        Handler.folders = [HERE / "fixed", HERE / "app"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        context.load_cert_chain(certificate(Path(folder)))
    server = Server(("127.0.0.1", options.port), Handler)
    # Each connection shakes hands in its own thread, when it is first read.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"Serving on port {server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
