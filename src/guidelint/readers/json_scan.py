"""Finding a place in a JSON text that was parsed before: a walk along one path that skips everything beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from guidelint.location import Path
from guidelint.readers.surrogates import SURROGATE, join_surrogates
from guidelint.readers.tree import Spans

_BLANK = re.compile(r"[ \t\r\n]*")
_COMMA = re.compile(r"[ \t\r\n]*,?[ \t\r\n]*")
_KEY = re.compile(r'("(?:[^"\\]|\\.)*")[ \t\r\n]*:[ \t\r\n]*')
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]')
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}
_decoder: Any = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
scan: Callable[[str, int], tuple[Any, int]] = _decoder.scan_once
"""The value that begins at an offset and the offset after it; numbers as they are written."""
Span = tuple[int, int]
Members = dict[str | int, tuple[Span, int]]
"""Of each key of an object its span, and where its value begins; the last of equal keys."""


def find(text: str, path: Path, start: int = 0, known: Members | None = None) -> Spans | None:
    """The spans of the value at a path in a JSON text; the last of equal keys, as parsers have it.

    `known` are the members of the object in which the path begins, if somebody has found them.
    """
    position = _skip_blank(text, start)
    key: Span | None = None
    found: tuple[Span | None, int] | None
    for depth, step in enumerate(path):
        found = known.get(step) if known is not None and depth == 0 else _enter(text, position, step)
        if found is None:
            return None
        key, position = found
    stop = _skip_value(text, position)
    first = _first_inside(text, position, stop) if text[position] in "[{" else None
    return Spans(key, (position, stop), first)


def members(text: str, start: int) -> Members:
    """The members of the object that begins at an offset; none of anything else."""
    found: Members = {}
    position = _skip_blank(text, start)
    if text[position : position + 1] != "{":
        return found
    position = _skip_blank(text, position + 1)
    while (key := _KEY.match(text, position)) is not None:
        found[_said(key[1])] = key.span(1), key.end()
        position = _skip_comma(text, _skip_value(text, key.end()))
    return found


def _first_inside(text: str, start: int, stop: int) -> tuple[int, int]:
    position = start
    while position < stop and text[position] in "[{":
        position = _skip_blank(text, position + 1)
    if text[position] in "]}":
        return start, stop
    return position, _skip_value(text, position)


def _enter(text: str, position: int, step: str | int) -> tuple[Span | None, int] | None:
    if isinstance(step, str):
        return members(text, position).get(step)
    return _enter_array(text, position, step) if text[position] == "[" else None


def _enter_array(text: str, position: int, step: int) -> tuple[None, int] | None:
    position = _skip_blank(text, position + 1)
    for _ in range(step):
        if text[position] == "]":
            return None
        position = _skip_comma(text, _skip_value(text, position))
    return None if text[position] == "]" else (None, position)


def _said(literal: str) -> str:
    """The key that a literal spells."""
    return literal[1:-1] if "\\" not in literal else str(mend_surrogates(json.loads(literal)))


def _skip_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _skip_comma(text: str, position: int) -> int:
    match = _COMMA.match(text, position)
    return match.end() if match else position


def _skip_value(text: str, position: int) -> int:
    """The offset after the value that begins at a position: the scanner of the library is the fastest to get there."""
    try:
        return scan(text, position)[1]
    except RecursionError:  # asked for from deeper in the program than where the text was parsed
        return _skip_nested(text, position)


def _skip_nested(text: str, position: int) -> int:
    """The offset after a list or object, however deep it is nested."""
    depth = 0
    for piece in _PIECE.finditer(text, position):
        depth += _DEEPER.get(piece[0], 0)
        if depth == 0:
            return piece.end()
    return len(text)


def mend_surrogates(value: Any) -> Any:
    """Lone surrogates, which no output can carry, become U+FFFD."""
    if isinstance(value, str):
        return join_surrogates(value) if SURROGATE.search(value) else value
    if isinstance(value, list):
        return [mend_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {mend_surrogates(key): mend_surrogates(item) for key, item in value.items()}
    return value
