"""Converts a report to text or bytes: one pure function per format, in a table, imported on use."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from guidelint.errors import OutputError, UsageError, near

if TYPE_CHECKING:
    from guidelint.report import Report
    from guidelint.reporters.options import Options

REPORTERS: dict[str, str] = {
    "rich": "guidelint.reporters.terminal.report:render",
    "concise": "guidelint.reporters.concise:render",
    "json": "guidelint.reporters.json_report:render",
    "jsonl": "guidelint.reporters.json_report:render_lines",
    "sarif": "guidelint.reporters.sarif.log:render_files",
    "github": "guidelint.reporters.github:render",
    "gitlab": "guidelint.reporters.gitlab:render",
    "junit": "guidelint.reporters.junit:render",
    "checkstyle": "guidelint.reporters.checkstyle:render",
    "rdjson": "guidelint.reporters.rdjson:render",
    "markdown": "guidelint.reporters.markdown:render",
    "html": "guidelint.reporters.html_report:render",
    "csv": "guidelint.reporters.csv_report:render",
}
"""Format name → `module:function`; the function is (Report, Options) -> str unless named in SPLITTING."""

BYTES: dict[str, str] = {
    "xlsx": "guidelint.reporters.workbook.book:render_bytes",
}
"""Formats that are no text: the function is (Report, Options) -> bytes, and a file has to be named for them."""

SPLITTING = frozenset({"sarif"})
"""Formats whose consumer limits a file's size: their function is (Report) -> list[str], a text per file."""


def render(format_name: str, report: Report, options: Options) -> str:
    """The report as one text; UsageError if the format is unknown, OutputError if it needs several files."""
    texts = render_files(format_name, report, options)
    if len(texts) != 1:
        raise OutputError(
            f"{format_name} 报告要分成 {len(texts)} 个文件，请用 -o {format_name}=文件 写出",
            f"the {format_name} report takes {len(texts)} files: write it with -o {format_name}=FILE",
        )
    return texts[0]


def render_files(format_name: str, report: Report, options: Options) -> list[str]:
    """The texts of the one or more files that make up the report. UsageError for an unknown format."""
    function = _function(format_name)
    texts: list[str] = function(report) if format_name in SPLITTING else [function(report, options)]
    return texts


def render_bytes(format_name: str, report: Report, options: Options) -> bytes:
    """The report as the bytes of a file, for formats in BYTES."""
    content: bytes = loaded(BYTES[format_name])(report, options)
    return content


def must_be_text(format_name: str) -> None:
    """UsageError for a format of BYTES, which a terminal cannot show."""
    if format_name in BYTES:
        raise UsageError(
            f"{format_name} 不是文本，请用 -o {format_name}=文件 写入文件",
            f"{format_name} is no text: write it with -o {format_name}=FILE",
        )


def _function(format_name: str) -> Callable[..., Any]:
    must_be_text(format_name)
    if format_name not in REPORTERS:
        hint = near(format_name.lower(), REPORTERS)
        raise UsageError(
            f"没有格式 {format_name!r}（可用的有 {'、'.join(REPORTERS)}）",
            f"unknown format {format_name!r}{hint} (allowed: {', '.join(REPORTERS)})",
        )
    return loaded(REPORTERS[format_name])


def loaded(entry: str) -> Callable[..., Any]:
    """The function that an entry `module:function` names."""
    module, _, name = entry.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function
