"""Keys that give several fields at once."""

from __future__ import annotations

import pytest

from guidelint.dialects import find_rows, read_record
from guidelint.dialects.present import fields_present
from linting import DIALECTS


@pytest.mark.parametrize(
    ("key", "fields"),
    [
        ("办结时限", {"statutory_limit", "promised_limit"}),
        ("收费标准", {"fees.standard"}),
        ("收费标准及依据", {"fees.standard", "fees.basis"}),
        ("申请材料清单", {"materials", "materials.name"}),
    ],
)
def test_a_table_with_such_a_column_has_one_for_each_of_its_fields(key: str, fields: set[str]) -> None:
    assert fields_present(find_rows(DIALECTS, [{"事项名称": "甲", key: "乙"}])) == {"name", *fields}


def test_places_and_what_is_left_unread() -> None:
    row = {"事项名称": "甲", "办理时限": "承诺5个工作日", "收费依据和标准": "按每件80元"}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert not record.problems
    assert record.origin(("promised_limit",)) == ("办理时限",)
    assert record.origin(("fees", 0, "standard")) == ("收费依据和标准",)
    assert record.broken == {("fees", 0, "basis")}


def test_a_limit_of_which_nobody_says_what_it_is_is_neither_read_nor_missing() -> None:
    row = {"事项名称": "甲", "办理时限": "5个工作日", "承诺办结时限": "3个工作日"}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert record.data["promised_limit"] == "3个工作日"
    assert record.broken == {("statutory_limit",)}
    assert [problem.rule for problem in record.problems] == ["source.unknown-key"]


def test_a_text_beside_both_limits_is_a_remainder() -> None:
    row = {"事项名称": "甲", "法定时限": "20日", "承诺时限": "5日", "办理时限": "（一）受理时限：当场"}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert not record.problems
    assert not record.broken


@pytest.mark.parametrize(
    ("said", "broken", "told"),
    [("", set(), 0), ("受理后20天（法定），承诺5天", {("statutory_limit",), ("promised_limit",)}, 1)],
)
def test_limits_that_a_text_names_and_does_not_tell_apart_are_no_promise(
    said: str, broken: set[tuple[str]], told: int
) -> None:
    record = read_record(find_rows(DIALECTS, {"事项名称": "甲", "办理时限": said})[0], 0)
    assert record
    assert (record.data, record.broken, len(record.problems)) == ({"name": "甲"}, broken, told)


@pytest.mark.parametrize(
    ("part", "name"), [("取水许可（变更）", "取水许可（变更）"), ("", "取水许可"), ("无", "取水许可")]
)
def test_a_part_of_a_matter_is_the_matter_where_there_is_one(part: str, name: str) -> None:
    record = read_record(find_rows(DIALECTS, {"主项名称": "取水许可", "子项名称": part})[0], 0)
    assert record
    assert record.data["name"] == name


def test_of_two_columns_of_one_fee_that_which_says_only_its_standard_counts() -> None:
    row = {"事项名称": "甲", "收费依据及标准": "按《办法》不收费", "收费标准": "80元"}
    (found,) = find_rows(DIALECTS, row)
    record = read_record(found, 0)
    assert record
    assert record.data["fees"] == [{"standard": "80元"}]
    assert record.is_broken(("fees", 0, "basis"))
    assert not record.is_broken(("fees", 0, "name"))


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"办理时间": "5个工作日"}, "promised_limit"),
        ({"办公时间": "材料齐全的，十个工作日内办结"}, "promised_limit"),
        ({"办理时间": "5个工作日", "法定时限": "20个工作日"}, "hours"),
        ({"办理时间": "周一至周五，3个工作日"}, "hours"),
        ({"办理时间": "3个工作日，9:00-12:00"}, "hours"),
        ({"办理时间": "工作日"}, "hours"),
    ],
)
def test_working_days_that_are_counted_are_no_hours(row: dict[str, str], field: str) -> None:
    record = read_record(find_rows(DIALECTS, {"事项名称": "甲", **row})[0], 0)
    assert record
    key = next(iter(row))
    assert record.data[field] == row[key]
    assert record.origin((field,)) == (key,)
    assert len({"hours", "promised_limit"} & record.data.keys()) == 1


def test_names_of_windows_and_options_under_a_neighbours_heading() -> None:
    laws = [{"依据名称": "《水法》", "发文字号": "主席令第48号", "依据内容": "取水许可制度"}]
    materials = [
        {"材料名称": "申请书", "材料类型": "原件", "介质要求": "电子", "来源渠道": "申请人"},
        {"材料名称": "委托书", "材料类型": "原件", "介质要求": "复印件"},
    ]
    row = {
        "办事项目": "取水许可",
        "权力依据": laws,
        "办证材料": materials,
        "办理费用": "不涉及收费",
        "申办条件": "有论证",
    }
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert record.data == {
        "name": "取水许可",
        "conditions": "有论证",
        "legal_basis": [{"title": "《水法》", "document_number": "主席令第48号", "content": "取水许可制度"}],
        "materials": [
            {"name": "申请书", "original_or_copy": "原件", "form": "电子化", "source": "申请人自备"},
            {"name": "委托书", "type": "原件", "original_or_copy": "复印件"},
        ],
        "fees": [{"standard": "不涉及收费"}],
        "chargeable": "否",
    }
    assert [problem.rule for problem in record.problems] == ["source.unknown-code"]


@pytest.mark.parametrize(
    ("said", "data", "told"),
    [
        ("网上办理、窗口办理", {"channels": ["网上办理", "窗口办理"]}, 0),
        ("依申请", {"service_mode": "依申请"}, 0),
        ("免费上门", {"service_mode": "免费上门"}, 1),
    ],
)
def test_a_service_mode_that_says_how_to_apply_is_the_channels(
    said: str, data: dict[str, object], told: int
) -> None:
    record = read_record(find_rows(DIALECTS, {"事项名称": "甲", "服务方式": said})[0], 0)
    assert record
    assert (record.data, len(record.problems)) == ({"name": "甲", **data}, told)
    assert record.origin(("channels",)) == (("服务方式",) if "channels" in data else ())


@pytest.mark.parametrize(
    ("material", "read"),
    [
        ({"来源渠道": "市公安局"}, {"source": "政府部门核发", "issuer": "市公安局"}),
        ({"来源渠道": "有关行政机关", "出具单位": " "}, {"source": "政府部门核发"}),
        ({"来源渠道": "公安局", "出具单位": "派出所"}, 
         {"source": "政府部门核发", "source_note": "公安局", "issuer": "派出所"}),
        ({"来源渠道": "某公司"}, {"source": "某公司"}),
    ],
)  # fmt: skip
def test_an_authority_as_the_source_of_a_material_is_its_issuer(
    material: dict[str, str], read: dict[str, str]
) -> None:
    row = {"事项名称": "甲", "申请材料": [{"材料名称": "证", **material}]}
    record = read_record(find_rows(DIALECTS, row)[0], 0)
    assert record
    assert record.data["materials"] == [{"name": "证", **read}]
    assert len(record.problems) == (read["source"] == "某公司")
    assert record.origin(("materials", 0, "source")) == ("申请材料", 0, "来源渠道")
