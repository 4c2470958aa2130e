"""Pages of guides: labels, texts, lists and their places."""

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
from guidelint.readers.html_reader import HtmlTree
from guidelint.readers.lists import ADDRESSES, FILES
from linting import DIALECTS

SAMPLES = FilePath(__file__).parents[2] / "../shared/samples"
NAMES = frozenset(
    (
        "事项名称", "名称", "事项编码", "事项类型", "办理地点", "办理时间", "咨询电话", "申请材料",
        "设定依据", "法律依据", "受理条件", "办理流程", "承诺办结时限", "实施主体", "材料名称", "份数",
        "材料类型", "来源渠道", "法律法规名称", "依据文号", "条款号", "窗口", "类型", "办理窗口", "窗口名称",
        "特别程序", "特别程序名称", "版本", "网办地址", "空白表格", "示例样表", "办理时限", "法定办结时限",
        "咨询方式", "电话", "地址",
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
    ],
)
def test_a_page_is_read_by_its_labels(html: str, matter: dict[str, Any]) -> None:
    assert read(html) == [matter]


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
            {"材料名称": "表", "申请材料": "材料名称：表"},
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
            "<p>8、办理地点：</p><p>9、交通指引：公交</p><p>10、受理条件：</p><p>1、一</p><p>2、二</p>",
            {"办理地点": "", "受理条件": "1、一\n2、二"},
        ),
    ],
)
def test_a_label_without_a_text_is_blank_where_the_next_label_follows(html: str, matter: Any) -> None:
    assert read(html) == [matter]


@pytest.mark.parametrize(
    "html",
    [
        "<div class=m><h2>受理条件</h2><p>一</p><h2>办理地点</h2><p>甲</p></div><div class=f>主办：乙</div>",
        "<div class=has-footer><h2>受理条件</h2><p>一</p><h2>办理地点</h2><p>甲</p><div id=footer>主办：乙</div></div>",
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
        ("<table><tr><th>材料名称<th>份数</tr><tr><td colspan=2>情形一</tr><tr><td>表<td>1</tr></table>",
         {"申请材料": [{"材料名称": "表", "份数": "1"}]}),
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
        ("<p>办理地点：甲</p><h2>法律依据</h2><dl><dt>依据文号<dd>一号<dt>条款号<dd>三</dl><p>页脚</p>",
         {"办理地点": "甲", "法律依据": [{"依据文号": "一号", "条款号": "三"}]}),
    ],
)  # fmt: skip
def test_a_table_under_a_header_is_a_list(html: str, matter: dict[str, Any]) -> None:
    assert read(html) == [matter]


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


def test_a_list_of_labels_without_panels_names_nothing() -> None:
    assert read("<ul><li>申请材料</li><li>受理条件</li></ul><p>办理地点：甲</p>") == [{"办理地点": "甲"}]


def test_each_article_is_a_matter() -> None:
    html = "<article><h1>x</h1><p>事项名称：甲</p></article><article><p>事项名称：乙</p></article>"
    assert read(html) == [{"事项名称": "甲"}, {"事项名称": "乙"}]


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
    ],
)
def test_a_hostile_page_is_read_in_time(html: str) -> None:
    assert read(html)[0]["事项名称"] == "甲"


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
