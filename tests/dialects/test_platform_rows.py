"""The record made from a platform's row, and the location of each of its values in the source."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guidelint.definitions.definition import DefinitionFile
from guidelint.dialects import find_rows, read_record
from guidelint.dialects.load import load_dialect
from guidelint.dialects.model import Dialect
from guidelint.lean.structs import replace
from guidelint.record import Record
from guidelint.run.engine import run
from linting import DIALECTS, lint, make_rules, rule_text, ruleset, source

KNOWN = {dialect.name: dialect for dialect in DIALECTS}
HEAD = "name: test\ntitle: 测试\nsource: 测试\ndetect_keys: [id]\ndetect_least: 1\n"


def made(text: str) -> Dialect:
    file = DefinitionFile("test.yaml", (HEAD + text).encode())
    dialect = load_dialect(file, KNOWN)
    assert file.mistakes == []
    assert dialect is not None
    return dialect


def record(text: str, row: dict[str, Any]) -> Record:
    found = read_record(find_rows([made(text)], {"id": "1", **row})[0], 0)
    assert found is not None
    return found


def data(text: str, **row: Any) -> dict[str, Any]:
    return record(text, row).data


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"a": "甲", "b": "乙"}, "甲"),
        ({"a": "", "b": "乙"}, "乙"),
        ({"a": None, "b": "乙"}, "乙"),
        ({"a": "无", "b": "乙"}, "乙"),
        ({"a": "无"}, "无"),
        ({"a": ["甲"]}, "甲"),
        ({"a": [["甲"]]}, "甲"),
        ({"a": ["甲", "无", "乙", "甲"]}, "甲；乙"),
        ({"a": ["甲", {"y": "乙"}]}, "甲"),
        ({"x": [{"y": "甲"}, {"y": "乙"}]}, "甲"),
        ({"a": [], "b": "乙"}, "乙"),
        ({"a": {"y": "", "z": None}, "b": "乙"}, "乙"),
        ({"x": {"y": "丙"}}, "丙"),
        ({"x": [{"y": ""}, {"y": "丙"}]}, "丙"),
        ({"x.y": "丁"}, "丁"),
        ({"x": "丙"}, None),
    ],
)
def test_the_first_column_that_says_something_wins(row: dict[str, Any], expected: str | None) -> None:
    assert data("fields: {name: [a, b, x.y]}", **row).get("name") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"d": "5", "u": "G"}, "5工作日"),
        ({"d": "5", "u": "工作日"}, "5工作日"),
        ({"d": "5", "u": ""}, "5自然日"),
        ({"d": "5"}, "5自然日"),
        ({"d": "5个"}, "5个自然日"),
        ({"d": "5 工作日", "u": "G"}, "5 工作日"),
        ({"d": "即办", "u": "G"}, "即办"),
        ({"d": "999", "u": "G"}, "无"),
        ({"d": "200"}, "无"),
        ({"d": "199"}, "199自然日"),
        ({"d": "-1", "u": "G"}, None),
    ],
)
def test_a_limit_is_completed_by_its_unit(row: dict[str, Any], expected: str | None) -> None:
    text = (
        "fields: {promised_limit: {columns: d, unit: u, measured_in: 自然日}}\n"
        "codes: {promised_limit: {'>=200': 无}, promised_limit.unit: {G: 工作日}}\n"
        "empty: {promised_limit: ['-1']}"
    )
    found = record(text, row)
    assert (found.data.get("promised_limit"), found.problems) == (expected, ())


@pytest.mark.parametrize(
    ("value", "expected"), [("1", "行政许可"), ("010", "其他"), ("20", "20"), ("2", "2")]
)
def test_a_code_that_lost_the_zeros_before_it_is_that_code(value: str, expected: str) -> None:
    codes = "codes: {matter_type: {'01': 行政许可, '10': 其他, '02': 甲, '002': 乙}}"
    found = record(f"fields: {{matter_type: a}}\n{codes}", {"a": value})
    assert found.data["matter_type"] == expected
    assert bool(found.problems) == (expected == str(value))


def test_a_list_under_an_unknown_key_is_known_by_its_columns() -> None:
    text = (
        "tables: {M: {rows: M}}\nfields:\n  name: n\n  materials: {table: M, fields: {name: clmc, copies: fs}}\n"
        "  faq: {rows: q, fields: {question: w, answer: d}}"
    )
    found = record(text, {"n": "甲", "fj": [{"fs": "1", "url": "x"}], "clList": [{"clmc": "表", "fs": "1"}]})
    assert found.data == {"name": "甲", "materials": [{"name": "表", "copies": "1"}]}
    assert found.origin(("materials", 0, "name")) == ("clList", 0, "clmc")
    assert "materials" not in data(text, n="甲", clList=[{"clmc": "表"}])
    assert data(text, n="甲", M=[{"clmc": "一"}], old=[{"clmc": "表", "fs": "1"}])["materials"] == [
        {"name": "一"}
    ]


@pytest.mark.parametrize(
    ("value", "expected", "problems"),
    [
        ("1", "必要", 0),
        (True, "必要", 0),
        (False, "否", 1),
        ("必要", "必要", 0),
        ("7", "7", 1),
        ("也许", "也许", 1),
    ],
)
def test_labels_pass_and_unknown_codes_are_told(value: Any, expected: str, problems: int) -> None:
    text = (
        "fields: {materials: {rows: m, fields: {necessity: n}}}\n"
        "codes: {materials.necessity: {'1': 必要, 'true': 必要}}"
    )
    found = record(text, {"m": [{"n": value}]})
    assert (found.data["materials"], len(found.problems)) == ([{"necessity": expected}], problems)


@pytest.mark.parametrize(
    ("value", "expected", "problems"),
    [("1,2", ["自然人", "2"], 1), ("自然人、个体户", ["自然人", "个体户"], 0)],
)
def test_without_a_closed_list_any_label_passes(value: str, expected: list[str], problems: int) -> None:
    found = record("fields: {applicants: a}\ncodes: {applicants: {'1': 自然人}}", {"a": value})
    assert (found.data["applicants"], len(found.problems)) == (expected, problems)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"t": "0", "p": "1"}, {"t": "1", "p": "2"}, {"t": 0, "p": "3"}], "1；3"),
        ([{"t": ["0"], "p": ["1"]}], "1"),
        ({"t": "0", "p": "1"}, "1"),
        ([{"t": "0", "p": "1"}, {"t": "0", "p": "1"}, {"t": "0", "p": "无"}], "1"),
        ([{"p": "1"}], "另问"),
        ([], "另问"),
    ],
)
def test_rows_are_chosen_by_a_column_and_joined(rows: Any, expected: str) -> None:
    text = "fields: {consultation: {rows: c, where: {t: '0'}, columns: p, join: ；, otherwise: q}}"
    assert data(text, c=rows, q="另问")["consultation"] == expected


def test_nested_rows_come_in_the_order_of_the_source() -> None:
    rows = [{"n": "一", "kids": [{"n": "一之一", "kids": {"n": "一之一之一"}}, {"n": "一之二"}]}, {"n": "二"}]
    found = data("fields: {materials: {rows: m, children: kids, fields: {name: n}}}", m=rows)
    assert [item["name"] for item in found["materials"]] == ["一", "一之一", "一之一之一", "一之二", "二"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([{"n": "甲"}], [{"name": "甲"}]),
        ({"n": "甲"}, [{"name": "甲"}]),
        ([[{"n": "甲"}], {"n": "乙"}], [{"name": "甲"}, {"name": "乙"}]),
        ("甲", [{"name": "甲"}]),
        ([{}], []),
        ([{"n": "", "id": "3"}], []),
        ([], []),
        (None, []),
        ("无", []),
    ],
)
def test_a_list_may_be_one_row_a_text_or_nothing(value: Any, expected: list[dict[str, str]]) -> None:
    assert data("fields: {materials: {rows: m, fields: {name: n}}}", m=value).get("materials", []) == expected


@pytest.mark.parametrize(
    ("text", "expected", "problems"),
    [
        ('[{"n": "甲"}]', [{"name": "甲"}], []),
        ('{"n": "甲", "k": 1.50}', [{"name": "甲"}], []),
        ("甲", [{"name": "甲"}], []),
        ("", [], []),
        ('[{"n": ', [{}], ["source.wrong-type"]),
        ("[" * 5000, [{}], ["source.wrong-type"]),
    ],
)
def test_json_in_a_text_is_opened_and_broken_json_is_told(
    text: str, expected: list[dict[str, str]], problems: list[str]
) -> None:
    found = record("embedded: {m: json}\nfields: {materials: {rows: m, fields: {name: n}}}", {"m": text})
    assert (found.data.get("materials", []), [p.rule for p in found.problems]) == (expected, problems)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<root><node><key label='n'>甲</key></node></root>", [{"name": "甲"}]),
        (
            "<?xml version='1.0' encoding='GBK'?><root><node><key label='n'> 甲 </key></node></root>",
            [{"name": "甲"}],
        ),
        (
            "<node><key label='n'>甲</key></node><node><key label='n'>乙</key><key label='S'>0</key></node>",
            [{"name": "甲"}],
        ),
        ("<root/>", []),
        ("<node><key label='n'>甲</node>", [{}]),
        ("<!DOCTYPE a [<!ENTITY b '甲'>]><node><key label='n'>&b;</key></node>", [{}]),
    ],
)
def test_xml_in_a_text_is_opened_without_entities(text: str, expected: list[dict[str, str]]) -> None:
    dialect = "embedded: {m: epoint}\nonly: {S: '1'}\nfields: {materials: {rows: m, fields: {name: n}}}"
    assert data(dialect, m=text).get("materials", []) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("&amp;lt;甲&amp;gt;", "<甲>"),
        ("<p>&nbsp;</p>", None),
        ("5 < 6", "5 < 6"),
    ],
)
def test_html_reads_as_text(value: str, expected: str | None) -> None:
    assert data("html: true\nfields: {conditions: c}", c=value).get("conditions") == expected


@pytest.mark.parametrize(
    ("value", "missing"),
    [("周一至周五 上午9:00", True), ("周一至周五上午9:00", True), ("周一至周五 上午9:30", False)],
)
def test_what_the_platform_itself_fills_in_is_missing(value: str, missing: bool) -> None:
    text = "fields: {hours: h}\nfillers: {hours: ['周一至周五  上午9:00']}"
    assert ("hours" not in data(text, h=value)) == missing


@pytest.mark.parametrize(
    ("text", "path", "column"),
    [
        ('{"id":"1","a":"待定"}', "$.name", 15),
        ('{"id":"1","a":["待定"]}', "$.name", 16),
        ('{"id":"1","b":"{\\"c\\":\\"待定\\"}"}', "$.name", 15),
        ('{"id":"1","m":[{"n":["待定"]}]}', "$.materials[0].name", 22),
        ('{"id":"1","j":"[{\\"n\\":\\"待定\\"}]"}', "$.materials[0].name", 15),
        ('{"data":{"id":"1","a":"待定"}}', "$.name", 23),
        ('{"body":"{\\"id\\":\\"1\\",\\"a\\":\\"待定\\"}"}', "$.name", 9),
    ],
)
def test_a_finding_points_at_the_value_or_at_the_text_that_holds_it(
    text: str, path: str, column: int
) -> None:
    dialect = made(
        "embedded: {b: json, j: json}\nfields: {name: [a, b.c], materials: {rows: [m, j], fields: {name: n}}}"
    )
    rules = make_rules(
        rule_text("text.placeholder", "$.**", "{kind: forbidden, table: placeholders, whole: true}")
    )
    report = run(replace(ruleset(rules), dialects=(dialect,)), [source("a.json", text)])
    assert [(f.path, f.location.region.column) for f in report.findings] == [(path, column)]


def test_child_tables_are_joined_by_any_of_their_keys() -> None:
    root = {
        "up_task_general_basic": [
            {"row_guid": "g1", "task_code": "c1", "task_name": "甲"},
            {"row_guid": "g2", "task_name": "乙"},
        ],
        "up_task_general_material": [
            {"task_guid": "g2", "material_name": "乙材料"},
            {"task_code": "c1", "material_name": "甲材料一"},
            {"task_guid": "g1", "task_code": "c1", "material_name": "甲材料二"},
            {"material_name": "无主"},
        ],
    }
    records = [read_record(row, n) for n, row in enumerate(find_rows(DIALECTS, root))]
    assert [[item["name"] for item in r.data["materials"]] for r in records if r] == [
        ["甲材料一", "甲材料二"],
        ["乙材料"],
    ]


def test_a_sheet_of_materials_lies_under_the_label_of_the_list() -> None:
    row = {
        "TASK_NAME": "甲",
        "TASK_CODE": "c",
        "LINK_WAY": "窗口",
        "CATALOG_CODE": "x",
        "TRANSACT_ADDR": "路",
    }
    root = [{**row, "申请材料": [{"MATERIAL_NAME": "申请书", "SOURCE_TYPE": "10"}]}]
    found = read_record(find_rows(DIALECTS, root)[0], 0)
    assert found is not None
    assert found.data["materials"] == [{"name": "申请书", "source": "申请人自备"}]
    assert found.origin(("materials", 0, "name")) == (0, "申请材料", 0, "MATERIAL_NAME")


def test_a_rule_on_a_field_that_the_platform_does_not_carry_is_not_asked() -> None:
    rules = make_rules(
        rule_text("identity.name-missing", "$.name", "{kind: required}"),
        rule_text("depth.missing", "$.online_depth", "{kind: required}"),
    )
    text = '{"name":"","orgName":"局","exeLevel":"县级","handleForm":"1"}'
    report = lint(source("a.json", text), rules=rules)
    assert [f.rule for f in report.findings] == ["identity.name-missing"]
    assert [entry.rule for entry in report.not_checked] == ["depth.missing"]


@pytest.mark.parametrize(
    ("said", "chargeable", "fees"),
    [
        (
            {"是否收费": "是", "收费标准": "10元/本", "收费依据": "某法第一条"},
            "是",
            [{"standard": "10元/本", "basis": "某法第一条"}],
        ),
        ({"收费标准": "不收费", "收费依据": ""}, "否", [{"standard": "不收费"}]),
        ({"是否收费": "否", "收费标准": "", "收费依据": ""}, "否", None),
        (
            {"是否收费": "是", "收费标准": [{"收费项目名称": "工本费", "收费标准": "10元"}]},
            "是",
            [{"name": "工本费", "standard": "10元"}],
        ),
    ],
)
def test_what_a_matter_says_of_its_only_fee_is_an_element(said: Any, chargeable: str, fees: Any) -> None:
    row = {"事项名称": "驾驶证补证", **said}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record is not None
    assert (record.data["chargeable"], record.data.get("fees"), record.problems) == (chargeable, fees, ())
    if fees and isinstance(said["收费标准"], str):
        assert record.origin(("fees", 0, "standard")) == ("收费标准",)


def test_what_a_matter_says_of_its_only_result_is_an_element() -> None:
    said = {"审批结果名称": "取水许可证", "审批结果类型": "证照", "必须现场办理原因说明": "无"}
    record = read_record(find_rows(DIALECTS, {"事项名称": "取水许可", **said})[0], 0)
    assert record is not None
    assert (record.dialect, record.data["results"], record.problems) == (
        "zh",
        [{"name": "取水许可证", "type": "证照"}],
        (),
    )


def test_a_list_under_a_title_as_sheets_have_is_that_list() -> None:
    row = {"事项名称": "甲", "申请材料列表": [{"材料名称": "申请书"}], "环节信息": ["受理"]}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record is not None
    assert (record.data["materials"], record.origin(("materials", 0, "name"))) == (
        [{"name": "申请书"}],
        ("申请材料列表", 0, "材料名称"),
    )
    assert [problem.path for problem in record.problems] == [("环节信息",)]


@pytest.mark.parametrize(
    ("given", "material"),
    [
        ({"what": "纸质"}, {"form": "纸质"}),
        ({"publisher": "县公安局"}, {"source": "政府部门核发", "issuer": "县公安局"}),
    ],
)
def test_an_option_under_another_key_of_a_platform_is_read_as_in_canonical_records(
    given: dict[str, str], material: dict[str, str]
) -> None:
    papers = json.dumps([{"name": "申请书", **given}], ensure_ascii=False)
    row = {
        "itemName": "取水许可",
        "itemTypeName": "行政许可",
        "lawTime": "20",
        "agreeTime": "5",
        "papers": papers,
    }
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record is not None
    assert (record.dialect, record.data["materials"], record.problems) == (
        "portal-papers",
        [{"name": "申请书", **material}],
        (),
    )
    again = read_record(find_rows(DIALECTS, dict(record.data))[0], 0)
    assert again is not None
    assert again.data == record.data
