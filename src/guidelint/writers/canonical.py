"""A record in canonical form: fields in order, texts trimmed, limits with their notes, nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.lean.tuples import NamedTuple
from guidelint.location import Path
from guidelint.record import Data, is_missing
from guidelint.vocabulary import RECORD, Field

_BREAK = re.compile("\r\n?|[\x0b\x0c]")
"""What breaks a line beside `\\n`: so Word writes a line that ends within a paragraph, and a page."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (section 2.2) cannot hold; a form that could would not be equal to one that cannot."""
IN_PLACE = "\ufffd"
_DEEPEST = 50
"""So deep may mappings and lists lie in each other that every writer and reader can follow."""


class Canonical(NamedTuple):
    """A canonical record, and the paths of the elements that said nothing and are left out."""

    data: Data
    emptied: list[Path]


def canonical(data: Mapping[str, Any]) -> Canonical:
    """The canonical form of a record's data; that of a canonical form is the same.

    What the contract calls missing (absent, null, empty, blank) is left out. Texts lose the blanks around them, as
    XML and HTML readers must take them away. A limit with a note is {value, note}.
    """
    emptied: list[Path] = []
    return Canonical(_level(RECORD, data, (), emptied), emptied)


def _level(fields: Iterable[Field], data: Mapping[str, Any], at: Path, emptied: list[Path]) -> Data:
    made: Data = {}
    for field in fields:
        value = _value(field, data, (*at, field.name), emptied)
        if value not in (None, "", [], {}):
            made[field.name] = value
    return made


def _value(field: Field, data: Mapping[str, Any], at: Path, emptied: list[Path]) -> Any:
    raw = data.get(field.name)
    if field.kind == "items":
        return _items(field, raw or (), at, emptied)
    if field.kind == "texts":
        return [item for item in map(clean, raw or ()) if item]
    if field.kind == "any":
        return _unmapped(raw)
    text: Any = raw.get("value") if isinstance(raw, Mapping) else raw
    if field.kind != "limit":
        return clean(text)
    note = raw.get("note") if isinstance(raw, Mapping) else data.get(f"{field.name}_note")
    return _limit(clean(text), "" if is_missing(note) else clean(note))


def _limit(text: str, note: str) -> str | Data:
    if not note:
        return text
    return {"value": text, "note": note} if text else {"note": note}


def _items(field: Field, items: Iterable[Mapping[str, Any]], at: Path, emptied: list[Path]) -> list[Data]:
    made = []
    for number, item in enumerate(items):
        level = _level(field.fields, item, (*at, number), emptied)
        if level:
            made.append(level)
        else:
            emptied.append((*at, number))
    return made


def clean(text: str | None) -> str:
    """A text as every form can hold it: `\\n` for line breaks, no blanks around it, U+FFFD for what XML forbids."""
    return _writable(text).strip() if text else ""


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(IN_PLACE, _BREAK.sub("\n", text))


def _unmapped(raw: Any) -> Any:
    """What could not be mapped; forms that hold texts alone keep it as JSON."""
    text = clean(raw) if isinstance(raw, str) else ""
    if text[:1] in ("{", "["):
        try:
            return plain(json.loads(text, parse_int=str, parse_float=str, parse_constant=str))
        except (ValueError, RecursionError):
            return text
    return text or plain(raw)


def plain(value: Any, depth: int = 0) -> Any:
    """A value of unknown kind, as found: mappings, lists, writable texts and None; what lies very deep as JSON."""
    if isinstance(value, bool):
        return str(value).lower()
    if depth == _DEEPEST and isinstance(value, (Mapping, list, tuple)):
        return _writable(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        return {_writable(str(key)): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, depth + 1) for item in value]
    return None if value is None else _writable(str(value))
