"""The draft of a notice as a Word document in the form of official documents (GB/T 9704-2012).

Title in 小标宋 2号, text in 仿宋 3号 with two characters' indent and 28 pt lines, headings of the first order
in 黑体, of the second in 楷体; page A4 with the margins of 7.2. Fonts are named, not embedded.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from guidelint.errors import UsageError
from guidelint.report import Report
from guidelint.reporters.notice.blocks import Block, Grid, Piece
from guidelint.reporters.notice.draft import TITLE, draft
from guidelint.reporters.notice.word_styles import add_styles, begin_annexes, set_page, style_name
from guidelint.reporters.notice.word_tables import add_table
from guidelint.reporters.options import Options
from guidelint.reporters.packed import made_on, undated


def render_bytes(report: Report, options: Options) -> bytes:
    """The notice as DOCX, the same bytes for the same report; UsageError if python-docx is missing."""
    document = _new_document()
    set_page(document)
    add_styles(document)
    _say_what_it_is(document, report)
    _write(document, draft(report, options))
    written = BytesIO()
    document.save(written)
    return undated(written.getvalue(), report.as_of)


def _new_document() -> Any:
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError(
            "写 Word 文档要先 pip install 'guidelint[docx]'",
            "a Word document needs an extra: pip install 'guidelint[docx]'",
        ) from error
    return Document()


def _say_what_it_is(document: Any, report: Report) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = TITLE, "guidelint", ""
    about.created = about.modified = made_on(report.as_of)
    about.language = "zh-CN"


def _write(document: Any, parts: list[Piece]) -> None:
    annexes = 0
    for part in parts:
        if isinstance(part, Grid):
            add_table(document, part)
            continue
        annexes += part.style == "annex"
        if part.style == "annex" and annexes == 1:
            begin_annexes(document)
        _add_paragraph(document, part, new_page=part.style == "annex" and annexes > 1)


def _add_paragraph(document: Any, block: Block, new_page: bool) -> None:
    paragraph = document.add_paragraph(block.text, style=style_name(block.style))
    if new_page:
        paragraph.paragraph_format.page_break_before = True
