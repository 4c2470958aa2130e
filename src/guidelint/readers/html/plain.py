"""Fast reader for plain HTML pages (headings and tables of bare cells): values only, no locations.

`convert` writes such pages, and simple portals serve them. A page qualifies only if every tag is accounted
for and only blanks stand outside its headings and tables. Other pages, and locations in any page, need
`html/builder`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from guidelint.readers.html.labels import FURNITURE, NAMES, SURE, Labels, label_for, list_beside
from guidelint.readers.html.plain_parts import Parts
from guidelint.readers.html.plain_tables import NotPlain, Shape
from guidelint.readers.table.lists import list_titled, text_in_cell

Entry = dict[str, str]


@lru_cache(maxsize=4)
def _parts_of(labels: Labels) -> Parts:
    return Parts(labels)


def plain_matters(text: str, labels: Labels) -> list[Any] | None:
    """The matters of a plain page, at least one, as plain values; None if the page needs the full reader."""
    if "\0" in text or "<table" not in text:
        return None
    try:
        page = _Page(text, labels)
    except NotPlain:
        return None
    may_be_titled = page.headed or "<title>" in text
    if may_be_titled and page.recognised and NAMES.isdisjoint(page.matter):
        return None  # the headline or the title of the page may be the name
    found = [page.matter] if page.recognised else page.matters
    return ([_with_lists(matter) for matter in found] if "[" in text else found) or None


class _Page:
    """Collects one page, by the rules of `content.PageContent`."""

    def __init__(self, text: str, labels: Labels) -> None:
        self.labels = labels
        self.parts = _parts_of(labels)
        self.matter: dict[str, Any] = {}
        self.matters: list[Entry] = []
        self.recognised = self.headed = False
        self.lists: dict[str, list[Entry]] = {}
        self.section: tuple[str, int] | None = None
        parts, texts = self.parts.of_page(text)
        at = 0
        for headings, table in parts:
            for level, name in headings:
                self.heading(level, name)
            stop = at + len(table.cells)
            take = self.pairs if table.pairs else self.rows
            take(table.shape, texts[at:stop])
            at = stop
        self.end()

    def heading(self, level: int, name: str | None) -> None:
        """End the section, and begin one where the heading is known."""
        self.headed |= level == 1 and name is None
        if name is None and self.section and self.section[1] < level:
            raise NotPlain  # part of the section's text
        self.end()
        self.section = (name, level) if name else None

    def end(self) -> None:
        """Close the section; a section that contains no list of its own is dropped."""
        if self.section:
            self.matter.setdefault(self.section[0], "")
            self.recognised |= len(self.section[0]) >= SURE
            self.section = None

    def pairs(self, shape: Shape, texts: list[str]) -> None:
        """Store each text under its label; of a repeated label the first text that is not empty counts."""
        if self.section and list_titled(self.section[0]):
            raise NotPlain  # elements of a list, perhaps
        lines = [line for number in shape.unknown for line in texts[number].split("\n")]
        if any(map(self.labels.split, lines)):
            raise NotPlain  # labels inside of the text
        if any(["\n" in texts[number] for number in shape.listed]):
            raise NotPlain  # a material in each line
        for number, unit in shape.units:
            if texts[number].isdecimal():
                texts[number] += unit
        self.recognised |= shape.sure
        if shape.distinct and not self.matter:
            self.matter = dict(zip(shape.names, texts, strict=True))
        else:
            _add(self.matter, shape.names, texts)

    def rows(self, shape: Shape, texts: list[str]) -> None:
        """Store rows below a header: elements of a list, or a matter each."""
        name = label_for(shape.columns, self.section[0] if self.section else None)
        if name is None or (name and not NAMES.isdisjoint(shape.columns)) or list_beside(shape.columns):
            raise NotPlain  # text, perhaps, or a table of matters with a list
        for number, unit in shape.units:
            for at in range(number, len(texts), len(shape.names)):
                texts[at] += unit if texts[at].isdecimal() else ""
        cells = zip(*[iter(texts)] * len(shape.names), strict=True)
        if shape.distinct:
            rows = [dict(zip(shape.names, row, strict=True)) for row in cells if any(row)]
        else:
            rows = [row for row in [_row(shape.names, row) for row in cells] if any(row.values())]
        if not name:
            self.matters += rows
        elif name in self.lists:
            self.lists[name] += rows
        else:
            self.lists[name] = self.matter[name] = rows
        self.recognised |= bool(name)


def _add(matter: dict[str, Any], names: Iterable[str], texts: Iterable[str]) -> None:
    for name, text in zip(names, texts, strict=True):
        old = matter.get(name)
        if old is None or (old == "" and text):
            matter[name] = text
        elif text and text != old:
            raise NotPlain  # several guides, or one of the texts is hidden


def _row(names: tuple[str, ...], cells: tuple[str, ...]) -> Entry:
    """A row below a header with missing, repeated or merely counting labels."""
    row: Entry = {}
    for name, cell in zip(names, cells, strict=True):
        if name and name not in FURNITURE and not row.get(name):
            row[name] = cell
    return row


def _with_lists(matter: dict[str, Any]) -> dict[str, Any]:
    """A matter in which lists of texts, each in one cell, are lists."""
    return {
        key: list(map(_with_lists, value)) if isinstance(value, list) else text_in_cell(key, value)
        for key, value in matter.items()
    }
