"""Texts within texts, for the scripts that check captures: decoders that share nothing with telltale's."""

import base64
import binascii
import html
import json
import quopri
import re
import zlib
from urllib.parse import unquote_to_bytes

DEPTH = 12
MOST_OUT = 20_000_000  # Of one decompression.

# Each decoder takes a whole text and returns the text within, or None. Bytes that are not UTF-8 are Latin-1 text, as in captures.


def text_of(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def bytes_of(text):
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return None


def percent(text):
    return text_of(unquote_to_bytes(text.encode("utf-8", "surrogatepass"))) if re.search("%[0-9a-fA-F]{2}", text) else None


def plus(text):
    return text.replace("+", " ") if "+" in text and " " not in text else None


def entities(text):
    return html.unescape(text) if "&" in text and ";" in text else None


SHORT_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "0": "\0"}


def escapes(text):
    if "\\" not in text and "%u" not in text:
        return None

    def character(match):
        code = match[1] or match[2] or match[3]
        return chr(int(code, 16)) if code else SHORT_ESCAPES.get(match[4], match[4])

    text = re.sub(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})|\\(.)", character, text, flags=re.S)
    # Surrogates that were written one by one become one character.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mojibake(text):
    """UTF-8 that was read as Latin-1 or Windows-1252."""
    if text.isascii():
        return None
    data = bytes_of(text)
    if data is None:
        try:
            data = text.encode("cp1252")
        except UnicodeEncodeError:
            return None
    return data.decode("utf-8", "replace")


def quoted_printable(text):
    return text_of(quopri.decodestring(text.encode("utf-8", "surrogatepass"))) if re.search("=(?:[0-9A-F]{2}|\r?\n)", text) else None


def numbers(text):
    """Bytes that were written as numbers between commas."""
    if not re.fullmatch(r"\s*\d{1,3}(?:\s*,\s*\d{1,3}){15,}\s*", text):
        return None
    values = [int(number) for number in text.split(",")]
    return text_of(bytes(values)) if max(values) < 256 else None


def is_readable(text):
    sample = text[:400]
    return bool(text) and sum(c.isprintable() or c in "\r\n\t" for c in sample) >= 0.9 * len(sample)


def base64_text(text):
    """The content of base64: text, or bytes that are packed or contain text."""
    text = re.sub(r"\s", "", text).rstrip("=").replace("-", "+").replace("_", "/")
    text = text[:-1] if len(text) % 4 == 1 else text  # Cut short.
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    for end in range(len(data), max(len(data) - 4, 4), -1):  # It may be cut within a character.
        try:
            inner = data[:end].decode()
        except UnicodeDecodeError:
            continue
        return inner if is_readable(inner) else data.decode("latin-1")
    binary = data.decode("latin-1")
    return binary if re.search(rb"[ -~]{6}", data) or inflate(binary) else None


def hexadecimal(text):
    if not re.fullmatch(r"(?:[0-9a-fA-F]{2}){8,}", text):
        return None
    data = bytes.fromhex(text)
    packed, inner = data.decode("latin-1"), text_of(data)
    return packed if inflate(packed) else inner if is_readable(inner) else None


def inflate(text):
    """gzip, zlib or raw deflate; the last only if it is complete and holds text."""
    data = bytes_of(text) if len(text) >= 8 and not (text.isascii() and text.isprintable()) else None
    if not data:
        return None
    packed = data[:2] == b"\x1f\x8b" or (data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0)
    unpacker = zlib.decompressobj(47 if packed else -15)
    try:
        inner = text_of(unpacker.decompress(data, MOST_OUT))
    except zlib.error:
        return None
    return inner if inner and (packed or (unpacker.eof and len(inner) >= 8 and is_readable(inner))) else None


def xor(text):
    """WalkMe's: reversed JSON, every character XOR 0x1f."""
    if len(text) < 8 or text[0] not in "bB" or text[-1] not in "dD":
        return None
    return "".join(chr(ord(c) ^ 0x1F) for c in text)


def backwards(text):
    """JSON or base64 of it reversed, as WalkMe and Statsig send it."""
    text = text.strip()
    is_json = text[:1] in ("}", "]") and text[-1:] in ("{", "[")
    is_base64 = text.endswith(("Jye", "s3W", "IsF4H")) and re.fullmatch(r"={0,2}[\w+/-]{12,}", text, re.A)
    return text[::-1] if is_json or is_base64 else None


LZ_KEYS = {c: i for i, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")}


def lz_string(text):
    """LZ-string's base64, as PostHog once sent it. Other text soon has a code that is not in the dictionary."""
    if len(text) < 16 or not re.fullmatch(r"[A-Za-z0-9+/]+=*", text):
        return None
    bits = (LZ_KEYS[c] >> shift & 1 for c in text for shift in range(5, -1, -1))
    words, width, left, out = [None] * 3, 2, 1, []
    try:
        while (code := sum([next(bits) << i for i in range(width)])) != 2:
            if code < 2:
                words.append(chr(sum([next(bits) << i for i in range(8 * (code + 1))])))
                code, left = len(words) - 1, left - 1
                width, left = (width + 1, 1 << width) if left == 0 else (width, left)
            if code > len(words) or (code == len(words) and not out):
                return None
            word = words[code] if code < len(words) else out[-1] + out[-1][0]
            if out:
                words.append(out[-1] + word[0])
                left -= 1
                width, left = (width + 1, 1 << width) if left == 0 else (width, left)
            out.append(word)
    except StopIteration:
        return None
    inner = "".join(out)
    return inner if len(inner) >= 8 and is_readable(inner) else None


# These change parts of a text.
PARTIAL = (percent, plus, entities, escapes, quoted_printable)
DECODERS = (*PARTIAL, mojibake, numbers, base64_text, hexadecimal, inflate, xor, backwards, lz_string)
IN_RUNS = (base64_text, hexadecimal, lz_string)


# Texts within texts


class Number(str):
    """A JSON number as it is written."""


GUARD = re.compile(r"\s*(?:\)\]\}',?|for\s*\(;;\);)")
CALL = re.compile(r"\s*[\w$.]{1,60}\s*\((?=\s*[{\[])(.*)\)[\s;]*", re.S)
SPACE = re.compile(r"[\s,]*")


def loaded(text):
    """The JSON values of a text, one after the other, with objects as tuples of pairs; None if it is not JSON."""
    text = text.removeprefix("\ufeff")
    start = GUARD.match(text)
    text = text[start.end() :] if start else text
    call = CALL.fullmatch(text)
    text = (call[1] if call else text).strip()
    if text[:1] not in ("{", "[", '"'):
        return None
    decoder = json.JSONDecoder(object_pairs_hook=tuple, parse_float=Number, parse_int=Number, strict=False)
    values, at = [], 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            at = SPACE.match(text, at).end()
    except (ValueError, RecursionError):
        return None
    return values


def is_json(text):
    return loaded(text) is not None


def leaves(value, pointer=""):
    """Every text of a JSON value with its pointer: keys (marked with #), strings and numbers."""
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, tuple):
        if [key for key, _ in value] == [str(index) for index in range(len(value))]:
            yield from leaves([member for _, member in value], pointer)
        for key, member in value:
            yield f"{pointer}/{key}#", key
            yield from leaves(member, f"{pointer}/{key}")
    elif isinstance(value, list):
        if len(value) >= 16 and all(isinstance(item, Number) for item in value):
            yield f"{pointer}/*", ",".join(value)
        for index, item in enumerate(value):
            yield from leaves(item, f"{pointer}/{index}")


def multipart(text):
    """The headers and the bodies of multipart."""
    if not text.startswith("--") or "\n" not in text:
        return []
    parts = text.split(text.split("\n")[0].strip())
    return [re.sub(r"\r?\n$", "", half) for part in parts for half in re.split(r"\r?\n\r?\n", part, maxsplit=1)]


RUN = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


def within(text, known):
    """The texts directly within a text, each with the step to it; `known` are the runs of base64 that were seen before."""
    values = loaded(text)
    for value in values or ():
        yield from leaves(value, "«json» ")
    if values is None and '{"' in text and "\n" in text:
        for number, line in enumerate(text.splitlines(), 1):
            inner = line[line.find('{"') :].strip() if '{"' in line else ""
            if inner.endswith(("}", "]")) and loaded(inner):
                yield f"line {number}", inner
    for part in multipart(text):
        yield "«multipart»", part
    if re.search("[?&#;=]", text) and not re.search(r"[\s{}()<>]", text.replace("; ", ";")):
        for part in re.split("[?&#;]", text):
            yield "«form»", part.split("=", 1)[-1]
    for decode in DECODERS:
        yield f"«{decode.__name__}»", decode(text)
    runs = set(RUN.findall(text)) - known - {text}
    known |= runs
    for run in runs:
        pieces = {run} if len(run) > 8000 else {run, *re.split("[/_-]", run), *re.findall("(?:eyJ|W3s|H4sI).{12,}", run)}
        for piece in pieces:
            for decode in IN_RUNS if len(piece) >= 12 else ():
                yield f"…«{decode.__name__}»", decode(piece)
