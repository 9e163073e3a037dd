"""Generates captures of sign-ins whose secrets are all known: signins.py write SEED -o FILE, signins.py try TELLTALE --seeds A-B.

Next to FILE it writes the secrets (.secrets.json), and what is not secret and should survive a redaction (.harmless.json). `try` redacts
each capture and searches it for its secrets with leftovers.py. It exits 1 if any is left or any run fails. Everything is made up.
"""

import argparse
import base64
import collections
import concurrent.futures
import datetime
import functools
import gzip
import hashlib
import html
import json
import random
import re
import string
import subprocess
import tempfile
import uuid
import zlib
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote, urlsplit

import leftovers

MOST_ENTRIES = 40
ATTEMPTS = 6
MINUTES = 5  # For one run of telltale.


# Texts with their secrets

Hold = collections.namedtuple("Hold", "secret place note outer")


class Text(str):
    """A text with its secrets: each with its place and its encoding, if these are special, and its kind."""

    holds = ()


class Bytes(bytes):
    holds = ()


class Number(int):
    holds = ()


def joined(*parts, place=None):
    """Joins parts into one text with all their secrets."""
    text = Text("".join(parts))
    text.holds = [hold._replace(place=place or hold.place) for part in parts for hold in getattr(part, "holds", ())]
    return text


def coded(function, text, note=None):
    """A text encoded by a function; if that hides the secrets, a note says how."""
    made = function(text)
    made = Bytes(made) if isinstance(made, bytes) else Text(made)
    made.holds = [hold._replace(note=note, outer=made) if note else hold for hold in getattr(text, "holds", ())]
    return made


def held(value):
    """All secrets in a structure of texts."""
    if isinstance(value, dict):
        return [hold for pair in value.items() for item in pair for hold in held(item)]
    if isinstance(value, (list, tuple)):
        return [hold for item in value for hold in held(item)]
    return list(getattr(value, "holds", ()))


def b64(data):
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def b64url(data):
    return b64(data).replace("+", "-").replace("/", "_").rstrip("=")


def percent(text, note=None):
    return coded(functools.partial(quote, safe=""), text, note)


def escaped(text):
    return coded(html.escape, text)


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def deflated(text):
    return b64(zlib.compress(text.encode(), 9)[2:-4])


def zipped(text):
    return gzip.compress(text.encode() if isinstance(text, str) else text, mtime=0)


Body = collections.namedtuple("Body", "mime data place pairs", defaults=((),))


# Words

WORDS = """Tulpe Regen Kanne Morgen Kiesel Lampe Birke Wolke Anker Distel Farn Ginster Hafer Ilex Jasmin Koralle Linde Mohn
Nebel Otter Pappel Quitte Rabe Segel Tanne Ulme Veilchen Weide Zander Amsel Brise Dachs Eule Fjord Girlande Hummel Igel
Kompass""".split()
ODD_WORDS = "Grüße Käse Überfluss Straße naïf señal coração żółw çiçek ромашка ключик さくら 白云".split()
FIRST_NAMES = "Ilvara Jörn Łucja Mérédith Tavian Çağlaş Brunhild Oswin Xiomara Ørjan Ruslana Keanor".split()
LAST_NAMES = "Tornquell Übelacker-Quist Żeleńska Brandwyn Oquendal Felsmark Vantreel Ashgrove-Nym Ковальцева Drosselby".split()
SITES = "tulpe kanne kiesel lampe birke anker distel ginster koralle nebel".split()
STYLES = ["camel", "snake", "kebab", "pascal", "screaming", "runtogether"]

NAMES = {
    "password": [
        "password", "passwd", "pwd", "user password", "login password", "pass phrase", "account password", "passwort", "kennwort",
        "mot de passe", "contraseña", "contrasena", "clave de acceso", "senha", "hasło", "haslo", "şifre", "sifre", "пароль",
        "パスワード", "密码", "口令",
    ],
    "token": [
        "access token", "auth token", "session token", "bearer token", "api token", "user token", "token", "zugriffstoken",
        "zugangs token", "jeton", "jeton d acces", "token de acceso", "token de acesso", "token dostępu", "erişim belirteci",
        "токен", "токен доступа", "アクセストークン", "令牌", "访问令牌",
    ],
    "code": [
        "otp", "totp code", "verification code", "mfa code", "one time password", "sms code", "passcode", "two factor code",
        "bestätigungscode", "sicherheitscode", "einmalcode", "code de verification", "código de verificación",
        "codigo de verificacao", "kod weryfikacyjny", "kod jednorazowy", "doğrulama kodu", "код подтверждения", "確認コード",
        "認証コード", "验证码",
    ],
}  # fmt: skip
ENGLISH = {"password": 7, "token": 7, "code": 8}


def named(words, style):
    """Joins words into a name in a naming style."""
    words = words.split()
    capital = [word[:1].upper() + word[1:] for word in words]
    return {
        "camel": words[0] + "".join(capital[1:]),
        "snake": "_".join(words),
        "kebab": "-".join(words),
        "pascal": "".join(capital),
        "screaming": "_".join(words).upper(),
        "runtogether": "".join(words),
    }[style]


Person = collections.namedtuple("Person", "name email phone digests")


class Capture:
    """One capture under construction. In a clean one, a placeholder replaces every secret."""

    def __init__(self, seed, is_clean=False):
        self.random, self.is_clean = random.Random(seed), is_clean
        self.entries, self.pages, self.rows, self.harmless, self.values = [], [], [], {}, {}
        self.flow, self.jars, self.known = "page", collections.defaultdict(dict), []
        self.clock = datetime.datetime(
            2026, self.number(1, 12), self.number(1, 28), self.number(6, 20), self.number(0, 59), 7, tzinfo=datetime.UTC
        )
        self.producer = self.pick(["chrome", "chrome", "firefox", "playwright"])
        self.style = self.pick(STYLES)
        self.site = self.pick(SITES)
        self.app, self.idp, self.api = (f"https://{name}.{self.site}.example" for name in ("app", "id", "api"))
        self.third = self.pick(["https://collect.pulse.test", "https://events.metrics.example", "https://t.stats.test"])
        self.title = f"{self.site.title()} Portal"
        self.indent = self.pick([None, None, 2, 4])
        self.is_ascii, self.is_raw_query = self.chance(0.4), self.chance(0.5)
        self.location = self.referrer = joined(f"{self.app}/")
        self.build, self.version = self.hexadecimal(8), f"{self.number(1, 9)}.{self.number(0, 40)}.{self.number(0, 20)}"
        self.person = self.people()

    # Randomness

    def pick(self, options):
        return self.random.choice(options)

    def chance(self, share):
        return self.random.random() < share

    def number(self, least, most):
        return self.random.randint(least, most)

    def shuffled(self, options):
        options = list(options)
        self.random.shuffle(options)
        return options

    def letters(self, count, alphabet=string.ascii_letters + string.digits):
        return "".join(self.random.choices(alphabet, k=count))

    def hexadecimal(self, count):
        return self.letters(count, "0123456789abcdef")

    def uuid(self):
        return str(uuid.UUID(bytes=self.random.randbytes(16), version=4))

    def moment(self):
        return int(self.clock.timestamp())

    # Secrets

    def secret(self, kind, make, inner=()):
        """A new secret, unlike all others; `inner` are the texts whose secrets can be decoded from it."""
        last = None
        while True:
            value = make()
            low = value.lower()
            if not any(is_same(low, other) for other in self.values):
                break
            if value == last:
                raise ValueError(f"a {kind} is in another secret")
            last = value
        self.values[low] = kind
        text = Text(f"~secret-{len(self.values):x}~" if self.is_clean else value)
        text.kind, text.flow = kind, self.flow
        note = {"saml": "in SAML", "basic": "in Basic", "webauthn": "in clientDataJSON"}.get(kind, "in a JWT")
        text.holds = [Hold(text, None, None, text), *(hold._replace(note=note, outer=text) for hold in joined(*inner).holds)]
        if kind not in ("email", "phone", "name", "pin", "digest-of-email", "digest-of-phone"):
            self.known.append(text)
        return text

    def name(self, kind):
        """The name of a field of a kind, in one of several languages and styles."""
        names, english = NAMES[kind], ENGLISH[kind]
        words = self.pick(names[:english] if self.chance(0.6) else names[english:])
        return named(words, self.style if self.chance(0.7) else self.pick(STYLES))

    def field(self, words):
        """A field's name, mostly in this capture's style."""
        return named(words, self.style if self.chance(0.85) else self.pick(STYLES))

    def opaque(self):
        """A token without meaning."""
        shape = self.number(0, 11)
        size = self.pick([24, 32, 32, 48])
        return [
            lambda: self.hexadecimal(self.pick([32, 40, 64])),
            lambda: self.hexadecimal(32),
            lambda: b64(self.random.randbytes(size)),
            lambda: b64(self.random.randbytes(size + 1)),
            lambda: b64url(self.random.randbytes(size)),
            lambda: b64url(self.random.randbytes(size + 2)),
            lambda: self.letters(self.pick([22, 32, 43, 64])),
            lambda: f"0.AXk{b64url(self.random.randbytes(60))}",
            lambda: f"ya29.{b64url(self.random.randbytes(75))}",
            lambda: f"v{self.number(1, 2)}.{b64url(self.random.randbytes(18))}.{b64url(self.random.randbytes(27))}",
            lambda: f"{self.pick(['gho', 'rt', 'at', 'usr'])}_{self.letters(36)}",
            lambda: f"{self.letters(12)}.{self.letters(16)}-{self.letters(8)}",
        ][shape]()

    def jwt(self, kind="access-token", **claims):
        """A JWT, mostly with the signed-in person in it."""
        now, person = self.moment(), self.person
        told = {
            "sub": self.uuid(),
            "iss": self.idp,
            "aud": f"{self.site}-web",
            "iat": now,
            "exp": now + 3600,
            "jti": self.letters(12),
            **claims,
        }
        if self.chance(0.6):
            told |= {"email": person.email, "name": person.name}
        # One with a unique beginning, which identifies it.
        first = self.pick(["sub", "jti"])
        told = {first: told[first], **dict(self.shuffled(told.items()))}
        alg, size = self.pick([("HS256", 32), ("RS256", 256), ("ES256", 64), ("EdDSA", 64)])
        head = dict(self.shuffled({"alg": alg, "typ": "JWT", "kid": self.hexadecimal(8)}.items()))
        text = compact(told) if self.chance(0.8) else json.dumps(told)
        make = lambda: f"{b64url(compact(head))}.{b64url(text)}.{b64url(self.random.randbytes(size))}"
        return self.secret(kind, make, [item for item in told.values() if isinstance(item, str)])

    def token(self, kind="access-token"):
        is_jwt = kind == "id-token" or (kind != "refresh-token" and self.chance(0.45))
        return self.jwt(kind) if is_jwt else self.secret(kind, self.opaque)

    def session(self, kind="session"):
        shapes = [
            lambda: self.hexadecimal(32),
            self.uuid,
            lambda: self.letters(26).lower(),
            lambda: f"s:{self.letters(32)}.{b64(self.random.randbytes(32)).rstrip('=')}",
            self.opaque,
        ]
        return self.secret(kind, self.pick(shapes))

    def word(self):
        return self.pick(WORDS)

    def password(self, kind="password"):
        """A password as people choose them: words and punctuation, or anything."""
        words = [self.word(), self.word(), self.word()]
        odd, number, sign = self.pick(ODD_WORDS), self.number(10, 99), self.pick("!?#$%&*+=/@;:")
        shape = self.number(0, 11)
        make = [
            lambda: f"{words[0]}n-{words[1]}-{number}",
            lambda: f"{words[0].lower()} {words[1].lower()} {words[2].lower()} {number}",
            lambda: f"{odd}&{words[0]}{number}",
            lambda: f'{words[0]}"{words[1].lower()}"{number}',
            lambda: f"{words[0]}'s <{words[1]}> {number}",
            lambda: f"100%{words[0]}+{words[1]}{number}",
            lambda: f"{words[0]}\\{words[1]}{sign}{number}",
            lambda: f"{odd} {words[0].lower()} {number}{sign}",
            lambda: f"{sign}{words[0]}{number}{words[1]}{sign}",
            lambda: self.letters(4) + sign + self.letters(4),
            lambda: self.letters(self.number(14, 22), string.ascii_letters + string.digits + "!#$%&*+-/=?@^_{|}~;:,."),
            lambda: f"{words[0].lower()}{words[1].lower()}{words[2].lower()}{number}",
        ][shape]
        return self.secret(kind, make)

    def code(self):
        return self.secret("otp", lambda: str(self.number(100000, 999999)))

    def digits(self, code):
        """A code as a JSON number."""
        number = Number(0 if self.is_clean else code)
        number.holds = code.holds
        return number

    def people(self):
        """The signed-in person."""
        self.flow = "person"
        first, last = self.pick(FIRST_NAMES), self.pick(LAST_NAMES)
        name = self.secret("name", lambda: f"{first} {last}")
        local = (
            re.sub("[^a-z]", "", first.lower()) + self.pick([".", "_", "-", "."]) + self.word().lower() + str(self.number(2, 99))
        )
        email = local + "@" + self.pick(["kunde.example", "mail.test", "example.com", "post.example.org"])
        number, spaced = self.pick([
            ("+12025550{}", "+1 (202) 555-0{}"), ("+493023125{}", "+49 30 23125-{}"),
            ("+442079460{}", "+44 20 7946 0{}"), ("+33199000{}", "+33 1 99 00 0{}"),
        ])  # fmt: skip
        last_digits = self.number(100, 199)
        number, spaced = number.format(last_digits), spaced.format(last_digits)
        address, shown = self.secret("email", lambda: email), self.pick([number, spaced])
        phone = self.secret("phone", lambda: shown)
        digests = []
        for algorithm in ("md5", "sha1", "sha256"):
            for kind, told in (("email", email.lower()), ("phone", number), ("phone", number[1:])):
                digest = hashlib.new(algorithm, told.encode())
                made = [digest.hexdigest(), digest.hexdigest().upper(), b64(digest.digest())][
                    self.number(0, 2) if self.chance(0.3) else 0
                ]
                digests.append(self.secret(f"digest-of-{kind}", lambda: made))
        return Person(name, address, phone, digests)

    def keep(self, value, why):
        """Notes what is harmless."""
        self.harmless.setdefault(value, why)
        return value

    # Bodies

    def json(self, data, place="response body JSON", mime="application/json"):
        is_spaced = self.chance(0.2)
        text = json.dumps(
            data, indent=self.pick([2, 4]) if self.chance(0.25) else None, ensure_ascii=self.chance(0.3),
            separators=None if is_spaced else (",", ": " if self.chance(0.1) else ":"),
        )  # fmt: skip
        text = Text(text.replace("/", "\\/") if self.chance(0.12) else text)
        text.holds = held(data)
        return Body(mime + self.pick(["", ";charset=UTF-8", "; charset=utf-8"]), text, place)

    def sent(self, data):
        return self.json(data, "request body JSON")

    def form(self, pairs):
        return Body("application/x-www-form-urlencoded", self.query(pairs, self.chance(0.6)), "form body", tuple(pairs))

    def query(self, pairs, is_plus=False):
        encode = quote_plus if is_plus else functools.partial(quote, safe="")
        parts = [joined("&", coded(encode, joined(name)), "=", coded(encode, joined(value))) for name, value in pairs]
        text = Text("".join(parts)[1:])
        text.holds = held(parts)
        return text

    def multipart(self, pairs):
        boundary = self.pick(["----WebKitFormBoundary", "---------------------------"]) + self.letters(16)
        parts = [
            joined(f'--{boundary}\r\nContent-Disposition: form-data; name="', joined(name), '"\r\n\r\n', value, "\r\n")
            for name, value in pairs
        ]
        return Body(
            f"multipart/form-data; boundary={boundary}", joined(*parts, f"--{boundary}--\r\n"), "multipart body", tuple(pairs)
        )

    def xml(self, text, place="XML response", mime=None):
        return Body(
            mime or self.pick(["application/xml", "text/xml; charset=utf-8"]),
            joined('<?xml version="1.0" encoding="UTF-8"?>', text),
            place,
        )

    def script(self, text, place="JS response"):
        return Body(self.pick(["application/javascript", "text/javascript; charset=utf-8"]), text, place)

    def page(self, title, head=(), body=()):
        """An HTML page with other elements of pages."""
        main = self.keep(f"/static/js/main.{self.build}.js", "hash in the name of an asset")
        integrity = "sha384-" + b64(self.random.randbytes(48))
        parts = [
            f'<meta charset="utf-8"><title>{html.escape(title)}</title>',
            f'<script src="{main}" integrity="{integrity}" crossorigin="anonymous" defer></script>',
            f'<link rel="stylesheet" href="/static/css/{self.site}.{self.build}.css">',
            *head,
        ]
        gap = self.pick(["", "\n", "\n  "])
        label = self.pick(["Forgot your password?", "Sign in to continue", "Show the password", "Enter the code that we sent"])
        main = [f"<h1>{html.escape(title)}</h1>", f'<a href="/help/sign-in">{label}</a>', *body, '<div id="root"></div>']
        self.keep(label, "label on a page")
        self.keep(integrity, "integrity attribute")
        text = joined(
            "<!DOCTYPE html><html lang=en><head>", *(piece for part in parts for piece in (gap, part)), "</head><body>",
            *(piece for part in main for piece in (gap, part)), gap, "</body></html>",
        )  # fmt: skip
        return Body("text/html; charset=utf-8", text, "HTML text")

    def attributes(self, pairs):
        """Attributes in any order and any quoting."""
        parts = []
        for name, value in self.shuffled(pairs):
            value = joined(value)
            sign = self.pick(['"', '"', '"', "'", ""])
            if not sign and re.search(r"[\s\"'=<>`&]", value + ("'" if not value or "~" in value else "")):
                sign = '"'
            parts += [" ", name, "=", sign, escaped(value), sign]
        return joined(*parts)

    def hidden(self, name, value):
        tag = self.pick(["input", "input", "INPUT"])
        more = [("id", f"f{self.number(1, 99)}")] if self.chance(0.4) else []
        attributes = self.attributes([("type", "hidden"), ("name", name), ("value", value), *more])
        return joined(f"<{tag}", attributes, self.pick([">", " />"]), place="HTML hidden input")

    def meta(self, name, value):
        return joined("<meta", self.attributes([("name", name), ("content", value)]), self.pick([">", "/>"]), place="HTML meta")

    def data(self, name, value):
        return joined(
            "<div", self.attributes([(f"data-{name}", value), ("class", "app-shell")]), "></div>", place="HTML data attribute"
        )

    def props(self, data):
        """JSON in an attribute."""
        text = coded(html.escape, self.json(data).data)
        return joined('<div class="island" data-props="', text, '"></div>', place="JSON in an HTML attribute")

    def literal(self, text):
        """A string literal of JavaScript."""
        sign = self.pick("'\"")

        def write(value):
            value = value.replace("\\", "\\\\").replace(sign, "\\" + sign).replace("\n", "\\n").replace("<", "\\x3c")
            return value.replace("=", "\\x3d").replace("&", "\\u0026") if odd else value

        odd = self.chance(0.3)
        return joined(sign, coded(write, joined(text)), sign)

    def state(self, data, name=None):
        """An inline script with the state of the app."""
        name = name or self.pick(["window.__STATE__", "window.__INITIAL_DATA__", "self.bootstrap", "var APP_CONFIG"])
        text = coded(lambda text: text.replace("<", "\\u003c"), self.json(data).data)
        text = joined("JSON.parse(", self.literal(text), ")") if self.chance(0.25) else text
        return joined("<script>", name, " = ", text, ";</script>", place="inline script state")

    def variable(self, name, value):
        how = self.pick(["var {} = ", "window.{}=", "let {}=", "const {} = "]).format(name)
        return joined(
            f'<script nonce="{self.letters(8)}">', how, self.literal(value), ";</script>", place="inline script variable"
        )

    # Exchanges

    def exchange(
        self, method, url, query=(), headers=(), body=None, status=200, answer=None, answer_headers=(), set_cookies=(),
        location=None, kind="fetch", referer=None, title=None, messages=None,
    ):  # fmt: skip
        """Adds one entry."""
        entry = {"request": {}, "response": {}}
        url = joined(url, "&" if "?" in url else "?", self.query(query, self.chance(0.3))) if query else joined(url)
        parts = urlsplit(url.split("#")[0])
        host, origin = parts.netloc.split("@")[-1], f"{parts.scheme}://{parts.netloc.split('@')[-1]}"
        if kind == "document":
            self.open(url, title)
        if answer is None and status == 200:
            answer = self.json({"ok": True})
        is_h2 = self.producer == "chrome" and parts.scheme == "https"
        request = self.request(entry, method, url, host, origin, headers, body, referer, is_h2)
        response = self.response(entry, status, answer, answer_headers, set_cookies, location, host, is_h2)
        waited = self.number(8, 400)
        entry |= {"startedDateTime": self.clock.isoformat(timespec="milliseconds").replace("+00:00", "Z"), "time": waited + 1.5}
        entry |= {"request": request, "response": response, "cache": {}}
        entry["timings"] = {"blocked": 0.5, "dns": -1, "connect": -1, "ssl": -1, "send": 0.5, "wait": waited, "receive": 0.5}
        entry |= {"serverIPAddress": f"203.0.113.{self.number(1, 254)}", "pageref": self.pages[-1]["id"]}
        if self.producer == "chrome":
            entry |= {"_priority": "High", "_resourceType": kind, "connection": str(self.number(1000, 9999))}
            entry["_initiator"] = self.initiator(entry, kind)
        elif self.producer == "playwright":
            entry |= {
                "_frameref": f"frame@{self.pages[-1]['id']}",
                "_monotonicTime": 1000.5 + len(self.entries),
                "_serverPort": 443,
            }
        else:
            entry |= {"_securityState": "secure", "connection": "443"}
        if messages and self.producer != "firefox":
            entry["_webSocketMessages"] = self.messages(entry, messages)
        self.clock += datetime.timedelta(milliseconds=waited + self.number(5, 2500))
        self.entries.append(entry)
        return entry

    def get(self, *given, **more):
        return self.exchange("GET", *given, **more)

    def post(self, *given, **more):
        return self.exchange("POST", *given, **more)

    def note(self, entry, member, place, text):
        """Notes the secrets of a text that a member of an entry or a page has."""
        for hold in getattr(text, "holds", ()):
            where = f"{hold.place or place}, {hold.note}" if hold.note else hold.place or place
            self.rows.append((hold.secret, where, entry, member))

    def open(self, url, title):
        """A page for a document."""
        shown = url if self.producer == "chrome" else joined(title or self.title)
        page = {
            "startedDateTime": self.clock.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "id": f"page_{len(self.pages) + 1}",
        }
        page |= {"title": shown, "pageTimings": {"onContentLoad": self.number(90, 900), "onLoad": self.number(900, 3000)}}
        self.pages.append(page)
        self.note(page, "title", "page title", shown)
        self.location = url
        self.referrer = Text(url.split("#")[0])
        self.referrer.holds = [hold for hold in url.holds if is_inside(hold, self.referrer)]

    def initiator(self, entry, kind):
        """The initiator of a request, as Chrome records it."""
        if kind == "document" or not self.pages:
            return {"type": "other"}
        if self.chance(0.4):
            frame = {"functionName": self.pick(["send", "request", "", "t"]), "scriptId": str(self.number(10, 99))}
            url = self.location if self.chance(0.5) else joined(f"{self.app}/static/js/main.{self.build}.js")
            self.note(entry, "_initiator", "_initiator stack URL", url)
            frame |= {"url": url, "lineNumber": self.number(1, 40), "columnNumber": self.number(1, 9000)}
            return {"type": "script", "stack": {"callFrames": [frame]}}
        self.note(entry, "_initiator", "_initiator URL", self.location)
        return {"type": "parser", "url": self.location, "lineNumber": self.number(1, 40)}

    def header(self, entry, side, headers, name, value, is_h2):
        shown = name if name.lower() in NAMED_HEADERS else "of another name"
        self.note(entry, f"{side}/headers", f"{side} header {shown}", value)
        headers.append({"name": name.lower() if is_h2 else name, "value": str(value)})

    def request(self, entry, method, url, host, origin, given, body, referer, is_h2):
        request, headers = {"method": method, "url": str(url), "httpVersion": "h2" if is_h2 else "HTTP/1.1"}, []
        add = functools.partial(self.header, entry, "request", headers, is_h2=is_h2)
        path = Text(re.sub("^[a-z]+://[^/?#]*", "", url).split("#")[0])
        path.holds = [hold for hold in url.holds if is_inside(hold, path)]
        if is_h2:
            for name, value in (
                (":authority", joined(host)),
                (":method", joined(method)),
                (":path", path),
                (":scheme", joined("https")),
            ):
                add(name, value)
        else:
            add("Host", joined(host))
        add("Accept", joined("*/*"))
        add("User-Agent", joined(AGENTS[self.producer]))
        for name, value in given:
            add(name, joined(value))
        page = self.referrer
        if referer is not None or (page and url != page):
            is_same = str(page).startswith(origin + "/")
            add(
                "Referer",
                referer if referer is not None else page if is_same else joined(re.match("[a-z]+://[^/]*", page)[0], "/"),
            )
        jar = self.jars[host]
        if jar:
            add("Cookie", joined(*[part for name, value in jar.items() for part in ("; ", name, "=", value)][1:]))
        request["cookies"] = [{"name": name, "value": str(value)} for name, value in jar.items()]
        self.note(entry, "request/cookies", "cookies[] copy", joined(*jar.values()))
        if body:
            size = len(body.data.encode() if isinstance(body.data, str) else body.data)
            add("Content-Type", joined(body.mime))
            add("Content-Length", joined(str(size)))
        request |= {"headers": headers, "queryString": self.query_copy(entry, url)}
        request["headersSize"] = (
            -1 if is_h2 else sum(len(header["name"]) + len(header["value"].encode()) + 4 for header in headers) + 30
        )
        request["bodySize"] = size if body else 0
        if body:
            self.note(entry, "request/postData/text", body.place, body.data)
            request["postData"] = {
                "mimeType": body.mime,
                "text": body.data if isinstance(body.data, str) else body.data.decode("latin-1"),
            }
            if body.pairs:
                request["postData"]["params"] = [{"name": str(name), "value": str(value)} for name, value in body.pairs]
                self.note(entry, "request/postData/params", "params[] copy", joined(*(value for _, value in body.pairs)))
        before, _, fragment = url.partition("#")
        parts = [
            ("URL fragment", fragment), ("URL path", re.sub("^[a-z]+://[^/?#]*", "", before).split("?")[0]),
            ("URL user", urlsplit(before).netloc),
        ]  # fmt: skip
        for hold in url.holds:
            place = next((place for place, text in parts if is_inside(hold, text)), "URL query")
            whole = Text("")
            whole.holds = [hold]
            self.note(entry, "request/url", place, whole)
        return request

    def query_copy(self, entry, url):
        before = url.split("#")[0]
        text = before.split("?", 1)[1] if "?" in before else ""
        copied = Text(text)
        copied.holds = [hold for hold in url.holds if is_inside(hold, text)]
        self.note(entry, "request/queryString", "queryString copy", copied)
        pairs = [part.partition("=")[::2] for part in text.split("&") if part]
        plain = (lambda text: text) if self.is_raw_query else (lambda text: unquote(text.replace("+", " ")))
        return [{"name": plain(name), "value": plain(value)} for name, value in pairs]

    def response(self, entry, status, answer, given, set_cookies, location, host, is_h2):
        response = {"status": status, "statusText": "" if is_h2 else {200: "OK", 302: "Found"}.get(status, "")}
        headers, cookies, location = [], [], joined(location or "")
        add = functools.partial(self.header, entry, "response", headers, is_h2=is_h2)
        add("Date", joined(self.clock.strftime("%a, %d %b %Y %H:%M:%S GMT")))
        for name, value in given:
            add(name, joined(value))
        for name, value, *attributes in set_cookies:
            add("Set-Cookie", joined(name, "=", value, *("; " + attribute for attribute in attributes), "; Path=/"))
            cookies.append({"name": name, "value": str(value), "path": "/", "httpOnly": True, "secure": True})
            self.note(entry, "response/cookies", "cookies[] copy", joined(value))
            self.jars[host][name] = value
        if location:
            add("Location", location)
            self.note(entry, "response/redirectURL", "redirectURL", location)
        content, data = {"size": 0, "mimeType": "x-unknown"}, b""
        if answer:
            data, place = answer.data, answer.place
            is_text = isinstance(data, str)
            is_packed = is_text and place == "response body JSON" and self.chance(0.06)
            if is_packed:
                data, place = coded(zipped, data), "gzip body base64"
            raw = data.encode() if isinstance(data, str) else bytes(data)
            is_base64 = not is_text or is_packed or self.chance(0.12)
            self.note(entry, "response/content", place, data)
            content = {"size": len(raw), "mimeType": answer.mime, "text": b64(raw) if is_base64 else str(data)}
            if is_base64:
                content["encoding"] = "base64"
            add("Content-Type", joined(answer.mime))
            data = raw
        add("Content-Length", joined(str(len(data))))
        response |= {"httpVersion": "h2" if is_h2 else "HTTP/1.1", "headers": headers, "cookies": cookies, "content": content}
        return response | {"redirectURL": str(location), "headersSize": -1, "bodySize": len(data)}

    def messages(self, entry, messages):
        """WebSocket messages: the direction, and a text or bytes."""
        shown, moment = [], self.clock.timestamp()
        for index, (who, data) in enumerate(messages):
            is_text = isinstance(data, str)
            word = {"send": "sent", "receive": "received"}[who]
            self.note(entry, "_webSocketMessages", f"WebSocket message {word}" + ("" if is_text else ", binary"), data)
            data = str(data) if is_text else b64(bytes(data))
            shown.append({"type": who, "time": moment + index / 10, "opcode": 1 if is_text else 2, "data": data})
        return shown

    def visit(self, url, query=(), head=(), body=(), title=None, **more):
        """Opens a page of the app."""
        title = title or self.pick(["Sign in", "Welcome", "Your account", "Overview", "Settings"]) + " · " + self.title
        return self.exchange("GET", url, query, answer=self.page(title, head, body), kind="document", title=title, **more)

    def arrive(self):
        """A page to begin with, where there is none."""
        if not self.pages:
            self.visit(f"{self.app}/")

    # The whole

    def har(self):
        log = {"version": "1.2", **PRODUCERS[self.producer], "pages": self.pages, "entries": self.entries}
        return json.dumps({"log": log}, indent=self.indent, ensure_ascii=self.is_ascii)

    def secrets(self):
        """Every secret at every place where it was planted."""
        entries = {id(entry): f"/log/entries/{index}" for index, entry in enumerate(self.entries)}
        entries |= {id(page): f"/log/pages/{index}" for index, page in enumerate(self.pages)}
        rows = {}
        for secret, place, entry, member in self.rows:
            row = {
                "value": str(secret),
                "kind": secret.kind,
                "flow": secret.flow,
                "place": place,
                "at": f"{entries[id(entry)]}/{member}",
            }
            rows.setdefault((row["value"], row["place"], row["at"]), row)
        return list(rows.values())


def is_inside(hold, text):
    """Whether a text has what is held, percent-encoded or not."""
    if isinstance(hold.outer, bytes):
        return False
    return any(hold.outer in way for way in (text, unquote(text), unquote(unquote(text)), unquote(text.replace("+", " "))))


def is_same(value, other):
    """Whether who looks for one of two secrets would find the other."""
    if value.isdigit() or other.isdigit():
        short, long = sorted((value, other), key=len)
        return re.search(rf"(?<!\d){re.escape(short)}(?!\d)", long) is not None
    return value in other or other in value


NAMED_HEADERS = {"authorization", "cookie", "referer", ":path", "sec-websocket-protocol", "set-cookie", "location", "link"}
AGENTS = {
    "chrome": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
    "firefox": "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
    "playwright": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/145.0.0.0 Safari/537.36",
}
PRODUCERS = {
    "chrome": {"creator": {"name": "WebInspector", "version": "537.36"}},
    "firefox": {"creator": {"name": "Firefox", "version": "147.0"}, "browser": {"name": "Firefox", "version": "147.0"}},
    "playwright": {"creator": {"name": "Playwright", "version": "1.58.0"}, "browser": {"name": "chromium", "version": "145.0"}},
}


# Flows

FLOWS = {}
FORM_TOKENS = ["_token", "authenticity_token", "csrfmiddlewaretoken", "__RequestVerificationToken"]


def flow(function):
    FLOWS[function.__name__.replace("_", " ")] = function
    return function


def bearer(token):
    return [("Authorization", joined("Bearer ", token))]


def pixel(c):
    """A third party is told the address of the page, by the library and by the browser."""
    query = [("v", "2"), (c.pick(["dl", "url", "page_location", "u"]), c.location), ("dt", c.title), ("sr", "1920x1080")]
    c.get(f"{c.third}/{c.pick(['pixel.gif', 'collect', 'i'])}", query, answer=None, status=204, referer=c.referrer, kind="ping")


def tokens(c, *kinds):
    """What an endpoint for tokens answers."""
    words = {"access-token": "access token", "refresh-token": "refresh token", "id-token": "id token", "session": "session state"}
    style = "snake" if c.chance(0.75) else c.style
    pairs = [(named(words[kind], style), c.token(kind)) for kind in kinds]
    told = [*pairs, (c.keep("token_type", "name of a field"), "Bearer"), ("expires_in", 3600), ("scope", "openid profile email")]
    told = dict(c.shuffled(told))
    if c.chance(0.12):
        text = (
            coded(b64, c.json(told).data, "JSON in base64") if c.chance(0.5) else joined(c.json(told).data, place="JSON in JSON")
        )
        told = {"status": "ok", c.pick(["data", "payload", "result"]): text}
    return dict(pairs), c.json(told)


@flow
def oauth_code(c):
    """Authorization code with PKCE, by query, fragment or form."""
    callback, client = f"{c.app}/{c.pick(['callback', 'auth/callback', 'signin-oidc', 'oauth2/cb'])}", c.uuid()
    state, nonce = c.secret("csrf", c.opaque), c.secret("nonce", lambda: c.letters(22))
    verifier = c.secret("code-verifier", lambda: b64url(c.random.randbytes(c.pick([32, 48, 64]))))
    code = c.secret("code", c.opaque)
    mode = c.pick(["query", "query", "fragment", "form_post"])
    challenge = b64url(hashlib.sha256(verifier.encode()).digest())
    query = [
        ("response_type", "code"), ("client_id", client), ("redirect_uri", callback), ("scope", "openid profile email"),
        ("state", state), ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ("response_mode", mode),
    ]  # fmt: skip
    returned = [("code", code), ("state", state), ("session_state", c.secret("session", c.uuid))][: c.number(2, 3)]
    if mode == "form_post":
        inputs = [c.hidden(name, value) for name, value in returned]
        form = joined(
            f'<form method="post" action="{callback}">', *inputs, "<noscript><button>Continue</button></noscript></form>"
        )
        c.visit(f"{c.idp}/oauth2/authorize", query, body=[form, "<script>document.forms[0].submit()</script>"])
        c.post(callback, body=c.form(returned), status=302, location=f"{c.app}/home", kind="document")
    else:
        landing = joined(callback, "?" if mode == "query" else "#", c.query(returned))
        c.get(f"{c.idp}/oauth2/authorize", query, status=302, location=landing, kind="document")
        c.visit(landing, title=c.title)
        pixel(c)
    pairs = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", callback),
        ("client_id", client),
        ("code_verifier", verifier),
    ]
    if c.chance(0.6):
        pairs.append(("client_secret", c.secret("client-secret", c.opaque)))
    made, answer = tokens(c, *["access-token", "refresh-token", "id-token"][: c.number(2, 3)])
    access, refresh = list(made.values())[:2]
    body = c.form(pairs) if c.chance(0.8) else c.sent(dict(pairs))
    c.post(f"{c.idp}/oauth2/token", body=body, answer=answer)
    person = {"sub": c.uuid(), "name": c.person.name, "email": c.person.email, c.field("phone number"): c.person.phone}
    c.get(f"{c.idp}/oauth2/userinfo", headers=bearer(access), answer=c.json(person))
    if c.chance(0.5):
        pairs = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", client)]
        c.post(f"{c.idp}/oauth2/token", body=c.form(pairs), answer=tokens(c, "access-token", "refresh-token")[1])
    if c.chance(0.4):
        c.post(
            f"{c.idp}/oauth2/revoke",
            body=c.form([("token", access), ("token_type_hint", "access_token")]),
            status=204,
            answer=None,
        )
    if "id_token" in made:
        query = [("id_token_hint", made["id_token"]), ("post_logout_redirect_uri", c.app)]
        c.get(f"{c.idp}/oauth2/logout", query, status=302, location=f"{c.app}/", kind="document")


@flow
def client_credentials(c):
    """A service signs in with Basic."""
    client, secret = f"svc-{c.word().lower()}", c.secret("client-secret", c.opaque)
    basic = c.secret("basic", lambda: b64(f"{client}:{secret}"), [secret])
    access, answer = tokens(c, "access-token")
    body = c.form([("grant_type", "client_credentials"), ("scope", "reports.read")])
    given = (
        [(c.pick(["X-Auth-Token", "X-Subject-Token", "X-Session-Token", "X-CSRF-Token"]), c.secret("session", c.opaque))]
        if c.chance(0.5)
        else []
    )
    headers = [("Authorization", joined("Basic ", basic))]
    c.post(f"{c.idp}/oauth2/token", headers=headers, body=body, answer=answer, answer_headers=given)
    c.get(f"{c.api}/v1/reports", headers=bearer(next(iter(access.values()))))


@flow
def device_code(c):
    """A device without a keyboard signs in: a code is typed in elsewhere."""
    device = c.secret("device-code", c.opaque)
    letters = "BCDFGHJKLMNPQRSTVWXZ"
    typed = c.secret("device-code", lambda: f"{c.letters(4, letters)}-{c.letters(4, letters)}")
    link = f"{c.idp}/device"
    answer = {"device_code": device, "user_code": typed, "verification_uri": link, "expires_in": 900, "interval": 5}
    answer["verification_uri_complete"] = joined(link, "?user_code=", typed, place="link in JSON")
    c.post(f"{c.idp}/oauth2/device", body=c.form([("client_id", "tv"), ("scope", "openid")]), answer=c.json(answer))
    c.visit(link, [("user_code", typed)], body=[joined("<form method=post>", c.hidden("user_code", typed), "</form>")])
    pairs = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device), ("client_id", "tv")]
    c.post(f"{c.idp}/oauth2/token", body=c.form(pairs), answer=tokens(c, "access-token", "refresh-token")[1])


@flow
def identity_service(c):
    """Services that sign in for apps, with names of their own."""
    password, key = c.password(), c.secret("api-key", lambda: f"AIza{c.letters(35)}")
    access, fresh, told = c.token(), c.token("refresh-token"), c.token("id-token")
    if c.chance(0.5):
        body = c.sent({"email": c.person.email, "password": password, "returnSecureToken": True})
        answer = {
            "kind": "identitytoolkit#VerifyPasswordResponse",
            "localId": c.letters(28),
            "email": c.person.email,
            "idToken": told,
            "refreshToken": fresh,
        }
        c.post(f"{c.idp}/v1/accounts:signInWithPassword", [("key", key)], body=body, answer=c.json(answer))
        body = c.form([("grant_type", "refresh_token"), ("refresh_token", fresh)])
        c.post(f"{c.idp}/v1/token", [("key", key)], body=body, answer=c.json({"access_token": access, "user_id": c.letters(28)}))
    else:
        session, code = c.secret("session", lambda: b64url(c.random.randbytes(180))), c.code()
        names = {"USERNAME": c.person.email, "PASSWORD": password}
        body = c.sent({"AuthFlow": "USER_PASSWORD_AUTH", "AuthParameters": names})
        answer = {
            "ChallengeName": "SMS_MFA",
            "ChallengeParameters": {"CODE_DELIVERY_DESTINATION": "+*******12"},
            "Session": session,
        }
        c.post(f"{c.idp}/", body=body, answer=c.json(answer, mime="application/x-amz-json-1.1"))
        body = c.sent(
            {
                "ChallengeName": "SMS_MFA",
                "Session": session,
                "ChallengeResponses": {"USERNAME": c.person.email, "SMS_MFA_CODE": code},
            }
        )
        answer = {
            "AuthenticationResult": {
                "AccessToken": access,
                "IdToken": told,
                "RefreshToken": fresh,
                "TokenType": "Bearer",
                "ExpiresIn": 3600,
            }
        }
        c.post(f"{c.idp}/", body=body, answer=c.json(answer, mime="application/x-amz-json-1.1"))
    c.get(f"{c.api}/v1/me", headers=bearer(access), answer=c.json({"fullName": c.person.name, "mobile": c.person.phone}))


@flow
def password_form(c):
    """A form with a password: first mistyped, then right; then the password is changed."""
    c.jars.pop(urlsplit(c.app).netloc, None)
    csrf, wrong, right = c.secret("csrf", c.opaque), c.password(), c.password()
    user, secret, token = c.pick(["username", "email", "login", "user"]), c.name("password"), c.field("csrf token")
    c.visit(
        f"{c.app}/login", head=[c.meta("csrf-token", csrf)], body=[joined("<form method=post>", c.hidden(token, csrf), "</form>")]
    )
    write = c.pick([c.form, c.form, c.multipart, lambda pairs: c.sent(dict(pairs))])
    pairs = [(user, c.person.email), (secret, wrong), (token, csrf), ("remember", "1")]
    echoed = joined(
        "<input", c.attributes([("type", "password"), ("name", secret), ("value", wrong)]), ">", place="HTML input value"
    )
    answer = c.page("Sign in", body=["<p>Wrong password.</p>", echoed])
    c.post(f"{c.app}/login", body=write(pairs), answer=answer, status=401, kind="document")
    pairs[1] = (secret, right)
    session = c.session()
    cookies = [
        (c.pick(["sid", "SESSION", "PHPSESSID", "connect.sid", "auth_session"]), session, "HttpOnly", "Secure", "SameSite=Lax")
    ]
    if c.chance(0.4):
        cookies.append(("remember_me", c.secret("cookie", c.opaque), "Max-Age=1209600", "HttpOnly"))
    answer = {"user": {"name": c.person.name, "email": c.person.email}, c.name("token"): c.token()}
    if c.chance(0.5):
        c.post(f"{c.app}/login", body=write(pairs), status=302, location=f"{c.app}/home", set_cookies=cookies, kind="document")
    else:
        c.post(f"{c.app}/login", body=write(pairs), answer=c.json(answer), set_cookies=cookies)
    c.visit(f"{c.app}/home", body=[joined("<p>Hello ", escaped(c.person.name), "</p>")])
    if c.chance(0.5):
        old, new = named("old password", c.style), named("new password", c.style)
        fresh = c.password()
        pairs = [(old, right), (new, fresh), (named("confirm password", c.style), fresh)]
        c.post(f"{c.app}/account/password", headers=[("X-CSRF-Token", csrf)], body=write(pairs), answer=None, status=204)
    if c.chance(0.7):
        pin = c.secret("pin", lambda: str(c.number(2100, 9899)))
        told = c.digits(pin) if c.chance(0.4) else pin
        c.post(f"{c.app}/account/unlock", body=c.sent({c.pick(["pin", "PIN", "userPin", "pin_code", "cardPin"]): told}))


@flow
def saml(c):
    """SAML by redirect and by post, and the end of the session."""
    stamp, index = c.clock.strftime("%Y-%m-%dT%H:%M:%SZ"), c.secret("session", lambda: "_" + c.hexadecimal(32))
    names = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'
    asked = f'<samlp:AuthnRequest {names} ID="_{c.hexadecimal(32)}" Version="2.0" IssueInstant="{stamp}">'
    asked += f"<saml:Issuer>{c.app}</saml:Issuer></samlp:AuthnRequest>"
    request = c.secret("saml", lambda: deflated(asked) if c.producer != "firefox" else b64(asked))
    relay = c.secret("relay-state", c.opaque)
    c.get(f"{c.app}/sso", status=302, kind="document",
               location=joined(f"{c.idp}/saml/login?", c.query([("SAMLRequest", request), ("RelayState", relay)])))  # fmt: skip
    value = joined(
        f'<samlp:Response {names} ID="_{c.hexadecimal(32)}" Version="2.0" IssueInstant="{stamp}" Destination="{c.app}/saml/acs">',
        f"<ds:SignatureValue>{b64(c.random.randbytes(128))}</ds:SignatureValue><saml:Assertion><saml:Subject><saml:NameID>",
        c.person.email, '</saml:NameID></saml:Subject><saml:AuthnStatement SessionIndex="', index, '"/><saml:AttributeStatement>',
        '<saml:Attribute Name="displayName"><saml:AttributeValue>', escaped(c.person.name),
        "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement></saml:Assertion></samlp:Response>",
    )  # fmt: skip
    response = c.secret("saml", lambda: b64(value), [value])
    pairs = [("SAMLResponse", response), ("RelayState", relay)]
    form = joined(f'<form action="{c.app}/saml/acs" method="post">', *(c.hidden(*pair) for pair in pairs), "</form>")
    c.visit(f"{c.idp}/saml/login", [("SAMLRequest", request), ("RelayState", relay)], body=[form])
    cookies = [("saml_session", c.session(), "HttpOnly", "Secure")]
    c.post(f"{c.app}/saml/acs", body=c.form(pairs), status=302, location=f"{c.app}/home", set_cookies=cookies, kind="document")
    c.visit(f"{c.app}/home")
    text = joined(
        f'<samlp:LogoutRequest {names} ID="_{c.hexadecimal(16)}"><saml:NameID>', c.person.email,
        "</saml:NameID><samlp:SessionIndex>", index, "</samlp:SessionIndex></samlp:LogoutRequest>",
    )  # fmt: skip
    if c.chance(0.5):
        c.post(f"{c.idp}/saml/slo", body=c.xml(text, "XML body"), answer=c.xml(text))
    else:
        logout = c.secret("saml", lambda: deflated(text), [text])
        c.get(f"{c.idp}/saml/slo", [("SAMLRequest", logout)], status=302, location=f"{c.app}/bye", kind="document")


def linked(c, kind, *words):
    """A link that signs in or confirms whoever has it, and its token."""
    token = c.secret(
        kind, c.pick([lambda: c.letters(c.pick([22, 32, 43])), lambda: b64url(c.random.randbytes(32)), lambda: c.hexadecimal(40)])
    )
    word = c.pick(words)
    name = c.pick(["token", "token", f"{word.replace('-', '_')}_token", "t", "key", "ticket", "oobCode"])
    return token, joined(c.app, *c.pick([
        (f"/{word}/", token), (f"/{word}?{name}=", token), (f"/auth/{word}?lang=de&{name}=", token, "&next=%2Fhome"),
        (f"/{word}#{name}=", token), (f"/#/{word}/", token), (f"/{word}/", token, "?utm_source=mail"),
    ]))  # fmt: skip


@flow
def magic_link(c):
    """A link by mail signs in."""
    token, link = linked(c, "magic-link", "magic", "magic-link", "login", "sign-in", "signin-link")
    answer = {"sent": True, "preview": joined(link, place="link in JSON")} if c.chance(0.5) else {"sent": True}
    c.post(f"{c.app}/api/magic-link", body=c.sent({"email": c.person.email}), answer=c.json(answer))
    if c.chance(0.4):
        c.get(f"{c.app}/l/{c.letters(6)}", status=302, location=link, kind="document")
    c.visit(link)
    pixel(c)
    name = c.pick(["token", c.name("token")])
    answer = {c.field("access token"): c.token(), "user": {c.field("display name"): c.person.name}}
    c.post(f"{c.app}/api/magic-link/verify", body=c.sent({name: token}), answer=c.json(answer))


@flow
def mailed_links(c):
    """Mails of an outbox, as HTML and as text, and the page that one of them opens."""
    mails, links = [], {}
    subjects = {
        "reset": ("Reset your password", "reset-password", "password-reset"), "invite": ("You are invited", "invite", "invitation"),
        "verify": ("Confirm your address", "verify-email", "confirm"), "unsubscribe": ("News", "unsubscribe", "email-preferences"),
    }  # fmt: skip
    for kind in c.shuffled(subjects)[: c.number(2, 4)]:
        subject, *words = subjects[kind]
        token, link = linked(c, kind, *words)
        links[kind] = token, link
        page = joined(
            "<p>Hello ",
            escaped(c.person.name),
            ',</p><p><a href="',
            escaped(link),
            '">',
            subject,
            "</a></p>",
            place="HTML mail in JSON",
        )
        text = joined("Hello,\n\nopen ", link, " within a day.\n", place="text of a mail in JSON")
        mails.append(
            {
                "to": c.person.email,
                "subject": c.keep(subject, "subject of a mail"),
                "html": page,
                "text": text if c.chance(0.6) else None,
            }
        )
        if c.chance(0.5):
            mails[-1][c.field(f"{kind} link")] = joined(link, place="link in JSON")
    c.get(f"{c.app}/api/outbox", answer=c.json({"items": mails, "total": len(mails)}))
    if "reset" in links:
        token, link = links["reset"]
        c.visit(link, body=[joined("<form method=post>", c.hidden("token", token), "</form>")])
        pixel(c)
        body = c.form([("token", token), (c.name("password"), c.password())])
        c.post(f"{c.app}/reset-password", body=body, status=302, location=f"{c.app}/login", kind="document")


@flow
def second_factor(c):
    """One-time passwords are set up and used, and there are codes for recovery."""
    secret = c.secret("totp-secret", lambda: c.letters(c.pick([16, 32]), "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
    label = percent(joined(f"{c.site}:", c.person.email))
    uri = joined("otpauth://totp/", label, "?secret=", secret, f"&issuer={c.site}&digits=6&period=30")
    if c.chance(0.5):
        told = {c.pick(["otpauthUrl", "otpauth_uri", "uri", "qrCodeUrl"]): joined(uri, place="otpauth URI in JSON")}
        if c.chance(0.7):
            told[c.pick(["secret", c.field("totp secret"), c.field("secret key")])] = secret
        c.post(f"{c.app}/api/mfa/setup", answer=c.json(told))
    else:
        gap = c.pick([" ", " ", "-", ""])
        shown = coded(
            lambda text: text if c.is_clean else gap.join(re.findall("....", text)), secret, "in groups" if gap else None
        )
        image = joined('<img alt="QR code" src="/qr?data=', escaped(percent(uri)), '">', place="otpauth URI in an HTML attribute")
        c.visit(f"{c.app}/mfa/setup", body=[image, joined("<p>Secret key: <code>", shown, "</code></p>", place="HTML text")])
    for _ in range(c.number(1, 2)):
        code, name = c.code(), c.name("code") if c.chance(0.8) else "code"
        bodies = [c.form([(name, code), ("trust", "0")]), c.sent({name: code, "method": "totp"}), c.sent({name: c.digits(code)})]
        body = c.pick(bodies)
        c.post(f"{c.app}/api/mfa/verify", body=body, answer=c.json({"valid": True, c.name("token"): c.token()}))
    if c.chance(0.4):
        code = c.code()
        text = joined(
            code,
            f" is your {c.title} code." if c.chance(0.5) else f" ist Ihr Bestätigungscode für {c.title}.",
            place="text of a message in JSON",
        )
        c.get(f"{c.app}/api/messages/latest", answer=c.json({"channel": "sms", "to": c.person.phone, "text": text}))
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    make = c.pick([
        lambda: f"{c.letters(5, letters)}-{c.letters(5, letters)}", lambda: c.letters(10, letters),
        lambda: str(c.number(10000000, 99999999)), lambda: f"{c.hexadecimal(4)}-{c.hexadecimal(4)}-{c.hexadecimal(4)}".upper(),
    ])  # fmt: skip
    codes = [c.secret("recovery-code", make) for _ in range(c.number(5, 10))]
    if c.chance(0.5):
        name = c.pick([c.field("recovery codes"), c.field("backup codes"), "scratch_codes", "wiederherstellungscodes"])
        c.post(f"{c.app}/api/mfa/recovery", answer=c.json({name: codes}))
    elif c.chance(0.6):
        items = [joined("<li><code>", code, "</code></li>") for code in codes]
        c.visit(
            f"{c.app}/mfa/recovery-codes",
            title="Recovery codes",
            body=[joined("<h2>Recovery codes</h2><ol>", *items, "</ol>", place="HTML list")],
        )
    else:
        text = joined("Recovery codes\n\n", *(part for code in codes for part in (code, "\n")))
        c.get(f"{c.app}/mfa/recovery-codes.txt", answer=Body("text/plain; charset=utf-8", text, "text response"))


KEY_HEADERS = """X-Api-Key apikey Ocp-Apim-Subscription-Key X-Goog-Api-Key DD-API-KEY X-Auth-Token Private-Token X-Vault-Token
Api-Token X-Access-Token X-Figma-Token X-Algolia-API-Key xi-api-key X-Parse-REST-API-Key X-Postmark-Server-Token
X-Shopify-Access-Token X-Amz-Security-Token X-Functions-Key X-RapidAPI-Key Fastly-Key X-Session-Token X-User-Token
Circle-Token Travis-API-Token""".split()


@flow
def api_keys(c):
    """Keys in headers, addresses, JSON and scripts."""
    shapes = [
        lambda: f"sk_live_{c.letters(24)}", lambda: f"AIza{c.letters(35)}", lambda: c.hexadecimal(32), lambda: c.letters(40), c.uuid,
        lambda: f"SG.{c.letters(22)}.{c.letters(43)}", lambda: f"key-{c.hexadecimal(32)}", lambda: b64url(c.random.randbytes(30)),
        lambda: f"glpat-{c.letters(20)}", lambda: f"github_pat_{c.letters(22)}_{c.letters(59)}",
        lambda: f"xoxb-{c.letters(12, '0123456789')}-{c.letters(24)}",
        lambda: f"NRAK-{c.letters(27).upper()}", lambda: f"{c.site}_{c.letters(32)}",
    ]  # fmt: skip

    def key():
        return c.secret("api-key", c.pick(shapes))

    for name in c.random.sample(KEY_HEADERS, c.number(1, 3)):
        c.get(f"{c.api}/v2/{c.word().lower()}", headers=[(name, key())])
    if c.chance(0.5):
        scheme = c.pick(["Token token=", "ApiKey ", "Token ", "Key ", "GenieKey ", "Bot ", "Negotiate ", "Splunk "])
        c.get(f"{c.api}/v2/items", headers=[("Authorization", joined(scheme, key()))])
    if c.chance(0.3):
        token, signature = (
            c.secret("access-token", lambda: c.letters(40)),
            c.secret("signed-url", lambda: b64(c.random.randbytes(20))),
        )
        told = joined(
            'OAuth oauth_consumer_key="web", oauth_token="', token, '", oauth_signature_method="HMAC-SHA1", oauth_signature="'
        )
        c.get(f"{c.api}/1.1/account", headers=[("Authorization", joined(told, percent(signature), '"'))])
    names = [
        "key",
        "api_key",
        "apikey",
        "appid",
        "access_token",
        "subscription-key",
        "apiKey",
        "auth_key",
        "x-api-key",
        "client_key",
    ]
    c.get(f"{c.api}/geo/lookup", [("q", c.word()), (c.pick(names), key()), ("format", "json")])
    told = {c.field("api key"): key(), "region": "eu", "features": ["search", "export"]}
    c.get(f"{c.app}/api/settings/integrations", answer=c.json({"integrations": [told]}))
    c.visit(f"{c.app}/map", body=[c.state({"maps": {"apiKey": key(), "zoom": 11}, "locale": "de"})])


@flow
def webauthn(c):
    """A passkey is made or used."""
    make = lambda size: c.secret("webauthn", lambda: b64url(c.random.randbytes(size)))
    challenge, handle = make(32), make(16)
    is_new = c.chance(0.5)
    asked = {"challenge": challenge, "timeout": 60000, "userVerification": "preferred"}
    if is_new:
        asked |= {
            "rp": {"name": c.title, "id": f"{c.site}.example"},
            "user": {"id": handle, "name": c.person.email, "displayName": c.person.name},
        }
    c.post(f"{c.app}/webauthn/options", answer=c.json({"publicKey": asked}))
    client = {
        "type": "webauthn.create" if is_new else "webauthn.get",
        "challenge": challenge,
        "origin": c.app,
        "crossOrigin": False,
    }
    made = {"clientDataJSON": c.secret("webauthn", lambda: b64url(compact(client)), [challenge])}
    if is_new:
        made["attestationObject"] = c.secret(
            "webauthn", lambda: b64url(b"\xa3cfmtdnonegattStmt\xa0hauthDataX\xa4" + c.random.randbytes(164))
        )
    else:
        made |= {"authenticatorData": make(37), "signature": make(71), "userHandle": handle}
    credential = {"id": c.letters(43), "type": "public-key", "response": made, "clientExtensionResults": {}}
    c.post(
        f"{c.app}/webauthn/finish", body=c.sent(credential), answer=c.json({"verified": True, c.field("session id"): c.session()})
    )


@flow
def connect(c):
    """An app in an iframe of its host, which hands it a JWT, and its installation."""
    tenant, key = f"https://acme-{c.site}.tenant.example", f"com.{c.site}.app"
    token = c.jwt("connect-jwt", iss=c.uuid(), qsh="context-qsh")
    link = joined(f"{c.app}/connect/panel?xdm_e={quote(tenant, '')}&cp=&lic=active&cv=1001.0.0&jwt=", token)
    if c.chance(0.5):
        frame = joined(
            "<iframe", c.attributes([("src", link), ("id", f"{key}__panel")]), "></iframe>", place="HTML iframe address"
        )
        body = [frame, c.props({"key": key, "moduleKey": "panel", "url": joined(link, place="JSON in an HTML attribute")})]
        c.visit(f"{tenant}/browse/HR-{c.number(1, 99)}", body=body, title="HR board")
    context = c.jwt("connect-jwt", context={"issue": {"id": str(c.number(10000, 99999))}})
    head = [c.meta("ap-local-base-url", c.app), c.meta(c.pick(["ap-token", "ap-context-jwt", "ap-context-token"]), context)]
    c.visit(link, head=head, referer=joined(f"{tenant}/"))
    pixel(c)
    c.get(f"{c.app}/connect/api/forms", headers=[("Authorization", joined("JWT ", context))])
    if c.chance(0.6):
        shared = c.secret("connect-jwt", lambda: c.pick([c.letters(64), b64(c.random.randbytes(48)), c.uuid()]))
        payload = {
            "key": key,
            "clientKey": c.uuid(),
            "sharedSecret": shared,
            "baseUrl": tenant,
            "productType": "jira",
            "eventType": "installed",
        }
        signed = c.jwt("connect-jwt", qsh=c.hexadecimal(64))
        c.post(
            f"{c.app}/connect/installed",
            headers=[("Authorization", joined("JWT ", signed))],
            body=c.sent(payload),
            status=204,
            answer=None,
        )


@flow
def forge(c):
    """An app on its host's platform invokes a function, and the platform calls its back end."""
    told, fresh = c.jwt("forge-token"), c.jwt("forge-token")
    query = "mutation forge_app_invokeExtension($input: InvokeExtensionInput!) { invokeExtension(input: $input) "
    query += "{ success contextToken { jwt expiresAt } } }"
    variables = {
        "input": {
            "extensionId": f"ari:cloud:ecosystem::extension/{c.uuid()}/{c.uuid()}/static/panel",
            "contextToken": told,
            "entryPoint": "resolver",
        }
    }
    answer = {
        "success": True,
        "response": {"body": {"forms": [{"id": 7}]}},
        "contextToken": {"jwt": fresh, "expiresAt": c.clock.isoformat()},
    }
    body = c.sent({"operationName": "forge_app_invokeExtension", "query": query, "variables": variables})._replace(
        place="GraphQL variables"
    )
    c.post(
        f"https://acme-{c.site}.tenant.example/gateway/api/graphql",
        body=body,
        answer=c.json({"data": {"invokeExtension": answer}}, "GraphQL response"),
    )
    system, user, invocation = (
        c.secret("forge-token", lambda: b64url(c.random.randbytes(90))),
        c.jwt("forge-token"),
        c.jwt("forge-token", aud=f"ari:cloud:ecosystem::app/{c.uuid()}"),
    )
    headers = [("x-forge-oauth-system", system), ("x-forge-oauth-user", user)][: c.number(1, 2)]
    headers += bearer(invocation) if c.chance(0.5) else [("x-forge-invocation-token", invocation)]
    c.post(f"{c.app}/forge/remote", headers=headers, body=c.sent({"call": {"functionKey": "resolver"}}))


@flow
def graphql(c):
    """Signing in by GraphQL, with variables or with all in the query."""
    password, token, refresh = c.password(), c.token(), c.token("refresh-token")
    field = c.pick(["token", "accessToken", "jwt", "idToken", "sessionToken"])
    answer = c.json(
        {
            "data": {
                c.pick(["signIn", "login", "tokenAuth"]): {
                    field: token,
                    "refreshToken": refresh,
                    "user": {"fullName": c.person.name},
                }
            }
        },
        "GraphQL response",
    )
    if c.chance(0.6):
        query = f"mutation SignIn($input: SignInInput!) {{ signIn(input: $input) {{ {field} refreshToken }} }}"
        given = {"input": {"email": c.person.email, c.pick(["password", "pass", "pwd"]): password}}
        body = c.sent({"operationName": "SignIn", "query": query, "variables": given})._replace(place="GraphQL variables")
    else:
        value = coded(lambda text: json.dumps(text, ensure_ascii=False), password)
        query = joined('mutation { signIn(email: "', c.person.email, '", password: ', value, f") {{ {field} }} }}")
        body = c.sent({"query": query})._replace(place="GraphQL query text")
    c.post(f"{c.api}/graphql", body=body, answer=answer)
    if c.chance(0.5):
        variables = c.sent({"refreshToken": refresh, "first": 20}).data
        c.get(f"{c.api}/graphql", [("operationName", "Refresh"), ("variables", variables)], headers=bearer(token))


@flow
def websocket(c):
    """A socket with its token in the address, in the protocol or in messages."""
    token, session, ticket = c.token(), c.session(), c.secret("access-token", c.opaque)
    host, where = c.api.replace("https", "wss"), c.number(0, 2)
    query = [(c.pick(["token", "access_token", "auth", "ticket"]), ticket), ("v", "3")] if where != 1 else []
    coded_token = coded(b64url, token, "base64")
    protocol = (
        joined(c.pick(["bearer, ", "access_token, "]), token)
        if c.chance(0.6)
        else joined("v1, base64url.bearer.authorization.", coded_token)
    )
    headers = [
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        *([("Sec-WebSocket-Protocol", protocol)] if where != 0 else []),
    ]
    name = c.name("token")
    packed = coded(lambda text: b"\x82\xa4auth\xa5token\xda" + len(text.encode()).to_bytes(2, "big") + text.encode(), token)
    messages = [
        ("send", c.sent({"type": c.pick(["auth", "connection_init", "authenticate"]), "payload": {name: token}}).data),
        ("receive", c.json({"type": "ready", c.field("session id"): session, "user": {"email": c.person.email}}).data),
        ("send", joined('42["subscribe",', c.sent({"channel": "inbox", "token": ticket}).data, "]")),
        ("receive", packed),
        ("send", coded(lambda text: text.encode(), c.sent({"op": "resume", name: token}).data)),
        ("send", joined("CONNECT\naccept-version:1.2\nlogin:", c.person.email, "\npasscode:", c.password(), "\n\n\0")),
    ]  # fmt: skip
    c.get(
        f"{host}/socket", query, headers=headers, status=101, answer=None, kind="websocket", messages=messages[: c.number(2, 6)]
    )
    if c.producer == "firefox" or where == 0:
        c.post(f"{c.api}/socket/ticket", answer=c.json({"ticket": ticket, name: token}))


@flow
def event_stream(c):
    """Server-sent events that bring tokens."""
    token, fresh = c.token(), c.token()
    name = c.name("token")
    events = [
        {"type": "hello", c.field("session id"): c.session()},
        {"type": "token", name: fresh, "expires": 900},
        {"type": "ping", "n": 1},
    ]
    lines = [
        joined(
            f"id: {at}\nevent: {event['type']}\ndata: ",
            coded(lambda text: text.replace("\n", "\ndata: "), c.json(event).data),
            "\n\n",
        )
        for at, event in enumerate(events)
    ]
    query, headers = ([("access_token", token)], []) if c.chance(0.5) else ([], bearer(token))
    c.get(f"{c.api}/stream", query, headers, answer=Body("text/event-stream", joined(*lines), "event stream"), kind="eventsource")
    if c.chance(0.5):
        c.get(
            f"{c.api}/me",
            headers=bearer(fresh),
            answer=c.json({"name": c.person.name, "phone": c.person.phone, "email": c.person.email}),
        )


@flow
def rendered_page(c):
    """A page with all that servers write into pages."""
    csrf, token, session, key = c.secret("csrf", c.opaque), c.token(), c.session(), c.secret("api-key", c.opaque)
    person = {"name": c.person.name, "email": c.person.email}
    head = [c.meta(c.pick(["csrf-token", "_csrf", "csrf_token", "xsrf-token"]), csrf)]
    if c.chance(0.5):
        head.append(c.meta(c.pick(["api-token", "access-token", "auth-token"]), token))
    body = [
        joined("<form>", c.hidden(c.pick(FORM_TOKENS), csrf), "</form>"),
        c.data(c.pick(["token", "access-token", "api-token", "session-token"]), token),
        c.state({"auth": {c.name("token"): token, c.field("session id"): session, "user": person}, "flags": {"beta": False}}),
        c.variable(c.pick(["csrfToken", "CSRF_TOKEN", "_csrf"]), csrf),
        c.props({"user": person, c.field("api key"): key, "tabs": ["overview", "members"]}),
        joined("<!-- session ", session, " -->", place="HTML comment"),
    ]  # fmt: skip
    c.visit(f"{c.app}/{c.pick(['account', 'dashboard', 'settings'])}", head=head, body=c.shuffled(body)[: c.number(4, 6)])
    name = c.pick(["X-CSRF-Token", "X-CSRFToken", "X-XSRF-TOKEN", "RequestVerificationToken"])
    c.post(f"{c.app}/api/preferences", headers=[(name, csrf)], body=c.sent({"theme": "dark"}))
    c.get(f"{c.app}/api/session", headers=[*bearer(token), ("X-Api-Key", key)], answer=c.json({c.field("session id"): session}))


@flow
def csrf_pair(c):
    """A token in a cookie and in a header."""
    token = c.secret("csrf", c.opaque)
    cookie, header = c.pick(
        [("XSRF-TOKEN", "X-XSRF-TOKEN"), ("csrftoken", "X-CSRFToken"), ("_csrf", "CSRF-Token"), ("__Host-csrf", "X-CSRF-Token")]
    )
    c.get(f"{c.app}/api/bootstrap", set_cookies=[(cookie, percent(token), "SameSite=Strict")])
    c.exchange(
        "PUT", f"{c.app}/api/profile", headers=[(header, token)], body=c.sent({"name": c.person.name, "phone": c.person.phone})
    )


@flow
def xml_service(c):
    """Signing in by SOAP or plain XML."""
    password, session, token = c.password(), c.session(), c.token()
    if c.chance(0.6):
        head = joined(
            "<wsse:UsernameToken><wsse:Username>",
            c.person.email,
            "</wsse:Username><wsse:Password>",
            escaped(password),
            "</wsse:Password></wsse:UsernameToken>",
        )
        body = joined(
            '<soap:Envelope xmlns:soap="http://schemas.example/soap"><soap:Header>',
            head,
            "</soap:Header><soap:Body><login/></soap:Body></soap:Envelope>",
        )
    else:
        name = c.pick(["password", "Password", "passwd", "Kennwort"])
        body = joined("<login><user>", c.person.email, f"</user><{name}>", escaped(password), f"</{name}></login>")
    answer = c.pick([
        lambda: joined("<result><sessionId>", escaped(session), "</sessionId><ticket>", escaped(token), "</ticket></result>"),
        lambda: joined('<session id="', escaped(session), '" token="', escaped(token), '" expires="3600"/>'),
        lambda: joined("<r><sessionToken><![CDATA[", session, "]]></sessionToken><authToken>", escaped(token), "</authToken></r>"),
    ])()  # fmt: skip
    c.post(f"{c.api}/soap/login", body=c.xml(body, "XML body", "text/xml"), answer=c.xml(answer))


@flow
def scripts(c):
    """Scripts that the app's server writes for who is signed in."""
    token, key = c.token(), c.secret("api-key", c.opaque)
    data = c.json({"user": {"email": c.person.email, "name": c.person.name}, c.name("token"): token}).data
    text = joined(c.pick(["onSession", "window.app.boot", "jsonp_17"]), "(", data, ");")
    c.get(f"{c.app}/session.js", [("callback", "onSession")], answer=c.script(text), kind="script")
    text = joined(
        "(function(w){w.env={API_URL:",
        c.literal(c.api),
        ",API_KEY:",
        c.literal(key),
        ",VERSION:'",
        c.version,
        "'};w.env.authToken=",
        c.literal(token),
        "})(window);",
    )
    c.get(f"{c.app}/env.js", answer=c.script(text), kind="script")


@flow
def signed_urls(c):
    """Addresses that are signed for whoever has them."""
    secret = lambda make: c.secret("signed-url", make)
    day = c.clock.strftime("%Y%m%d")
    links = [
        ("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIA", c.letters(16).upper(),
         f"%2F{day}%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date={day}T080000Z",
         "&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=", percent(secret(lambda: b64(c.random.randbytes(180)))),
         "&X-Amz-Signature=", secret(lambda: c.hexadecimal(64))),
        (f"Expires={c.moment() + 900}&Signature=",
         secret(lambda: b64(c.random.randbytes(256)).translate(str.maketrans("+=/", "-_~"))), f"&Key-Pair-Id=K{c.letters(13).upper()}"),
        (f"GoogleAccessId=svc%40{c.site}.example&X-Goog-Expires=900&X-Goog-Signature=", secret(lambda: c.hexadecimal(512))),
        (f"sv=2024-11-04&sr=b&sp=r&se={day[:4]}-12-31T08%3A00%3A00Z&sig=", percent(secret(lambda: b64(c.random.randbytes(32))))),
        (f"expires={c.moment() + 900}&token=", secret(lambda: b64url(c.random.randbytes(32)))),
    ]  # fmt: skip
    chosen = [
        joined(f"https://files.{c.site}.example/export/{c.word().lower()}.pdf?", *parts)
        for parts in c.shuffled(links)[: c.number(1, 3)]
    ]
    told = [{"name": c.word(), c.field("download url"): joined(link, place="link in JSON")} for link in chosen]
    c.get(f"{c.app}/api/exports", answer=c.json({"exports": told}))
    c.get(chosen[0], answer=Body("application/pdf", Bytes(b"%PDF-1.7\n" + c.random.randbytes(600)), "binary"))


@flow
def webhooks(c):
    """Addresses that take messages from whoever knows them."""
    secret = lambda make: c.secret("webhook", make)
    shapes = [
        lambda: (f"https://hooks.slack.example/services/T{c.letters(8).upper()}/B{c.letters(8).upper()}/",
                 secret(lambda: c.letters(24)), ""),
        lambda: (f"https://discord.example/api/webhooks/{c.letters(18, '123456789')}/", secret(lambda: c.letters(68)), ""),
        lambda: (f"https://api.telegram.example/bot{c.letters(9, '123456789')}:",
                 secret(lambda: f"AA{c.letters(33)}"), "/sendMessage"),
    ]  # fmt: skip
    links = [joined(*shape()) for shape in c.shuffled(shapes)[: c.number(1, 2)]]
    told = [
        {
            "channel": c.word().lower(),
            c.pick([c.field("webhook url"), "incoming_webhook", "url"]): joined(link, place="link in JSON"),
        }
        for link in links
    ]
    if c.chance(0.5):
        told[0][c.field("signing secret")] = c.secret("webhook", lambda: f"whsec_{b64(c.random.randbytes(24))}")
    c.get(f"{c.app}/api/settings/webhooks", answer=c.json({"webhooks": told}))
    c.post(links[0], body=c.sent({"text": f"{c.word()} is done"}))


@flow
def private_keys(c):
    """Keys that a service hands out."""
    if c.chance(0.6):
        kind = c.pick(["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY"])
        data = b64(b"\x30\x82\x04\xbe\x02\x01\x00" + c.random.randbytes(c.pick([118, 600])))
        key = c.secret("private-key", lambda: "\n".join(re.findall(".{1,64}", data)))
        text = joined(f"-----BEGIN {kind}-----\n", key, f"\n-----END {kind}-----\n")
        told = {
            "type": "service_account",
            c.field("private key id"): c.hexadecimal(8),
            c.field("private key"): text,
            "client_email": f"svc@{c.site}.example",
        }
        c.post(f"{c.api}/v1/service-accounts/7/keys", answer=c.json(told))
        if c.chance(0.4):
            c.get(f"{c.api}/v1/service-accounts/7/key.pem", answer=Body("application/x-pem-file", text, "text response"))
    else:
        make = lambda size: c.secret("private-key", lambda: b64url(c.random.randbytes(size)))
        jwk = {
            "kty": "EC",
            "crv": "P-256",
            "x": b64url(c.random.randbytes(32)),
            "y": b64url(c.random.randbytes(32)),
            "d": make(32),
            "use": "sig",
        }
        if c.chance(0.4):
            jwk = {
                "kty": "RSA",
                "n": b64url(c.random.randbytes(256)),
                "e": "AQAB",
                "d": make(256),
                "p": make(128),
                "q": make(128),
            }
        c.post(f"{c.api}/v1/keys", answer=c.json({"keys": [jwk]}))


@flow
def sessions(c):
    """Sessions in cookies, in paths and in queries."""
    session, other = c.secret("session", lambda: c.hexadecimal(32).upper()), c.session()
    packed = coded(
        lambda text: b64url(compact({"passport": {"user": text}})), c.secret("cookie", lambda: c.letters(24)), "base64"
    )
    name = c.pick(["koa.sess", "session", "auth"])
    written = percent(c.sent({"token": c.secret("cookie", c.opaque), "theme": "dark"}).data)
    cookies = [
        ("JSESSIONID", session, "HttpOnly"),
        (name, packed, "HttpOnly"),
        (f"{name}.sig", c.secret("cookie", lambda: c.letters(27))),
    ]
    cookies.append((c.pick(["auth_state", "currentUser", "persist"]), written, "Secure"))
    first, home = (joined(f"{c.app}/{path};jsessionid=", session) for path in ("portal", "portal/home"))
    c.get(first, status=302, location=home, set_cookies=cookies[: c.number(1, 4)], kind="document")
    c.visit(home)
    c.get(f"{c.app}/portal/feed", [(c.pick(["sid", "PHPSESSID", "session_id", "sessionid"]), other)])
    answer = {c.field("session id"): other, c.pick(["expires", "validUntil"]): c.clock.isoformat()}
    c.get(f"{c.app}/api/session", headers=[("X-Session-Id", other)], answer=c.json(answer))


@flow
def user_in_url(c):
    """Addresses with a user and a password."""
    password, other = c.password(), c.password()
    told = {
        c.field("clone url"):
            joined("https://deploy:", percent(password), f"@git.{c.site}.example/{c.site}/web.git", place="link in JSON"),
        c.field("database url"): joined("postgres://app:", percent(other), f"@db.{c.site}.example:5432/app", place="link in JSON"),
    }  # fmt: skip
    c.get(f"{c.app}/api/deployments/config", answer=c.json(told))
    if c.chance(0.6):
        c.get(joined("https://deploy:", percent(password), f"@git.{c.site}.example/info/refs"))


@flow
def binary_answer(c):
    """Text in binary: fields with their lengths before them, as protocol buffers have."""
    token, session = c.token(), c.session()

    def field(number, text):
        data = text.encode()
        size = bytes([len(data)]) if len(data) < 128 else bytes([len(data) % 128 | 128, len(data) // 128])
        return bytes([number * 8 + 2]) + size + data

    before, after = c.random.randbytes(c.number(5, 40)), c.random.randbytes(30)
    parts = [coded(functools.partial(field, at), text) for at, text in enumerate((c.person.email, token, session), 1)]
    data = Bytes(before + b"".join(parts) + after)
    data.holds = held(parts)
    mime = c.pick(["application/grpc-web+proto", "application/x-protobuf", "application/octet-stream"])
    body = c.sent({c.pick(["refresh_token", "refreshToken"]): c.token("refresh-token")})
    c.post(f"{c.api}/auth.v1.Sessions/Create", body=body, answer=Body(mime, data, "binary with text in it"))
    c.get(f"{c.api}/v1/inbox", headers=[*bearer(token), ("X-Session-Id", session)])


# What every capture has


def telemetry(c):
    """Third parties are told the page and who is signed in."""
    c.flow = "telemetry"
    who = {"distinct_id": c.uuid(), "email": c.person.email, "name": c.person.name, "phone": c.person.phone}
    digests = {
        f"{'em' if digest.kind.endswith('email') else 'ph'}_{at}": digest
        for at, digest in enumerate(c.shuffled(c.person.digests)[: c.number(2, 6)])
    }
    event = {
        "event": "Signed In",
        "properties": {"$current_url": c.location, "$title": c.title, "$lib_version": c.version, **digests},
        "traits": who,
    }
    c.post(f"{c.third}/track", body=c.sent(event), answer=c.json({"status": 1}))
    event["properties"]["$referrer"] = c.referrer
    text = c.sent(event).data
    if c.chance(0.5):
        body, place = joined("data=", percent(coded(b64, coded(zipped, text), "gzip in base64"))), "form body"
    else:
        body, place = joined("data=", percent(coded(b64, text, "JSON in base64"))), "form body"
    c.post(
        f"{c.third}/e/", [("compression", "gzip-js"), ("ip", "0")], body=Body("application/x-www-form-urlencoded", body, place)
    )
    query = [("id", "1209"), ("ev", "Lead"), ("dl", c.location), *((f"ud[{name}]", digest) for name, digest in digests.items())]
    c.get(f"{c.third}/tr", query, status=204, answer=None, referer=c.referrer, kind="image")


def cut(text, count):
    """A random secret without its end, as logs show it."""
    if "." in text and leftovers.is_jwt(text):
        head, payload, _ = text.split(".")
        return f"{head}.{payload}"
    return text[: max(count, len(leftovers.start(text)))]


def disguised(c, secret):
    """A secret as something else writes it."""
    before, after, count = c.letters(c.number(3, 8)), c.letters(7), c.number(12, 20)
    shift, end, is_cuttable = (
        len(before) % 3,
        c.pick(["…", "..."]),
        leftovers.is_random({"value": secret, "kind": secret.kind}) and len(secret) > 28,
    )
    ways = [
        lambda: secret,
        lambda: coded(lambda text: quote(quote(text, ""), ""), secret, "percent-encoded twice"),
        lambda: coded(lambda text: compact({"at": c.version, "token": text}), secret, "JSON in JSON"),
        lambda: coded(lambda text: compact([{"body": compact({"password": text})}]), secret, "JSON in JSON in JSON"),
        lambda: coded(lambda text: b64(before + text + after), secret, f"base64 at {shift}"),
        lambda: coded(lambda text: b64url(before + text + after), secret, f"base64url at {shift}"),
        lambda: coded(lambda text: b64(compact({"n": before, "v": text})), secret, "JSON in base64"),
        lambda: coded(lambda text: text.encode().hex(), secret, "hex"),
        lambda: coded(lambda text: "".join(f"%{byte:02X}" for byte in text.encode()), secret, "percent-encoded throughout"),
        lambda: coded(lambda text: "".join(f"\\u{ord(letter):04x}" for letter in text), secret, "escapes throughout"),
        lambda: coded(lambda text: "".join(f"&#{ord(letter)};" for letter in text), secret, "entities throughout"),
        lambda: coded(lambda text: b64(zipped(compact({"v": text}))), secret, "gzip in base64"),
    ]  # fmt: skip
    choice = c.number(0, len(ways) + 2)
    if choice >= len(ways):
        if not c.is_clean and not is_cuttable and not leftovers.is_jwt(secret):
            return secret
        return coded(lambda text: text if c.is_clean else cut(text, count) + end, secret, "cut short")
    return ways[choice]()


def echoes(c):
    """Some of the secrets again, in logs, reports and notes, in other forms."""
    kinds = {"otp", "pin", "recovery-code", "private-key", "saml", "webauthn", "device-code"}
    planted = {secret for secret, *_ in c.rows}
    known = [secret for secret in c.known if secret.kind not in kinds and secret in planted]
    chosen = c.random.sample(known, min(len(known), c.number(5, 9)))
    lines = [
        {
            "level": c.pick(["debug", "info", "warn"]),
            "msg": joined(c.pick(["retry with ", "token=", "state: ", ""]), disguised(c, secret)),
        }
        for secret in chosen[:3]
    ]
    if c.chance(0.5):
        text = Text("".join(compact(line) + "\n" for line in lines))
        text.holds = held(lines)
        body = Body("application/x-ndjson", text, "log lines")
    else:
        body = c.sent({"entries": lines})._replace(place="log in JSON")
    c.post(f"{c.app}/api/client-logs", body=body, answer=None, status=204)
    crumbs = [{"category": "fetch", "data": {"url": f"{c.api}/v1/x", "body": disguised(c, secret)}} for secret in chosen[3:5]]
    c.post(
        f"{c.third}/api/7/envelope/",
        body=c.sent({"exception": "TypeError", "breadcrumbs": crumbs})._replace(place="error report"),
    )
    for secret in chosen[5:]:
        text = disguised(c, secret)
        how = c.number(0, 5)
        if how == 0:
            c.visit(f"{c.app}/debug", body=[joined("<pre>", escaped(text), "</pre>")])
        elif how == 1:
            c.get(f"{c.third}/log", [("m", text)], status=204, answer=None)
        elif how == 2:
            annotate(c, c.pick(c.entries), "comment", joined("replayed with ", text), "comment")
        elif how == 3:
            annotate(c, c.pick(c.pages), "comment", text, "comment of a page")
        else:
            annotate(c, c.pick(c.entries), c.pick(["_meta", "_note", "_session"]), text, "_custom member")


def annotate(c, thing, member, text, place):
    """Adds a member of a producer's own, or a comment, where there is none yet."""
    if member not in thing:
        thing[member] = {"note": str(text), "retries": 1} if member == "_meta" else str(text)
        c.note(thing, member, place, text)


# Harmless exchanges

CODE = """function {a}(e,t){{if(!e||"object"!=typeof e)return t;for(var n in e)t[n]=e[n];return t}}
const {a}=(e)=>e.password.length>=8&&/[0-9]/.test(e.password)?null:"password-too-short";
{a}.prototype.fetch=function(e){{return this.http.get("/api/{w}/"+e,{{headers:{{Authorization:"Bearer "+this.token}}}})}};
export const {a}={{type:"text",name:"code",autocomplete:"one-time-code",maxLength:6,label:"{w}"}};
switch({a}.state){{case"expired":return refresh({a}.sessionId);case"active":default:return {a}}}
var {a}=n(1{d}),{b}=n.n({a});{b}.d(t,"token",(function(){{return {b}.csrf}}));
""".splitlines()


def noise(c):
    """Something that signs nobody in."""
    how = c.number(0, 6)
    if how <= 1:
        digest = c.hexadecimal(8)
        path = c.keep(f"/static/js/{c.word().lower()}.{digest}.chunk.js", "hash in the name of an asset")
        lines = [
            c.pick(CODE).format(
                a=c.letters(3, string.ascii_lowercase),
                b=c.letters(2, string.ascii_lowercase),
                w=c.word().lower(),
                d=c.number(0, 99),
            )
            for _ in range(c.number(30, 160))
        ]
        lines.append(f"//# sourceMappingURL={path.split('/')[-1]}.map")
        c.get(f"{c.app}{path}", answer=c.script(joined("".join(lines))), kind="script")
    elif how == 2:
        labels = {
            "password.label": "Password", "password.hint": "At least twelve characters",
            "code.sent": "We sent a code to your phone",
            "token.expired": "Your session has ended", "login.button": "Sign in", "mfa.title": "Two-factor authentication",
        }  # fmt: skip
        for label in labels.values():
            c.keep(label, "label in JSON")
        c.get(f"{c.app}/locales/en.json", [("v", c.version)], answer=c.json(labels))
    elif how == 3:
        c.get(
            f"{c.app}/favicon.ico",
            answer=Body("image/png", Bytes(b"\x89PNG\r\n\x1a\n" + c.random.randbytes(c.number(400, 3000))), "binary"),
            kind="image",
        )
    elif how == 4:
        policy = {
            "passwordPolicy": {"minLength": 12, "hint": "Use words"}, "sessionTimeout": 3600, "otpLength": 6,
            "token_type": "Bearer",
            "currencyCode": "EUR", "version": c.keep(c.version, "version"), "grant": "authorization_code", "keys": ["name", "size"],
        }  # fmt: skip
        for name in ("passwordPolicy", "sessionTimeout", "otpLength", "currencyCode"):
            c.keep(name, "name of a field")
        policy["last"] = {
            "code": "invalid_grant",
            "key": f"PROJ-{c.number(10, 99)}",
            "session": "expired-by-policy",
            "password": None,
            "accessTokenType": "reference",
        }
        for value in policy["last"].values():
            c.keep(value or "password", "word in a field that is named like a secret's")
        c.get(f"{c.app}/api/config", answer=c.json(policy))
    else:
        items = []
        for _ in range(c.number(5, 25)):
            slug = c.keep("-".join(c.word().lower() for _ in range(3)), "slug")
            stamp = c.keep((c.clock - datetime.timedelta(minutes=c.number(1, 90000))).strftime("%Y-%m-%dT%H:%M:%SZ"), "timestamp")
            items.append(
                {
                    "id": c.uuid(),
                    "slug": slug,
                    "title": f"{c.word()} {c.word()}",
                    "createdAt": stamp,
                    "status": c.keep("archived", "word"),
                    "count": c.number(1, 99),
                }
            )
        name = c.uuid()
        c.get(
            f"{c.api}/v1/projects/{c.keep(name, 'UUID in a path')}/items",
            answer=c.json({"items": items, "code": "OK", "next": None}),
        )


def built(seed, is_clean=False):
    """A capture with several flows and what every one has."""
    c = Capture(seed, is_clean)
    c.arrive()
    for name in c.shuffled(FLOWS)[: c.number(4, 8)]:
        if len(c.entries) < MOST_ENTRIES - 14:
            c.flow = name
            FLOWS[name](c)
            if c.chance(0.5):
                c.flow = "page"
                noise(c)
    telemetry(c)
    c.flow = "echo"
    echoes(c)
    c.flow = "page"
    size = 0
    while len(c.entries) < MOST_ENTRIES and (len(c.entries) < 12 or size < 55_000):
        noise(c)
        size = sum(len(json.dumps(entry)) for entry in c.entries)
    return c


# Captures that are right


def flaws(c, clean):
    """What is wrong with a capture: secrets that are not found where they are, or are where they should not be."""
    rows, harmless = c.secrets(), harmless_of(c)
    known = [row["value"] for row in harmless]
    whole, bare = leftovers.Texts(c.har()), leftovers.Texts(clean.har())
    found = leftovers.left_in(whole, rows, known)
    seen = {id(row) for row, _, way in found if leftovers.is_at(row, way)}
    for row in rows:
        if id(row) not in seen:
            yield "missing", f"{described(row)}, planted in {row['place']}, is not found at {row['at']}"
    for row, form, way in found:
        if not leftovers.is_at(row, way):
            yield "elsewhere", f"{described(row)}, {form}, is also in {way}"
    for row, form, way in leftovers.left_in(bare, rows, known):
        yield "accident", f"{described(row)}, {form}, is by accident in {way}"
    for row in (*leftovers.gone(whole, harmless), *leftovers.gone(bare, harmless)):
        yield "harmless", f"{row['why']} {row['value']!r} is not in the capture"


def described(row):
    return f"{row['kind']} of {row['flow']}, {leftovers.masked(row['value'])}"


def harmless_of(c):
    return [{"value": value, "why": why} for value, why in c.harmless.items()]


def checked(seed):
    """A capture whose secrets are where they were planted and nowhere else, and what was wrong with those made before it."""
    past = []
    for attempt in range(ATTEMPTS):
        name = seed if not attempt else f"{seed}/{attempt}"
        try:
            c = built(name)
            found = list(flaws(c, built(name, is_clean=True)))
        except ValueError as error:
            found = [("accident", str(error))]
        if not found:
            return c, past
        past.append(found)
    return None, past


def write(c, path):
    path.write_text(c.har(), newline="")
    for rows, ending in ((c.secrets(), ".secrets.json"), (harmless_of(c), ".harmless.json")):
        leftovers.beside(path, ending).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")


# Trials

Trial = collections.namedtuple("Trial", "seed rows found gone faults harmless")


def tried(telltale, seed, folder):
    """One capture, redacted and looked at."""
    c, past = checked(seed)
    faults = (
        [f"the capture had to be made anew: {kind}: {fault}" for found in past for kind, fault in found[:3]] if c is None else []
    )
    faults += [f"not found in the original: {fault}" for found in past for kind, fault in found if kind == "missing"]
    if c is None:
        return Trial(seed, [], [], [], faults, [])
    path = folder / f"{seed}.har"
    output, certificate = folder / f"{seed}.redacted.har", folder / f"{seed}.certificate.json"
    write(c, path)
    output.unlink(missing_ok=True)
    rows, harmless = c.secrets(), harmless_of(c)
    command = [telltale, "redact", path, "-o", output, "--certificate", certificate, "--no-policy"]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired:
        return Trial(seed, [], [], [], [*faults, f"redact took more than {MINUTES} minutes"], [])
    if run.returncode or not output.is_file():
        said = run.stderr.decode(errors="replace").strip().splitlines()
        faults.append(f"redact exited {run.returncode} and said {said[:3]}")
    if not output.is_file():
        return Trial(seed, [], [], [], faults, [])
    texts = leftovers.Texts(output.read_text())
    try:
        json.loads(output.read_text())
    except ValueError as error:
        faults.append(f"the output is no JSON: {error}")
    found = leftovers.left_in(texts, rows, [row["value"] for row in harmless])
    return Trial(seed, rows, found, leftovers.gone(texts, harmless), faults, harmless)


def table(title, planted, left):
    print(f"\n{title}")
    for name, count in sorted(planted.items(), key=lambda item: (-left[item[0]], item[0])):
        print(f"  {left[name]:6} of {count:6}  {name}")


def show(trial):
    for row, form, way in trial.found:
        print(f"seed {trial.seed}: {described(row)}, {form}, {row['place']}: {way}")


def report(trials):
    kinds, places, whys = ([collections.Counter(), collections.Counter()] for _ in range(3))
    for trial in trials:
        values = {row["value"]: row["kind"] for row in trial.rows}
        kinds[0].update(values.values())
        kinds[1].update(values[value] for value in {row["value"] for row, _, _ in trial.found})
        places[0].update(row["place"] for row in trial.rows)
        places[1].update(place for _, place, _ in {(row["value"], row["place"], row["at"]) for row, _, _ in trial.found})
        whys[0].update(row["why"] for row in trial.harmless)
        whys[1].update(row["why"] for row in trial.gone)
    table("left, by kind", *kinds)
    table("left, by place", *places)
    table("harmless and gone", *whys)
    return kinds[1].total(), kinds[0].total()


def trials(options):
    first, _, last = options.seeds.partition("-")
    with tempfile.TemporaryDirectory() as temporary, concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        seeds = range(int(first), int(last or first) + 1)
        done = []
        for trial in pool.map(functools.partial(tried, options.telltale, folder=folder), seeds):
            done.append(trial)
            for fault in trial.faults:
                print(f"seed {trial.seed}: {fault}", flush=True)
            if options.show:
                show(trial)
    left, planted = report(done)
    written = sum(bool(trial.rows) for trial in done)
    print(f"\n{left} of {planted} secrets left in {written} captures" + f", {len(done) - written} failed" * (written < len(done)))
    raise SystemExit(1 if left or any(trial.faults for trial in done) else 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    writing, trying = commands.add_parser("write"), commands.add_parser("try")
    writing.add_argument("seed", type=int)
    writing.add_argument("-o", "--output", type=Path, required=True)
    trying.add_argument("telltale", type=lambda name: Path(name).resolve())
    trying.add_argument("--seeds", required=True, help="a number, or the first and the last with - between")
    trying.add_argument("--keep", type=Path, metavar="FOLDER", help="where captures and outputs are kept")
    trying.add_argument("--jobs", type=int, default=2)
    trying.add_argument("--show", action="store_true", help="print every leftover and the way to it")
    options = parser.parse_args()
    if options.command == "try":
        trials(options)
    c, past = checked(options.seed)
    if c is None:
        raise SystemExit("\n".join(fault for _, fault in past[-1]))
    write(c, options.output)


if __name__ == "__main__":
    main()
