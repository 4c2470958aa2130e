"""Places and edits in the blocks of plain YAML that are nearly all of a guide: a text on the line of its key, and a
list of mappings of such texts. Anything else is declined and left to libyaml, which would say the same of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from guidelint.finding import Edit
from guidelint.location import Path
from guidelint.readers.literal import changed, signs, written
from guidelint.readers.yaml_plain import elements, is_plain, key_of, said
from guidelint.tuples import NamedTuple

UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_FEW = 16
"""So many blocks are remembered: findings come in the order of their places, mostly in one block after the other."""
Span = tuple[int, int]


class Entry(NamedTuple):
    """A key and its text on one line, by offsets; of a list in brackets the text is the key's span again."""

    name: str
    key: Span
    text: Span


class _Laid(NamedTuple):
    """A block: its first line, and of a list the depth of its elements, their texts and where each begins."""

    head: str
    indent: int
    parts: list[str]
    begins: list[int]


def place(block: str, path: Path) -> Span | None:
    """What `Tree.region` shows of a path that leads into the block of one key: a text, else the nearest key.

    The empty path is the block's key. None where libyaml is to say it.
    """
    found = _entry(block, path)
    return None if found is None else found.text if len(path) in (1, 3) else found.key


def text_at(block: str, path: Path) -> Span | None:
    """Where the text at a path stands, if one does."""
    found = _entry(block, path) if len(path) in (1, 3) else None
    there = found is not None and found.name == path[-1] and found.text != found.key
    return found.text if found is not None and there else None


def plain_edits(source: str, span: Span, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """The edits of a plain scalar that leave it plain; None where libyaml is to say whether they do."""
    start, end = span
    made = written(signs(source, start, end), value, changes, printable)
    if not made:
        return None
    own = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in made]
    raw = changed(source[start:end], own)
    return made if source[start] not in "\"'" and said(raw) == changed(value, changes) else None


def printable(new: str) -> str | None:
    """A text that a plain scalar can hold as it is; None where it cannot."""
    return None if UNPRINTABLE.search(new) else new


def _entry(block: str, path: Path) -> Entry | None:
    """The entry at a path, or that of the nearest thing above it that is there."""
    laid = _laid(block)
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
def _laid(block: str) -> _Laid | None:
    """How a block is laid out, worked out once for all findings in it; None where libyaml is to say it."""
    if not is_plain(block):
        return None
    block = _without_comments(block)
    head, _, below = block.partition("\n")
    if not below:
        return _Laid(block, 0, [], [])
    listed = elements(block)
    if listed is None:
        return None
    dash, parts = listed
    first = len(head) + 1 + len(dash)
    begins = list(accumulate((len(part) + 1 + len(dash) for part in parts[:-1]), initial=first))
    return _Laid(head, len(dash), parts, begins)


def _without_comments(block: str) -> str:
    """A block without the blank lines and comments at its end, which speak of what comes next."""
    lines = block.split("\n")
    while lines[-1].strip(" ")[:1] in ("", "#"):
        lines.pop()
    return "\n".join(lines)


def _inside(lines: list[str], at: int, indent: int, path: Path) -> Entry | None:
    """The entry of an element's lines that a path names; the first where it names none that is there."""
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
    """The entry as what is shown of something below it; None where something may be there."""
    return None if entry.text == entry.key else entry._replace(text=entry.key)


def _line(line: str, at: int) -> Entry | None:
    """The entry that a line is; None where it is none of a text, of nothing, or of a list of texts in brackets."""
    name = key_of(line)
    if name is None or "\n" in line:
        return None
    key = at, at + len(name)
    raw = line.partition(": ")[2].lstrip(" ")
    if said(raw) is not None:
        start = at + len(line) - len(raw)
        return Entry(name, key, (start, start + len(raw.rstrip(" "))))
    is_list = raw[:1] == "[" and is_plain(f"{name}: {raw}")
    return Entry(name, key, key) if is_list or line[-1] == ":" else None
