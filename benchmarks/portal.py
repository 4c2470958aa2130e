"""Generates pages as portals serve them: a guide among menus, scripts and hidden parts, in one of four
layouts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from guidelint.vocabulary import RECORD

_FIELDS = {field.name: field for field in RECORD}
_MENU = (
    "首　页 个人服务 法人服务 部门服务 办事指南 办件查询 结果公示 政策法规 下载专区 好差评 互动交流 帮助中心"
)
_SCRIPT = """<script type="text/javascript">
	$(function () {
		// 选项卡切换
		for (var i = 0; i < tabs.length && i<8; i++) { tabs[i].onclick = function () { show("<b>" + this + "</b>"); }; }
		if (window.top != window) { document.write('<p class="tip">请在新窗口打开</p>'); }
	});
</script>"""
_HEAD = f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
	<meta charset="utf-8">
	<meta http-equiv="X-UA-Compatible" content="IE=edge,chrome=1" />
	<title>{{title}} - 政务服务网</title>
	<link rel="stylesheet" type="text/css" href="/static/css/portal.css?v=3">
	<style>.hide {{{{ display: none }}}} .item > .label {{{{ width: 120px }}}}</style>
	<script src="/static/js/jquery.min.js"></script>
	{_SCRIPT.replace("{", "{{").replace("}", "}}")}
</head>
<body class="page page-guide">
"""
_FOOT = f"""
	<!-- 底部 -->
	<div class="footer"><div class="wrap">
		<p>主办单位：人民政府办公厅&nbsp;&nbsp;承办单位：政务服务管理局</p>
		<p><a href="/about" target="_blank">关于我们</a> | <a href="/map">网站地图</a> | 备案号 &copy; 2026</p>
		<img src="/static/img/gov.png" alt=""><iframe src="/foot.html" frameborder="0"></iframe>
	</div></div>
	<!-- 底部 end -->
	<div id="mask" class="hide" style="display: none;"><div class="box"><span>正在加载</span></div></div>
	{_SCRIPT}
</body>
</html>
"""


def page(record: dict[str, Any], number: int) -> str:
    """The page for a canonical record; its number selects the layout."""
    run_options = _MANNERS[number % len(_MANNERS)]
    body = "".join(run_options(record))
    return _HEAD.format(title=escape(str(record.get("name", "")))) + _menu() + body + _FOOT


def _menu() -> str:
    links = "\n".join(
        f'\t\t\t<li class="nav-{n}"><a href="/nav/{n}.html"><span>{word}</span></a></li>'
        for n, word in enumerate(_MENU.split())
    )
    return f"""	<!-- 头部 -->
	<div class="header clearfix">
		<div class="logo"><a href="/"><img src="/static/img/logo.png" alt=""></a></div>
		<ul class="nav">
{links}
		</ul>
		<div class="login"><a class="btn" href="#">登录</a><div class="sub hide"><a href="#">退出</a></div></div>
	</div>
	<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/guide">办事指南</a></div>
"""


def _texts(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each label that has a text, with the text, as HTML."""
    for name, value in record.items():
        if name not in _FIELDS or _is_rows(value):
            continue
        values = value if isinstance(value, list) else value.values() if isinstance(value, dict) else [value]
        yield _FIELDS[name].label, "<br>".join(escape(str(v)).replace("\n", "<br>") for v in values)


def _lists(record: dict[str, Any]) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Each list: its label, the labels of its columns, and its rows, as HTML."""
    for name, value in record.items():
        if name not in _FIELDS or not _is_rows(value):
            continue
        labels = {child.name: child.label for child in _FIELDS[name].fields}
        names = [child for child in dict.fromkeys(key for row in value for key in row) if child in labels]
        rows = [[escape(str(row.get(child, ""))) for child in names] for row in value]
        yield _FIELDS[name].label, [labels[child] for child in names], rows


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _tabs(record: dict[str, Any]) -> Iterator[str]:
    """Tabs over panels, tables in them."""
    lists = list(_lists(record))
    tabs = "".join(f"\n\t\t\t<li>{label}</li>" for label in ["基本信息", *(label for label, *_ in lists)])
    yield f'<div class="tabs">\n\t<div class="hd"><ul class="flex">{tabs}\n\t\t</ul></div>\n\t<div class="bd">\n'
    yield '\t\t<!-- 1 -->\n\t\t<div class="table-info">\n\t\t\t<table width="100%">\n'
    for label, text in _texts(record):
        yield f'\t\t\t\t<tr>\n\t\t\t\t\t<th width="20%">{label}</th>\n\t\t\t\t\t<td colspan="3">\n\t\t\t\t\t\t{text}\n'
        yield "\t\t\t\t\t</td>\n\t\t\t\t</tr>\n"
    yield "\t\t\t</table>\n\t\t</div>\n"
    for label, columns, rows in lists:
        yield f'\t\t<div class="panel hide"><div class="tit"><b>{label}</b></div>\n\t\t\t<table>\n'
        heads = "".join(f'\t\t\t\t<th width="12%">{column}</th>\n' for column in ["序号", *columns])
        yield f"\t\t\t<tr>\n{heads}\t\t\t</tr>\n"
        for number, row in enumerate(rows, 1):
            cells = "".join(f'\t\t\t\t<td align="center">{cell}</td>\n' for cell in [str(number), *row])
            yield f"\t\t\t<tr>\n{cells}\t\t\t</tr>\n"
        yield "\t\t\t</table>\n\t\t</div>\n"
    yield "\t</div>\n</div>\n"


def _boxes(record: dict[str, Any]) -> Iterator[str]:
    """Nested boxes with attributes, as a JavaScript framework renders them."""
    mark = 'data-v-7a1c2e40=""'
    yield f'<div id="app"><div {mark} class="guide"><!---->'
    for label, text in _texts(record):
        yield f'<div {mark} class="el-row item"><div {mark} class="el-col el-col-4 label"><span {mark}>{label}：</span>'
        yield f'</div><div {mark} class="el-col el-col-20 value"><div {mark} class="text">{text}</div></div></div>'
    for label, columns, rows in _lists(record):
        yield f'<div {mark} class="block"><h3 {mark} class="block-title"><i class="icon"></i>{label}</h3>'
        yield f'<div {mark} class="el-table"><table cellspacing="0" cellpadding="0" border="0"><thead><tr>'
        yield from (
            f'<th colspan="1" rowspan="1" class="is-leaf"><div class="cell">{name}</div></th>'
            for name in columns
        )
        yield "</tr></thead><tbody>"
        for row in rows:
            cells = (
                f'<td rowspan="1" colspan="1" class="el-table_1_column_{n}"><div class="cell">{cell}</div></td>'
                for n, cell in enumerate(row)
            )
            yield f'<tr class="el-table__row">{"".join(cells)}</tr>'
        yield f'</tbody></table></div><div {mark} class="hide" style="display:none"><a>展开</a></div></div>'
    yield "</div></div>"


def _pasted(record: dict[str, Any]) -> Iterator[str]:
    """An article pasted from a word processor, with every run of text in a style of its own."""
    style = 'style="font-size:16px;font-family:仿宋_GB2312;color:#333"'

    def line(words: str) -> str:
        cut = len(words) // 2 if "&" not in words and "<" not in words else 0
        spans = "".join(f"<span {style}>{part}</span>" for part in (words[:cut], words[cut:]) if part)
        return f'<p class="MsoNormal" style="text-indent:32px;line-height:28px">{spans}<o:p></o:p></p>\r\n'

    yield '<div class="article"><div id="zoom">\r\n'
    for number, (label, text) in enumerate(_texts(record)):
        yield f"<p><strong><span {style}>{'一二三四五六七八九'[number % 9]}、{label}</span></strong></p>\r\n"
        yield from map(line, text.split("<br>"))
    for label, columns, rows in _lists(record):
        yield f'<p><b style="mso-bidi-font-weight:normal">{label}</b></p>\r\n'
        yield '<table class="MsoNormalTable"><tbody>\r\n'
        for row in [columns, *rows]:
            cells = (
                f'<td width="90"><p align="center"><span {style}>{cell}&nbsp;</span></p></td>' for cell in row
            )
            yield f"<tr>{''.join(cells)}</tr>\r\n"
        yield "</tbody></table>\r\n"
    yield "</div></div>\r\n"


def _listed(record: dict[str, Any]) -> Iterator[str]:
    """Definition lists and items, with remarks in comments."""
    yield '\t<div class="main">\n\t<h1 class="name">办事指南</h1>\n\t<dl class="info">\n'
    for label, text in _texts(record):
        yield f"\t\t<!-- {label} -->\n\t\t<dt><i></i>{label}</dt>\n\t\t<dd><span>{text}</span></dd>\n"
    yield "\t</dl>\n"
    for label, columns, rows in _lists(record):
        yield f'\t<h2><a name="{label}"></a>{label}</h2>\n'
        for row in rows:
            yield '\t<dl class="card">\n'
            for name, cell in zip(columns, row, strict=True):
                yield f"\t\t<dt>{name}：</dt>\n\t\t<dd>\n\t\t\t{cell}\n\t\t</dd>\n"
            yield "\t</dl>\n"
    yield '\t<ul class="links">\n\t\t<li><a href="#">收藏</a></li>\n\t\t<li><a href="#">打印</a></li>\n\t</ul></div>\n'


_MANNERS: tuple[Callable[[dict[str, Any]], Iterator[str]], ...] = (_tabs, _boxes, _pasted, _listed)
