"""Locations and edits in the commonest blocks of plain YAML, without libyaml: a text on the line of its key,
and a list of mappings of such texts. Everything else is declined and left to libyaml, with the same results.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from guidelint.finding import Edit
from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.readers.literal import changed, plain_tokens, written
from guidelint.readers.yaml.plain import elements, is_plain, key_of, scalar_text

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FEW = 16
"""The number of cached blocks: findings come in the order of their positions, mostly block by block."""
Span = tuple[int, int]


class Entry(NamedTuple):
    """A key and its text on one line, as offsets; for a list in brackets the text is the key's span again."""

    name: str
    key: Span
    text: Span


class _Block(NamedTuple):
    """A block: its first line; for a list the indentation of its elements, their texts and offsets."""

    head: str
    indent: int
    parts: list[str]
    begins: list[int]


def place(block: str, path: Path) -> Span | None:
    """The span that `Tree.region` shows for a path in a key's block: of a text, or else of the nearest key.

    The empty path means the block's key. None if libyaml must decide.
    """
    found = _entry(block, path)
    return None if found is None else found.text if len(path) in (1, 3) else found.key


def text_at(block: str, path: Path) -> Span | None:
    """The span of the text at a path, None if there is none."""
    found = _entry(block, path) if len(path) in (1, 3) else None
    there = found is not None and found.name == path[-1] and found.text != found.key
    return found.text if found is not None and there else None


def plain_edits(source: str, span: Span, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """The edits of a plain scalar that keep it plain; None if libyaml must decide."""
    start, end = span
    made = written(plain_tokens(source, start, end), value, changes, printable)
    if not made:
        return None
    own = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in made]
    raw = changed(source[start:end], own)
    return made if source[start] not in "\"'" and scalar_text(raw) == changed(value, changes) else None


def printable(new: str) -> str | None:
    """The text, if a plain scalar can hold it as it is; else None."""
    return None if UNPRINTABLE.search(new) else new


def _entry(block: str, path: Path) -> Entry | None:
    """The entry at a path, or at its nearest ancestor that exists."""
    laid = _block(block)
    if laid is None:
        return None
    if not laid.begins:
        found = _line(laid.head, 0)
        return found if found is None or len(path) < 2 else _above(found)
    number = path[1] if len(path) > 1 else None
    if not isinstance(number, int) or number >= len(laid.parts):
        end = len(laid.head) - 1
        return Entry(laid.head[:-1], (0, end), (0, end))
    lines = _without_comments(laid.parts[number]).split("\n" + " " * laid.indent)
    return _inside(lines, laid.begins[number], laid.indent, path[2:])


@lru_cache(maxsize=_FEW)
def _block(block: str) -> _Block | None:
    """The layout of a block, computed once for all findings in it; None if libyaml must decide."""
    if not is_plain(block):
        return None
    block = _without_comments(block)
    head, _, below = block.partition("\n")
    if not below:
        return _Block(block, 0, [], [])
    listed = elements(block)
    if listed is None:
        return None
    dash, parts = listed
    first = len(head) + 1 + len(dash)
    begins = list(accumulate((len(part) + 1 + len(dash) for part in parts[:-1]), initial=first))
    return _Block(head, len(dash), parts, begins)


def _without_comments(block: str) -> str:
    """A block without trailing blank lines and comments, which refer to what comes next."""
    lines = block.split("\n")
    while lines[-1].strip(" ")[:1] in ("", "#"):
        lines.pop()
    return "\n".join(lines)


def _inside(lines: list[str], at: int, indent: int, path: Path) -> Entry | None:
    """The entry that a path names among the lines of an element; the first if it names none that exists."""
    found: list[Entry] = []
    for line in lines:
        entry = _line(line, at)
        if entry is None:
            return None
        found.append(entry)
        at += len(line) + 1 + indent
    for entry in found:
        if path and entry.name == path[0]:
            return entry if len(path) == 1 else _above(entry)
    return found[0]._replace(text=found[0].key)


def _above(entry: Entry) -> Entry | None:
    """The entry as shown for a missing value below it; None if the value may exist."""
    return None if entry.text == entry.key else entry._replace(text=entry.key)


def _line(line: str, at: int) -> Entry | None:
    """The entry on a line; None unless it has a text, no value, or a list of texts in brackets."""
    name = key_of(line)
    if name is None or "\n" in line:
        return None
    key = at, at + len(name)
    raw = line.partition(": ")[2].lstrip(" ")
    if scalar_text(raw) is not None:
        start = at + len(line) - len(raw)
        return Entry(name, key, (start, start + len(raw.rstrip(" "))))
    is_list = raw[:1] == "[" and is_plain(f"{name}: {raw}")
    return Entry(name, key, key) if is_list or line[-1] == ":" else None
