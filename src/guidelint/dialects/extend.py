"""Completes a dialect that only states its differences from another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from guidelint.dialects.model import LISTS, Dialect, FieldSource, stored
from guidelint.lean.structs import replace

_WORDS = ("codes", "empty", "fillers")
_OF_COLUMNS = ("tables", "embedded", "only")
_SCALARS = ("detect", "detect_keys", "records", "key", "code_scheme", "html")
_OF_SOURCES = ("where", "join", "separators", "measured_in", "otherwise")


def extended(own: Dialect, base: Dialect, spelled: bool) -> Dialect:
    """A dialect with what it omits taken from its base; one with `spells` takes only the codes.

    Its own columns come before those of the base.
    """
    names = _WORDS if spelled else (*_WORDS, *_OF_COLUMNS)
    merged = replace(own, **{name: {**getattr(base, name), **getattr(own, name)} for name in names})
    if spelled:
        return merged
    return replace(
        merged,
        labels=base.labels,
        stored=stored(_merged(own.fields, base.fields)),
        detect_least=own.detect_least if own.detect_keys else base.detect_least,
        **_first(_SCALARS, own, base),
    )


def _first(names: Iterable[str], own: Any, base: Any) -> dict[str, Any]:
    """The values under these names: the own one, else that of the base."""
    return {name: getattr(own, name) or getattr(base, name) for name in names}


def _merged(own: Mapping[str, FieldSource], base: Mapping[str, FieldSource]) -> dict[str, FieldSource]:
    both = own.keys() & base.keys()
    return {
        name: _both(found, base[name]) if name in both else found for name, found in {**base, **own}.items()
    }


def _both(own: FieldSource, base: FieldSource) -> FieldSource:
    """Two sources combined; if the own one selects other rows, the base is tried after it."""
    if own.rows or own.table:
        return replace(own, fields=_merged(own.fields, base.fields), otherwise=own.otherwise or base)
    names: dict[str, Any] = {
        name: tuple(dict.fromkeys((*getattr(own, name), *getattr(base, name)))) for name in LISTS
    }
    return replace(base, **names, fields=_merged(own.fields, base.fields), **_first(_OF_SOURCES, own, base))
