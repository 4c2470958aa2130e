"""The draft of a notice in Markdown, for editing as text."""

from __future__ import annotations

from collections.abc import Iterator

from guidelint.report import Report
from guidelint.reporters.markdown_text import escape
from guidelint.reporters.notice.blocks import Block, Grid, Piece, Style
from guidelint.reporters.notice.draft import draft
from guidelint.reporters.options import Options

_BEFORE: dict[Style, str] = {
    "note": "> ",
    "title": "# ",
    "heading": "## ",
    "subheading": "### ",
    "annex": "## ",
}


def render(report: Report, options: Options) -> str:
    """The notice; texts of guides are escaped and shown literally."""
    return "\n\n".join(_part(part) for part in draft(report, options)) + "\n"


def _part(part: Piece) -> str:
    if isinstance(part, Block):
        return _BEFORE.get(part.style, "") + escape(part.text)
    return "\n".join(_table(part))


def _table(grid: Grid) -> Iterator[str]:
    yield _row(tuple(f"{group} {name}".strip() for group, name in grid.heads))
    yield "|" + " --- |" * len(grid.heads)
    for row in grid.rows:
        yield _row(row)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(escape, cells)) + " |"
