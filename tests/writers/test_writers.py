"""Format-specific requirements of the programs and people that open the written files."""

from __future__ import annotations

import pytest
import yaml
from record_factory import read_back

from guidelint.errors import UsageError
from guidelint.record import Data
from guidelint.writers import WRITERS, write
from guidelint.writers.csv_writer import defused
from guidelint.writers.yaml_scalars import scalar

CODED: Data = {
    "code": "0012",
    "name": "取水许可",
    "applicants": ["自然人"],
    "materials": [{"name": "申请书", "blank_form": ["a.docx", "b.docx"]}, {"name": "身份证"}],
}


def text(form: str, *records: Data) -> str:
    return write(form, records)[0].content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("取水许可", "取水许可"),
        ("20个工作日", "20个工作日"),
        ("《取水许可和水资源费征收管理条例》第十条", "《取水许可和水资源费征收管理条例》第十条"),
        ("https://a.cn/b?c=1#d", "https://a.cn/b?c=1#d"),
        ("窗口: 3", "'窗口: 3'"),
        ("窗口 #3", "'窗口 #3'"),
        ("0012", "'0012'"),
        ("2024-01-01", "'2024-01-01'"),
        ("1e5", "'1e5'"),
        ("No", "'No'"),
        ("null", "'null'"),
        ("", '""'),
        ("- 一", "'- 一'"),
        ("'一'", "\"'一'\""),
        ("一\u2028二", '"一\\u2028二"'),
    ],
)
def test_yaml_quotes_what_could_be_taken_for_something_else(value: str, written: str) -> None:
    assert scalar(value) == written


def test_other_readers_of_yaml_find_texts_and_nothing_else() -> None:
    record = {
        "code": "000",
        "version": "1.10",
        "updated": "2024-01-01",
        "online": "是",
        "conditions": "一、甲：\n  乙 # 丙\n\n丁",
    }
    assert yaml.safe_load(text("yaml", record)) == record


def test_a_text_of_several_lines_is_a_block() -> None:
    assert text("yaml", {"name": "甲", "conditions": "一\n二"}) == "name: 甲\nconditions: |-\n  一\n  二\n"


def test_one_record_is_a_mapping_and_several_are_records() -> None:
    assert text("yaml", {"name": "甲"}, {"name": "乙"}) == "records:\n  - name: 甲\n  - name: 乙\n"


def test_a_limit_with_a_note_is_a_mapping() -> None:
    record = {"name": "甲", "statutory_limit": {"value": "20个工作日", "note": "听证除外"}}
    assert text("yaml", record) == "name: 甲\nstatutory_limit:\n  value: 20个工作日\n  note: 听证除外\n"


def test_xml_has_its_items_in_the_singular() -> None:
    made = text(
        "xml",
        {"materials": [{"name": "申请书"}], "applicants": ["自然人"], "legal_basis": [{"title": "《甲》"}]},
    )
    assert [made.count(f"<{name}>") for name in ("record", "material", "applicant", "basis")] == [1, 1, 1, 1]


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-", "@a", "\t=1", "＝1", "'=1", "'1143062"])
def test_a_spreadsheet_program_computes_no_cell(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1-2", "甲=乙", "'甲'", "a@b.cn", "（+86）"])
def test_a_cell_that_nobody_computes_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell


def test_csv_begins_with_a_byte_order_mark_and_names_its_lists() -> None:
    made = write("csv", [CODED])
    assert [(file.suffix, file.content[:3]) for file in made] == [
        (".csv", b"\xef\xbb\xbf"),
        (".materials.csv", b"\xef\xbb\xbf"),
    ]
    assert made[1].content.decode("utf-8-sig").splitlines()[1].startswith("0012,申请书,")


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(
    "record",
    [
        {"code": "1"},
        {"materials": [{"name": "申请书"}]},
        {"name": "甲", "statutory_limit": {"note": "听证除外"}},
        {"name": "甲", "channels": ["窗口、自助", "网上"], "flowchart": ["a,b.png"], "delivery": ['["x"]']},
        {"name": "甲", "no_materials": "无", "extra": {"介质": "光盘", "表": [{"a": None}]}},
        {
            "name": "甲",
            "guidelint_ignore": [
                {"rule": "identity", "path": "$.name", "reason": "旧名", "until": "2030-01-01"}
            ],
        },
    ],
)
def test_awkward_records_are_read_back_as_they_were(form: str, record: Data) -> None:
    assert read_back(write(form, [record])) == [record]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_matters_without_codes_or_with_equal_ones_keep_their_lists(form: str) -> None:
    records: list[Data] = [
        CODED,
        {**CODED, "materials": [{"name": "甲"}]},
        {"name": "无编码", "materials": [{"name": "乙"}]},
    ]
    assert read_back(write(form, records)) == records


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(UsageError, match="a cell holds"):
        write("xlsx", [{"name": "甲", "conditions": "一" * 40_000}])


def test_several_matters_are_no_page() -> None:
    with pytest.raises(UsageError, match="one matter a file"):
        write("html", [CODED, CODED])


def test_an_unknown_form_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'yaml'"):
        write("yml", [CODED])


def test_nothing_of_a_page_is_read_as_markup() -> None:
    assert "<script>" not in text("html", {"name": "<script>alert(1)</script>"})
