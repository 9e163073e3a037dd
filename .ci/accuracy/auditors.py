"""Tools that know what a HAR is: what each reports of a capture, with the record."""

import importlib
import json
from importlib.metadata import version

from scanners import Report, Unreadable, run

VALUES = {"credential", "personal-data", "page-context", "user-content"}
GRAVE = {"critical", "high"}


class Telltale:
    name, made_for, options = "telltale", "what an app sends to others", "`--examples all`, severity low and above, no policy"

    def __init__(self, command):
        self.command = command
        self.version = run(command, "--version").stdout.decode().strip().removeprefix("telltale ")

    def reports(self, capture):
        options = ["--show-values", "--format", "json", "--allow-incomplete", "--no-policy", "--examples", "all"]
        result = run(self.command, "audit", capture.path, *options)
        try:
            report = json.loads(result.stdout)
        except ValueError:
            raise Unreadable(result.stderr.decode(errors="replace").strip()[:200]) from None
        for finding in report["findings"]:
            if finding["category"] in VALUES and finding["severity"] != "info":
                for found in (one for one in finding["occurrences"] if one.get("value")):
                    # What has no value says that something is lacking: it cannot be right or wrong about a value.
                    yield Report(found["value"], record=found["record"], is_grave=finding["severity"] in GRAVE)


class PrivacyFlowInspector:
    """Its reports mask what was found and hold five examples of each; here they hold all of it."""

    name, made_for, options = "privacy-flow-inspector", "personal data that is sent to others", "without a configuration"

    def __init__(self):
        package = "privacy_flow_inspector"
        self.engine, self.policy, self.model, self.detectors = (
            importlib.import_module(f"{package}.{name}") for name in ("engine", "policy", "model", "detectors")
        )
        self.engine.MAX_EVIDENCE, self.engine.mask = 10**9, lambda value: value
        self.version = version("privacy-flow-inspector")

    def reports(self, capture):
        if capture.path.suffix == ".zip":
            raise Unreadable("reads no archives")
        try:
            result = self.engine.inspect([capture.path], self.policy.Config(personas=self.personas(capture)))
        except (ValueError, OSError, self.model.InspectorError) as error:
            raise Unreadable(str(error)[:200]) from None
        if not result.report.requests:
            raise Unreadable("reads HAR only")
        for finding in result.report.findings:
            for found in finding.evidence:
                yield Report(self.text(found), record=found.entry, is_grave=finding.severity >= self.model.Severity.HIGH)

    def text(self, found):
        """What was matched: of a persona's value its form or digest."""
        forms = self.detectors.persona_variants(found.preview)
        return next((needle for name, needle, _ in forms if name == found.variant), found.preview)

    def personas(self, capture):
        return ()


SHORTEST = 5  # It takes no shorter value of a persona.


class InspectorWithPersonas(PrivacyFlowInspector):
    """As its documentation recommends it: told whom to look for."""

    name = "privacy-flow-inspector, told"
    options = "given each email address, name and phone number of the capture as a persona"

    def personas(self, capture):
        kinds = {"email": self.model.Category.CONTACT, "phone": self.model.Category.CONTACT, "name": self.model.Category.IDENTITY}
        told = {label["value"]: kinds[label["kind"]] for label in capture.labels if label["kind"] in kinds}
        return tuple(self.detectors.Persona(value, value, category) for value, category in told.items() if len(value) >= SHORTEST)
