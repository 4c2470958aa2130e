from __future__ import annotations

import pytest

from guidelint.checks.base import Settings
from guidelint.checks.forms.fill_in import FormToFill, Written
from guidelint.checks.materials.copies import CopyCounts
from guidelint.checks.materials.documents import IssuerNamed, NoPaperOnline, RestsOnLaw
from guidelint.checks.materials.fitting import FitsName, Shareable
from guidelint.checks.materials.listing import DistinctMaterials, DocumentsListed, OneDocument, OpenEnded
from guidelint.checks.materials.mentions import Mentions

RUN = Settings()


@pytest.mark.parametrize(
    ("material", "paths"),
    [
        ({"originals": "1", "copies": "2份"}, None),
        ({"originals": "10", "copies": "0"}, None),
        ({"copies": "待定"}, None),
        ({"originals": "0"}, None),
        ({"originals": "11", "copies": "若干"}, [("copies",), ("originals",)]),
        ({"originals": "0", "copies": "0", "form": "电子化"}, None),
        ({"originals": "0", "copies": "0", "form": "纸质/电子化"}, [("copies",)]),
    ],
)
def test_counts_of_copies_are_judged(material, paths):
    seen = CopyCounts(max=10).compile(RUN)(None, material, {})
    assert (seen and [path for path, _ in seen]) == paths


def test_materials_for_different_situations_are_no_repetition():
    optional = {"name": "身份证明", "necessity": "非必要"}
    record = [optional | {"necessity_note": "个人提交"}, optional | {"necessity_note": "单位提交"}]
    assert DistinctMaterials().compile(RUN)(record, {}, {}) is None


def test_a_third_repetition_names_the_first_row():
    materials = [
        {"name": "身份证"},
        {"name": "待定"},
        {"name": "居民身份证"},
        {"name": ""},
        {"name": "身份证复印件"},
    ]
    assert DistinctMaterials().compile(RUN)(materials, {}, {}) == [
        (("$", "materials", 2, "name"), {"first": "身份证", "row": "1"}),
        (("$", "materials", 4, "name"), {"first": "身份证", "row": "1"}),
    ]
    assert DistinctMaterials().compile(RUN)(None, {}, {}) is None


def test_what_is_missing_is_not_judged():
    record = {"materials": [{"name": "申请表"}], "online_depth": "四级"}
    checks = (OpenEnded(sorts=("catch-all",)), OneDocument(), DocumentsListed(), NoPaperOnline())
    assert [check.compile(RUN)(None, {}, record) for check in checks] == [(), (), (), ()]


def test_several_gaps_of_one_text_are_one_problem():
    record = {"materials": [{"name": "申请表"}]}
    seen = DocumentsListed().compile(RUN)("提交验资报告、结婚证或者离婚证", record, record)
    assert seen == [(None, {"documents": "验资报告、结婚证或者离婚证"})]


@pytest.mark.parametrize(
    ("material", "is_form"),
    [
        ({"name": "名册", "type": "申请表格文书"}, True),
        ({"name": "申请表", "type": "证件证书证明"}, False),
        ({"name": "申请表"}, True),
        ({"name": "申请表", "type": "无"}, True),
        ({"name": "户籍登记表", "source": "政府部门核发"}, False),
        ({"name": "营业执照"}, False),
        ({}, False),
    ],
)
def test_a_material_is_a_form_to_fill_in_or_not(material, is_form):
    assert (FormToFill().compile(RUN)(None, material, {}) is None) is is_form


@pytest.mark.parametrize(
    ("files", "given"),
    [
        (["a.docx"], True),
        (["无", "a.docx"], True),
        (["无"], False),
        (["见附件"], False),
        (None, False),
        ("自备", True),
        ("待定", False),
    ],
)
def test_a_value_is_written_or_not(files, given):
    assert (Written().compile(RUN)(files, {}, {}) is None) is given


@pytest.mark.parametrize(
    ("about", "material", "mentioned"),
    [
        ("situation", {"name": "授权委托书"}, False),
        ("situation", {"name": "授权委托书（如有）"}, True),
        ("situation", {"notes": "复印件若干"}, False),
        ("deadline", {"notes": "5个工作日内补交"}, True),
        ("deadline", {"notes": "发放许可证前提交"}, True),
        ("deadline", {"notes": "领取结果时补交"}, True),
        ("deadline", {"notes": "年底前补齐"}, True),
        ("deadline", {"notes": "可以提前补交"}, False),
        ("deadline", {"notes": "办理时间以窗口为准"}, False),
        ("deadline", {"notes": "可以后补"}, False),
        ("copies", {"notes": "A4纸"}, False),
    ],
)
def test_a_note_mentions_a_subject_or_not(about, material, mentioned):
    check = Mentions(about=about, within=("name", "notes"))
    assert (check.compile(RUN)(None, material, {}) is None) is mentioned


@pytest.mark.parametrize(
    ("entry", "lawful"),
    [
        ({"title": "工伤保险条例"}, True),
        ({"title": "《工伤保险条例》第十七条"}, True),
        ({"title": "社会救助规程", "document_number": "国务院令第649号"}, True),
        ({"title": "某某的决定", "issuer": "国务院"}, True),
        ({"title": "某某的决议", "issuer": "湖南省人民代表大会常务委员会"}, True),
        ({"title": "某某的通知", "issuer": "国务院办公厅"}, False),
        ({}, False),
    ],
)
def test_an_entry_of_the_legal_basis_is_a_law_or_not(entry, lawful):
    assert (RestsOnLaw().compile(RUN)(None, {}, {"legal_basis": [entry]}) is None) is lawful


def test_the_own_basis_of_a_material_is_judged_alone():
    own = RestsOnLaw(own=True).compile(RUN)
    record = {"legal_basis": [{"title": "工伤保险条例"}]}
    assert own(None, {}, record) == ()
    assert own(None, {"basis": "县政办〔2019〕3号"}, record) == [(None, {})]
    assert own(None, {"basis": "《工伤保险条例》第十七条"}, {}) is None


def test_a_body_may_be_named_in_the_note_or_in_the_name():
    test = IssuerNamed().compile(RUN)
    materials = ({"source_note": "开户银行出具"}, {"name": "律师协会出具的证明"}, {"name": "户口簿"})
    unnamed = [(None, {"said": "", "said_en": ""})]
    assert [test(None, material, {}) for material in materials] == [None, None, unnamed]


@pytest.mark.parametrize(
    ("about", "material", "fits"),
    [
        ("type", {"name": "食品经营许可申请表", "type": "证件证书证明"}, False),
        ("type", {"name": "食品经营许可申请表", "type": "申请表格文书"}, True),
        ("type", {"name": "营业执照", "type": "申请表格文书"}, False),
        ("type", {"name": "住所使用证明", "type": "申请表格文书"}, False),
        ("type", {"name": "《居民户口簿》", "type": "申请表格文书"}, False),
        ("type", {"name": "《食品经营许可申请表》", "type": "证件证书证明"}, False),
        ("type", {"name": "应急预案备案登记表（复制件）", "type": "证件证书证明"}, True),
        ("type", {"name": "诚信承诺书", "type": "证件证书证明"}, True),
        ("type", {"name": "营业执照"}, True),
        ("source", {"name": "营业执照", "source": "申请人自备"}, False),
        ("source", {"name": "营业执照", "source": "政府部门核发"}, True),
        ("source", {"name": "《教师资格证书》", "source": "申请人自备"}, False),
        ("source", {"name": "租赁合同", "source": "政府部门核发"}, False),
        ("source", {"name": "诚信承诺书", "source": "政府部门核发"}, False),
        ("source", {"name": "租赁合同", "source": "申请人自备"}, True),
        ("source", {"name": "授权委托书（原件）", "source": "政府部门核发"}, False),
        ("source", {"name": "近期免冠照片2张", "source": "政府部门核发"}, False),
    ],
)
def test_a_name_fits_the_type_and_the_source_or_not(about, material, fits):
    assert (FitsName(about=about).compile(RUN)(None, material, {}) is None) is fits


@pytest.mark.parametrize(
    ("material", "shared"),
    [
        ({"name": "营业执照复印件1份"}, False),
        ({"name": "居民身份证", "form": "纸质"}, False),
        ({"name": "居民身份证", "form": "纸质/电子化"}, True),
        ({"name": "居民身份证", "exempt": "是"}, True),
        ({"name": "营业执照（电子证照，免提交）"}, True),
        ({"name": "营业执照", "notes": "系统自动调用电子证照"}, True),
        ({"name": "租赁合同", "form": "纸质"}, True),
    ],
)
def test_a_certificate_that_can_be_shared_is_asked_for_on_paper_or_not(material, shared):
    assert (Shareable().compile(RUN)(None, material, {}) is None) is shared
