"""Our NamedTuple behaves like that of the standard library."""

from __future__ import annotations

import copy
import pickle
import typing

import pytest
from pydantic import TypeAdapter, ValidationError

from guidelint.lean import tuples


class Ours(tuples.NamedTuple):
    """A place."""

    name: str
    count: int = 1
    also: tuple[str, ...] = ()

    @property
    def both(self) -> str:
        return f"{self.name}{self.count}"


class Theirs(typing.NamedTuple):
    name: str
    count: int = 1
    also: tuple[str, ...] = ()


class Heir(Ours):
    """Has no elements of its own."""


def test_values_are_tuples_with_names() -> None:
    for made in (Ours("甲", 2), Ours(name="甲", count=2), Ours("甲", count=2)):
        name, count, also = made
        assert made == ("甲", 2, ()) == (name, count, also) == (made.name, made.count, made.also)
        assert hash(made) == hash(Theirs("甲", 2))
        assert made.both == "甲2"
    assert repr(Ours("甲")) == repr(Theirs("甲")).replace("Theirs", "Ours")


def test_the_class_tells_what_that_of_the_library_tells() -> None:
    for name in ("_fields", "_field_defaults", "__match_args__"):
        assert getattr(Ours, name) == getattr(Theirs, name), name
    assert Ours.__doc__ == "A place."
    assert typing.get_type_hints(Ours) == typing.get_type_hints(Theirs)


def test_methods_give_what_those_of_the_library_give() -> None:
    ours, theirs = Ours("甲", 2), Theirs("甲", 2)
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(count=3) == theirs._replace(count=3)
    assert type(ours._replace(count=3)) is Ours
    assert Ours._make(["甲", 2, ()]) == ours


@pytest.mark.parametrize("given", [{}, {"name": "甲", "odd": 1}, {"name": "甲", "count": 1, "more": ()}])
def test_a_wrong_call_is_refused(given: dict[str, typing.Any]) -> None:
    for cls in (Ours, Theirs):
        with pytest.raises(TypeError):
            cls(**given)


def test_wrong_changes_are_refused() -> None:
    for made in (Ours("甲"), Theirs("甲")):
        with pytest.raises((ValueError, TypeError)):
            made._replace(odd=1)  # type: ignore[call-arg]
        with pytest.raises(AttributeError):
            made.name = "乙"  # type: ignore[misc]
        with pytest.raises(AttributeError):
            made.odd = "乙"  # type: ignore[union-attr]
    with pytest.raises(TypeError):
        Ours._make(["甲"])


def test_values_travel() -> None:
    made = Ours("甲", 2)
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(made, protocol))
        assert again == made
        assert type(again) is Ours
    assert copy.deepcopy(made) == made


def test_an_heir_is_made_by_the_same_names_and_is_itself() -> None:
    made = Heir("甲")
    assert type(made) is Heir
    assert made == Ours("甲")
    assert type(made._replace(count=2)) is Heir


def test_the_validator_takes_it_for_what_it_is() -> None:
    adapter = TypeAdapter(Ours)
    assert adapter.validate_python({"name": "甲"}) == Ours("甲")
    with pytest.raises(ValidationError):
        adapter.validate_python({"name": "甲", "count": "many"})
