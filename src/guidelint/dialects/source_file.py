"""Parses the field sources of a dialect file: expands short forms and the spellings of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from guidelint.definitions.definition import DefinitionFile
from guidelint.definitions.validation import unknown_key
from guidelint.dialects.model import LISTS, TEXTS, FieldSource
from guidelint.lean.structs import replace
from guidelint.location import Path
from guidelint.vocabulary import Field

Spelling = Literal["lower", "upper", "camel"]
"""task_name · TASK_NAME · taskName."""

_KEYS = (*LISTS, *TEXTS, "fields", "where", "otherwise")


def field_sources(
    source: DefinitionFile, raw: Any, known: Mapping[str, Field], at: Path
) -> dict[str, FieldSource]:
    """The sources of some fields; unknown names are recorded as mistakes."""
    found = {}
    for name, spec in raw.items() if isinstance(raw, Mapping) else ():
        if name not in known:
            source.mistake((*at, name), unknown_key(name, known), of_key=True)
            continue
        found[name] = _source(source, spec, known[name], (*at, name))
    return found


def _source(source: DefinitionFile, spec: Any, field: Field, at: Path) -> FieldSource:
    if isinstance(spec, (str, list)):
        return FieldSource(columns=names_of(spec))
    if not isinstance(spec, Mapping):
        source.mistake(at, "a field's source is a column, a list of columns or a mapping")
        return FieldSource()
    for key in spec.keys() - set(_KEYS):
        source.mistake((*at, key), unknown_key(key, _KEYS), of_key=True)
    if field.kind == "items" and spec.get("separators"):
        source.mistake((*at, "separators"), f"{field.name} holds no texts that separators could part")
    parts: dict[str, Any] = {name: names_of(spec.get(name)) for name in LISTS}
    parts.update({name: str(spec.get(name) or "") for name in TEXTS})
    if "otherwise" in spec:
        parts["otherwise"] = _source(source, spec["otherwise"], field, (*at, "otherwise"))
    return FieldSource(
        **parts,
        fields=field_sources(source, spec.get("fields"), field.children, (*at, "fields")),
        where={column: names_of(values) for column, values in (spec.get("where") or {}).items()},
    )


def names_of(value: Any, spellings: Iterable[Spelling] = ()) -> tuple[str, ...]:
    """One or several names as a tuple, each also in the other spellings."""
    names = [value] if isinstance(value, str) else [str(name) for name in value or ()]
    all_spellings = (
        form for name in names if name for form in (name, *(_spelt(name, way) for way in spellings))
    )
    return tuple(dict.fromkeys(all_spellings))


def _spelt(name: str, way: Spelling) -> str:
    if way == "camel":
        words = name.lower().split("_")
        return words[0] + "".join(word.capitalize() for word in words[1:])
    return name.lower() if way == "lower" else name.upper()


def spell(spec: FieldSource, spellings: Iterable[Spelling]) -> FieldSource:
    """A source with its columns in other spellings as well."""
    if not spellings:
        return spec
    names: dict[str, Any] = {name: names_of(getattr(spec, name), spellings) for name in LISTS}
    return replace(
        spec,
        **names,
        fields={name: spell(child, spellings) for name, child in spec.fields.items()},
        otherwise=spell(spec.otherwise, spellings) if spec.otherwise else None,
    )


def spelled(
    given: Mapping[str, FieldSource], known: Mapping[str, Field], labels: bool
) -> dict[str, FieldSource]:
    """Every known field with its own column in front of the given ones."""
    found = {}
    for name, field in known.items():
        own = (field.label, name) if labels else (name,)
        extra = given.get(name, FieldSource())
        columns = tuple(dict.fromkeys((*own, *extra.columns)))
        limit = labels and field.kind == "limit"
        unit = tuple(f"{column}单位" for column in columns) if limit else ()
        note = tuple(f"{column}说明" for column in columns) if limit else ()
        fields = spelled(extra.fields, field.children, labels)
        found[name] = replace(
            extra, columns=columns, unit=extra.unit or unit, note=(*note, *extra.note), fields=fields
        )
    return found


def all_names(fields: Mapping[str, FieldSource]) -> Iterator[str]:
    """All columns that some sources know, including units and notes of limits, and columns of list elements."""
    for spec in fields.values():
        yield from (*spec.columns, *spec.rows, *spec.unit, *spec.note)
        yield from all_names(spec.fields)
        if spec.otherwise:
            yield from all_names({"": spec.otherwise})
