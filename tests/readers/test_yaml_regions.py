"""Every key and scalar of a YAML source, cut out of its text by its region, is that key or scalar again."""

from __future__ import annotations

import textwrap
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.location import Path, Region
from guidelint.readers.decode import decode
from guidelint.readers.yaml.reader import YamlTree

FIXTURES = FilePath(__file__).parents[2] / "fixtures"
FILES = sorted(
    file for suffix in ("*.yaml", "*.yml") for file in FIXTURES.rglob(suffix) if file.parent.name != "sources"
)
"""Those in a folder `sources` are broken on purpose."""
AWKWARD = {
    "crlf": "name: 取水许可\r\nmaterials:\r\n  - name: 申请书\r\n    notes: |\r\n      一\r\n      二\r\n",
    "cr alone": "name: 取水\rcode: A1\r",
    "tabs": "name:\t取水许可\t# 注\nlist: [a,\tb]\nrest:\n  - b\tc\n",
    "astral": "name: 𠮷野家𡈽\n😀: [a😀b, '𠀀', \"𠮷\"]\n",
    "flow": '{name: 取水, "materials": [{name: a b}, c, [d, {e: f}]], empty: {}, none: []}\n',
    "anchors": "base: &b {a: 1, c: &s 文字}\nuse: *b\ntext: *s\nlist: [*s, *b]\n",
    "merge": "one: &one\n  hours: 9:00\n  phone: '1'\n"
    "two:\n  <<: *one\n  phone: '2'\nmany:\n  <<: [*one, {fax: '3'}]\n",
    "block scalars": "a: |\n  一\n  二\n\nb: >-\n  三\n  四\nc: |+\n  五\n\nd: |2\n   缩进\n",
    "plain over lines": "a: 一 二\n  三\n\n  四\nb: '五\n  六'\nc: \"七\\\n  八\"\n",
    "surrogate pair": '{"name": "\\ud83d\\ude00 好", "half": "\\ud83d", "\\ud83d\\ude00": "x"}',
    "duplicate keys": "name: 一\nmaterials: [a]\nname: 二\nmaterials: [b, c]\n",
    "nulls": "a:\nb: ~\nc: null\nd: ''\ne: [~, , x]\n".replace(", ,", ","),
    "documents": "name: 一\n---\nname: 二\nlist: [a]\n...\n---\n- 三\n",
    "tags": "a: !!str 12\nb: !x {c: !!int 3}\n",
    "question": "? 键\n: 值\n? [复, 合]\n: v\n",
    "long break": "a: '一\u2028b'\nb: \"x\u0085y\"\nc: z\n",
    "no break at the end": "a: 1\nb: 2",
    "comments": "# 头\na: 1 # 尾\n# 中\nb:\n  # 里\n  - c # 尾\n",
}


def paths(value: Any, at: Path = ()) -> list[tuple[Path, Any]]:
    found = [(at, value)]
    if isinstance(value, dict):
        for key, item in value.items():
            found += paths(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            found += paths(item, (*at, number))
    return found


def cut(tree: YamlTree, region: Region) -> str:
    lines = tree.lines
    return lines.text[
        lines.offset(region.line, region.column) : lines.offset(region.end_line, region.end_column)
    ]


def again(text: str) -> Any:
    tree = YamlTree(text)
    assert tree.problems == [], text
    return tree.root


def check_scalar(text: str, value: str | None) -> None:
    """A block scalar is cut before its last line breaks, and its indentation follows from the line above it."""
    if text.startswith(("|", ">")):
        body = textwrap.indent(textwrap.dedent(text.partition("\n")[2]), " ", _holds_signs)
        assert "".join(str(again(f"{text[0]}1\n{body}")).split()) == "".join(str(value).split())
    else:
        assert again(text) == value


def _holds_signs(line: str) -> bool:
    """As YAML has it: a line of ideographic spaces is no blank one."""
    return bool(line.strip(" \r\n"))


def check_every_node(text: str) -> None:
    tree = YamlTree(text)
    for path, value in paths(tree.root):
        spans = tree.spans(path)
        assert spans is not None, path
        if path and path[-1] != "?" and isinstance(path[-1], str):
            key = text[slice(*spans.key or (0, 0))]
            check_scalar(key, None if key in ("", "~", "null", "Null", "NULL") else path[-1])
        if isinstance(value, (str, type(None))) and spans.value[0] < spans.value[1]:
            check_scalar(cut(tree, tree.region(path)), value)
        elif path and isinstance(path[-1], str):
            assert cut(tree, tree.region(path)) == text[slice(*spans.key or (0, 0))], path
        elif spans.first and spans.first[0] < spans.first[1]:
            assert cut(tree, tree.region(path)) == text[slice(*spans.first)], path


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_node_of_a_fixture_is_found_again(file: FilePath) -> None:
    text = decode(file.read_bytes()).text
    assert text is not None
    check_every_node(text)


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_every_node_of_an_awkward_source_is_found_again(text: str) -> None:
    check_every_node(text)


ALPHABET = st.sampled_from("ab取水許可𠮷😀 \t\n:#-'\"\\[]{},&*|>%@!?~\u3000\u2028\u00850=<.")
TEXTS = st.text(ALPHABET, max_size=12)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150)
@given(
    tree=TREES,
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    flow=st.booleans(),
    line_break=st.sampled_from(["\n", "\r\n"]),
    width=st.sampled_from([8, 80]),
    shared=st.booleans(),
)
def test_every_node_of_a_written_tree_is_found_again(
    tree: Any, style: Any, flow: bool, line_break: Any, width: int, shared: bool
) -> None:
    root = {"first": tree, "second": tree, "rest": [tree]} if shared else {"whole": tree}
    text = yaml.safe_dump(
        root,
        default_style=style,
        default_flow_style=flow,
        line_break=line_break,
        width=width,
        allow_unicode=True,
    )
    assert YamlTree(text).root == yaml.safe_load(text)
    check_every_node(text)


def test_a_missing_field_points_at_the_key_of_its_nearest_ancestor() -> None:
    tree = YamlTree("name: 取水\nmaterials:\n  - name: 申请书\n  - {}\n")
    assert tree.region(("materials", 0, "source")) == Region(3, 5, 3, 9)
    assert tree.region(("materials", 7)) == Region(2, 1, 2, 10)
    assert tree.region(("hours",)) == Region(1, 1, 1, 5)


def test_the_last_of_equal_keys_counts_and_the_second_is_told() -> None:
    tree = YamlTree("name: 一\ncode: A\nname: 二\n")
    assert tree.root == {"name": "二", "code": "A"}
    assert [(problem.rule, problem.region, problem.args) for problem in tree.problems] == [
        ("source.duplicate-key", Region(3, 1, 3, 5), {"key": "name"})
    ]
    assert tree.region(("name",)) == Region(3, 7, 3, 8)


def test_an_own_key_wins_over_a_merged_one() -> None:
    tree = YamlTree(AWKWARD["merge"])
    assert tree.root["two"] == {"hours": "9:00", "phone": "2"}
    assert tree.root["many"] == {"hours": "9:00", "phone": "1", "fax": "3"}
    assert tree.problems == []
    assert tree.region(("two", "hours")) == Region(2, 10, 2, 14)


def test_scalars_stay_as_they_were_typed() -> None:
    tree = YamlTree("a: 0012\nb: no\nc: 2024-01-01\nd: 1e3\ne: .5\nf: '~'\ng: ~\n")
    assert tree.root == {
        "a": "0012",
        "b": "no",
        "c": "2024-01-01",
        "d": "1e3",
        "e": ".5",
        "f": "~",
        "g": None,
    }


def test_a_surrogate_pair_becomes_one_character_and_a_half_a_replacement() -> None:
    assert YamlTree(AWKWARD["surrogate pair"]).root == {"name": "😀 好", "half": "\ufffd", "😀": "x"}


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ("a: b: c\n", "source.syntax", 1, 5),
        ("a: 'x\n", "source.truncated", 2, 1),
        ("a: [1, 2\n", "source.truncated", 2, 1),
        ("a: 1\n b: 2\n", "source.syntax", 2, 3),
        ("a: \x01\n", "source.syntax", 1, 4),
        ("a: *nowhere\n", "source.syntax", 1, 4),
        ("a: &a [*a]\n", "source.syntax", 1, 4),
        ("\ta: 1\n", "source.syntax", 1, 1),
    ],
)
def test_a_source_that_does_not_parse_is_one_problem_with_a_place(
    text: str, rule: str, line: int, column: int
) -> None:
    tree = YamlTree(text)
    assert tree.root is None
    assert [(p.rule, p.region.line, p.region.column) for p in tree.problems] == [(rule, line, column)]


def test_documents_in_which_nothing_is_written_are_none() -> None:
    tree = YamlTree("---\n# 注\n---\nname: 一\n---\nname: 二\n---\n")
    assert tree.root == [{"name": "一"}, {"name": "二"}]
    assert tree.region((1, "name"))[:2] == (6, 7)
    assert YamlTree("name: 一\n---\n").root == {"name": "一"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # guidelint: ignore[x] 理由\nb: 2\n", [(1, 1, "guidelint: ignore[x] 理由")]),
        ("# guidelint: ignore[x] 理由\na: 1\nb: 2\n", [(2, 2, "guidelint: ignore[x] 理由")]),
        ("# guidelint: ignore[x] 理由\na:\n  - b\n  - c\nd: 2\n", [(2, 4, "guidelint: ignore[x] 理由")]),
        (
            "a:\n  # guidelint: ignore[x] 理由\n  - b: 1\n    c: 2\n  - d\n",
            [(3, 4, "guidelint: ignore[x] 理由")],
        ),
        ("a: '# guidelint: ignore[x] 文字'\n", []),
        ("a: |\n  # guidelint: ignore[x] 文字\nb: 1\n", []),
        ("a: 1\r\n# guidelint: ignore[x] 理由\r\nb: 2\r\n", [(3, 3, "guidelint: ignore[x] 理由")]),
        ("a: 1 # guidelint：ignore[x] 理由\n", [(1, 1, "guidelint：ignore[x] 理由")]),
        ("a: |- # guidelint: ignore[x] 理由\n  b\n\n  c\n\nd: 2\n", [(1, 4, "guidelint: ignore[x] 理由")]),
        ("a:\n- >2  # guidelint: ignore[x] 理由\r\n  # b\r\n", [(2, 3, "guidelint: ignore[x] 理由")]),
        ("a: |\n  b\n# guidelint: ignore[x] 理由\nc: 1\n", [(4, 4, "guidelint: ignore[x] 理由")]),
    ],
)
def test_a_comment_covers_its_own_line_or_the_node_below(text: str, expected: list[Any]) -> None:
    assert YamlTree(text).comments() == expected
