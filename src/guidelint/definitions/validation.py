"""Turns the validator's errors into sentences, each with its path in the file, one per value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from guidelint.errors import near
from guidelint.location import Path

if TYPE_CHECKING:
    from pydantic import ValidationError

_TYPES = {
    "string_type": "a text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
}
_UNKNOWN = frozenset(("unexpected_keyword_argument", "extra_forbidden"))
_MISSING = frozenset(("missing", "missing_argument", "missing_keyword_only_argument"))


def messages(error: ValidationError, shape: Any, value: Any) -> Iterator[tuple[Path, str, bool]]:
    """What is wrong with a value, as (path in it, sentence, whether the key itself is wrong)."""
    reported: list[Path] = []
    unfit: dict[Path, list[Any]] = {}
    for detail in error.errors(include_url=False):
        path = _in_file(detail["loc"], value)
        if detail["type"] in _TYPES:
            unfit.setdefault(path, []).append(detail)
        else:
            reported.append(path)
            yield path, _sentence(detail, shape), detail["type"] in _UNKNOWN
    for path, details in unfit.items():
        if not any(other[: len(path)] == path for other in reported):
            names = dict.fromkeys(_TYPES[detail["type"]] for detail in details)
            yield path, f"should be {' or '.join(names)}{_found(details[0])}", False


def _sentence(detail: Mapping[str, Any], shape: Any) -> str:
    loc: Path = detail["loc"]
    if detail["type"] in _UNKNOWN:
        return unknown_key(str(loc[-1]), _keys(shape, loc[:-1]))
    if detail["type"] in _MISSING:
        return f"{loc[-1]!r} is required"
    text: str = detail["msg"].removeprefix("Input ")
    return f"{text[0].lower()}{text[1:]}{_found(detail)}"


def _found(detail: Mapping[str, Any]) -> str:
    found = detail.get("input")
    return f"; found {found!r}" if isinstance(found, (str, int)) else ""


def _in_file(loc: Iterable[str | int], value: Any) -> Path:
    """The steps that exist in the value; the validator's names of choices are left out."""
    path: Path = ()
    for step in loc:
        list_label = isinstance(value, (list, tuple)) and isinstance(step, int) and step < len(value)
        if list_label or (isinstance(value, Mapping) and step in value):
            value = value[step]
            path = (*path, step)
    return path


def _keys(shape: Any, loc: Path) -> Iterable[str]:
    """The keys that are known at a place of a shape."""
    for step in loc:
        shape = _inside(shape, step)
    options = [option for option in (shape, *get_args(shape)) if is_dataclass(option)]
    fields = getattr(options[0], "__dataclass_fields__", {}) if options else {}
    return [field.metadata.get("alias", name) for name, field in fields.items()]


def _inside(shape: Any, step: str | int) -> Any:
    """The shape of a member, or of the choice that the validator names."""
    for option in (shape, *get_args(shape)):
        if getattr(option, "__name__", "") == step:
            return option
        if is_dataclass(option) and step in option.__dataclass_fields__:
            return get_type_hints(option)[str(step)]
    containers = [option for option in (shape, *get_args(shape)) if get_origin(option) in (list, tuple, dict)]
    return get_args(containers[0])[-1 if get_origin(containers[0]) is dict else 0] if containers else shape


def unknown_key(key: str, known: Iterable[str]) -> str:
    """The sentence for a key that nobody knows."""
    names = [name for name in known if not name.startswith("_")]
    hint = near(key, names) or f"; expected one of {', '.join(sorted(names))}"
    return f"unknown key {key!r}{hint}"
