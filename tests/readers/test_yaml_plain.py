"""The fast reader of plain YAML gives the same values and locations as libyaml, or declines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.finding import Edit
from guidelint.fingerprint import value_at
from guidelint.location import Path
from guidelint.readers.decode import decode
from guidelint.readers.yaml.plain import plain_values
from guidelint.readers.yaml.reader import YamlTree
from guidelint.readers.yaml.tree import NodeTree

ROOT = FilePath(__file__).parents[2]
TEXTS = [
    text
    for path in sorted((ROOT / "fixtures").rglob("*.yaml"))
    if (text := decode(path.read_bytes()).text) is not None
]
SIGNS = ["#", " #", ": ", ":", "- ", "-", "\n", "\n  ", "\n\n", "  ", '"', "'", "[", "]", "{", "}", "|", ">", "&a",
         "*a", "<<: *a", "!x", "%", "@", "`", "?", "\t", "\r\n", "\r", "~", "null", "\\", ",", "、", "\u3000", "\ufeff",
         "\x85", "---\n", "...\n", "😀", "0", "key", "name"]  # fmt: skip
NEW = [" #", ": ", "- ", "、", "~", "null", "", "'", '"', "[", "\n", "\t", "二", " ", "甲：乙"]


def agrees(text: str) -> bool:
    """Whether the plain reader answers; if so, as libyaml does."""
    found = plain_values(text)
    if found is None:
        return False
    tree = NodeTree(text, values=True)
    assert tree.problems == []
    assert found == tree.root
    whole, places = NodeTree(text, values=False), YamlTree(text)
    for path in paths(found):
        assert places.spans(path) == whole.spans(path), path
        assert places.region(path) == whole.region(path), path
    texts = [(path, value) for path in paths(found) if isinstance(value := value_at(found, path), str)]
    for path, value in texts[len(text) % 5 :: 5]:
        for change in changes_of(value):
            assert places.edits(path, value, [change]) == whole.edits(path, value, [change]), (path, change)
    return True


def changes_of(value: str) -> list[Edit]:
    """Changes of a text, some of which a plain scalar cannot express."""
    end = len(value)
    return [
        Edit(0, min(1, end), "甲"),
        Edit(end, end, NEW[end % len(NEW)]),
        Edit(0, end, NEW[-1 - end % len(NEW)]),
    ]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    """Every path in plain values, and one in each collection that leads nowhere."""
    yield at
    if isinstance(value, (dict, list)):
        for step in [*value, "nowhere"] if isinstance(value, dict) else range(len(value) + 1):
            inside = value.get(step) if isinstance(value, dict) else (*value, None)[step]
            yield from paths(inside, (*at, step))


def test_guides_as_clerks_write_them_are_mostly_plain() -> None:
    answered = [agrees(text) for text in TEXTS]
    assert sum(answered) > 0.9 * len(answered)


def test_rule_files_are_read_alike() -> None:
    for path in (ROOT / "rules").rglob("*.yaml"):
        agrees(path.read_text("utf-8"))


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(SIGNS), st.integers(0, 3)), min_size=1, max_size=4),
)
def test_whatever_is_changed_in_a_guide_both_read_the_same(
    text: str, changes: list[tuple[float, str, int]]
) -> None:
    for place, sign, cut in changes:
        at = int(place * len(text))
        text = text[:at] + sign + text[at + cut :]
    agrees(text)


@settings(max_examples=800, deadline=None)
@given(
    st.lists(st.sampled_from([*SIGNS, "a: b", "a:", "- a", "  - b: c", "    d: e", "名称: 取水"]), max_size=9)
)
@example(["a:", "\n", "- a", "\n", "  b"])
@example(["a: b", "\n", "{", "c: ", "d", "}", "\n"])
@example(["a: ", "  ", "\n", "b:", "\n", "  - c: ", " "])
@example(["a: b", "\n", "  c"])
@example(["a: b", "\n", "c:", "\n", "  ", "- a"])
def test_whatever_signs_are_put_together_both_read_the_same(parts: list[str]) -> None:
    agrees("".join(parts))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: '2'\nc: \"3\"\n", {"a": "1", "b": "2", "c": "3"}),
        ("a: ~\nb:\nc: null\n", {"a": None, "b": None, "c": None}),
        ("a: [x, y]\nb: []\n", {"a": ["x", "y"], "b": []}),
        ("a:\n- x\n- y: z\n", {"a": ["x", {"y": "z"}]}),
        ("a: x # why\nb: |\n  one\n  two\n", {"a": "x", "b": "one\ntwo\n"}),
        ("a: x\na: y\n", None),
        ("a: &b x\nc: *b\n", None),
        ("a: [x\n", None),
        ("", None),
        ("x", None),
    ],
)
def test_what_is_read_and_what_is_declined(text: str, expected: Any) -> None:
    assert plain_values(text) == expected
