"""The styles of an official document in Word, page format and page numbers (GB/T 9704-2012, 5 and 7)."""

from __future__ import annotations

from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.reporters.notice.blocks import Style

TABLE = "公文表格"
"""The style of texts in tables."""


class _ParagraphStyle(NamedTuple):
    """`size` and `line` in points, `indent` in characters, `outline`: the heading level from 0."""

    name: str
    font: str
    size: float
    align: str = "LEFT"
    indent: int = 0
    outline: int | None = None
    line: float | None = 28


_STYLES: dict[Style, _ParagraphStyle] = {
    "note": _ParagraphStyle("公文草稿说明", "楷体_GB2312", 12, line=18),
    "mark": _ParagraphStyle("公文文号", "仿宋_GB2312", 16, "CENTER"),
    "title": _ParagraphStyle("公文标题", "方正小标宋简体", 22, "CENTER", outline=0, line=34),
    "receiver": _ParagraphStyle("公文主送机关", "仿宋_GB2312", 16),
    "heading": _ParagraphStyle("公文一级标题", "黑体", 16, indent=2, outline=1),
    "subheading": _ParagraphStyle("公文二级标题", "楷体_GB2312", 16, indent=2, outline=2),
    "body": _ParagraphStyle("公文正文", "仿宋_GB2312", 16, "JUSTIFY", 2),
    "closing": _ParagraphStyle("公文落款", "仿宋_GB2312", 16, "RIGHT"),
    "annex": _ParagraphStyle("公文附件标题", "黑体", 16, outline=1),
}
_CELL = _ParagraphStyle(TABLE, "仿宋_GB2312", 9, "CENTER", line=None)
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_A4 = (210, 297)


def style_name(style: Style) -> str:
    """The name of a style in the document."""
    return _STYLES[style].name


def add_styles(document: Any) -> None:
    """Add every style; the font is named for Chinese and for Latin text."""
    for paragraph_style in (*_STYLES.values(), _CELL):
        _add_style(document, paragraph_style)


def _add_style(document: Any, paragraph_style: _ParagraphStyle) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles.add_style(paragraph_style.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.name, style.font.size = paragraph_style.font, Pt(paragraph_style.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), paragraph_style.font)
    shape = style.paragraph_format
    shape.alignment = getattr(WD_ALIGN_PARAGRAPH, paragraph_style.align)
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(paragraph_style.line) if paragraph_style.line else 1
    shape.first_line_indent = Pt(paragraph_style.indent * paragraph_style.size)
    if paragraph_style.outline is not None:
        level = style.element.get_or_add_pPr().makeelement(qn("w:outlineLvl"), {})
        level.set(qn("w:val"), str(paragraph_style.outline))
        style.element.pPr.append(level)
        shape.keep_with_next = True


def set_page(document: Any) -> None:
    """A4 with the margins of the standard, and the page number between dashes."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, _A4)
    for margin, size in _MARGINS.items():
        setattr(section, margin, Mm(size))
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    _add_field(footer, "PAGE")
    footer.add_run(" —")


def _add_field(paragraph: Any, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def begin_annexes(document: Any) -> None:
    """Start a landscape section: tables of annexes are wide."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_A4[1]), Mm(_A4[0])
