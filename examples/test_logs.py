"""The examples that need nothing but node: functions that log events, the nightly audit, the capture for Cypress, and the guide's quotes."""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from audits import HERE, TELLTALE, audit, destinations, missing, serving, snippets, telltale

LOGS = HERE / "event-log"
POLICY = LOGS / "telltale.yaml"
TOKEN = "made-up"
GUIDE = HERE.parent / "docs" / "e2e.md"


def run_function(name: str, events: str, folder: Path) -> tuple[Path, list]:
    """Runs a function on events with a collector beside it; returns the log, and what the function hands on."""
    collector = [sys.executable, "-B", LOGS / "collector.py", folder]
    with serving(*collector, env={**os.environ, "LOG_TOKEN": TOKEN}) as port:
        command = ["node", LOGS / "run.mjs", LOGS / name, LOGS / events, f"http://127.0.0.1:{port}/", TOKEN]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0 and not run.stderr, run.stderr
    (log,) = folder.glob("*.ndjson")
    return log, json.loads(run.stdout)


class InFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class FunctionTests(InFolder):
    PEOPLE = {("high", "email", "user.traits.email"), ("high", "name-in-traits", "user.traits.name")}
    CONTENT = {("high", "content-title", "properties.formTitle")}
    ADDRESS = {("high", "recorded-ipv4", "client.ip")}

    def before_and_after(self, function, events, destination, high):
        log, handed = run_function(function, events, self.folder / "before")
        self.assertEqual(log.stat().st_mode & 0o777, 0o600)
        code, rows = audit(log, POLICY)
        self.assertEqual(code, 1)
        self.assertEqual({(row[0], row[1], row[3]) for row in rows if row[0] in ("high", "critical")}, high)
        self.assertEqual(destinations(log, POLICY), {destination: len(handed)})

        fixed, handed = run_function(f"fixed/{function}", events, self.folder / "after")
        code, rows = audit(fixed, POLICY)
        self.assertEqual(code, 0, rows)
        self.assertEqual(destinations(fixed, POLICY), {destination: len(handed)})
        return log, fixed, handed

    def test_segment_insert_function(self):
        log, fixed, handed = self.before_and_after(
            "segment-insert-function.js", "segment-events.json", "segment", self.PEOPLE | self.CONTENT | self.ADDRESS
        )
        self.assertEqual([json.loads(line) for line in fixed.read_text().splitlines()], handed)
        scrub = snippets(log, POLICY)["segment-function"].split("\n\n")[0]
        self.assertIn(scrub, (LOGS / "fixed/segment-insert-function.js").read_text())

    def test_rudderstack_transformation(self):
        log, fixed, handed = self.before_and_after(
            "rudderstack-transformation.js", "rudderstack-events.json", "rudderstack", self.PEOPLE | self.CONTENT | self.ADDRESS
        )
        self.assertEqual([json.loads(line) for line in fixed.read_text().splitlines()], handed)
        steps = snippets(log, POLICY)["rudderstack-transformation"].splitlines()[1:-2]
        self.assertGreater(len(steps), 2)
        self.assertIn("\n".join(steps), (LOGS / "fixed/rudderstack-transformation.js").read_text())

    def test_segment_source_function(self):
        self.before_and_after("segment-source-function.js", "webhooks.json", "segment", self.CONTENT)

    def test_a_compressed_log_is_audited_as_it_is(self):
        log, _ = run_function("segment-insert-function.js", "segment-events.json", self.folder / "plain")
        packed = self.folder / "events.json.gz"
        packed.write_bytes(gzip.compress(log.read_bytes()))
        self.assertEqual(audit(packed, POLICY), audit(log, POLICY))

    def test_an_event_goes_on_when_no_copy_can_be_kept(self):
        for function, events in [("segment-insert-function.js", "segment-events.json"), ("rudderstack-transformation.js", "rudderstack-events.json")]:
            command = ["node", LOGS / "run.mjs", LOGS / function, LOGS / events, "http://127.0.0.1:1/", TOKEN]
            run = subprocess.run(command, capture_output=True, text=True, check=True)
            self.assertEqual(json.loads(run.stdout), json.loads((LOGS / events).read_text()))
            self.assertEqual(run.stderr.count("A copy was not kept"), 2)

    def test_the_collector_keeps_nothing_without_the_secret(self):
        with serving(sys.executable, "-B", LOGS / "collector.py", self.folder, env={**os.environ, "LOG_TOKEN": TOKEN}) as port:
            command = ["node", LOGS / "run.mjs", LOGS / "segment-insert-function.js", LOGS / "segment-events.json"]
            subprocess.run([*command, f"http://127.0.0.1:{port}/", "another"], capture_output=True, check=True)
        self.assertEqual(list(self.folder.iterdir()), [])


class NightlyTests(InFolder):
    DAY = "2026-03-02"

    def setUp(self):
        super().setUp()
        self.logs, self.reports = self.folder / "logs", self.folder / "reports"
        (self.folder / "telltale.yaml").write_text(POLICY.read_text())
        (self.folder / "bin").mkdir()
        (self.folder / "bin" / "telltale").symlink_to(TELLTALE)

    def audit_day(self, function, *day) -> int:
        if function:
            log, _ = run_function(function, "segment-events.json", self.logs)
            log.rename(self.logs / f"{self.DAY}.ndjson")
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        command = ["sh", LOGS / "audit_day.sh", self.logs, self.reports, *day]
        return subprocess.run(command, cwd=self.folder, env={**os.environ, "PATH": path}, capture_output=True, check=False).returncode

    def test_a_night_with_leaks(self):
        self.assertEqual(self.audit_day("segment-insert-function.js", self.DAY), 1)
        self.assertEqual({file.name for file in self.reports.iterdir()}, {f"{self.DAY}.json", f"{self.DAY}.html"})
        self.assertTrue((self.logs / f"{self.DAY}.ndjson").exists())
        for report in self.reports.iterdir():
            self.assertNotIn("ines.vandermeer", report.read_text())

    def test_a_night_without(self):
        self.assertEqual(self.audit_day("fixed/segment-insert-function.js", self.DAY), 0)
        self.assertTrue((self.reports / f"{self.DAY}.json").exists())
        self.assertFalse((self.logs / f"{self.DAY}.ndjson").exists())

    def test_a_night_without_events(self):
        self.assertEqual(self.audit_day(None), 2)
        self.assertEqual(self.audit_day(None, self.DAY), 2)

    def test_what_is_new_since_the_inventory(self):
        clean, _ = run_function("fixed/segment-insert-function.js", "segment-events.json", self.folder / "clean")
        leaky, _ = run_function("segment-insert-function.js", "segment-events.json", self.folder / "leaky")
        inventory = self.folder / "inventory.json"
        inventory.write_text(telltale("inventory", clean, "--policy", POLICY, "--format", "json").stdout)
        self.assertEqual(telltale("diff", inventory, clean, "--policy", POLICY).returncode, 0)
        new = telltale("diff", inventory, leaky, "--policy", POLICY)
        self.assertEqual(new.returncode, 1)
        self.assertIn("new class of data: personal", new.stdout)


class CypressTests(InFolder):
    # What Cypress would call, and the requests that it would hand over.
    STAND_IN = """
      const hooks = {}, written = [];
      globalThis.beforeEach = (hook) => { hooks.before = hook; };
      globalThis.after = (hook) => { hooks.after = hook; };
      globalThis.Cypress = {spec: {name: 'forms.cy.js'}, version: '0'};
      globalThis.expect = (list) => ({not: {to: {be: {get empty() { if (!list.length) throw new Error('empty'); }}}}});
      globalThis.cy = {intercept: (_, handler) => { hooks.handler = handler; }, writeFile: (...file) => written.push(file)};
      require(process.argv[1]);
      hooks.before();
      const replies = [];
      for (const request of JSON.parse(process.argv[2])) hooks.handler({...request, reply: () => replies.push(request.url)});
      hooks.after();
      console.log(JSON.stringify({written, replies}));
    """

    def run_support_file(self, requests) -> subprocess.CompletedProcess:
        command = ["node", "-e", self.STAND_IN, "--", HERE / "cypress" / "capture.js", json.dumps(requests)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_requests_to_vendors_are_recorded(self):
        event = {"type": "identify", "userId": "u-17", "messageId": "m-1", "traits": {"email": "ines.vandermeer@acme.example.com"}}
        headers = {"content-type": "text/plain"}
        requests = [
            {"method": "POST", "url": "https://forms.app.example/api/forms", "headers": {}, "body": ""},
            {"method": "POST", "url": "https://api.segment.io/v1/i", "headers": headers, "body": json.dumps(event)},
            {"method": "POST", "url": "https://api.segment.io/v1/i", "headers": headers, "body": event},
        ]
        run = self.run_support_file(requests)
        self.assertEqual(run.returncode, 0, run.stderr)
        result = json.loads(run.stdout)
        self.assertEqual(result["replies"], ["https://api.segment.io/v1/i"] * 2)
        ((name, har),) = result["written"]
        self.assertEqual(name, "captures/forms.cy.js.har")
        capture = self.folder / "forms.har"
        capture.write_text(json.dumps(har))
        code, rows = audit(capture)
        self.assertEqual(code, 1)
        self.assertIn(("high", "email", "segment", "user.traits.email"), rows)
        self.assertEqual(destinations(capture), {"segment": 2})

    def test_a_run_without_events_fails(self):
        self.assertNotEqual(self.run_support_file([]).returncode, 0)


class GuideTests(unittest.TestCase):
    def test_quotes_are_what_the_files_say(self):
        """A block after `<!-- quote: FILE -->` stands in that file; a line with … leaves lines out."""
        text = GUIDE.read_text()
        quotes = re.findall(r"<!-- quote: (\S+) -->\n```\w*\n(.*?)\n```", text, re.DOTALL)
        self.assertEqual(len(quotes), text.count("<!-- quote:"))
        self.assertGreater(len(quotes), 8)
        for name, quote in quotes:
            self.assertIsNone(missing(quote, (HERE.parent / name).read_text()), f"{name} does not say what the guide quotes")

    def test_every_file_that_is_named_is_there(self):
        names = re.findall(r"\(\.\./(examples/[^)#]+)\)", GUIDE.read_text())
        self.assertGreater(len(names), 8)
        for name in names:
            self.assertTrue((HERE.parent / name).exists(), name)


if __name__ == "__main__":
    unittest.main()
