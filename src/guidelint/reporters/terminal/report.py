"""The terminal report for people: each finding with its source line, basis and advice, then a summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, islice

from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from guidelint.report import Report
from guidelint.reporters.causes import split_causes
from guidelint.reporters.options import Options
from guidelint.reporters.terminal.entries import causes, guides
from guidelint.reporters.terminal.lines import Line, rows
from guidelint.reporters.terminal.summary import excused, fixable, last_sentence, profiles_held, summary
from guidelint.reporters.terminal.view import View
from guidelint.reporters.words import WORDS

_LEAST_WIDTH = 40
_BATCH = 4096


def render(report: Report, options: Options) -> str:
    """The report as text, with terminal colours if asked for. Linear in the number of findings."""
    width = max(options.width, _LEAST_WIDTH)
    view = View(WORDS[report.language], width, options.unicode, options.verbose)
    return _text(_lines(report, view, options.quiet), width, options.color)


def _lines(report: Report, view: View, quiet: bool) -> Iterable[Line]:
    shared, single = split_causes(report.findings)
    found = chain(guides(single, view), causes(shared, report.rules, view))
    if quiet:
        return found
    ends = (summary, profiles_held, excused, fixable, last_sentence)
    return chain(found, *(end(report, view) for end in ends))


def _text(lines: Iterable[Line], width: int, color: bool) -> str:
    """Lines printed through a console that ignores the environment, so that equal reports give equal text.

    Uses segments, not markup: `[bold]` in a guide is text.
    """
    written = StringIO()
    console = Console(
        file=written,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        force_jupyter=False,
        force_interactive=False,
        _environ={},
    )
    segments = _segments(lines, width)
    while batch := list(islice(segments, _BATCH)):
        console.print(Segments(batch), end="", crop=False)
    return written.getvalue()


def _segments(lines: Iterable[Line], width: int) -> Iterator[Segment]:
    styles: dict[str, Style | None] = {"": None}
    for line in lines:
        for row in rows(line, width):
            for text, name in row:
                if name not in styles:
                    styles[name] = Style.parse(name)
                yield Segment(text, styles[name])
            yield Segment("\n")
