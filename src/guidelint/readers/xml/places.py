"""Finds the element for a path, on demand; in a long list only the member concerned is parsed."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.readers.xml.locator import ElementSpan, ElementSpans
from guidelint.readers.xml.members import Kind, spans

_KEPT = 16
"""The number of list members cached after being parsed."""


class Found(NamedTuple):
    """An element, its XPath, and its parent if the path means all elements of its name.

    `attribute`: the name of the attribute that the path means, if it means one.
    """

    element: ElementSpan
    xpath: str
    around: ElementSpan | None = None
    attribute: str = ""

    @property
    def many(self) -> bool:
        """Whether the path means all elements of the name."""
        return self.around is not None


class Places:
    """The locations in a text; `wrapped`: the first step of every path is the list itself."""

    def __init__(self, text: str, wrapped: bool) -> None:
        self.text = text
        self.wrapped = wrapped

    @cached_property
    def _top(self) -> ElementSpan | None:
        return ElementSpans(self.text).top

    def find(self, path: Path) -> Found | None:
        """The element at a path, None where there is none."""
        found = Found(self._top, f"/{self._top.name}") if self._top else None
        return found and _walk(found, path[1:] if self.wrapped else path)


def _walk(found: Found, path: Path) -> Found | None:
    for step in path:
        inner = _step(found, step)
        if inner is None:
            return None
        found = inner
    return found


def _step(found: Found, step: str | int) -> Found | None:
    inside = found.around or found.element
    if isinstance(step, int):
        name = found.element.name if found.around else next(iter(inside.children), "")
        base = found.xpath.rpartition("/")[0] if found.around else found.xpath
        return _member(inside, name, step, base)
    if step.startswith("@"):
        return Found(found.element, f"{found.xpath}/{step}", attribute=step[1:])
    many = len(inside.children.get(step, ())) > 1
    return _member(inside, step, 0, found.xpath, many)


def _member(inside: ElementSpan, name: str, number: int, base: str, many: bool = False) -> Found | None:
    members = inside.children.get(name, ())
    if number >= len(members):
        return None
    if many:
        return Found(members[number], f"{base}/{name}", inside)
    if members[number].name != name:  # a column, by the name in its attribute
        return Found(members[number], f"{base}/{members[number].name}[@name='{name}']")
    index = f"[{number + 1}]" if len(members) > 1 else ""
    return Found(members[number], f"{base}/{name}{index}")


class ListPlaces(Places):
    """The locations in a list; `number`: its first member's in the whole, `found`: the members' spans."""

    def __init__(
        self, text: str, kind: Kind, count: int, number: int = 0, found: list[tuple[int, int]] | None = None
    ) -> None:
        super().__init__(text, True)
        if found is not None:
            self._spans = found
        self.kind = kind
        self.count = count
        self.number = number
        self._seen: OrderedDict[int, ElementSpan | None] = OrderedDict()

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return spans(self.text, self.kind.written)

    def find(self, path: Path) -> Found | None:
        """The element at a path, None where there is none."""
        number = path[1] if len(path) > 1 else None
        if not isinstance(number, int) or len(self._spans) != self.count:  # written with different prefixes
            return super().find(path)
        element = self._member(number) if number < self.count else None
        xpath = f"/{self.kind.top}/{self.kind.name}[{self.number + number + 1}]"
        return _walk(Found(element, xpath), path[2:]) if element else None

    def _member(self, number: int) -> ElementSpan | None:
        if number not in self._seen:
            start, end = self._spans[number]
            self._seen[number] = ElementSpans(self.text[start:end], start).top
            if len(self._seen) > _KEPT:
                self._seen.popitem(last=False)
        return self._seen[number]
