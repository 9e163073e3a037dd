"""Checks the glossary: words that texts for users must not contain, and what to write instead.

Usage: glossary.py TELLTALE. Reads the documents, the help of every command, the texts of rules, the notes of
destinations and remedies, the descriptions of JSON Schemas, and the templates of pages.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# A pattern, and what to write instead.
FORBIDDEN = [
    (r"who(m)?ever", "anyone who, everyone who"),
    (r"(is|are) none\b(?! of)", "is not a …, unknown"),
    (r"answered with", "responded with, in the response of"),
    (r"(goes|went|going) by\b", "uses, follows"),
    (r"for want of", "because no …"),
    (r"telephones?\b(?!\.swift)", "phone"),
    (r"the app['’]s makers?", "you, the app's provider"),
    (r"sp(eaks?|oke) (against|although)", "contradicts; sent after"),
    (r"(waiver|day|it) (that )?is over\b", "expired"),
    (r"turned back\b", "reversed"),
    (r"at worst\b", "highest"),
    (r"stands? twice", "appears twice"),
    (r"(is|are|was|were|be|being) told\b", "receives, is shown"),
    (r"heeds?\b", "ignores, respects"),
    (r"hand(s|ed)? on\b", "forwards, shares"),
    (r"pass(ed|es)? over\b", "ignores"),
    (r"beside\b", "next to, in addition to"),
    (r"in (the )?place of\b", "instead of"),
    (r"all the same\b", "anyway"),
    (r"allows to\b", "lets you"),
    (r"has to be\b|have to be\b", "must be"),
    (r"one a line\b", "one per line"),
    (r"a line each\b", "one per line"),
    (r"take[ns]? away\b", "removes"),
    (r"nobody\b", "no one"),
    (r"(any|some|every)body\b", "anyone, someone, everyone"),
]


def documents():
    """The prose of every document, without code blocks and generated figures of tables."""
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("rules/*.md"), *ROOT.glob("samples/*.md")]):
        fenced = False
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            elif not fenced:
                yield f"{path.relative_to(ROOT)}:{number}", re.sub(r"`[^`]*`|\(#[^)]*\)|^### [a-z0-9-]+$", "", line)


def rules():
    """Titles, messages, reasons and fixes of rules."""
    key = re.compile(r"^  (\w+):")
    for path in sorted(ROOT.glob("rules/*.yaml")):
        current = ""
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = key.match(line)
            if match or not line.startswith("    "):
                current = match[1] if match else ""
            if current in {"title", "message", "why", "fix"}:
                yield f"{path.relative_to(ROOT)}:{number}", line


def notes():
    """Texts for people in the files of destinations and remedies, and the descriptions of JSON Schemas."""
    for pattern, key in [
        ("rules/destinations/*.yaml", r"\s*(- )?(note|set):"),
        ("rules/remedies/*.yaml", r"\s*(- )?(library|place|unproved|what|advice):"),
        ("Sources/Reports/Schemas/*.json", r'\s*"description":'),
    ]:
        for path in sorted(ROOT.glob(pattern)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.match(key, line):
                    yield f"{path.relative_to(ROOT)}:{number}", line


def templates():
    for path in sorted((ROOT / "Sources/Reports/HTML/Templates").glob("*.mustache")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield f"{path.relative_to(ROOT)}:{number}", re.sub(r"<[^>]*>|\{\{[^}]*\}\}", " ", line)


def commands(telltale, names=()):
    """The help of a command and of those below it."""
    text = subprocess.run([telltale, *names, "--help"], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        yield " ".join(["telltale", *names, "--help"]), line
    _, _, below = text.partition("SUBCOMMANDS:\n")
    for name in re.findall(r"^  ([a-z]+)(?:\s|$)", below, re.MULTILINE):
        yield from commands(telltale, (*names, name))


def main():
    patterns = [(re.compile(rf"\b{pattern}", re.IGNORECASE), instead) for pattern, instead in FORBIDDEN]
    found = 0
    for place, line in [*documents(), *rules(), *notes(), *templates(), *commands(sys.argv[1])]:
        for pattern, instead in patterns:
            if match := pattern.search(line):
                print(f"{place}: “{match[0]}”; write: {instead}")
                found += 1
    if found:
        sys.exit(f"{found} words that the glossary does not have")
    print("The glossary holds.")


if __name__ == "__main__":
    main()
