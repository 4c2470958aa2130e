"""From any source to canonical records: unmapped data are kept and reported, exceptions are carried over."""

from __future__ import annotations

import pytest

from guidelint.conversion import Converted, Kept, convert
from guidelint.writers import write
from linting import ruleset, source


def converted(text: str | bytes, name: str = "a.yaml") -> Converted:
    return convert(ruleset(), [source(name, text)])


def test_unknown_keys_are_kept_as_found_and_told() -> None:
    made = converted("name: 甲\n奇怪: [一, 二]\nmaterials: [{name: 乙, 介质: 光盘}]\nextra: {旧: 值}\n")
    assert made.records == [
        {
            "name": "甲",
            "materials": [{"name": "乙"}],
            "extra": {"旧": "值", "奇怪": ["一", "二"], "materials[0].介质": "光盘"},
        }
    ]
    assert [sorted(kept.keys) for kept in made.kept] == [["materials[0].介质", "奇怪"]]
    assert [finding.rule for finding in made.findings] == ["source.unknown-key"] * 2


@pytest.mark.parametrize("form", ["yaml", "json", "xml"])
def test_what_could_not_be_mapped_may_lie_as_deep_as_it_will(form: str) -> None:
    made = converted(f'{{"name": "取水", "x": {"[" * 700}"叶", null{"]" * 700}}}', "a.json")
    assert "叶" in (written := write(form, made.records)[0].content.decode())
    assert converted(written, f"a.{form}").records == made.records


def test_a_value_of_the_wrong_type_is_kept() -> None:
    made = converted("name: 甲\nlocation: [一楼, 二楼]\nmaterials: [{name: 乙}, [丙]]\n")
    assert made.records[0]["extra"] == {"location": ["一楼", "二楼"], "materials[1]": ["丙"]}
    assert made.kept == [Kept("a.yaml", "甲", ["location", "materials[1]"], [])]


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("办事流程: 申请, 审批程序: 受理, 流程: 申请", {"审批程序": "受理"}),
        ("法律依据: 《水法》第七条, 政策依据: 《办法》, 办理依据: 无", {"政策依据": "《办法》"}),
        ("申请材料: [{材料名称: 乙, 份数: 1, 材料份数: 2}]", {"materials[0].材料份数": "2"}),
        ("收费依据及标准: 不收费, 收费标准: 80元", {"收费依据及标准": "不收费"}),
        ("承诺办结时限: 3天, 办理时限: 法定20天，承诺5天", {"办理时限": "法定20天，承诺5天"}),
        (
            "申请材料: [{材料名称: 一、网上提交}, {材料名称: 乙, 份数: 1}]",
            {"materials[0].分组标题": "一、网上提交"},
        ),
    ],
)
def test_what_stands_beside_the_value_that_is_taken_is_kept(row: str, kept: dict[str, str]) -> None:
    made = converted(f"{{事项名称: 甲, {row}}}")
    assert made.records[0]["extra"] == kept
    assert made.findings == []


def test_an_element_that_says_nothing_is_left_out_and_told() -> None:
    made = converted("name: 甲\n介质: 纸\nmaterials: [{name: 乙}, {name: ''}, {介质: 光盘}]\n")
    assert (made.records, made.kept) == (
        [
            {
                "name": "甲",
                "materials": [{"name": "乙"}],
                "extra": {"介质": "纸", "materials[2].介质": "光盘"},
            }
        ],
        [Kept("a.yaml", "甲", ["materials[2].介质", "介质"], ["$.materials[1]"])],
    )


def test_breaks_of_lines_stay_and_signs_that_no_form_can_hold_are_told() -> None:
    made = converted(
        '{"name": "甲", "location": "一楼\\u000b二楼\\u0007\ufffd", "hours": "\ufffd"}', "a.json"
    )
    assert made.records == [{"name": "甲", "location": "一楼\n二楼\ufffd\ufffd", "hours": "\ufffd"}]
    assert made.kept == [Kept("a.json", "甲", [], [], 1)]


def test_columns_that_a_platform_dialect_does_not_name_are_kept() -> None:
    row = '"taskName": "甲", "taskCode": "1", "linkWay": "窗口", "superviseWay": "窗口", "transactAddr": "人民路1号"'
    made = converted(f'{{{row}, "limitSceneNum": 1, "someColumn": "3", "noColumn": ""}}', "a.json")
    assert (made.records[0]["name"], made.records[0]["extra"]) == ("甲", {"someColumn": "3"})


def test_a_list_of_a_platform_from_which_nothing_was_read_is_kept() -> None:
    row = '"taskName": "甲", "taskCode": "1", "linkWay": "窗口", "superviseWay": "窗口", "transactAddr": "人民路1号"'
    made = converted(f'{{{row}, "byLaw": [{{"法名": "水法"}}]}}', "a.json")
    assert made.records[0]["extra"] == {"byLaw": [{"法名": "水法"}]}


def test_what_a_platform_has_beside_the_column_that_is_taken_is_kept() -> None:
    page = "<p><strong>实施机关：</strong>街道办事处</p><p><strong>受理条件：</strong>已退休</p>"
    row = f'"name": "档案接收", "content": "{page}", "departmentName": "服务中心", "faceType": "", "id": "7"'
    made = converted(
        f'{{{row}, "auditMaterials": [], "guideCategoryName": "社保", "departmentId": ""}}', "a.json"
    )
    assert made.records[0]["authority"] == "街道办事处"
    assert made.records[0]["extra"] == {"departmentName": "服务中心", "guideCategoryName": "社保", "id": "7"}


def test_the_code_of_a_unit_that_nobody_knows_is_kept() -> None:
    row = '"taskName": "甲", "taskCode": "1", "linkWay": "窗口", "superviseWay": "窗口", "transactAddr": "人民路1号"'
    made = converted(f'{{{row}, "promiseDay": "5", "promiseType": "9"}}', "a.json")
    assert (made.records[0]["promised_limit"], made.records[0]["extra"]) == (
        "5",
        {"promised_limit.unit": "9"},
    )


def test_what_lies_in_a_part_of_a_platforms_row_of_which_only_some_is_asked_is_kept() -> None:
    info = '"ServiceName": ["甲"], "LinkMan": ["乙"], "ResultName": ["证"], "CurState": ["正常"]'
    made = converted(f'{{"Case": {{"Body": [{{"ServiceInfo": [{{{info}}}]}}]}}}}', "a.json")
    assert made.records == [
        {"name": "甲", "state": "在用", "results": [{"name": "证"}], "extra": {"ServiceInfo.LinkMan": ["乙"]}}
    ]


def test_what_a_list_takes_from_the_row_of_the_matter_is_not_left_over() -> None:
    row = '"title": "甲", "pkexeLevel": "县级", "pkrequirements": "", "pkbasis": "《水法》", "pkresultName": "证"'
    made = converted(f"{{{row}}}", "a.json").records[0]
    assert (made["results"], "extra" in made) == ([{"name": "证"}], False)


def test_what_other_fields_ask_of_the_rows_of_a_list_is_not_left_over() -> None:
    text = """{"itemName": "甲", "itemTypeName": "行政许可", "lawTime": "1", "agreeTime": "1",
        "windows": [{"name": "一号窗", "complaitPhone": "12345", "x": "1"}]}"""
    assert converted(text, "a.json").records[0]["extra"] == {"windows[0].x": "1"}
    fujian = '{"apasDirectory": {"serviceName": "甲", "countLimit": "1"}}'
    assert converted(fujian, "a.json").records[0]["extra"] == {"apasDirectory.countLimit": "1"}


def test_what_other_fields_ask_of_a_table_that_is_also_a_list_is_not_left_over() -> None:
    text = """{"upTaskGeneralBasic": {"taskName": "甲", "rowGuid": "g"},
        "upTaskGeneralExtend": {"taskGuid": "g", "isOnline": 1, "resultName": "证", "other": "3"}}"""
    made = converted(text, "a.json")
    assert made.records[0]["online"] == "是"
    assert made.records[0]["extra"] == {"results[0].other": "3"}


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("name: 甲  # guidelint: ignore[identity.name-length] 旧名\ncode: 1\n", "$.name"),
        (
            "name: 甲\n# guidelint: ignore[materials] 旧\nmaterials:\n  - name: 乙\n    type: 其他\n",
            "$.materials",
        ),
        (
            "name: 甲\nmaterials:\n  - name: 乙\n  # guidelint: ignore[materials] 旧\n  - name: 丙\n    type: 其他\n",
            "$.materials[1]",
        ),
        (
            "name: 甲\nmaterials:\n  - name: 乙  # guidelint: ignore[text.x] 旧\n    type: 其他\n",
            "$.materials[0].name",
        ),
        (
            "name: 甲\nmaterials:\n  - name: 乙  # guidelint: ignore[materials.source-missing] 旧\n    type: 其他\n",
            "$.materials[0]",
        ),
        (
            "name: 甲\nmaterials:\n  - {name: 乙, type: 其他}  # guidelint: ignore[text.x] 旧\n",
            "$.materials[0]",
        ),
    ],
)
def test_a_comment_becomes_an_exception_of_what_it_covers(text: str, path: str) -> None:
    assert [entry["path"] for entry in converted(text).records[0]["guidelint_ignore"]] == [path]


def test_what_cannot_be_read_is_told() -> None:
    assert (converted("name: [").whole, converted("name: 甲").whole) == (False, True)


def test_a_named_file_that_is_no_guide_is_told() -> None:
    assert [finding.rule for finding in converted("profile: strict").findings] == ["source.unrecognised"]
