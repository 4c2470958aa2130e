"""Word guides (.docx) through python-docx, read by their labels as HTML pages are; needs the extra `docx`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any, ClassVar, Literal
from zipfile import BadZipFile, ZipFile

from guidelint.location import START, Lines
from guidelint.readers.docx.layout import Layout, Styles, W
from guidelint.readers.html.labelled import LabelledTree, found_in, plain_values
from guidelint.readers.html.labels import labels_of
from guidelint.readers.html.several_guides import into_guides
from guidelint.readers.tree import OWN, SourceProblem
from guidelint.readers.workbook.ole import MAGIC
from guidelint.readers.workbook.zipped import DAMAGED, LOCKED, RefusedError, check_sizes

MAX_PART = 24 << 20
"""Bytes of one XML part: enough for two thousand pages; parsing takes ten times as much memory."""
_UNSUPPORTED = "source.unsupported"
_OLD = "是旧版 Word 文档（.doc），请用 Word 打开后另存为 docx (a Word 97 document)"
_DEEPEST = 20


class DocxTree(LabelledTree):
    """A Word document; see `readers.html.labelled.LabelledTree`.

    Read are tables of labels and texts, tables of lists, headings with their text, lines that begin with a
    label, and text boxes with labels; headers, footers, comments and deleted text are not. A region is a
    paragraph or a table cell, by its number in the document: `段落5`, `表格2!B3`.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "bytes"

    def __init__(self, content: bytes, names: frozenset[str]) -> None:
        self.lines, self.problems, self.matters, self.root = Lines(""), [], [], None
        try:
            document = _opened(content)
            if _is_own(document):
                self.root = []
                return
            layout = _laid_out(document)
        except RefusedError as refusal:
            self.problems.append(SourceProblem(refusal.rule, START, {"reason": str(refusal)}))
            return
        labels = labels_of(names)
        into_guides(layout.top, labels)
        self.lines = layout.lines()
        self.matters, self.left_out = found_in(layout.top, self.lines.text, labels)
        self.root = plain_values(self.matters)


def _laid_out(document: Any) -> Layout:
    """The document as a page; RefusedError if it cannot be read."""
    body = document.element.find(W + "body")
    if body is None:
        raise RefusedError(DAMAGED)
    styles = _styles(document)
    levels = {name: level for name, style in styles.items() if (level := _level(style, styles))}
    listed = {name for name, style in styles.items() if _is_listed(style, styles)}
    return Layout(body, Styles(levels, listed), _links(document))


def _check(content: bytes) -> None:
    """Refuse a file that is not DOCX, or that would expand too far."""
    if content.startswith(MAGIC):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusedError(LOCKED) if locked else RefusedError(_OLD, _UNSUPPORTED)
    if not content.startswith(b"PK"):
        raise RefusedError("不是 Word 文档 (not a DOCX document)", _UNSUPPORTED)
    try:
        with ZipFile(BytesIO(content)) as archive:
            check_sizes(archive)
            parts = {entry.filename: entry.file_size for entry in archive.infolist()}
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise RefusedError(DAMAGED) from error
    if any(size > MAX_PART and name.lower().endswith((".xml", ".rels")) for name, size in parts.items()):
        raise RefusedError("正文过大，请拆分成几个文件 (too large a document)")
    if "[Content_Types].xml" in parts and not any(name.startswith("word/") for name in parts):
        raise RefusedError("不是 Word 文档 (not a DOCX document)", _UNSUPPORTED)


def _opened(content: bytes) -> Any:
    """The document; RefusedError if it cannot be read."""
    _check(content)
    try:
        from docx import Document
    except ImportError as error:
        why = (
            "读取 DOCX 需要另行安装：pip install 'guidelint[docx]' (pip install 'guidelint[docx]' is needed)"
        )
        raise RefusedError(why, _UNSUPPORTED) from error
    try:
        return Document(BytesIO(content))
    except Exception as error:
        # the library raises arbitrary exceptions for missing parts
        raise RefusedError(DAMAGED) from error


def _is_own(document: Any) -> bool:
    """Whether it is a draft of a notice that guidelint wrote."""
    try:
        return bool(document.core_properties.author == OWN)
    except (KeyError, AttributeError):
        return False


def _links(document: Any) -> Mapping[str, str]:
    """The external targets of links and the files of pictures, by id."""
    found = document.part.rels.items()
    return {
        name: relation.target_ref
        for name, relation in found
        if relation.is_external or relation.reltype.endswith("/image")
    }


def _styles(document: Any) -> Mapping[str, Any]:
    """The styles of a document, by id."""
    try:
        return {style.get(W + "styleId", ""): style for style in document.styles.element.iter(W + "style")}
    except (KeyError, AttributeError):
        return {}


def _chain(style: Any, styles: Mapping[str, Any]) -> Iterator[Any]:
    """A style, followed by the styles that it is based on."""
    for _ in range(_DEEPEST):
        yield style
        based = style.find(W + "basedOn")
        style = styles.get(based.get(W + "val", "")) if based is not None else None
        if style is None:
            return


def _is_listed(style: Any, styles: Mapping[str, Any]) -> bool:
    """Whether paragraphs with this style are list items."""
    return any(each.find(f"{W}pPr/{W}numPr/{W}numId") is not None for each in _chain(style, styles))


def _level(style: Any, styles: Mapping[str, Any]) -> int:
    """The heading level of a style, own or inherited; 0 if it is no heading."""
    for each in _chain(style, styles):
        outline = each.find(f"{W}pPr/{W}outlineLvl")
        digits = outline.get(W + "val", "") if outline is not None else ""
        if digits in tuple("012345678"):
            return int(digits) + 1
        name = each.find(W + "name")
        style_name = name.get(W + "val", "").lower() if name is not None else ""
        if style_name == "title" or style_name[:-1] == "heading ":
            return int(style_name[-1]) if style_name[-1:].isdecimal() else 1
    return 0
