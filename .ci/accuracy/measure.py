"""What each tool finds of what was planted, and what else it reports."""

import collections
from dataclasses import dataclass, field

from matching import holds, is_exactly
from scanners import Unreadable


def tally():
    return collections.defaultdict(lambda: [0, 0])


@dataclass
class Score:
    """The figures of one tool."""

    tool: object
    pairs: list = field(default_factory=lambda: [0, 0])
    values: list = field(default_factory=lambda: [0, 0])
    by_class: dict = field(default_factory=tally)
    by_form: dict = field(default_factory=tally)
    by_vendor: dict = field(default_factory=tally)
    clean: int = 0
    clean_grave: int = 0
    traps: list = field(default_factory=lambda: [0, 0])
    reports: int = 0
    of_somebody: int = 0  # Reports of something that was planted, whoever received it.
    of_leaks: int = 0  # Of something that was sent to somebody else.
    unread: dict = field(default_factory=collections.Counter)
    misses: list = field(default_factory=list)

    def add(self, capture):
        try:
            reports = list(self.tool.reports(capture))
        except Unreadable as reason:
            self.unread[str(reason).replace(str(capture.path), "…")] += 1
            reports = []
        by_record = collections.defaultdict(list)
        for report in reports:
            for record in capture.records(report):
                by_record[record].append(report)
        self.recall(capture, reports, by_record)
        self.precision(capture, reports, by_record)

    def recall(self, capture, reports, by_record):
        anywhere = {}
        for one in capture.planted:
            is_hit = any(holds(report.text, one.needle) for report in by_record[one.record])
            for counter in (self.pairs, self.by_class[one.data_class], self.by_form[one.form], self.by_vendor[one.vendor]):
                counter[0] += is_hit
                counter[1] += 1
            anywhere[one.needle] = anywhere.get(one.needle) or is_hit
            if not is_hit:
                self.misses.append((capture.name, one))
        for needle, is_hit in anywhere.items():
            # Who reports a value once is not asked where else it is.
            self.values[0] += is_hit or any(holds(report.text, needle) for report in reports)
            self.values[1] += 1

    def precision(self, capture, reports, by_record):
        for record, needle in capture.traps:
            self.traps[0] += any(is_exactly(report.text, needle) for report in by_record[record])
            self.traps[1] += 1
        if not capture.planted:
            self.clean += len(reports)
            self.clean_grave += sum(report.is_grave for report in reports)
            return
        leaks = collections.defaultdict(set)
        for one in capture.planted:
            leaks[one.record].add(one.needle)
        for report in reports:
            records = capture.records(report)
            self.reports += 1
            self.of_leaks += any(holds(report.text, needle) for record in records for needle in leaks[record])
            self.of_somebody += any(holds(report.text, needle) for record in records for needle in capture.known.get(record, ()))
