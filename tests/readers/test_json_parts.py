"""A long JSON list read in parts has the same values and locations as read at once."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from guidelint.location import Path
from guidelint.readers import long_list as stretch
from guidelint.readers.json.parts import JsonPart
from guidelint.readers.json.reader import JsonTree

ROWS = [{"name": f"事项{n}", "materials": [{"name": "表\u3000"}, {"n": 12}], "😀": None} for n in range(9)]
FORMS: dict[str, tuple[Any, Path]] = {
    "list": (ROWS, ()),
    "answer": ({"code": 200, "data": {"total": 9, "rows": ROWS, "page": 1}, "msg": "]"}, ("data", "rows")),
}


def parts_of(text: str, names: frozenset[str] = frozenset(), encoding: str = "utf-8") -> list[JsonTree]:
    return list(JsonTree.parts(BytesIO(text.encode(encoding)), names, 40))


def paths(value: Any, at: Path = ()) -> list[Path]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for step, item in inner for path in paths(item, (*at, step)))]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("value", "keys"), FORMS.values(), ids=FORMS)
def test_parts_have_the_values_and_places_of_the_whole(
    value: Any, keys: Path, encoding: str, indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stretch, "_READ", 211)
    text = json.dumps(value, indent=indent, ensure_ascii=encoding == "utf-16").replace("\n", "\r\n")
    whole, parts = JsonTree(text), parts_of(text, encoding=encoding)
    assert len(parts) == len(ROWS)
    for part in parts:
        assert isinstance(part, JsonPart)
        rows: Any = part.root
        for key in keys:
            rows = rows[key]
        assert {**part.root, "data": 0} == {**whole.root, "data": 0} if keys else True
        for step, *path in filter(None, paths(rows)):
            there = (*keys, step, *path), (*keys, int(step) + part.number, *path)
            assert part.region(there[0]) == whole.region(there[1])
            assert part.region((*there[0], "x")) == whole.region((*there[1], "x"))
        for depth in range(len(keys)):
            assert part.region(keys[:depth]) == whole.region(keys[:depth])
    assert sum(len(part.root["data"]["rows"] if keys else part.root) for part in parts) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        '[{"a": 1},]',
        '[{"a": 1} {"b": 2}]',
        '[{"a": 1}',
        '[{"a": 1}] x',
        '{"rows": [{"a": 1}], "others": [{"b": 1}]}',
        '{"page": {"size": 1}, "rows": [{"a": 1}]}',
        '{"rows": [1], "rows": [2]}',
        '{"materials": [{"name": "表"}]}',
        '{"a": 1}',
        "[",
    ],
)
def test_what_is_no_list_under_scalars_is_read_whole(text: str) -> None:
    whole, (tree,) = JsonTree(text), parts_of(text, frozenset(["materials"]))
    assert (type(tree), tree.root, tree.problems) == (JsonTree, whole.root, whole.problems)


def test_repeated_keys_are_told_in_each_part() -> None:
    text = json.dumps(ROWS, ensure_ascii=False).replace('"n": 12', '"n": 1.50,\n "n": 12')
    whole, parts = JsonTree(text), parts_of(text)
    assert [problem for part in parts for problem in part.problems] == whole.problems
    assert len(whole.problems) == len(ROWS)
