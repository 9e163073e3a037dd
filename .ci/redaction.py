"""Checks redacted captures without telltale's own code: redaction.py TELLTALE FOLDER_OR_FILE…. Exits 1 on any failure.

Nothing that the audit of the original reports may be left in any layer of the redacted copy. Everything else must be unchanged, correct
lengths must stay correct, and redacting the copy again must change nothing. A .zst needs the program zstd.
"""

import argparse
import bisect
import collections
import gzip
import hashlib
import itertools
import json
import re
import subprocess
import tempfile
import zipfile
import zlib
from pathlib import Path

from layers import DEPTH, is_json, leaves, loaded, text_of, within
from likeness import PLACEHOLDER, faults, is_same, wrong_lengths

CATEGORIES = {"credential", "personal-data", "page-context", "user-content"}
# These are compared without case.
CASELESS = {"credential", "personal-data"}
SHORTEST = 4
WORD = 6  # What is shorter is a value only where it is a word.

MOST_TEXT = 600_000_000  # Of one capture.

# Members of a HAR about the recording, not the content.
RECORDING = {"creator", "browser", "version", "pageref", "startedDateTime", "time", "timings", "pageTimings", "method"}
RECORDING |= {"httpVersion", "status", "mimeType", "encoding", "size", "bodySize", "headersSize", "compression", "_resourceType"}


def is_recording(pointer):
    """Whether a leaf of a HAR's own structure shows nothing of what was sent."""
    return pointer.endswith("#") or not RECORDING.isdisjoint(pointer.split("/"))


class Texts:
    """All texts of a capture, each once, with their places, to be searched together."""

    def __init__(self, files):
        self.seen, self.runs, self.texts, self.places, self.structure = set(), set(), [], [], []
        self.raw, self.size, self.is_cut = "", 0, False
        for name, text in files.items():
            values = loaded(text)
            if values is None:
                self.unfold(name, text)
                continue
            self.raw += text
            is_har = len(values) == 1 and isinstance(values[0], tuple) and "log" in dict(values[0])
            for value in values:
                for pointer, leaf in leaves(value):
                    if is_har and is_recording(pointer):
                        self.structure.append(leaf)
                    else:
                        self.unfold(f"{name} {pointer}", leaf)
        self.structure = "\0".join(self.structure).lower()
        self.joined = self.index(self.texts, self.raw)
        self.lowered = self.index([text.lower() for text in self.texts], self.raw.lower())

    def unfold(self, place, text):
        queue = collections.deque([(place, text, 0)])
        while queue:
            place, text, depth = queue.popleft()
            if size(text) < SHORTEST or text in self.seen:
                continue
            self.seen.add(text)
            self.size += len(text)
            if self.size > MOST_TEXT:
                self.is_cut = True
                return
            self.texts.append(PLACEHOLDER.sub("\1", text))
            self.places.append(place)
            if depth < DEPTH:
                queue += [(f"{place} {step}", inner, depth + 1) for step, inner in within(text, self.runs) if inner]

    @staticmethod
    def index(texts, raw):
        """All texts as one, the offset of each, and the unchanged file."""
        starts = list(itertools.accumulate((len(text) + 1 for text in texts), initial=0))
        return "\0".join(texts), starts, raw

    def where(self, value, is_caseless):
        """The places that still contain a value."""
        joined, starts, raw = self.lowered if is_caseless else self.joined
        needle = value.lower() if is_caseless else value
        found = [self.places[bisect.bisect(starts, at) - 1] for at in hits(needle, joined)]
        # The bytes between the leaves, unless they may be the recording's own words.
        if not found and value.lower() not in self.structure and any(hits(needle, raw)):
            found = ["between the leaves"]
        return found


def size(text):
    """The length of a text in bytes, if it is short."""
    return len(text) if len(text) >= WORD else len(text.encode("utf-8", "replace"))


def hits(value, text):
    """The positions of a value in a text; a short one only as a word."""
    is_short = size(value) < WORD
    at = text.find(value)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(value) : at + len(value) + 1]
        if not is_short or not re.search(r"\w", around):
            yield at
        at = text.find(value, at + 1)


def files(path):
    """The files in a capture by name, unpacked. Every checksum is verified."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            if broken := archive.testzip():
                raise ValueError(f"{broken} is broken in the archive")
            return {info.filename: text_of(archive.read(info)) for info in archive.infolist()}
    if data.startswith(b"\x1f\x8b"):
        return {"gzip": text_of(gzip.decompress(data))}
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        return {"zstd": text_of(subprocess.run(["zstd", "-dcq", path], capture_output=True, check=True).stdout)}
    return {"": text_of(data)}


class Check:
    """One capture, redacted and checked."""

    def __init__(self, telltale, path, folder):
        self.telltale, self.path, self.folder = telltale, path, folder
        self.faults, self.left, self.short, self.skipped = [], collections.defaultdict(list), 0, None

    def run(self):
        report = self.audit()
        if report is None:
            return
        output = self.redact(self.path, "first")
        if output is None:
            return
        try:
            old, new = files(self.path), files(output)
        except (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, subprocess.SubprocessError) as error:
            self.faults.append(f"the output cannot be unpacked: {error}")
            return
        self.compare(old, new)
        self.search(new, self.values(report))
        again = self.redact(output, "second")
        if again and again.read_bytes() != output.read_bytes():
            self.faults.append("redacting again changes it")

    def audit(self):
        command = [self.telltale, "audit", self.path, "--format", "json", "--show-values", "--no-policy"]
        run = subprocess.run(command, capture_output=True, check=False)
        try:
            report = json.loads(run.stdout)
        except ValueError:
            self.skipped = run.stderr.decode(errors="replace").strip() or f"the audit exited {run.returncode}"
            return None
        gaps = [gap for capture in report["captures"] for gap in capture["gaps"] if gap["place"] == "file"]
        if gaps or (run.returncode == 2 and not any(capture["records"] for capture in report["captures"])):
            self.skipped = gaps[0]["reason"] if gaps else "nothing in it could be audited"
            return None
        return report

    def redact(self, source, name):
        """The path of the output, or None without one."""
        output, certificate = self.folder / name / self.path.name, self.folder / f"{name}.json"
        output.parent.mkdir()
        command = [self.telltale, "redact", source, "-o", output, "--certificate", certificate, "--no-policy"]
        run = subprocess.run(command, capture_output=True, check=False)
        # If the original is incomplete, the command may exit with 2, which is not a fault of the output.
        if not output.is_file() or run.returncode not in (0, 2):
            said = run.stderr.decode(errors="replace").strip().splitlines()
            self.faults.append(f"redact, the {name} time, exited {run.returncode} and said {said[:2]}")
        return output if output.is_file() else None

    def compare(self, old, new):
        if list(old) != list(new):
            self.faults.append("it holds other files, or is packed otherwise")
        for name, text in old.items():
            if text == new.get(name, text):
                continue
            if is_json(text):
                found = [] if is_json(new[name]) else ["is JSON no more"]
                found += [*faults(text, new[name]), *wrong_lengths(text, new[name])]
            else:
                found = [] if is_same(text, new[name]) else ["differs in more than placeholders"]
            self.faults += [f"{name} {fault}".strip() for fault in found]

    def values(self, report):
        """The values that must be gone: value to rule, field, and whether it is case-insensitive."""
        wanted = {}
        for finding in report["findings"]:
            for occurrence in finding["occurrences"]:
                if finding["category"] in CATEGORIES and occurrence.get("value"):
                    is_caseless = finding["category"] in CASELESS
                    wanted.setdefault(occurrence["value"], (finding["rule"], finding["field"], is_caseless))
        labels = self.path.parent / (self.path.name.removesuffix(".zip").rsplit(".", 1)[0] + ".labels.json")
        for label in json.loads(labels.read_text())["labels"] if labels.is_file() else ():
            if label["must_find"] and label["value"]:
                wanted.setdefault(str(label["value"]), ("label", label["kind"], True))
                for digest in ("md5", "sha1", "sha256") if label["kind"].startswith("hash-of-") else ():
                    value = hashlib.new(digest, label["value"].encode()).hexdigest()
                    wanted.setdefault(value, ("label", f"{digest} of {label['kind']}", True))
        return wanted

    def search(self, new, wanted):
        texts = Texts(new)
        certificate = self.folder / "first.json"
        said = re.sub(r'"path": ".*"', '"path": ""', certificate.read_text()).lower() if certificate.is_file() else ""
        if not is_json(said):
            self.faults.append("there is no certificate in JSON")
        if texts.is_cut:
            self.faults.append("there is too much text in it to search it all")
        for value, (rule, field, is_caseless) in wanted.items():
            if size(value) < SHORTEST:
                self.short += 1
                continue
            if places := texts.where(value, is_caseless):
                self.left[rule, field, value] = places
            if len(value) >= 8 and value.lower() in said:
                self.left[rule, field, value].append("the certificate")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("telltale", type=lambda name: Path(name).resolve())
    parser.add_argument("captures", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="print the values that remain, and all of their places")
    options = parser.parse_args()
    kinds = (".har", ".zip", ".gz", ".zst", ".json", ".jsonl", ".ndjson")
    paths = [path for name in options.captures for path in (sorted(name.rglob("*")) if name.is_dir() else [name])]
    paths = [path for path in paths if path.suffix in kinds and not path.name.endswith(".labels.json") and path.is_file()]
    counts = collections.Counter()
    for path in paths:
        with tempfile.TemporaryDirectory() as folder:
            check = Check(options.telltale, path, Path(folder))
            check.run()
        report(check, options.show)
        state = "skipped" if check.skipped else "failed" if check.left or check.faults else "ok"
        counts[state] += 1
        counts["short"] += check.short
    print(", ".join(f"{counts[state]} {state}" for state in ("ok", "failed", "skipped")), end="; ")
    print(f"{counts['short']} values are too short to look for")
    raise SystemExit(1 if counts["failed"] or not counts["ok"] else 0)


def report(check, is_showing):
    """One line per capture, with what is wrong."""
    if check.skipped:
        print(f"skipped  {check.path}: {check.skipped}", flush=True)
    elif not check.left and not check.faults:
        print(f"ok       {check.path}", flush=True)
    else:
        print(f"FAIL     {check.path}: {len(check.left)} values remain, {len(check.faults)} other faults", flush=True)
    most = None if is_showing else 10
    for fault in check.faults[:most]:
        print(f"           {fault}")
    for (rule, field, value), places in list(check.left.items())[:most]:
        shown = repr(value) if is_showing else f"{value[:3]!r}… ({len(value)} characters)"
        ways = "; ".join(dict.fromkeys(places[: most and 2]))
        # A key in the path may be a value.
        for _, _, other in () if is_showing else check.left:
            ways = re.sub(re.escape(other), "…", ways, flags=re.I)
        print(f"           {rule} {field} {shown} × {len(places)}: {ways}")


if __name__ == "__main__":
    main()
