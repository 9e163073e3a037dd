"""Made-up people and what they wrote: domains are reserved, telephone numbers set aside for fiction, addresses those of the examples of GeoIP."""

import base64
import hashlib
import json

FIRST = "Ada Bruno Chiara Dilek Eamon Farida Gustav Hanneke Ishaan Jolanta Kofi Leonie Mateus Noor Oksana Priya Quentin Rosalind Søren Tomasz".split()
LAST = "Abernathy Brzeziński Castellanos Dlamini Eriksson Fontaine Grünwald Hakkinen Iyer Jovanović Kaplan Lindqvist Moreau Nakamura Okonjo".split()
COMPANIES = "northgate harbourlight fernhill quillworks stonebridge larkfield".split()
TITLES = [
    "Parental leave request (confidential)", "Redundancy plan Lisbon", "Project Nightjar", "Grievance of the night shift", "Offer for Castellano & Sons",
    "Whistleblower intake 2026", "Salary review, tier three", "Acquisition of Bluefin Ltd", "Medical certificate upload", "Exit interview, R&D",
]  # fmt: skip
TEXTS = [
    "I was told not to mention the accident to anybody", "Please remove my sick note from the shared folder", "She has not been paid since the strike began",
    "My therapist says I should not return before May", "We agreed to let the Porto team go in autumn", "The audit found that he had signed both invoices",
]  # fmt: skip
SEARCHES = ["how to appeal a dismissal", "pregnancy leave before probation ends", "report my manager anonymously", "depression sick pay rules"]
STREETS = ["14 Copper Lane, Ely CB7 4XX", "Hauptstraße 81, 10827 Berlin", "22 rue des Tanneurs, 67000 Strasbourg", "Via Bagutta 9, 20121 Milano"]


def jwt(claims):
    def part(value):
        return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()).decode().rstrip("=")

    signature = base64.urlsafe_b64encode(hashlib.sha256(json.dumps(claims).encode()).digest()).decode().rstrip("=")
    return f"{part({'typ': 'JWT', 'alg': 'HS256'})}.{part(claims)}.{signature}"


class Person:
    """Somebody, and each kind of value that may be known of somebody."""

    def __init__(self, random):
        self.random = random
        self.first, self.last = random.choice(FIRST), random.choice(LAST)
        self.name = f"{self.first} {self.last}"
        plain = self.name.translate(str.maketrans("øńüć", "onuc")).lower()
        self.email = f"{plain.replace(' ', '.')}@{random.choice(COMPANIES)}.example.com"
        self.account = f"712020:{self.uuid()}"
        # Numbers that nobody has and that those who check them hold for valid.
        self.phone = random.choice(["+44 20 7946 0{:03}", "+49 30 23125 {:03}", "+1 202 555 01{:02.0f}"]).format(random.randrange(100))
        self.title, self.token = random.choice(TITLES), self.session()

    def uuid(self):
        text = self.hexadecimal(32)
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def hexadecimal(self, length):
        return "".join(self.random.choice("0123456789abcdef") for _ in range(length))

    def letters(self, length):
        return "".join(self.random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789") for _ in range(length))

    def card(self):
        """A number of no bank's range with the right last digit."""
        digits = "40000000000" + f"{self.random.randrange(10**4):04}"
        total = sum(sum(divmod(2 * int(digit), 10)) if at % 2 == 0 else int(digit) for at, digit in enumerate(digits))
        return f"{digits}{-total % 10}"

    def session(self):
        return jwt({"sub": self.account, "qsh": "context-qsh", "iss": self.hexadecimal(12), "exp": 1_772_439_300 + self.random.randrange(10**6)})

    def value(self, kind):
        """A key as apps name it, and a value of a kind."""
        random = self.random
        made = {
            "email": (("email", "contact", "userEmail", "v1"), self.email),
            "name": (("name", "displayName", "author", "p2"), self.name),
            "phone": (("phone", "mobile", "callback", "v3"), self.phone),
            "ip": (("ip", "clientIp", "addr"), f"81.2.69.{random.randrange(144, 192)}"),
            "jwt": (("jwt", "token", "auth", "s"), self.token),
            "title": (("title", "formName", "projectName", "label"), self.title),
            "ugc": (("message", "comment", "description", "answer"), random.choice(TEXTS)),
            "search": (("search_term", "query", "q", "keywords"), random.choice(SEARCHES)),
            "reset-token": (("reset_password_token", "confirmation_token"), self.letters(24)),
            "session-id": (("JSESSIONID", "PHPSESSID", "session_token"), self.hexadecimal(32)),
            "api-key": (("api_key", "apiSecret", "x-api-key"), "sk_live_" + self.letters(24)),
            "card": (("card_number", "pan", "card"), self.card()),
            "iban": (("iban", "account"), random.choice(["GB33BUKB20201555555555", "DE89370400440532013000"])),
            "address": (("street_address", "address", "shippingAddress"), random.choice(STREETS)),
            "dob": (("date_of_birth", "dob", "birthday"), f"19{random.randrange(60, 99)}-0{random.randrange(1, 9)}-1{random.randrange(9)}"),
        }[kind]
        return random.choice(made[0]), made[1]

    def digest(self):
        """A digest as advertising sends it, with its kind."""
        kind, text = self.random.choice([("email", self.email), ("phone", "".join(filter(str.isdigit, self.phone)))])
        return kind, text, hashlib.new(self.random.choice(["sha256", "md5", "sha1"]), text.lower().encode()).hexdigest()

    def lookalikes(self):
        """What only looks like something: kind, key and value."""
        random = self.random
        return [
            ("version-like-ip", "app_version", f"4.{random.randrange(30)}.{random.randrange(9)}.1"),
            ("email-lookalike", "asset", f"logo@{random.randrange(2, 4)}x.png"),
            ("form-id", "formId", self.uuid()),
            ("sha256-asset", "bundle_hash", self.hexadecimal(64)),
            ("sha1-git", "commit", self.hexadecimal(40)),
            ("account-id", "user_id", self.account),
            ("phone-lookalike", "sent_at", str(1_772_430_000_000 + random.randrange(10**7))),
            ("card-lookalike", "event_id", f"4{random.randrange(10**14):014}" + "0"),
            ("app-text", "button", random.choice(["Reset your password", "Enter your email address", "Call support", "Sign in with a token"])),
            ("name-lookalike", "font", random.choice(["Georgia Bold", "Victoria Regular", "Charter Roman"])),
            ("scrubbed-ip", "ip", "0.0.0.0"),
            ("masked-email", "masked", "a***@e***.com"),
        ]  # fmt: skip
