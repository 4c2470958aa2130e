"""The bytes that a fix changes in each format: the smallest possible span."""

from __future__ import annotations

import pytest
from fixes_applied import fixed_source, fixing_rule, reasons

from guidelint.readers.yaml.reader import YamlTree
from linting import make_rules

YAML = [
    ("name: 户口薄 # 户口薄\n", "name: 户口簿 # 户口薄\n"),
    ("name:   '持户口薄''的人'\r\ncode: x # y\r\n", "name:   '持户口簿''的人'\r\ncode: x # y\r\n"),
    ('name: "\\u6237口薄\\t办理"\n', 'name: "\\u6237口簿\\t办理"\n'),
    ('name: "甲\n   户口薄\\\n  乙"\n', 'name: "甲\n   户口簿\\\n  乙"\n'),
    ("name: 甲\n  户口薄 二楼\n", "name: 甲\n  户口簿 二楼\n"),
    ("name: |\n  第一\n\n    户口薄\n  末\n", "name: |\n  第一\n\n    户口簿\n  末\n"),
    ("name: >-\n  第一\n  户口薄\n\n  第三\n# 末\n", "name: >-\n  第一\n  户口簿\n\n  第三\n# 末\n"),
    ("name: &a !!str 户口薄\ncode: x\n", "name: &a !!str 户口簿\ncode: x\n"),
    ("{name: 户口薄, materials: [户口薄]}\n", "{name: 户口簿, materials: [户口簿]}\n"),
    ("--- # 一\nname: 户口薄\n---\nname: 二\n", "--- # 一\nname: 户口簿\n---\nname: 二\n"),
    ("name: &a 户口薄\nlocation: *a\n", "name: &a 户口簿\nlocation: *a\n"),
]


@pytest.mark.parametrize(("before", "after"), YAML)
def test_a_yaml_scalar_keeps_its_style(before: str, after: str) -> None:
    assert fixed_source(before).after.decode() == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.json", r'{"name": "\u6237\u53e3\u8584", "code":1}', r'{"name": "\u6237\u53e3\u7c3f", "code":1}'),
        ("a.json", r'{"name": "甲\n户口薄\"乙\/"}', r'{"name": "甲\n户口簿\"乙\/"}'),
        ("a.jsonl", '{"name":"一"}\n\n{ "name": "户口薄" }\n', '{"name":"一"}\n\n{ "name": "户口簿" }\n'),
        (
            "a.xml",
            "<records><record><name>甲&amp;户口&#34180; <b>户</b>口薄</name><!-- 薄 --></record></records>",
            "<records><record><name>甲&amp;户口簿 <b>户</b>口簿</name><!-- 薄 --></record></records>",
        ),
        (
            "a.xml",
            "<record><name><![CDATA[ <户口薄> ]]></name><code>1</code></record>",
            "<record><name><![CDATA[ <户口簿> ]]></name><code>1</code></record>",
        ),
        (
            "a.html",
            "<table><tr><th>事项名称<td>户<b>口薄</b>&nbsp;办理<tr><th>办理地点<td title=户口薄>甲</table>",
            "<table><tr><th>事项名称<td>户<b>口簿</b>&nbsp;办理<tr><th>办理地点<td title=户口薄>甲</table>",
        ),
        (
            "a.csv",
            '事项名称,办理地点\r\n"户口薄\n""甲"",乙",户口薄\r\n',
            '事项名称,办理地点\r\n"户口簿\n""甲"",乙",户口簿\r\n',
        ),
        ("a.csv", '事项名称,办理地点\n="户口薄",甲\n', '事项名称,办理地点\n="户口簿",甲\n'),
    ],
)
def test_other_formats_keep_escapes_quotes_tags_and_comments(name: str, before: str, after: str) -> None:
    assert fixed_source(before, name).after.decode() == after


@pytest.mark.parametrize(
    ("before", "right", "after"),
    [
        ("name: 错\n", "甲: 乙", "name: '甲: 乙'\n"),
        ("name: 错 # 注\n", "甲 #乙", "name: '甲 #乙' # 注\n"),
        ("name: 错\n", "- 甲", "name: '- 甲'\n"),
        ("name: 错\n", "[甲]", "name: '[甲]'\n"),
        ("name: 错\ncode: x\n", "null", "name: 'null'\ncode: x\n"),
        ("{name: 错, code: x}\n", "甲, 乙", "{name: '甲, 乙', code: x}\n"),
        ("name: 错\n", "甲'#乙", "name: 甲'#乙\n"),
        ("name: 错\n", "甲\\n乙", 'name: "甲\\n乙"\n'),
        ("name: '错'\n", "甲'乙", "name: '甲''乙'\n"),
        ("name: '错'\n", "甲\\n乙", 'name: "甲\\n乙"\n'),
        ('name: "错"\n', '甲"\\\\乙', 'name: "甲\\"\\\\乙"\n'),
        ("name: |-\r\n  错\r\n", "甲\\n乙", "name: |-\r\n  甲\r\n  乙\r\n"),
    ],
)
def test_a_plain_scalar_is_quoted_only_where_it_would_mean_something_else(
    before: str, right: str, after: str
) -> None:
    escaped = right.replace('"', '\\"')
    fix = f'{{kind: set, to: "{escaped}", safe: true}}'
    rules = make_rules(fixing_rule("text.typo", "$.name", "{kind: forbidden, terms: [错]}", fix))
    assert fixed_source(before, rules=rules).after.decode() == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", "事项名称,办理地点\n错,甲\n", '事项名称,办理地点\n"甲,""乙""",甲\n'),
        ("a.csv", '事项名称,办理地点\n"错",甲\n', '事项名称,办理地点\n"甲,""乙""",甲\n'),
        ("a.xml", "<r><name>错</name><code>1</code></r>", '<r><name>甲,"乙"</name><code>1</code></r>'),
        ("a.json", '{"name": "错"}', '{"name": "甲,\\"乙\\""}'),
    ],
)
def test_new_text_is_spelt_as_its_format_wants(name: str, before: str, after: str) -> None:
    fix = "{kind: set, to: '甲,\"乙\"', safe: true}"
    rules = make_rules(fixing_rule("text.typo", "$.name", "{kind: forbidden, terms: [错]}", fix))
    assert fixed_source(before, name, rules).after.decode() == after


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_an_encoding_its_mark_and_line_ends_stay_where_the_transcoding_is_not_wanted(encoding: str) -> None:
    text = "name: 户口薄 # 備註\r\nlocation: 甲\r\n"
    outcome = fixed_source(text.encode(encoding), ignore=("source.encoding",))
    assert outcome.after == text.replace("薄", "簿").encode(encoding)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.yaml", "name: 甲\r\n".encode("gb18030"), "name: 甲\r\n".encode()),
        ("a.yaml", "name: 户口薄\n".encode("utf-16"), "name: 户口簿\n".encode()),
        (
            "a.csv",
            "事项名称,办理地点\n甲,乙\n".encode("gb18030"),
            "\ufeff事项名称,办理地点\n甲,乙\n".encode(),
        ),
        (
            "a.xml",
            '<?xml version="1.0" encoding="GB2312"?><r><name>甲</name><code>1</code></r>'.encode("gb18030"),
            '<?xml version="1.0" encoding="UTF-8"?><r><name>甲</name><code>1</code></r>'.encode(),
        ),
        (
            "a.html",
            "<meta charset=gbk><table><tr><th>事项名称<td>甲<tr><th>办理地点<td>乙</table>".encode("gb18030"),
            "<meta charset=UTF-8><table><tr><th>事项名称<td>甲<tr><th>办理地点<td>乙</table>".encode(),
        ),
    ],
)
def test_a_source_becomes_utf_8(name: str, before: bytes, after: bytes) -> None:
    outcome = fixed_source(before, name)
    assert outcome.after == after
    edits = [
        finding.fix.edits for finding in outcome.made if finding.rule == "source.encoding" and finding.fix
    ]
    assert edits == [()]  # a report that told how to change the declaration alone would lead to a broken file


def test_a_text_that_breaks_off_inside_a_character_is_left_alone() -> None:
    before = "name: 甲乙".encode("gb18030")[:-1]
    outcome = fixed_source(before)
    assert (outcome.after, reasons(outcome)) == (
        before,
        [("$", "the change cannot be written into the file")],
    )


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.html", "<table><tr><th>事项名称<td>甲\\n乙<tr><th>办理地点<td>丙</table>", "甲<br>乙"),
        ("a.csv", "事项名称,办理地点\r\n甲,\\n\r\n", "事项名称,办理地点\r\n甲,\r\n"),
        ("a.xml", "<r><name>甲</name><location>\\n</location></r>", "<location></location>"),
    ],
)
def test_a_text_becomes_one_of_two_lines_or_none_at_all(name: str, before: str, after: str) -> None:
    to = r'"\n"' if name == "a.html" else "''"
    fix = f"{{kind: substitute, find: '{{term}}', by: {to}, safe: true}}"
    rules = make_rules(fixing_rule("text.typo", "$.**", r"{kind: forbidden, terms: ['\n']}", fix))
    outcome = fixed_source(before, name, rules)
    assert (after in outcome.after.decode(), outcome.refused) == (True, ())


def test_a_change_across_tags_is_not_offered() -> None:
    page = "<table><tr><th>事项名称<td>甲户<b>口</b>薄乙<tr><th>办理地点<td>丙</table>"
    fix = "{kind: set, to: 身份证, safe: true}"
    rules = make_rules(fixing_rule("text.typo", "$.name", "{kind: forbidden, terms: [户口薄]}", fix))
    assert fixed_source(page, "a.html", rules).made == ()


def test_an_edited_text_reads_as_yaml_still() -> None:
    assert YamlTree(fixed_source("name: 户口薄\n").after.decode()).root == {"name": "户口簿"}
