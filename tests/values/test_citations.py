"""Citations: titles, bare names, articles, document numbers; and words that cite nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.values.law.articles import has_article
from guidelint.values.law.citations import Citation, find_citations, names_instrument
from guidelint.values.law.document_numbers import document_number_problem, find_document_numbers


def brief(text):
    return [(citation.title, citation.marks, citation.article) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《公司法》", [("公司法", True, None)]),
        ("《公司法》第二十九条", [("公司法", True, 29)]),
        ("《中华人民共和国食品安全法》第12条", [("中华人民共和国食品安全法", True, 12)]),
        ("《中华人民共和国食品安全法》第１２条", [("中华人民共和国食品安全法", True, 12)]),
        ("《民法典》第一千零四十六条", [("民法典", True, 1046)]),
        ("《A法》: 第 三 条", [("A法", True, 3)]),
        ("《A法》规定的第三条", [("A法", True, 3)]),
        ("《婚姻法》第五条、第六条", [("婚姻法", True, 5), ("婚姻法", True, 6)]),
        ("《A法》第三条和第五条", [("A法", True, 3), ("A法", True, 5)]),
        ("《A法》第三条至第五条", [("A法", True, 3), ("A法", True, 5)]),
        ("《A法》第三、五条", [("A法", True, 3), ("A法", True, 5)]),
        ("《A法》第十二条、十三条", [("A法", True, 12), ("A法", True, 13)]),
        ("《A法》第三条第一款、第二款，第五条", [("A法", True, 3), ("A法", True, 5)]),
        ("《A法》（国务院令第722号）第三十六条", [("A法", True, 36)]),
        ("《A法》（2019年修正）（主席令第22号）第三条", [("A法", True, 3)]),
        ("《A法》（2019年修正）、《B条例》第三条", [("A法", True, None), ("B条例", True, 3)]),
        (
            "《A法》第三条；《B条例》第四条、第五条",
            [("A法", True, 3), ("B条例", True, 4), ("B条例", True, 5)],
        ),
        ("《关于印发《X办法》的通知》", [("关于印发《X办法》的通知", True, None)]),
        ("《关于转发〈关于第三条的意见〉的通知》", [("关于转发〈关于第三条的意见〉的通知", True, None)]),
        ("《《A法》第三条", [("A法", True, 3)]),
        ("《A法》》第三条", [("A法", True, None)]),
        ("《》第三条", []),
        ("《 》", []),
        ("《A法", []),
        ("A法》第三条", []),
        ("《" + "长" * 201 + "》", []),
        ("《A法》施行以后，第三条", [("A法", True, None)]),
        ("《A法》第三四条", [("A法", True, None)]),
        ("《A法》第二款第五条", [("A法", True, None)]),
        ("食品安全法第三十五条", [("食品安全法", False, 35)]),
        ("中华人民共和国劳动合同法第三条", [("中华人民共和国劳动合同法", False, 3)]),
        ("根据行政许可法第四十二条", [("行政许可法", False, 42)]),
        ("申请人应当依照公司法第三条", [("公司法", False, 3)]),
        ("依公司法第三条", [("公司法", False, 3)]),
        ("见刑法第三条", [("刑法", False, 3)]),
        ("食品安全法：第三十五条、第三十六条", [("食品安全法", False, 35), ("食品安全法", False, 36)]),
        ("行政许可法（2019修正）第四十二条", [("行政许可法", False, 42)]),
        ("食品安全法第三条和行政许可法第五条", [("食品安全法", False, 3), ("行政许可法", False, 5)]),
        ("《A法》第三条、公司法第五条", [("A法", True, 3), ("公司法", False, 5)]),
        ("公司法第五条、《A法》第三条", [("公司法", False, 5), ("A法", True, 3)]),
        ("公司法和企业所得税法第五条", [("企业所得税法", False, 5)]),
        ("取水许可和水资源费征收管理条例第四条", [("取水许可和水资源费征收管理条例", False, 4)]),
        ("涉外民事关系法律适用法第三条", [("涉外民事关系法律适用法", False, 3)]),
        ("国务院关于投资体制改革的决定第三条", [("国务院关于投资体制改革的决定", False, 3)]),
        ("香港特别行政区基本法第三条", [("香港特别行政区基本法", False, 3)]),
        ("原产地规则第三条", [("原产地规则", False, 3)]),
        ("公司法（《解释》）第三条", [("公司法", False, 3), ("解释", True, None)]),
        ("〈A法〉和<公司法>第三条", [("公司法", False, 3)]),
        ("“公司法”（2023修订）第三条", [("公司法", False, 3)]),
        (
            "《A法》（1993年12月29日通过　根据2018年10月26日第十三届全国人民代表大会常务委员会第六次会议"
            "《关于修改〈A法〉的决定》修正）第三条",
            [("A法", True, 3), ("关于修改〈A法〉的决定", True, None)],
        ),
    ],
)
def test_a_law_is_found_with_its_articles(text, expected):
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "本法第三条",
        "该条例第五条",
        "根据本条例第五条",
        "上述规定第三条",
        "有关法律第三条",
        "相关规定第三条",
        "依法第三条",
        "按照执法第三条",
        "办法第三条",
        "管理办法第三条",
        "作出的决定第三条",
        "国家规定第三条",
        "第三条",
        "合同第三条",
        "甲、第三条",
        "，，，，第三条",
        "食品安全法",
        "",
    ],
)
def test_words_that_point_back_or_at_law_in_general_cite_nothing(text):
    assert find_citations(text) == ()


@pytest.mark.parametrize(
    ("text", "number", "suffix"),
    [
        ("《刑法》第十三条之一", 13, 1),
        ("《A法》第五条第二款", 5, None),
        ("《A法》第五条第二款第三项", 5, None),
        ("《A法》第五条第（三）项", 5, None),
        ("《A法》第五条第一款第（三）、（四）项", 5, None),
        ("《A法》第五条第一、二款", 5, None),
        ("《A法》第5条第2款第(3)项", 5, None),
    ],
)
def test_parts_of_an_article_belong_to_its_citation(text, number, suffix):
    (found,) = find_citations(text)
    assert (found.article, found.article_suffix, found.end) == (number, suffix, len(text))


@pytest.mark.parametrize(
    ("text", "title", "short", "qualifier"),
    [
        ("《公司法》（2018修正）第六条", "公司法", "公司法", "2018修正"),
        ("《公司法》(2023修订)", "公司法", "公司法", "2023修订"),
        ("《中华人民共和国公司法(2018修正)》第六条", "中华人民共和国公司法(2018修正)", "公司法", "2018修正"),
        ("《A办法（试行）》", "A办法（试行）", "A办法（试行）", ""),
        ("《A名录（2021年版）》", "A名录（2021年版）", "A名录（2021年版）", ""),
        ("《A条例》（国务院令第676）第七条", "A条例", "A条例", "国务院令第676"),
        ("《A》（2014年国家发展改革委令第7号）", "A", "A", "2014年国家发展改革委令第7号"),
        ("《A》（2019修正）（国务院令第7号）", "A", "A", "2019修正、国务院令第7号"),
        ("《A》（国发（2022）5号）", "A", "A", "国发（2022）5号"),
        ("《A通知》国发〔2022〕5号", "A通知", "A通知", ""),
        ("《A意见》（）三(七)", "A意见", "A意见", ""),
        ("《A》（一）（二）（三）（四）", "A", "A", "一、二、三"),
    ],
)
def test_what_stands_in_brackets_qualifies_the_title(text, title, short, qualifier):
    (found,) = find_citations(text)
    assert (found.title, found.short, found.qualifier) == (title, short, qualifier)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("原《食品卫生法》第三条", True),
        ("（原）《食品卫生法》", True),
        ("依据原食品卫生法第三条", True),
        ("《食品卫生法》", False),
        ("草原《A法》", False),
        ("食品卫生法第三条", False),
    ],
)
def test_a_former_law_is_marked(text, expected):
    assert [found.former for found in find_citations(text)] == [expected]


def test_offsets_cut_the_citation_out_of_the_text():
    text = "依据《A法》（2018修正）第三条、第五条和B公司法第六条"
    assert find_citations(text) == (
        Citation("A法", 2, 17, True, "2018修正", 3, None, False, "A法"),
        Citation("A法", 18, 21, True, "2018修正", 5, None, False, "A法"),
        Citation("公司法", 23, 29, False, "", 6, None, False, "公司法"),
    )
    assert text[2:17] == "《A法》（2018修正）第三条"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国发〔2022〕5号", ("国发〔2022〕5号",)),
        ("国令第722号", ("国令第722号",)),
        ("财建[2017]26号", ("财建[2017]26号",)),
        ("湘人社发（2019）56号", ("湘人社发（2019）56号",)),
        ("桂发改投资﹝2013﹞833号", ("桂发改投资﹝2013﹞833号",)),
        ("〔2018〕第45号", ("〔2018〕第45号",)),
        ("根据国发〔2022〕5号", ("国发〔2022〕5号",)),
        ("印发的湘政办发〔2021〕14号文件", ("湘政办发〔2021〕14号",)),
        ("国发〔2022〕5号和湘政办发〔2021〕14号", ("国发〔2022〕5号", "湘政办发〔2021〕14号")),
        ("国务院令第722号", ("国务院令第722号",)),
        ("中华人民共和国主席令第二十九号", ("中华人民共和国主席令第二十九号",)),
        ("国家发展改革委令2014年第7号", ("国家发展改革委令2014年第7号",)),
        ("2016年11月27日国家发展和改革委员会令第44号", ("国家发展和改革委员会令第44号",)),
        ("农业部公告第2045号", ("农业部公告第2045号",)),
        ("根据国务院第412号令", ("国务院第412号令",)),
        ("国务院令412号", ("国务院令412号",)),
        ("交通运输部2022年第38号令", ("交通运输部2022年第38号令",)),
        ("《通知》（湘医保发2020年14号）", ("湘医保发2020年14号",)),
        ("关于印发2020年5号文的通知", ()),
        ("实施条例（国务院令第676）第七条", ("国务院令第676",)),
        ("依照国务院令第676执行", ()),
        ("第35号", ()),
        ("(2021)3号", ()),
        ("[2021]3号楼", ()),
        ("人民路5号", ()),
        ("2022年5号", ()),
        ("", ()),
    ],
)
def test_document_numbers_are_found_as_written(text, expected):
    assert find_document_numbers(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("国发〔2022〕5号", None),
        ("国务院令第722号", None),
        ("国务院第412号令", None),
        ("农业部公告〔2019〕第5号", None),
        ("环保部令〔2018〕第45号", None),
        ("国发[2022]5号", "brackets"),
        ("国发（2022）5号", "brackets"),
        ("桂发改投资﹝2013﹞833号", "brackets"),
        ("国发{2022}5号", "brackets"),
        ("国发〔2022〕5", "unfinished"),
        ("国发〔2022年〕5号", "year"),
        ("国发〔22〕5号", "year"),
        ("国发〔2018〕第45号", "ordinal"),
        ("国发〔2022〕05号", "zero"),
        ("湘医保发2020年14号", "brackets"),
        ("国务院令第676", "unfinished"),
        ("", None),
    ],
)
def test_a_document_number_has_one_form(number, expected):
    assert document_number_problem(number) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《公司法》", True),
        ("食品安全法", True),
        ("宪法", True),
        ("预算法", True),
        ("公司法", True),
        ("城市供水条例", True),
        ("企业名称登记管理规定", True),
        ("国务院关于投资体制改革的决定", True),
        ("根据行政许可法办理", True),
        ("行政复议法规定的条件", True),
        ("国发〔2022〕5号", True),
        ("国务院令第412号", True),
        ("依据有关法律法规", False),
        ("按照相关规定", False),
        ("国家有关政策", False),
        ("按国家规定执行", False),
        ("依法办理", False),
        ("法律法规规定", False),
        ("国家法律法规和省有关规定", False),
        ("有关管理办法", False),
        ("依照本办法", False),
        ("依据上级文件", False),
        ("实施细则", False),
        ("作出行政许可决定", False),
        ("县政府决定", False),
        ("各级人民政府规定", False),
        ("依据行政许可法律规定", False),
        ("办理方法", False),
        ("法定代表人", False),
        ("违法执法", False),
        ("，法", False),
        ("", False),
    ],
)
def test_only_a_name_or_a_number_names_an_instrument(text, expected):
    assert names_instrument(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第三条", True),
        ("第3条", True),
        ("第三款", True),
        ("第（三）项", True),
        ("第二章", True),
        ("第一部分", True),
        ("第三条第四款", True),
        ("第三、五条", True),
        ("三(七)", True),
        ("三、（七）", True),
        ("《公司法》第二十九条", True),
        ("35", False),
        ("三十五", False),
        ("2021(7)", False),
        ("第三方", False),
        ("第一次", False),
        ("条", False),
        ("第条", False),
        ("《公司法》", False),
        ("", False),
    ],
)
def test_an_article_is_named_by_its_kind(text, expected):
    assert has_article(text) is expected


@settings(database=None, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(), st.sampled_from("《》〈〉（）第一三条款项之法条例令号〔2018〕、和原")
        )
    )
)
def test_no_text_makes_a_reader_of_citations_raise(text):
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
        assert citation.title in text
    assert all(number in text for number in find_document_numbers(text))
    assert names_instrument(text) in (True, False)
    assert has_article(text) in (True, False)


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "第",
        "0730-",
        "《",
        "《》",
        "第一条",
        "法第一条",
        "《A》第一条",
        "法",
        "令第",
        "公司法（",
        "国发〔2022〕",
    ],
)
def test_a_very_long_text_is_read_to_its_end(piece):
    text = (piece * 200_000)[:200_000]
    assert bool(find_citations(text)) is (piece == "《A》第一条")
    assert find_document_numbers(text) == ()
    assert names_instrument(text) is (piece in ("《A》第一条", "公司法（"))
