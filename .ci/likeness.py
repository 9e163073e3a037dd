"""Whether a redacted text equals the original except for placeholders, in any layer, and its lengths are correct."""

import base64
import json
import re

from layers import DECODERS, DEPTH, PARTIAL, RUN, bytes_of, loaded, multipart, text_of

PLACEHOLDER = re.compile(r"~[a-z]+-[0-9a-f]{1,16}~|(?<![\w.%])0e[0-9]+(?![\w.])")
NUMBER_PLACEHOLDER = re.compile(r"0e[0-9]+")
LENGTHS = {"size", "bodySize", "headersSize", "compression", "length", "_transferSize", "content-length", "Content-Length"}
CONTENT_LENGTH = re.compile(r"(?i)(content-length[\"']?\s*[:=]\s*[\"']?)\d+")
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*', re.S)
PART = re.compile(PLACEHOLDER.pattern + r"|(?:[A-Za-z0-9+/_-]|%[0-9a-fA-F]{2}){16,}={0,2}")


def is_same(old, new, tried=None, depth=0):
    """Whether a text equals another except for placeholders, in any layer."""
    old, new = CONTENT_LENGTH.sub(r"\1", old), CONTENT_LENGTH.sub(r"\1", new)
    tried = {} if tried is None else tried
    if old == new:
        return True
    if depth > DEPTH or (old, new) in tried:
        return tried.get((old, new), False)
    # Until it is known, the answer is no: a recursion proves nothing.
    tried[old, new] = False
    tried[old, new] = is_same_within(old, new, tried, depth)
    return tried[old, new]


def is_same_within(old, new, tried, depth):
    """The same of two texts that differ."""
    if fits(old, new, tried, depth) or ('"' in new and not faults(old, new, tried, depth)) or is_same_message(old, new, tried, depth):
        return True
    for split in (multipart, lambda text: text.split("&"), lambda text: text.split("/")):
        before, after = split(old), split(new)
        if 1 < len(before) == len(after) and all(is_same(*pair, tried, depth + 1) for pair in zip(before, after)):
            return True
    for decode in DECODERS:
        inner, changed = decode(old), decode(new)
        if decode in PARTIAL and (inner is None) != (changed is None):
            inner, changed = inner or old, changed or new
        if inner is not None and changed is not None and is_same(inner, changed, tried, depth + 1):
            return True
    return False


def message(text):
    """The fields of a message of protocol buffers, each with its number, its kind and its bytes; None for what is none."""
    data, at, fields = bytes_of(text), 0, []

    def number():
        nonlocal at
        value = shift = 0
        while at < len(data) and shift < 64:
            byte = data[at]
            value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
            if byte < 128:
                return value
        raise ValueError

    try:
        while data and at < len(data):
            tag = number()
            kind, start = tag & 7, at
            if kind == 0:
                number()
            elif kind in (1, 5):
                at += 8 if kind == 1 else 4
            elif kind == 2:
                count = number()
                start, at = at, at + count
            if tag < 8 or kind in (3, 4, 6, 7) or at > len(data):
                return None
            fields.append((tag, kind, data[start:at]))
    except ValueError:
        return None
    return fields


def is_same_message(old, new, tried, depth):
    """The same of two messages, whose lengths stand before their fields."""
    before, after = message(old), message(new)
    if not before or not after or [field[:2] for field in before] != [field[:2] for field in after]:
        return False
    return all(
        a == b or kind == 2 and (is_same(text_of(a), text_of(b), tried, depth + 1) or is_same(a.decode("latin-1"), b.decode("latin-1"), tried, depth + 1))
        for (_, kind, a), (_, _, b) in zip(before, after)
    )


def fits(old, new, tried, depth):
    """Whether the text between the placeholders is in the original in that order, and nothing else."""
    runs, parts, at = set(RUN.findall(old)), [""], 0
    for match in PART.finditer(new):
        parts[-1] += new[at : match.start()]
        at = match.end()
        # An encoded piece that is unchanged is a piece like others; a changed one must match inside.
        if not PLACEHOLDER.fullmatch(match[0]) and (match[0] in runs or match[0] in old):
            parts[-1] += match[0]
        else:
            parts += [match[0], ""]
    parts[-1] += new[at:]
    if not old.startswith(parts[0]) or len(parts) == 1:
        return False
    at, holes = len(parts[0]), []
    for index in range(1, len(parts), 2):
        holes.append(parts[index])
        piece = parts[index + 1]
        is_last = index + 2 == len(parts)
        if not piece and not is_last:
            continue
        end = len(old) - len(piece) if is_last else old.find(piece, at)
        if end <= at or not old.startswith(piece, end):
            return False
        gap, is_hidden = old[at:end], all(map(PLACEHOLDER.fullmatch, holes))
        if not is_hidden and (len(holes) > 1 or gap == old or not is_same(gap, holes[0], tried, depth + 1)):
            return False
        at, holes = end + len(piece), []
    return True


def faults(old, new, tried=None, depth=0):
    """The differences of two JSON texts except for placeholders, token by token, including the text between tokens."""
    before, after = list(TOKEN.finditer(old)), list(TOKEN.finditer(new))
    if len(before) != len(after) or not after:
        return ["the structure is another"]
    found, ends, last = [], (0, 0), ""
    for a, b in zip(before, after):
        between = new[ends[1] : b.start()]
        if old[ends[0] : a.start()] != between:
            return [*found, f"{place(new, b.start())}: what is between values is another"]
        key = last.strip('"') if between.strip() == ":" else ""
        if a[0] != b[0]:
            around = new[max(0, b.start() - 150) : b.end() + 150]
            if not is_same_token(a[0], b[0], key, around, tried, depth):
                found.append(f"{place(new, b.start())}: {key or 'a value'} differs in more than placeholders")
        ends, last = (a.end(), b.end()), b[0]
    return found if old[ends[0] :] == new[ends[1] :] else [*found, "the end is another"]


def is_same_token(old, new, key, around, tried, depth):
    if '"' not in (old[0], new[0]):
        return key in LENGTHS or bool(NUMBER_PLACEHOLDER.fullmatch(new))
    if old[0] != new[0]:
        return False
    before, after = ((loaded(token) or [token])[0] for token in (old, new))
    if before.isdigit() and after.isdigit():
        return re.search("content-length", around, re.I) is not None
    # The same text with other escapes is a difference.
    return before != after and is_same(before, after, tried, depth + 1)


def place(text, at):
    return f"line {text.count(chr(10), 0, at) + 1}, character {at}"


# Lengths


def lengths(text):
    """For every body length that a HAR states: the stated and the actual length."""
    try:
        entries = json.loads(text.removeprefix("\ufeff"), strict=False)["log"]["entries"]
    except (ValueError, KeyError, TypeError):
        return {}
    stated = {}
    for index, entry in enumerate(entries or ()):
        for name, member in (("request", "postData"), ("response", "content")):
            message = entry.get(name)
            body = message.get(member) if isinstance(message, dict) else None
            if not isinstance(body, dict) or not isinstance(body.get("text"), str):
                continue
            data = body["text"].encode("utf-8", "surrogatepass")
            length = len(base64.b64decode(data) if body.get("encoding") == "base64" else data)
            stated[index, name, "size"] = (body.get("size", message.get("bodySize")), length)
            for header in message.get("headers") or ():
                if str(header.get("name")).lower() == "content-length" and str(header.get("value")).isdigit():
                    stated[index, name, "Content-Length"] = (int(header["value"]), length)
    return stated


def wrong_lengths(old, new):
    """Lengths that were correct before and are not now."""
    after = lengths(new)
    for (index, message, name), (stated, length) in lengths(old).items():
        is_, should = after.get((index, message, name), (None, None))
        if stated == length and is_ != should:
            yield f"entry {index}: {name} of the {message} is {is_} and should be {should}"
