"""`typing.NamedTuple`, created in a tenth of the time: a hook on one file loads some sixty such classes.

The standard one parses every annotation and compiles a constructor for every class. This one leaves
annotations as strings, and compiles a constructor when the first instance is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter  # what namedtuple itself takes; there is no public way to it

    class _Named(type):
        """Makes a class of named values of annotations: each becomes an element, its value the default."""

        def __new__(meta, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            if meta._is_base(bases):
                return super().__new__(meta, name, bases, space)
            cls = super().__new__(meta, name, bases, {"__slots__": (), **space})
            fields = tuple(cls.__annotations__)
            cls._fields = cls.__match_args__ = fields
            cls._field_defaults = {field: space[field] for field in fields if field in space}
            for number, field in enumerate(fields):
                setattr(cls, field, _tuplegetter(number, None))
            return cls

        @staticmethod
        def _is_base(bases: tuple[type, ...]) -> bool:
            """Whether a class is the base itself, or inherits its elements instead of having its own."""
            return not any(base.__dict__.get("_fields") == () for base in bases)

    class NamedTuple(tuple, metaclass=_Named):
        """The base of classes of named values; see `typing.NamedTuple`, of which it has every method."""

        __slots__ = ()
        _fields = ()

        def __new__(cls, *given: Any, **values: Any) -> Any:
            """The first value of a class; after it the class has a constructor of its own."""
            owner = next(base for base in cls.__mro__ if "_fields" in base.__dict__)
            owner.__new__ = _constructor(owner)
            return owner.__new__(cls, *given, **values)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            """A value of as many elements as there are names."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values: Any) -> Any:
            """The value with some elements changed."""
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"Got unexpected field names: {list(values)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            """The elements by their names."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            pairs = zip(self._fields, self, strict=True)
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _constructor(cls: type) -> Callable[..., Any]:
        """What makes a value of a class, as fast as one written by hand; names of fields are names in Python."""
        names = ", ".join(cls._fields)
        text = f"lambda _cls, {names}: _new(_cls, ({names},))"
        made = eval(text, {"_new": tuple.__new__, "__builtins__": {}})
        made.__defaults__ = tuple(cls._field_defaults.values())
        made.__name__ = "__new__"
        made.__qualname__ = f"{cls.__qualname__}.__new__"
        return made
