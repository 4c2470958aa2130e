"""A cluster gives the same findings and counts as a single machine, however the guides are divided."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from generate import Guide, write_yaml

from guidelint.assess.tables import View, tables
from guidelint.cli import main
from guidelint.cluster.spark import check_files, lint, stats, stats_files
from guidelint.config.settings import IgnoreFindings
from guidelint.errors import UsageError
from guidelint.lean.structs import replace
from guidelint.reporters.json_report import report_value
from guidelint.ruleset import Ruleset
from guidelint.run import pages
from guidelint.run.assessment_run import tally_of
from guidelint.run.engine import run
from guidelint.sources import batches
from guidelint.sources.discovery import inputs
from guidelint.sources.inputs import Input

AS_OF = "2026-11-23"
Value = dict[str, Any]


def text_of(guides: Iterable[Guide]) -> list[str]:
    return [json.dumps(guide, ensure_ascii=False) for guide in guides]


@pytest.fixture
def _in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The single machine reads small files in parts too: what is read so offers no edits, nor do rows."""
    monkeypatch.setattr(batches, "PART", 1 << 16)


def by_text(values: Iterable[Value]) -> list[str]:
    return sorted(json.dumps(value, sort_keys=True, ensure_ascii=False) for value in values)


def one_machine(rules: Ruleset, sources: list[Input]) -> Value:
    return report_value(run(rules, sources))


def plain(row: Any) -> Value:
    """A row of a frame of findings as the JSON report has it: without the keys that are there only if needed."""
    value: Value = row.asDict(recursive=True)
    if value["related"] is None:
        del value["related"]
    edits = value["fix"]["edits"] if value["fix"] else []
    for part, key in [(edit, "cell") for edit in edits] + [(basis, "reason") for basis in value["basis"]]:
        if part[key] is None:
            del part[key]
    return value


def in_partitions(session: Any, lines: list[str], partitions: int) -> Any:
    rows = session.sparkContext.parallelize([(line,) for line in lines], partitions)
    return session.createDataFrame(rows, "value string")


def lines_in(folder: Path) -> list[Value]:
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("part-*"))]
    return [json.loads(line) for text in texts for line in text.splitlines()]


def assert_same(session: Any, rules: Ruleset, sources: list[Input], out: Path) -> Value:
    """What a cluster writes is the report of a single machine, which is given back."""
    one = one_machine(rules, sources)
    whole = check_files(session, rules, sources, out)
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    assert by_text(lines_in(out / "findings")) == by_text(one["findings"])
    assert lines_in(out / "guides") == one["ladder"]["guides"]
    assert len(lines_in(out / "suppressed")) == one["summary"]["suppressed"]
    assert summary["findings"] == report_value(whole.report)["findings"]
    one["ladder"]["guides"] = []
    assert {**summary, "findings": []} == {**one, "findings": []}
    return one


@pytest.mark.parametrize("parts", [1, 4, 7])
def test_a_file_of_lines_is_the_same_in_any_number_of_parts(
    session: Any,
    rules: Ruleset,
    guides: list[Guide],
    parts: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(text_of(guides)) + "\n", "utf-8")
    if parts > 1:
        monkeypatch.setattr(batches, "PART", path.stat().st_size // parts + 1)
    sources = inputs([str(path)], [], False)
    assert len(list(batches.batches(sources))) == parts
    one = assert_same(session, rules, sources, tmp_path / "out")
    told = {finding["rule"] for finding in one["findings"]}
    assert {"dataset.duplicate-code", "dataset.sibling-drift", "suppression.no-reason"} <= told
    assert one["summary"]["suppressed"] >= 1
    assert stats_files(session, rules, sources) == tally_of(rules, sources)


def test_lines_that_are_no_guides_do_not_shift_the_guides_after_them(
    session: Any,
    rules: Ruleset,
    guides: list[Guide],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = text_of(guides[:200])
    lines[7:7] = ["", "{", '{"a": 1}', "[" + lines[8] + "," + lines[9] + "]", "   "]
    lines[120:120] = ["\u3000", '{"name": "x"', lines[0]]
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(batches, "PART", path.stat().st_size // 6)
    assert_same(session, rules, inputs([str(path)], [], False), tmp_path / "out")


def test_a_part_in_another_encoding_is_read_with_the_whole_file(
    session: Any,
    rules: Ruleset,
    guides: list[Guide],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    plain_signs = "\n".join(json.dumps(guide) for guide in guides[:100])
    path.write_bytes(f"{plain_signs}\n".encode() + "\n".join(text_of(guides[100:120])).encode("gb18030"))
    other.write_text("\n".join(text_of(guides[120:140])), "utf-8")
    monkeypatch.setattr(batches, "PART", path.stat().st_size // 4)
    sources = inputs([str(path), str(other)], [], False)
    one = assert_same(session, rules, sources, tmp_path / "out")
    assert "source.encoding" in {finding["rule"] for finding in one["findings"]}
    assert stats_files(session, rules, sources) == tally_of(rules, sources)


def test_a_folder_of_all_kinds_of_files(session: Any, rules: Ruleset, tmp_path: Path) -> None:
    folder = tmp_path / "guides"
    write_yaml(folder, 300, 0.6)
    text = (folder / "000003.yaml").read_text("utf-8")
    (folder / "same.yaml").write_text(text, "utf-8")
    spared = re.sub(r"(?m)^(item_code: .*)$", r"\1  # guidelint: ignore[dataset.duplicate-code] 合并中", text)
    (folder / "spared.yaml").write_text(spared, "utf-8")
    (folder / "notes.yaml").write_text("a: 1\n", "utf-8")
    (folder / "empty.json").write_text("", "utf-8")
    (folder / "wide.csv").write_bytes(codecs.BOM_UTF8 + "事项名称,承诺办结时限\n甲,5\n乙,\n".encode())
    one = assert_same(session, rules, inputs([str(folder)], [], False), tmp_path / "out")
    told = Counter(finding["rule"] for finding in one["findings"])
    assert told["source.no-column"] == told["dataset.duplicate-code"] == one["summary"]["suppressed"] == 1


def test_pages_of_which_one_shows_more_than_was_assumed(
    session: Any, rules: Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(40):
        hours = "<tr><th>办理时间</th><td>工作日 9:00—17:00</td></tr>" if number == 30 else ""
        name = f"<tr><th>事项名称</th><td>第{number}号备案</td></tr>"
        (folder / f"{number:02}.html").write_text(f"<table>{name}{hours}</table>", "utf-8")
    monkeypatch.setattr(pages, "_SOME", 1)
    one = assert_same(session, rules, inputs([str(folder)], [], False), tmp_path / "out")
    told = Counter(finding["rule"] for finding in one["findings"])
    assert (told["contact.hours-missing"], told["source.no-column"]) == (39, 1)


def test_a_text_of_too_many_matters_is_told_once_wherever_they_are(
    session: Any, rules: Ruleset, guides: list[Guide], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both fields of a guide may be shared, each with others; a text of five matters is not of too many."""
    own = [
        {**guide, "name": f"{guide.get('name')}{n}", "conditions": f"条件{n}", "process": f"流程{n}"}
        for n, guide in enumerate(guides[:200])
    ]
    for number in (3, 40, 41, 90, 120, 160, 199):
        told = {"handling_type": "承诺件", "conditions": "申请人应当具备相应的条件，并且如实填写申请表"}
        own[number].update(told)
    for number in (40, 41, 90, 120, 160):
        own[number]["process"] = "申请人提交材料，窗口受理，审查后作出决定，送达结果"
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(text_of(own)) + "\n", "utf-8")
    monkeypatch.setattr(batches, "PART", path.stat().st_size // 5)
    strict = replace(rules, config=replace(rules.config, profile="strict"))
    one = assert_same(session, strict, inputs([str(path)], [], False), tmp_path / "out")
    told = [finding for finding in one["findings"] if finding["rule"] == "dataset.boilerplate"]
    assert [(finding["record"]["index"], len(finding["related"])) for finding in told] == [(3, 6)]


def test_exceptions_of_the_config_hold(
    session: Any, rules: Ruleset, guides: list[Guide], tmp_path: Path
) -> None:
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(text_of(guides[:100])), "utf-8")
    stated = (
        IgnoreFindings("*", "guides.jsonl", "已知", None),
        IgnoreFindings("legal.*", str(path), "已知", None),
        IgnoreFindings("dataset.depth-one-count", str(path), "已知", None),
        IgnoreFindings("identity.*", str(guides[1]["code"]), "没有用上", None),
        IgnoreFindings("contact.*", str(path), "", None),
    )
    stated_rules = replace(rules, config=replace(rules.config, ignore_findings=stated))
    one = assert_same(session, stated_rules, inputs([str(path)], [], False), tmp_path / "out")
    assert one["summary"]["suppressed"] > 1


@pytest.mark.parametrize("partitions", [1, 4, 7])
@pytest.mark.usefixtures("_in_parts")
def test_a_frame_of_texts_is_the_file_of_its_lines(
    session: Any, rules: Ruleset, guides: list[Guide], partitions: int, tmp_path: Path
) -> None:
    lines = text_of(guides)
    lines[30:30] = ["", '{"name": "x"', '{"a": 1}']
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    sources = inputs([str(path)], [], False)
    frame = in_partitions(session, lines, partitions)
    found = lint(frame, as_of=AS_OF, name=str(path), ruleset=rules)
    assert by_text(map(plain, found.collect())) == by_text(one_machine(rules, sources)["findings"])
    shown = tables(tally_of(rules, sources), View(as_of=AS_OF))
    assert stats(frame, as_of=AS_OF, name=str(path), ruleset=rules) == shown


@pytest.mark.usefixtures("_in_parts")
def test_a_file_that_spark_divides_is_the_file_as_a_single_machine_reads_it(
    session: Any, rules: Ruleset, guides: list[Guide], tmp_path: Path
) -> None:
    path = tmp_path / "guides.jsonl"
    path.write_text("\n".join(text_of(guides)), "utf-8")
    session.conf.set("spark.sql.files.maxPartitionBytes", str(path.stat().st_size // 5))
    frame = session.read.text(str(path))
    assert frame.rdd.getNumPartitions() >= 5
    found = lint(frame, as_of=AS_OF, name=str(path), ruleset=rules).collect()
    one = one_machine(rules, inputs([str(path)], [], False))
    assert by_text(map(plain, found)) == by_text(one["findings"])


@pytest.mark.parametrize("partitions", [1, 5])
def test_a_frame_of_columns_is_the_parquet_file_of_its_rows(
    session: Any, rules: Ruleset, guides: list[Guide], partitions: int, tmp_path: Path
) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    kept = [
        {key: value for key, value in guide.items() if key not in ("hours", "results")} for guide in guides
    ]
    kept[12]["name"] = None
    frame = session.read.json(session.sparkContext.parallelize(text_of(kept), partitions))
    path = tmp_path / "guides.parquet"
    pq.write_table(frame.toArrow(), path)
    one = one_machine(rules, inputs([str(path)], [], False))
    found = lint(frame, as_of=AS_OF, name=str(path), ruleset=rules).collect()
    assert by_text(map(plain, found)) == by_text(one["findings"])
    assert "source.no-column" in {finding["rule"] for finding in one["findings"]}
    shown = tables(tally_of(rules, inputs([str(path)], [], False)), View(as_of=AS_OF))
    assert stats(frame, as_of=AS_OF, ruleset=rules) == shown


@pytest.mark.usefixtures("_in_parts")
def test_rows_of_several_sources_are_numbered_in_each(
    session: Any, rules: Ruleset, guides: list[Guide], tmp_path: Path
) -> None:
    lines = text_of(guides[:300])
    lines[50:50] = ["{", ""]
    rows = [(f"{tmp_path}/县{number % 3}.jsonl", line) for number, line in enumerate(lines)]
    frame = session.createDataFrame(session.sparkContext.parallelize(rows, 5), "county string, value string")
    for name in {name for name, _ in rows}:
        Path(name).write_text("\n".join(of for by, of in rows if by == name), "utf-8")
    sources = inputs([str(tmp_path)], [], False)
    assert len(sources) == 3
    found = lint(frame, as_of=AS_OF, source="county", ruleset=rules).collect()
    assert by_text(map(plain, found)) == by_text(one_machine(rules, sources)["findings"])


def test_a_line_break_inside_a_row_is_a_space_between_values_and_a_mistake_in_a_text(
    session: Any, rules: Ruleset
) -> None:
    frame = in_partitions(session, ['{"name":\n "甲"}', '{"name": "甲\n乙"}', '{"name":\r\n"丙"}'], 2)
    found = lint(frame, as_of=AS_OF, ruleset=rules).collect()
    broken = [row.location.line for row in found if row.rule in ("source.syntax", "source.truncated")]
    assert broken == [2]
    assert {row.record["index"] for row in found if row.record} == {0, 1}


def test_a_frame_without_rows_has_no_findings(session: Any, rules: Ruleset) -> None:
    frame = session.createDataFrame([], "value string")
    assert lint(frame, as_of=AS_OF, ruleset=rules).collect() == []
    assert stats(frame, as_of=AS_OF, ruleset=rules)["depth"]["rows"] == []


def test_a_partition_of_nulls_is_no_empty_file(session: Any, rules: Ruleset) -> None:
    rows = session.sparkContext.parallelize([(None,), ('{"name": "取水许可"}',), ("",)], 3)
    frame = session.createDataFrame(rows, "value string")
    found = lint(frame, as_of=AS_OF, ruleset=rules).collect()
    assert {row.location.line for row in found} == {2}


def test_options_are_those_of_a_run(session: Any, guides: list[Guide], tmp_path: Path) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text('ignore: [legal]\nas_of: "2026-11-23"\n', "utf-8")
    frame = in_partitions(session, text_of(guides[:60]), 3)
    found = lint(frame, config=str(config), lang="en", profile="strict").collect()
    assert found
    assert not [row for row in found if row.rule.startswith("legal.")]
    assert all(row.message.isascii() or '"' in row.message or "'" in row.message for row in found[:5])
    with pytest.raises(UsageError, match="no config file"):
        lint(frame, config="nowhere.yaml")
    with pytest.raises(UsageError, match="no column 'county'"):
        lint(frame, source="county")
    for wrong in ({"as_of": "20261123"}, {"profile": "highest"}, {"lang": "fr"}):
        with pytest.raises(UsageError, match=next(iter(wrong.values()))):
            lint(frame, **wrong)


def test_the_command_says_what_check_and_stats_say(
    session: Any, guides: list[Guide], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "guides.jsonl", tmp_path / "out"
    path.write_text("\n".join(text_of(guides[:200])), "utf-8")
    assert main(["cluster", "check", str(path), str(out), "--as-of", AS_OF]) == 1
    told = capfd.readouterr().out
    assert told.startswith(f"{out}: 共检查 200 份指南（1 个文件），错误 ")
    main(["check", str(path), "--as-of", AS_OF])
    assert capfd.readouterr().out.splitlines()[-1] in told
    main(["check", str(path), "--as-of", AS_OF, "--format", "jsonl"])
    one = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert by_text(lines_in(out / "findings")) == by_text(one)
    assert main(["cluster", "check", str(path), str(out), "--as-of", AS_OF]) == 2
    assert "is not empty" in capfd.readouterr().err
    assert main(["cluster", "stats", str(path), "--as-of", AS_OF, "--format", "json"]) == 0
    told = capfd.readouterr().out
    main(["stats", str(path), "--as-of", AS_OF, "--format", "json"])
    assert told == capfd.readouterr().out
