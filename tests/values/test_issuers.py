from __future__ import annotations

import pytest

from guidelint.values.materials.issuers import (
    is_authority,
    issuer_in_name,
    names_applicant,
    names_body,
    names_nobody,
    rests_on_law,
    tells_of_source,
)


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("由毕业院校或者培训机构颁发", True),
        ("岳阳市律师协会出具", True),
        ("活动场所管理者出具", True),
        ("公安部门", True),
        ("节能行政主管部门出具", True),
        ("政府部门核发", False),
        ("中介机构出具", False),
        ("有关主管部门出具", False),
        ("由申请人自备", False),
        ("见备注", False),
        ("材料分两部分", False),
    ],
)
def test_a_note_names_a_body_or_not(note, named):
    assert names_body(note) is named


@pytest.mark.parametrize(
    ("issuer", "nobody"),
    [
        ("政府部门", True),
        ("有关单位", True),
        ("政府部门核发", True),
        ("相关职能部门", True),
        ("第三方机构", True),
        ("发证机关", True),
        ("其他", True),
        ("有关主管部门", True),
        ("主管部门", False),
        ("业务主管单位", False),
        ("原发证机关", False),
        ("所在单位", False),
        ("第三方检测机构", False),
        ("人民政府", False),
        ("出租人", False),
    ],
)
def test_an_issuer_may_name_nobody(issuer, nobody):
    assert names_nobody(issuer) is nobody


@pytest.mark.parametrize(
    ("issuer", "applicant"),
    [
        ("申请人", True),
        ("申请人自备", True),
        ("由申请单位提供", True),
        ("本人", True),
        ("申请人所在单位", False),
        ("申请人户籍地派出所", False),
        ("出租人", False),
    ],
)
def test_an_applicant_issues_nothing(issuer, applicant):
    assert names_applicant(issuer) is applicant


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("律师协会出具的实习考核合格证明", True),
        ("由相应工程咨询资格的机构编制的可行性研究报告", True),
        ("有关部门出具的证明", False),
        ("单位介绍信", False),
        ("派出所证明", True),
        ("卫健委批准文件", True),
        ("环保部门意见", True),
        ("住所证明（由村（居）委会出具）", True),
        ("无违法证明（原件，户籍地派出所）", True),
        ("政府部门意见", False),
        ("证明（有关部门出具）", False),
        ("公司章程（企业）", False),
        ("局部施工意见", False),
    ],
)
def test_a_name_says_who_issues_the_document_or_not(name, named):
    assert issuer_in_name(name) is named


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("推荐人", True),
        ("销售方提供", True),
        ("房东", True),
        ("", False),
        ("见说明", False),
        ("其他来源", False),
        ("由有关部门出具", False),
    ],
)
def test_a_note_tells_of_a_source_or_not(note, told):
    assert tells_of_source(note) is told


@pytest.mark.parametrize(
    ("basis", "lawful"),
    [
        ("《中华人民共和国建筑法》第八条", True),
        ("《工伤保险条例》第十七条", True),
        ("《湖南省建筑市场管理条例》", True),
        ("《民法典》第一千零七十六条", True),
        ("食品安全法第三十三条", True),
        ("食品安全法", True),
        ("《社会救助暂行办法》", True),
        ("《湖南省行政程序规定》（省政府令第222号）", True),
        ("《湖南省实施〈中华人民共和国残疾人保障法〉办法》第三条", True),
        ("《湖南省实施中华人民共和国土地管理法办法》", True),
        ("《华容县实施〈中华人民共和国土地管理法〉办法》", False),
        ("国务院令第649号", True),
        ("《国务院对确需保留的行政审批项目设定行政许可的决定》", True),
        ("《岳阳市公共租赁住房管理实施细则》第九条", False),
        ("《华容县农村建房管理办法》", False),
        ("《关于印发某某办法的通知》（县政办〔2019〕3号）", False),
        ("《某某工作指南》", False),
        ("县政办〔2019〕3号", False),
        ("窗口要求", False),
        ("", False),
    ],
)
def test_a_basis_is_a_law_or_not(basis, lawful):
    assert rests_on_law(basis) is lawful


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("市市场监管局", True),
        ("由公安机关核发", True),
        ("县级以上人民政府民政部门", True),
        ("市公安局交警支队", True),
        ("公证处", False),
        ("社区", False),
        ("邮局", False),
        ("申请人到公安局开具", False),
        ("自然资源局或自备", False),
        ("人事部门", False),
    ],
)
def test_an_authority_alone(text: str, authority: bool) -> None:
    assert is_authority(text) == authority
