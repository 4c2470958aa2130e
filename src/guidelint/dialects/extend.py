"""Completes a dialect that only states its differences from another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from guidelint.dialects.model import LISTS, Dialect, FieldSource, stored
from guidelint.lean.structs import replace

_SCALARS = ("detect", "detect_keys", "records", "key", "code_scheme", "html")


def extended(own: Dialect, base: Dialect, spelled: bool) -> Dialect:
    """A dialect with what it omits taken from its base; one with `spells` takes only the codes.

    Its own columns come before those of the base.
    """
    merged = replace(
        own,
        codes={**base.codes, **own.codes},
        empty={**base.empty, **own.empty},
        fillers={**base.fillers, **own.fillers},
    )
    if spelled:
        return merged
    fields = _merged(own.fields, base.fields)
    scalars = {name: getattr(own, name) or getattr(base, name) for name in _SCALARS}
    return replace(
        merged,
        labels=base.labels,
        stored=stored(fields),
        tables={**base.tables, **own.tables},
        embedded={**base.embedded, **own.embedded},
        only={**base.only, **own.only},
        detect_least=own.detect_least if own.detect_keys else base.detect_least,
        **scalars,
    )


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
    return replace(
        base,
        **names,
        fields=_merged(own.fields, base.fields),
        where=own.where or base.where,
        join=own.join or base.join,
        separators=own.separators or base.separators,
        measured_in=own.measured_in or base.measured_in,
        otherwise=own.otherwise or base.otherwise,
    )
