"""Whatever the bytes and the types, a source gives findings or records, quickly, and never an exception."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guidelint.config.settings import Config
from guidelint.readers import READERS
from guidelint.readers.json.reader import JsonTree
from guidelint.readers.yaml.reader import YamlTree
from guidelint.rule.model import rule_to_plain
from guidelint.rule.table import RuleTable
from guidelint.ruleset import Ruleset, builtin_rules, load_rules, rule_files
from guidelint.run.engine import run
from guidelint.sources.inputs import Input
from guidelint.vocabulary import FIELDS, RECORD, Field
from linting import DIALECTS, lint, source

BUILTIN = Ruleset(
    RuleTable(list(map(rule_to_plain, load_rules(rule_files([builtin_rules()]))))),
    DIALECTS,
    Config(profile="strict", as_of="2026-01-01"),
    "0" * 16,
)


def check(data: bytes, extension: str) -> None:
    """Lint with every built-in rule; something must be said or counted."""
    report = run(BUILTIN, [Input(f"a{extension}", extension, lambda: data, named=True)])
    assert report.records or report.findings, data
    for finding in report.findings:
        assert finding.location.region.line >= 1
        assert finding.location.region.column >= 1


SNIPPETS = st.sampled_from(
    [
        b"name: ",
        b"\n",
        b"- ",
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b"'",
        b"&a ",
        b"*a",
        b"<<: ",
        b"|\n ",
        b"? ",
        b": ",
        b"#",
        b"---\n",
        b"...",
        b"!!x ",
        b"%YAML 1.1\n",
        b"\t",
        b"\r",
        b"\r\n",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\x85",
        b"\xc3\xa5",
        b"\xe5\x90\x8d",
        b"\xe5\x90",
        b"\\ud83d",
        b"\\",
        b"materials",
        b"code",
        b",",
        b"1",
        b"guidelint: ignore[x] y",
    ]
)


@settings(deadline=None, max_examples=150)
@given(
    data=st.lists(SNIPPETS | st.binary(max_size=3), max_size=12).map(b"".join),
    extension=st.sampled_from(sorted(READERS)),
)
@example(data=b"a: *a", extension=".yaml")
@example(data=b"&a [*a, name]", extension=".yaml")
@example(data=b"&a {name: *a}", extension=".yaml")
@example(data=b"&a {<<: *a, name: x}", extension=".yaml")
@example(data=b"name: x\n<<: [1, {a: b}, [c]]", extension=".yaml")
@example(data=b"name: x\n<<: y", extension=".yaml")
@example(data=b"? {a: b}\n: c\nname: x", extension=".yaml")
@example(data=b"\xff\xfea", extension=".json")
@example(data=b'{"name": "\\ud83d"}', extension=".json")
@example(data=b'{"name": "x", "\\ud83d": 1, "\\ud83e": 2}', extension=".jsonl")
def test_any_bytes_give_a_finding_or_a_record(data: bytes, extension: str) -> None:
    check(data, extension)


SCALARS: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [
            "",
            "无",
            "待定",
            "是",
            "20个工作日",
            "即办",
            "0730-4221234",
            "第三条",
            "《行政许可法》",
            "x" * 300,
            "四级",
            "2026-01-01",
            "\U00020bb7",
        ]
    )
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "value", "unit", "note", "source", "x"]), inner, max_size=3
        )
    ),
    max_leaves=5,
)


def of_field(field: Field) -> st.SearchStrategy[Any]:
    """A value for a field: a valid one, or anything at all."""
    if field.kind != "items":
        return SCALARS | ANYTHING
    item = st.fixed_dictionaries({}, optional={child.name: SCALARS | ANYTHING for child in field.fields})
    return st.lists(item | ANYTHING, max_size=3) | ANYTHING


RECORDS = st.fixed_dictionaries(
    {"name": SCALARS | ANYTHING}, optional={f.name: of_field(f) for f in RECORD if f.name != "name"}
)


@settings(deadline=None, max_examples=60)
@given(record=RECORDS)
def test_wrong_types_anywhere_never_raise(record: dict[str, Any]) -> None:
    check(json.dumps(record, ensure_ascii=False).encode(), ".json")
    check(yaml.safe_dump(record, allow_unicode=True).encode(), ".yaml")


VALUES: list[Any] = [
    [], {}, [[]], [{}], [None], None, True, 0, "", "无", [["a"]], {"a": {"b": []}}, ["a", {}]
]  # fmt: skip


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_of_any_type_never_raises(name: str) -> None:
    records = [{"name": "取水许可", name: value} for value in VALUES]
    check(json.dumps(records, ensure_ascii=False).encode(), ".json")


BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
MERGES = "a0: &a0 {k0: x}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: x}}\n" for n in range(1, 40)
)
HOSTILE = {
    "flow lists": (".yaml", "[" * 1_000_000),
    "closed flow lists": (".yaml", "[" * 500_000 + "]" * 500_000),
    "flow maps": (".yaml", "{a: " * 300_000),
    "dashes": (".yaml", "- " * 300_000 + "a"),
    "questions": (".yaml", "? " * 300_000 + "a"),
    "indented maps": (".yaml", "".join(" " * n + "a:\n" for n in range(1500))),
    "just below the limit of suspicion": (".yaml", "[" * 4990 + "]" * 4990),
    "dashes below the limit of suspicion": (".yaml", ("- " * 199 + "\n") * 5),
    "billion laughs": (".yaml", "name: x\n" + BOMB),
    "merged laughs": (".yaml", "name: x\n" + MERGES),
    "a long text in many places": (
        ".yaml",
        "name: &a " + "x" * 1_000_000 + "\nmaterials:\n" + "- name: *a\n" * 3_000,
    ),
    "an alias of itself": (".yaml", "name: x\nmaterials: &m [*m]\n"),
    "a merge of itself": (".yaml", "&a\nname: x\n<<: *a\n"),
    "json lists": (".json", "[" * 1_000_000),
    "closed json lists": (".json", "[" * 500_000 + "]" * 500_000),
    "json maps": (".json", '{"a":' * 200_000 + "1" + "}" * 200_000),
    "json below the limit of recursion": (
        ".json",
        '{"name": "x", "materials": ' + "[" * 900 + "]" * 900 + "}",
    ),
    "a sentence of many laws": (".json", json.dumps({"name": "x", "remedies": "《法》第一条、" * 40_000})),
    "json lines of lists": (".jsonl", "[" * 500_000 + "\n" + '{"name": "x"}'),
}
PROGRAM = """
import sys
from linting import lint, source
report = lint(source("a" + sys.argv[1], sys.stdin.buffer.read()))
assert report.records or report.findings
print(sorted({finding.rule for finding in report.findings if finding.rule.startswith("source.")}))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_source_is_told_quickly_and_crashes_nothing(name: str) -> None:
    extension, text = HOSTILE[name]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, extension],
        input=text.encode(),
        capture_output=True,
        timeout=20,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert (done.returncode, done.stderr.decode()[-500:]) == (0, "")
    if name not in {"merged laughs", "a sentence of many laws"}:  # which are guides
        assert done.stdout.decode().strip() != "[]"


def test_a_list_that_is_deep_but_closed_is_refused_in_yaml_and_read_in_json() -> None:
    deep = '{"name": "x", "extra": ' + "[" * 400 + "]" * 400 + "}"
    assert [problem.rule for problem in YamlTree(deep).problems] == ["source.syntax"]
    assert JsonTree(deep).problems == []


def test_a_long_flat_source_is_read_whole() -> None:
    text = "".join(f"- {{name: 事项{n}, hours: 工作日}}\n" for n in range(2000))
    assert lint(source("a.yaml", text)).records == 2000
