"""Fast reader for plain block YAML (one key, text, list or mapping per line); values only, without a YAML
parser.

Nearly all guides are written so. Everything else is declined and left to libyaml, which also provides
locations; where this reader succeeds, libyaml gives the same values.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_LINE = re.compile(r"( *)(- +)?(?:(\w[\w/（）()、]*):(?: +([^\n]+))?|([^\n]*))")
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_NULLS = frozenset(("~", "null", "Null", "NULL"))
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`][^\n]*""")
_FLOW = re.compile(
    r"""\[ *(?:[^\s\-?:,\[\]{}#&*!|>'"%@`][^,\[\]{}#&*!|>'"%@`:\n]*"""
    r"""(?:, *[^\s\-?:,\[\]{}#&*!|>'"%@`][^,\[\]{}#&*!|>'"%@`:\n]*)*)?\]"""
)
_QUOTED = re.compile(r""""[^"\\\n]*"|'[^'\n]*\'""")
_TOP = re.compile(r"\n(?=[^\s#-])")
"""A line break before an unindented line."""
_DASHES = ("  - ", "- ")
"""The source before the first key of a list element, as people and programs write it."""
_MOST = 16_384
"""The maximum number of cached entries and elements: guides repeat many of them."""
_Line = tuple[int, int, str, str, str]
"""Indentation, length of the dash, key, value; or an element, which is the rest of the line."""


class _DeclinedError(Exception):
    """Raised for anything that needs a full YAML parser."""


def plain_values(text: str) -> Any:
    """The mapping or list in a plain text, else None; equal texts share values: do not modify them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text or _ODD.search(text):
        return None
    try:
        if text[0] in " -":
            return _whole(text)
        found: dict[str, Any] = {}
        for block in _split(text):
            entry = _entry(block)
            if entry is not None:
                if entry[0] in found:
                    return None
                found[entry[0]] = entry[1]
    except (_DeclinedError, RecursionError):
        return None
    return found or None


def plain_blocks(text: str) -> dict[str, tuple[int, str]]:
    """The blocks of a mapping that `plain_values` read, without \\r in it: by key, where each begins and its text."""
    found: dict[str, tuple[int, str]] = {}
    start = 0
    for block in _split(text):
        entry = _entry(block)
        end = start + len(block) + 1
        if entry is not None:
            found[entry[0]] = start, text[start:end]
        start = end
    return found


def _split(text: str) -> list[str]:
    """The pieces of a text from each unindented line to the next, without the last line break."""
    if text[-1] == "\n":
        return _TOP.split(text[:-1])
    blocks = _TOP.split(text)
    if "|" in blocks[-1] or ">" in blocks[-1]:  # the end of the last line would belong to its text
        raise _DeclinedError
    return blocks


def _whole(text: str) -> Any:
    lines = _lines(text)
    value, end = _block(lines, 0, 0) if lines and not lines[0][0] else (None, 0)
    return value if end == len(lines) else None


@lru_cache(maxsize=_MOST)
def _entry(block: str) -> tuple[str, Any] | None:
    """Key and value of a piece that begins with an unindented line; None if it only has comments.

    A value that is not plain is read by libyaml, with the same result as in the whole text.
    """
    if not block or block[0] in "\n #-":  # text before the first key must be blank or comments
        if _lines(block):
            raise _DeclinedError
        return None
    if block[0] in "{[]}&*!|>%@`?:,.":  # no key, or one that may continue on the next line
        raise _DeclinedError
    try:
        return _plain_entry(block)
    except (_DeclinedError, RecursionError):
        return _composed(block + "\n")


def _plain_entry(block: str) -> tuple[str, Any] | None:
    head, colon, raw = block.partition(": ")
    if colon and "\n" not in block:
        known, raw = _head(head), raw.lstrip(" ")
        if known is not None and raw:
            return known[2], _scalar(raw)
    listed = elements(block)
    if listed is not None:
        dash, parts = listed
        return block.partition("\n")[0][:-1], [_element(part, dash) for part in parts]
    lines = _lines(block)
    if not lines:
        return None
    value, end = _block(lines, 0, 0)
    if end < len(lines) or type(value) is not dict or len(value) != 1:
        raise _DeclinedError
    return next(iter(value.items()))


def elements(block: str) -> tuple[str, list[str]] | None:
    """What precedes each element of the list below a key, and the elements; None if there is no list."""
    head, _, rest = block.partition("\n")
    dash = next((dash for dash in _DASHES if rest.startswith(dash)), "")
    if not dash or head[-1:] != ":" or _head(head[:-1]) is None:
        return None
    return dash, rest[len(dash) :].split("\n" + dash)


def is_plain(block: str) -> bool:
    """Whether the block of a key can be read without libyaml."""
    try:
        return _plain_entry(block) is not None
    except (_DeclinedError, RecursionError):
        return False


def key_of(line: str) -> str | None:
    """The key at the beginning of an unindented line; None for other lines."""
    head = line[:-1] if line[-1:] == ":" else line.partition(": ")[0]
    known = _head(head) if len(head) < len(line) else None
    return known[2] if known is not None and not known[0] and not known[1] else None


def scalar_text(raw: str) -> str | None:
    """The text of a scalar on one line; None if it is no text, or libyaml must decide."""
    try:
        value = _scalar(raw) if raw else None
    except _DeclinedError:
        return None
    return value if type(value) is str else None


def _composed(block: str) -> tuple[str, Any]:
    """The only key and value of a text, by libyaml; declined if there are more, or a foreign alias."""
    from guidelint.readers.yaml.values import plain_mapping

    found = plain_mapping(block)
    if found is None or len(found) != 1:
        raise _DeclinedError
    return next(iter(found.items()))


@lru_cache(maxsize=_MOST)
def _element(text: str, dash: str) -> Any:
    """One element of a list; its text begins after the dash."""
    found: dict[str, Any] = {}
    for line in text.split("\n" + " " * len(dash)):
        head, colon, raw = line.partition(": ")
        raw = raw.lstrip(" ")
        known = _head(head) if colon and raw and "\n" not in raw else None
        if known is None or known[0] or known[1] or known[2] in found:
            break
        found[known[2]] = _scalar(raw)
    else:
        return found
    lines = _lines(dash + text)
    value, end = _block(lines, 0, len(dash) - 2)
    if end < len(lines) or len(value) != 1:
        raise _DeclinedError
    return value[0]


def _lines(text: str) -> list[_Line]:
    """The lines of a text without blank ones and comments."""
    found: list[_Line] = []
    for line in text.split("\n"):
        head, colon, raw = line.partition(": ")
        known = _head(head) if colon else None
        if known is not None:
            found.append((*known, raw.lstrip(" "), ""))
            continue
        space, dash, key, raw, rest = _matched(line)
        if key or dash or (rest and rest[0] != "#"):
            found.append((len(space), len(dash), key, raw, rest))
    return found


@lru_cache(maxsize=_MOST)
def _head(text: str) -> tuple[int, int, str] | None:
    """Indentation, length of the dash, and the key before the first colon; None if there is no key."""
    space, dash, key, raw, _ = _matched(text + ":")
    return (len(space), len(dash), key) if key and not raw else None


def _matched(line: str) -> tuple[str, str, str, str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise _DeclinedError
    space, dash, key, raw, rest = match.groups("")
    return space, dash, key, raw, rest


def _block(lines: list[_Line], at: int, indent: int) -> tuple[Any, int]:
    """The mapping or list that begins at a line index with an indentation, and the index after it."""
    return _sequence(lines, at, indent) if lines[at][1] else _mapping(lines, at, indent, None)


def _mapping(lines: list[_Line], at: int, indent: int, first: _Line | None) -> tuple[dict[str, Any], int]:
    """A mapping; `first` is its first line if that follows a dash."""
    found: dict[str, Any] = {}
    while at < len(lines) and (first is not None or _belongs(lines[at], indent, dash=False)):
        _, _, key, raw, _ = first or lines[at]
        first = None
        if not key or key in found:
            raise _DeclinedError
        at += 1
        if raw:
            found[key] = _scalar(raw)
        elif at < len(lines) and _is_below(lines[at], indent):
            found[key], at = _block(lines, at, lines[at][0])
        else:
            found[key] = None
    return found, at


def _sequence(lines: list[_Line], at: int, indent: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines) and _belongs(lines[at], indent, dash=True):
        line = lines[at]
        if line[2]:
            value, at = _mapping(lines, at, indent + line[1], line)
            found.append(value)
        elif line[4]:
            found.append(_scalar(line[4]))
            at += 1
        else:
            raise _DeclinedError
    return found, at


def _belongs(line: _Line, indent: int, dash: bool) -> bool:
    """Whether a line continues a block with this indentation; a deeper one is not plain YAML."""
    if line[0] > indent:
        raise _DeclinedError
    return line[0] == indent and bool(line[1]) == dash


def _is_below(line: _Line, indent: int) -> bool:
    """Whether a line begins the value of a key: it is deeper, or a list with the key's indentation."""
    return line[0] > indent or (line[0] == indent and bool(line[1]))


@lru_cache(maxsize=_MOST)
def _scalar(raw: str) -> Any:
    """The value written on one line."""
    character = raw[0]
    if character in "\"'":
        if raw[-1] == " ":
            raw = raw.rstrip(" ")
        if _QUOTED.fullmatch(raw) is None:
            raise _DeclinedError
        return raw[1:-1]
    if character == "[":
        return _flow(raw.rstrip(" "))
    if _PLAIN.match(raw) is None or ": " in raw or " #" in raw:
        raise _DeclinedError
    if raw[-1] == " ":
        raw = raw.rstrip(" ")
    if raw[-1] == ":":
        raise _DeclinedError
    return None if raw in _NULLS else raw


def _flow(raw: str) -> list[Any]:
    if _FLOW.fullmatch(raw) is None:
        raise _DeclinedError
    parts = [part.strip(" ") for part in raw[1:-1].split(",")]
    return [None if part in _NULLS else part for part in parts] if parts != [""] else []
