"""What the tests of the examples need from telltale: a report as rows that can be compared, and the code that `telltale fix` prints."""

import json
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
TELLTALE = os.environ.get("TELLTALE", str(HERE.parent / ".build/debug/telltale"))
POLICY = HERE / "connect-app" / "telltale.yaml"


def telltale(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([TELLTALE, *map(str, arguments)], capture_output=True, text=True, check=False, **options)


def audit(capture, policy=POLICY) -> tuple[int, set[tuple[str, str, str, str]]]:
    """The exit code, and each finding at a third party as severity, rule, destination and field."""
    run = telltale("audit", capture, "--policy", policy, "--format", "json")
    assert run.returncode in (0, 1), run.stderr
    found = json.loads(run.stdout)["findings"]
    rows = {(each["severity"], each["rule"], each["destination"], each["field"]) for each in found if each["party"] == "third"}
    return run.returncode, rows


def destinations(capture, policy=POLICY) -> dict[str, int]:
    """How many requests or events each third party got."""
    report = json.loads(telltale("audit", capture, "--policy", policy, "--format", "json").stdout)
    return {each["id"]: each["records"] for each in report["destinations"] if each["party"] == "third"}


def snippets(capture, policy=POLICY) -> dict[str, str]:
    """The code that stops what was found, by remedy."""
    report = json.loads(telltale("fix", capture, "--policy", policy, "--format", "json").stdout)
    return {each["remedy"]: each["code"] for each in report["snippets"] + report["advised"]}


@contextmanager
def serving(*command, **options):
    """Runs a server that says on which port it is; gives the port."""
    server = subprocess.Popen([*map(str, command), "--port", "0"], stdout=subprocess.PIPE, text=True, **options)
    try:
        yield int(re.search(r"port (\d+)", server.stdout.readline())[1])
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()


def missing(shown: str, text: str) -> str | None:
    """The first part of what a guide shows that is not in a text, in this order. A line that begins with … stands for any lines."""
    for part in re.split(r"^\s*….*\n?", shown, flags=re.MULTILINE):
        part = part.strip("\n")
        if part not in text:
            return part
        text = text[text.index(part) + len(part) :]
    return None
