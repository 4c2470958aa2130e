"""The fast path for a JSON line gives the same value as the careful one, or declines."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.readers.json.reader import JsonLinesTree, JsonTree, once

WORDS = st.text('ab"\\:{}[], \t\u2028é😀', max_size=6)
KEYS = st.sampled_from(["a", "b", 'a":', '"', "\\", ""])
SCALARS = st.one_of(WORDS, st.integers(), st.floats(), st.booleans(), st.none())


def spelt(value: Any, gap: str) -> str:
    """A value as JSON; a list of pairs becomes an object, in which keys may repeat."""
    if isinstance(value, tuple):
        inner = f",{gap}".join(f"{json.dumps(k, ensure_ascii=False)}{gap}:{spelt(v, gap)}" for k, v in value)
        return f"{{{inner}{gap}}}"
    if isinstance(value, list):
        return f"[{','.join(spelt(item, gap) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


PAIRS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.lists(st.tuples(KEYS, inner), max_size=4).map(tuple)
    ),
    max_leaves=12,
)
LINES = st.builds(spelt, PAIRS, st.sampled_from(["", " ", "\t"]))


@settings(deadline=None, max_examples=400)
@given(line=LINES, end=st.sampled_from(["", " ", "\r", "}", "x", '"']), cut=st.integers(0, 3))
def test_the_short_way_gives_what_the_long_way_gives(line: str, end: str, cut: int) -> None:
    text = (line + end)[: len(line + end) - (cut if cut > 1 else 0)]
    short, long = once(text), JsonTree(text)
    assert short is None or (short == long.root and not long.problems)


def test_the_short_way_is_taken() -> None:
    assert once('{"name": "取水许可", "n": 1.50, "materials": [{"name": "表"}]}') is not None


@settings(deadline=None, max_examples=100)
@given(values=st.lists(st.dictionaries(KEYS, SCALARS, max_size=3), max_size=5))
def test_lines_give_what_each_gives_alone(values: list[dict[str, Any]]) -> None:
    texts = [json.dumps(value, ensure_ascii=False) for value in values]
    assert JsonLinesTree("\n".join(texts)).root == [JsonTree(text).root for text in texts]
