"""Checks of contact fields beyond the examples of their rules."""

from __future__ import annotations

import pytest

from guidelint.checks.base import ABSENT, Settings
from guidelint.checks.contact.address_region import AddressRegion, divisions
from guidelint.checks.contact.complaint import OtherPhone
from guidelint.checks.contact.phones import PhoneNumber
from guidelint.checks.contact.windows import Address, OfficeHours, Provided

HERE = [(None, {})]
YUEYANG = Settings(area_code="0730")


def ask(check, value, item=None, record=None, settings=YUEYANG):
    record = {} if record is None else record
    return check.build(settings)(value, record if item is None else item, record)


EVERY_VALUE_CHECK = [
    Address(),
    AddressRegion(),
    OtherPhone(),
    *(OfficeHours(demand=demand) for demand in ("range", "workday", "order", "seasons")),
    *(
        PhoneNumber(demand=demand)
        for demand in ("number", "format", "area_code", "digits", "own", "landline", "plain")
    ),
]


@pytest.mark.parametrize("check", EVERY_VALUE_CHECK, ids=repr)
@pytest.mark.parametrize("value", [None, "", " ", "无", "—", "待定", " TBD ", "详见窗口", ["0730-4221234"]])
def test_nothing_and_a_placeholder_are_not_judged(check, value):
    assert ask(check, value) == ABSENT


def test_a_field_that_no_record_has_is_a_mistake_in_the_rule():
    assert Provided(matter="place", window="consultation").mistakes() == [
        ("matter", "no field 'place' here"),
        ("window", "no field 'consultation' here"),
    ]
    assert Provided(matter="consultation", window="phone").mistakes() == []


@pytest.mark.parametrize(
    ("own", "windows", "at_matter", "at_windows"),
    [
        ("", [], HERE, []),
        ("无", None, HERE, []),
        ("1楼", [{}, {"location": "2楼"}], None, [None, None]),
        ("", [{}, {}], HERE, [None, None]),
        ("", [{}, {"location": "无"}], HERE, [None, None]),
        ("", [{"location": "1楼"}, {"location": "2楼"}], None, [None, None]),
        ("", [{"location": "1楼"}, {}, {"location": ""}], None, [None, HERE, HERE]),
        ("待定", [{}], None, [None]),
    ],
)
def test_what_is_missing_everywhere_is_told_once_and_a_gap_at_its_window(own, windows, at_matter, at_windows):
    record = {"location": own, "windows": windows}
    check = Provided(matter="location", window="location")
    assert ask(check, own, record, record) == at_matter
    assert [ask(check, w.get("location"), w, record) for w in windows or ()] == at_windows


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("华容县章华镇黄湖山路12号", None),
        ("http://zwfw.hunan.gov.cn", None),
        ("www.hunan.gov.cn", None),
        ("zwfw.hunan.gov.cn", None),
        ("全程网办，无需到场", None),
        ("网上办理", None),
        ("线上办理", None),
        ("在线申请", None),
        ("本局网站", None),
        ("湖南政务服务网", None),
        ("手机app", None),
        ("湘税社保小程序", None),
        ("本局公众号", None),
        ("华容县各乡镇政务中心", HERE),
        ("县互联网信息办公室", HERE),
        ("华容县", HERE),
    ],
)
def test_an_address_leads_to_a_door_or_to_a_page(text, seen):
    assert ask(Address(), text) == seen


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("工作日 上午9:00-12:00，下午13:00-17:00", "range workday order seasons"),
        ("全天", "range workday order seasons"),
        ("自助终端24小时开放", "range workday order seasons"),
        ("以当年公告为准", "range workday order seasons"),
        ("9:00-17:00", "range order seasons"),
        ("工作日", "workday order seasons"),
        ("正常上班时间", "order seasons"),
        ("工作日17:00-9:00", "range workday seasons"),
        ("工作日 夏季8:00-12:00", "range workday order"),
        (
            "上午8:00―12:00  下午2:30―5:30（节假日除外，夏令时调整为下午3:00―6:00）",
            "range workday order seasons",
        ),
    ],
)
def test_each_demand_on_hours_speaks_of_its_own_defect(text, silent):
    demands = ("range", "workday", "order", "seasons")
    assert [d for d in demands if ask(OfficeHours(demand=d), text) is None] == silent.split()


@pytest.mark.parametrize(
    ("text", "lacking", "english"),
    [
        ("夏季15:00-18:00", "冬季时间", "the hours of winter"),
        ("冬令时14:30-17:30", "夏季时间", "the hours of summer"),
        ("春季14:30-17:30", "夏季、冬季时间", "the hours of summer and winter"),
        ("夏季15:00-18:00；冬季14:30-17:30", "起止日期", "the dates of its seasons"),
    ],
)
def test_what_the_hours_by_season_lack_is_named(text, lacking, english):
    told = {"lacking": lacking, "lacking_en": english}
    assert ask(OfficeHours(demand="seasons"), text) == [(None, told)]


@pytest.mark.parametrize(
    ("text", "number", "format_", "area", "digits"),
    [
        ("0730-4221234", "", "", "", ""),
        ("（0730）4221234转801", "", "", "", ""),
        ("0730-4221234、4221235", "", "", "", ""),
        ("12345；0730-12345；13800138000；400-820-1234；10086", "", "", "", ""),
        ("窗口咨询", "none", "", "", ""),
        ("0730-422", "", "0730-422", "", ""),
        ("0730-42212；邮箱 hr12345678@163.com", "", "0730-42212", "", ""),
        ("邮编：414200", "none", "", "", ""),
        ("4221234", "", "", "4221234", ""),
        ("4221234；0730-4221235", "", "", "4221234", ""),
        ("0731-84512109", "", "", "0731-84512109", ""),
        ("省人社厅0731-84512109", "", "", "", ""),
        ("国家税务总局010-65281234", "", "", "", ""),
        ("全国统一电话010-65281234", "", "", "", ""),
        ("0731-4221234", "", "", "", "0731-4221234"),
        ("0730-42212345", "", "", "", "0730-42212345"),
        ("0730-4221234，42212345", "", "", "", "42212345"),
        ("0736-7221234", "", "", "0736-7221234", ""),
    ],
)
def test_a_phone_has_at_most_one_defect(text, number, format_, area, digits):
    seen = [ask(PhoneNumber(demand=d), text) for d in ("number", "format", "area_code", "digits")]
    told = ["none" if s == HERE else s[0][1]["phone"] if s else "" for s in seen]
    assert told == [number, format_, area, digits]


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("省级", None),
        ("国家级", None),
        ("市级", "“0731-84512109”的区号不是本地的 0730"),
        (None, "“0731-84512109”的区号不是本地的 0730"),
    ],
)
def test_matters_of_the_province_and_the_nation_have_numbers_elsewhere(level, told):
    seen = ask(PhoneNumber(demand="area_code"), "0731-84512109", None, {"exercise_level": level})
    assert (seen[0][1]["trouble"] if seen else None) == told


def test_without_a_configured_area_code_only_its_absence_is_told():
    check = PhoneNumber(demand="area_code")
    assert ask(check, "0731-84512109", settings=Settings()) is None
    ((_, told),) = ask(check, "4221234", settings=Settings())
    assert (told["phone"], told["area"], told["trouble"]) == ("4221234", "", "“4221234”没有写本地区号")


def test_configured_digits_hold_for_the_configured_area_alone():
    check = PhoneNumber(demand="digits", local_digits=8)
    assert ask(check, "0730-42212345") is None
    assert ask(check, "0730-4221234") == [(None, {"phone": "0730-4221234", "area": "0730", "expected": "8"})]
    assert ask(check, "0736-7221234") is None
    assert ask(check, "0730-42212345", settings=Settings())[0][1]["expected"] == "7"


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("0730—4221234", "0730—4221234"),
        ("０730-4221234", "０730-4221234"),
        ("电话：0730－4221234，0730-4221235", "0730－4221234"),
        ("（0730）4221234", ""),
        ("㈠0730—4221234", ""),
        ("工作日——0730-4221234", ""),
    ],
)
def test_a_number_is_plain_in_itself_and_not_in_what_stands_around_it(text, phone):
    assert ask(PhoneNumber(demand="plain"), text) == ([(None, {"phone": phone})] if phone else None)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("12345", "12345"),
        ("12345热线、0730-12345", "12345、0730-12345"),
        ("12345；0730-42212", ""),
        ("窗口", ""),
    ],
)
def test_a_hotline_alone_is_told(text, phone):
    check = PhoneNumber(demand="own", hotlines=("12345",))
    assert ask(check, text) == ([(None, {"phone": phone})] if phone else None)


@pytest.mark.parametrize(
    ("asked", "complaint", "same"),
    [
        ("0730-4221234", "0730-4221234", True),
        ("0730—4221234", "（0730）4221234", True),
        ("4221234", "0730-4221234", True),
        ("0731-4221234", "0730-4221234", False),
        ("0730-4221234转1", "0730-4221234转2", False),
        ("0730-4221234、4221235", "0730-4221235", True),
        ("0730-4221234", "0730-4221234、4221235", False),
        ("0730-4221234", "0730-4221234；12345", False),
        ("0730-4221234；12345", "0730-4221234；12345", True),
        ("12345", "0730-12345", False),
        ("12366", "12366", False),
        ("0730-4221234", "同咨询电话", True),
        ("12345", "同咨询电话", False),
        ("", "同咨询电话", False),
        ("", "0730-4221234", False),
    ],
)
def test_a_complaint_goes_to_another_number_than_a_question(asked, complaint, same):
    seen = ask(OtherPhone(hotlines=("12345",)), complaint, None, {"consultation": asked})
    assert (seen is not None) == same


@pytest.mark.parametrize("own", ["", "待定", "无"])
def test_without_a_consultation_of_its_own_a_matter_is_held_to_its_windows(own):
    record = {"consultation": own, "windows": [{"name": "1号"}, {"phone": "0730-4221234"}]}
    assert ask(OtherPhone(), "0730-4221234", None, record) == [(None, {"phone": "0730-4221234"})]


def test_the_windows_are_not_asked_where_the_matter_has_a_consultation():
    record = {"consultation": "0730-4225555", "windows": [{"phone": "0730-4221234"}]}
    assert ask(OtherPhone(), "0730-4221234", None, record) is None


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("湖南省岳阳市华容县章华镇", "湖南省 岳阳市 华容县"),
        ("广西壮族自治区灵山县三海街道", "广西壮族自治区 灵山县"),
        ("湘西土家族苗族自治州保靖县", "湘西土家族苗族自治州 保靖县"),
        ("南县南洲镇", "南县"),
        ("县政务服务中心A区", ""),
        ("本县各乡镇", ""),
        ("岳阳市南湖新区", "岳阳市"),
        ("高新区", ""),
        ("长沙市天心区", "长沙市 天心区"),
        ("岳阳楼区金鹗中路1号", "岳阳楼区"),
        ("西宁市城东区", "西宁市 城东区"),
        ("城东区文化路", ""),
        ("综合服务区3号窗口", ""),
        ("老县政府院内3楼", ""),
        ("新县委大院2楼", ""),
        ("大市场路5号", ""),
        ("", ""),
        ("章华镇杏花社区", ""),
        ("政务中心", ""),
    ],
)
def test_the_divisions_that_an_address_opens_with_are_read(text, chain):
    assert divisions(text) == tuple(chain.split())
