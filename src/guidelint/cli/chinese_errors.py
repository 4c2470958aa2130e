"""What is said of a wrong command line or definition file, in Chinese; argparse has no translations of its own."""

from __future__ import annotations

import re

from guidelint.definitions.definition import IN_QUOTES
from guidelint.readers.parser_words import IN_CHINESE

_SAYINGS = (
    (r"unrecognized arguments: (?P<what>.*)", "不认识的参数：{what}"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<what>.*) \(choose from (?P<known>.*)\)",
        "{name} 不能是 {what}，可以是 {known}",
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one|\d+) arguments?", "{name} 后面缺少内容"),
    (
        r"argument (?P<name>.+?): expected a number from 1 to 512, or auto, found (?P<what>.*)",
        "{name} 要写 1 到 512 的整数，或者 auto，现在是 {what}",
    ),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<what>.*)", "{name} 后面不能写 {what}"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<what>.*)", "{name} 和 {what} 不能同时用"),
    (r"argument (?P<name>.+?): invalid \S+ value: (?P<what>.*)", "{name} 不能是 {what}"),
    (r"the following arguments are required: (?P<what>.*)", "缺少参数：{what}"),
    (r"ambiguous option: (?P<name>.+?) could match (?P<what>.*)", "{name} 不清楚是哪一个：{what}"),
    (r"unknown key (?P<what>.*?); expected one of (?P<known>.*)", "不认识的键 {what}，可以是 {known}"),
    (r"unknown key (?P<what>.*)", "不认识的键 {what}"),
    (r"(?P<name>'.*') is required", "缺少 {name}"),
    (r"should be (?P<known>.*?)(?:; found (?P<what>.*))?", "应为 {known}，现在是 {what}"),
    (r"key (?P<name>'.*') is given twice", "键 {name} 写了两次"),
    (r"no field (?P<what>'[^']*')", "没有字段 {what}"),
    (r"no rule (?P<what>'[^']*')", "没有规则 {what}"),
    (r"no rule or group (?P<what>'[^']*')", "没有规则或组 {what}"),
    (r"no matter type or service mode (?P<what>'.*')", "没有事项类型或服务方式 {what}"),
    (
        r"(?P<name>\S+) has no parameter (?P<what>.*?); has (?P<known>.*)",
        "{name} 没有参数 {what}，可以是 {known}",
    ),
    (r"(?P<name>\S+) has no parameter (?P<what>.*)", "{name} 没有参数 {what}"),
    (r"not a value for (?P<known>\S+) of (?P<name>\S+): (?P<what>.*)", "{name} 的 {known} 不能是 {what}"),
    (r"not a date of the form YYYY-MM-DD: (?P<what>.*)", "日期要写成 2026-12-31 这样，现在是 {what}"),
    (r"no area code like (?P<known>.*?): (?P<what>.*)", "区号要写成 {known} 这样，现在是 {what}"),
    (r"no region code like (?P<known>.*?): (?P<what>.*)", "行政区划代码要写成 {known} 这样，现在是 {what}"),
    (r"not a regular expression: (?P<what>.*)", "不是正则表达式：{what}"),
    (
        r"a repeated part that matches .*",
        "重复的部分能用两种方式匹配同一段文字，遇到某些文字会没完没了，请把 (a+)+ 写成 a+，把 (a|ab?)+ 写成 (ab?)+",
    ),
    (r"override (?P<name>\d+) holds nowhere; .*", "第 {name} 条 overrides 没有写 paths 或者 authority"),
)
_QUOTED = re.compile("(?:(?<=[一-鿿]) )?'([^']*)'(?: (?=[一-鿿]))?")
_HINT = re.compile(r"(?P<said>.*); did you mean (?P<name>'.*')\?", re.DOTALL)
_PLACE = re.compile(r"(?P<path>[^\s:']+): (?P<said>.*)", re.DOTALL)
"""A mistake that a pyproject.toml holds, with its key."""
_KINDS = {
    "a text": "文字",
    "a list": "列表",
    "a mapping": "键值",
    "a valid integer": "整数",
    "a valid number": "数",
}


def in_quotes(translated: str) -> str:
    """The same with names between the marks of Chinese type, as findings have them: 'a', 'b' without blanks."""
    return _QUOTED.sub(r"“\1”", translated.replace("', '", "''"))


def in_chinese(message: str) -> str:
    """The same in Chinese; what is not known stays as it is."""
    hint = _HINT.fullmatch(message)
    if hint and (translated := in_chinese(hint["said"])) != hint["said"]:
        return f"{translated}（是不是 {hint['name']}？）"
    if (quoted := message.removesuffix(IN_QUOTES)) != message:
        return f"{in_chinese(quoted)}；以 {{、[、引号、@、%、` 开头的文字要整个放进引号"
    if place := _PLACE.fullmatch(message):
        return f"{place['path']}：{in_chinese(place['said'])}"
    if message in IN_CHINESE:
        return IN_CHINESE[message]
    for saying, chinese in _SAYINGS:
        found = re.fullmatch(saying, message, re.DOTALL)
        if found:
            parts = {name: _KINDS.get(part or "", part) for name, part in found.groupdict().items()}
            return chinese.format_map(parts).removesuffix("，现在是 None").replace(" or ", " 或 ")
    return message
