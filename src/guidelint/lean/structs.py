"""Value classes that look like dataclasses when inspected, and cost nothing before that.

A hook on one file loads a hundred such classes. A real dataclass compiles five methods; these share the
methods of their base class, and become recognisable as dataclasses when the validator or the mutation test
first inspects them. Values created in large numbers are NamedTuples, which are faster to construct; the
schemas of files are real dataclasses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, dataclass_transform

from guidelint.lean.tuples import NamedTuple

S = TypeVar("S", bound="Struct")
_set = object.__setattr__


class _Fresh(NamedTuple):
    """A default that is created anew for every instance."""

    make: Callable[[], Any]


def fresh(*, default_factory: Callable[[], Any]) -> Any:
    """A default that is created anew for every instance."""
    return _Fresh(default_factory)


class _AsDataclass:
    """The `__dataclass_fields__` of a class, created on first access."""

    def __get__(self, instance: object, owner: type[Struct]) -> dict[str, Any]:
        if "_fields" not in owner.__dict__:
            owner._fields = _fields(owner)
        return owner._fields


@dataclass_transform(frozen_default=True, field_specifiers=(fresh,))
class Struct:
    """Named values: every annotation except ClassVar is one, those of the bases first.

    As with a dataclass, `frozen=False` after the bases makes values mutable, and `eq=False` compares
    instances by identity. A mutable default, or one that is a function, must be `fresh`. A class instantiated
    for every guide may write its own `__init__`, which takes a third of the time of this one.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    __dataclass_fields__ = _AsDataclass()
    _names: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()
    _fresh: ClassVar[tuple[tuple[str, Callable[[], Any]], ...]] = ()
    _fields: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, *, frozen: bool = True, eq: bool = True) -> None:
        own = _annotations(cls)
        names = (*cls.__match_args__, *[n for n, kind in own.items() if not str(kind).startswith("ClassVar")])
        cls.__match_args__ = tuple(dict.fromkeys(names))  # type: ignore[misc]
        cls._names = frozenset(names)
        cls._required = frozenset([name for name in names if not hasattr(cls, name)])
        defaults = [(name, getattr(cls, name)) for name in cls._names - cls._required]
        cls._fresh = tuple([(name, value.make) for name, value in defaults if isinstance(value, _Fresh)])
        own_methods: dict[str, Any] = {}
        if not frozen:
            own_methods = {
                "__setattr__": object.__setattr__,
                "__delattr__": object.__delattr__,
                "__hash__": None,
            }
        if not eq:
            own_methods |= {"__eq__": object.__eq__, "__hash__": object.__hash__}
        for name, method in own_methods.items():
            setattr(cls, name, method)

    def __init__(self, *given: Any, **values: Any) -> None:
        cls = type(self)
        if given:
            names = cls.__match_args__[: len(given)]
            if len(given) > len(names) or not values.keys().isdisjoint(names):
                raise TypeError(f"{cls.__name__} was given too many values, or one twice")
            values.update(zip(names, given, strict=True))
        if values.keys() != cls._names and (
            cls._required.difference(values) or not cls._names.issuperset(values)
        ):
            odd = sorted((cls._required - values.keys()) | (values.keys() - cls._names))
            raise TypeError(f"{cls.__name__} lacks, or does not know, {', '.join(odd)}")
        for name, make in cls._fresh:
            if name not in values:
                values[name] = make()
        for name, value in values.items():
            _set(self, name, value)  # not by way of __dict__, which would then take twice the memory

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"cannot assign to {name!r} of a frozen {type(self).__name__}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete {name!r} of a frozen {type(self).__name__}")

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is type(self) and _values(self) == _values(other))

    def __hash__(self) -> int:
        return hash(_values(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), _values(self)

    def __repr__(self) -> str:
        pairs = zip(type(self).__match_args__, _values(self), strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"


def replace(struct: S, **changes: Any) -> S:
    """A struct with some values changed."""
    return type(struct)(**{**by_name(struct), **changes})


class Closed:
    """A base of what people write in files: the validator accepts no unknown names."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}


def by_name(struct: Struct) -> dict[str, Any]:
    """The values of a struct by their names."""
    return {name: getattr(struct, name) for name in type(struct).__match_args__}


def _values(struct: Any) -> tuple[Any, ...]:
    return tuple([getattr(struct, name) for name in type(struct).__match_args__])


def _annotations(cls: type) -> dict[str, Any]:
    """The annotations of a class itself, without its bases; built-in classes have none."""
    found: dict[str, Any] = getattr(cls, "__annotations__", {})
    return found


def _fields(owner: type[Struct]) -> dict[str, Any]:
    """The dataclass fields for a class's annotations and defaults."""
    from dataclasses import dataclass, field

    kinds: dict[str, Any] = {}
    for base in reversed(owner.__mro__):
        kinds |= {name: kind for name, kind in _annotations(base).items() if name in owner._names}
    defaults: dict[str, Any] = {name: getattr(owner, name) for name in kinds if hasattr(owner, name)}
    for name, make in owner._fresh:
        defaults[name] = field(default_factory=make)
    twin: Any = dataclass(kw_only=True)(type(owner.__name__, (), {"__annotations__": kinds, **defaults}))
    made: dict[str, Any] = twin.__dataclass_fields__
    return made
