"""Two logs on a local Spark cluster give the report that one run gives, byte for byte."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
TELLTALE = os.environ["TELLTALE"]


def event(number: int) -> str:
    return json.dumps(
        {
            "type": "track",
            "event": f"Form {number % 4}",
            "userId": f"u{number}",
            "messageId": str(number),
            "timestamp": f"2026-03-02T08:{10 + number % 50}:03Z",
            "properties": {"mail": f"person{number % 90}@copperline.dev", "plan": "free" if number % 2 else "paid"},
        }
    )


class SparkTests(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        self.key = self.root / "sketch.key"
        self.key.write_bytes(os.urandom(32))
        self.logs = []
        for number in range(6):
            log = self.root / f"log-{number}.ndjson"
            log.write_text("".join(event(number * 300 + line) + "\n" for line in range(300)))
            self.logs.append(str(log))

    def tearDown(self):
        self.folder.cleanup()

    def telltale(self, *arguments: str) -> str:
        done = subprocess.run([TELLTALE, *arguments], capture_output=True, text=True, check=False)
        self.assertIn(done.returncode, [0, 1], done.stderr)
        return done.stdout

    def on_spark(self, inputs: list[str], *options: str) -> str:
        part = self.root / "all.telltale-part"
        command = [sys.executable, str(HERE / "audit_logs.py"), "--telltale", TELLTALE, "--sketch-key", str(self.key)]
        environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_SUBMIT_ARGS="--master local[2] pyspark-shell")
        done = subprocess.run(
            [*command, "--merged", str(part), "--option=--no-policy", *options, *inputs],
            capture_output=True, text=True, env=environment, check=False)
        self.assertEqual(done.returncode, 0, done.stderr[-4000:])
        return self.telltale("merge", str(part), "--sketch-key", str(self.key), "--no-policy", "--format", "json")

    def test_ndjson(self):
        one = self.telltale("audit", *self.logs, "--sketch-key", str(self.key), "--no-policy", "--format", "json")
        self.assertEqual(self.on_spark(self.logs), one)

    def test_parquet(self):
        import pandas

        rows = [line for log in self.logs for line in pathlib.Path(log).read_text().splitlines()]
        file = self.root / "events.parquet"
        pandas.DataFrame({"payload": rows}).to_parquet(file)
        report = json.loads(self.on_spark([str(file)], "--column", "payload"))
        mails = [finding for finding in report["findings"] if finding["rule"] == "email"]
        self.assertEqual(sum(finding["count"] for finding in mails), 1800)
        self.assertEqual({finding["values"]["count"] for finding in mails} <= {45, 90}, True)


if __name__ == "__main__":
    unittest.main()
