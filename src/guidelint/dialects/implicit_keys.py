"""Reads keys of clear meaning that no dialect names: both limits, a titled list, the only fee or result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from guidelint.dialects.candidates import elements_in
from guidelint.dialects.codes import decoded
from guidelint.dialects.columns import Column, Level
from guidelint.dialects.dotted_names import Found, Row
from guidelint.dialects.row_state import Pass
from guidelint.lean.regex import regex
from guidelint.location import Path
from guidelint.record import Data, is_missing
from guidelint.vocabulary import FIELDS, FLAG

PutItems = Callable[[Pass, Data, list[Found], Column, Path], None]
"""Writes the elements of a list."""

_FEES = "fees"
_OF_ONE: dict[str, tuple[str, frozenset[str]]] = {
    _FEES: ("费", frozenset(("name", "standard", "basis"))),
    "results": ("结果", frozenset(FIELDS["results"].children)),
}
"""Fields that a matter may have itself if it has one fee or result: the word in its columns, and the fields.
"""
_LIMITS = ("statutory_limit", "promised_limit")
_OF_LIMITS = frozenset(
    ("办理时限", "办结时限", "审批时限", "办理期限", "办结期限", "办事时限", "期限", "时限")
)
_NOTHING = "无"
_TITLE = 20
"""The maximum length of a list title."""


def fields_of(level: Level, keys: Iterable[str]) -> Iterator[str]:
    """The dotted fields given by keys that no dialect of labels names.

    The list of fees or results is among them if each of its fields has a column.
    """
    described: dict[str, set[str]] = {name: set() for name in _OF_ONE}
    columns = [column for column in level.columns if column.dotted in described]
    for key in keys:
        if key in _OF_LIMITS:
            yield from _LIMITS
        elif "材料" in key and _list_titled(key) == FIELDS["materials"].label:
            yield from ("materials", "materials.name")
        for column in columns:
            described[column.dotted].update(_of_one(column, key))
    for name, fields in described.items():
        yield from (f"{name}.{field}" for field in fields)
        if fields == _OF_ONE[name][1]:
            yield name


def left_over(
    run: Pass, target: Data, row: Row, asked: tuple[Level, tuple[str, ...]], put_items: PutItems
) -> tuple[str, ...]:
    """Read the keys that the dialect does not name as such; returns those that remain unknown."""
    level, unknown_keys = asked
    columns = {column.dotted: column for column in level.columns}
    left = [key for key in unknown_keys if not _is_list_read(run, target, row, (level, key), put_items)]
    if _LIMITS[0] in columns:
        left = [key for key in left if not (key in _OF_LIMITS and _are_limits_read(run, target, row, key))]
    for name in _OF_ONE:
        if name in columns and name not in target:
            left = _only_element(run, target, row, (columns, name, left), put_items)
    return tuple(left)


def _list_titled(key: str) -> str | None:
    from guidelint.readers.table.lists import list_titled

    return list_titled(key) if len(key) <= _TITLE else None


def _is_list_read(run: Pass, target: Data, row: Row, asked: tuple[Level, str], put_items: PutItems) -> bool:
    """Read a list under a title (申请材料清单), as in sheets; False for anything else.

    Materials may be given as a list of texts, or as one text.
    """
    level, key = asked
    value = row[0][key]
    of_rows = isinstance(value, list) and value and isinstance(value[0], Mapping)
    if not value or not (of_rows or "材料" in key):
        return False
    label = _list_titled(key)
    column = next((column for column in level.columns if column.field.label == label), None)
    if column is None or column.field.kind != "items" or column.field.name in target:
        return False
    if not of_rows and column.field.name != "materials":
        return False
    rows = elements_in(value, (*row[1], key), column)
    if rows:
        put_items(run, target, rows, column, (column.field.name,))
    return bool(rows)


def _are_limits_read(run: Pass, target: Data, row: Row, key: str) -> bool:
    """Read both limits of a matter from one text; a limit not named as statutory is the promised one.

    If there is a promised limit as well, it may be the statutory one, and is then left unread rather than
    reported as missing; so are limits that a text names and does not separate. Beside both it is a remainder.
    """
    values, at = row
    text = values[key]
    if not isinstance(text, str):
        return text is None
    if not text.strip():
        return True
    from guidelint.values.time.both_limits import NAMES, limits_in, may_promise

    promised = _LIMITS[1]
    found = limits_in(text)
    if not found and may_promise(text) and promised not in target:
        found = {promised: text}
    unread = [(name,) for name in _LIMITS if name not in target]
    if unread and not found:
        run.broken.update(unread)
        return False
    whole = text.lstrip().startswith((*NAMES, *found.values()))
    if not (whole and all(target.get(name, value) == value for name, value in found.items())):
        run.left[(key,)] = text
    for name in found:
        if name not in target:
            run.put(target, name, found[name], (name,), (*at, key))
    return True


def _of_one(column: Column, key: str) -> tuple[str, ...]:
    """The fields of the only fee or result that a key names: 收费依据, but not 依据.

    If a key names a fee's standard and basis in one text, the standard comes first.
    """
    word, fields = _OF_ONE[column.dotted]
    if word not in key:
        return ()
    if column.dotted == _FEES and _both.fullmatch(key):
        return ("standard", "basis")
    named = column.level.by_key.get(key)
    return () if named is None or named.field.name not in fields else (named.field.name,)


_both = regex("(?:审批)?收费(?:[（(]征收[）)])?的?(?:标准|依据)[及和与、](?:收费)?(?:标准|依据)")
"""The standard of a fee and its basis in one text."""


def _only_element(
    run: Pass, target: Data, row: Row, asked: tuple[Mapping[str, Column], str, list[str]], put_items: PutItems
) -> list[str]:
    """Read the only fee or result that a matter gives without a list: 收费标准：80元/件.

    Returns the keys left over. A standard that charges nothing also answers whether there is a charge.
    """
    columns, name, unknown_keys = asked
    values, at = row
    described = _fields_by_key(run, columns[name], unknown_keys, values)
    if any(not is_missing(values[key], f"{name}.{fields[0]}") for key, fields in described.items()):
        labels = {key: FIELDS[name].children[fields[0]].label for key, fields in described.items()}
        put_items(
            run, target, [({labels[key]: values[key] for key in described}, at)], columns[name], (name,)
        )
        if run.trace is not None:
            run.trace.update({(name, 0, fields[0]): (*at, key) for key, fields in described.items()})
        read = {fields[0] for fields in described.values()}
        spoken = {field for key in unknown_keys for field in _of_one(columns[name], key)}
        run.broken.update((name, 0, unread) for unread in spoken - read)
    standard = next((key for key, fields in described.items() if fields[0] == "standard"), None)
    charged = columns.get("chargeable")
    if standard and charged and "chargeable" not in target and _is_free(charged, values[standard]):
        run.put(target, "chargeable", FLAG[1], ("chargeable",), (*at, standard))
    return [key for key in unknown_keys if not _of_one(columns[name], key)]


def _fields_by_key(
    run: Pass, column: Column, unknown_keys: list[str], values: Mapping[str, Any]
) -> dict[str, tuple[str, ...]]:
    """The keys that describe the only element, with their fields; of two for one field the more specific."""
    named = {key: fields for key in unknown_keys if (fields := _of_one(column, key))}
    if len(named) < 2:
        return named
    described: dict[str, str] = {}
    missing = {key for key in named if is_missing(values[key], f"{column.dotted}.{named[key][0]}")}
    for key in sorted(named, key=lambda key: (key in missing, len(named[key]))):
        if described.setdefault(named[key][0], key) != key and key not in missing:
            run.left[(key,)] = values[key]
    return {key: fields for key, fields in named.items() if described[fields[0]] == key}


def _is_free(charged: Column, standard: Any) -> bool:
    """Whether a standard says that nothing is charged."""
    text = standard.strip().rstrip("。；;") if isinstance(standard, str) else ""
    return text == _NOTHING or decoded(charged.codes or {}, text) == FLAG[1]
