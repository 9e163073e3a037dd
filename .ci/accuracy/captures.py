"""Labelled captures: what was planted in which record, and which record a place in the file belongs to."""

import bisect
import functools
import itertools
import json
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

CLASSES = {
    "JWTs": {"jwt"},
    "other credentials": {
        "reset-token", "signed-url", "session-id", "magic-link", "api-key", "basic-credentials", "oauth-code", "oauth-token", "otp", "password",
    },
    "email addresses": {"email"},
    "names of people": {"name", "username"},
    "phone numbers": {"phone"},
    "IP addresses": {"ip"},
    "digests of personal data": {"hash-of-email", "hash-of-phone", "hash-of-name"},
    "titles and names of things": {"title", "filename"},
    "texts that people wrote": {"ugc", "search"},
}
OTHER = "postal addresses, documents, cards, places"

# How a value is written, from the plainest to what takes most to read; a step of its path or the place decides.
FORMS = [
    ("digest", None),
    ("compressed", r"gzip|zlib|deflate|zstd|brotli|lz"),
    ("binary (protobuf, MessagePack)", r"protobuf|msgpack|messagepack|cbor"),
    ("base64, hex, claims of a JWT", r"base64|base64url|hex|jwt|jzb"),
    ("percent-encoded twice", r"percent"),
    ("JSON in a string", r"json-in-json|json-in|json.* json|(?:form|query).* json|payload"),
    ("in a URL in a field", r"url|referer|referrer|link"),
    ("multipart", r"multipart"),
    ("form or query field", r"form|query|kv"),
    ("path, header or cookie", r"path|header|cookie|bearer|authorization"),
    ("JSON field", r""),
]
FORM_NAMES = [name for name, _ in FORMS][::-1]


@dataclass
class Planted:
    """A value that was sent to somebody else in one record."""

    record: int
    needle: str
    kind: str
    form: str
    vendor: str

    @property
    def data_class(self):
        return next((name for name, kinds in CLASSES.items() if self.kind in kinds), OTHER)


def norm(text):
    """A text as it is compared: without white space or case."""
    return "".join(str(text).split()).lower()


def needle_of(label):
    """What stands in the record: for a digest that itself, and not what it is of."""
    return norm(label.get("digest") or label["value"])


def form_of(label):
    if label["kind"].startswith("hash-of-"):
        return "digest"
    steps = [*label.get("decode_layers", []), *(step.split(":")[0] for step in label["path"]), label.get("channel", ""), label.get("where", "")]
    told = " ".join(steps).lower()
    # The document itself is no layer, and a HAR always has a place in it.
    told = re.sub(r"\bndjson\b|\bpostdata\b|url\.query|url\.path", lambda match: match[0].split(".")[-1], told)
    if "decode_layers" in label:
        told = " ".join(label["decode_layers"]).lower().replace("ndjson json", "json") or told
    return next(name for name, steps in FORMS[1:] if re.search(rf"(?:^|[^a-z])(?:{steps})(?:[^a-z]|$)" if steps else "", told))


@dataclass
class Capture:
    path: Path
    labels: list
    files: list = field(default_factory=list)  # What tools that read no archives are given.

    @property
    def name(self):
        return self.path.name

    @property
    def is_log(self):
        return self.path.suffix == ".ndjson"

    @functools.cached_property
    def planted(self):
        """Each value once a record, in the plainest form that it has there."""
        pairs = {}
        for label in self.labels:
            if not label["must_find"]:
                continue
            one = Planted(record_of(label), needle_of(label), label["kind"], form_of(label), label.get("vendor") or label.get("host") or "event log")
            known = pairs.setdefault((one.record, one.needle), one)
            if FORM_NAMES.index(one.form) < FORM_NAMES.index(known.form):
                known.form = one.form
        return list(pairs.values())

    @functools.cached_property
    def known(self):
        """By record, all that is somebody's there, also what was sent to the app's own server."""
        values = {}
        for label in self.labels:
            if not label["kind"].startswith("trap:"):
                values.setdefault(record_of(label), set()).update({needle_of(label), norm(label["value"])})
        return values

    @functools.cached_property
    def traps(self):
        """What only looks like something, by record."""
        return {(record_of(label), norm(label["value"])) for label in self.labels if label["kind"].startswith("trap:") and label["must_find"] is False}

    @functools.cached_property
    def spans(self):
        """Where each entry of a HAR starts and ends, in characters."""
        return list(spans(next(file for file in self.files if file.suffix == ".har").read_text(encoding="utf-8-sig")))

    @functools.cached_property
    def lines(self):
        """Where each line of the first file starts."""
        text = next(file for file in self.files if file.suffix in (".har", ".ndjson")).read_text(encoding="utf-8-sig")
        return [0, *itertools.accumulate(len(line) + 1 for line in text.split("\n"))], text

    def records(self, report):
        """The records that a report speaks of: it says so, or its line does."""
        if report.record is not None:
            return [report.record]
        if self.is_log:
            return [report.line - 1]
        if report.file and report.file.suffix != ".har":
            return [at for at, (start, end) in enumerate(self.spans) if report.file.name in self.lines[1][start:end]]
        starts, text = self.lines
        first = starts[min(report.line, len(starts) - 1) - 1] + (report.column or 0)
        last = first if report.column is not None else starts[min(report.line, len(starts) - 1)] - 1
        low = bisect.bisect_left([end for _, end in self.spans], first)
        found = [at for at in range(low, len(self.spans)) if self.spans[at][0] <= last]
        holding = [at for at in found if report.text in text[slice(*self.spans[at])]]
        return holding if len(found) > 1 and holding else found


def record_of(label):
    return label["entry_index"] if "entry_index" in label else label["line"] - 1


def spans(text):
    decoder, gap = json.JSONDecoder(strict=False), re.compile(r"[\s,]*")
    at = gap.match(text, re.search(r'"entries"\s*:\s*\[', text).end()).end()
    while text[at] != "]":
        _, end = decoder.raw_decode(text, at)
        yield at, end
        at = gap.match(text, end).end()


def captures(folders, scratch):
    """Every capture with labels in some folders, archives unpacked below scratch. Paths are absolute: ferret-scan reads none with `..` in it."""
    for labels in (path for folder in folders for path in sorted(Path(folder).resolve().glob("*.labels.json"))):
        base = str(labels).removesuffix(".labels.json")
        path = next(Path(base + ending) for ending in (".har", ".har.zip", ".ndjson", ".json") if Path(base + ending).exists())
        files = [path]
        if path.suffix == ".zip":
            target = Path(scratch, path.name)
            with zipfile.ZipFile(path) as archive:
                archive.extractall(target)
            files = sorted(file for file in target.rglob("*") if file.is_file())
        yield Capture(path, json.loads(labels.read_text(encoding="utf-8"))["labels"], files)
