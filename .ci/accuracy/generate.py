"""Writes labelled captures of made-up people: python .ci/accuracy/generate.py FOLDER [--seed N] [--rounds N].

Every kind of value goes in every form to a library's endpoint; each leaky capture has a clean twin with look-alikes. The same seed writes the same bytes.
"""

import argparse
import base64
import gzip
import itertools
import json
import random
from pathlib import Path
from urllib.parse import quote, urlencode

from people import Person, jwt

KINDS = "email name phone ip jwt title ugc search reset-token session-id api-key card iban address dob".split()
APP = "forms.quillapp.example.com"
PER_CAPTURE = 12
IN_PATHS = {"email", "phone", "ip", "jwt", "reset-token", "session-id", "api-key", "digest"}

# Who is told, where, and how the event's properties lie in what the library sends.
VENDORS = {
    "segment": ("https://api.segment.io/v1/t", lambda event, told: {"type": "track", "event": event, "userId": "u-71", "properties": told}),
    "rudderstack": ("https://dataplane.rudderstack.com/v1/batch", lambda event, told: {"batch": [{"type": "track", "event": event, "properties": told}]}),
    "mixpanel": ("https://api-js.mixpanel.com/track/", lambda event, told: [{"event": event, "properties": {"token": "0a1b2c3d4e5f6071", **told}}]),
    "posthog": ("https://eu.i.posthog.com/e/", lambda event, told: {"api_key": "phc_example", "event": event, "properties": told}),
    "amplitude": ("https://api2.amplitude.com/2/httpapi", lambda event, told: {"api_key": "0f", "events": [{"event_type": event, "event_properties": told}]}),
    "sentry": ("https://o450.ingest.de.sentry.io/api/1/store/", lambda event, told: {"message": event, "platform": "javascript", "extra": told}),
    "heap": ("https://heapanalytics.com/api/track", lambda event, told: {"app_id": "11", "event": event, "properties": told}),
    "unknown host": ("https://collect.mossgarden.example/in", lambda event, told: {"e": event, "d": told}),
}


def plain(url, body, told, key):
    return url, {"text": json.dumps(body(told), ensure_ascii=False)}


def query(url, body, told, key):
    return f"{url}?{urlencode({'ev': 'view', **told}, quote_via=quote)}", None


def form(url, body, told, key):
    return url, {"text": urlencode({"ev": "view", **told}), "mimeType": "application/x-www-form-urlencoded"}


def in_url(url, body, told, key):
    return url, {"text": json.dumps(body({"url": f"https://{APP}/view?{urlencode(told, quote_via=quote)}"}))}


def twice(url, body, told, key):
    inner = f"https://{APP}/view?{urlencode(told, quote_via=quote)}"
    return url, {"text": json.dumps(body({"url": f"https://{APP}/go?{urlencode({'next': inner}, quote_via=quote)}"}))}


def in_string(url, body, told, key):
    return url, {"text": json.dumps(body({"payload": json.dumps(told, ensure_ascii=False)}), ensure_ascii=False)}


def in_base64(url, body, told, key):
    return url, {"text": urlencode({"data": encoded(body(told))}), "mimeType": "application/x-www-form-urlencoded"}


def in_hex(url, body, told, key):
    return url, {"text": json.dumps(body({"dump": json.dumps(told, ensure_ascii=False).encode().hex()}))}


def in_claims(url, body, told, key):
    return url, {"text": json.dumps(body({"session": jwt({"sub": "712020", **told})}))}


def in_gzip(url, body, told, key):
    packed = gzip.compress(json.dumps(body(told), ensure_ascii=False).encode(), mtime=0)
    return f"{url}?compression=gzip-js", {"text": base64.b64encode(packed).decode(), "encoding": "base64", "mimeType": "text/plain"}


def in_parts(url, body, told, key):
    parts = [f'--bound\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n' for name, text in told.items()]
    return url, {"text": "".join(parts) + "--bound--\r\n", "mimeType": "multipart/form-data; boundary=bound"}


def in_path(url, body, told, key):
    return f"{url.rstrip('/')}/{quote(key, safe='')}/{quote(str(told[key]), safe='')}", None


def in_header(url, body, told, key):
    return url, {"text": json.dumps(body({"ok": True})), "header": ("X-Client-" + key.replace("_", "-"), str(told[key]))}


FORMS = {
    "json": plain, "query": query, "form": form, "url": in_url, "percent": twice, "json-in-json": in_string, "base64": in_base64, "hex": in_hex,
    "jwt": in_claims, "gzip": in_gzip, "multipart": in_parts, "path": in_path, "header": in_header,
}  # fmt: skip


def encoded(value):
    return base64.b64encode(json.dumps(value, ensure_ascii=False).encode()).decode()


def entry(method, url, headers=(), body=None, answer=None, mime="application/json"):
    request = {"method": method, "url": url, "httpVersion": "HTTP/2", "headers": [], "cookies": [], "queryString": [], "headersSize": -1, "bodySize": -1}
    request["headers"] = [{"name": name, "value": value} for name, value in headers]
    if body is not None:
        request["postData"] = {"mimeType": "application/json", **body}
    content = {"size": len(answer or ""), "mimeType": mime, "text": answer or ""}
    response = {"status": 200, "statusText": "", "httpVersion": "HTTP/2", "headers": [], "cookies": [], "content": content}
    response |= {"redirectURL": "", "headersSize": -1, "bodySize": -1}
    timings = {"send": 0, "wait": 1, "receive": 0}
    return {"startedDateTime": "2026-03-02T08:15:00.000Z", "time": 1, "request": request, "response": response, "cache": {}, "timings": timings}


def session(person):
    """What the app itself loads: its page, and who is signed in."""
    me = {"accountId": person.account, "displayName": person.name, "emailAddress": person.email, "phone": person.phone}
    opened = entry("GET", f"https://{APP}/home", answer="<!doctype html><title>Forms</title>" + "<p>" * 200, mime="text/html")
    form = {"id": person.uuid(), "title": person.title}
    mine = [entry("GET", f"https://{APP}/rest/me", answer=json.dumps(me, ensure_ascii=False))]
    return [opened, *mine, entry("GET", f"https://{APP}/rest/form", [("Authorization", f"JWT {person.token}")], answer=json.dumps(form))]


def first_party(person):
    rows = [(1, "email", person.email), (1, "name", person.name), (1, "phone", person.phone), (2, "title", person.title), (2, "jwt", person.token)]
    return [label(record, APP, "first-party", kind, ["json"], value, False) for record, kind, value in rows]


def label(record, host, vendor, kind, path, value, must_find, **more):
    row = {"entry_index": record, "host": host, "vendor": vendor, "kind": kind, "path": path, "value": value, "must_find": must_find}
    return row | more


def sent(rng, vendor, form, key, value):
    """A request that tells a vendor a value beside harmless ones."""
    url, body = VENDORS[vendor]
    told = {"plan": "team", "count": rng.randrange(90), key: value}
    target, data = FORMS[form](url, lambda told: body("Form Viewed", told), told, key)
    data = dict(data) if data else None
    header = data.pop("header", None) if data else None
    headers = [("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/145.0.0.0"), *([header] if header else [])]
    return entry("POST" if data else "GET", target, headers, data)


def planned(rng, rounds):
    """Every kind in every form, and digests, in an order of their own and dealt into captures."""
    cells = [cell for _ in range(rounds) for cell in itertools.product([*KINDS, "digest"], FORMS) if is_usual(*cell)]
    rng.shuffle(cells)
    return [cells[at : at + PER_CAPTURE] for at in range(0, len(cells), PER_CAPTURE)]


def is_usual(kind, form):
    """No token holds another as its claim, and nobody puts a sentence into a path."""
    return (kind, form) != ("jwt", "jwt") and (form != "path" or kind in IN_PATHS)


def captures(seed, rounds):
    rng = random.Random(seed)
    vendors = itertools.cycle(VENDORS)
    for number, cells in enumerate(planned(rng, rounds), 1):
        person = Person(rng)
        leaky, clean = (session(person), first_party(person)), (session(person), first_party(person))
        for kind, form in cells:
            vendor = next(vendors)
            leaky[1].append(leak(rng, person, leaky[0], vendor, kind, form))
            trap, key, value = rng.choice(person.lookalikes())
            # A token is a token, whatever it claims.
            harmless = "json" if form == "jwt" else form
            clean[1].append(label(len(clean[0]), host_of(vendor), vendor, f"trap:{trap}", [harmless], value, False))
            clean[0].append(sent(rng, vendor, harmless, key, value))
        yield f"generated-{number:02}.leaky", *leaky
        yield f"generated-{number:02}.clean", *clean


def leak(rng, person, entries, vendor, kind, form):
    """Sends a value, and labels it."""
    more = {}
    if kind == "digest":
        of, value, digest = person.digest()
        key, kind, more = f"{of}_hash", f"hash-of-{of}", {"digest": digest}
    else:
        key, value = person.value(kind)
    entries.append(sent(rng, vendor, form, key, more.get("digest", value)))
    return label(len(entries) - 1, host_of(vendor), vendor, kind, [form], value, True, **more)


def host_of(vendor):
    return VENDORS[vendor][0].split("/")[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2, help="how often each kind goes in each form")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for old in options.folder.glob("generated-*"):
        old.unlink()
    for name, entries, labels in captures(options.seed, options.rounds):
        har = {"log": {"version": "1.2", "creator": {"name": "accuracy", "version": "1"}, "entries": entries}}
        (options.folder / f"{name}.har").write_text(json.dumps(har, ensure_ascii=False, indent=1), encoding="utf-8")
        (options.folder / f"{name}.labels.json").write_text(json.dumps({"labels": labels}, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
