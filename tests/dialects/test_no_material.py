"""Rows in a list of materials that are none: 无 alone, and titles of groups."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import pytest

from guidelint.dialects import find_rows, read_record
from guidelint.dialects.fast_path import _FIRST_OF_NONE, Shortcut
from guidelint.dialects.mapping import map_value
from guidelint.dialects.no_material import _none
from guidelint.elements import SharedElements
from guidelint.record import Record
from guidelint.values.text.necessary import first_characters
from linting import DIALECTS


def record_of(row: dict[str, Any]) -> Record:
    (found,) = find_rows(DIALECTS, row)
    record = read_record(found, 0)
    assert record
    assert found.dialect
    short = Shortcut(found.dialect, SharedElements(), partial(map_value, found.dialect)).record(row)
    assert short is None or short == record.data
    return record


@pytest.mark.parametrize(
    ("materials", "said"),
    [
        ([{"材料名称": "无"}], "无"),
        ("无需提交材料", "无需提交材料"),
        ([{"材料名称": "不需要提供材料（核验）。", "份数": "0", "来源渠道": "/"}], "不需要提供材料（核验）。"),
        (["本事项无申请材料"], "本事项无申请材料"),
        ([{"材料名称": "无", "材料类型": "证明"}], None),
        ([{"材料名称": "无犯罪记录证明"}], None),
        ([{"材料名称": "无"}, {"材料名称": "居民身份证"}], None),
    ],
)  # fmt: skip
def test_a_list_that_says_there_are_none(materials: Any, said: str | None) -> None:
    record = record_of({"事项名称": "参保信息查询", "申请材料": materials})
    assert record.data.get("no_materials") == said
    assert bool(record.data["materials"]) == (said is None)
    assert said is None or not record.problems


@pytest.mark.parametrize("name", ["申请材料", "materials"])
def test_a_text_lists_titles_and_notes(name: str) -> None:
    title = {"申请材料": "事项名称", "materials": "name"}[name]
    record = record_of({title: "取水许可", name: "一、个人\n1.申请表\n2.证\n注：盖章"})
    case = {"necessity_note": "个人"}
    assert record.data["materials"] == [
        {"name": "申请表"} | case,
        {"name": "证", "remark": "注：盖章"} | case,
    ]
    assert not record.problems
    assert record.origin(("materials", 1, "remark")) == (name,)


def test_a_title_that_names_a_case_is_that_of_each_material_below_it() -> None:
    title, own = {"材料名称": "一、单位申请："}, FULL | {"非必要时办理情形": "委托时"}
    record = record_of(
        {"事项名称": "取水许可", "申请材料": [FULL, title, FULL, own, {"分组标题": "基本材料"}, FULL]}
    )
    notes = [material.get("necessity_note") for material in record.data["materials"]]
    assert notes == [None, "单位申请", "委托时", None]
    assert record.origin(("materials", 1, "necessity_note")) == ("申请材料", 1)


@pytest.mark.parametrize(
    ("materials", "judged"),
    [
        ("详见附件1", False),
        ([{"材料名称": "申请材料目录见附件"}], False),
        (["办理材料附后。"], False),
        (["居民身份证申请表见附件1"], True),
        ([{"材料名称": "见附件", "份数": "1"}], True),
        (["见附件", "居民身份证"], True),
    ],
)
def test_a_pointer_to_an_annex_has_no_fields_that_could_be_missing(materials: Any, judged: bool) -> None:
    record = record_of({"事项名称": "取水许可", "申请材料": materials})
    assert (("materials", 0, "source") not in record.broken) is judged


def test_the_short_way_knows_how_those_names_begin() -> None:
    signs = first_characters(_none.pattern)
    assert signs is not None
    assert {chr(sign) for sign in range(0x10000) if re.match(signs, chr(sign))} <= _FIRST_OF_NONE


FULL = {"材料名称": "申请表", "来源渠道": "申请人自备"}


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([{"材料名称": "一、网上提交", "来源渠道": ""}, FULL, {"材料名称": "变更的还要："}, FULL], 2),
        ([{"材料名称": "一、身份证"}, {"材料名称": "二、申请表"}], 2),
        ([{"材料名称": "一、身份证"}, {"材料名称": "二、申请表", "来源渠道": "申请人自备"}], 2),
        ([{"材料名称": "身份证"}, FULL], 2),
        ([FULL, {"材料名称": "变更证明："}], 2),
        ([{"材料名称": ""}, {"材料名称": "户口簿："}, {"材料名称": "申请表"}], 3),
    ],
)  # fmt: skip
def test_a_title_of_a_group_is_no_material(rows: Any, names: int) -> None:
    record = record_of({"事项名称": "取水许可", "申请材料": rows})
    assert len(record.data["materials"]) == names
    last = record.origin(("materials", names - 1))
    assert last == ("申请材料", len(rows) - 1)


def test_an_element_whose_fields_are_all_struck_out_is_none() -> None:
    rows = [
        {"材料名称": "/", "份数": "/"},
        {"材料名称": "申请表", "份数": "/"},
        {"材料名称": "—", "份数": None},
        {},
    ]
    record = record_of({"事项名称": "甲", "申请材料": rows})
    assert record.data["materials"] == [{"name": "申请表", "copies": "/"}, {}]
    assert record.origin(("materials", 0)) == ("申请材料", 1)
