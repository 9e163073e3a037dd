"""Replays a redacted capture in a browser: replay.py TELLTALE. Everything that the page requests is in it, and nothing of the original is.

Playwright responds to a POST only if its body equals the recorded one byte for byte. The page builds that body from the responses that it
received, so this also proves that a value has the same placeholder everywhere.
"""

import base64
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import TimeoutError, sync_playwright

APP = "https://forms.app.example"
TITLE = "Harassment complaint against the night shift"
EMAIL = "ines.example@acme.example"
PLACEHOLDER = re.compile("~[a-z]+-[0-9a-f]{1,16}~")

PAGE = '<!doctype html><meta charset="utf-8"><title>Forms</title><h1></h1><p></p><script src="/app.js"></script>'

SCRIPT = """
(async () => {
  const form = await (await fetch('/api/forms')).json();
  document.querySelector('h1').textContent = form.title;
  document.querySelector('p').textContent = form.owner.email;
  const event = {
    type: 'track', event: 'Form Opened', messageId: 'm-1', anonymousId: 'a-1',
    properties: { formTitle: form.title }, context: { page: { url: location.href }, traits: { email: form.owner.email } },
  };
  await fetch('https://api.segment.io/v1/t', { method: 'POST', body: JSON.stringify(event) });
  document.body.id = 'sent';
})();
"""


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def jwt():
    """An unsigned token, as an iframe of Connect receives it."""
    claims = {"iss": "made-up-tenant", "sub": "557058:00000000-0000-4000-8000-000000000000", "iat": 1700000000, "exp": 1700000900}
    parts = [compact({"typ": "JWT", "alg": "HS256"}).encode(), compact(claims).encode(), b"a signature that nobody checks.."]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def entry(method, url, kind, answer, referrer=None, body=None):
    """An exchange. All text in it is ASCII, so that lengths in characters and bytes are equal."""
    either = {"httpVersion": "HTTP/1.1", "cookies": [], "headersSize": -1}
    headers = [{"name": "Content-Type", "value": kind}, {"name": "Access-Control-Allow-Origin", "value": "*"}]
    request = {"method": method, "url": url, **either, "queryString": [], "bodySize": len(body or "")}
    request["headers"] = [{"name": "Referer", "value": referrer}] if referrer else []
    if body:
        request["postData"] = {"mimeType": "text/plain;charset=UTF-8", "text": body}
    content = {"size": len(answer), "mimeType": kind, "text": answer}
    response = {"status": 200, "statusText": "OK", **either, "headers": headers, "content": content, "redirectURL": ""}
    response["bodySize"] = len(answer)
    times = {"startedDateTime": "2026-01-01T00:00:00Z", "time": 1, "timings": {"send": 0, "wait": 1, "receive": 0}}
    return {**times, "request": request, "response": response, "cache": {}}


def capture(token):
    """A session as a browser would have recorded it."""
    page = f"{APP}/connect/forms?jwt={token}"
    event = {
        "type": "track", "event": "Form Opened", "messageId": "m-1", "anonymousId": "a-1",
        "properties": {"formTitle": TITLE}, "context": {"page": {"url": page}, "traits": {"email": EMAIL}},
    }  # fmt: skip
    form = {"id": 7, "title": TITLE, "owner": {"email": EMAIL}}
    entries = [
        entry("GET", page, "text/html; charset=utf-8", PAGE),
        entry("GET", f"{APP}/app.js", "text/javascript", SCRIPT, page),
        entry("GET", f"{APP}/api/forms", "application/json", compact(form), page),
        entry("POST", "https://api.segment.io/v1/t", "application/json", '{"success":true}', f"{APP}/", compact(event)),
    ]
    return {"log": {"version": "1.2", "creator": {"name": "replay.py", "version": "1"}, "pages": [], "entries": entries}}


def redact(telltale, original, folder):
    source, target = folder / "session.har", folder / "redacted.har"
    source.write_text(json.dumps(original, indent=2))
    command = [telltale, "redact", source, "-o", target, "--certificate", folder / "certificate.json", "--no-policy"]
    subprocess.run(command, check=True)
    return target


def replay(browser, har):
    """Opens the first page of a capture with no network but the capture; returns the requests and responses."""
    context = browser.new_context(service_workers="block")
    context.route_from_har(har, not_found="abort")
    page = context.new_page()
    said, answers = [], {}
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.method} {request.url}: {request.failure}"))
    page.on("response", lambda response: answers.setdefault((response.request.method, response.url), response))
    page.goto(json.loads(har.read_text())["log"]["entries"][0]["request"]["url"])
    try:
        page.wait_for_selector("#sent", state="attached", timeout=10_000)
    except TimeoutError:
        said.append("the page did not come to its end")
    seen = page.content() + page.url + page.title()
    shown = page.inner_text("h1"), page.inner_text("p"), page.url
    bodies = {asked: answer.text() for asked, answer in answers.items()}
    context.close()
    return said, bodies, shown, seen


def faults(telltale, browser, folder):
    token = jwt()
    har = redact(telltale, capture(token), folder)
    said, bodies, shown, seen = replay(browser, har)
    yield from said
    for name, value in {"title": TITLE, "email address": EMAIL, "token": token}.items():
        if value in seen or value in har.read_text():
            yield f"the {name} is left"
    for name, text in zip(("title", "email address", "address of the page"), shown):
        if not PLACEHOLDER.search(text):
            yield f"the {name} has no placeholder"
    for recorded in json.loads(har.read_text())["log"]["entries"]:
        asked = recorded["request"]["method"], recorded["request"]["url"]
        if bodies.pop(asked, None) != recorded["response"]["content"]["text"]:
            yield f"{' '.join(asked)} was not answered as recorded"
    yield from (f"{' '.join(asked)} is not in the capture" for asked in bodies)
    print(f"The page at {shown[2]} shows {shown[0]} and {shown[1]}.")


def main(telltale):
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = list(faults(Path(telltale).resolve(), browser, Path(folder)))
        browser.close()
    if found:
        raise SystemExit("\n".join(found))
    print("The redacted capture replays.")


if __name__ == "__main__":
    main(*sys.argv[1:])
