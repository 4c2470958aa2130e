"""XML sources: elements of any name as plain values, exact locations, nothing fetched or expanded."""

from __future__ import annotations

import time
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.location import Path, Region
from guidelint.readers.decode import decode
from guidelint.readers.xml.reader import XmlTree

RECORDS = """<?xml version="1.0" encoding="UTF-8"?>
<records>
  <record>
    <name>取水许可</name>
    <materials>
      <material
          id="7"><name>申请书</name><copies>1</copies></material>
      <material><name><![CDATA[ 身份<证> ]]></name><copies/></material>
    </materials>
  </record>
  <record><name>乙</name><materials><material><name>表</name></material></materials></record>
</records>
"""
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><records><record><name>&j;</name></record></records>"
)


def cut(tree: XmlTree, path: Path) -> str:
    region = tree.region(path)
    start = tree.lines.offset(region.line, region.column)
    return tree.lines.text[start : tree.lines.offset(region.end_line, region.end_column)]


@pytest.mark.parametrize(
    ("xml", "root"),
    [
        ("<record><name>甲</name></record>", {"name": "甲"}),
        ("<records><record><name>甲</name></record></records>", {"records": [{"name": "甲"}]}),
        ("<事项列表><事项><事项名称>甲</事项名称></事项></事项列表>", {"records": [{"事项名称": "甲"}]}),
        (
            "<办事指南><事项名称>甲</事项名称><申请材料><材料>表</材料></申请材料></办事指南>",
            {"事项名称": "甲", "申请材料": ["表"]},
        ),
        ("<r><fees><fee><name>费</name></fee></fees><code/></r>", {"fees": [{"name": "费"}], "code": None}),
        (
            "<DATA><T><ROW><A>1</A></ROW></T><MATERIAL_LIST><MATERIAL>甲</MATERIAL></MATERIAL_LIST></DATA>",
            {"T": [{"A": "1"}], "MATERIAL_LIST": ["甲"]},
        ),
        (
            "<r><legal_basis><item>《法》</item></legal_basis><name>甲</name></r>",
            {"legal_basis": ["《法》"], "name": "甲"},
        ),
        ("<r><name>甲</name><材料>一</材料><材料>二</材料></r>", {"name": "甲", "材料": ["一", "二"]}),
        ("<r><limit><value>20</value></limit><name>甲</name></r>", {"limit": {"value": "20"}, "name": "甲"}),
        ("<r><name>甲</name><p>依<b>第三</b>条</p></r>", {"name": "甲", "p": "依第三条"}),
        ('<g:r xmlns:g="urn:x"><g:name>甲</g:name><g:code>1</g:code></g:r>', {"name": "甲", "code": "1"}),
        ('<r><m no="1"><a>x</a><b>y</b></m><n/></r>', {"m": {"@no": "1", "a": "x", "b": "y"}, "n": None}),
        ('<r><a lang="zh">x</a><b k="v"/></r>', {"a": "x", "b": {"@k": "v"}}),
        ("<r><a><![CDATA[<p>一</p>]]></a><b>&lt;&#20013;&gt;</b></r>", {"a": "<p>一</p>", "b": "<中>"}),
        ("<r><a>一<!-- 注 -->二</a><?p x?><b/></r>", {"a": "一二", "b": None}),
        (
            "<data><info><name>甲</name><code>1</code></info></data>",
            {"records": [{"name": "甲", "code": "1"}]},
        ),
        ("<records/>", {"records": []}),
        ("<r>文字</r>", "文字"),
    ],
)
def test_elements_become_texts_lists_and_mappings(xml: str, root: Any) -> None:
    tree = XmlTree(xml)
    assert (tree.root, tree.problems) == (root, [])


@pytest.mark.parametrize(
    ("path", "text", "xpath"),
    [
        (("records", 0, "name"), "取水许可", "/records/record[1]/name"),
        (("records", 0, "materials", 1, "name"), "身份<证>", "/records/record[1]/materials/material[2]/name"),
        (
            ("records", 0, "materials", 1, "copies"),
            "<copies/>",
            "/records/record[1]/materials/material[2]/copies",
        ),
        (("records", 0, "materials"), "<materials>", "/records/record[1]/materials"),
        (
            ("records", 0, "materials", 0),
            '<material\n          id="7">',
            "/records/record[1]/materials/material[1]",
        ),
        (("records", 0, "location"), "<record>", "/records/record[1]"),
        (("records", 1, "materials", 0, "name"), "表", "/records/record[2]/materials/material/name"),
        ((), "<records>", "/records"),
    ],
)
def test_a_region_is_the_text_or_the_start_tag(path: Path, text: str, xpath: str) -> None:
    tree = XmlTree(RECORDS)
    assert (cut(tree, path), tree.region(path).xpath) == (text, xpath)


def test_elements_that_share_a_name_are_counted_in_the_xpath() -> None:
    tree = XmlTree("<r><name>甲</name><材料>一</材料><材料>二</材料></r>")
    assert tree.region(("材料", 1)) == Region(1, 32, 1, 33, xpath="/r/材料[2]")
    assert tree.region(("材料",)) == Region(1, 18, 1, 22, xpath="/r/材料")


@pytest.mark.parametrize(
    ("path", "text", "xpath"),
    [
        (("@name",), "取水 name='甲'", "/r/@name"),
        (("@code",), "1", "/r/@code"),
        (("@hours",), 'hours=""', "/r/@hours"),
        (("fees", 1, "@name"), "费>", "/r/fees/fee[2]/@name"),
        (("@none",), """<r g:code='1' xmlns:g="u" name=" 取水 name='甲' " hours="">""", "/r/@none"),
    ],
)
def test_the_region_of_an_attribute_is_its_value(path: Path, text: str, xpath: str) -> None:
    begin = """<r g:code='1' xmlns:g="u" name=" 取水 name='甲' " hours="">"""
    tree = XmlTree(f"{begin}<fees><fee/><fee name='费>'/></fees><name/></r>")
    assert (cut(tree, path), tree.region(path).xpath) == (text, xpath)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_all_kinds_keep_lines_and_columns(line_break: str) -> None:
    tree = XmlTree(RECORDS.replace("\n", line_break))
    assert tree.region(("records", 0, "materials", 0, "name"))[:4] == (7, 24, 7, 27)


@pytest.mark.parametrize("encoding", ["GBK", "gb2312", "UTF-16", "nonsense"])
def test_what_encoding_the_declaration_names_does_not_matter(encoding: str) -> None:
    tree = XmlTree(RECORDS.replace("UTF-8", encoding))
    assert tree.problems == []
    assert cut(tree, ("records", 0, "name")) == "取水许可"


def test_a_file_in_gbk_is_read() -> None:
    decoded = decode(RECORDS.replace("UTF-8", "GBK").encode("gbk"))
    assert decoded.text is not None
    assert XmlTree(decoded.text).root["records"][1]["name"] == "乙"


def test_characters_beyond_the_basic_plane_are_one_column_each() -> None:
    assert XmlTree("<r><a>𠮷𠀀</a><b>中</b></r>").region(("b",)) == Region(1, 16, 1, 17, xpath="/r/b")


@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS,
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><name>&x;</name></r>',
        '<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]><r><name>甲</name></r>',
    ],
)
def test_entity_declarations_are_refused_and_nothing_is_fetched(xml: str) -> None:
    tree = XmlTree(xml)
    assert tree.root is None
    (problem,) = tree.problems
    assert (problem.rule, problem.args) == (
        "source.syntax",
        {"reason": "含有实体声明，不予展开 (entities are not expanded)"},
    )
    assert xml[problem.region.column - 1 :].startswith("<!ENTITY")


def test_an_external_document_type_is_not_fetched() -> None:
    tree = XmlTree('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r><name>甲</name><code>&x;</code></r>')
    assert tree.root == {"name": "甲", "code": "&x;"}


@pytest.mark.parametrize(
    ("xml", "rule", "place"),
    [
        ("<r><a>一</b></r>", "source.syntax", (1, 10)),
        ("<r>\n<a>一</a>\n<b", "source.truncated", (3, 1)),
        ("<r><a>一</a>", "source.truncated", (1, 12)),
        ("<r><a>&nbsp;</a></r>", "source.syntax", (1, 7)),
        ("不是 XML", "source.syntax", (1, 1)),
        ("<r/><r/>", "source.syntax", (1, 5)),
    ],
)
def test_what_is_no_xml_is_told_with_its_place(xml: str, rule: str, place: tuple[int, int]) -> None:
    tree = XmlTree(xml)
    assert tree.root is None
    assert [(p.rule, (p.region.line, p.region.column)) for p in tree.problems] == [(rule, place)]
    assert tree.region(("a",)) == Region(1, 1, 1, 1)


def test_a_tree_too_deep_is_a_finding() -> None:
    tree = XmlTree("<a>" * 5000 + "</a>" * 5000)
    assert [problem.rule for problem in tree.problems] == ["source.syntax"]


def test_comments_cover_their_line_or_the_element_below() -> None:
    tree = XmlTree(
        "<r>\n <!-- guidelint: ignore[a.b] 理由 -->\n <!-- 别的 -->\n <m>\n  <n>甲</n>\n </m>\n"
        " <o>乙</o> <!-- guidelint: ignore[c] 尾 -->\n <!-- guidelint: ignore[d] 末 -->\n</r>"
    )
    assert tree.comments() == [
        (4, 6, "guidelint: ignore[a.b] 理由"),
        (7, 7, "guidelint: ignore[c] 尾"),
        (8, 8, "guidelint: ignore[d] 末"),
    ]


def test_a_hundred_thousand_attributes_are_read() -> None:
    attributes = " ".join(f'a{number}="{number}"' for number in range(100_000))
    begun = time.process_time()
    root = XmlTree(f"<record {attributes}><name>取水</name></record>").root
    assert root["@a99999"] == "99999"
    assert time.process_time() - begun < 5


def test_two_hundred_thousand_lines_are_read_and_placed() -> None:
    record = "<record>\n<name>取水</name>\n<code>1</code>\n</record>\n"
    tree = XmlTree("<records>\n" + record * 50_000 + "</records>")
    assert tree.region(("records", 49_999, "name")) == Region(
        199_999, 7, 199_999, 9, xpath="/records/record[50000]/name"
    )


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS.filter(lambda text: text.strip() == text), min_size=1, max_size=6))
def test_every_text_cut_out_by_its_region_is_that_text(texts: list[str]) -> None:
    source = (
        "<r><name>x</name>\n" + "".join(f"<m>\r\n <n>{escape(text)}</n>\n<o/></m>" for text in texts) + "</r>"
    )
    tree = XmlTree(source)
    members = tree.root["m"] if len(texts) > 1 else [tree.root["m"]]
    assert [member["n"] for member in members] == texts
    paths: list[Path] = [("m", n, "n") for n in range(len(texts))] if len(texts) > 1 else [("m", "n")]
    assert [cut(tree, path) for path in paths] == [escape(text) for text in texts]


@pytest.mark.parametrize("tag", ["field", "column"])
def test_columns_are_known_by_the_names_in_their_attributes(tag: str) -> None:
    rows = "".join(
        f"""<row>
        <{tag} name="task_name">{name}</{tag}>
        <{tag} name="hours" xsi:nil="true" /></row>"""
        for name in ("取水许可", "采砂许可")
    )
    tree = XmlTree(f'<r xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}</r>')
    assert tree.root["records"][1] == {"task_name": "采砂许可", "hours": None}
    path = ("records", 1, "task_name")
    assert cut(tree, path) == "采砂许可"
    assert tree.region(path).xpath == f"/r/row[2]/{tag}[@name='task_name']"


@pytest.mark.parametrize(("row", "second"), [("row", "a"), ("record", "b")])
def test_fields_that_share_a_name_or_stand_in_no_row_stay_a_list(row: str, second: str) -> None:
    tree = XmlTree(f'<{row}><field name="a">1</field><field name="{second}">2</field></{row}>')
    assert tree.root == {"records": ["1", "2"]}
