"""Plants a person's data in every form, digest and encoding, and checks that an audit finds it: personas.py TELLTALE [--table].

Each cell of the table in docs/personas.md is one value, made here with Python's own digests. All of them must be found and named, also inside
two layers, and nothing that only looks like one. Exits 1 on any failure. Lists the digests that no module of this Python computes.
"""

import argparse
import base64
import hashlib
import hmac
import json
import subprocess
import sys
import tempfile
import urllib.parse
import zlib
from pathlib import Path

EMAIL, NAME, USER, PHONE = "Mina.Koroma+news@orchid-customer.example", "Jürgen Köhlschmidt", "mkoroma81", "+49 1512 5550123"
ACCOUNT, HOST, DOMAIN = "712020:5c1f0e52-8f0b-4b3c-9a53-0f6f0e6b7a11", "app.orchid-tools.example", "orchid-tools.example"
LOWER = EMAIL.lower()


def digests():
    """The function for each digest, by its name; None for one that Python does not have."""
    made = {name: None for name in ("blake3", "murmur3-128", "whirlpool", "xxh64", "xxh3", "xxh128")}
    for name in "md5 sha1 sha224 sha256 sha384 sha512 sha3-224 sha3-256 sha3-384 sha3-512 blake2b blake2s ripemd160 whirlpool".split():
        try:
            hashlib.new(name, b"")
        except ValueError:
            made[name] = None
            continue
        made[name] = lambda data, name=name: hashlib.new(name, data).digest()
    try:
        import blake3

        made["blake3"] = lambda data: blake3.blake3(data).digest()
    except ImportError:
        pass
    try:
        import mmh3

        made["murmur3-128"] = lambda data: b"".join(part.to_bytes(8, "big") for part in mmh3.hash64(data, signed=False))
    except ImportError:
        pass
    try:
        import xxhash

        made["xxh64"] = lambda data: xxhash.xxh64(data).digest()
        made["xxh3"] = lambda data: xxhash.xxh3_64(data).digest()
        made["xxh128"] = lambda data: xxhash.xxh3_128(data).digest()
    except ImportError:
        pass
    return made


ENCODINGS = {
    "hex": lambda data: data.hex(),
    "HEX": lambda data: data.hex().upper(),
    "base64": lambda data: base64.b64encode(data).decode(),
    "base64url": lambda data: base64.urlsafe_b64encode(data).decode().rstrip("="),
    "base32": lambda data: base64.b32encode(data).decode().rstrip("="),
}

rot13 = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")

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
    "phone": {"as given": PHONE, "digits": "4915125550123", "plus and digits": "+4915125550123", "zeros and digits": "004915125550123"},
}

LOOKALIKES = [
    hashlib.md5(b"").hexdigest(), hashlib.sha1(b"").hexdigest(), hashlib.sha256(b"").hexdigest(), hashlib.sha512(b"").hexdigest(),
    hashlib.sha256(b"someone.else@orchid-customer.example").hexdigest(), hashlib.md5(b"mina.korom@orchid-customer.example").hexdigest(),
    base64.b64encode(hashlib.sha256(b"Jurgen Kohl").digest()).decode(), "0123456789abcdef0123456789abcdef", "f" * 64,
    "Minaret Koromandel", "Jürgens Köhlschmidtchen", "mkoroma810", "4915125550124", "b1946ac92492d2347c6235b4d2611184",
]


def planted():
    """Every value to be found, by its cell."""
    cells = {}
    for fact, forms in FORMS.items():
        for form, text in forms.items():
            cells[fact, form, ""] = text
    made = digests()
    for name, digest in made.items():
        if digest is None:
            continue
        for encoding, encoded in ENCODINGS.items():
            cells["email", name, encoding] = encoded(digest(LOWER.encode()))
        for fact, forms in FORMS.items():
            for form, text in forms.items():
                if form not in ("reversed", "rot13"):
                    cells[fact, form, name] = digest(text.encode()).hex()
        cells["email", name, "salt before"] = digest((HOST + LOWER).encode()).hex()
        cells["email", name, "salt behind"] = digest((LOWER + ACCOUNT).encode()).hex()
        for inner, other in made.items():
            if other is not None:
                cells["email", f"{name} of {inner}", "hex"] = digest(other(LOWER.encode()).hex().encode()).hex()
                cells["email", f"{name} of {inner}", "bytes"] = digest(other(LOWER.encode())).hex()
    for name in ("md5", "sha1", "sha256", "sha384", "sha512"):
        cells["email", name, "HMAC"] = hmac.new(DOMAIN.encode(), LOWER.encode(), name).hexdigest()
    cells["email", "crc32", "beside its name"] = f"{zlib.crc32(LOWER.encode()):08x}"
    return cells, [name for name, digest in made.items() if digest is None]


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


def capture(values, layered):
    """A session in which the app's server says who is signed in, and a third party receives the values: field f0, f1, …"""
    page = "<!doctype html><html><body>" + "x" * 600 + "</body></html>"
    opened = entry(f"https://{HOST}/home", answer=page, mime="text/html")
    opened["_resourceType"] = "document"
    user = {"accountId": ACCOUNT, "email": EMAIL, "name": NAME, "username": USER, "phone": PHONE}
    entries = [opened, entry(f"https://{HOST}/api/me", answer=json.dumps({"user": user}))]
    fields = {f"f{at}" if "crc32" not in cell else f"email_hash_f{at}": value for at, (cell, value) in enumerate(values)}
    body = json.dumps(fields, ensure_ascii=False)
    if layered:
        body = json.dumps({"d": base64.b64encode(json.dumps({"inner": body}, ensure_ascii=False).encode()).decode()})
    entries.append(entry("https://in.stranger.example/collect", body=body))
    return {"log": {"version": "1.2", "creator": {"name": "personas", "version": "1"}, "entries": entries}}


def found(telltale, har, folder):
    """The reporting rules, and the source that they name, by the field's own key."""
    path = Path(folder, "personas.har")
    path.write_text(json.dumps(har), encoding="utf-8")
    command = [telltale, "audit", str(path), "--format", "json", "--no-policy", "--examples", "all"]
    report = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    told = {}
    for finding in report["findings"]:
        for occurrence in finding["occurrences"]:
            key = occurrence["path"].split("/")[-1].split(" ")[0]
            told.setdefault(key, []).append((finding["rule"], occurrence.get("source", {}).get("what", "")))
    return told


def main():
    """Plants, audits, compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("telltale")
    parser.add_argument("--table", action="store_true", help="print what was looked for as a table in Markdown")
    options = parser.parse_args()
    cells, missing = planted()
    values = list(cells.items())
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        for layered in (False, True):
            told = found(options.telltale, capture(values, layered), folder)
            for at, (cell, value) in enumerate(values):
                key = f"f{at}" if "crc32" not in cell else f"email_hash_f{at}"
                # The rule that reports it must say which known fact it is.
                if not any(what for _, what in told.get(key, [])):
                    failures.append(f"not found{' in layers' if layered else ''}: {', '.join(filter(None, cell))}: {value}")
        told = found(options.telltale, capture([(("look-alike", value, ""), value) for value in LOOKALIKES], False), folder)
        for at, value in enumerate(LOOKALIKES):
            for rule, what in told.get(f"f{at}", []):
                if what:
                    failures.append(f"no person's, and found: {value} by {rule}: {what}")
    for failure in failures[:40]:
        print(failure)
    if missing:
        print("no module makes " + ", ".join(missing) + ": their published examples are tests of the suite")
    if options.table:
        table(cells)
    print(f"{2 * len(values)} values in two depths and {len(LOOKALIKES)} look-alikes: {len(failures)} failures")
    sys.exit(1 if failures else 0)


def table(cells):
    """The result as a table: a row for each form, a column for each digest."""
    names = [name for name, digest in digests().items() if digest is not None]
    print("| fact | form | as text | " + " | ".join(names) + " |")
    print("|---|---|---|" + "---|" * len(names))
    for fact, forms in FORMS.items():
        for form in forms:
            row = ["✓" if (fact, form, name) in cells else "" for name in names]
            print(f"| {fact} | {form} | ✓ | " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
