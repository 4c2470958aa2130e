"""Chinese translations of the error messages of libyaml, json and expat."""

from __future__ import annotations

IN_CHINESE: dict[str, str] = {
    "mapping values are not allowed in this context": "这里不能再有“键: 值”，含冒号的文字要加引号，或者缩进不对",
    "block sequence entries are not allowed in this context": "列表要另起一行",
    "did not find expected ',' or ']'": "缺少逗号或者 ]",
    "did not find expected ',' or '}'": "缺少逗号或者 }",
    "did not find expected '-' indicator": "列表里的这一行不以 - 开头",
    "did not find expected key": "这里应是键，多半是缩进不对，或者引号外还有文字",
    "did not find expected node content": "这里缺少内容",
    "did not find expected <document start>": "内容到此已经结束，后面还有多余的文字",
    "did not find expected comment or line break": "这里应当换行",
    "did not find expected alphabetic or numeric character": "* 或 & 后面缺少名字，以它们开头的文字要加引号",
    "could not find expected ':'": "缺少冒号，或者冒号后面没有空格",
    "found unexpected end of stream": "到文件末尾也没有结束，多半缺少引号",
    "found unexpected document indicator": "引号还没有结束",
    "found character that cannot start any token": "文字不能以制表符、@、%、` 开头，要加引号，缩进要用空格",
    "found a tab character where an indentation space is expected": "缩进用了制表符，应当用空格",
    "found undefined alias": "* 后面的名字没有定义过，以 * 开头的文字要加引号",
    "found unknown escape character": "双引号里有不认识的 \\ 转义，改用单引号",
    "found undefined tag handle": "以 ! 开头的文字要加引号",
    "control characters are not allowed": "有不能出现的控制字符",
    "not YAML": "不是 YAML",
    "Expecting value": "这里缺少值，或者文字没有加双引号",
    "Expecting property name enclosed in double quotes": "这里应是加双引号的键，多半是前面多了逗号",
    "Illegal trailing comma before end of object": "最后一项后面多了逗号",
    "Illegal trailing comma before end of array": "最后一项后面多了逗号",
    "Expecting ':' delimiter": "键后面缺少冒号",
    "Expecting ',' delimiter": "这里缺少逗号，或者文字里的双引号前没有加 \\",
    "Extra data": "内容到此已经结束，后面还有多余的文字",
    "Unterminated string starting at": "从这里开始的文字缺少后一个双引号",
    "Invalid control character at": "双引号里不能换行，也不能有制表符",
    "Invalid \\escape": "双引号里的 \\ 要写成 \\\\",
    "Invalid \\uXXXX escape": "\\u 后面要有四位十六进制数",
    "mismatched tag": "结束标签与开始标签不一致",
    "undefined entity": "& 要写成 &amp;",
    "syntax error": "不是 XML",
    "not well-formed (invalid token)": "< 要写成 &lt;，& 要写成 &amp;，属性值要加引号",
    "no element found": "到文件末尾也没有结束标签",
    "junk after document element": "内容到此已经结束，后面还有多余的文字",
    "duplicate attribute": "同一个属性写了两次",
    "unclosed token": "标签没有写完",
}


def in_both(reason: str) -> str:
    """A parser's message, after its Chinese translation if there is one."""
    chinese = IN_CHINESE.get(reason)
    return f"{chinese} ({reason})" if chinese else reason
