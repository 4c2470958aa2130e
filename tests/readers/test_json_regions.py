"""Every key and value of a JSON source, cut out of its text by its spans, is that key or value again."""

from __future__ import annotations

import json
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.location import Path, Region
from guidelint.readers.decode import decode
from guidelint.readers.json import scan as json_scan
from guidelint.readers.json.reader import JsonLinesTree, JsonTree
from guidelint.readers.json.scan import scan

FIXTURES = FilePath(__file__).parents[2] / "fixtures"
FILES = sorted(
    file
    for suffix in ("*.json", "*.jsonl")
    for file in FIXTURES.rglob(suffix)
    if file.parent.name != "sources"
)
"""Those in a folder `sources` are broken on purpose."""
AWKWARD = {
    "crlf": '{\r\n  "name": "取水",\r\n  "materials": [\r\n    {"name": "a"}\r\n  ]\r\n}\r\n',
    "tabs": '{\t"name"\t:\t"取水"\t,\t"n"\t:\t1\t}',
    "astral": '{"𠮷": "😀野", "b": ["𠀀", "c"]}',
    "escapes": '{"a\\"b": "c\\\\", "\\\\": "\\"", "\\u540d": "\\u6c34\\n", "k": "\\\\\\""}',
    "surrogates": '{"\\ud83d\\ude00": "\\ud83d\\ude00", "half": "\\ud83d x", "\\udc00": 1}',
    "empty": '{"": "", "list": [], "map": {}, "deep": [[], [[]], {}]}',
    "literals": "[1, -2.50, 1e3, true, false, null, 0.10, 12345678901234567890]",
    "brackets in texts": '{"a": "]}{[", "b": ["[", "}"], "c": {"{": "["}}',
    "duplicate keys": '{"name": "一", "x": {"a": 1, "a": 2}, "name": "二"}',
    "scalar": '"取水"',
    "blanks": '  \n [ \n "a" , \n "b" ] \n ',
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


def check_every_node(tree: JsonTree | JsonLinesTree, paths_of: list[tuple[Path, Any]]) -> None:
    text = tree.lines.text
    for path, value in paths_of:
        spans = tree.spans(path)
        assert spans is not None, path
        assert JsonTree(text[slice(*spans.value)]).root == value, path
        if path and isinstance(path[-1], str):
            assert spans.key is not None
            assert JsonTree(text[slice(*spans.key)]).root == path[-1], path
        region = tree.region(path)
        shown = text[tree.lines.offset(*region[:2]) : tree.lines.offset(*region[2:4])]
        if not isinstance(value, (dict, list)):
            assert JsonTree(shown).root == value, path
        elif spans.key:
            assert shown == text[slice(*spans.key)], path


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_node_of_a_fixture_is_found_again(file: FilePath) -> None:
    text = decode(file.read_bytes()).text
    assert text is not None
    if file.suffix == ".json":
        tree = JsonTree(text)
        check_every_node(tree, paths(tree.root))
    else:
        lines = JsonLinesTree(text)
        check_every_node(lines, paths(lines.root)[1:])


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_every_node_of_an_awkward_source_is_found_again(text: str) -> None:
    tree = JsonTree(text)
    assert {problem.rule for problem in tree.problems} <= {"source.duplicate-key"}
    check_every_node(tree, paths(tree.root))


TEXTS = st.text(st.sampled_from('ab取𠮷😀 \t\n\\"/[]{},:\u2028\ud83d\ude00'), max_size=8)
TREES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)


@settings(deadline=None, max_examples=200)
@given(tree=TREES, indent=st.sampled_from([None, 0, 2, "\t"]), crlf=st.booleans())
def test_every_node_of_a_written_tree_is_found_again(tree: Any, indent: Any, crlf: bool) -> None:
    text = json.dumps(tree, indent=indent, ensure_ascii=True)
    text = text.replace("\n", "\r\n") if crlf else text
    read = JsonTree(text)
    if read.root is not None and not read.problems:  # halves of surrogates may make two keys one
        check_every_node(read, paths(read.root))


@settings(deadline=None, max_examples=50)
@given(trees=st.lists(TREES, min_size=1, max_size=3), ending=st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_every_node_of_written_lines_is_found_again(trees: list[Any], ending: str) -> None:
    read = JsonLinesTree(ending.join(json.dumps(tree) for tree in trees))
    if not read.problems:
        check_every_node(read, paths(read.root)[1:])


def test_a_surrogate_pair_becomes_one_character_and_a_half_a_replacement() -> None:
    assert JsonTree(AWKWARD["surrogates"]).root == {"😀": "😀", "half": "\ufffd x", "\ufffd": "1"}


def test_numbers_keep_the_spelling_of_the_text() -> None:
    root = ["1", "-2.50", "1e3", True, False, None, "0.10", "12345678901234567890"]
    assert JsonTree(AWKWARD["literals"]).root == root


def test_not_a_number_is_nothing() -> None:
    text = '{"name": "一", "visits": NaN, "fees": [{"standard": -Infinity}]}'
    root = {"name": "一", "visits": None, "fees": [{"standard": "-Infinity"}]}
    assert (JsonTree(text).root, JsonLinesTree(text).root) == (root, [root])


def test_the_last_of_equal_keys_counts_and_each_repetition_is_told() -> None:
    tree = JsonTree(AWKWARD["duplicate keys"])
    assert tree.root == {"name": "二", "x": {"a": "2"}}
    told = sorted((problem.args["key"], problem.region.column) for problem in tree.problems)
    assert told == [("a", 29), ("name", 38)]


@pytest.mark.parametrize(
    ("text", "rule", "line", "column"),
    [
        ('{"a": 1,}', "source.syntax", 1, 9),
        ('{"a": 1', "source.truncated", 1, 8),
        ('{"a": "x', "source.truncated", 1, 7),
        ('{"a":', "source.truncated", 1, 6),
        ("[1,\n 2 3]", "source.syntax", 2, 4),
        ("{'a': 1}", "source.syntax", 1, 2),
        ('{"a": 1} "b"', "source.syntax", 1, 10),
        ('{"a": 1}, {"b": 2', "source.truncated", 1, 18),
        ("取水许可", "source.syntax", 1, 1),
        ('{"a": "x\ny"}', "source.syntax", 1, 9),
    ],
)
def test_a_source_that_does_not_parse_is_one_problem_with_a_place(
    text: str, rule: str, line: int, column: int
) -> None:
    tree = JsonTree(text)
    assert tree.root is None
    assert [(p.rule, p.region.line, p.region.column) for p in tree.problems] == [(rule, line, column)]


def test_a_broken_line_is_told_and_the_others_go_on() -> None:
    tree = JsonLinesTree('{"name": "一"}\n{"name": 二}\n\n{"name": "三"}\n{"name": "四"')
    assert tree.root == [{"name": "一"}, {"name": "三"}]
    assert [(p.rule, p.region) for p in tree.problems] == [
        ("source.syntax", Region(2, 10, 2, 10)),
        ("source.truncated", Region(5, 13, 5, 13)),
    ]
    assert tree.region((1, "name")) == Region(4, 10, 4, 13)


def test_each_repetition_is_told_where_it_stands_and_not_where_another_object_has_that_key() -> None:
    tree = JsonTree('[{"name": "一", "x": {"name": 1}, "name": "二"},\n {"name": "三"}]')
    assert [(p.args["key"], p.region) for p in tree.problems] == [("name", Region(1, 34, 1, 40))]


VALUES = [{"name": "一"}, {"name": "二"}, {"name": "三"}]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"name": "一"},\n{"name": "二"},\n{"name": "三"},\n', [(1, 10), (2, 10), (3, 10)]),
        ('{"name": "一"}\n\ufeff{"name": "二"}\n, {"name": "三"}', [(1, 10), (2, 11), (3, 12)]),
        ('{"name": "一"}{"name": "二"}\n{"name": "三"}', [(1, 10), (1, 23), (2, 10)]),
    ],
)
def test_a_line_may_hold_more_than_its_value(text: str, places: list[tuple[int, int]]) -> None:
    lines = JsonLinesTree(text)
    assert (lines.root, lines.problems) == (VALUES, [])
    assert [lines.region((number, "name"))[:2] for number in range(3)] == places
    assert lines.is_one_a_line() == text.endswith(",\n")


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "一"},\n {"name": "二"},\n{"name": "三"}]\n',
        '[\n{"name": "一"}\n,{"name": "二"}\n,{"name": "三"}\n]\n',
        '[{\n"name": "一"\n}, {\n"name": "二"},{"name":\n "三"}]',
    ],
)
def test_lines_that_are_one_list_are_read_as_that(text: str) -> None:
    lines = JsonLinesTree(text)
    assert lines.root in (VALUES, [VALUES])
    assert lines.problems == []
    check_every_node(lines, paths(lines.root)[1:])


def test_of_a_list_with_a_broken_line_the_other_lines_are_read() -> None:
    lines = JsonLinesTree('[{"name": "一"},\n{"name": 二},\n{"name": "三"}]')
    assert lines.root == [VALUES[0], VALUES[2]]
    assert [(p.rule, p.region[:2]) for p in lines.problems] == [("source.syntax", (2, 10))]
    assert lines.region((1, "name")) == Region(3, 10, 3, 13)


def test_a_list_of_lines_that_is_cut_off_is_told() -> None:
    lines = JsonLinesTree('[\n{"name": "一"},\n{"name": "二"},\n')
    assert lines.root == VALUES[:2]
    assert [(p.rule, p.region[:2]) for p in lines.problems] == [("source.truncated", (4, 1))]


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("between", ["", "\n", ",\n", " , "])
def test_values_one_after_the_other_are_a_list(between: str, count: int) -> None:
    text = between.join(json.dumps(value, indent=1, ensure_ascii=False) for value in VALUES[:count])
    tree = JsonTree(text)
    assert (tree.root, tree.problems) == (VALUES[:count], [])
    check_every_node(tree, paths(tree.root)[1:])


def test_an_answer_handed_to_a_function_is_read() -> None:
    tree = JsonTree('jQuery110_2({"data": [{"name": "一"}]});\n')
    assert (tree.root, tree.problems) == ({"data": [{"name": "一"}]}, [])
    assert tree.region(("data", 0, "name")) == Region(1, 32, 1, 35)
    assert JsonTree('f({"name": "一"}').root is None
    assert JsonTree('f({"name": "一"}) + 1').root is None


@pytest.mark.parametrize("before", ["var guides = ", "window.__DATA__=", "const a =\n"])
def test_an_answer_assigned_to_a_variable_is_read(before: str) -> None:
    tree = JsonTree(f'{before}[{{"name": "一"}}];\n')
    assert (tree.root, tree.problems) == ([{"name": "一"}], [])
    check_every_node(tree, paths(tree.root)[1:])
    assert JsonTree(f'{before}{{"name": "一"}}; var b = 1').root is None
    assert JsonTree(f'{before}{{"name": "一"}})').root is None


def test_a_page_in_the_place_of_data_is_told_as_that() -> None:
    page = "<html>502 Bad Gateway</html>"
    told = [tree.problems[0].args["reason"] for tree in (JsonTree(page), JsonLinesTree(f"{page}\n{{}}\n"))]
    assert [reason.partition("；")[0] for reason in told] == ["是网页而不是数据 (a web page, not data)"] * 2
    assert told[1].endswith("；只有这一行没有读 (the other lines are read)")


def test_a_missing_field_points_at_the_key_of_its_nearest_ancestor() -> None:
    tree = JsonTree('{"name": "a", "materials": [{"name": "b"}]}')
    assert tree.region(("materials", 0, "source")) == Region(1, 30, 1, 36)
    assert tree.region(("materials", 3)) == Region(1, 15, 1, 26)
    assert tree.region(("hours",)) == Region(1, 2, 1, 8)


def test_a_place_beside_deep_nesting_is_found_from_deep_in_the_program() -> None:
    deep = 800
    tree = JsonTree('{"extra": ' + "[" * deep + '"]"' + "]" * deep + ', "z": "y"}')

    def region(frames: int) -> Region:
        return tree.region(("z",)) if frames == 0 else region(frames - 1)

    found = tree.lines.text.index('"y"') + 1
    assert region(0) == region(250) == Region(1, found, 1, found + 3)


@pytest.mark.parametrize(
    "around", ["{}", '{{"code": "200", "data": {{"rows": {}}}}}'], ids=["list", "answer"]
)
def test_places_in_a_list_of_guides_do_not_cost_its_length_each(
    around: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Characters read to locate a value in every guide: a few times the text, whatever the number of guides."""
    guide = {"name": "取水许可", "materials": [{"name": "申请表"}, {"name": "身份证"}]}
    text = around.format(json.dumps([guide] * 300, ensure_ascii=False))
    tree = JsonTree(text)
    read = 0

    def counting(text: str, start: int) -> tuple[Any, int]:
        nonlocal read
        value, end = scan(text, start)
        read += end - start
        return value, end

    monkeypatch.setattr(json_scan, "scan", counting)
    above: tuple[str, ...] = ("data", "rows") if isinstance(tree.root, dict) else ()
    for number in range(300):
        for path in (("name",), ("hours",), ("materials", 1, "name")):
            assert (tree.spans((*above, number, *path)) is None) == (path == ("hours",))
    assert read < 8 * len(text)


def test_a_list_is_gone_through_once_for_all_findings_that_stand_at_the_whole_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = json.dumps({"name": "取水许可", "materials": [{"name": f"材料{number}"} for number in range(500)]})
    tree, gone = JsonTree(text), 0
    usual = json_scan.scan

    def counted(whole: str, at: int) -> tuple[Any, int]:
        nonlocal gone
        found = usual(whole, at)
        gone += found[1] - at
        return found

    monkeypatch.setattr(json_scan, "scan", counted)
    regions = {tree.region(("materials",)) for _ in range(500)}
    assert len(regions) == 1
    assert gone < 5 * len(text)


def test_a_long_text_is_not_read_again_for_each_finding_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = JsonTree(json.dumps({"materials": "甲\\n" * 1000}))
    read: list[int] = []
    monkeypatch.setattr(json_scan, "scan", lambda text, at: read.append(at) or scan(text, at))
    for _ in range(100):
        tree.region(("materials",))
    assert read.count(14) <= 2
