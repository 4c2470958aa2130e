"""One finding per line, for editors, grep and logs: `path:line:col: severity rule message`."""

from __future__ import annotations

from guidelint.report import Report
from guidelint.reporters.options import Options
from guidelint.reporters.visible import visible
from guidelint.reporters.words import closing


def render(report: Report, options: Options) -> str:
    """A line per finding, then (unless quiet) one summary sentence; never coloured.

    When verbose, suppressed findings and what was not checked are listed in between.
    """
    lines = [
        f"{finding.location.place}: {finding.severity} {finding.rule} {finding.message}"
        for finding in report.findings
    ]
    if options.verbose and not options.quiet:
        lines += _excused(report, options)
    if not options.quiet:
        lines.append(closing(report))
    return "".join(visible(line, options.unicode) + "\n" for line in lines)


def _excused(report: Report, options: Options) -> list[str]:
    from guidelint.reporters.terminal.summary import excused
    from guidelint.reporters.terminal.view import View
    from guidelint.reporters.words import WORDS

    view = View(WORDS[report.language], options.width, options.unicode, options.verbose)
    return [
        " " * line.indent + "".join(text for text, _ in line.parts)
        for line in excused(report, view)
        if line.parts
    ]
