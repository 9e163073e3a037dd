"""Measures telltale and other tools on labelled captures: python .ci/accuracy TELLTALE FOLDER…

Prints tables in Markdown; --write NAME puts them between the marks of that name in docs/accuracy.md. Tools that are not there are named with the reason.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

# The decoders of the other checks lie beside this folder.
sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

import auditors  # noqa: E402
import redactors  # noqa: E402
import scanners  # noqa: E402
import tables  # noqa: E402
from captures import captures  # noqa: E402
from measure import Score  # noqa: E402

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "accuracy.md"


def available(makers):
    """The tools that are there, and why the others are not."""
    tools, missing = [], {}
    for maker in makers:
        try:
            tools.append(maker())
        except ImportError as reason:
            missing[maker.name] = str(reason)
    return tools, missing


def reasons():
    """Why packages could not be installed, as the installation wrote it."""
    path = Path(sys.executable).parent.parent / "missing"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return dict(line.split("\t", 1) for line in lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("telltale", type=lambda name: str(Path(name).resolve()))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--write", metavar="NAME", help="put the tables into docs/accuracy.md")
    parser.add_argument("--misses", type=int, default=0, help="how many values that telltale missed to print, by kind and place")
    options = parser.parse_args()

    def telltale():
        return auditors.Telltale(options.telltale)

    def redacting_telltale():
        return redactors.Telltale(options.telltale)

    telltale.name = redacting_telltale.name = "telltale"
    finders, missing = available(
        [
            telltale, auditors.PrivacyFlowInspector, auditors.InspectorWithPersonas, scanners.FerretScan, scanners.Presidio,
            scanners.DetectSecrets, scanners.Betterleaks, scanners.Kingfisher,
        ]
    )  # fmt: skip
    redacting = [redacting_telltale, redactors.HarCapture, redactors.PrivacyFlowInspector, redactors.InspectorWithPersonas, redactors.FerretScan]
    erasers, others = available(redacting)
    with tempfile.TemporaryDirectory() as scratch:
        labelled = list(captures(options.folders, scratch))
        if not labelled:
            raise SystemExit("no capture with labels is in " + ", ".join(map(str, options.folders)))
        scores = [measured(Score(tool), labelled) for tool in finders]
        redactions = [measured(redactors.Redaction(tool), labelled) for tool in erasers]
    run = tables.tools(scores, redactions, {**reasons(), **missing, **others})
    text = tables.document(labelled, scores, redactions)
    print(run, text, sep="\n")
    for name, one in scores[0].misses[: options.misses]:
        print(f"missed: {name} record {one.record}: {one.kind}, {one.form}, {one.vendor}")
    if options.write:
        tables.write(DOCUMENT, "tools", run)
        tables.write(DOCUMENT, options.write, text)


def measured(score, labelled):
    start = time.monotonic()
    for capture in labelled:
        score.add(capture)
    print(f"{score.tool.name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    return score


if __name__ == "__main__":
    main()
