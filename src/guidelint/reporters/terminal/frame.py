"""The source line of a finding, with carets below the region.

Carets are placed by display width (a Chinese character takes two cells), tabs stop at every fourth cell, and
a long line is cut around the region.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, get_character_cell_size

from guidelint.finding import Finding
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Region
from guidelint.reporters.terminal.lines import Line
from guidelint.reporters.terminal.view import SEVERITY_STYLES, View
from guidelint.reporters.visible import visible

_TAB = 4
_LEAST_ROOM = 16


class _Cut(NamedTuple):
    """A line in three parts: before the region, the region, after it."""

    before: str
    body: str
    after: str


def frame(finding: Finding, view: View, indent: int) -> Iterator[Line]:
    """The snippet after its line number, then the carets; empty without a snippet.

    A workbook's region counts rows and columns of the sheet, so a cell is shown without carets.
    """
    if not finding.snippet.strip():
        return
    region = finding.location.region
    label = view.show(region.cell.rpartition("!")[2]) if region.cell else str(region.line)
    bar = f" {view.marks.bar} "
    width_left = max(view.width - indent - cell_len(label + bar), _LEAST_ROOM)
    cut = _fit(_window(finding.snippet, region, width_left, view), width_left, view.marks.dots)
    yield Line(((label + bar, "dim"), ("".join(cut), "")), indent, fold=False)
    if region.cell is None:
        left = cell_len(cut.before)
        carets = "^" * max(cell_len(cut.before + cut.body) - left, 1)
        gutter = " " * cell_len(label) + bar
        yield Line(
            ((gutter + " " * left, "dim"), (carets, SEVERITY_STYLES[finding.severity])), indent, fold=False
        )


def _window(snippet: str, region: Region, width_left: int, view: View) -> _Cut:
    """The part of the snippet that may be shown: a source may be a single line of megabytes."""
    start, end = _span(snippet, region)
    reach = 2 * width_left
    texts = snippet[max(start - reach, 0) : start], snippet[start:end][:reach], snippet[end : end + reach]
    column, expanded = 0, []
    for text in texts:
        shown = _expand(visible(text, view.unicode, keep="\t"), column)
        column += cell_len(shown)
        expanded.append(shown)
    return _Cut(*expanded)


def _span(snippet: str, region: Region) -> tuple[int, int]:
    """Offsets of the region in the snippet, clipped to the line."""
    if region.cell is not None:
        return 0, len(snippet)
    start = min(region.column - 1, len(snippet))
    whole = region.end_line > region.line
    end = len(snippet.rstrip()) if whole else min(region.end_column - 1, len(snippet))
    return start, max(start, end)


def _expand(text: str, column: int) -> str:
    """Tabs as spaces up to the next tab stop, for a text that begins at this cell."""
    first, *rest = text.split("\t")
    done = first
    for piece in rest:
        done += " " * (_TAB - (column + cell_len(done)) % _TAB) + piece
    return done


def _fit(cut: _Cut, width_left: int, dots: str) -> _Cut:
    """The three parts fitted into the width, with dots where text was removed."""
    if cell_len("".join(cut)) <= width_left:
        return cut
    width_left -= 2 * cell_len(dots)
    body = _head(cut.body, width_left)
    free = width_left - cell_len(body)
    before = _head(cut.before[::-1], max(free // 2, free - cell_len(cut.after)))[::-1]
    after = _head(cut.after, free - cell_len(before)) if body == cut.body else ""
    lead = dots if before != cut.before else ""
    trail = dots if body + after != cut.body + cut.after else ""
    return _Cut(lead + before, body, after + trail)


def _head(text: str, width_left: int) -> str:
    """The longest beginning of a text that fits into this number of cells."""
    for offset, character in enumerate(text):
        width_left -= get_character_cell_size(character)
        if width_left < 0:
            return text[:offset]
    return text
