"""Which rows a source has, and the dialect of each, wherever the rows are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidelint.dialects import choose, find_rows, known_columns, not_a_guide, read_record
from guidelint.location import Path
from guidelint.readers.html.reader import HtmlTree
from linting import DIALECTS, lint_text

PACKAGE = {"catalog_name": "开办餐饮店", "impl_org_name": "市场监管局", "consult_phone": "12345"}
GUIDE = {"事项名称": "甲", "办理地点": "乙", "办理时间": ""}
ITEM = {"AUDIT_ITEM": {"CATANAME": "取水许可"}}
NO_GUIDE = (
    "没有事项名称、实施编码、申请材料（name、code、materials）中的任何一项 (none of name, code, materials)"
)
NO_DATA = "平台的答复里没有事项 (an answer without a matter)"

CheckResult = list[tuple[str | None, Path]]


def seen(root: Any) -> CheckResult:
    return [(row.dialect.name if row.dialect else None, row.at) for row in find_rows(DIALECTS, root)]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ({"name": "甲"}, [("canonical", ())]),
        ([{"name": "甲"}, {"事项名称": "乙"}], [("canonical", (0,)), ("zh", (1,))]),
        ([[{"name": "甲"}]], [("canonical", (0, 0))]),
        ({"records": [{"name": "甲"}, "x"]}, [("canonical", ("records", 0)), (None, ("records", 1))]),
        ([{"records": [{"name": "甲"}]}], [("canonical", (0, "records", 0))]),
        ({"code": "11430000"}, [("canonical", ())]),
        ({"code": "11430000", "state": "在用"}, [("canonical", ())]),
        ({"code": "1", "results": [{"name": "证"}]}, [("canonical", ())]),
        ({"name": "甲", "data": {"name": "乙"}}, [("canonical", ())]),
        ([], []),
        (None, [(None, ())]),
        ("x", [(None, ())]),
        ({}, [(None, ())]),
        ({"x": 1}, [(None, ())]),
    ],
)
def test_rows_lie_on_top_in_lists_or_under_records(root: Any, expected: CheckResult) -> None:
    assert seen(root) == expected


def test_rows_may_have_a_single_column_of_json_or_xml_texts() -> None:
    guide = {"name": "甲", "location": "乙", "hours": "丙", "consultation": "丁", "complaint": "戊"}
    xml = "".join(f"<{key}>{text}</{key}>" for key, text in guide.items())
    rows = [{"payload": json.dumps(guide)}, {"payload": f"<record>{xml}</record>"}]
    assert seen(rows) == [("canonical", (0, "payload")), ("canonical", (1, "payload"))]


@pytest.mark.parametrize(
    "value",
    [
        {"name": "CI", "on": "push", "jobs": {"test": {"steps": [{"name": "测试"}]}}},
        {"name": "tool", "version": "1.0.0"},
        {"name": "tool", "version": "1.0.0", "description": "检查办事指南的工具", "scripts": {}},
        {"name": "env", "channels": ["conda-forge"], "dependencies": ["python"]},
        {"name": "build", "pool": "x", "steps": [{"script": "make", "displayName": "构建"}]},
        {"name": ""},
    ],
)
def test_a_name_that_any_file_could_have_makes_no_guide(value: dict[str, Any]) -> None:
    (row,) = find_rows(DIALECTS, value)
    assert row.dialect is None
    assert "nothing Chinese" in not_a_guide(row)


@pytest.mark.parametrize(
    "value",
    [
        {"name": "异地就医备案"},
        {"name": "异地就医备案", "nmae": "x"},
        {"name": "", "hours": "9:00-17:00"},
        {"name": "", "dept": "x", "windows": [{"location": "某路1号"}]},
        {"name": "x", "code": "1", "dept": "x"},
        {"materials": []},
    ],
)
def test_little_makes_a_guide_where_it_could_be_nothing_else(value: dict[str, Any]) -> None:
    assert seen([{"name": "CI", "on": "push"}, value, value]) == [
        (None, (0,)),
        ("canonical", (1,)),
        ("canonical", (2,)),
    ]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ({"code": 200, "msg": "ok", "data": {"事项名称": "甲"}}, [("zh", ("data",))]),
        (
            {"success": True, "data": {"list": [PACKAGE], "total": 1}},
            [("guangdong-package", ("data", "list", 0))],
        ),
        (
            {"data": {"rows": [{"name": "甲"}, {"x": 1}]}},
            [("canonical", ("data", "rows", 0)), (None, ("data", "rows", 1))],
        ),
        ({"weather": "晴", "data": ITEM}, [("guangdong", ("data", "AUDIT_ITEM"))]),
        ({"body": '{"name": "甲"}'}, [("canonical", ("body",))]),
        ({"weather": "晴", "data": {"name": "甲"}}, [(None, ())]),
        ({"result": {"success": True, "code": 0}, "data": GUIDE}, [("zh", ("data",))]),
        ({"ReturnInfo": {"Code": "200"}, "data": [GUIDE, {}]}, [("zh", ("data", 0)), (None, ("data", 1))]),
        (
            {"took": 3, "hits": {"total": {"value": 1}, "hits": [{"_id": "1", "_source": GUIDE}]}},
            [("zh", ("hits", "hits", 0, "_source"))],
        ),
        ([{"_index": "a", "_source": GUIDE}], [("zh", (0, "_source"))]),
        ({"result": {"code": "0"}, "obj": {}, "data": ITEM}, [("guangdong", ("data", "AUDIT_ITEM"))]),
        ({"header": {"code": "0"}, "body": GUIDE}, [("zh", ("body",))]),
        ({"data": {"info": GUIDE}}, [("zh", ("data", "info"))]),
        ({"data": {"info": {"name": "甲"}}}, [(None, ())]),
        ({"info": GUIDE}, [("zh", ("info",))]),
        ({"info": {"事项名称": "甲", "办理地点": "乙"}}, [(None, ())]),
        ({"RECORDS": [GUIDE, {}]}, [("zh", ("RECORDS", 0)), (None, ("RECORDS", 1))]),
        ({"records": [{"@name": "zw", "rows": [GUIDE]}]}, [("zh", ("records", 0, "rows", 0))]),
        ({"营业厅": [{"名称": "城区厅", "办理时间": "全天", "咨询电话": "95598"}]}, [(None, ())]),
        ({"guide": {"name": "事项名称", "materials": "申请材料", "location": "办理地点"}}, [(None, ())]),
        ({"事项": [{"事项名称": "甲", "实施编码": "1", "实施主体": "乙"}]}, [("zh", ("事项", 0))]),
        ({"code": 200, "msg": "ok", "items": [GUIDE]}, [("zh", ("items", 0))]),
        (
            {"code": "0", "data": "<?xml version='1.0'?><all><one><name>甲</name></one><one/></all>"},
            [("canonical", ("data", "records", 0)), (None, ("data", "records", 1))],
        ),
        (
            {
                "Body": {
                    "response": {
                        "return": "<r><事项名称>甲</事项名称><办理地点>乙</办理地点><流程>丙</流程></r>"
                    }
                }
            },
            [("zh", ("Body", "response", "return"))],
        ),
        ({"code": "0", "data": "<html><body>502</body></html>"}, [(None, ())]),
        ({"code": 200, "sign": "x", "data": [GUIDE]}, [("zh", ("data", 0))]),
        ({"code": 200, "info": "ok", "items": []}, [(None, ())]),
        (
            {"1001": GUIDE, "1002": GUIDE, "1003": {}},
            [("zh", ("1001",)), ("zh", ("1002",)), (None, ("1003",))],
        ),
        (
            {"Header": {"id": 1}, "Body": {"getItemResponse": {"return": {"code": 0, "item": [GUIDE]}}}},
            [("zh", ("Body", "getItemResponse", "return", "item", 0))],
        ),
        (
            {"findings": [{"path": "$", "record": {"code": "1", "name": "甲", "authority": "乙"}}]},
            [(None, ())],
        ),
        (
            [{"message": "缺", "advice": "补", "record": {"code": "1", "name": "甲", "authority": "乙"}}],
            [(None, (0,))],
        ),
        ({"weather": "晴", "data": [1, 2]}, [(None, ())]),
        ({"errCode": 0, "msg": "未找到匹配的信息"}, [(None, ())]),
        ({"code": 200, "data": []}, [(None, ())]),
        ({"code": 200, "data": {"x": 1}}, [(None, ())]),
    ],
)
def test_wrappings_are_opened_and_nothing_else_is(root: Any, expected: CheckResult) -> None:
    assert seen(root) == expected


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        (ITEM, [("guangdong", ("AUDIT_ITEM",))]),
        ({"AUDIT_ITEM": [{"task_name": "甲"}]}, [("guangxi", ("AUDIT_ITEM", 0))]),
        ([ITEM, PACKAGE], [("guangdong", (0, "AUDIT_ITEM")), ("guangdong-package", (1,))]),
        ({"AUDIT_ITEM": []}, [(None, ())]),
        (
            {"CUSTOM": {"AUDIT_ITEM": [{"task_name": "甲"}]}, "STATUS": {"CODE": "00"}},
            [("guangxi", ("CUSTOM", "AUDIT_ITEM", 0))],
        ),
        ({"catalog_name": "甲", "consult_phone": "12345"}, [(None, ())]),
    ],
)
def test_a_platform_is_known_by_its_paths_or_by_enough_of_its_keys(root: Any, expected: CheckResult) -> None:
    assert seen(root) == expected


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        (
            {"errCode": 0, "msg": "未找到匹配的信息"},
            "平台的答复里没有事项：未找到匹配的信息 (an answer without a matter: “未找到匹配的信息”)",
        ),
        ({"code": 200, "data": []}, NO_DATA),
        ({"x": 1}, NO_GUIDE),
        ("<html><body>502 Bad Gateway</body></html>", "是网页而不是数据 (a web page, not data)"),
        (
            "x",
            "不是键值结构 (not a mapping)；应有事项名称、实施编码、申请材料（name、code、materials）之一",
        ),
        (
            {"apasDirectory": "x", "T_WSBS_SERVICEITEM": []},
            "有 T_WSBS_SERVICEITEM，但其中没有事项 (no matters in “T_WSBS_SERVICEITEM”)",
        ),
    ],
)
def test_what_is_no_guide_is_refused_with_a_reason(root: Any, reason: str) -> None:
    row = find_rows([d for d in DIALECTS if d.name != "fujian-api"], root)[0]
    assert not_a_guide(row).replace("） 中", "）中") == reason


def test_the_reason_for_a_dialect_is_told() -> None:
    reasons = [row.reason for row in find_rows(DIALECTS, [ITEM, PACKAGE, {"name": "甲", "foo": 1}])]
    assert reasons == [
        "有该平台特有的 AUDIT_ITEM.CATANAME (its path)",
        "有该平台特有的字段 3 个 (its columns)",
        "认识其中 1 个字段 (known columns)",
    ]


def test_a_forced_dialect_is_tried_by_its_columns() -> None:
    rows = find_rows(choose(DIALECTS, "guangdong-package"), {"catalog_name": "甲"})
    assert [(row.dialect and row.dialect.name, row.at) for row in rows] == [("guangdong-package", ())]


def test_a_row_that_its_platform_marks_as_void_is_no_guide() -> None:
    page = "<node><key label='NAME'>甲</key></node>"
    rows = [{"ITEM_INFO_XML": page, "STATUS": status} for status in ("1", "0", 1)]
    assert seen(rows) == [("shandong", (0,)), ("shandong", (2,))]


def test_lines_of_two_schemas_errors_and_pages_in_one_file() -> None:
    lines = [
        '{"AUDIT_ITEM": {"CATANAME": "取水许可", "TRANSACT_TIME": "工作日"}}',
        "<html><body>502</body></html>",
        '{"errCode":0,"msg":"未找到匹配的信息"}',
        '"<p>502</p>"',
        '{"catalog_name": "开办餐饮店", "impl_org_name": "局", "consult_phone": "12345"}',
    ]
    report = lint_text("\n".join(lines), "a.jsonl")
    assert report.records == 2
    assert [(f.rule, f.location.region.line) for f in report.findings if f.rule.startswith("source.")] == [
        ("source.syntax", 2),
        ("source.unrecognised", 3),
        ("source.unrecognised", 4),
    ]


@pytest.mark.parametrize(
    ("open_", "close"), [("[", "]"), ('{"data": ', "}"), ('{"x": 1, "data": ', "}"), ('{"records": [', "]}")]
)
def test_deep_nesting_is_refused_not_followed(open_: str, close: str) -> None:
    report = lint_text(open_ * 80 + '{"name": "甲"}' + close * 80, "a.json")
    assert {f.rule for f in report.findings} <= {"source.unrecognised"}
    assert report.records == 0


def test_the_columns_that_complete_a_limit_are_labels_too() -> None:
    page = "<h2>事项名称</h2><p>甲</p><h2>承诺办结时限</h2><p>5</p><p>承诺办结时限单位：工作日</p>"
    tree = HtmlTree(f"{page}<h2>承诺办结时限说明</h2><p>自受理之日起</p>", known_columns(DIALECTS))
    record = read_record(find_rows(DIALECTS, tree.root)[0], 0)
    assert record
    assert record.data["promised_limit_note"] == "自受理之日起"
