"""Finds the position of a path in JSON that has been parsed before; everything beside the path is skipped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from guidelint.location import Path
from guidelint.readers.decode import SURROGATE, join_surrogates
from guidelint.readers.tree import Spans

BLANKS = " \t\r\n"
_BLANK = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")
KEY = re.compile(r'("(?:[^"\\]|\\.)*")[ \t\r\n]*:[ \t\r\n]*')
_KEY_OR_BRACKET = re.compile(r'("(?:[^"\\]|\\.)*")(?=[ \t\r\n]*(:)?)|[\[\]{}]')
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}
_CONSTANTS = {"NaN": None, "Infinity": "Infinity", "-Infinity": "-Infinity"}
AS_WRITTEN: dict[str, Any] = {"parse_int": str, "parse_float": str, "parse_constant": _CONSTANTS.__getitem__}
"""Options of the decoder that keep numbers as written; NaN, which tools write for a missing value, is None.
"""
_decoder: Any = json.JSONDecoder(**AS_WRITTEN)
scan: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once
"""The value at an offset and the offset after it; numbers as written."""
_REMEMBERED = 1024
"""The number of values whose ends are cached."""
Span = tuple[int, int]
Members = dict[str, tuple[Span, int]]
"""Key of an object → its span, and the offset of its value; the last of repeated keys."""


class Places:
    """Positions of values in a JSON text; the objects and lists along the last path are cached.

    Findings on one guide after another thus cost a single pass over a list of guides. The ends of values are
    cached too.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._entered: list[tuple[int, Members | list[int]]] = []
        self._stops: dict[int, int] = {}

    def find(self, path: Path, start: int = 0) -> Spans | None:
        """The spans of the value at a path, within the value that begins at an offset."""
        text = self._text
        position = skip_blank(text, start)
        key: Span | None = None
        for depth, step in enumerate(path):
            inside = self._inside(depth, position)
            if isinstance(inside, list):
                if not isinstance(step, int) or step >= len(inside):
                    return None
                key, position = None, inside[step]
            else:
                found = inside.get(step) if isinstance(step, str) else None
                if found is None:
                    return None
                key, position = found
        stop = self._stop(position)
        first = _first_inside(text, position, stop) if text[position] in "[{" else None
        return Spans(key, (position, stop), first)

    def _stop(self, position: int) -> int:
        """The offset after the value at an offset."""
        if position not in self._stops:
            if len(self._stops) == _REMEMBERED:
                self._stops.clear()
            self._stops[position] = _skip_value(self._text, position)
        return self._stops[position]

    def _inside(self, depth: int, position: int) -> Members | list[int]:
        """The members or elements of the object or list at an offset, at this depth."""
        if depth < len(self._entered) and self._entered[depth][0] == position:
            return self._entered[depth][1]
        inside = (
            _elements(self._text, position) if self._text[position] == "[" else members(self._text, position)
        )
        self._entered[depth:] = [(position, inside)]
        return inside


def members(text: str, position: int) -> Members:
    """The members of the object at an offset; empty for other values."""
    found: Members = {}
    if text[position : position + 1] != "{":
        return found
    position = skip_blank(text, position + 1)
    while (key := KEY.match(text, position)) is not None:
        found[_decoded_key(key[1])] = key.span(1), key.end()
        position = next_value(text, _skip_value(text, key.end()))
    return found


def _elements(text: str, position: int) -> list[int]:
    """The start offsets of the elements of the list at an offset."""
    found: list[int] = []
    position = skip_blank(text, position + 1)
    while text[position] != "]":
        found.append(position)
        position = next_value(text, _skip_value(text, position))
    return found


def _first_inside(text: str, start: int, stop: int) -> tuple[int, int]:
    position = start
    while position < stop and text[position] in "[{":
        position = skip_blank(text, position + 1)
    if text[position] in "]}":
        return start, stop
    return position, _skip_value(text, position)


def _decoded_key(literal: str) -> str:
    """The key written by a string literal."""
    return literal[1:-1] if "\\" not in literal else str(replace_lone_surrogates(json.loads(literal)))


def repeated_keys(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """The repeated keys of objects from an offset on, with their spans."""
    inside: list[set[str]] = [set()]
    for piece in _KEY_OR_BRACKET.finditer(text, start):
        if piece[2]:
            key = _decoded_key(piece[1])
            if key in inside[-1]:
                yield piece.span(1), key
            inside[-1].add(key)
        elif piece[0] in "[{":
            inside.append(set())
        elif piece[0] in "]}":
            inside.pop()


def skip_blank(text: str, position: int) -> int:
    """The offset after blanks."""
    match = _BLANK.match(text, position)
    return match.end() if match else position


def next_value(text: str, position: int) -> int:
    """The offset after blanks and at most one comma."""
    match = _COMMA.match(text, position)
    return match.end() if match else position


def _skip_value(text: str, position: int) -> int:
    """The offset after the value at a position; the library's scanner is the fastest way there."""
    try:
        return scan(text, position)[1]
    except RecursionError:  # the call stack is deeper here than where the text was parsed
        return _skip_nested(text, position)


def _skip_nested(text: str, position: int) -> int:
    """The offset after a list or object, however deep it is nested."""
    depth = 0
    for piece in _KEY_OR_BRACKET.finditer(text, position):
        depth += _DEEPER.get(piece[0], 0)
        if depth == 0:
            return piece.end()
    return len(text)


def replace_lone_surrogates(value: Any) -> Any:
    """The value with lone surrogates, which cannot be encoded, replaced by U+FFFD."""
    if isinstance(value, str):
        return join_surrogates(value) if SURROGATE.search(value) else value
    if isinstance(value, list):
        return [replace_lone_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {replace_lone_surrogates(key): replace_lone_surrogates(item) for key, item in value.items()}
    return value
