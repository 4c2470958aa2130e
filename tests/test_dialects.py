"""Dialect files: what is wrong with their examples, their mistakes, and how a platform's row becomes a record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from guidelint.dialects import choose, find_rows, read_record
from guidelint.dialects.selftest import results
from guidelint.errors import DefinitionError, UsageError
from guidelint.lean.structs import replace
from guidelint.location import format_path
from guidelint.record import Record
from guidelint.ruleset import dialect_files, load_dialects

DIALECTS = load_dialects(dialect_files([]))
BUILTIN = dialect_files([])
SAMPLES = Path(__file__).parents[1] / "../shared/samples"


def read(root: Any, dialect: str | None = None) -> Record:
    rows = find_rows(choose(DIALECTS, dialect), root)
    record = read_record(rows[0], 0)
    assert record is not None
    return record


def problems(record: Record) -> dict[str, str]:
    return {format_path(problem.path): problem.rule for problem in record.problems}


def test_an_example_that_says_something_else_is_wrong() -> None:
    example = {
        "name": "x",
        "source": {"name": "取水", "handling_type": "急件"},
        "record": {"name": "排水"},
        "problems": {},
    }
    (result,) = results([replace(DIALECTS[0], examples=(example,))])
    assert not result.right
    assert result.actual == {"name": "取水", "problems": {"$.handling_type": "source.unknown-code"}}


def test_an_example_that_is_no_guide_is_wrong() -> None:
    example = {"name": "x", "source": {"foo": "取水"}, "record": {"name": "取水"}, "problems": {}}
    assert [result.actual for result in results([replace(DIALECTS[0], examples=(example,))])] == [
        {"problems": {}}
    ]


GOOD = """\
name: 某县
title: 某县平台
source: 某县平台导出
records: data.rows
key: id
detect: data.rows
tables:
  CL: {rows: data.cl, on: pid}
fields:
  name: sxmc
  visits: CL.dxc
  statutory_limit: {columns: fdsx, unit: fddw}
  materials:
    table: CL
    fields: {name: clmc, source: cly}
codes:
  materials.source: {"1": 申请人自备}
examples:
  - name: 一
    source: {data: {rows: [{id: 1, sxmc: 取水}], cl: []}}
    record: {name: 取水}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  name: sxmc", "  nmae: sxmc", ["10:3: unknown key 'nmae'; did you mean 'name'?"]),
        ("{name: clmc", "{nam: clmc", ["15:14: unknown key 'nam'; did you mean 'name'?"]),
        ("table: CL", "table: CLL", ["14:12: unknown table 'CLL'; did you mean 'CL'?"]),
        ("unit: fddw", "units: fddw", ["12:36: unknown key 'units'; did you mean 'unit'?"]),
        (
            "table: CL\n",
            "separators: ；\n",
            ["14:17: materials holds no texts that separators could part"],
        ),
        ("key: id", "ky: id", ["5:1: unknown key 'ky'; did you mean 'key'?"]),
        ("title: 某县平台\n", "", ["1:1: 'title' is required"]),
        ("key: id", "extends: zhh", ["5:10: unknown dialect 'zhh'; did you mean 'zh'?"]),
        ("key: id", "spells: words", ["5:9: should be '', 'names' or 'labels'; found 'words'"]),
        (
            "    record:",
            "    recrod:",
            ["19:5: 'record' is required", "21:5: unknown key 'recrod'; did you mean 'record'?"],
        ),
        ("codes:\n", "codes: [1]\nempty:\n", ["16:1: should be a mapping", "18:3: should be a list"]),
    ],
)
def test_a_mistake_in_a_dialect_file_is_told_with_its_place(old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(DefinitionError) as raised:
        load_dialects([*BUILTIN, ("x.yaml", GOOD.replace(old, new, 1).encode())])
    assert [str(mistake) for mistake in raised.value.mistakes] == [f"x.yaml:{line}" for line in expected]


def test_a_dialect_of_the_users_own_is_read_and_proved() -> None:
    dialect = load_dialects([*BUILTIN, ("x.yaml", GOOD.encode())])[-1]
    assert [result.right for result in results([dialect])] == [True]
    root = {
        "data": {
            "rows": [{"id": "1", "sxmc": "取水", "fdsx": "20", "fddw": "个工作日"}, {"id": "2"}],
            "cl": [
                {"pid": "2", "clmc": "别的"},
                {"pid": "1", "clmc": "申请书", "cly": "1", "dxc": "0"},
                {"pid": "1", "clmc": "图纸", "cly": "7"},
            ],
        }
    }
    rows = find_rows([*DIALECTS, dialect], root)
    assert [row.at for row in rows] == [("data", "rows", 0), ("data", "rows", 1)]
    record = read_record(rows[0], 0)
    assert record is not None
    assert record.data == {
        "name": "取水",
        "visits": "0",
        "statutory_limit": "20个工作日",
        "materials": [{"name": "申请书", "source": "申请人自备"}, {"name": "图纸", "source": "7"}],
    }
    assert problems(record) == {"$.materials[1].source": "source.unknown-code"}
    assert record.broken == {("materials", 1, "source")}
    assert record.carries == {
        "name",
        "visits",
        "statutory_limit",
        "materials",
        "materials.name",
        "materials.source",
    }
    assert record.origin(("materials", 1, "source")) == ("data", "cl", 2, "cly")
    assert record.origin(("visits",)) == ("data", "cl", 1, "dxc")
    assert record.origin(("materials", 0, "type")) == ("data", "cl", 1)
    assert record.origin(("hours",)) == ("data", "rows", 0)


@pytest.mark.parametrize(
    ("root", "ats"),
    [
        ({"name": "一"}, [()]),
        ([{"name": "一"}, {"name": "二"}], [(0,), (1,)]),
        ({"records": [{"name": "一"}, {"name": "二"}]}, [("records", 0), ("records", 1)]),
        ([{"records": [{"name": "一"}]}, {"name": "二"}], [(0, "records", 0), (1,)]),
        ([[{"name": "一"}], {"name": "二"}], [(0, 0), (1,)]),
        ([], []),
        ({"records": []}, []),
    ],
)
def test_records_lie_on_top_in_a_list_or_under_records(root: Any, ats: list[Any]) -> None:
    assert [row.at for row in find_rows(DIALECTS, root)] == ats


@pytest.mark.parametrize(
    ("row", "dialect"),
    [
        ({"name": "取水"}, "canonical"),
        ({"事项名称": "取水"}, "zh"),
        ({"实施编码": "A1"}, "zh"),
        ({"申请材料": []}, "zh"),
        ({"name": "取水", "办理地点": "一楼", "办理时间": "九点"}, "zh"),
        ({"办理地点": "一楼"}, None),
        ({"id": "1"}, None),
        ({}, None),
        ("取水", None),
        (None, None),
    ],
)
def test_a_row_is_known_by_its_keys(row: Any, dialect: str | None) -> None:
    (found,) = find_rows(DIALECTS, [row])
    assert (found.dialect and found.dialect.name) == dialect


def test_an_unknown_dialect_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match="no dialect '火星'; known: canonical, zh, "):
        choose(DIALECTS, "火星")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"materials": "无"}, {"materials": [], "no_materials": "无"}),
        ({"materials": ["申请书", {"name": "图纸"}]}, {"materials": [{"name": "申请书"}, {"name": "图纸"}]}),
        ({"legal_basis": "《水法》第七条"}, {"legal_basis": [{"title": "《水法》第七条"}]}),
        ({"applicants": "自然人、企业法人"}, {"applicants": ["自然人", "企业法人"]}),
        ({"applicants": ["自然人", None]}, {"applicants": ["自然人"]}),
        (
            {"statutory_limit": {"value": "20", "unit": "个工作日", "note": "听证除外"}},
            {"statutory_limit": "20个工作日", "statutory_limit_note": "听证除外"},
        ),
        ({"online": True, "mobile": False}, {"online": "是", "mobile": "否"}),
        ({"online": "支持"}, {"online": "是"}),
        ({"hours": "  "}, {}),
        ({"hours": None}, {}),
    ],
)
def test_short_forms_are_written_out(given: dict[str, Any], expected: dict[str, Any]) -> None:
    record = read({"name": "取水", **given})
    assert (record.data, problems(record)) == ({"name": "取水", **expected}, {})


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"hours": ["a", "b"]}, ("hours",)),
        ({"hours": {"a": "b"}}, ("hours",)),
        ({"materials": [["a"]]}, ("materials", 0)),
        ({"materials": [{"name": ["a", "b"]}]}, ("materials", 0, "name")),
        ({"applicants": {"a": "b"}}, ("applicants",)),
        ({"statutory_limit": ["a", "b"]}, ("statutory_limit",)),
    ],
)
def test_a_value_of_the_wrong_type_is_told_and_marked_as_broken(given: dict[str, Any], at: Any) -> None:
    record = read({"name": "取水", **given})
    assert problems(record) == {format_path(at): "source.wrong-type"}
    assert record.broken == {at}


@pytest.mark.parametrize(
    ("codes", "level"), [("1", "一级"), ("3^5^6", "四级"), ("5", "三级"), ("5^7", "四级"), ("8", "一级")]
)
def test_a_list_of_codes_means_the_first_entry_that_it_holds_whole(codes: str, level: str) -> None:
    root = {
        "CUSTOM": {
            "AUDIT_ITEM": [{"rowguid": "r", "task_name": "取水"}],
            "AUDIT_ITEM_EXTEND": [{"task_guid": "r", "wsblsd": codes}],
        }
    }
    assert read(root).data["online_depth"] == level


@pytest.mark.skipif(
    not (SAMPLES / "guangxi_api").is_dir(), reason="the samples are not part of the repository"
)
def test_the_samples_of_the_guangxi_platform_are_read_whole() -> None:
    for file in sorted((SAMPLES / "guangxi_api").rglob("*.json")):
        record = read(json.loads(file.read_bytes(), parse_int=str, parse_float=str))
        assert (record.dialect, bool(record.data["name"])) == ("guangxi", True)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        (
            "extends: national\ndetect_keys: [task_name, city_code]\ndetect_least: 2\n",
            dict.fromkeys(
                ["task_name", "city_code", "promise_day", "promise_type", "link_way", "dept_code"], "1"
            ),
        ),
        ("extends: national\n", {"up_task_general_basic": [{"task_name": "甲"}]}),
        ("extends: guangdong\nfields: {name: XM}\n", {"AUDIT_ITEM": {"CATANAME": "甲"}}),
        ("extends: zh\nempty: {'*': [待补充]}\n", {"事项名称": "甲", "办理地点": "待补充"}),
    ],
)
def test_the_users_own_come_before_those_that_they_extend(text: str, root: Any) -> None:
    head = "name: own\ntitle: 自己的\nsource: 测试\n"
    dialects = load_dialects([*BUILTIN, ("own.yaml", (head + text).encode())])
    assert [row.dialect and row.dialect.name for row in find_rows(dialects, root)] == ["own"]


def test_a_platform_of_the_users_own_without_telling_keys_leaves_canonical_guides_alone() -> None:
    text = "name: own\ntitle: 自己的\nsource: 测试\nfields: {name: name, code: code}\n"
    dialects = load_dialects([*BUILTIN, ("own.yaml", text.encode())])
    row = find_rows(dialects, {"name": "甲", "code": "1"})[0]
    assert row.dialect is not None
    assert row.dialect.name == "canonical"
