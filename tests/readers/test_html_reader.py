"""Pages of guides: labels, texts, lists and their locations."""

from __future__ import annotations

from html import escape, unescape
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.finding import Edit
from guidelint.location import Path
from guidelint.readers.decode import decode
from guidelint.readers.html import labelled
from guidelint.readers.html.reader import HtmlTree
from guidelint.readers.table.lists import ADDRESSES, FILES
from linting import DIALECTS

SAMPLES = FilePath(__file__).parents[2] / "../shared/samples"
NAMES = frozenset(
    (
        "事项名称", "名称", "事项编码", "事项类型", "办理地点", "办理时间", "咨询电话", "申请材料",
        "设定依据", "法律依据", "受理条件", "办理流程", "承诺办结时限", "实施主体", "材料名称", "份数",
        "材料类型", "来源渠道", "法律法规名称", "依据文号", "条款号", "窗口", "类型", "办理窗口", "窗口名称",
        "特别程序", "特别程序名称", "版本", "网办地址", "空白表格", "示例样表", "办理时限", "法定办结时限",
        "咨询方式", "电话", "地址", "办理环节", "审查标准", "条件", "程序", "期限",
    )
)  # fmt: skip
TABLE = """<table>
<tr><th>事项名称：</th><td colspan="3">取水许可</td></tr>
<tr><th>事 项<br>编码</th><td></td><th>事项类型</th><td>行政许可</td></tr>
<tr><th>办理地点</th><td>中山路1号<br>3楼&nbsp;5窗</td>
    <th>事项类型</th><td>法人</td></tr>
</table>"""


def read(html: str) -> Any:
    return HtmlTree(html, NAMES).root


def cut(tree: HtmlTree, path: Path) -> str:
    region = tree.region(path)
    start = tree.lines.offset(region.line, region.column)
    return tree.lines.text[start : tree.lines.offset(region.end_line, region.end_column)]


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        (
            TABLE,
            {
                "事项名称": "取水许可",
                "事项编码": "",
                "事项类型": "行政许可",
                "办理地点": "中山路1号\n3楼 5窗",
            },
        ),
        (
            "<table><tr><td>事项名称：<td>甲<td>审查方式<td>书面<tr><td>事项编码<td>1<td>"
            "办理时间<td>全天</table>",
            {"事项名称": "甲", "审查方式": "书面", "事项编码": "1", "办理时间": "全天"},
        ),
        (
            "<table><tr><td rowspan=2>基本信息</td><td>事项名称</td><td>甲</td></tr><tr><td>"
            "办理地点</td><td>乙</td></tr></table>",
            {"事项名称": "甲", "办理地点": "乙"},
        ),
        (
            "<table><tr><td>事项名称<td>甲<tr><td rowspan=3>受理条件<td>子<tr><td>丑<br>寅<tr><td>卯"
            "<tr><td rowspan=2>办理时限<td>法定办结时限<td>20日<tr><td>承诺办结时限<td>5日"
            "<tr><td rowspan=2>咨询方式<td>电话<td>12345<tr><td>地址<td>一楼</table>",
            {
                "事项名称": "甲",
                "受理条件": "子\n丑\n寅\n卯",
                "法定办结时限": "20日",
                "承诺办结时限": "5日",
                "咨询方式": "电话：12345\n地址：一楼",
            },
        ),
        (
            "<table><tr><td>事项名称<td>甲<td>办理地点<td>乙<tr><td rowspan=2>申请材料<td>1<td colspan=2>申请书"
            "<tr><td>2<td colspan=2>身份证</table>",
            {"事项名称": "甲", "办理地点": "乙", "申请材料": ["申请书", "身份证"]},
        ),
        (
            "<table><tr><th>事项名称</th><td>甲</td></tr><tr><th>承诺办结时限(工作日)</th>"
            "<td>20</td></tr></table>",
            {"事项名称": "甲", "承诺办结时限": "20工作日"},
        ),
        (
            "<dl><dt>事项名称</dt><dd>甲</dd><dt>办理地点<dd>乙<dd>丙</dl>",
            {"事项名称": "甲", "办理地点": "乙\n丙"},
        ),
        (
            "<h2>受理条件</h2><p>一</p><h3>其中</h3><ul><li>二</li></ul><h2>别的</h2><p>三</p>",
            {"受理条件": "一\n其中\n二"},
        ),
        (
            "<p><b>受理条件</b></p><div>一</div><div><strong>办理流程：</strong></div>二",
            {"受理条件": "一", "办理流程": "二"},
        ),
        (
            "<ul><li>办理地点：甲路1号</li><li>咨询电话 : 010-1</li><li>窗口：5</li></ul>",
            {"办理地点": "甲路1号", "咨询电话": "010-1"},
        ),
        (
            "<p>办理地点：<br>甲路<br>1号<br>办理时间：全天</p>",
            {"办理地点": "甲路\n1号", "办理时间": "全天"},
        ),
        (
            "<div><span>办理地点</span><span>甲路</span></div>",
            {"办理地点": "甲路"},
        ),
        (
            "<div><span class='k'>办理地点</span><span class='v'>甲路</span></div>",
            {"办理地点": "甲路"},
        ),
        (
            "<p>办理地点：甲</p><p><span class='a'>办理流程</span><span class='a'>见下图</span></p>",
            {"办理地点": "甲"},
        ),
        (
            "<div><b><i class='x'>办理</i><i class='x'>地点</i></b><i class='x'>甲路</i></div>",
            {"办理地点": "甲路"},
        ),
        (
            "<div class=row><div>办理地点</div><div><p>甲路</p></div></div><div>尾</div>",
            {"办理地点": "甲路"},
        ),
        (
            "<p>一、事项名称：甲</p><p>二、受理条件：</p><p>（一）乙</p><p>三、别的：丙</p>",
            {"事项名称": "甲", "受理条件": "（一）乙"},
        ),
        (
            "<p>申请材料：</p><p>1、申请书</p><p>2.身份证</p>",
            {"申请材料": ["申请书", "身份证"]},
        ),
        (
            "<table><tr><th>温馨提示<td>带证件<br>咨询电话：010-1</table>",
            {"温馨提示": "带证件\n咨询电话：010-1", "咨询电话": "010-1"},
        ),
        (
            "<div style='display:none'><p>办理地点：甲</p></div><script>'<p>办理时间：乙'</script>",
            {"办理地点": "甲"},
        ),
        (
            "<h2>受理条件</h2><pre>1.一；\r\n 办理地点：甲路\r\n\r\n</pre><h2>办理时间</h2><pre>全天</pre>",
            {"受理条件": "1.一；\n办理地点：甲路", "办理地点": "甲路", "办理时间": "全天"},
        ),
        (
            "<p>设定依据：《关于印发<福建省办法>的通知》&lt;一&gt;</p>",
            {"设定依据": "《关于印发<福建省办法>的通知》<一>"},
        ),
        (
            "<p>设定依据：《转发<ABC办法>的通知》</p>",
            {"设定依据": "《转发<ABC办法>的通知》"},
        ),
        (
            "<p>办理地点：甲\n   路</p>",
            {"办理地点": "甲路"},
        ),
        (
            "<p>办理地点：</p><p>&nbsp;</p>",
            {"办理地点": ""},
        ),
        (
            "<table><tr><th>办理地点</th><td> </td></tr><tr><th>办理地点</th><td>乙</td></tr></table>",
            {"办理地点": "乙"},
        ),
        (
            "<h2>申请材料</h2><table><tr><th>材料名称</th><th>份数</th></tr><tr><td colspan=2>无</td></tr></table>",
            {"申请材料": [{"材料名称": "无"}]},
        ),
        (
            "<h2>申请材料</h2><table><tr><th>材料名称</th><th>份数</th></tr><tr><td colspan=2>暂缺</table>",
            {"申请材料": []},
        ),
        (
            "<p>一、受理条件</p><p>有论证</p><p>二、办理时限</p><p>（一）承诺办结时限</p><p>5日</p><p>三、公开</p><p>甲</p>",
            {"受理条件": "有论证", "办理时限": "", "承诺办结时限": "5日"},
        ),
        (
            "<p>（一）受理条件</p><p>一、有论证</p><p>二、有计量</p>",
            {"受理条件": "一、有论证\n二、有计量"},
        ),
        (
            "<h1>取水许可办事指南</h1><h2>受理条件</h2><p>有论证</p>",
            {"受理条件": "有论证", "事项名称": "取水许可"},
        ),
        (
            "<h1>某县政务服务指南</h1><p>事项名称：取水许可</p><h2>受理条件</h2><p>有论证</p>",
            {"事项名称": "取水许可", "受理条件": "有论证"},
        ),
        (
            "<h1>【办事指南】取水许可审批服务指南</h1><h2>受理条件</h2><p>有论证</p>",
            {"受理条件": "有论证", "事项名称": "取水许可审批"},
        ),
        (
            "<h1>【办事指南】取水许可</h1><h2>受理条件</h2><p>有论证</p>",
            {"受理条件": "有论证", "事项名称": "取水许可"},
        ),
        (
            "<h1>取水许可</h1><h2>受理条件及要求</h2><p>有论证</p>",
            {"受理条件": "有论证", "事项名称": "取水许可"},
        ),
        ("<h1>某县政务服务网</h1><h2>受理条件</h2><p>有论证</p>", {"受理条件": "有论证"}),
        ("<h1>取水许可</h1><h1>计量</h1><h2>受理条件</h2><p>有论证</p>", {"受理条件": "有论证"}),
        (
            "<p>【事项名称】取水许可</p><p>【受理条件】：有论证【原件】</p><p>【办理流程】</p><p>受理</p>",
            {"事项名称": "取水许可", "受理条件": "有论证【原件】", "办理流程": "受理"},
        ),
        (
            "<table><tr><td rowspan=2>申请材料<td>材料名称<td>申请书<tr><td>份数<td>1<tr><td>办理地点<td>甲</table>",
            {"申请材料": [{"材料名称": "申请书", "份数": "1"}], "办理地点": "甲"},
        ),
        (
            "<table><tr><td rowspan=3>申请材料<td>材料名称<td>甲<tr><td>材料名称<td>乙<tr><td>备注<td>丙</table>",
            {"申请材料": [{"材料名称": "甲"}, {"材料名称": "乙", "备注": "丙"}]},
        ),
    ],
)
def test_a_page_is_read_by_its_labels(html: str, matter: dict[str, Any]) -> None:
    assert read(html) == [matter]


@pytest.mark.parametrize(
    ("html", "pictures"),
    [
        ("<h2>办理流程</h2><p><img src='/a.png' alt=''></p><h2>办理地点</h2><p>甲路</p>", ["/a.png"]),
        (
            "<p><b>办理流程</b>：</p><p><img src=a.gif><img src='b.gif'></p><p>办理地点：甲路",
            ["a.gif", "b.gif"],
        ),
        ("<table><tr><td>办理流程<td><img src='/a.png'><tr><td>办理地点<td>甲路</table>", ["/a.png"]),
        ("<h2>办理流程</h2><p>受理、审查</p><img src='/a.png'><h2>办理地点</h2><p>甲路</p>", None),
        ("<h2>办理流程</h2><h2><img src='/icon.png'>办理地点</h2><p>甲路</p>", None),
        ("<h2>受理条件</h2><img src='/a.png'><h2>办理地点</h2><p>甲路</p>", None),
    ],
)
def test_a_picture_may_be_all_of_the_process(html: str, pictures: Any) -> None:
    (matter,) = read(html)
    assert (matter.get("流程图"), matter["办理地点"]) == (pictures, "甲路")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<input type="radio" checked>是 <input type="radio">否', "☑是 □否"),
        ("<label><input type=checkbox>甲</label><label>乙<input type=checkbox checked></label>", "□甲乙☑"),
        ("<input type='checkbox'>甲路", "甲路"),
        ("<input type='checkbox' checked='checked'>", ""),
        (
            '<input value="5" size=3><select><option selected>工作日</option><option>天</option></select>',
            "5工作日",
        ),
        ("<select><option value='' selected>请选择</option><option>是</option></select>", ""),
        (
            "<input type=text value='甲&amp;乙'><input type=hidden value=1><input type=button value=选>",
            "甲&乙",
        ),
        ("<input placeholder='value=1' value=\"请输入\">", ""),
        ("<textarea rows=5>\n1.甲 路\r\n2.乙</textarea>", "1.甲 路\n2.乙"),
    ],
)
def test_what_is_chosen_or_typed_in_a_form_is_its_text(cell: str, text: str) -> None:
    page = f"<table><tr><td>事项名称：<td>甲<tr><td>办理地点：<td>{cell}</table><p>办理时间：{cell}</p>"
    assert read(page) == [{"事项名称": "甲", "办理地点": text, "办理时间": text}]


def test_labels_and_inputs_beside_each_other_on_a_line_are_read_one_by_one() -> None:
    page = (
        "<p><label>事项名称</label><input value=甲> <label>办理地点：</label><input value=甲路></p>"
        "<p><label>办理时间</label> <input type=radio checked><label>全天</label>"
        "<input type=radio><label>上午</label></p>"
    )
    assert read(page) == [{"事项名称": "甲", "办理地点": "甲路", "办理时间": "☑全天□上午"}]
    assert cut(HtmlTree(page, NAMES), (0, "办理地点")) == "甲路"


def test_the_text_in_an_input_has_its_place_and_no_edits() -> None:
    page = "<p>办理地点：<input\n title='value=\"一\"' value='甲路'></p>"
    tree = HtmlTree(page, NAMES)
    assert cut(tree, (0, "办理地点")) == "甲路"
    assert tree.region((0, "办理地点")).xpath == "/html/body/p"
    assert tree.edits((0, "办理地点"), "甲路", [Edit(0, 1, "乙")]) is None


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        (
            "<p><b>办理地点：</b></p><p><b>办理时间：</b>全天</p><p><b>咨询电话：</b>1</p>",
            {"办理地点": "", "办理时间": "全天", "咨询电话": "1"},
        ),
        (
            "<p><b>受理条件：</b></p><p>一</p><p><b>办理时间：</b>全天</p>",
            {"受理条件": "一", "办理时间": "全天"},
        ),
        (
            "<p><b>办理时间：</b></p><p><b>上午：</b>8:30</p><p><b>下午：</b>2:30</p>",
            {"办理时间": "上午：8:30\n下午：2:30"},
        ),
        (
            "<p><b>申请材料：</b></p><p><b>材料名称：</b>表</p>",
            {"申请材料": [{"材料名称": "表"}]},
        ),
        (
            "<ul><li><i class=k>办理地点：</i><i></i></li><li><i class=k>版本：</i><i></i></li>"
            "<li><i class=k>交通：</i><i>公交</i></li><li><i class=k>咨询电话：</i><i>1</i></li></ul>",
            {"办理地点": "", "版本": "", "交通": "公交", "咨询电话": "1"},
        ),
        (
            "<p><i class=k>办理地点</i>：甲</p><p><i class=k>交通</i>：公交</p><p><i>来信</i>：乙</p>",
            {"办理地点": "甲", "交通": "公交"},
        ),
        (
            "<div><div class=k>办理地点</div><div>甲</div></div><div><div class=k>交通</div><div>公交</div></div>"
            "<div><div class=t>来信</div><div>乙</div></div>",
            {"办理地点": "甲", "交通": "公交"},
        ),
        (
            "<p><b>申请材料：</b></p><p>1.表</p><p>2.证</p><p><b>咨询电话：</b>1</p>",
            {"申请材料": ["表", "证"], "咨询电话": "1"},
        ),
        (
            "<p><b>办理地点：</b>甲</p><p><b>受理条件：</b></p><p>一</p><p><b>奖励标准：</b>80元</p><p>办理时间：乙</p>",
            {"办理地点": "甲", "受理条件": "一", "奖励标准": "80元", "办理时间": "乙"},
        ),
        (
            "<p><strong><i>办理地点</i></strong>：甲</p><p><strong><i>受理条件</i></strong>：乙</p><p><strong><i>注意</i>"
            "</strong>：丙</p><p><b>办理时间：</b></p><p><b>上午：</b>8</p><p><b>下午半天：</b>2</p>",
            {"办理地点": "甲", "受理条件": "乙", "注意": "丙", "办理时间": "上午：8\n下午半天：2"},
        ),
        (
            "<p><b>受理条件</b></p><p>一</p><p><b>奖励标准</b></p><p>80元</p><p><b>办理地点</b></p><p>甲</p>",
            {"受理条件": "一", "办理地点": "甲"},
        ),
        (
            "<p><b>受理条件</b></p><p><b>准予</b></p><p>一</p><p><b>不准予</b></p><p>二</p><p><b>一、注</b></p>",
            {"受理条件": "准予\n一\n不准予\n二\n一、注"},
        ),
        (
            "<p>8、办理地点：</p><p>9、交通指引：公交</p><p>10、受理条件：</p><p>1、一</p><p>2、二</p>",
            {"办理地点": "", "受理条件": "1、一\n2、二"},
        ),
    ],
)
def test_a_label_without_a_text_is_blank_where_the_next_label_follows(html: str, matter: Any) -> None:
    assert read(html) == [matter]


@pytest.mark.parametrize("tag", ["h4", "p", "strong"])
@pytest.mark.parametrize("announced", ["", "<p>申请人提交以下材料：</p>"])
def test_the_name_of_an_element_may_stand_above_its_labels(tag: str, announced: str) -> None:
    cards = "".join(
        f"<div><{tag}>{name}</{tag}><dl><dt>材料类型<dd>原件<dt>份数<dd>1</dl></div>"
        for name in ("1. 身份证", "2. 户口簿")
    )
    common = {"材料类型": "原件", "份数": "1"}
    assert read(f"<p>事项名称：甲</p><h2>申请材料</h2>{announced}{cards}<h2>受理条件</h2><p>乙</p>") == [
        {
            "事项名称": "甲",
            "申请材料": [{"材料名称": "身份证", **common}, {"材料名称": "户口簿", **common}],
            "受理条件": "乙",
        }
    ]
    assert read(f"<h2>申请材料</h2>{announced}<dl><dt>材料类型<dd>原件<dt>份数<dd>1</dl>") == [
        {"申请材料": [common]}
    ]


PARTS = "<p>1、身份证</p><p><i>材料类型：原件</i><i>份数：1</i></p><p>2、户口簿</p><p>份数：2 材料类型：</p>"
CARDS = [
    {"材料名称": "身份证", "材料类型": "原件", "份数": "1"},
    {"材料名称": "户口簿", "份数": "2", "材料类型": ""},
]


@pytest.mark.parametrize(
    "html",
    [
        f"<h3>申请材料</h3>{PARTS}<h3>受理条件</h3>甲",
        f"<div><div>申请材料 <i>收起</i></div><div>{PARTS}<a>查看更多 &gt;&gt;</a></div></div><p>受理条件：甲</p>",
        f"<p><b>申请材料：</b></p>{PARTS}<p><b>受理条件：</b>甲</p>",
    ],
)
def test_labels_below_the_name_of_an_element_are_of_that_element(html: str) -> None:
    assert read(html) == [{"申请材料": CARDS, "受理条件": "甲"}]


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        ("<p>办理地点：甲 <i>办理时间：全天</i></p>", {"办理地点": "甲", "办理时间": "全天"}),
        ("<div><i>办理地点：</i>甲 <i></i><b>办理时间</b>：</div>", {"办理地点": "甲", "办理时间": ""}),
        (
            "办理地点：甲　　咨询电话：1&nbsp;事项类型：乙",
            {"办理地点": "甲", "咨询电话": "1", "事项类型": "乙"},
        ),
        (
            "<p>办理地点：见办理时间：一栏，窗口：3 类型：4</p>",
            {"办理地点": "见办理时间：一栏，窗口：3 类型：4"},
        ),
        ("<p>别的：甲 <i>办理时间：全天</i></p><p>办理地点：乙</p>", {"办理地点": "乙"}),
        (
            "<p>办理地点:甲,咨询电话:1，办理时间：全天</p>",
            {"办理地点": "甲", "咨询电话": "1", "办理时间": "全天"},
        ),
        (
            "<p>咨询电话：61163246办理时间：8:00上午至下午9:00</p>",
            {"咨询电话": "61163246", "办理时间": "8:00上午至下午9:00"},
        ),
    ],
)
def test_a_line_may_hold_several_labels(html: str, matter: dict[str, Any]) -> None:
    tree = HtmlTree(html, NAMES)
    assert tree.root == [matter]
    assert [cut(tree, (0, name)) for name in matter if matter[name]] == [
        text for text in matter.values() if text
    ]


@pytest.mark.parametrize(
    ("after", "text"),
    [
        ("<p>2.二；</p><p>3.三</p><p>附件</p><p>4.四</p>", "1.一；\n2.二；\n3.三"),
        ("<p>3.三</p>", "1.一；"),
        ("<p>2、二</p>", "1.一；"),
        ("<p>02.二</p>", "1.一；"),
        ("<p>2.办理地点：甲</p><p>2.二</p>", "1.一；"),
    ],
)
def test_numbers_lead_a_text_on_over_paragraphs(after: str, text: str) -> None:
    tree = HtmlTree(f"<p>受理条件：1.一；</p>{after}", NAMES)
    assert tree.root[0]["受理条件"] == text
    assert cut(tree, (0, "受理条件")) == text.replace("\n", "</p><p>")


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("取水许可【00011901000Y】", "取水许可", "00011901000Y"),
        ("取水许可 【000119101001】", "取水许可", "000119101001"),
        ("取水许可【新办】", "取水许可【新办】", None),
        ("【000119101001】", "【000119101001】", None),
    ],
)
def test_a_code_behind_the_name_is_the_catalogue_code(text: str, name: str, code: str | None) -> None:
    tree = HtmlTree(f"<p>事项名称及编码</p><p>{text}</p><p>办理地点：甲</p>", NAMES)
    assert (tree.root[0]["事项名称"], tree.root[0].get("基本编码")) == (name, code)
    assert cut(tree, (0, "事项名称")) == name
    assert code is None or cut(tree, (0, "基本编码")) == code


@pytest.mark.parametrize(
    ("below", "text"),
    [
        ("<p>乙</p><p>四、受理条件：丙</p>", "甲\n乙"),
        ("<p>乙</p><p>1.丁</p><p>四、附则</p><p>戊</p>", "甲\n乙\n1.丁"),
        ("<p>乙</p><h2>四、受理条件</h2><p>丙</p>", "甲\n乙"),
        ("<p>乙</p><p>六、受理条件：丙</p>", "甲"),
        ("<p>乙</p><p>受理条件：丙</p><p>四、办理时间：丁</p>", "甲"),
        ("<p>扫一扫打开本页</p>", "甲"),
    ],
)
def test_lines_below_a_numbered_label_are_its_text_where_the_next_number_follows(
    below: str, text: str
) -> None:
    assert read(f"<p>三、办理地点：甲</p>{below}")[0]["办理地点"] == text


@pytest.mark.parametrize(
    "html",
    [
        "<p>申请材料：1.表；</p><p>2.证\n（原件）</p>",
        "<p>申请材料：1.表；<br>2.证（原件）</p><p>别的</p>",
        "<p>申请材料：①表；</p><p>②证（原件）</p>",
        "<table><tr><th>申请材料<td>1.表；<br>2.证（原件）</table>",
        "<div><div>申请材料</div><div>表；<br>证（原件）</div></div>",
        "<table><tr><th>申请材料<td>提交以下材料：<br>1.表；<br>2.证（原件）</table>",
        "<h2>申请材料</h2><p>提交以下材料：</p><p>表；</p><p>证（原件）</p>",
        "<table><tr><th>申请材料<td><ol><li>1.表；</li><li>2.证（原件）</li></ol></table>",
    ],
)
def test_each_line_of_materials_is_one(html: str) -> None:
    assert read(f"<p>办理地点：甲</p>{html}")[0]["申请材料"] == ["表", "证（原件）"]


@pytest.mark.parametrize("lines", [["1.表", "2.证", "（原件）"], ["表", "证", "（原件）"]])
@pytest.mark.parametrize("html", ["<h2>申请材料</h2><p>{}</p>", "<table><tr><th>申请材料<td>{}</table>"])
def test_a_line_in_brackets_is_no_material(html: str, lines: list[str]) -> None:
    for between in ("<br>", "</p><p>"):
        assert read(f"<p>办理地点：甲</p>{html.format(between.join(lines))}")[0]["申请材料"] == [
            "表",
            "证\n（原件）",
        ]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>申请材料</h2><p>个人：</p><p>1.表</p><p>2.证</p><p>注：盖章</p>",
        "<table><tr><th>申请材料<td>个人：<br>1.表<br>2.证<br>注：盖章</table>",
        "<p>申请材料：个人：<br>1.表<br>2.证<br>注：盖章</p>",
        "<h2>申请材料</h2><p>个人：</p><ul><li>表</li><li>证</li><li>注：盖章</li></ul>",
    ],
)
def test_titles_of_materials_and_notes_on_them_are_no_names(html: str) -> None:
    (matter,) = read(f"<p>办理地点：甲</p>{html}")
    rows = [{"分组标题": "个人："}, {"材料名称": "表"}, {"材料名称": "证", "备注": "注：盖章"}]
    assert matter["申请材料"] == rows
    (other,) = read(f"<p>办理地点：甲</p>{html}".replace("注：", "备注："))
    assert other["申请材料"] == [*rows[:-1], {"材料名称": "证", "备注": "备注：盖章"}]


@pytest.mark.parametrize(
    "html",
    [
        "<h4>个人申请</h4><table>HEAD<tr><td>证<td>1</table><h4>单位申请</h4><table>HEAD<tr><td>证<td>2</table>",
        "<table>HEAD<tr><td colspan=2>个人申请<tr><td>证<td>1<tr><td colspan=2>单位申请<tr><td>证<td>2</table>",
    ],
)
def test_a_title_above_or_in_a_table_of_materials_may_be_a_case(html: str) -> None:
    tables = html.replace("HEAD", "<tr><th>材料名称<th>份数")
    (matter,) = read(f"<p>办理地点：甲</p><h3>申请材料</h3>{tables}")
    of_one, of_other = [{"材料名称": "证", "份数": number} for number in "12"]
    assert matter["申请材料"] == [{"分组标题": "个人申请"}, of_one, {"分组标题": "单位申请"}, of_other]
    (other,) = read(f"<p>办理地点：甲</p><h3>申请材料</h3>{tables}".replace("申请<", "材料<"))
    assert other["申请材料"] == [of_one, of_other]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>办理地点：甲路1号 <a href='/m'>查看地图</a><i> 收起</i></p>", "甲路1号"),
        ("<table><tr><th>办理地点<td>甲路1号<button>导航到这里</button></table>", "甲路1号"),
        ("<dl><dt>办理地点<dd><p>甲路</p><p>1号</p><div>展开 &gt;</div></dl>", "甲路\n1号"),
        ("<h3>办理地点 <span>收起</span></h3><p>甲路</p><div>查看更多</div>", "甲路"),
        ("<p>办理地点：<a>查看地图</a></p>", "查看地图"),
    ],
)
def test_what_only_opens_or_closes_something_is_no_text(html: str, text: str) -> None:
    assert read(html) == [{"办理地点": text}]


@pytest.mark.parametrize(
    "html",
    [
        "<div class=m><h2>受理条件</h2><p>一</p><h2>办理地点</h2><p>甲</p></div><div class=f>主办：乙</div>",
        "<div class=has-footer><h2>受理条件</h2><p>一</p><h2>办理地点</h2><p>甲</p><div id=footer>主办：乙</div></div>",
        "<p class=m>受理条件：一</p><p>办理地点：甲</p><div class='c foot_box'><p>办理时间：乙</p></div>",
        "<div class=footer><p class=m>受理条件：一</p><p>办理地点：甲</p><div id=foot><p>办理时间：乙</div></div>",
        "<p class=m>受理条件：一</p><h2>办理地点</h2><p>甲</p><footer><p>主办：乙</p></footer>",
        "<div class=c><h2>受理条件</h2><p>一</p></div><div class=c><h2>办理地点</h2><p>甲</p></div>主办：乙",
    ],
)
def test_a_section_ends_before_the_foot_of_the_page(html: str) -> None:
    assert read(html) == [{"受理条件": "一", "办理地点": "甲"}]


@pytest.mark.parametrize(
    "html",
    [
        "<div class=h><h2>受理条件</h2></div><div class=b><p>一</p></div><div class=b><p>二</p></div>",
        "<div class=h><h2>受理条件</h2><i>一</i></div><div class=b><p>二</p></div>",
        "<div class=p><h2>办理地点</h2><p></p><h2>受理条件</h2><p>一</p></div><div class=p>二</div>",
    ],
)
def test_a_section_goes_on_where_headings_and_texts_stand_apart(html: str) -> None:
    assert read(html)[0]["受理条件"] == "一\n二"


MATERIALS = [{"材料名称": "申请书", "份数": "1"}, {"材料名称": "身份证", "份数": ""}]
ROWS = "<tr><td>申请书</td><td>1</td></tr><tr><td>身份证</td><td></td></tr>"


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        (f"<h2>申请材料</h2><table><tr><th>材料名称<th>份数</tr>{ROWS}</table>", {"申请材料": MATERIALS}),
        (f"<table><tr><td>办理地点<td colspan=2>乙<tr><td rowspan=3>材料信息<td>材料名称<td>份数</tr>{ROWS}</table>",
         {"办理地点": "乙", "申请材料": MATERIALS}),
        (f"<table><tr><th rowspan=3>申请材料清单<th>材料名称<th>份数</tr>{ROWS}</table>", {"申请材料": MATERIALS}),
        (f"<h3>通用材料</h3><table><thead><tr><th>材料名称<th>份数</thead>{ROWS}</table>",
         {"申请材料": MATERIALS}),
        (f"<table><tr><td>材料名称<td>份数</tr>{ROWS}</table>", {"申请材料": MATERIALS}),
        ("<table><tr><th>事项名称<td>甲</tr><tr><td colspan=2>申请材料</td></tr>"
         f"<tr><td>材料名称<td>份数</tr>{ROWS}</table>",
         {"事项名称": "甲", "申请材料": MATERIALS}),
        (f"<table><tr><th>申请材料<td><table><tr><th>材料名称<th>份数</tr>{ROWS}</table></table>",
         {"申请材料": MATERIALS}),
        ("<table><tr><td rowspan=3>申请材料<td>材料名称<td>份数</tr>" + ROWS +
         "<tr><td>办理地点<td colspan=2>甲</table>",
         {"申请材料": MATERIALS, "办理地点": "甲"}),
        ("<table><tr><th>序号<th>材料名称<th>份数<th>操作</tr><tr><td>1<td>表<td>2<td>下载</tr></table>",
         {"申请材料": [{"材料名称": "表", "份数": "2"}]}),
        ("<table><tr><th>材料名称<th>份数</tr><tr><td rowspan=2>表<td>1</tr><tr><td>2</tr></table>",
         {"申请材料": [{"材料名称": "表", "份数": "1"}, {"材料名称": "表", "份数": "2"}]}),
        ("<table><tr><th>材料名称<th>份数</tr><tr><td colspan=2>第一批</tr><tr><td>表<td>1</tr></table>",
         {"申请材料": [{"材料名称": "表", "份数": "1"}]}),
        ("<table><tr><th>序号<th>材料名称<th>份数</tr><tr><td>1<td>2<td>3</tr>"
         "<tr><td>1<td>表<td>1</tr></table>",
         {"申请材料": [{"材料名称": "表", "份数": "1"}]}),
        ("<table><tr><th>序号</th><th>材料名称</th><th>份数</th><th>备注</th></tr>\n"
         "<tr><td>栏次</td><td>1</td><td>2</td><td>3</td></tr>\n"
         "<tr><td>1</td><td>表</td><td>1</td><td>无</td></tr>\n</table>",
         {"申请材料": [{"材料名称": "表", "份数": "1", "备注": "无"}]}),
        ("<h2>法律依据</h2><dl><dt>法律法规名称<dd>水法<dt>条款号<dd>七"
         "<dt>法律法规名称<dd>条例<dt>条款号<dd>三</dl>",
         {"法律依据": [{"法律法规名称": "水法", "条款号": "七"}, {"法律法规名称": "条例", "条款号": "三"}]}),
        ("<h2>办理窗口</h2><dl><dt>窗口名称<dd>1号<dt>办理地点<dd>甲<dt>窗口名称<dd>2号<dt>办理地点<dd>乙</dl>"
         "<h2>办理地点</h2><p>丙</p>",
         {"办理窗口": [{"窗口名称": "1号", "办理地点": "甲"}, {"窗口名称": "2号", "办理地点": "乙"}],
          "办理地点": "丙"}),
        ("<p>办理地点：甲</p><h2>特别程序</h2><dl><dt>特别程序名称<dd>听证</dl>",
         {"办理地点": "甲", "特别程序": [{"特别程序名称": "听证"}]}),
        ("<p>办理地点：甲</p><p><b>特别程序</b></p><table><tr><td>特别程序名称<tr><td>听证<tr><td>2.公示</table>",
         {"办理地点": "甲", "特别程序": [{"特别程序名称": "听证"}, {"特别程序名称": "公示"}]}),
        ("<p>办理地点：甲</p><h3>法律依据</h3><table><tr><th>法律法规名称<tr><td>水法</table><a>展开</a><p>页脚</p>",
         {"办理地点": "甲", "法律依据": [{"法律法规名称": "水法"}]}),
        ("<p>办理地点：甲</p><h2>申请材料</h2><table><tr><th>序号<th>材料名称<th>份数</tr></table>",
         {"办理地点": "甲", "申请材料": []}),
        ("<p>办理地点：甲</p><h2>设定依据</h2><p>如下：</p><ul><li>1.水法<p>七条</p></li><li>2.条例</li></ul>",
         {"办理地点": "甲", "设定依据": ["水法\n七条", "条例"]}),
        ("<table><tr><th>办理地点<td>甲<tr><th>设定依据<td><ul><li>水法</li><li>条例</li></ul></table>",
         {"办理地点": "甲", "设定依据": ["水法", "条例"]}),
        ("<h2>设定依据</h2><ul><li>水法</li><li>条例</li></ul><p>及其他</p>", {"设定依据": "水法\n条例\n及其他"}),
        ("<h2>办理窗口</h2><ul><li>办理地点：甲</li><li>办理时间：全天</li></ul>",
         {"办理地点": "甲", "办理时间": "全天", "办理窗口": "办理地点：甲\n办理时间：全天"}),
        ("<p>办理地点：甲</p><h2>申请材料</h2><table><tr><td>材料名称<td>份数<td>材料类型<td>来源渠道</table>",
         {"办理地点": "甲", "申请材料": []}),
        ("<table><tr><td>办理环节<td>办理时限<td>审查标准<tr><td>受理<td>1天<td>齐全<tr><td>办结<td>2天<td></table>",
         {"办理环节": [{"办理环节": "受理", "办理时限": "1天", "审查标准": "齐全"},
                      {"办理环节": "办结", "办理时限": "2天", "审查标准": ""}]}),
        ("<p>办理地点：甲</p><h2>法律依据</h2><dl><dt>依据文号<dd>一号<dt>条款号<dd>三</dl><p>页脚</p>",
         {"办理地点": "甲", "法律依据": [{"依据文号": "一号", "条款号": "三"}]}),
    ],
)  # fmt: skip
def test_a_table_under_a_header_is_a_list(html: str, matter: dict[str, Any]) -> None:
    assert read(html) == [matter]


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        ("<p>办理地点：甲</p><p>申请材料</p><table><tr><td>1<td>申请书<td>原件1份<td>纸质<tr><td>2<td>身份证</table>",
         {"办理地点": "甲",
          "申请材料": [{"材料名称": "申请书", "备注": "原件1份\n纸质"}, {"材料名称": "身份证"}]}),
        ("<p>办理地点：甲</p><p>申请材料</p><table><tr><td>1<td>申请书<tr><td>3<td>身份证</table>",
         {"办理地点": "甲", "申请材料": [{"材料名称": "申请书"}, {"材料名称": "身份证"}]}),
        ("<p>办理地点：甲</p><p>申请材料</p><table><tr><td>申请书<td>1<tr><td>身份证<td>2</table>",
         {"办理地点": "甲", "申请材料": ["申请书", "1", "身份证", "2"]}),
        ("<p>办理地点：甲</p><p>审批依据</p><table><tr><td rowspan=2>1<td>依据名称<td>水法<tr><td>条款号<td>七"
         "<tr><td rowspan=2>2<td>依据名称<td>条例<tr><td>条款号<td>三</table>",
         {"办理地点": "甲", "审批依据": [{"依据名称": "水法", "条款号": "七"}, {"依据名称": "条例", "条款号": "三"}]}),
        ("<p>办理地点：甲</p><table><tr><td>办理步骤<td>办理时限<td>办理人员<tr><td>受理<td>1天<td>窗口</table>",
         {"办理地点": "甲", "办理环节": [{"办理步骤": "受理", "办理时限": "1天", "办理人员": "窗口"}]}),
        ("<p>办理地点：甲</p><p>申请材料：</p><p>• 申请书;</p><p>• 身份证&#59;</p>",
         {"办理地点": "甲", "申请材料": ["申请书", "身份证"]}),
        ("<h3>事项名称：取水许可</h3><p>办理地点：甲</p>", {"事项名称": "取水许可", "办理地点": "甲"}),
        ("<p>办理地点：甲</p><p>办理时限：法定时限20个工作日</p><p>承诺时限5个工作日</p><p>承诺从快</p>",
         {"办理地点": "甲", "办理时限": "法定时限20个工作日\n承诺时限5个工作日"}),
        ("<p>1 办理地点</p><p>甲</p><p>2 适用范围</p><p>乙</p><p>3 受理的条件</p><p>丙</p>",
         {"办理地点": "甲", "受理条件": "丙"}),
    ],
)  # fmt: skip
def test_tables_and_lines_as_real_pages_have_them(html: str, matter: dict[str, Any]) -> None:
    names = NAMES | {"审批依据", "依据名称", "办理步骤", "办理人员"}
    assert HtmlTree(html, names).root == [matter]


@pytest.mark.parametrize(
    ("header", "read_as_matters"),
    [
        ("事项名称<th>咨询电话", True),
        ("权力名称<th>咨询电话", True),
        ("公证事项<th>咨询电话", True),
        ("事项名称<th>栏目", False),
        ("部门<th>咨询电话", False),
    ],
)
def test_a_table_of_matters_may_call_its_columns_as_it_likes(header: str, read_as_matters: bool) -> None:
    html = f"<table><tr><th>序号<th>{header}</tr><tr><td>1<td>甲<td>乙<tr><td>2<td>丙<td>丁</table>"
    root = HtmlTree(html, NAMES | {"权力名称", "公证事项"}).root
    assert len(root) == (2 if read_as_matters else 0)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("<h1>“取水许可”行政审批事项服务指南</h1>", "取水许可"),
        ("<h1>《取水许可证》办证须知</h1>", "取水许可证"),
        ("<h1>核发《取水许可证》办理规程</h1>", "核发《取水许可证》"),
        ("<h1>取水许可</h1><h1>取水许可</h1>", "取水许可"),
        ("<h1>取水许可申办指南</h1>", "取水许可"),
        ("<h1>取水许可服务指南（暂行）</h1>", "取水许可"),
        ("<h1>取水许可线上办理指南</h1>", "取水许可"),
        ("<h1>辅具适配申报办理指南及补助标准</h1>", "辅具适配申报"),
        ("<h1>取水许可证申领流程</h1>", "取水许可证"),
        ("<h1>取水许可证换发手续</h1>", "取水许可证换发"),
    ],
)
def test_titles_of_guides_name_their_matters(title: str, name: str) -> None:
    assert read(f"{title}<p>办理地点：甲</p>")[0]["事项名称"] == name


ONE_PAGE = ("online_url", "mobile_url")
SEVERAL_FILES = ("blank_form", "sample_form", "sample", "flowchart")
HREF = "https://zwfw.example.gov.cn/x?a=1&amp;b=2"
LINKED = f"""<p>办理地点：甲</p><p>网办地址：<a href='{HREF}'><b>在线办理</b></a></p>
<h2>申请材料</h2><table><tr><th>材料名称<th>空白表格<th>示例样表</tr><tr><td>表<td>
<a class=x href="/f/1,2.doc">下载</a>（<a href="//f.example.gov.cn/2.doc">二</a>）
<td><a href="javascript:go()">看</a></table>"""


MATERIALS = "<table><tr><th>材料名称</th><th>份数</th></tr>%s</table>"
TWO = MATERIALS % "<tr><td>申请书</td><td>1</td></tr><tr><td>身份证</td><td>1</td></tr>"
ONE = MATERIALS % "<tr><td>申请书</td><td>1</td></tr>"
OTHERS = "<table><tr><th>事项名称</th><th>实施主体</th></tr><tr><td>甲</td><td>乙局</td></tr></table>"


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (f"<div style='display:none'><h2>申请材料</h2>{TWO}</div>", ["申请书", "身份证"]),
        (f"<h2>申请材料</h2>{TWO.replace('1', '2')}", ["申请书", "身份证"] * 2),
        (f"<b>事项1：取水许可证核发</b>{TWO}", ["申请书", "身份证"] * 2),
        (f"<h2>申请材料</h2>{ONE}", ["申请书", "身份证", "申请书"]),
        (f"<div><h3>热门事项</h3>{OTHERS}</div>", ["申请书", "身份证"]),
    ],
)
def test_a_copy_of_a_list_and_a_table_of_matters_add_nothing_to_it(after: str, names: list[str]) -> None:
    matter = read(f"{TABLE}<h2>申请材料</h2>{TWO}{after}")[0]
    assert [element["材料名称"] for element in matter["申请材料"]] == names


def test_a_link_is_where_it_leads_for_labels_that_ask_for_that() -> None:
    tree = HtmlTree(LINKED, NAMES)
    form = {"材料名称": "表", "空白表格": ["/f/1,2.doc", "//f.example.gov.cn/2.doc"], "示例样表": "看"}
    address = "https://zwfw.example.gov.cn/x?a=1&b=2"
    assert tree.root == [{"办理地点": "甲", "网办地址": address, "申请材料": [form]}]
    assert cut(tree, (0, "网办地址")) == HREF
    assert tree.region((0, "网办地址")).xpath == "/html/body/p[2]/a"
    assert cut(tree, (0, "申请材料", 0, "空白表格", 0)) == "/f/1,2.doc"
    assert tree.edits((0, "网办地址"), address, [Edit(0, 5, "http")]) is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<a href='b.doc'>在线办理</a>", "在线办理"),
        ("<a href='/x'>在线办理</a>", "在线办理"),
        ("<a href='https://a.cn/1'>甲</a><a href='https://a.cn/2'>乙</a>", "甲乙"),
        ("<a href='https://a.cn/1'>https://a.cn/2</a>", "https://a.cn/2"),
    ],
)
def test_a_link_that_leads_nowhere_sure_is_its_text(cell: str, text: str) -> None:
    assert read(f"<table><tr><th>办理地点<td>甲<tr><th>网办地址<td>{cell}</table>")[0]["网办地址"] == text


def test_the_labels_whose_links_count_are_those_of_the_dialect_of_labels() -> None:
    fields = next(dialect for dialect in DIALECTS if dialect.name == "zh").fields
    children = {**fields, **fields["materials"].fields, **fields["results"].fields}
    names = {name: set(children[name].columns) for name in (*ONE_PAGE, *SEVERAL_FILES)}
    assert set.union(*(names[name] for name in ONE_PAGE)) == ADDRESSES
    assert set.union(*(names[name] for name in SEVERAL_FILES)) == FILES


def test_tabs_name_the_panels_that_follow_them() -> None:
    html = (
        "<div class=hd><ul><li>基本信息</li><li>受理条件</li><li>办事流程</li></ul></div>"
        "<div class=bd><div><p>办理地点：甲</p></div><div><p>一</p></div><div><p>受理</p></div></div>"
    )
    assert read(html) == [{"办理地点": "甲", "受理条件": "一", "办事流程": "受理"}]


def test_tabs_name_the_panels_to_which_they_link() -> None:
    tabs = "<ul><li><a href='#a'>申请材料</a><li><a href='#b'>办理流程</a></ul>"
    panels = (
        "<div id='a'><ol><li>申请书<li>身份证</ol></div><div id='b'><p>受理、决定</div><div id='c'>略</div>"
    )
    assert read(f"<p>办理地点：一楼</p><div>{tabs}{panels}</div>") == [
        {"办理地点": "一楼", "申请材料": ["申请书", "身份证"], "办理流程": "受理、决定"}
    ]


def test_tabs_may_be_blocks_that_are_called_so() -> None:
    tabs = '<div class="el-tabs__nav"><div class=bar></div><div>受理条件</div><div>别的</div><div>办理流程</div></div>'
    page = f"<p>办理地点：甲</p><div class=tabs><div><div>{tabs}</div></div>"
    panels = "<div><div><p>一</p></div><div><p>二</p></div><div><p>三</p></div></div></div>"
    assert read(page + panels) == [{"办理地点": "甲", "受理条件": "一", "别的": "二", "办理流程": "三"}]
    assert read(f"{page}<p>一</p></div>") == [{"办理地点": "甲"}]


SCROLLED = "<div class=head><table><thead><tr><th>材料名称<th>份数<th class=gutter></table></div>"
SPANS = "<div class=r><i>申请书</i><i>1</i></div><div class=r><i>身份证</i><i></i></div>"
BOTH = [{"材料名称": "申请书", "份数": "1"}, {"材料名称": "身份证", "份数": ""}]


@pytest.mark.parametrize(
    ("html", "materials"),
    [
        (f"<div>{SCROLLED}<div><table>{ROWS}</table></div></div>", BOTH),
        (
            f"<h2>申请材料</h2>{SCROLLED}<table>{ROWS}</table>{SCROLLED}<table class=fixed>{ROWS}</table>",
            BOTH,
        ),
        (f"{SCROLLED}<table><tr><td>申请书<td>1<td>2<td>3</table>", []),
        (f"{SCROLLED}<h2>办理流程</h2><table><tr><td>办理地点<td>甲</table>", []),
    ],
)
def test_a_header_may_be_a_table_of_its_own(html: str, materials: list[Any]) -> None:
    assert read(f"<p>办理地点：甲</p>{html}")[0]["申请材料"] == materials


@pytest.mark.parametrize(
    ("rows", "materials"),
    [
        ("<tr><td rowspan=2>1<td>表<td>1<tr><td colspan=2>须知：签字<tr><td>2<td>证<td>", ["表", "证"]),
        ("<tr><td>1<td>表<td>1<tr><td>2<td>证<td>", ["表", "证"]),
    ],
)
def test_a_row_across_a_list_is_no_element_and_a_numbered_row_below_labels_is(
    rows: str, materials: list[str]
) -> None:
    for head in ("<tr><td>序号<td>材料名称<td>份数", "<tr><td>序号<td>别的<td>材料名称"):
        cells = (
            rows
            if "份数" in head
            else rows.replace("<td>表<td>1", "<td>1<td>表").replace("<td>证<td>", "<td><td>证")
        )
        found = read(f"<h2>申请材料</h2><table>{head}{cells}</table>")[0]["申请材料"]
        assert [row["材料名称"] for row in found] == materials


@pytest.mark.parametrize(
    ("html", "matter"),
    [
        ("<div><p>5<em>工作日</em></p><p>承诺办结时限</p></div><div><p>3次</p><p>办理流程</p></div>",
         {"承诺办结时限": "5工作日", "办理流程": "3次"}),
        ("<div><p>1号窗</p><p>窗口</p></div><div><p>承诺办结时限</p><p>5天</p></div>", {"承诺办结时限": "5天"}),
        ("<div><p>2026年第3号通告如下所示</p><p>办理地点</p></div>甲", {"办理地点": "甲"}),
    ],
)  # fmt: skip
def test_a_label_may_stand_below_a_number(html: str, matter: dict[str, Any]) -> None:
    assert read(html) == [matter]


def test_a_label_of_an_element_without_a_text_begins_no_section() -> None:
    laws = "<li><p>法律法规名称：甲法</p><p>依据文号：</p><p>条款号：1</p></li><li><p>法律法规名称：乙法</p></li>"
    rows = [{"法律法规名称": "甲法", "依据文号": "", "条款号": "1"}, {"法律法规名称": "乙法"}]
    assert read(f"<div>设定依据</div><ul>{laws}</ul><h2>办理地点</h2>甲") == [
        {"设定依据": rows, "办理地点": "甲"}
    ]


def test_a_header_of_two_rows_keeps_its_first_column() -> None:
    head = "<tr><th rowspan=2>材料名称<th colspan=2>别的<tr><th>材料类型<th>份数"
    page = f"<h2>申请材料</h2><table>{head}<tr><td>表<td>乙<td>1</table>"
    assert read(page) == [{"申请材料": [{"材料名称": "表", "材料类型": "乙", "份数": "1"}]}]


def test_a_cell_that_is_a_link_is_of_a_menu() -> None:
    menu = "<TABLE><TR><TD><A href='1.htm'>申请材料</A></TD></TR><TR><TD><B><A>办理流程</A></B></TD></TR></TABLE>"
    page = "<P>题目</P><P><B>一、申请材料</B></P><P>表</P>"
    page += "<P><B>二、办理地点</B>：甲 <B>咨询电话</B>：1</P><P><B>三、交通</B>：乙</P>"
    assert read(menu + page) == [{"申请材料": "表", "办理地点": "甲", "咨询电话": "1", "交通": "乙"}]


@pytest.mark.parametrize(
    "html",
    [
        f"<div><div>申请材料</div><div><div class=h><i>材料名称</i><i>份数</i></div>{SPANS}</div></div>",
        f"<h3>申请材料</h3><div><div class=h><p>材料名称</p><p>份数</p></div><div>{SPANS}</div></div>",
    ],
)
def test_blocks_in_rows_below_labels_are_a_table(html: str) -> None:
    tree = HtmlTree(f"{html}<h3>办理地点</h3>甲", NAMES)
    assert tree.root == [{"申请材料": BOTH, "办理地点": "甲"}]
    assert [cut(tree, (0, "申请材料", n, "材料名称")) for n in (0, 1)] == ["申请书", "身份证"]
    assert (tree.region((0, "申请材料", 0, "份数")).xpath or "").endswith("/i[2]")


def test_terms_below_a_heading_on_questions_are_questions() -> None:
    page = "<h2>常见问题</h2><dl><dt>多久？<dd>5天<dt>多少？<dd>不收费</dl><h2>办理地点</h2>甲"
    asked = [{"问题": "多久？", "答案": "5天"}, {"问题": "多少？", "答案": "不收费"}]
    assert HtmlTree(page, NAMES | {"常见问题"}).root == [{"常见问题": asked, "办理地点": "甲"}]


def test_a_list_of_labels_without_panels_names_nothing() -> None:
    assert read("<ul><li>申请材料</li><li>受理条件</li></ul><p>办理地点：甲</p>") == [{"办理地点": "甲"}]


def test_each_article_is_a_matter() -> None:
    html = "<article><h1>x</h1><p>事项名称：甲</p></article><article><p>事项名称：乙</p></article>"
    assert read(html) == [{"事项名称": "甲"}, {"事项名称": "乙"}]


def test_guides_below_each_other_are_matters() -> None:
    guides = [
        f"<p>{number}、{name}</p><p>事项名称：{name}</p><p>受理条件：有证</p><p>受理材料清单</p>"
        "<table><tr><td>序号<td>材料名称<td>份数</tr><tr><td>1<td>身份证<td>1</table>"
        for number, name in enumerate(("换证", "补证"), 1)
    ]
    matters = read(f"<body><div><div><h2>服务指南</h2>{''.join(guides)}</div></div>")
    materials = [{"材料名称": "身份证", "份数": "1"}]
    assert matters == [
        {"事项名称": name, "受理条件": "有证", "申请材料": materials} for name in ("换证", "补证")
    ]


def test_the_names_of_other_matters_below_a_guide_are_no_guides() -> None:
    html = "<p>事项名称：换证</p><p>受理条件：有证</p><p>办理地点：甲</p><p>事项名称：补证</p><p>办理地点：乙</p>"
    assert read(html) == [{"事项名称": "换证", "受理条件": "有证", "办理地点": "甲"}]


def test_an_article_alone_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[object] = []
    page = labelled.Page
    monkeypatch.setattr(labelled, "Page", lambda *given: pages.append(given) or page(*given))
    html = "<div><p>办理地点：乙</p><article><p>事项名称：甲</p></article></div>"
    assert read(html) == [{"办理地点": "乙", "事项名称": "甲"}]
    assert len(pages) == 1


def test_each_row_of_a_table_of_matters_is_a_matter() -> None:
    html = "<table><tr><th>事项名称<th>实施主体<th>办理地点</tr><tr><td>甲<td>水利局<td>乙</tr></table>"
    assert read(html) == [{"事项名称": "甲", "实施主体": "水利局", "办理地点": "乙"}]


@pytest.mark.parametrize(
    "html", ["", "文字", "<p>你好</p>", "<table><tr><th>名称<td>x</table>", "<b>类型</b><p>x</p>"]
)
def test_a_page_without_a_sure_label_is_no_guide(html: str) -> None:
    tree = HtmlTree(html, NAMES)
    assert (tree.root, tree.problems) == ({}, [])
    assert tree.region(())[:2] == (1, 1)


@pytest.mark.parametrize(
    ("html", "text", "xpath"),
    [
        ("<p><b>办理地点：</b>人民路1号</p>", "人民路1号", "p[1]"),
        ("<p><b><i>一、</i>办理地点：</b><i>人民</i><i>路1号</i></p>", "<i>人民</i><i>路1号", "p[1]"),
        ("<p><b>办理地点：人民路1号</b></p>", "人民路1号", "p[1]/b"),
        ("<div><p>办理地点：人民路<br>1号</p></div>", "人民路<br>1号", "div/p"),
    ],
)
def test_the_xpath_of_a_text_leads_to_an_element_that_holds_it(html: str, text: str, xpath: str) -> None:
    tree = HtmlTree(f"<h1>取水许可</h1>{html}<p>办理时间：周一</p>", NAMES)
    path = (0, "办理地点")
    assert (cut(tree, path), tree.region(path).xpath) == (text, f"/html/body/{xpath}")


@pytest.mark.parametrize(
    ("path", "text", "xpath"),
    [
        ((0, "事项名称"), "取水许可", "/html/body/table/tbody/tr[1]/td"),
        ((0, "办理地点"), "中山路1号<br>3楼&nbsp;5窗", "/html/body/table/tbody/tr[3]/td[1]"),
        ((0, "事项编码"), "事 项<br>编码", "/html/body/table/tbody/tr[2]/td[1]"),
        ((0, "咨询电话"), "取水许可", "/html/body/table/tbody/tr[1]/td"),
        ((0,), "取水许可", "/html/body/table/tbody/tr[1]/td"),
    ],
)
def test_a_region_is_the_text_or_its_label(path: Path, text: str, xpath: str) -> None:
    tree = HtmlTree(TABLE, NAMES)
    assert (cut(tree, path), tree.region(path).xpath) == (text, xpath)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("&nbsp;A&amp;B&nbsp;", "A&amp;B"),
        (" A\n B", "A\n B"),
        ("&nbsp;A&nbsp;B", "A&nbsp;B"),
        ("<b>A</b> <i>B </i>", "<b>A</b> <i>B"),
    ],
)
def test_a_region_after_a_label_has_no_blanks_around_it(said: str, text: str) -> None:
    tree = HtmlTree(f"<p>办理地点：{said} </p>", NAMES)
    assert cut(tree, (0, "办理地点")) == text


def test_an_empty_cell_of_a_list_is_its_own_region() -> None:
    tree = HtmlTree(f"<table>\n<tr><th>材料名称<th>份数</tr>\n{ROWS}</table>", NAMES)
    assert cut(tree, (0, "申请材料", 1, "份数")) == "<td>"
    assert cut(tree, (0, "申请材料", 1, "来源渠道")) == "身份证"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_all_kinds_and_tags_over_lines_keep_places(line_break: str) -> None:
    html = "<table\n class='a'>\n<tr>\n<th\n>办理地点</th\n>\n<td\n id=x>𠮷 甲路</td></tr></table>".replace(
        "\n", line_break
    )
    tree = HtmlTree(html, NAMES)
    assert tree.region((0, "办理地点"))[:4] == (8, 7, 8, 11)
    assert cut(tree, (0, "办理地点")) == "𠮷 甲路"


def test_a_page_in_gbk_is_read() -> None:
    decoded = decode(("<meta charset=gb2312>\r\n" + TABLE).encode("gbk"))
    assert decoded.text is not None
    assert read(decoded.text)[0]["事项名称"] == "取水许可"


def test_comments_cover_their_line_or_the_element_below() -> None:
    html = (
        "<table>\n<!-- guidelint: ignore[a.b] 理由 -->\n<tr>\n<th>办理地点</th>\n<td>甲</td>\n</tr>\n"
        "<tr><td>x</td></tr> <!-- guidelint: ignore[c] 尾 -->\n<!-- 别的 --></table>\n"
        "<!-- guidelint: ignore[d] 末 -->"
    )
    assert HtmlTree(html, NAMES).comments() == [
        (3, 6, "guidelint: ignore[a.b] 理由"),
        (7, 7, "guidelint: ignore[c] 尾"),
        (9, 9, "guidelint: ignore[d] 末"),
    ]


def test_two_hundred_thousand_lines_are_read_and_placed() -> None:
    row = "<tr>\n<td>申请书</td>\n<td>1</td>\n</tr>\n"
    tree = HtmlTree("<table><tr><th>材料名称<th>份数</tr>\n" + row * 50_000 + "</table>", NAMES)
    assert len(tree.root[0]["申请材料"]) == 50_000
    assert tree.region((0, "申请材料", 49_999, "份数"))[:4] == (200_000, 5, 200_000, 6)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "事项名称：甲",
        "<p><table><tr><td>" + "<div>" * 20_000 + "</p>" * 20_000 + "事项名称：甲",
        "<table><tr><td>" * 5_000 + "事项名称：甲",
        "<table><tr>"
        + "<td rowspan=60000 colspan=60000>材料名称</td>" * 3
        + "</tr>"
        + "<tr><td>a" * 5_000
        + "</table><p>事项名称：甲",
        "<b>" * 50_000 + "<p>事项名称：甲",
        "<ul><li>申请材料</li><li>x</li></ul><div>" * 3_000 + "<p>事项名称：甲",
        "<table>" + "<tr><th>材料名称<th>份数</tr><tr><td>a<td>b</tr>" * 5_000 + "</table><p>事项名称：甲",
        "<p>办理地点：甲" + "<i>收起</i>" * 20_000 + "<p>事项名称：甲",
        "<p>办理地点：甲 " + "<i>办理时间：</i>" * 20_000 + "<p>事项名称：甲",
        "<h2>申请材料</h2>" + "<p>1、甲</p><p>份数：1</p>" * 5_000 + "<h2>事项名称</h2>甲",
    ],
)
def test_a_hostile_page_is_read_in_time(html: str) -> None:
    assert read(html)[0]["事项名称"] == "甲"


@pytest.mark.parametrize(
    ("lines", "label", "text"),
    [
        ("<p>三、行政许可条件</p><p>有固定场所</p>", "许可条件", "有固定场所"),
        ("<p>二、设定行政许可的法律依据</p><p>《水法》</p>", "设定依据", "《水法》"),
        ("<p>三、事项实施法律、法规依据</p><p>《水法》</p>", "设定依据", "《水法》"),
        ("<p>二、收费法律依据</p><p>《水法》</p>", "设定依据", None),
        ("<p>• 咨询电话：0591-83621234</p>", "咨询电话", "0591-83621234"),
        ("<p>- 咨询电话：0591-83621234</p>", "咨询电话", "0591-83621234"),
        ("<p>七、咨询电话 0591-83621234</p>", "咨询电话", "0591-83621234"),
        ("<p>咨询电话 0591-83621234</p>", "咨询电话", None),
        ("<p>受理条件 有合法水源的单位</p>", "受理条件", "有合法水源的单位"),
        ("<p>法律依据 《水法》第七条</p>", "法律依据", "《水法》第七条"),
        ("<p>受理条件 办理地点 办理时间</p>", "受理条件", None),
        ("<p>受理条件 到场所需时间 办理地点</p>", "受理条件", None),
        ("<p>受理条件 查看详情</p>", "受理条件", None),
        ("<p>七、办理地点1、一楼：甲</p><p>2、二楼：乙</p>", "办理地点", "1、一楼：甲\n2、二楼：乙"),
        ("<p>七、办理地点1.5公里：甲</p>", "办理地点", None),
        ("<p>一、【许可条件】</p><p>有固定场所</p>", "许可条件", "有固定场所"),
        ("<p>（四）【咨询电话】0591-83621234</p>", "咨询电话", "0591-83621234"),
        ("<table><tr><td>特殊事项(不压缩的理由)<td>省里统一</table>", "特殊事项（不压缩的理由）", "省里统一"),
        ("<p>2咨询电话</p><p>0591-83621234</p><p>3工作要求</p><p>热情</p>", "咨询电话", "0591-83621234"),
        ("<p>2承诺时限</p><p>3个工作日</p>", "承诺时限", "3个工作日"),
        (
            "<p>（二）设立学校应当具备的条件</p><p>1.有场地</p><p>（三）不予设立情形</p><p>1.无</p>",
            "受理条件",
            "1.有场地",
        ),
        (
            "<p>二、取得许可须符合的条件</p><p>（一）有场地</p><p>（二）有人</p>",
            "受理条件",
            "（一）有场地\n（二）有人",
        ),
        ("<p>（一）咨询电话</p><p>（一）一楼1</p><p>（二）二楼2</p>", "咨询电话", "（一）一楼1\n（二）二楼2"),
        (
            "<p>咨询电话</p><p>0591-83621234</p><p>附：取水许可申请表</p><p>姓名</p>",
            "咨询电话",
            "0591-83621234",
        ),
        ("<p>咨询电话</p><p>0591-83621234</p><p>见申请表</p>", "咨询电话", "0591-83621234\n见申请表"),
    ],
)
def test_labels_in_the_words_of_a_guide_are_known(lines: str, label: str, text: str | None) -> None:
    html = f"<h1>取水许可服务指南</h1><p>办理流程：受理</p>{lines}"
    names = NAMES | {"许可条件", "承诺时限", "特殊事项（不压缩的理由）"}
    assert HtmlTree(html, names).root[0].get(label) == text


@pytest.mark.parametrize(
    "heading",
    [
        "一、需要提供的证件及材料",
        "（二）居民用户申请报装所需资料",
        "主要申请材料",
        "五、当事人应提交的登记材料：",
        "2.所需证件(证明)材料：",
    ],
)
def test_a_heading_may_announce_the_materials_in_words_of_its_own(heading: str) -> None:
    html = f"<p>事项名称：取水许可</p><p>{heading}</p><p>1.申请书</p><p>2.身份证</p>"
    assert read(html)[0]["申请材料"] == ["申请书", "身份证"]


@pytest.mark.parametrize("line", ["3.法律法规规定应提交的材料", "3.其他所需材料", "3.应当提交的有关材料"])
def test_a_line_among_materials_begins_no_other_list(line: str) -> None:
    html = f"<p>申请材料</p><p>1.申请书</p><p>2.身份证</p><p>{line}</p>"
    assert read(html)[0]["申请材料"][:2] == ["申请书", "身份证"]


@pytest.mark.parametrize("step", ["2.按要求提交所需材料", "2.提供所需材料", "2.审核申请材料"])
def test_a_step_that_hands_in_materials_is_no_heading_of_them(step: str) -> None:
    html = f"<p>事项名称：取水许可</p><p>办理流程</p><p>1.预约</p><p>{step}</p><p>3.审核</p>"
    assert read(html)[0]["办理流程"] == f"1.预约\n{step}\n3.审核"


@pytest.mark.parametrize("heading", ["注意事项", "●温馨提示："])
def test_what_else_a_guide_says_is_not_the_text_above(heading: str) -> None:
    html = f"<p>事项名称：出生医学证明</p><p>办理地点</p><p>门诊二楼</p><p>{heading}</p><p>1.先取名</p>"
    assert read(html)[0]["办理地点"] == "门诊二楼"


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["4.1 申请书", "4.2 身份证"], ["申请书", "身份证"]),
        (["4.1申请书", "4.2《身份证》"], ["申请书", "《身份证》"]),
        (["1.申请书", "2.1寸照片2张", "3.2张底片"], ["申请书", "1寸照片2张", "2张底片"]),
        (["2.5米围栏照片", "0.5万元收据"], ["2.5米围栏照片", "0.5万元收据"]),
    ],
)
def test_numbers_before_materials_are_no_part_of_their_names(lines: list[str], names: list[str]) -> None:
    html = "<p>申请材料</p>" + "".join(f"<p>{line}</p>" for line in lines)
    assert read(html)[0]["申请材料"] == names


@pytest.mark.parametrize("tag", ["th", "td"])
@pytest.mark.parametrize("class_", ["", ' class="a"'])
def test_the_unit_in_a_header_is_that_of_the_numbers_below(tag: str, class_: str) -> None:
    header = f"<tr><{tag}>办理环节</{tag}><{tag}>办理时限（工作日）</{tag}></tr>"
    html = (
        f"<p>事项名称：取水许可</p><table{class_}>{header}<tr><td>受理</td><td>1</td></tr>"
        "<tr><td>审核</td><td>当场</td></tr></table>"
    )
    rows = read(html)[0]["办理环节"]
    assert [row["办理时限"] for row in rows] == ["1工作日", "当场"]


def test_matters_below_each_other_have_the_unit_of_their_header() -> None:
    html = (
        "<table><tr><th>事项名称</th><th>承诺办结时限（工作日）</th></tr><tr><td>甲许可</td><td>5</td></tr>"
        "<tr><td>乙许可</td><td>7</td></tr></table>"
    )
    assert [matter["承诺办结时限"] for matter in read(html)] == ["5工作日", "7工作日"]


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=3), st.sampled_from(["\n", "\r\n", ""]))
def test_every_text_cut_out_by_its_region_is_that_text(words: list[str], line_break: str) -> None:
    place, hours, material = words
    html = line_break.join(
        [
            "<table>", f"<tr><th>办理地点<td> {escape(place)} </tr>",
            f"<tr><th>办理时间</th><td><b>{escape(hours)}</b>", "</table>",
            f"<table><tr><th>材料名称<th>份数</tr><tr><td>{escape(material)}</td><td>1</td></tr></table>",
        ]
    )  # fmt: skip
    tree = HtmlTree(html, NAMES)
    paths: list[Path] = [(0, "办理地点"), (0, "办理时间"), (0, "申请材料", 0, "材料名称")]
    assert [unescape(cut(tree, path)) for path in paths] == words
    assert [
        tree.root[0]["办理地点"],
        tree.root[0]["办理时间"],
        tree.root[0]["申请材料"][0]["材料名称"],
    ] == words


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not part of the repository")
def test_the_page_of_fujian_is_one_matter_with_its_materials() -> None:
    tree = HtmlTree((SAMPLES / "fujian/guide_page.html").read_text("utf-8"), NAMES)
    (matter,) = tree.root
    assert matter["事项名称"] == "政府投资房建类-立项用地规划许可阶段"
    assert matter["事项类型"] == "行政许可"
    assert [row["材料名称"][:6] for row in matter["申请材料"]] == ["立项用地规划", "项目建设依据"] * 2
    assert (
        "《福建省发展和改革委员会关于印发<福建省工程建设项目招标事项核准实施办法>的通知》"
        in matter["设定依据"]
    )
    assert tree.region((0, "办理时间"))[:2] == (155, 13)
    assert cut(tree, (0, "办理时间")) == "工作日 8:15-12:00 14:00-17:30"


@pytest.mark.parametrize(
    "html",
    [
        "<p>2、条件：成年</p><p>3、程序：受理</p><p>4、期限：5天</p>",
        "<p>二、条件</p><p>成年</p><p>三、程序</p><p>受理</p><p>四、期限</p><p>5天</p>",
        "<table><tr><td>条件<td>成年<tr><td>程序<td>受理<tr><td>期限<td>5天</table>",
    ],
)
def test_short_words_are_labels_behind_a_number_and_in_tables(html: str) -> None:
    (matter,) = read(f"<p>办理地点：甲</p>{html}")
    assert matter == {"办理地点": "甲", "条件": "成年", "程序": "受理", "期限": "5天"}
    (other,) = read("<h3>办理流程</h3><p>办理地点：甲</p><p>程序：受理</p>")
    assert "程序" not in other


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td rowspan=2>甲<td rowspan=2>局<td>表<td>1<tr><td>证<td>2<tr><td>乙<td>厅<td>书<td>1",
        "<tr><td>甲<td>局<td>表<td>1<tr><td><td><td>证<td>2<tr><td>乙<td>厅<td>书<td>1",
    ],
)
def test_a_table_of_matters_may_have_a_row_for_each_material(rows: str) -> None:
    found = read(f"<table><tr><th>事项名称<th>实施主体<th>材料名称<th>份数{rows}</table>")
    assert [(matter["事项名称"], matter["实施主体"]) for matter in found] == [("甲", "局"), ("乙", "厅")]
    assert [[(row["材料名称"], row["份数"]) for row in matter["申请材料"]] for matter in found] == [
        [("表", "1"), ("证", "2")],
        [("书", "1")],
    ]


def test_the_materials_of_a_table_of_matters_may_have_a_single_column() -> None:
    head = "<tr><th>事项名称<th>实施主体<th>办理地点<th>材料名称"
    rows = (
        "<tr><td rowspan=2>甲<td rowspan=2>局<td rowspan=2>一楼<td>表<tr><td>证<tr><td>甲<td>厅<td>二楼<td>书"
    )
    found = read(f"<table>{head}{rows}</table>")
    assert [(matter["实施主体"], matter["申请材料"]) for matter in found] == [
        ("局", [{"材料名称": "表"}, {"材料名称": "证"}]),
        ("厅", [{"材料名称": "书"}]),
    ]


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        ("取水许可-某某县政府", "<p>取水许可</p>", "取水许可"),
        ("居住证办理指南", "<div>居住证办理指南</div>", "居住证"),
        ("一、取水许可", "<p>一、取水许可</p>", None),  # one guide of several
        ("取水许可", "<p>申请取水许可的单位</p>", None),  # not shown by itself
        ("办事指南", "<p>办事指南</p>", None),
        ("便民服务及审批事项办事指南", "<h1>便民服务及审批事项办事指南</h1>", None),
    ],
)
def test_title_of_page(title: str, body: str, name: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body>{body}<p>办理地点：人民路1号</p></body></html>"
    tree = HtmlTree(page, NAMES)
    assert [matter.get("事项名称") for matter in tree.root] == [name]
    if name:
        assert cut(tree, (0, "事项名称")).startswith(name)
        assert tree.region((0, "事项名称")).column > page.index("<body>")


@pytest.mark.parametrize("hidden", ['style="display: none"', "hidden", 'class="old" hidden=""'])
def test_a_hidden_text_does_not_count_where_the_same_label_is_shown(hidden: str) -> None:
    rows = f"<tr {hidden}><th>办理地点<td>旧街9号<tr><th>办理地点<td>甲路1号<tr {hidden}><th>办理时间<td>全天"
    (matter,) = read(f"<table><tr><th>事项名称<td>取水许可{rows}</table>")
    assert (matter["办理地点"], matter["办理时间"]) == ("甲路1号", "全天")


def test_a_part_that_says_something_again_is_told() -> None:
    firms = "<p>一、单位</p><p>1.受理条件</p><p>有执照</p>"
    people = "<p>二、个人</p><p>1.受理条件</p><p>有房</p><p>2.申请材料</p><p>合同</p>"
    tree = HtmlTree(f"<h1>燃气报装办事指南</h1>{firms}{people}", NAMES)
    assert tree.root[0]["受理条件"] == "有执照"
    assert [(left.sheet, left.reason[:4]) for left in tree.left_out] == [("二、个人", "受理条件")]
    place = "<p>一、办理地点</p><p>甲路1号</p><p>二、备注</p><p>1.办理地点</p><p>乙路</p>"
    assert HtmlTree(place, NAMES).left_out == []


def test_the_next_number_ends_the_text_of_a_label() -> None:
    (matter,) = read("<p>1.办理地点：甲路1号<br>2.申请材料：①申请表；②论证报告<br>3.递交日期：每月5日</p>")
    assert matter["申请材料"] == "①申请表；②论证报告"
    (matter,) = read("<p>1.办理地点：甲路1号<br>2.申请材料：1.申请表<br>2.论证报告<br>3.委托书</p>")
    assert matter["申请材料"] == ["申请表", "论证报告", "委托书"]


@pytest.mark.parametrize(("before", "name"), [("", None), ("<h1>取水许可</h1>", "取水许可")])
def test_a_label_on_the_highest_level_names_no_matter(before: str, name: str | None) -> None:
    (matter,) = read(f"{before}<h1>办理地点</h1><p>甲路1号</p><h2>办理时间</h2><p>周一至周五</p>")
    assert (matter.get("事项名称"), matter["办理地点"]) == (name, "甲路1号")


def test_kind_of_matter_is_no_column() -> None:
    rows = [
        ("事项名称", "取水许可"),
        ("事项类型", "审批事项"),
        ("层级", "县"),
        ("办理地点", "1号"),
        ("办理时间", "9:00"),
    ]
    cells = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in rows)
    tree = HtmlTree(f"<table>{cells}</table>", NAMES | {"审批事项"})
    assert tree.root == [dict(rows)]


def test_label_over_pairs_in_its_row() -> None:
    cells = "".join(f"<td>{text}</td>" for text in ("窗口", "版本", "1", "办理时间", "9:00"))
    above, below = (f"<tr><td>{name}</td><td colspan=4>1</td></tr>" for name in ("办理地点", "数量"))
    page = f"<table>{above}<tr>{cells}</tr>{below}</table>"
    assert read(page) == [{"办理地点": "1", "版本": "1", "办理时间": "9:00", "数量": "1"}]


def test_short_label_as_a_text() -> None:
    page = "<table><tr><td>办理地点</td><td>窗口</td><td></td></tr><tr><td>办理时间</td><td>9:00</td></tr></table>"
    assert read(page) == [{"办理地点": "窗口", "办理时间": "9:00"}]


def test_lines_that_end_a_text() -> None:
    page = "<p>事项名称</p><p>取水许可</p><p>日常用语</p><p>办理时间</p><p>9:00</p><p>是否支持预约</p><p>10:00</p>"
    page += (
        "<p>咨询电话</p><p>12345</p><p>备注</p><p>办理地点</p><p>1号</p><p>上一条：没有了</p><p>关闭窗口</p>"
    )
    assert read(page) == [
        {"事项名称": "取水许可", "办理时间": "9:00", "咨询电话": "12345", "办理地点": "1号"}
    ]


def test_numbered_label_with_a_blank() -> None:
    page = "<div>一、事项名称 取水许可<br>二、申请材料 申请书<br>三、办理流程 （一）受理<br>四、办理时间 9:00</div>"
    assert read(page) == [
        {"事项名称": "取水许可", "申请材料": "申请书", "办理流程": "（一）受理", "办理时间": "9:00"}
    ]


def test_materials_numbered_within_lines() -> None:
    page = "<table><tr><td>申请材料</td><td>1、申请表；2、章程；<br>3、照片；4、身份证</td></tr></table>"
    tree = HtmlTree(page, NAMES)
    assert tree.root == [{"申请材料": ["申请表", "章程", "照片", "身份证"]}]
    assert cut(tree, (0, "申请材料", 1)) == "章程"


@pytest.mark.parametrize(
    ("heads", "name"),
    [
        ("<h2>取水许可</h2>", "取水许可"),
        ("<h2>取水许可业务须知</h2>", "取水许可"),
        ("<h1>井水许可</h1><h2>取水许可</h2>", "井水许可"),
        ("<h2>取水许可</h2><h2>井水许可</h2>", None),
    ],
)
def test_second_headline(heads: str, name: str | None) -> None:
    page = f"{heads}<h5>办理地点</h5><p>人民路1号</p><h2>常见的情形</h2>"
    assert [matter.get("事项名称") for matter in read(page)] == [name]


def test_form_is_no_guide() -> None:
    page = "<h1>居住证申请</h1><table><tr><td>咨询电话</td><td><input></td></tr></table>"
    assert read(page) == [{"咨询电话": ""}]


def test_labels_between_sentences() -> None:
    page = "<div><p>办理流程：申请后当场受理。办理地点：人民路1号3楼。咨询电话：12345</p></div>"
    assert read(page) == [{"办理流程": "申请后当场受理。", "办理地点": "人民路1号3楼。", "咨询电话": "12345"}]


def test_label_again_within_its_text() -> None:
    page = "<p>办理流程：按照下列办理流程为您办理：先受理</p>"
    assert read(page) == [{"办理流程": "按照下列办理流程为您办理：先受理"}]


def test_heading_again_as_label() -> None:
    page = "<h5>收费标准</h5><p>收费标准：分为两档：<br>（1）首次 10元/本<br>（2）补发 20元/本</p><h5>办理地点</h5>1号"
    matter = HtmlTree(page, NAMES | {"收费标准"}).root[0]
    assert matter["收费标准"] == "收费标准：分为两档：\n（1）首次 10元/本\n（2）补发 20元/本"


def test_numbered_label_of_materials_in_words_of_its_own() -> None:
    page = "<p>（1）受理条件：已参保<br>（2）转移所需材料：参保凭证<br>（3）办理流程：到窗口办理</p>"
    assert read(page) == [{"受理条件": "已参保", "申请材料": "参保凭证", "办理流程": "到窗口办理"}]


def guides(*names: str) -> str:
    labels = "<p>事项名称：{}</p><p>申请材料：</p><p>1、申请书</p><p>办理地点：1号</p>"
    return "<div>" + "".join(map(labels.format, names)) + "</div>"


def test_guides_in_several_elements() -> None:
    page = f"<div><p>水利局</p>{guides('甲事', '乙事')}</div><div><p>林业局</p>{guides('丙事')}</div>"
    assert [matter["事项名称"] for matter in read(page)] == ["甲事", "乙事", "丙事"]
    aside = "<div><p>事项名称：丁事</p><p>咨询电话：12345</p></div>"
    assert [matter["事项名称"] for matter in read(aside + guides("甲事", "乙事"))] == ["甲事", "乙事"]
    assert len(read(aside + guides("甲事"))) == 1
