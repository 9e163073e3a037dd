"""Searches a capture for known secrets without telltale's own code: leftovers.py CAPTURE SECRETS.json. Exits 1 if any is left.

It searches every text that it can decode from the capture for each secret, unchanged and in other forms: percent-encoded, escaped, in
base64 at each alignment, in hex, in groups, truncated; for people's data also digests.
"""

import argparse
import base64
import bisect
import collections
import hashlib
import html
import itertools
import json
import re
from pathlib import Path
from urllib.parse import quote, quote_plus

from layers import base64_text, entities, escapes, hexadecimal, inflate, leaves, loaded, percent, plus, text_of

DEPTH = 12  # A run of base64 in a text and what is in it are one each.
MOST_PIECES = 20_000  # What is longer is not looked through for parts of base64.
PLACEHOLDER = re.compile("~[a-z]{2,}-[0-9a-f]{1,16}~")
PEOPLE = {"email", "phone", "name"}
# Secrets that people make up or read from a screen. Their beginnings may be any word.
SPOKEN = {*PEOPLE, "password", "pin", "otp", "recovery-code", "webauthn"}
WORD = 6  # What has fewer bytes is a secret only where it is a word.
START = 12

# Members of a HAR, and a header, whose numbers say how it was recorded.
COUNTS = {"startedDateTime", "time", "size", "bodySize", "headersSize", "compression", "_transferSize", "timings", "pageTimings"}
COUNTS |= {
    "version",
    "lineNumber",
    "columnNumber",
    "scriptId",
    "_monotonicTime",
    "connection",
    "pageref",
    "status",
    "_serverPort",
}
LENGTH_HEADER = "content-length"


# Forms of a secret


def base64_cores(data):
    """The base64 of a value within a longer text, at each alignment."""
    for shift, skipped in ((0, 0), (1, 2), (2, 3)):
        core = base64.b64encode(bytes(shift) + data)[skipped : (shift + len(data)) * 8 // 6].decode()
        yield f"base64 at {shift}", core
        yield f"base64url at {shift}", core.replace("+", "-").replace("/", "_")


def digests(value, kind):
    """Digests of a person's data as analytics send them."""
    told = value.strip().lower()
    told = [re.sub(r"\D", "", told), "+" + re.sub(r"\D", "", told)] if kind == "phone" else [told]
    for text, algorithm in itertools.product(told, ("md5", "sha1", "sha256")):
        digest = hashlib.new(algorithm, text.encode()).digest()
        yield algorithm, digest.hex()
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield f"{algorithm} in base64", encode(digest).decode().rstrip("=")


def is_random(secret):
    """Whether the beginning of a secret is unlikely to be the beginning of anything else."""
    value = secret["value"]
    if secret["kind"] in SPOKEN or len(value) < 16 or not re.fullmatch(r"[\w+/=.~:%-]+", value, re.A):
        return False
    inner = base64_text(value[:16])
    return re.search(r"\d", value) is not None and not (inner and inner.isascii() and inner.isprintable())


def start(value):
    """The beginning of a random value that distinguishes it from others of the same issuer."""
    prefix = re.match(r"(?:[A-Za-z]{1,10}\d{0,2}[_.:-]){0,3}", value)[0]
    return value[: max(START, len(prefix) + 8)]


def is_jwt(value):
    return re.fullmatch(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*", value) is not None


def starts(secret, payloads):
    """What is left of a truncated value. Of a JWT: not the header, and only the part of the payload that no other JWT has."""
    value = secret["value"]
    if is_jwt(value):
        _, payload, signature = value.split(".")
        others = [other for other in payloads if other != payload]
        common = max((shared(payload, other) for other in others), default=0)
        pieces = (payload[at : at + START] for at in range(common, len(payload) - START))
        yield "the beginning of the payload", next((piece for piece in pieces if not any(piece in other for other in others)), "")
        if len(signature) >= START:
            yield "the beginning of the signature", signature[:START]
    elif is_random(secret):
        yield "the beginning", start(value)


def shared(one, other):
    """The length of the common prefix of two texts."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def forms(secret, payloads=()):
    """Each form of a secret, its name, and whether it is case-sensitive."""
    value, kind = secret["value"], secret["kind"]
    data = value.encode()
    yield "as it is", value, False
    if value.isdigit():
        if len(value) == 6:
            yield from (("in groups", value[:3] + gap + value[3:], False) for gap in " -\u00a0")
        if len(value) >= WORD:
            yield from ((form, core, True) for form, core in base64_cores(data))
            yield "in hex", data.hex(), True
        return
    if len(data) < WORD:
        return
    for way, safe in (("percent", ""), ("percent", "!'()*~"), ("percent", "/"), ("plus", "")):
        once = quote_plus(value) if way == "plus" else quote(value, safe)
        yield "percent-encoded", once, False
        yield "percent-encoded twice", quote(once, safe), False
    for is_ascii in (True, False):
        text = json.dumps(value, ensure_ascii=is_ascii)[1:-1]
        yield "escaped", text, False
        yield "escaped twice", json.dumps(text)[1:-1], False
    yield "with entities", html.escape(value), False
    yield "with entities", html.escape(value).replace("&#x27;", "&#39;"), False
    yield from ((form, core, True) for form, core in base64_cores(data))
    yield "in hex", data.hex(), False
    if re.fullmatch(r"[A-Z2-7]{16,}", value):
        groups = re.findall(".{1,4}", value)
        yield from (("in groups", gap.join(groups), False) for gap in " -\u00a0")
    if kind == "phone":
        yield "its digits", re.sub(r"\D", "", value), False
    if kind in PEOPLE:
        yield from ((form, digest, "base64" in form) for form, digest in digests(value, kind))
    if "\n" in value:
        yield from (("a line of it", line, True) for line in value.split("\n") if len(line) >= 16)
    yield from ((form, beginning, True) for form, beginning in starts(secret, payloads))


# Texts of a capture

BASE64_START = re.compile(r"(?:eyJ|H4sI|eJ[w-z]|eN[o-r])[\w+/-]{12,}", re.A)  # JSON, gzip and zlib.
BASE64_PART = re.compile("[A-Za-z0-9+]{24,}")
BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}")
HEX_RUN = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{16,}(?![0-9a-fA-F])")
PARTIAL = (percent, plus, entities, escapes)


def is_readable(text):
    """Whether decoded bytes are text; what precedes it may have been decoded with it."""
    sample = text[6:66] or text
    return sum(letter.isprintable() or letter in "\r\n\t" for letter in sample) - sample.count("\ufffd") >= 0.95 * len(sample)


def unpacked(run):
    """The content of a run of base64 that may begin before it: text, or data that contains text or is packed."""
    run = run.replace("-", "+").replace("_", "/")
    for shift in range(4):
        piece = run[shift:]
        piece = piece[:-1] if len(piece) % 4 == 1 else piece
        data = base64.b64decode(piece + "=" * (-len(piece) % 4)) if len(piece) >= 12 else b""
        text = data.decode("utf-8", "replace")
        if data and is_readable(text):
            yield f"«base64 at {shift}»", text
            return
        if shift == 0 and (re.search(rb"[ -~]{10}", data) or inflate(data.decode("latin-1"))):
            yield "«base64»", text_of(data)
            if inflate(data.decode("latin-1")):
                return


def within(text):
    """The texts directly within a text, each with the step to it."""
    values = loaded(text)
    for value in values or ():
        yield from ((f"«json» {pointer}", leaf) for pointer, leaf in leaves(value))
    if values is None and '"' in text and ("\n" in text or "{" in text):
        for number, line in enumerate(text.splitlines(), 1):
            for piece in {line[at:].strip() for at in {line.find("{"), line.find("[")} if at >= 0}:
                if piece.endswith(("}", "]")) and piece != text:
                    yield f"line {number}", piece
    if "=" in text and re.search("[+%]", text) and len(text) < 20_000:
        yield from (("«form»", part.split("=", 1)[-1]) for part in re.split(r"[?&#;\s]", text))
    for decode in PARTIAL:
        yield f"«{decode.__name__}»", decode(text)
    yield "«inflate»", inflate(text)
    if "\n" in text and re.fullmatch(r"[\w+/\s-]{16,}={0,2}\s*", text, re.A):
        yield "«base64»", base64_text(text)
    if BASE64_RUN.fullmatch(text):
        yield from (("«hex»", hexadecimal(text[at : at + (len(text) - at) // 2 * 2])) for at in (0, 1))
        yield from unpacked(text)
    else:
        yield from (("…", run) for run in {*HEX_RUN.findall(text), *BASE64_RUN.findall(text)})
    if len(text) < MOST_PIECES:
        yield from (("…", piece) for piece in {*BASE64_START.findall(text), *BASE64_PART.findall(text)} - {text})


class Texts:
    """All texts of a capture, each once, with the paths to it, to be searched together."""

    def __init__(self, text):
        self.numbers, self.texts, self.parents = {}, [], []
        queue = collections.deque()
        for pointer, leaf in self.outermost(text):
            self.add(leaf, pointer, None, 0, queue)
        while queue:
            number, depth = queue.popleft()
            if depth < DEPTH:
                for step, inner in within(self.texts[number]):
                    if inner and len(inner) > 1:
                        self.add(inner, step, number, depth + 1, queue)
        stripped = [PLACEHOLDER.sub("\1", text) for text in self.texts]
        self.joined, self.starts = self.index(stripped)
        self.lowered, self.lowered_starts = self.index([text.lower() for text in stripped])
        self.raw = PLACEHOLDER.sub("\1", text).lower()

    @staticmethod
    def outermost(text):
        """The leaves of a capture, without the members about the recording."""
        values = loaded(text)
        if values is None:
            yield "", text
            return
        for value in values:
            name = ""
            for pointer, leaf in leaves(value):
                # Browsers write a header's name before its value.
                name = leaf.lower() if pointer.endswith("/name") else name
                is_length = pointer.endswith("/value") and name == LENGTH_HEADER
                is_count = is_length or not COUNTS.isdisjoint(pointer.split("/"))
                # Only keys that are longer than the format's own.
                if len(leaf) >= START if pointer.endswith("#") else not is_count:
                    yield pointer, leaf

    def add(self, text, step, parent, depth, queue):
        number = self.numbers.get(text)
        if number is None:
            number = self.numbers[text] = len(self.texts)
            self.texts.append(str(text))
            self.parents.append({})
            queue.append((number, depth))
        if parent != number:
            self.parents[number].setdefault((parent, step if parent is None else ""), step)

    @staticmethod
    def index(texts):
        """All texts as one, and the offset of each."""
        encoded = [text.encode("utf-8", "replace") for text in texts]
        return b"\0".join(encoded), list(itertools.accumulate((len(text) + 1 for text in encoded), initial=0))

    def holding(self, needle, is_cased, is_word=False):
        """The numbers of the texts that contain a needle; a word is not part of a longer one."""
        joined, starts = (self.joined, self.starts) if is_cased else (self.lowered, self.lowered_starts)
        needle = (needle if is_cased else needle.lower()).encode("utf-8", "replace")
        numbers, at = [], joined.find(needle)
        while at >= 0:
            if not is_word or is_alone(joined, at, at + len(needle)):
                number = bisect.bisect(starts, at) - 1
                numbers.append(number)
                at = joined.find(needle, starts[number + 1])
            else:
                at = joined.find(needle, at + 1)
        return numbers

    def ways(self, numbers):
        """One path to each leaf of the capture that contains any of these texts."""
        found, seen = {}, set(numbers)
        queue = collections.deque((number, "") for number in numbers)
        while queue:
            number, way = queue.popleft()
            for (parent, _), step in self.parents[number].items():
                longer = f"{step} {way}".strip()
                if parent is None:
                    found.setdefault(step, longer)
                elif parent not in seen:
                    seen.add(parent)
                    queue.append((parent, longer))
        return list(found.values())


def is_alone(text, start, end):
    """Whether a number is not part of a longer one, nor a word of a longer word."""
    letter = rb"\d" if text[start:end].isdigit() and end - start >= WORD else rb"[\w\x80-\xff]"
    return not any(re.match(letter, edge) for edge in (text[start - 1 : start] if start else b"", text[end : end + 1]))


# Leftovers


def needles(secrets, harmless):
    """For each value, each form to search for."""
    rows = {secret["value"]: secret for secret in reversed(secrets)}
    payloads = {value.split(".")[1] for value in rows if is_jwt(value)}
    known, listed = "\0".join(harmless), {value.lower().rstrip("=") for value in rows}
    for value, secret in rows.items():
        looked = {}
        for form, needle, is_cased in forms(secret, payloads):
            is_start = form.startswith("the beginning")
            # A digest that is listed as a secret is a leftover of its own.
            if needle and (needle == value or needle.lower() not in listed) and not (is_start and needle in known):
                looked.setdefault(needle if is_cased else needle.lower(), (form, is_cased))
        yield secret, looked


def left(path, secrets, harmless=()):
    """Each secret that a capture still contains, with its form and the path to it."""
    return left_in(Texts(text_of(Path(path).read_bytes())), secrets, harmless)


def left_in(texts, secrets, harmless=()):
    rows = collections.defaultdict(list)
    for secret in secrets:
        rows[secret["value"]].append(secret)
    found = []
    for secret, looked in needles(secrets, harmless):
        value, ways = secret["value"], {}
        is_short = len(value.encode()) < WORD
        for needle, (form, is_cased) in looked.items():
            is_word = is_short or form == "its digits" or (value.isdigit() and not is_cased)
            for way in texts.ways(texts.holding(needle, is_cased, is_word)):
                ways.setdefault(way.split(" ")[0], (form, way))
        if not ways and not is_short and not value.isdigit():
            between = [form for needle, (form, _) in looked.items() if needle.lower() in texts.raw]
            ways = {"": (between[0], "between the leaves")} if between else {}
        found += attributed(rows[value], ways.values())
    return found


def attributed(rows, ways):
    """The paths, with the rows of the place that each leads to; a path to another place belongs to the first row."""
    for form, way in ways:
        there = [row for row in rows if "at" in row and is_at(row, way)]
        yield from ((row, form, way) for row in there or rows[:1])


def is_at(row, way):
    """Whether a path leads to the place of a row."""
    return f"{way.split(' ')[0]}/".startswith(f"{row['at']}/")


def gone(texts, harmless):
    """Harmless values that are no longer there."""
    lowered = texts.lowered
    return [row for row in harmless if row["value"].lower().encode("utf-8", "replace") not in lowered]


def masked(value):
    return f"{value[:3]!r}… ({len(value)} characters)"


def beside(path, ending):
    """A file of the same name with another ending."""
    path = Path(path)
    return path.with_name(path.name.removesuffix(".har") + ending)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("capture", type=Path)
    parser.add_argument("secrets", type=Path)
    options = parser.parse_args()
    secrets = json.loads(options.secrets.read_text())
    beyond = options.secrets.with_name(options.secrets.name.replace(".secrets.json", ".harmless.json"))
    harmless = [row["value"] for row in json.loads(beyond.read_text())] if beyond != options.secrets and beyond.is_file() else []
    found = left(options.capture, secrets, harmless)
    for secret, form, way in found:
        print(f"{secret['kind']} of {secret['flow']}, {masked(secret['value'])}, {form}, planted in {secret['place']}: {way}")
    values = {secret["value"] for secret, _, _ in found}
    print(f"{len(values)} of {len({secret['value'] for secret in secrets})} secrets left")
    raise SystemExit(1 if values else 0)


if __name__ == "__main__":
    main()
