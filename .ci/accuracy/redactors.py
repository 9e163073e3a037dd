"""Tools that write a redacted copy of a capture, and what is left in what they wrote."""

import collections
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import auditors
from redaction import SHORTEST, Texts, files, size
from scanners import Unreadable, first_line, program, run


class Telltale:
    name, options = "telltale", "`redact --no-policy`"

    def __init__(self, command):
        self.command, self.version = command, auditors.Telltale(command).version

    def copy(self, capture, folder):
        output = folder / capture.name
        return written(run(self.command, "redact", capture.path, "-o", output, "--no-policy"), output)


class HarCapture:
    name, options = "har-capture", "`sanitize --patterns base`, no one there to confirm what it asks about"

    def __init__(self):
        self.command, self.version = program("har-capture"), version("har-capture")

    def copy(self, capture, folder):
        refuse_all_but_har(capture)
        # It writes a file of what to review beside the capture.
        source, output = folder / "source.har", folder / capture.name
        shutil.copy(capture.path, source)
        return written(run(self.command, "sanitize", source, "--patterns", "base", "-o", output, stdin=subprocess.DEVNULL), output)


class FerretScan:
    name, options = "ferret-scan", "`--enable-redaction`, strategy simple"

    def __init__(self):
        self.command, self.version = program("ferret-scan"), version("ferret-scan")

    def copy(self, capture, folder):
        if capture.path.suffix == ".zip":
            raise Unreadable("redacts no archives")
        arguments = ["--enable-redaction", "--redaction-output-dir", folder, "--redaction-strategy", "simple", "--limit", "0", "--quiet"]
        result = run(self.command, "--file", capture.path, *arguments)
        return written(result, next(folder.rglob(capture.name), folder / capture.name))


class PrivacyFlowInspector:
    name, options = "privacy-flow-inspector", "`scan --redact-dir`, which drops all response bodies"

    def __init__(self):
        self.command, self.version = program("privacy-flow-inspector"), version("privacy-flow-inspector")

    def copy(self, capture, folder):
        refuse_all_but_har(capture)
        result = run(self.command, "scan", "--quiet", "--redact-dir", folder, *self.configuration(capture, folder), capture.path)
        return written(result, folder / f"{capture.path.stem}.redacted.har")

    def configuration(self, capture, folder):
        return []


class InspectorWithPersonas(PrivacyFlowInspector):
    name, options = auditors.InspectorWithPersonas.name, f"the same, {auditors.InspectorWithPersonas.options}"

    def configuration(self, capture, folder):
        people = auditors.InspectorWithPersonas().personas(capture)
        rows = [{"label": one.label, "value": one.value, "category": one.category.value} for one in people]
        lines = ["[[persona]]\n" + "".join(f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in row.items()) for row in rows]
        path = folder / "configuration.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return ["--config", path]


def refuse_all_but_har(capture):
    if capture.path.suffix != ".har":
        raise Unreadable("reads HAR only")


def written(result, output):
    if not output.is_file():
        raise Unreadable(first_line(result.stderr))
    return output


@dataclass
class Redaction:
    """The figures of one tool."""

    tool: object
    captures: int = 0
    parsed: int = 0
    leaks: list = field(default_factory=lambda: [0, 0])  # Left, of what was sent to somebody else.
    others: list = field(default_factory=lambda: [0, 0])  # Left, of what is somebody's and stayed with the app's own server.
    in_plain: int = 0
    kept: list = field(default_factory=lambda: [0, 0])  # Of what only looks like something.
    unread: dict = field(default_factory=collections.Counter)

    def add(self, capture):
        with tempfile.TemporaryDirectory() as folder:
            try:
                copy = self.tool.copy(capture, Path(folder))
            except Unreadable as reason:
                self.unread[str(reason).replace(str(capture.path), "…")] += 1
                return
            contents = files(copy)
        self.captures += 1
        self.parsed += parses(contents, capture)
        texts, plain = Texts(contents), "\n".join(contents.values()).lower()
        leaks, others, traps = sorted_values(capture)
        for counter, values in ((self.leaks, leaks), (self.others, others)):
            for value in values:
                is_left = bool(texts.where(value, True))
                counter[0] += is_left
                counter[1] += 1
                self.in_plain += is_left and value.lower() in plain
        for value in traps:
            self.kept[0] += bool(texts.where(value, True))
            self.kept[1] += 1


def sorted_values(capture):
    """What leaked, what else is somebody's, and what only looks like it; each value once."""
    leaks, others, traps = {}, {}, {}
    for label in capture.labels:
        value = str(label.get("digest") or label["value"])
        is_trap = label["kind"].startswith("trap:")
        group = leaks if label["must_find"] else traps if is_trap else others
        if size(value) >= SHORTEST and not (is_trap and label["must_find"] is None):
            group[value] = None
    return list(leaks), [value for value in others if value not in leaks], [value for value in traps if value not in leaks and value not in others]


def parses(contents, capture):
    """Whether a copy is JSON with as many records as the original has."""
    try:
        if capture.is_log:
            text = next(iter(contents.values()))
            return all(is_event(line) for line in text.splitlines() if "{" in line)
        hars = [json.loads(text.removeprefix("\ufeff"), strict=False) for name, text in contents.items() if name == "" or name.endswith(".har")]
        return len(hars) == 1 and len(hars[0]["log"]["entries"]) == len(capture.spans)
    except (ValueError, KeyError, TypeError):
        return False


def is_event(line):
    # Comments may hold a brace too.
    if line.lstrip().startswith(("#", "//")):
        return True
    json.loads(line[line.index("{") :])
    return True
