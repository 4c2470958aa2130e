"""HTML inside strings, as a person would read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guidelint.readers.html.text import plain_text

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
TITLE = "3.《福建省发展和改革委员会关于印发<福建省工程建设项目招标事项核准实施办法>的通知》"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("取水许可", "取水许可"),
        ("一 \t二\n三", "一 \t二\n三"),
        (TITLE, TITLE),
        (f"<p>{TITLE}</p>", TITLE),
        (
            "<p>《关于转发&lt;关于推进社会化管理的意见&gt;的通知》</p>",
            "《关于转发<关于推进社会化管理的意见>的通知》",
        ),
        ("《转发<A市办法>的通知》", "《转发<A市办法>的通知》"),
        ("<p><span>事项</span><strong>名称</strong><b>：</b></p>", "事项名称："),
        ("上午<br>下午<br/>晚上", "上午\n下午\n晚上"),
        ("<p>一</p>\n\n<p>二</p>", "一\n二"),
        ("<P STYLE='x'>一<P>二", "一\n二"),
        ("<p>办理\n  地点</p>", "办理地点"),
        ("<p>room\n 5</p>", "room 5"),
        ("一&nbsp;&nbsp;二&nbsp;", "一 二"),
        ("甲&amp;amp;乙", "甲&乙"),
        ("&amp;amp;lt;p&amp;amp;gt;一", "一"),
        ("&amp;amp;amp;lt;p&amp;amp;amp;gt;一", "&lt;p&gt;一"),
        ("&amp;lt;p&amp;gt;一&amp;lt;/p&amp;gt;", "一"),
        ("http://a.cn/?a=1&copy=2&lt=3", "http://a.cn/?a=1&copy=2&lt=3"),
        ("AT&T", "AT&T"),
        ("年耗能 < 1000 吨且 > 5", "年耗能 < 1000 吨且 > 5"),
        ("<script>alert('<p>')</script>一<!-- 注 -->二<style>p{}</style>", "一二"),
        ("<script>没有结束", ""),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲 乙\n丙"),
        ('<span style="font-family:&quot;宋体&quot;">一</span>', "一"),
        ("<o:p></o:p>一", "一"),
        ("<abc>一</abc>", "<abc>一</abc>"),
        ("&#20013;&#x4e2d;&zzz;", "中中&zzz;"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_a_person_reads(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    "html", ['<p "' * 50_000, "&amp;" * 50_000, "<script>" * 50_000, "<!--" * 50_000, "<" * 200_000]
)
def test_a_hostile_text_takes_no_time(html: str) -> None:
    assert len(plain_text(html)) <= len(html)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are not part of the repository")
def test_the_guides_of_jinan_lose_no_law_title_and_keep_no_tag() -> None:
    answer = json.loads((SAMPLES / "jinan/workguide_api_answer.json").read_text("utf-8"))
    text = plain_text(answer["data"]["content"][0]["content"])
    lines = text.splitlines()
    assert lines[0] == "一、事项名称：企业退休人员档案关系接收"
    assert "劳动和社会保障部等部门<关于积极推进企业退休人员社会化管理服务工作的意见>的通知》" in text
    assert "<span" not in text
    assert "&" not in text
