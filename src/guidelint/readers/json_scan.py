"""Finding a place in a JSON text: a scan along one path that skips everything beside it, without a tree."""

from __future__ import annotations

import json
import re
from typing import Any

from guidelint.location import Path
from guidelint.readers.surrogates import SURROGATE, join_surrogates
from guidelint.readers.tree import Spans

_BLANK = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"[^\s,\]}:]+")
_BRACKET = re.compile(r'["\[\]{}]')


def find(text: str, path: Path, start: int = 0, end: int | None = None) -> Spans | None:
    """The spans of the value at a path in a JSON text; the last of equal keys, as parsers have it."""
    position = _skip_blank(text, start)
    key: tuple[int, int] | None = None
    for step in path:
        found = _enter(text, position, step)
        if found is None:
            return None
        key, position = found
    stop = _skip_value(text, position)
    first = _first_inside(text, position, stop) if text[position] in "[{" else None
    return Spans(key, (position, stop), first)


def _first_inside(text: str, start: int, stop: int) -> tuple[int, int]:
    position = start
    while position < stop and text[position] in "[{":
        position = _skip_blank(text, position + 1)
    if text[position] in "]}":
        return start, stop
    return position, _skip_value(text, position)


def _enter(text: str, position: int, step: str | int) -> tuple[tuple[int, int] | None, int] | None:
    if text[position] == "{" and isinstance(step, str):
        return _enter_object(text, position, step)
    if text[position] == "[" and isinstance(step, int):
        return _enter_array(text, position, step)
    return None


def _enter_object(text: str, position: int, step: str) -> tuple[tuple[int, int], int] | None:
    found = None
    position = _skip_blank(text, position + 1)
    while text[position] == '"':
        key_end = _skip_string(text, position)
        value = _skip_blank(text, _skip_blank(text, key_end) + 1)
        if _same_key(text[position:key_end], step):
            found = ((position, key_end), value)
        position = _skip_blank(text, _skip_value(text, value))
        if text[position] == ",":
            position = _skip_blank(text, position + 1)
    return found


def _enter_array(text: str, position: int, step: int) -> tuple[None, int] | None:
    position = _skip_blank(text, position + 1)
    for _ in range(step):
        position = _skip_blank(text, _skip_value(text, position)) if text[position] != "]" else position
        if text[position] != ",":
            return None
        position = _skip_blank(text, position + 1)
    return None if text[position] == "]" else (None, position)


def _same_key(literal: str, step: str) -> bool:
    if "\\" not in literal:
        return literal[1:-1] == step
    return bool(mend_surrogates(json.loads(literal)) == step)


def _skip_blank(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position


def _skip_string(text: str, position: int) -> int:
    """The offset after a string; a quote ends it unless an odd number of backslashes stands before."""
    position += 1
    while True:
        position = text.index('"', position) + 1
        slashes = position - 2
        while text[slashes] == "\\":
            slashes -= 1
        if (position - 2 - slashes) % 2 == 0:
            return position


def _skip_value(text: str, position: int) -> int:
    """The offset after the value that begins at a position."""
    if text[position] == '"':
        return _skip_string(text, position)
    if text[position] not in "[{":
        match = _LITERAL.match(text, position)
        return match.end() if match else position
    depth = 0
    while True:
        match = _BRACKET.search(text, position)
        if match is None:
            return len(text)
        if match[0] == '"':
            position = _skip_string(text, match.start())
            continue
        depth += 1 if match[0] in "[{" else -1
        position = match.end()
        if depth == 0:
            return position


def mend_surrogates(value: Any) -> Any:
    """Lone surrogates, which no output can carry, become U+FFFD."""
    if isinstance(value, str):
        return join_surrogates(value) if SURROGATE.search(value) else value
    if isinstance(value, list):
        return [mend_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {mend_surrogates(key): mend_surrogates(item) for key, item in value.items()}
    return value
