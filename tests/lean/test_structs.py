"""Structs behave like frozen dataclasses."""

from __future__ import annotations

import dataclasses
import pickle
from typing import ClassVar

import pytest
from pydantic import TypeAdapter, ValidationError

from guidelint.lean.structs import Struct, by_name, fresh, replace


class Base(Struct):
    kind: ClassVar[str] = "base"
    name: str
    count: int = 1


class Wider(Base):
    words: dict[str, int] = fresh(default_factory=dict)


class Changing(Struct, frozen=False):
    parts: list[int] = fresh(default_factory=list)


class Itself(Struct, eq=False):
    name: str


def test_values_are_given_by_place_or_name() -> None:
    assert Wider("甲", 2) == Wider(name="甲", count=2, words={})
    assert by_name(Wider("甲")) == {"name": "甲", "count": 1, "words": {}}
    assert repr(Base("甲")) == "Base(name='甲', count=1)"
    assert Base("甲") != Wider("甲")
    assert hash(Base("甲")) == hash(Base("甲", 1))


@pytest.mark.parametrize(
    ("given", "values"),
    [((), {}), (("甲",), {"name": "乙"}), (("甲", 1, {}, 4), {}), (("甲",), {"other": 1})],
)
def test_values_that_lack_or_are_too_many_are_refused(given, values) -> None:
    with pytest.raises(TypeError):
        Wider(*given, **values)


def test_a_fresh_default_is_of_one_instance() -> None:
    Wider("甲").words["a"] = 1
    assert Wider("甲").words == {}
    assert "words" not in replace(Base("甲"), count=3).__dict__


def test_only_what_may_change_changes() -> None:
    for change in (lambda: setattr(Base("甲"), "count", 2), lambda: delattr(Base("甲"), "name")):
        with pytest.raises(AttributeError):
            change()
    changing = Changing()
    changing.parts = [1]
    assert changing == Changing([1])
    with pytest.raises(TypeError):
        hash(changing)


def test_without_equality_it_is_only_itself() -> None:
    one = Itself("甲")
    assert one in [one]
    assert one != Itself("甲")
    assert len({one, Itself("甲")}) == 2


def test_a_copy_may_differ_in_some_values() -> None:
    assert replace(Wider("甲", 2), name="乙") == Wider("乙", 2)
    with pytest.raises(TypeError):
        replace(Base("甲"), other=1)


def test_it_travels() -> None:
    wider = Wider("甲", 2, {"a": 1})
    assert pickle.loads(pickle.dumps(wider)) == wider


def test_whoever_asks_sees_a_dataclass() -> None:
    assert dataclasses.is_dataclass(Wider)
    assert [field.name for field in dataclasses.fields(Wider)] == ["name", "count", "words"]
    assert dataclasses.replace(Wider("甲"), count=5).count == 5
    adapter = TypeAdapter(Wider)
    assert adapter.validate_python({"name": "甲", "words": {"a": 2}}) == Wider("甲", 1, {"a": 2})
    with pytest.raises(ValidationError):
        adapter.validate_python({"count": "many"})
