"""The figures as tables in Markdown."""

import re

from captures import FORM_NAMES

MOST_VENDORS = 16


def document(captures, scores, redactions):
    parts = [
        summary(captures),
        overall(scores),
        "By class of data, in percent of the places:\n",
        grid(scores, "class of data", lambda score: score.by_class, None),
        "By form, in percent of the places:\n",
        grid(scores, "form", lambda score: score.by_form, FORM_NAMES),
        "By destination, in percent of the places:\n",
        grid(scores, "destination", lambda score: score.by_vendor, None),
        erased(redactions),
        unread(scores, redactions),
    ]
    return "\n".join(part for part in parts if part)


def summary(captures):
    leaky = [capture for capture in captures if capture.planted]
    places = sum(len(capture.planted) for capture in captures)
    values = sum(len({one.needle for one in capture.planted}) for capture in captures)
    traps = sum(len(capture.traps) for capture in captures)
    return (
        f"{places:,} places in {len(leaky)} captures hold {values:,} different values that other hosts received and that must be found. "
        f"{len(captures) - len(leaky)} captures are clean, and {traps:,} values only look like something.\n"
    )


def row(cells):
    return "| " + " | ".join(map(str, cells)) + " |\n"


def head(cells):
    return row(cells) + "|---|" + "---:|" * (len(cells) - 1) + "\n"


def tools(scores, redactions, missing):
    """What was run and how, and what could not be had."""
    lines = [row([score.tool.name, score.tool.version, score.tool.made_for, score.tool.options]) for score in scores]
    lines += [row([one.tool.name, one.tool.version, "redaction", one.tool.options]) for one in redactions]
    text = row(["tool", "version", "searches for", "run with"]) + "|---|---|---|---|\n" + "".join(lines)
    return text + "\n" + "".join(f"- Not measured: {name}, because {reason}\n" for name, reason in sorted(missing.items()))


def percent(part, whole):
    if not whole:
        return ""
    # What is not all is not 100, and what is not none is not 0.
    share = 100 * part / whole
    return "100" if part == whole else "0" if not part else f"{min(max(round(share), 1), 99)}"


def overall(scores):
    cells = ["tool", "different values", "places", "look-alikes reported", "reports in clean captures", "of these at the highest level", "reports in leaky captures"]
    text = head([*cells, "of a planted value", "of a leak"])
    for score in scores:
        found = [f"{percent(*score.values)} % ({score.values[0]:,})", f"{percent(*score.pairs)} % ({score.pairs[0]:,})"]
        precision = [f"{score.traps[0]:,}", f"{score.clean:,}", f"{score.clean_grave:,}", f"{score.reports:,}"]
        shares = [f"{percent(part, score.reports) or '–'}{' %' if score.reports else ''}" for part in (score.of_somebody, score.of_leaks)]
        text += row([score.tool.name, *found, *precision, *shares])
    return text


def grid(scores, title, counters, order):
    first = counters(scores[0])
    names = [name for name in order if name in first] if order else sorted(first, key=lambda name: (-first[name][1], name))
    text = head([title, "places", *(score.tool.name for score in scores)])
    for name in names[:MOST_VENDORS]:
        text += row([name, first[name][1], *(percent(*counters(score)[name]) for score in scores)])
    if rest := names[MOST_VENDORS:]:
        sums = [[sum(counters(score)[name][at] for name in rest) for at in (0, 1)] for score in scores]
        text += row([f"{len(rest)} others", sums[0][1], *(percent(*pair) for pair in sums)])
    return text


def erased(redactions):
    text = "What is left in redacted copies:\n\n"
    text += head(["tool", "copies", "still parse", "leaked values left", "other values left", "of both, as plain text", "look-alikes kept"])
    for one in redactions:
        left = [f"{part:,} of {whole:,}" for part, whole in (one.leaks, one.others)]
        text += row([one.tool.name, one.captures, one.parsed, *left, f"{one.in_plain:,}", f"{percent(*one.kept)} %"])
    return text


def unread(scores, redactions):
    lines = []
    for purpose, group in (("", scores), ("redaction: ", redactions)):
        for one in group:
            lines += [f"- {purpose}{one.tool.name} did not read {count}: {reason}\n" for reason, count in one.unread.items()]
    return "Captures that a tool did not read count as not found, and are left out of redaction:\n\n" + "".join(lines) if lines else ""


def write(path, name, text):
    """Puts the tables between the marks of that name."""
    old = path.read_text(encoding="utf-8")
    start, end = f"<!-- accuracy: {name} -->\n", f"<!-- end: {name} -->"
    new, count = re.subn(re.escape(start) + ".*?" + re.escape(end), lambda _: f"{start}\n{text}\n{end}", old, flags=re.S)
    if count != 1:
        raise SystemExit(f"{path} has no marks for {name}")
    path.write_text(new, encoding="utf-8")
