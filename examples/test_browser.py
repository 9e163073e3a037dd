"""The examples that drive a browser: each records the example app before and after its fix, and its capture is audited."""

import gzip
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

import netlog
from audits import HERE, POLICY, audit, destinations, missing, serving, snippets, telltale
from test_logs import GUIDE

BUILD = HERE.parent / ".build"
PLAYWRIGHT, PROXIED = BUILD / "browser" / "bin" / "python", BUILD / "examples" / "bin" / "python"

APP = re.compile(r"https://(acme\.atlassian\.net|forms\.app\.example)/")

# What leaks, as severity, rule and the fields at Segment and at Intercom.
LEAKS = [
    ("critical", "jwt-in-page-url", {"page.url", "page.search"}, {"page.url"}),
    ("high", "connect-parameters", {"page.url", "page.search"}, {"page.url"}),
    ("high", "content-title", {"properties.formName"}, set()),
    ("high", "email", {"user.traits.email"}, {"user.traits.email"}),
    ("high", "name-in-traits", {"user.traits.name"}, {"user.traits.name"}),
    ("high", "page-title-content", {"page.title"}, {"page.title"}),
]
GRAVE = {
    (severity, rule, destination, field)
    for severity, rule, *fields in LEAKS
    for destination, names in zip(("segment", "intercom"), fields, strict=True)
    for field in names
}
# What is left of the fixed app, which the gate lets pass: the messenger runs on a page of its own.
REST = {("medium", "implicit-ip", "intercom", "client.ip")}


class Recording:
    """A run of an example against the example app."""

    def __init__(self, folder: Path, fixed: bool, command: list, **options):
        self.captures, self.folder = folder / "captures", folder
        path = f"{netlog.wrapped(folder)}:{PROXIED.parent}:{os.environ['PATH']}"
        with serving(sys.executable, "-B", HERE / "connect-app" / "server.py", *(["--fixed"] if fixed else [])) as self.port:
            environment = {**os.environ, "PATH": path, "HOME": str(folder), "CAPTURES": str(self.captures), "PORT": str(self.port)}
            environment |= options.pop("environment", {})
            run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180, **options)
        assert run.returncode == 0, run.stdout + run.stderr
        (self.har,) = self.captures.glob("*.har")

    def sent_to_vendors(self) -> set[tuple[str, str | None, int]]:
        """Requests to other hosts than the app's with the IP address of a server, or without the response that the example gives."""
        entries = json.loads(self.har.read_text())["log"]["entries"]
        found = {(each["request"]["url"], each.get("serverIPAddress"), each["response"]["status"]) for each in entries}
        return {(url, address, status) for url, address, status in found if not APP.match(url) and (address or status != 200)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def by_playwright(folder, fixed):
    return Recording(folder, fixed, [PLAYWRIGHT, "-B", "-m", "unittest", "test_forms"], cwd=HERE / "playwright")


def by_playwright_for_node(folder, fixed):
    """Playwright for Python brings Playwright's code for node."""
    modules = folder / "node_modules"
    modules.mkdir()
    (package,) = (BUILD / "browser" / "lib").glob("python3*/site-packages/playwright/driver/package")
    (modules / "playwright").symlink_to(package)
    environment = {"NODE_PATH": str(modules), "CHROMIUM": str(folder / "bin" / "chromium")}
    return Recording(folder, fixed, ["node", "--test", "forms.test.js"], cwd=HERE / "playwright", environment=environment)


def by_selenium(folder, fixed):
    """The browser reaches the proxy and nothing else."""
    port = free_port()
    command = [PROXIED, "-B", "-m", "unittest", "test_forms"]
    recording = Recording(folder, fixed, command, cwd=HERE / "selenium", environment={"PROXY_PORT": str(port)})
    recording.port = port
    return recording


class BrowserTests(unittest.TestCase):
    def record(self, by, fixed=False) -> Recording:
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return by(Path(folder.name), fixed)

    def red(self, recording):
        code, rows = audit(recording.har)
        self.assertEqual(code, 1)
        self.assertEqual({row for row in rows if row[0] in ("critical", "high")}, GRAVE)
        self.assertEqual(destinations(recording.har), {"segment": 4, "intercom": 1})
        self.stayed_here(recording)

    def green(self, recording, sent):
        code, rows = audit(recording.har)
        self.assertEqual(code, 0)
        self.assertEqual({row for row in rows if row[0] != "info"}, REST if "intercom" in sent else set())
        self.assertEqual(destinations(recording.har), sent)
        self.stayed_here(recording)

    def stayed_here(self, recording):
        self.assertEqual(netlog.reached(recording.folder), {f"127.0.0.1:{recording.port}"})
        self.assertEqual(recording.sent_to_vendors(), set())

    def test_playwright(self):
        leaky = self.record(by_playwright)
        self.red(leaky)
        self.guide_shows("leaky", leaky)
        self.guide_shows("fix", leaky)
        code = snippets(leaky.har)["segment"]
        self.assertIn(f"\n{code}\n", (HERE / "connect-app" / "fixed" / "scrub.js").read_text())
        fixed = self.record(by_playwright, fixed=True)
        self.green(fixed, {"segment": 4, "intercom": 1})
        self.guide_shows("fixed", fixed)

    def test_playwright_for_node(self):
        self.red(self.record(by_playwright_for_node))
        self.green(self.record(by_playwright_for_node, fixed=True), {"segment": 4})

    def test_selenium_behind_mitmproxy(self):
        self.red(self.record(by_selenium))
        self.green(self.record(by_selenium, fixed=True), {"segment": 4, "intercom": 1})

    def guide_shows(self, name, recording):
        """The guide's block after `<!-- shows: NAME -->` is what commands print, in the folder with the captures; … leaves lines out."""
        (block,) = re.findall(rf"<!-- shows: {name} -->\n```\w*\n(.*?)\n```", GUIDE.read_text(), re.DOTALL)
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, shown = command.split("\n", 1)
            (recording.folder / "telltale.yaml").write_text(POLICY.read_text())
            run = telltale(*line.split()[1:], cwd=recording.folder)
            self.assertIsNone(missing(shown, run.stdout), f"{line} prints\n{run.stdout}")


class PhoneTests(unittest.TestCase):
    """What a telephone does behind the proxy, done by a client that trusts the proxy's certificate and packs events as a library does."""

    BATCH = {
        "writeKey": "example",
        "batch": [
            {
                "type": "identify",
                "userId": "u-17",
                "messageId": "m-1",
                "traits": {"email": "zoé.vandermeer@acme.example.com", "name": "Zoé Vandermeer"},
                "context": {"library": {"name": "analytics-kotlin", "version": "1.19.1"}, "device": {"name": "Zoé's phone"}},
            }
        ],
    }

    def test_mitmproxy(self):
        with TemporaryDirectory() as name:
            folder = Path(name)
            har = folder / "phone.har"
            port = free_port()
            command = [PROXIED.parent / "mitmdump", "--quiet", "--listen-host", "127.0.0.1", "--listen-port", str(port)]
            command += ["--scripts", HERE / "proxy" / "respond.py", "--set", "app=forms.app.example", "--set", f"hardump={har}"]
            command += ["--save-stream-file", folder / "flows"]
            proxy = subprocess.Popen(command, env={**os.environ, "HOME": name})
            try:
                self.assertEqual(self.send(port, folder / ".mitmproxy" / "mitmproxy-ca-cert.pem", proxy), b'{"success": true}')
            finally:
                proxy.terminate()
                proxy.wait()
            code, rows = audit(har)
            self.assertEqual(code, 1)
            self.assertLessEqual(
                {("high", "email", "segment", "user.traits.email"), ("high", "name-in-traits", "segment", "user.traits.name")}, rows
            )
            self.assertEqual(destinations(har), {"segment": 1})
            self.assertIn("segment-function", snippets(har))

            converted = folder / "flows.har"
            command = [PROXIED.parent / "mitmdump", "--quiet", "--no-server", "--rfile", folder / "flows", "--set", f"hardump={converted}"]
            subprocess.run(command, env={**os.environ, "HOME": name}, check=True, timeout=60)
            self.assertEqual(audit(converted), (code, rows))

    def send(self, port, authority, proxy):
        body = gzip.compress(json.dumps(self.BATCH).encode())
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        request = urllib.request.Request("https://api.segment.io/v1/b", body, headers)
        for _ in range(100):
            try:
                trust = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=authority))
                opener = urllib.request.build_opener(urllib.request.ProxyHandler({"https": f"http://127.0.0.1:{port}"}), trust)
                with opener.open(request, timeout=10) as response:
                    return response.read()
            except (FileNotFoundError, urllib.error.URLError):
                self.assertIsNone(proxy.poll(), "the proxy does not start")
                time.sleep(0.2)
        return None


if __name__ == "__main__":
    unittest.main()
