"""Writes the seeds of the fuzz targets: seeds.py OUTPUT FOLDER_OR_FILE….

The captures are cut into records, each a capture of its own, and these into their bodies and texts; the files of rules are cut into rules, and
examples of policies and plans come from the documents. For each target there is OUTPUT/seeds/TARGET/ and OUTPUT/TARGET.dict, the words of its format.
"""

import base64
import collections
import gzip
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

LARGEST = 2_048
# The limit for each target, so that a round over all seeds stays short, and how many of them are small: small ones show most in the least time.
MOST = 400
SMALL = 300
SMALL_BYTES = 800
WORDS = 250

ROOT = Path(__file__).resolve().parent.parent
KEY = re.compile(rb'"([A-Za-z_$][\w.$-]{1,40})"\s*:|^[ -]*([A-Za-z_$][\w.$-]{1,40}):', re.M)


class Seeds:
    """Inputs by target, each once."""

    def __init__(self):
        self.inputs = collections.defaultdict(dict)

    def add(self, data, *targets):
        data = data.encode() if isinstance(data, str) else data
        if not data or len(data) > LARGEST:
            return
        for target in targets:
            self.inputs[target][hashlib.sha256(data).hexdigest()[:16]] = data

    def write(self, output):
        for target, inputs in self.inputs.items():
            folder = output / "seeds" / target
            folder.mkdir(parents=True, exist_ok=True)
            words = collections.Counter()
            # Ordered by digest, which is as good as random order and the same every time.
            inputs = dict(sorted(inputs.items()))
            small = [name for name, data in inputs.items() if len(data) <= SMALL_BYTES][:SMALL]
            large = [name for name, data in inputs.items() if len(data) > SMALL_BYTES][: MOST - len(small)]
            for name in small + large:
                (folder / name).write_bytes(inputs[name])
            for data in inputs.values():
                words.update(set(filter(None, (key for pair in KEY.findall(data) for key in pair))))
            lines = "".join(f'"{word.decode()}"\n' for word, _ in words.most_common(WORDS))
            (output / f"{target}.dict").write_text(lines)


def captures(seeds, path):
    text = path.read_bytes()
    try:
        entries = json.loads(text)["log"]["entries"]
    except (ValueError, KeyError, TypeError):
        for line in text.splitlines()[:200]:
            seeds.add(line + b"\n", "captures", "audit", "redaction")
            seeds.add(line, "json", "layers")
            texts(seeds, line)
        return
    for entry in entries:
        entry = trimmed(entry)
        seeds.add(json.dumps(entry), "json")
        capture = json.dumps({"log": {"version": "1.2", "entries": [entry]}}, ensure_ascii=False).encode()
        seeds.add(capture, "captures", "audit", "redaction")
        texts(seeds, capture)
        request = entry.get("request") or {}
        body = request.get("postData") or {}
        if isinstance(body.get("text"), str):
            data = body["text"].encode("utf-8", "surrogatepass")
            seeds.add(base64.b64decode(data) if body.get("encoding") == "base64" else data, "layers", "codecs")
            seeds.add(b"b.json\nrun/b.json\n" + data, "attachments")
            packed(seeds, capture)
            archives(seeds, capture, data)
        seeds.add(str(request.get("url", "")).partition("?")[2], "layers", "codecs")


def trimmed(entry):
    """An entry without its largest parts: the response body, and most headers."""
    response = entry.get("response") or {}
    content = response.get("content") or {}
    if len(content.get("text") or "") > 200:
        content["text"] = content["text"][:200]
    for message in (entry.get("request") or {}, response):
        for list_name, most in (("headers", 4), ("cookies", 2), ("queryString", 8)):
            message[list_name] = (message.get(list_name) or [])[:most]
    return {key: value for key, value in entry.items() if key not in ("timings", "cache", "_initiator")}


def texts(seeds, record):
    """The longer texts of a record, which contain layers."""
    for text in re.findall(rb'"((?:[^"\\]|\\.){24,2000})"', record):
        seeds.add(text, "codecs", "layers")


def packed(seeds, capture):
    text = capture.decode("utf-8", "replace")
    for data in (gzip.compress(capture, mtime=0), gzip.compress(gzip.compress(capture, mtime=0), mtime=0), text[:1_000].encode("utf-16")):
        seeds.add(data, "packed", "layers")
    head = capture[:255]
    # A zstd frame of one uncompressed block (RFC 8878 § 3.1.1).
    seeds.add(b"\x28\xb5\x2f\xfd\x20" + bytes([len(head)]) + (len(head) << 3 | 1).to_bytes(3, "little") + head, "packed", "layers")


def archives(seeds, capture, body):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", method) as archive:
            archive.writestr("run/a.har", capture[:800])
            archive.writestr("run/b.json", body[:800])
            archive.writestr("empty/", b"")
        seeds.add(data.getvalue(), "zip")


def files(seeds):
    for path in sorted((ROOT / "rules").rglob("*.yaml")):
        text = path.read_text()
        if path.parent.name == "destinations":
            seeds.add(text, "destinations")
            # Without its examples, which are most of it.
            seeds.add(text.partition("\nexamples:")[0] + "\n", "destinations")
        elif path.parent.name == "frameworks":
            seeds.add(text[:LARGEST], "frameworks")
            head, _, controls = text.partition("\ncontrols:")
            for control in re.split(r"\n(?=  - )", controls)[1:]:
                seeds.add(f"{head}\ncontrols:\n{control}\n", "frameworks")
        elif path.parent.name == "rules":
            for rule in re.split(r"\n(?=- id:)", text)[1:]:
                seeds.add(f"{rule}\n", "rules")
                seeds.add(rule.partition("\n  examples:")[0] + "\n", "rules")
    for path in [*sorted((ROOT / "samples").rglob("*.y*ml")), *sorted((ROOT / "samples").rglob("*.csv"))]:
        seeds.add(path.read_bytes()[:LARGEST], "policy", "plans", "declarations")
    for path in [ROOT / "README.md", *sorted(ROOT.glob("*/*.md")), *sorted((ROOT / "docs").rglob("*.md"))]:
        for kind, block in re.findall(r"^```(yaml|json|csv|ndjson)\n(.*?)^```", path.read_text(), re.M | re.S):
            seeds.add(block, "policy", "plans", "declarations", "results", *(["rules", "frameworks"] if kind == "yaml" else ["json"]))
    # Longer literals of the tests are files of users.
    for path in sorted((ROOT / "Tests").rglob("*.swift")):
        for block in re.findall(r'"""\n(.*?)\n *"""', path.read_text(), re.S):
            indent = min((len(line) - len(line.lstrip()) for line in block.splitlines() if line.strip()), default=0)
            block = "\n".join(line[indent:] for line in block.splitlines()) + "\n"
            folder = path.parent.name.lower()
            for target in ("plans", "policy", "rules", "destinations"):
                if folder == target:
                    seeds.add(block, target, "declarations")
            if folder in ("assessing", "clitests"):
                seeds.add(block, "policy", "frameworks", "declarations")
            if folder in ("inventory", "findings"):
                seeds.add(block, "results")


def main():
    output, seeds = Path(sys.argv[1]), Seeds()
    for name in sys.argv[2:]:
        path = Path(name)
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in found:
            if file.suffix in (".har", ".ndjson", ".jsonl"):
                captures(seeds, file)
    files(seeds)
    seeds.write(output)
    print(", ".join(f"{len(list((output / 'seeds' / target).iterdir()))} {target}" for target in sorted(seeds.inputs)))


main()
