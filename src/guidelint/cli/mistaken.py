"""What argparse says of a wrong command line, in Chinese; it has no translations of its own."""

from __future__ import annotations

import re

_SAYINGS = (
    (r"unrecognized arguments: (?P<what>.*)", "不认识的参数：{what}"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<what>.*) \(choose from (?P<known>.*)\)",
        "{name} 不能是 {what}，可以是 {known}",
    ),
    (r"argument (?P<name>.+?): expected (?:one|at least one|\d+) arguments?", "{name} 后面缺少内容"),
    (r"argument (?P<name>.+?): ignored explicit argument (?P<what>.*)", "{name} 后面不能写 {what}"),
    (r"argument (?P<name>.+?): not allowed with argument (?P<what>.*)", "{name} 和 {what} 不能同时用"),
    (r"argument (?P<name>.+?): invalid \S+ value: (?P<what>.*)", "{name} 不能是 {what}"),
    (r"the following arguments are required: (?P<what>.*)", "缺少参数：{what}"),
    (r"ambiguous option: (?P<name>.+?) could match (?P<what>.*)", "{name} 不清楚是哪一个：{what}"),
)


def in_chinese(message: str) -> str:
    """The same in Chinese; what is not known stays as it is."""
    for saying, chinese in _SAYINGS:
        found = re.fullmatch(saying, message, re.DOTALL)
        if found:
            return chinese.format_map(found.groupdict())
    return message
