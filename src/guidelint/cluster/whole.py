"""The stages of a run on a cluster: tasks are linted, then the whole is evaluated, as on a single machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guidelint.cluster.passes import Linted, Passes
from guidelint.cluster.tasks import suppressed_line
from guidelint.evaluation.set_findings import Wanted
from guidelint.finding import SEVERITIES
from guidelint.lean.structs import Struct, fresh
from guidelint.location import Path, Region
from guidelint.report import Report
from guidelint.reporters.json_report import finding_value, report_value
from guidelint.reporters.json_text import compact, escape_unsafe
from guidelint.run.final_report import is_a_set, report_of
from guidelint.run.second_reading import SecondReading
from guidelint.sources.inputs import Input


class Whole(Struct):
    """A run on a cluster: what was linted, and the report of what only the whole could tell."""

    linted: Linted
    report: Report
    counts: dict[str, int] = fresh(default_factory=dict)

    def findings(self) -> list[str]:
        """The findings that only the whole could tell, as JSON."""
        return [escape_unsafe(compact(finding_value(finding))) for finding in self.report.findings]

    def suppressed(self) -> list[str]:
        """Those of them that are excused."""
        return [suppressed_line(entry) for entry in self.report.suppressed]

    def summary(self) -> dict[str, Any]:
        """The JSON report, with the counts of all findings and those alone that only the whole could tell."""
        value = report_value(self.report)
        value["summary"]["findings"] = {severity: self.counts[severity] for severity in SEVERITIES}
        value["summary"]["suppressed"] = self.counts["suppressed"]
        if "ladder" in value:
            value["ladder"]["guides"] = []
        return value

    def release(self) -> None:
        """Let the cluster forget what was linted."""
        for frame in self.linted.kept:
            frame.unpersist()


class _Again(SecondReading):
    """Finds places by the executors."""

    def __init__(self, passes: Passes, linted: Linted) -> None:
        super().__init__(passes.linter, [])
        self.passes = passes
        self.linted = linted

    def regions(self, wanted: Wanted) -> dict[tuple[str, int, Path], Region]:
        """The regions of paths in numbered guides."""
        return self.passes.regions(self.linted, wanted)


def lint_whole(passes: Passes, sources: Sequence[Input]) -> Whole:
    """Lint everything and judge the whole; `sources` only tell what was named."""
    linter, linted = passes.linter, passes.lint()
    if is_a_set(sources, linted.total.records):
        linted = passes.with_shared(linted)
    again = _Again(passes, linted)
    report = report_of(linter, linted.total, sources, again=again)
    counts = {name: linted.counts[name] + count for name, count in report.counts().items()}
    counts["suppressed"] = linted.counts["suppressed"] + len(report.suppressed)
    return Whole(linted, report, counts)
