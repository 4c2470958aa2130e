"""The fast reader of plain pages gives the same values as the full one, or declines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.location import Lines
from guidelint.readers.html import builder as html_builder
from guidelint.readers.html.builder import parse
from guidelint.readers.html.labelled import found_in, plain_values
from guidelint.readers.html.labels import labels_of
from guidelint.readers.html.plain import plain_matters
from guidelint.readers.html.reader import HtmlTree
from guidelint.writers import write

NAMES = frozenset(
    (
        "事项名称", "实施编码", "办理地点", "办理流程", "申请材料", "设定依据", "受理条件", "咨询方式", "窗口", "类型",
        "材料名称", "份数", "材料类型", "来源渠道", "法律法规名称", "依据文号", "条款号", "承诺办结时限", "自然人主题",
    )
)  # fmt: skip
LABELS = labels_of(NAMES)

HEADS = [
    "不知道的",
    "事项名称", "实施编码", "办理地点", "办 理 流 程：", "一、受理条件", "窗口", "类型",
    "承诺办结时限(工作日)", "自然人主题", "申请材料", "材料名称", "份数", "材料类型", "来源渠道",
    "法律法规名称", "依据文号", "序号", "操作", "", " ", "申请材料<br>", "事项&amp;名称",
    "单位(天)",
]  # fmt: skip
TEXTS = [
    "取水许可", "", " ", "\n", "20", "1.一；2.二", "甲<br>乙", "<br>", "甲<br/> 乙 <br />丙", "a  b",
    "中\n 文", "A\r\nB", "&lt;办法&gt;", "&nbsp;", "甲&nbsp;乙", "A&B", "a & b", "&#x27;",
    '["甲", "乙"]', "办理地点：三楼", "\u3000首", "说明：无<br>办理流程：先", "<pre> 甲\r\n  乙</pre>",
    "1.甲<br>2.乙", "<pre></pre>", "<pre>一</pre>二", "<b>粗</b>", "<b>办理地点</b>三楼", "<办法>", "a > b",
    "<p>段</p>", "<ul><li>甲</li></ul>", "<table><tr><td>内</td></tr></table>", "<!-- 注 -->",
    "事项名称", "<script>a<b</script>", "<input value='<'>", "\x1c", "&", "&am", "&copy;", "窗口<",
]  # fmt: skip
SAID = [
    "", "", "", "", ' class="a"', " hidden", ' colspan="2"', ' colspan="70"', ' rowspan="2"',
    " \n id='x'", ' a="<"', "/", ' style="a&b" ', " b=c", "\u3000",
]  # fmt: skip
GAPS = [
    "", "", "", "\n", "\n\t", " ", "字", "<!-- -->", "<!-- guidelint: ignore[a] b -->", "<br>", "</tr>",
    "<tr>", "</td>", "<p>", "</tbody>", "<tbody>", "<col>", "</table>", "<table>", "<h2>申请材料</h2>",
    "<div>", "</div>", "<a>", "<title>",
]  # fmt: skip
HEAD = (
    '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"/><title>甲</title><style>a{}</style></head>'
)
ENDS = [
    f"{HEAD}<body>\n|</body></html>\n", "|", "<html><body>|</body></html>", "<html><head>字</head><body>|",
    "<html><head><title><b></title></head>|", "字|", "|字", "<div>|</div>", "<article>|</article>",
    "<ul><li>申请材料</li><li>窗口</li></ul>|", "<script>|", "<!--|-->", "|</body></html></table>",
    "<html><head><script>'<table>'</script></head><body>|</body></html>",
    "<head>\n</head>|<p>受理条件</p>", "<body \u3000>|",
]  # fmt: skip


class Hand:
    """Lays out a page of plain pieces; at a few places it takes something else."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.rough = draw(st.sets(st.integers(1, 90), max_size=2))
        self.taken = 0

    def some(self, options: list[str], plain: int) -> str:
        """Mostly one of the first options."""
        self.taken += 1
        return self.draw(st.sampled_from(options if self.taken in self.rough else options[:plain]))

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def said(self) -> str:
        return self.some(SAID, 6)

    def gap(self) -> str:
        return self.some(GAPS, 6)

    def cell(self, tag: str) -> str:
        inner = self.some(HEADS, 18) if tag == "th" else self.some(TEXTS, 20)
        return f"<{tag}{self.said()}>{inner}{self.some([f'</{tag}>', ''], 1)}{self.gap()}"

    def row(self, tags: list[str]) -> str:
        return f"<tr{self.said()}>{''.join(map(self.cell, tags))}</tr>{self.gap()}"

    def rows(self) -> str:
        width, tag = self.number(1, 4), self.some(["th", "td"], 1)
        below = [self.row(["td"] * (width + len(self.some(["", "+"], 1)))) for _ in range(self.number(0, 3))]
        return self.row([tag] * width) + "".join(below)

    def pairs(self) -> str:
        tag = self.some(["th", "td"], 1)
        return "".join(self.row([tag, "td"] * self.number(1, 2)) for _ in range(self.number(1, 4)))

    def table(self) -> str:
        inside = self.rows() if self.number(0, 1) else self.pairs()
        first, end, rest = inside.partition("</tr>")
        grouped = [inside, inside, f"<tbody>{inside}", f"<thead>{first}{end}</thead>\n<tbody>{rest}</tbody>"]
        inside = self.some([*grouped, f"<thead>{inside}</thead>", f"<tbody><thead>{inside}</tbody>"], 4)
        captions = ["", "\n", "<caption>取水许可</caption>\n", "<caption><b>甲</b></caption>"]
        return f"<table{self.said()}>{self.some(captions, 3)}{inside}</table>{self.gap()}"

    def heading(self) -> str:
        level = self.number(1, 4)
        return f"<h{level}{self.said()}>{self.some(HEADS, 18)}</h{level}>{self.gap()}"


@st.composite
def pages(draw: st.DrawFn) -> str:
    hand = Hand(draw)
    body = ""
    for _ in range(hand.number(1, 4)):
        body += "".join(hand.heading() for _ in range(hand.number(0, 2))) + hand.table()
    start, end = hand.some(ENDS, 3).split("|")
    return start + body + end


def by_elements(html: str) -> Any:
    return plain_values(found_in(parse(Lines(html))[0], html, LABELS).matters)


MATERIALS = "<table><tr><th>材料名称</th><th>份数</th></tr>\n<tr><td>表</td><td>1</td></tr>\n</table>"
PLAIN = [
    "<table><tr><th>事项名称</th><td>取水许可</td></tr></table>",
    "<table>\n <tbody>\n <tr class=\"a\">\n  <th>事项名称</th>\n  <td colspan=\"3\"> 取水<br>许可 </td>\n"
    " </tr>\n</tbody>\n</table>",
    "<table><tr><th>事项名称</th><td>甲</td><th>窗口</th><td>&lt;乙&gt;</td></tr>"
    "<tr hidden><th>类型</th><td></td></tr></table>",
    f"<h2>申请材料</h2>\n{MATERIALS}",
    f"<h2>甲</h2><h2>受理条件</h2><h2>申请材料</h2>{MATERIALS}<h2>申请材料</h2>{MATERIALS}",
    "<table><thead><tr><th>事项名称</th><th>实施编码</th><th>序号</th></tr></thead>"
    "<tbody><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td></td><td>3</td></tr></tbody></table>",
    '<table><tr><th>事项名称</th><td>甲</td></tr><tr><th>自然人主题</th><td>["甲","乙"]</td></tr></table>',
    "<table><tr><th>事项名称</th><td><pre> 甲\n  乙 </pre></td></tr><tr><th>窗口</th><td></td></tr>"
    "<tr><th>窗口</th><td>丙</td></tr></table>",
]  # fmt: skip


GUIDE = (
    "<table><tr><th>事项名称</th><td>取水许可</td></tr><tr><th>实施编码</th><td>1</td></tr>"
    "<tr><th>办理地点</th><td>取水窗口</td></tr></table>"
)


@pytest.mark.parametrize("html", PLAIN)
def test_plain_pages_are_read_without_their_elements(html: str) -> None:
    found = plain_matters(html, LABELS)
    assert found
    assert repr(found) == repr(by_elements(html))


@settings(max_examples=500, deadline=None)
@example("<table><tr><th>事项名称</th><td>甲</td></tr></table><script></tr><b></script>")
@example("<table><tr><th>事项名称</th><td>a > b</td></tr></table>")
@example("<h2>申请材料</h2><table><tr><th>材料名称</th><td>甲</td></tr></table>")
@example("<h2>受理条件</h2><h3>别的</h3><table><tr><th>事项名称</th><td>甲</td></tr></table>")
@example("<h2>申请材料</h2><h2>材料名称</h2><table><tr><th>x</th><td>甲</td></tr></table>" + PLAIN[0])
@example("<h3>取水</h3>" + GUIDE + "<h3>采砂</h3>" + GUIDE.replace("取水", "采砂"))
@given(pages())
def test_a_page_read_as_plain_says_what_its_elements_say(html: str) -> None:
    found = plain_matters(html, LABELS)
    assert found is None or repr(found) == repr(by_elements(html))


@settings(max_examples=100, deadline=None)
@given(pages(), st.data())
def test_no_damage_makes_a_page_say_something_else(html: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(html)))
        cut = data.draw(st.integers(0, 3))
        html = (
            html[:at]
            + data.draw(st.sampled_from(["", "<", ">", '"', "&", "/", "\r", "<!--"]))
            + html[at + cut :]
        )
    found = plain_matters(html, LABELS)
    assert found is None or repr(found) == repr(by_elements(html))


def test_elements_are_made_when_a_place_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(html_builder, "parse", lambda lines: asked.append(lines.text) or parse(lines))
    html = f"<table>\n<tr><th>事项名称</th><td>取水许可</td></tr></table><h2>申请材料</h2>\n{MATERIALS}"
    tree = HtmlTree(html, NAMES)
    assert tree.root == [{"事项名称": "取水许可", "申请材料": [{"材料名称": "表", "份数": "1"}]}]
    assert tree.comments() == []
    assert not asked
    assert tree.region((0, "申请材料", 0, "份数"))[:2] == (4, 19)
    assert tree.region((0, "事项名称"))[:2] == (2, 22)
    assert len(asked) == 1


def test_what_convert_writes_is_plain() -> None:
    record = {
        "name": "取水许可",
        "materials": [{"name": "表 <一>", "original_count": "1"}, {"name": "  另  表"}],
        "process": "申请\n受理",
    }
    html = write("html", [record])[0].content.decode()
    assert plain_matters(html, labels_of(frozenset(("事项名称", "申请材料", "材料名称", "办理流程"))))


def test_shapes_are_remembered_within_bounds() -> None:
    from guidelint.readers.html import plain_tables as plain

    tables = plain.Tables(LABELS)
    for number in range(plain._REMEMBERED + 50):
        tables.table(f"<tr><th>事项名称</th><td>甲</td></tr><tr><th>第{number}项</th><td>乙</td></tr>")
        tables.table(f"<tr><th>事项名称</th><th>第{number}项</th></tr><tr><td>甲</td><td>乙</td></tr>")
    assert max(map(len, (tables._pairs, tables._headers))) <= plain._REMEMBERED
