"""The interface of all readers: a source as plain values, and the region of each value on demand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Literal, TypeVar

from guidelint.finding import Edit
from guidelint.lean.tuples import NamedTuple
from guidelint.location import START, Lines, Path, Region
from guidelint.readers.decode import BINARY, Decoded

CALL = "guidelint[:：]"
"""The beginning of a comment addressed to guidelint, as a pattern; the colon may be full-width."""
OWN = "guidelint"
"""The generator that our reports for people name, and their author in Word: they are no guides, although they quote
some."""
ARCHIVE = "是网页存档（MHTML），请用浏览器打开后另存为“仅 HTML”的网页 (a web archive)"


def may_hold_directive(text: str) -> bool:
    """Whether a text may contain a comment addressed to guidelint (`guidelint: ignore[…]`)."""
    return "guidelint:" in text or "guidelint：" in text


class Comment(NamedTuple):
    """A comment in HTML or XML: its offset, its text and the element that follows it, if any.

    An element has the offsets of its start tag, `start`, and of its end tag, `stop`.
    """

    start: int
    text: str
    before: Any


def directives(
    comments: Iterable[Comment], lines: Lines, top: Any = None, last_line: int = 0
) -> list[tuple[int, int, str]]:
    """The comments addressed to guidelint as (first line, last line, text): the lines of the comment or of
    the next element.

    `last_line` is the last line of the element `top` if that ends in another part of the source.
    """
    found = []
    for start, text, element in comments:
        if match := re.fullmatch(rf"(?s)\s*+({CALL}(?:.*\S)?)\s*+", text):
            line = lines.position(start)[0]
            first = last = line
            if element and not lines.text[max(lines.offset(line, 1), 0) : start].strip():
                first, last = (lines.position(at)[0] for at in (element.start, element.stop))
                last = last_line if last_line and element is top else last
            found.append((first, last, match[1]))
    return found


Found = TypeVar("Found")


def nearest(find: Callable[[Path], Found | None], path: Path) -> tuple[Found | None, Path]:
    """What `find` returns for a path or else for its nearest ancestor that exists, with that path."""
    found = find(path)
    while found is None and path:
        path = path[:-1]
        found = find(path)
    return found, path


class SourceProblem(NamedTuple):
    """A defect of the source itself: a `source.*` rule, its region and the arguments of its message.

    `file` names the list file of the source in which it is located, if any.
    """

    rule: str
    region: Region
    args: dict[str, str]
    file: str = ""


def of_encoding(decoded: Decoded, file: str = "") -> list[SourceProblem]:
    """The encoding defects of a source, or of one of its list files."""
    if decoded.text is None:
        tried = decoded.encoding.upper()
        reason = "内容是二进制，不是文本 (binary)"
        if decoded.encoding != BINARY:
            reason = f"像是文本，但有的字节不合 {tried} 编码，文件可能已损坏 (text with bytes that are not {tried})"
        return [SourceProblem("source.unsupported", START, {"reason": reason}, file)]
    if decoded.encoding != "utf-8":
        return [SourceProblem("source.encoding", START, {"encoding": decoded.encoding.upper()}, file)]
    return []


class NoListError(Exception):
    """Raised if a source is no long list of records, so that it cannot be read in parts."""


class Unread:
    """A value of a tree that exists but cannot be read; its defect is reported elsewhere."""


UNREAD = Unread()


class Spans(NamedTuple):
    """The offsets of a node: of its key (None for list elements and roots) and of its value.

    `first` is the span of the first key or scalar inside a collection, None for scalars.
    """

    key: tuple[int, int] | None
    value: tuple[int, int]
    first: tuple[int, int] | None


class LeftOut(NamedTuple):
    """A sheet, or part of a page, that was not read, and why, in both languages.

    The name of the source's only sheet is empty.
    """

    sheet: str
    reason: str


class Tree:
    """A source as plain values: mappings, lists, strings and None.

    The root of a source with several documents (YAML documents, JSON Lines) is the list of them. A reader of
    a binary format `takes` bytes; one that detects headers `wants_names`, the columns known to dialects; one
    that `joins` also takes the list files of its source. In a `tabular` source a field without a column is
    reported once, not as missing from every record; `left_out` are its sheets that were not searched for
    guides, and parts of a page with texts that were not read.

    Readers of JSON, XML, CSV and Parquet also have `parts(file, names, size)`, which for one that `joins`
    takes the opened list files too. It yields trees of consecutive records, each with the `number` of records
    before it, whose paths are relative to the part and whose regions are those of the file.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "text"
    wants_names: ClassVar[bool] = False
    tabular: ClassVar[bool] = False
    joins: ClassVar[bool] = False

    root: Any
    problems: list[SourceProblem]
    left_out: Sequence[LeftOut] = ()

    def region(self, path: Path) -> Region:
        """The region of the value at a path; for a missing value, that of its nearest ancestor's key."""
        raise NotImplementedError

    def file(self, path: Path) -> str:
        """The name of the list file that contains the region of a path; empty for the source itself."""
        return ""

    def comments(self) -> list[tuple[int, int, str]]:
        """Comments as (first covered line, last covered line, text), for suppressions; none in a format without any."""
        return []

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """The edits of the source for changes to a text; None if the format cannot express them."""
        return None


class TextTree(Tree):
    """Base class of trees over text: converts spans to regions."""

    lines: Lines

    def spans(self, path: Path) -> Spans | None:
        """The spans of the node at a path, None where there is none."""
        raise NotImplementedError

    def region(self, path: Path) -> Region:
        """The region of a scalar, otherwise of its key or first key inside; never of something missing."""
        found, at = nearest(self.spans, path)
        if found is None:
            return START
        if at == path and found.first is None and found.value[0] < found.value[1]:
            return self.lines.region(*found.value)
        return self.lines.region(*(found.key or found.first or found.value))

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """Minimal edits, each with its region; None if a change cannot be written."""
        found = self.spans(path)
        if found is None or found.first is not None:
            return None
        made = self.edits_at(path, found.value, value, changes)
        return made and self.placed(made)

    def placed(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The same edits, each with its region."""
        return tuple(e._replace(region=self.lines.region(e.start, e.end)) for e in edits)

    def edits_at(
        self, path: Path, span: tuple[int, int], value: str, changes: Sequence[Edit]
    ) -> tuple[Edit, ...] | None:
        """The edits of the scalar at a span, in the syntax of the format; None if that is not possible."""
        return None
