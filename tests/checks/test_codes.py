"""Checks of codes, regions and code lists beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.identity.codes import Code, CodeList, TaskCodeParts
from guidelint.checks.identity.regions import BodyLevel, Region, belongs, division_of
from guidelint.tables import table

BODY = "1143062300638886XE"
TASK = BODY + "4000119011000"


def ask(check, value=None, settings=None, **record):
    return check.build(settings or Settings())(value, record, record)


@pytest.mark.parametrize("of", ["credit", "catalog", "task", "item"])
@pytest.mark.parametrize("value", [None, "", " ", "无", "-", "待定", "TBD", ["1"]])
def test_a_code_that_was_not_written_is_not_judged(of, value):
    assert ask(Code(of=of), value) == ABSENT


@pytest.mark.parametrize("code", [" 000114001000 ", "000114001000\n", "\u3000000114001000"])
def test_blanks_around_a_code_do_not_count(code):
    assert ask(Code(of="catalog"), code) is None


@pytest.mark.parametrize(
    ("of", "code", "words"),
    [
        ("catalog", "0001140010", "has 10 characters instead of 12"),
        (
            "catalog",
            "00011400100a",
            "contains a character that no such code has (I, O, S, V, Z, a lower-case letter or punctuation)",
        ),
        ("task", TASK[:18] + "0" + TASK[19:], "has no level from 1 to 7 at character 19"),
        ("item", TASK + "0A", "does not end with two digits"),
        ("credit", BODY[:-1] + "F", "has a wrong check character"),
        ("credit", "00638886X", "is an organisation code of nine characters, as used before 2015"),
    ],
)
def test_a_fault_is_told_in_english_too(of, code, words):
    ((path, said),) = ask(Code(of=of), code)
    assert (path, said["problem_en"]) == (None, words)


@pytest.mark.parametrize(
    ("code", "item_code", "sound"),
    [
        (TASK, TASK + "01", True),
        (f" {TASK} ", TASK + "01", True),
        (None, TASK + "01", True),
        ("A1", TASK + "01", True),
        (TASK[:-1] + "1", TASK + "01", False),
        (None, TASK[:-1] + "A01", False),
    ],
)
def test_an_item_code_is_held_against_a_whole_task_code_only(code, item_code, sound):
    assert (ask(Code(of="item"), item_code, code=code) is None) == sound


@pytest.mark.parametrize("of", ["credit", "catalog", "task", "item"])
def test_a_local_code_is_of_another_scheme(of):
    assert ask(Code(of=of), "511A01", local_code=" 511A01 ") == ABSENT
    assert ask(Code(of=of), "511A01", local_code="511A02") != ABSENT


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        ({"authority_code": BODY, "exercise_level": "县级", "catalog_code": "000119011003"}, None),
        ({"authority_code": "待定", "exercise_level": "待定", "catalog_code": "待定"}, None),
        ({"exercise_level": "分级管理"}, "第19位与行使层级"),
        ({"exercise_level": "镇（乡、街道）级"}, "第19位与行使层级"),
        ({"exercise_level": "县处级"}, None),
        ({"authority_code": "114306230063888"}, None),
        ({"catalog_code": "000119012000"}, "第20至28位与基本编码"),
        ({"catalog_code": "00011901200"}, None),
    ],
)
def test_only_parts_that_are_given_whole_are_compared(record, wrong):
    seen = ask(TaskCodeParts(), TASK, code=TASK, **record)
    assert (seen[0][1]["parts"] if seen else seen) == wrong


def test_a_part_that_no_task_code_has_is_a_mistake_in_the_rule():
    (mistake,) = TaskCodeParts(parts=("region",)).mistakes()
    assert mistake == ("parts", "no part 'region'; expected authority_code, exercise_level, catalog_code")


@pytest.mark.parametrize(
    ("code", "region", "within"),
    [
        ("430623", "430623", True),
        ("430624", "430623", False),
        ("430600", "430623", True),
        ("430000", "430623", False),
        ("430700", "430623", False),
        ("430623", "430600", True),
        ("430602", "430600", True),
        ("430702", "430600", False),
        ("430000", "430600", False),
        ("430623", "430000", True),
        ("440623", "430000", False),
        ("110000", "110105", True),
        ("110100", "110105", True),
        ("310000", "110105", False),
        ("430623", "430623000000", True),
        ("430624", "430623000000", False),
    ],
)
def test_a_region_holds_its_divisions_and_tolerates_the_city_above(code, region, within):
    assert belongs(code, region) == within


@pytest.mark.parametrize(
    ("field", "value", "division"),
    [
        ("region_code", "430623", "430623"),
        ("region_code", " 430623000000 ", "430623"),
        ("region_code", "4306231", "4306231"),
        ("region_code", "华容县", "华容县"),
        ("region_code", "暂无", ""),
        ("authority_code", BODY, "430623"),
        ("authority_code", BODY[:-1] + "F", ""),
        ("authority_code", "00638886X", ""),
        ("authority_code", "9143062300638886X6", ""),
        ("authority_code", None, ""),
    ],
)
def test_the_division_is_read_from_a_sound_code_only(field, value, division):
    assert division_of(field, value) == division


def test_a_region_finding_is_told_in_english_too():
    near = Settings(region_code="430623")
    assert ask(Region(), settings=near, region_code="430624") == [
        (("region_code",), {"code": "430624", "problem": "不属于430623", "problem_en": "lies outside 430623"})
    ]


@pytest.mark.parametrize(
    "code", ["430623", "430600", "430000", "110000", "100000", "429004", "430622", "710000"]
)
def test_the_table_holds_every_division_that_was_ever_valid(code):
    assert code in table("region_codes")


@pytest.mark.parametrize("code", ["430632", "430699", "990000", "", "43062"])
def test_the_table_holds_nothing_else(code):
    assert code not in table("region_codes")


def test_the_table_is_six_digits_a_line_in_order_without_its_comments():
    codes = sorted(table("region_codes"))
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 6000


@pytest.mark.parametrize(
    ("authority", "level", "sound"),
    [
        ("湖南省水利厅", "省级", True),
        ("湖南省水利厅", "市级", False),
        ("岳阳市水利局", "市级", True),
        ("岳阳市水利局", "省级", False),
        ("湖南省岳阳市华容县水利局", "县级", True),
        ("岳阳市岳阳楼区水利局", "县级", True),
        ("华容县章华镇人民政府", "镇（乡、街道）级", True),
        ("华容县章华镇人民政府", "县级", False),
        ("国家税务总局华容县税务局", "县级", True),
        ("国家税务总局华容县税务局", "国家级", False),
        ("华容县人民政府", "村（社区）级", False),
        ("华容县市场监督管理局", "县级", True),
        ("岳阳市城市管理局", "省级", False),
        ("岳阳经济技术开发区管委会", "省级", None),
        ("广西壮族自治区水利厅", "省级", None),
        ("华容县农业农村局", "县级", True),
    ],
)
def test_the_level_is_that_of_the_last_unit_in_the_name(authority, level, sound):
    seen = ask(BodyLevel(), level, authority=authority)
    assert seen == {True: None, False: [(None, {"authority": authority})], None: ABSENT}[sound]


@pytest.mark.parametrize(
    ("of", "value"),
    [
        *(("matter_type", f"{code:02}") for code in (*range(11), 20)),
        ("matter_type", "其他行政权力"),
        ("matter_type", "公共服务事项"),
        ("matter_type", "行政许可,行政确认"),
        ("result_type", "无"),
        ("result_type", "10、20"),
    ],
)
def test_labels_and_codes_of_the_national_lists_are_known(of, value):
    assert ask(CodeList(of=of), value) is None


@pytest.mark.parametrize(
    ("of", "value"), [("matter_type", "11"), ("matter_type", "1"), ("result_type", "出证")]
)
def test_a_word_of_no_list_is_told(of, value):
    assert ask(CodeList(of=of), value) == [(None, {"found": value})]


def test_no_type_of_matter_is_called_nothing():
    assert ask(CodeList(of="matter_type"), "无") == ABSENT
