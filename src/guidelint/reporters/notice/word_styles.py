"""The styles of an official document in Word, page format and page numbers (GB/T 9704-2012, 5 and 7)."""

from __future__ import annotations

from typing import Any

from guidelint.reporters.notice.blocks import Style
from guidelint.tuples import NamedTuple

TABLE = "公文表格"
"""The style of texts in tables."""


class _Look(NamedTuple):
    """`size` and `line` in points, `indent` in characters, `outline`: the heading level from 0."""

    name: str
    font: str
    size: float
    align: str = "LEFT"
    indent: int = 0
    outline: int | None = None
    line: float | None = 28


_LOOKS: dict[Style, _Look] = {
    "note": _Look("公文草稿说明", "楷体_GB2312", 12, line=18),
    "mark": _Look("公文文号", "仿宋_GB2312", 16, "CENTER"),
    "title": _Look("公文标题", "方正小标宋简体", 22, "CENTER", outline=0, line=34),
    "receiver": _Look("公文主送机关", "仿宋_GB2312", 16),
    "heading": _Look("公文一级标题", "黑体", 16, indent=2, outline=1),
    "subheading": _Look("公文二级标题", "楷体_GB2312", 16, indent=2, outline=2),
    "body": _Look("公文正文", "仿宋_GB2312", 16, "JUSTIFY", 2),
    "closing": _Look("公文落款", "仿宋_GB2312", 16, "RIGHT"),
    "annex": _Look("公文附件标题", "黑体", 16, outline=1),
}
_CELL = _Look(TABLE, "仿宋_GB2312", 9, "CENTER", line=None)
_MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
_A4 = (210, 297)


def style_name(style: Style) -> str:
    """The name of a style in the document."""
    return _LOOKS[style].name


def add_styles(document: Any) -> None:
    """Add every style; the font is named for Chinese and for Latin text."""
    for look in (*_LOOKS.values(), _CELL):
        _add_style(document, look)


def _add_style(document: Any, look: _Look) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    shape = style.paragraph_format
    shape.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align)
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(look.line) if look.line else 1
    shape.first_line_indent = Pt(look.indent * look.size)
    if look.outline is not None:
        level = style.element.get_or_add_pPr().makeelement(qn("w:outlineLvl"), {})
        level.set(qn("w:val"), str(look.outline))
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
