"""Converts the body of a Word document to the elements and runs of an HTML page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Lines, Region
from guidelint.readers.html.lines import COLONS
from guidelint.readers.html.tree import WIDEST, Node, PageText
from guidelint.readers.table.sheet import letters

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of WordprocessingML (ISO/IEC 29500-1, transitional), as lxml writes it."""
_AROUND = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_INLINE = _AROUND | {W + "hyperlink", W + "fldSimple"}
_FOR_OLDER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LEADS = _RELATIONS + "id"
_PICTURES = (
    ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", _RELATIONS + "embed"),
    ("{urn:schemas-microsoft-com:vml}imagedata", _LEADS),
)
"""The elements of pictures in current and older documents, and the attribute that names the file."""
_SIGNS = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_OFF = frozenset(("0", "false", "off", "none"))


class DocumentPlace(NamedTuple):
    """A location as people see it, paragraph `段落5` or cell `表格2!B3`, and its line and column."""

    line: int
    column: int
    name: str


class DocumentText(Lines):
    """The text of a document. Each paragraph with text, and each table row, counts as a line."""

    def __init__(self, text: str, starts: list[int], spots: list[DocumentPlace]) -> None:
        super().__init__(text)
        self._starts = starts
        self._spots = spots

    def region(self, start: int, end: int) -> Region:
        """The paragraph or cell that holds the first character."""
        at = bisect_right(self._starts, start)
        line, column, name = self._spots[at - 1] if at else DocumentPlace(1, 1, "段落1")
        return Region(line, column, line, column + 1, cell=name)


class Styles(NamedTuple):
    """The levels of headings by the ids of their styles, and the ids of the styles of list items."""

    levels: Mapping[str, int]
    listed: Container[str]


class Layout(PageText):
    """A document being converted to elements.

    `links`: the targets of links and the files of pictures, by their ids in the document. They are written as
    in HTML.
    """

    def __init__(self, body: Any, styles: Styles, links: Mapping[str, str]) -> None:
        super().__init__()
        self.styles = styles
        self.links = links
        self._starts: list[int] = []
        self._spots: list[DocumentPlace] = []
        self._line = self._paragraphs = self._tables = self._box_count = 0
        self.top = self._node("body")
        for block in _inside(body, W + "p", W + "tbl"):
            if block.tag == W + "tbl":
                self._tables += 1
                self.top.put(self._table(block, f"表格{self._tables}"))
            elif _has_text(block):
                self._paragraphs += 1
                self._line += 1
                self._mark(1, f"段落{self._paragraphs}")
                self.top.put(self._paragraph(block))
            else:
                self._add_pictures(block)
            self._boxes(block)

    def lines(self) -> DocumentText:
        """The text, with a map from offsets to spots."""
        return DocumentText("".join(self._pieces), self._starts, self._spots)

    def _boxes(self, block: Any) -> None:
        """Insert the text boxes anchored to a paragraph after it, if they have labels and are no chart's."""
        for box in _boxes_of(block):
            text_blocks = [block for block in _inside(box, W + "p") if _has_text(block)]
            if any(colon in text for block in text_blocks for *_, text in _runs(block) for colon in COLONS):
                self._box_count += 1
                self._line += 1
                self._mark(1, f"文本框{self._box_count}")
                for paragraph in text_blocks:
                    self.top.put(self._paragraph(paragraph))

    def _mark(self, column: int, name: str) -> None:
        self._starts.append(self._length)
        self._spots.append(DocumentPlace(self._line, column, name))

    def _paragraph(self, paragraph: Any) -> Node:
        level = min(_level(paragraph, self.styles.levels), 6) or int(
            self._line == 1 and _is_centred(paragraph)
        )
        plain = "w:li" if _is_item(paragraph, self.styles.listed) else "p"
        return self._fill(self._node(f"h{level}" if level else plain), paragraph)

    def _add_pictures(self, paragraph: Any) -> None:
        """Write the pictures of a paragraph without text as `<img>` is written."""
        for tag, name in _PICTURES:
            for picture in paragraph.iter(tag):
                self._append_text(f'<img src="{escape(self.links.get(picture.get(name, ""), "图片"))}">')

    def _fill(self, node: Node, paragraph: Any) -> Node:
        """Append the text of a paragraph to an element; adjacent runs of the same kind are merged."""
        for (bold, link, breaks), group in groupby(_runs(paragraph), lambda run: (*run[:2], run[2] == "\n")):
            if breaks:
                node.children.append(self._node("br"))
                continue
            holder = node
            if bold:
                holder = self._node("b")
                node.children.append(holder)
            if link in self.links:
                anchor = Node("a", *self._append_text(f'<a href="{escape(self.links[link])}">'))
                holder.children.append(anchor)
                holder = anchor
            text = "".join(text for *_, text in group)
            holder.children.append(self._run(text))
        return node

    def _table(self, table: Any, name: str, inside: bool = False) -> Node:
        """Convert a table; the cells of a nested table have the location of the outer cell."""
        node = self._node("table")
        merged: dict[int, Node] = {}
        for number, row in enumerate(_inside(table, W + "tr"), 1):
            self._line += not inside
            line = self._node("tr")
            at = self._skipped(row, line)
            for cell in _inside(row, W + "tc"):
                width = min(max(_number(cell, f"{W}tcPr/{W}gridSpan", 1), 1), WIDEST)
                above = merged.get(at)
                if above is not None and _goes_on(cell):
                    above.rowspan += 1
                else:
                    if not inside:
                        self._mark(at + 1, f"{name}!{letters(at + 1)}{number}")
                    merged[at] = self._cell(cell, name, width)
                    line.put(merged[at])
                at += width
                if at >= WIDEST:
                    break
            node.put(line)
        return node

    def _skipped(self, row: Any, line: Node) -> int:
        """The number of columns that a row omits at its start; they become empty cells."""
        skipped = min(_number(row, f"{W}trPr/{W}gridBefore", 0), WIDEST - 1)
        if skipped:
            empty = self._node("td")
            empty.colspan = skipped
            line.put(empty)
        return skipped

    def _cell(self, cell: Any, name: str, width: int) -> Node:
        node = self._node("td")
        node.colspan = width
        there = list(_inside(cell, W + "p", W + "tbl"))
        blocks = [block for block in there if block.tag == W + "tbl" or _has_text(block)]
        for block in there if not blocks else ():
            self._add_pictures(block)
        if len(blocks) == 1 and blocks[0].tag == W + "p":
            return self._fill(node, blocks[0])
        for block in blocks:
            inner = block.tag == W + "tbl"
            node.put(self._table(block, name, inside=True) if inner else self._paragraph(block))
        return node


def _inside(parent: Any, *tags: str) -> Iterator[Any]:
    """The children with these tags, including those in content controls and accepted insertions."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, *tags)


def _boxes_of(block: Any) -> Iterator[Any]:
    """The text boxes in a block, each once: documents repeat them as a fallback for older programs."""
    for box in block.iter(W + "txbxContent"):
        if not any(above.tag == _FOR_OLDER for above in box.iterancestors()):
            yield box


def _runs(parent: Any, link: str = "") -> Iterator[tuple[bool, str, str]]:
    """The texts of a paragraph as (bold, text, id of its link); a line break is a text of its own."""
    for child in parent:
        if child.tag in _INLINE:
            yield from _runs(child, child.get(_LEADS, "") or link)
        elif child.tag == W + "r":
            bold = _is_bold(child)
            for piece in child:
                if piece.tag in _SIGNS:
                    yield bold, link, _SIGNS[piece.tag]
                elif piece.tag == W + "t" and piece.text:
                    yield bold, link, piece.text.replace("\n", " ")


def _has_text(paragraph: Any) -> bool:
    return any(not text.isspace() for *_, text in _runs(paragraph))


def _is_bold(run: Any) -> bool:
    found = run.find(f"{W}rPr/{W}b")
    return found is not None and found.get(W + "val", "1") not in _OFF


def _level(paragraph: Any, levels: Mapping[str, int]) -> int:
    """The level of a heading, from 1; 0 for other paragraphs."""
    outline = _number(paragraph, f"{W}pPr/{W}outlineLvl", -1)
    if 0 <= outline < 9:
        return outline + 1
    return levels.get(_property(paragraph, f"{W}pPr/{W}pStyle"), 0)


def _is_centred(paragraph: Any) -> bool:
    """Whether a paragraph is centred, as titles are."""
    placed = paragraph.find(f"{W}pPr/{W}jc")
    return placed is not None and placed.get(W + "val") == "center"


def _is_item(paragraph: Any, listed: Container[str]) -> bool:
    """Whether a paragraph is a first-level list item, by its own properties or by its style."""
    if paragraph.find(f"{W}pPr/{W}numPr") is None:
        return _property(paragraph, f"{W}pPr/{W}pStyle") in listed
    return (
        _number(paragraph, f"{W}pPr/{W}numPr/{W}numId", 0) > 0
        and _number(paragraph, f"{W}pPr/{W}numPr/{W}ilvl", 0) == 0
    )


def _property(element: Any, path: str) -> str:
    """The value of a property, empty if it is not set."""
    found = element.find(path)
    return found.get(W + "val", "") if found is not None else ""


def _number(element: Any, path: str, usual: int) -> int:
    """The numeric value of a property, or `usual` if it is missing or invalid."""
    text = _property(element, path)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else usual


def _goes_on(cell: Any) -> bool:
    """Whether a cell continues the one above (vertical merge)."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(W + "val", "continue") == "continue"
