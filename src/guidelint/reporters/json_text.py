"""Writes JSON for reports: one element per line, with the fast encoder, safe to print and to split at lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

_UNSAFE = re.compile("[\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Without `indent`: with it Python leaves its encoder in C for one that takes five times as long."""


def compact(value: Any) -> str:
    """Any plain value on one line."""
    return _ENCODER.encode(value)


def array(values: Iterable[Any], indent: str = "") -> str:
    """A list with each element on a line of its own; `indent` is that of the line on which it begins."""
    lines = [f"{indent}  {compact(value)}" for value in values]
    return "[\n" + ",\n".join(lines) + f"\n{indent}]" if lines else "[]"


def spread(value: Mapping[str, Any], indent: str = "") -> str:
    """An object with each member on a line of its own, and so each element of members that are lists."""
    deeper = indent + "  "
    lines = [
        f"{deeper}{compact(name)}: {array(member, deeper) if isinstance(member, list) else compact(member)}"
        for name, member in value.items()
    ]
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"


def escape_unsafe(text: str) -> str:
    r"""JSON text with lone surrogates, line separators, and terminal or bidi controls written as `\uXXXX`.

    The value is the same; but the text can be encoded in UTF-8, split by lines and shown on a terminal.
    """
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
