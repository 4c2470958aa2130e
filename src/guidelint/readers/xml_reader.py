"""XML guides: plain values by lxml, entities refused; regions by expat, when a finding asks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from lxml import etree

from guidelint.finding import Edit
from guidelint.location import Lines, Path, Region
from guidelint.readers.markup_edit import xml_edits
from guidelint.readers.tree import SourceProblem, Spans, TextTree
from guidelint.readers.xml_locator import Spots, declared_entity, mistake
from guidelint.readers.xml_plain import Groups, as_records, groups_of, is_mixed, local, plain_of

_ENTITIES = "含有实体声明，不予展开 (entities are not expanded)"
_AT_END = re.compile(r", line \d+, column \d+$")
_COMMENT = re.compile(r"\s*(guidelint:.*?)\s*", re.DOTALL)


class _Found(NamedTuple):
    """An element of the tree, its XPath, and whether the path means all elements of its name."""

    element: Any
    xpath: str
    many: bool


class XmlTree(TextTree):
    """An XML source; see `readers.tree.Tree`.

    An element with text alone is that text; with children of one name that repeats, or is the singular of
    its own, a list; otherwise a mapping, in which a repeated name is a list and attributes are `@name`.
    Namespaces and the tags inside of mixed text are dropped. A root that is a list is `{"records": [...]}`.
    """

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self.problems: list[SourceProblem] = []
        self.root: Any = None
        self._seen: dict[Any, Groups] = {}
        self._top: Any = None
        self._wrapped = False
        try:
            self._load(text)
        except etree.XMLSyntaxError as error:
            self.problems = [_syntax_problem(error, self.lines)]
        except RecursionError:
            self.problems = [_problem("source.syntax", Region(1, 1, 1, 1), "嵌套过深 (nested too deeply)")]

    def _load(self, text: str) -> None:
        entity = declared_entity(self.lines)
        if entity is not None:
            region = self.lines.region(entity, entity + len("<!ENTITY"))
            self.problems = [_problem("source.syntax", region, _ENTITIES)]
            return
        # the text is decoded already: whatever encoding its declaration names, the bytes below are UTF-8
        parser = etree.XMLParser(
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        self._top = etree.fromstring(text.encode(), parser)
        plain = plain_of(self._top)
        self._wrapped, self.root = as_records(plain)

    def spans(self, path: Path) -> Spans | None:
        """The start tag and the content of the element at a path."""
        found = self._find(path)
        return self._spans(found) if found else None

    def _spans(self, found: _Found) -> Spans:
        number = self._numbers[found.element]
        tag = self._spots.tag(number)
        collection = found.many or bool(self._groups(found.element) and not is_mixed(found.element))
        return Spans(tag, self._spots.content(number), tag if collection else None)

    def region(self, path: Path) -> Region:
        """A text's own region; else the start tag of the nearest element; with the XPath of the element."""
        found = None if self._top is None else self._find(path)
        region = super().region(path)
        while self._top is not None and found is None:
            path = path[:-1]
            found = self._find(path)
        return region._replace(xpath=found.xpath) if found else region

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments that speak to guidelint, with the lines that each covers."""
        if "guidelint:" not in self.lines.text or self._top is None:
            return []
        found = []
        for comment in self._spots.comments:
            match = _COMMENT.fullmatch(comment.text)
            if match:
                line, column = self.lines.position(comment.start)
                alone = not self.lines.line_text(line)[: column - 1].strip()
                found.append((*(comment.covers if alone else (line, line)), match[1]))
        return found

    def written(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of what an element holds; of an attribute None."""
        attribute = bool(path) and str(path[-1]).startswith("@")
        return None if attribute else xml_edits(self.lines.text, span, value, changes)

    @cached_property
    def _spots(self) -> Spots:
        return Spots(self.lines)

    @cached_property
    def _numbers(self) -> dict[Any, int]:
        return {element: number for number, element in enumerate(self._top.iter(etree.Element))}

    def _groups(self, element: Any) -> Groups:
        if element not in self._seen:
            self._seen[element] = groups_of(element)
        return self._seen[element]

    def _find(self, path: Path) -> _Found | None:
        if self._top is None:
            return None
        found = _Found(self._top, f"/{local(self._top.tag)}", False)
        for number, step in enumerate(path):
            if number == 0 and self._wrapped:
                continue
            inner = self._step(found, step)
            if inner is None:
                return None
            found = inner
        return found

    def _step(self, found: _Found, step: str | int) -> _Found | None:
        groups = self._groups(found.element.getparent() if found.many else found.element)
        if isinstance(step, str):
            if step.startswith("@"):
                return found
            return _member(groups, step, 0, found.xpath, len(groups.get(step, ())) > 1)
        name = local(found.element.tag) if found.many else next(iter(groups), "")
        base = found.xpath.rpartition("/")[0] if found.many else found.xpath
        return _member(groups, name, step, base, False)


def _member(groups: Groups, name: str, number: int, base: str, many: bool) -> _Found | None:
    members = groups.get(name, ())
    if number >= len(members):
        return None
    index = f"[{number + 1}]" if len(members) > 1 and not many else ""
    return _Found(members[number], f"{base}/{name}{index}", many)


def _problem(rule: str, region: Region, reason: str) -> SourceProblem:
    return SourceProblem(rule, region, {"reason": reason})


def _syntax_problem(error: etree.XMLSyntaxError, lines: Lines) -> SourceProblem:
    line = min(error.position[0], len(lines.starts))
    refused = lines.starts[line - 1], False, _AT_END.sub("", str(error.msg))
    offset, cut, reason = mistake(lines) or refused
    rule = "source.truncated" if cut and lines.text.strip() else "source.syntax"
    return _problem(rule, lines.region(offset, offset), reason)
