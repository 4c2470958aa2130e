from __future__ import annotations

import pytest

from guidelint.reporters.distinct import distinct


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], []),
        (["a", "b"], ["a", "b"]),
        (["a", "b", "a", "a"], ["a", "b", "a#2", "a#3"]),
        (["a", "a#2", "a"], ["a", "a#2", "a#3"]),
        (["a", "a", "a#2"], ["a", "a#2", "a#2#2"]),
    ],
)
def test_equal_names_are_numbered_and_none_comes_twice(names, expected):
    assert list(distinct(names)) == expected
