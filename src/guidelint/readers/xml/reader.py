"""XML guides: plain values by lxml, with entities refused; regions by expat, on demand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from lxml import etree

from guidelint.finding import Edit
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.markup_edit import xml_edits
from guidelint.readers.tree import (
    NoListError,
    SourceProblem,
    Spans,
    TextTree,
    directives,
    may_hold_directive,
    nearest,
)
from guidelint.readers.xml.locator import (
    ElementSpans,
    attribute_of,
    content_of,
    declared_entity,
    mistake,
    tag_of,
)
from guidelint.readers.xml.members import OPTIONS, TEST_REPORTS, kind_of, members
from guidelint.readers.xml.places import ListPlaces, Places
from guidelint.readers.xml.plain import as_records, plain_of

SIZE = 1 << 21
"""The minimum number of characters in a part."""
_ENTITIES = "含有实体声明，不予展开 (entities are not expanded)"
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}Workbook"
_IS_SPREADSHEET = "是 Excel 2003 的表格，请把扩展名 .xml 改为 .xls 再检查 (a workbook of Excel 2003)"
_AT_END = re.compile(r", line \d+, column \d+$")
_LONG = 1 << 16
"""The length from which a list is read member by member."""


class XmlTree(TextTree):
    """An XML source; see `readers.tree.Tree`.

    An element with text alone is that text; with children of one name that repeats, or is the singular of
    its own, a list; otherwise a mapping, in which a repeated name is a list and attributes are `@name`. Columns as
    databases write them, `<field name="a">`, are known by the names in their attributes.
    Namespaces and the tags inside of mixed text are dropped. A root that is a list is `{"records": [...]}`.
    """

    number = 0
    """The number of members in the parts before this one."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: Any = None
        self._places: Places | None = None
        try:
            self._load(text)
        except etree.XMLSyntaxError as error:
            self.problems = [_syntax_problem(error, self.lines)]
        except RecursionError:
            self.problems = [_problem("source.syntax", START, "嵌套过深 (nested too deeply)")]

    @classmethod
    def parts(cls, file: BinaryIO, names: frozenset[str], size: int = SIZE) -> Iterator[XmlTree]:
        """The trees of consecutive members of a list, each of at least `size` characters, with their
        positions in the file.

        A file that is not a plain list of records, or no XML, is a single tree.
        """
        from guidelint.readers.xml.parts import part_trees

        return part_trees(file, size)

    def _load(self, text: str) -> None:
        entity = declared_entity(self.lines)
        if entity is not None:
            region = self.lines.region(entity, entity + len("<!ENTITY"))
            self.problems = [_problem("source.syntax", region, _ENTITIES)]
        elif not self._listed(text):
            top = etree.fromstring(text.encode(), etree.XMLParser(**OPTIONS))
            if top.tag == _SPREADSHEET:
                self.problems = [SourceProblem("source.unsupported", START, {"reason": _IS_SPREADSHEET})]
                return
            if top.tag in TEST_REPORTS:
                return
            wrapped, self.root = as_records(plain_of(top))
            self._places = Places(text, wrapped)

    def _listed(self, text: str) -> bool:
        """Read a long list of records; False if the text is none."""
        kind = kind_of(text) if len(text) >= _LONG and "<!DOCTYPE" not in text else None
        if kind is None:
            return False
        try:
            found = members(text, kind)
        except NoListError:
            return False
        self.root = {"records": found}
        self._places = ListPlaces(text, kind, len(found))
        return True

    def spans(self, path: Path) -> Spans | None:
        """The start tag and the content of the element at a path, or an attribute and its value."""
        found = self._places.find(path) if self._places else None
        if found is None:
            return None
        text, element = self.lines.text, found.element
        tag = tag_of(text, element)
        if found.attribute:
            return Spans(*attribute_of(text, tag, found.attribute), None)
        collection = found.many or bool(element.children and not element.mixed)
        return Spans(tag, content_of(text, element), tag if collection else None)

    def region(self, path: Path) -> Region:
        """The region of a text, or else of the nearest element's start tag, with the element's XPath."""
        region = super().region(path)
        if self._places is None:
            return region
        found, _ = nearest(self._places.find, path)
        return region._replace(xpath=found.xpath) if found else region

    def comments(self) -> list[tuple[int, int, str]]:
        """The comments addressed to guidelint, with the lines that each covers."""
        text = self.lines.text
        return directives(ElementSpans(text).comments, self.lines) if may_hold_directive(text) else []

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of an element's content; None for an attribute."""
        attribute = bool(path) and str(path[-1]).startswith("@")
        return None if attribute else xml_edits(self.lines.text, span, value, changes)


def _problem(rule: str, region: Region, reason: str) -> SourceProblem:
    return SourceProblem(rule, region, {"reason": reason})


def _syntax_problem(error: etree.XMLSyntaxError, lines: Lines) -> SourceProblem:
    from guidelint.readers.parser_words import in_both

    line = min(error.position[0], len(lines.starts))
    refused = lines.starts[line - 1], False, _AT_END.sub("", str(error.msg))
    offset, cut, reason = mistake(lines) or refused
    rule = "source.truncated" if cut and lines.text.strip() else "source.syntax"
    return _problem(rule, lines.region(offset, offset), in_both(reason))
