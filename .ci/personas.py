"""Plants what is known of a person in every form, digest and encoding, and looks what an audit says: personas.py TELLTALE [--write].

Each cell of the tables in docs/personas.md is one or several values, made here with Python's own digests. All of them must be found and named,
also inside two layers, and nothing that only looks like one. The tables must be those of the document; --write puts them there. Exits 1 on any
failure. Digests that no module of this Python has are said.
"""

import argparse
import base64
import collections
import gzip
import hashlib
import hmac
import html
import itertools
import json
import subprocess
import sys
import tempfile
import urllib.parse
import zlib
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent / "docs" / "personas.md"
MARKS = ("<!-- personas -->\n\n", "\n<!-- end: personas -->")

EMAIL, NAME, USER, PHONE = "Mina.Koroma+news@orchid-customer.example", "Jürgen Köhlschmidt", "mkoroma81", "+49 1512 5550123"
COMPANY = "Fjordälv Traders"
ACCOUNT, HOST, DOMAIN = "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11", "app.orchid-tools.example", "orchid-tools.example"
LOWER = EMAIL.lower()


def digests():
    """What makes each digest, by its name; None for one that nothing here makes."""
    made = {}
    for name in "md5 sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 blake2b blake2s ripemd160".split():
        try:
            hashlib.new(name, b"")
            made[name] = lambda data, name=name: hashlib.new(name, data).digest()
        except ValueError:
            made[name] = None
    made |= dict.fromkeys(OTHERS)
    try:
        import blake3

        made["blake3"] = lambda data: blake3.blake3(data).digest()
    except ImportError:
        pass
    try:
        import mmh3

        halves = lambda data: [half.to_bytes(8, "big") for half in mmh3.hash64(data, signed=False)]
        made["murmur3-128"] = lambda data: b"".join(halves(data))
        made["murmur3-64"] = lambda data: halves(data)[0]
        made["second murmur3-64"] = lambda data: halves(data)[1]
        made["murmur3-32"] = lambda data: mmh3.hash(data, signed=False).to_bytes(4, "big")
    except ImportError:
        pass
    try:
        import xxhash

        made["xxh64"] = lambda data: xxhash.xxh64(data).digest()
        made["xxh3"] = lambda data: xxhash.xxh3_64(data).digest()
        made["xxh128"] = lambda data: xxhash.xxh3_128(data).digest()
        made["xxh32"] = lambda data: xxhash.xxh32(data).digest()
    except ImportError:
        pass
    try:
        import whirlpool

        made["whirlpool"] = lambda data: whirlpool.new(data).digest()
    except ImportError:
        pass
    try:
        from Crypto.Hash import MD2, MD4

        made["md2"] = lambda data: MD2.new(data).digest()
        made["md4"] = lambda data: MD4.new(data).digest()
    except ImportError:
        pass
    made["crc32"] = lambda data: zlib.crc32(data).to_bytes(4, "big")
    return made


OTHERS = "md2 md4 whirlpool blake3 murmur3-128 murmur3-64 xxh64 xxh3 xxh128 murmur3-32 xxh32 crc32".split() + ["second murmur3-64"]
# Which nobody takes of a digest, and which are so short that the name of the field has to say what they are.
PLAIN = {"md2", "md4", "murmur3-64", "second murmur3-64"}
SHORT = {"murmur3-32", "xxh32", "crc32"}
KEYED = ("md5", "sha1", "sha256", "sha384", "sha512")
# What the detector of Leaky Forms looks for (leak-detector/LeakDetector.py of its repository): the digests, and one of them with a salt of its own.
LEAKY_DIGESTS = set("md2 md4 md5 sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 ripemd160 whirlpool murmur3-128".split())
LEAKY_DIGESTS |= {"murmur3-64", "second murmur3-64"}

ENCODINGS = {
    "hex": lambda data: data.hex(),
    "HEX": lambda data: data.hex().upper(),
    "base64": lambda data: base64.b64encode(data).decode(),
    "base64url": lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
    "base32": lambda data: base64.b32encode(data).decode().rstrip("="),
}

rot13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")


def lz_string(text):
    """A text as LZString.compressToEncodedURIComponent writes it (https://pieroxy.net/blog/pages/lz-string)."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-$"
    bits, words, fresh, width, room, word = [], {}, set(), 2, 2, ""

    def put(value, count):
        bits.extend(value >> at & 1 for at in range(count))

    def widen():
        nonlocal width, room
        room -= 1
        if room == 0:
            room, width = 1 << width, width + 1

    def end(word):
        if word in fresh:
            put(0, width)
            put(ord(word), 8)
            widen()
            fresh.discard(word)
        else:
            put(words[word], width)
        widen()

    for letter in text:
        if letter not in words:
            words[letter] = len(words) + 3
            fresh.add(letter)
        if word + letter in words:
            word += letter
            continue
        end(word)
        words[word + letter] = len(words) + 3
        word = letter
    end(word)
    put(2, width)
    bits += [0] * (6 - len(bits) % 6)
    return "".join(alphabet[int("".join(map(str, bits[at : at + 6])), 2)] for at in range(0, len(bits), 6))


# How a text may be written, and whether the detector of Leaky Forms undoes it. An address by itself is too short for some to be told from
# what is not encoded, so each holds a member beside it.
TEXT_ENCODINGS = {
    "hex": (lambda text: text.encode().hex(), True),
    "base32": (lambda text: base64.b32encode(text.encode()).decode(), True),
    "base64": (lambda text: base64.b64encode(text.encode()).decode(), True),
    "base64url": (lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="), False),
    "percent-encoding": (urllib.parse.quote, True),
    "HTML entities": (lambda text: html.escape(text).replace("@", "&#64;"), True),
    "zlib": (lambda text: base64.b64encode(zlib.compress(text.encode())).decode(), True),
    "gzip": (lambda text: base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode(), True),
    "lz-string": (lambda text: lz_string(text), True),
    "JSON in a string": (lambda text: json.dumps({"inner": text}), False),
}
# What it undoes and telltale does not.
LEAKY_ONLY = ["deflate without a header, of plain text", "base58", "the alphabet of one tracker", "a digest of a digest of a digest"]

FORMS = {
    "email": {
        "as given": EMAIL, "lower case": LOWER, "upper case": EMAIL.upper(), "without dots and tag": "minakoroma@orchid-customer.example",
        "without tag": "mina.koroma@orchid-customer.example", "local part": "Mina.Koroma+news", "local part without tag": "mina.koroma",
        "reversed": EMAIL[::-1], "rot13": EMAIL.translate(rot13),
    },
    "name": {
        "as given": NAME, "lower case": NAME.lower(), "upper case": NAME.upper(), "other order": "Köhlschmidt Jürgen",
        "other order, comma": "Köhlschmidt, Jürgen", "joined": "jürgenköhlschmidt", "joined by dot": "jürgen.köhlschmidt",
        "joined by underscore": "jürgen_köhlschmidt", "initial and last": "J. Köhlschmidt", "initial joined": "jköhlschmidt",
        "without accents": "Jurgen Kohlschmidt", "transliterated": "Juergen Koehlschmidt", "transliterated, joined": "juergenkoehlschmidt",
        "first alone": "Jürgen", "last alone": "Köhlschmidt", "reversed": NAME[::-1], "rot13": NAME.translate(rot13),
    },
    "user name": {"as given": USER, "upper case": USER.upper(), "reversed": USER[::-1], "rot13": USER.translate(rot13)},
    "company": {
        "as given": COMPANY, "lower case": COMPANY.lower(), "upper case": COMPANY.upper(), "without accents": "Fjordalv Traders",
        "transliterated": "Fjordaelv Traders", "reversed": COMPANY[::-1], "rot13": COMPANY.translate(rot13),
    },
    "phone number": {"as given": PHONE, "digits": "4915125550123", "plus and digits": "+4915125550123", "zeros and digits": "004915125550123"},
}

LOOKALIKES = [
    hashlib.md5(b"").hexdigest(), hashlib.sha1(b"").hexdigest(), hashlib.sha256(b"").hexdigest(), hashlib.sha512(b"").hexdigest(),
    hashlib.sha256(b"someone.else@orchid-customer.example").hexdigest(), hashlib.md5(b"mina.korom@orchid-customer.example").hexdigest(),
    base64.b64encode(hashlib.sha256(b"Jurgen Kohl").digest()).decode(), "0123456789abcdef0123456789abcdef", "f" * 64,
    "Minaret Koromandel", "Jürgens Köhlschmidtchen", "mkoroma810", "4915125550124", "b1946ac92492d2347c6235b4d2611184",
]


def planted():
    """Every value to be found, by its cell, and the digests that nothing here makes."""
    cells = {}
    made = digests()
    known = {name: digest for name, digest in made.items() if digest is not None}
    nested = {name: digest for name, digest in known.items() if name not in PLAIN | SHORT}
    for fact, forms in FORMS.items():
        for form, text in forms.items():
            cells[fact, form, "as text"] = text
            for name, digest in known.items():
                cells[fact, form, name] = digest(text.encode()).hex()
    for name, digest in known.items():
        number = int.from_bytes(digest(LOWER.encode()), "big")
        for encoding, encoded in ENCODINGS.items() if name not in SHORT else ():
            cells["encoding", encoding, name] = encoded(digest(LOWER.encode()))
        if name in SHORT or len(digest(b"")) == 8:
            cells["encoding", "number", name] = str(number)
    for name, digest in nested.items():
        cells["salt", "before", name] = digest((HOST + LOWER).encode()).hex()
        cells["salt", "behind", name] = digest((LOWER + ACCOUNT).encode()).hex()
        for inner, other in nested.items():
            cells["nested", f"hex of {inner}", name] = digest(other(LOWER.encode()).hex().encode()).hex()
            cells["nested", f"bytes of {inner}", name] = digest(other(LOWER.encode())).hex()
            if inner in ("md5", "sha1", "sha256", "sha512"):
                cells["nested", f"HEX of {inner}", name] = digest(other(LOWER.encode()).hex().upper().encode()).hex()
                cells["nested", f"base64 of {inner}", name] = digest(base64.b64encode(other(LOWER.encode()))).hex()
    for name in KEYED:
        cells["salt", "HMAC", name] = hmac.new(DOMAIN.encode(), LOWER.encode(), name).hexdigest()
    for name, (encode, _) in TEXT_ENCODINGS.items():
        cells["written", name, ""] = encode(f'{{"who":"{LOWER}"}}')
    return cells, [name for name, digest in made.items() if digest is None]


def nestings():
    """An address under every three ways of writing a text, one in the other."""
    for names in itertools.product(TEXT_ENCODINGS, repeat=3):
        text = f'{{"who":"{LOWER}"}}'
        for name in names:
            text = TEXT_ENCODINGS[name][0](text)
        yield ("deep", " in ".join(names), ""), text


def entry(url, body=None, answer=None, mime="application/json"):
    """One exchange of a HAR."""
    request = {"method": "POST" if body else "GET", "url": url, "httpVersion": "HTTP/2", "headers": [], "cookies": [], "queryString": []}
    request |= {"headersSize": -1, "bodySize": -1}
    if body:
        request["postData"] = {"mimeType": "application/json", "text": body}
    content = {"size": len(answer or ""), "mimeType": mime, "text": answer or ""}
    response = {"status": 200, "statusText": "", "httpVersion": "HTTP/2", "headers": [], "cookies": [], "content": content}
    response |= {"redirectURL": "", "headersSize": -1, "bodySize": -1}
    timings = {"send": 0, "wait": 0, "receive": 0}
    return {"startedDateTime": "2026-11-01T10:00:00.000Z", "time": 1, "request": request, "response": response, "cache": {}, "timings": timings}


def key(at, cell):
    """What the field of a value is called: a name says of a short digest that it is one."""
    return f"email_hash_f{at}" if SHORT.intersection(cell) else f"f{at}"


def capture(values, layered):
    """A session in which the app's server says who is signed in, and a third party receives the values: field f0, f1, …"""
    page = "<!doctype html><html><body>" + "x" * 600 + "</body></html>"
    opened = entry(f"https://{HOST}/home", answer=page, mime="text/html")
    opened["_resourceType"] = "document"
    user = {"accountId": ACCOUNT, "email": EMAIL, "name": NAME, "username": USER, "phone": PHONE, "company": COMPANY}
    entries = [opened, entry(f"https://{HOST}/api/me", answer=json.dumps({"user": user}))]
    fields = {key(at, cell): value for at, (cell, value) in enumerate(values)}
    body = json.dumps(fields, ensure_ascii=False)
    if layered:
        body = json.dumps({"d": base64.b64encode(json.dumps({"inner": body}, ensure_ascii=False).encode()).decode()})
    entries.append(entry("https://in.stranger.example/collect", body=body))
    return {"log": {"version": "1.2", "creator": {"name": "personas", "version": "1"}, "entries": entries}}


def told(telltale, har, folder):
    """What the values are that are found, by the key of the field: the rules and what they say that it is."""
    path = Path(folder, "personas.har")
    path.write_text(json.dumps(har), encoding="utf-8")
    command = [telltale, "audit", str(path), "--format", "json", "--no-policy", "--examples", "all"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    found = collections.defaultdict(list)
    for finding in report["findings"]:
        for occurrence in finding["occurrences"]:
            what = occurrence.get("source", {}).get("what", "")
            for step in occurrence["path"].split("/"):
                found[step.split(" ")[0]].append((finding["rule"], what))
    return found


def left(telltale, values, layered, folder):
    """The cells of the values that a redacted copy still holds."""
    source, copy = Path(folder, "personas.har"), Path(folder, "redacted.har")
    source.write_text(json.dumps(capture(values, layered)), encoding="utf-8")
    copy.unlink(missing_ok=True)
    run = subprocess.run([telltale, "redact", source, "-o", copy, "--no-policy"], capture_output=True, check=False)
    if not copy.is_file():
        return [("a redacted copy", run.stderr.decode().strip(), "")]
    body = json.loads(copy.read_text(encoding="utf-8"))["log"]["entries"][-1]["request"]["postData"]["text"]
    if layered:
        body = json.loads(base64.b64decode(json.loads(body)["d"] + "=="))["inner"]
    fields = json.loads(body)
    texts = "\n".join(map(str, fields.values()))
    # Eight characters stand in others by chance.
    return [cell for at, (cell, value) in enumerate(values) if fields.get(key(at, cell)) == value or len(value) > 12 and value in texts]


def main():
    """Plants, audits, redacts, compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("telltale")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/personas.md")
    options = parser.parse_args()
    cells, missing = planted()
    values = list(cells.items())
    failures, counts = [], collections.Counter()
    with tempfile.TemporaryDirectory() as folder:

        def search(values, layered):
            found = told(options.telltale, capture(values, layered), folder)
            for at, (cell, value) in enumerate(values):
                # Whichever rule speaks, it has to say what this is of what is known.
                is_found = any(what for _, what in found[key(at, cell)])
                counts[cell, is_found] += 1
                # Some ways of writing a text can only be told from others by what they hold, so not all hold each other: the table says how many do.
                if not is_found and cell[0] != "deep":
                    failures.append(f"not found{' in layers' if layered else ''}: {', '.join(filter(None, cell))}: {value[:200]}")

        search(values, False)
        search(values, True)
        for layered in (False, True):
            failures += [f"left in a redacted copy: {', '.join(filter(None, cell))}" for cell in left(options.telltale, values, layered, folder)]
        deep = list(nestings())
        search(deep, False)
        found = told(options.telltale, capture([(("look-alike", value, ""), value) for value in LOOKALIKES], False), folder)
        wrong = [
            f"no person's, and found: {value} by {rule}: {what}"
            for at, value in enumerate(LOOKALIKES) for rule, what in found[f"f{at}"] if what
        ]
    for failure in (failures + wrong)[:40]:
        print(failure)
    if missing:
        print("no module makes " + ", ".join(missing) + ": their published examples are tests of the suite")
    text = tables(cells, counts)
    print(text)
    right = sum(count for (_, is_found), count in counts.items() if is_found)
    total = sum(counts.values())
    precision = right / max(1, right + len(wrong))
    print(f"{2 * len(values)} values in two depths and {len(LOOKALIKES)} look-alikes: {len(failures) + len(wrong)} failures")
    print(f"recall {right / total:.4f} of {total} values, precision {precision:.4f} beside {len(LOOKALIKES)} look-alikes")
    is_same = missing or documented(text, options.write)
    if not is_same:
        print("the tables in docs/personas.md are others: personas.py TELLTALE --write puts these there")
    sys.exit(0 if is_same and not failures and not wrong else 1)


def documented(text, write):
    """Whether the document has these tables, which it has after they were written."""
    document = DOCUMENT.read_text(encoding="utf-8")
    start, end = document.index(MARKS[0]) + len(MARKS[0]), document.index(MARKS[1])
    if write:
        DOCUMENT.write_text(document[:start] + text + document[end:], encoding="utf-8")
    return write or document[start:end] == text


def tables(cells, counts):
    """Digests by what they are of, and ways of writing a text; each beside the detector of Leaky Forms."""

    def share(wanted):
        group = [cell for cell in list(cells) + [cell for cell, _ in counts if cell[0] == "deep"] if wanted(cell)]
        group = set(group)
        right = sum(all(not counts[cell, False] for cell in [cell]) for cell in group)
        return f"{right} of {len(group)}" if group else "–"

    lines = ["| digest | " + " | ".join(f"{fact}, forms" for fact in FORMS) + " | of a digest | salt, HMAC | encodings | Leaky Forms |"]
    lines.append("|---|" + "---|" * (len(FORMS) + 4))
    for name in ["as text", *digests()]:
        row = [share(lambda cell, fact=fact: cell[0] == fact and cell[2] == name) for fact in FORMS]
        row += [share(lambda cell, kind=kind: cell[0] == kind and cell[2] == name) for kind in ("nested", "salt", "encoding")]
        lines.append(f"| {name} | " + " | ".join(row) + f" | {'yes' if name in LEAKY_DIGESTS or name == 'as text' else 'no'} |")
    lines += ["", "| a text written as | found | Leaky Forms |", "|---|---|---|"]
    for name, (_, is_leaky) in TEXT_ENCODINGS.items():
        lines.append(f"| {name} | {share(lambda cell: cell[:2] == ('written', name))} | {'yes' if is_leaky else 'no'} |")
    lines.append(f"| three of these in each other | {share(lambda cell: cell[0] == 'deep')} | yes |")
    lines += [f"| {name} | not looked for | yes |" for name in LEAKY_ONLY]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
