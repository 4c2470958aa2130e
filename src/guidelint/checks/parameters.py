"""Classes of parameters that are dataclasses to whoever asks, and cost nothing until somebody does.

A hook on one file loads some ninety checks. A real dataclass for each would compile five methods; these share
those of the base, and become known as dataclasses when the validator or the mutants first look at them.
"""

from __future__ import annotations

from dataclasses import Field, FrozenInstanceError, dataclass, field
from inspect import get_annotations
from typing import Any, dataclass_transform


class _Fields:
    """The `__dataclass_fields__` of each class, made when asked for."""

    def __get__(self, instance: object, owner: type[Parameters]) -> dict[str, Field[Any]]:
        return _fields(owner)


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Parameters:
    """Values by name, given by keyword and never changed; every annotation that is no ClassVar is one."""

    __dataclass_fields__ = _Fields()

    def __init__(self, **values: Any) -> None:
        known = names(type(self))
        for name in values:
            if name not in known:
                raise TypeError(f"{type(self).__name__} has no parameter {name!r}")
        for name in known:
            if name not in values and not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} lacks the parameter {name!r}")
        self.__dict__.update(values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        pairs = zip(names(type(self)), self._values(), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in names(type(self))])


def names(owner: type) -> tuple[str, ...]:
    """The parameters of a class, those of its bases first."""
    known = _NAMES.get(owner)
    if known is None:
        known = _NAMES[owner] = tuple(_kinds(owner))
    return known


_NAMES: dict[type, tuple[str, ...]] = {}
_FIELDS: dict[type, dict[str, Field[Any]]] = {}


def _kinds(owner: type) -> dict[str, Any]:
    """The annotations of the parameters of a class."""
    found: dict[str, Any] = {}
    for base in reversed(owner.__mro__):
        found |= get_annotations(base)
    return {name: kind for name, kind in found.items() if not str(kind).startswith("ClassVar")}


def _fields(owner: type) -> dict[str, Field[Any]]:
    """What a dataclass of the same annotations and defaults knows of its fields."""
    if owner in _FIELDS:
        return _FIELDS[owner]
    kinds = _kinds(owner)
    defaults = {name: _default(getattr(owner, name)) for name in kinds if hasattr(owner, name)}
    twin: Any = dataclass(kw_only=True)(type(owner.__name__, (), {"__annotations__": kinds, **defaults}))
    _FIELDS[owner] = twin.__dataclass_fields__
    return _FIELDS[owner]


def _default(value: Any) -> Any:
    return field(default_factory=dict) if value == {} else value
