"""Places that a config names, and the overrides that hold there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from guidelint.config.locations import Locations, OverridesByPlace
from guidelint.config.settings import Override, matches_source

_names = st.sampled_from(["a", "b", "ab", "a.yaml", "b.yaml"])
_places = st.lists(_names, min_size=1, max_size=3).map("/".join)
_globs = st.lists(
    st.one_of(_names, st.sampled_from(["*", "**", "?", "[ab]", "a*", "*.yaml"])), min_size=1, max_size=3
)
_where = st.tuples(_globs.map("/".join), st.sampled_from(["", "/"])).map("".join)


@given(st.lists(_where, max_size=6), _places)
def test_they_are_those_that_a_comparison_with_each_finds(wheres, place):
    assert Locations(wheres).of(place) == {where for where in wheres if matches_source(where, place)}


_bodies = st.lists(st.sampled_from(["甲局", "乙局"]), max_size=2).map(tuple)


@given(st.lists(st.tuples(st.lists(_where, max_size=2).map(tuple), _bodies), max_size=5), _places)
def test_overrides_hold_where_their_paths_and_their_authority_do(stated, place):
    overrides = [Override(paths=paths, authority=authority) for paths, authority in stated]
    for body in ("甲局", None, ["甲局"]):
        expected = tuple(
            number
            for number, (paths, authority) in enumerate(stated)
            if (not paths or any(matches_source(path, place) for path in paths))
            and (not authority or body in authority)
        )
        assert OverridesByPlace(overrides).of(place, body) == expected


def test_an_override_that_names_a_place_is_not_looked_at_for_each_guide():
    overrides = OverridesByPlace([Override(paths=(f"g/{number}/",)) for number in range(5000)])
    assert [overrides.of(f"g/{number}/a.yaml", "甲局") for number in range(5000)] == [
        (n,) for n in range(5000)
    ]
