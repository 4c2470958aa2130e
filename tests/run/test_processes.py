"""How a run is carried out does not affect its report: processes, parts, caches, interruption."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import guidelint.readers.json.reader
import guidelint.sources.batches
import guidelint.sources.large
from guidelint.caching.cache import Cache
from guidelint.caching.packing import pack, unpack
from guidelint.cli import main
from guidelint.cli.run_options import identity
from guidelint.config.file import config_files
from guidelint.config.settings import Override
from guidelint.lean.structs import replace
from guidelint.readers.json.reader import once as read_once
from guidelint.report import Report
from guidelint.reporters import render_files
from guidelint.reporters.options import Options
from guidelint.rule.model import Rule
from guidelint.ruleset import load_ruleset, with_options
from guidelint.run.engine import RunOptions, run
from guidelint.run.outcome import Outcome, lint
from guidelint.run.pool import in_processes
from guidelint.run.results import Results, with_bytes
from guidelint.run.worker import Worker, jobs_that_pay
from guidelint.sources.batches import Batch
from guidelint.sources.discovery import inputs
from guidelint.sources.inputs import Input
from linting import RULES, make_rules, rule_text, ruleset

GUIDES = [
    {
        "name": f"取水许可{n}" if n % 7 else "待定",
        "code": f"A{n % 50}",
        "authority": f"{n % 3}局",
        "hours": "工作日" if n % 5 else "",
        "online_depth": "一级" if n % 11 == 0 else "四级",
        "materials": [{"name": f"材料{n % 4}", "source": "申请人自备" if n % 9 else ""}],
    }
    for n in range(300)
]
OPTIONS = Options(width=100, color=False, unicode=True, verbose=False, quiet=False)


def told(report: Report) -> str:
    """A report as the bytes that people keep."""
    return "".join(render_files("json", report, OPTIONS) + render_files("sarif", report, OPTIONS))


OF_SETS = make_rules(rule_text("dataset.duplicate-code", "$", "{kind: distinct_codes}", message="{code}"))


def report(path: Path, run_options: RunOptions | None = None, rules: tuple[Rule, ...] = RULES) -> Report:
    return run(ruleset(rules), inputs([str(path)], (), False), run_options=run_options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of guides, one of them broken."""
    made = tmp_path / "guides"
    made.mkdir()
    for number, guide in enumerate(GUIDES):
        (made / f"{number:03}.yaml").write_text(json.dumps(guide, ensure_ascii=False, indent=1), "utf-8")
    (made / "broken.yaml").write_text("name: [", "utf-8")
    return made


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """A file of JSON lines: a blank line, one that is cut off and one with two guides among them."""
    rows = [json.dumps(guide, ensure_ascii=False) for guide in GUIDES]
    rows[40], rows[90] = "", '{"name": "取水'
    rows[150] = json.dumps({"records": GUIDES[:2]}, ensure_ascii=False)
    made = tmp_path / "guides.jsonl"
    made.write_text("\n".join(rows) + "\n", "utf-8")
    return made


def without_lines(report: Report) -> list[Any]:
    """The findings of a report without what is not kept of large sources."""
    return [replace(finding, snippet="", line_hash="", fix=None) for finding in report.findings]


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_gives_the_same_bytes(folder: Path, jobs: int) -> None:
    assert told(report(folder, RunOptions(jobs=jobs))) == told(report(folder))


@pytest.mark.parametrize("size", [200, 3_000, 20_000])
def test_parts_of_a_file_of_lines_give_what_the_whole_gives(
    lines: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report(lines)
    monkeypatch.setattr(guidelint.sources.batches, "PART", size)
    for jobs in (1, 2):
        parts = report(lines, RunOptions(jobs=jobs))
        assert without_lines(parts) == without_lines(whole)
        assert (parts.records, parts.sources, parts.tally) == (whole.records, 1, whole.tally)
        assert parts.profile_tally == whole.profile_tally


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("size", [200, 3_000, 1_000_000])
def test_a_key_that_nobody_knows_is_told_once_of_a_source_in_parts(
    size: int, jobs: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = {"unheard": "1", "materials": [{"name": "申请表", "strange": "1"}] * 2}
    path = tmp_path / "guides.jsonl"
    made = [{**guide, **odd} if n > 3 else guide for n, guide in enumerate(GUIDES)]
    path.write_text("".join(json.dumps(guide, ensure_ascii=False) + "\n" for guide in made), "utf-8")
    monkeypatch.setattr(guidelint.sources.batches, "PART", size)
    found = [f for f in report(path, RunOptions(jobs=jobs)).findings if f.rule == "source.unknown-key"]
    assert [(f.location.region.line, f.path) for f in found] == [
        (5, "$.materials[0].strange"),
        (5, "$.unheard"),
    ]


def test_of_a_part_only_the_lines_of_guides_that_the_set_is_blamed_on_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "guides.jsonl"
    path.write_text("".join(json.dumps(guide, ensure_ascii=False) + "\n" for guide in GUIDES), "utf-8")
    whole = report(path)
    blamed = {f.record.index for finding in whole.findings for f in (finding, *finding.related) if f.record}
    monkeypatch.setattr(guidelint.sources.batches, "PART", 3_000)
    read: Counter[str] = Counter()

    def once(line: str) -> Any:
        read[line] += 1
        return read_once(line)

    monkeypatch.setattr(guidelint.readers.json.reader, "once", once)
    assert without_lines(report(path, RunOptions(jobs=1))) == without_lines(whole)
    again = read.total() - len(GUIDES)
    assert 0 < again <= len(blamed) < len(GUIDES)


@pytest.mark.parametrize("guides", [GUIDES[:2], [{}, {}]])
def test_a_part_of_blank_lines_is_no_empty_file_but_a_blank_file_is(
    guides: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "guides.jsonl"
    lines = [(json.dumps(guide, ensure_ascii=False) if guide else "") + "\n" for guide in guides]
    path.write_text(("\n" * 3_000).join(lines), "utf-8")
    whole = report(path)
    monkeypatch.setattr(guidelint.sources.batches, "PART", 500)
    assert without_lines(report(path)) == without_lines(whole)


def test_a_part_that_is_not_utf_8_makes_the_whole_be_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    plain = "".join(json.dumps({"name": f"n{n}"}) + "\n" for n in range(200))
    path.write_bytes(plain.encode() + json.dumps({"name": "许可"}, ensure_ascii=False).encode("gb18030"))
    whole = told(report(path))
    monkeypatch.setattr(guidelint.sources.batches, "PART", 500)
    assert told(report(path, RunOptions(jobs=1))) == whole
    assert "GB18030" in whole


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_the_source_with_a_broken_part_is_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    plain = "".join(json.dumps({"name": f"n{n}"}) + "\n" for n in range(200)).encode()
    for name in "ac":
        (tmp_path / f"{name}.jsonl").write_bytes(plain)
    (tmp_path / "b.jsonl").write_bytes(plain + '{"name": "许可"}'.encode("gb18030"))
    whole = without_lines(report(tmp_path))
    monkeypatch.setattr(guidelint.sources.batches, "PART", 500)
    found = report(tmp_path, RunOptions(jobs=jobs))
    assert without_lines(found) == whole
    hashed = {finding.location.source for finding in found.findings if finding.line_hash}
    assert {Path(name).name for name in hashed} == {"b.jsonl"}


def test_a_file_that_is_overwritten_during_the_run_is_no_internal_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export that is written anew while it is checked is not taken for one with fewer guides."""
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"name": f"n{n % 150}", "code": f"{n % 150}"}).encode() + b"\n" for n in range(200)]
    path.write_bytes(b"".join(lines))
    monkeypatch.setattr(guidelint.sources.batches, "PART", 500)

    def overwrite_at_the_end(done: int, of: int) -> None:
        if done == of:
            path.write_bytes("许可事项".encode() * 5_000)

    ended = report(path, RunOptions(progress=overwrite_at_the_end))
    assert ended.records == 200
    path.write_bytes(b"".join(lines))
    shortened = report(path, RunOptions(progress=lambda done, of: os.truncate(path, len(lines[0]))))
    assert "source.unreadable" in {finding.rule for finding in shortened.findings}


def test_a_file_that_vanishes_during_the_run_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        "".join(json.dumps({"name": f"n{n}", "code": f"{n}"}) + "\n" for n in range(200)), "utf-8"
    )
    monkeypatch.setattr(guidelint.sources.batches, "PART", 500)
    found = report(path, RunOptions(progress=lambda done, of: path.unlink(missing_ok=True))).findings
    assert [finding.rule for finding in found].count("source.unreadable") == 1


def test_what_is_edited_between_its_hash_and_its_reading_is_not_kept_as_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Results(tmp_path / "results", "")
    path = tmp_path / "guides.json"
    before, after = (json.dumps(GUIDES[:count], ensure_ascii=False) for count in (50, 60))
    monkeypatch.setattr(guidelint.sources.large, "LARGE", 100)

    def edited(self: Worker, key: str) -> None:
        path.write_text(after, "utf-8")

    path.write_text(before, "utf-8")
    fresh = told(report(path))
    with monkeypatch.context() as patch:
        patch.setattr(Worker, "_known", edited)
        assert report(path, RunOptions(results=results)).records == 60
    path.write_text(before, "utf-8")
    assert told(report(path, RunOptions(results=results))) == fresh


@pytest.mark.parametrize("extension", [".xml", ".csv", ".json"])
def test_large_sources_in_parts_give_the_same_findings(
    tmp_path: Path, extension: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = ("name", "code", "authority", "hours", "online_depth")
    path = tmp_path / f"a{extension}"
    if extension == ".xml":
        rows = ["".join(f"<{name}>{guide[name]}</{name}>" for name in fields) for guide in GUIDES]
        text = "<records>" + "\n".join(f"<record>{row}</record>" for row in rows) + "</records>"
    elif extension == ".json":
        text = json.dumps({"code": 0, "rows": [{name: guide[name] for name in fields} for guide in GUIDES]})
    else:
        text = "\n".join([",".join(fields), *(",".join(str(g[name]) for name in fields) for g in GUIDES)])
    path.write_text(text, "utf-8")
    whole = report(path)
    monkeypatch.setattr(guidelint.sources.large, "LARGE", 100)
    parts = report(path)
    assert without_lines(parts) == without_lines(whole)
    assert (parts.records, parts.tally) == (len(GUIDES), whole.tally)
    assert not any(finding.fix for finding in parts.findings)


def test_what_is_remembered_is_what_would_be_found(folder: Path, tmp_path: Path) -> None:
    results = Results(tmp_path / "results", "rules and date")
    fresh = told(report(folder))
    assert told(report(folder, RunOptions(results=results))) == fresh
    kept = sorted(path.name for path in results.folder.iterdir())
    assert told(report(folder, RunOptions(results=results))) == fresh
    assert sorted(path.name for path in results.folder.iterdir()) == kept
    (folder / "007.yaml").write_text("name: 别的\n", "utf-8")
    changed = report(folder, RunOptions(results=results))
    assert told(changed) == told(report(folder))
    assert len(list(results.folder.iterdir())) == len(kept) + 1


def test_where_nothing_has_changed_nothing_is_put_together(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Results(tmp_path / "results", "")
    fresh = told(report(folder, RunOptions(results=results)))
    asked: list[int] = []
    outcome = Worker.outcome

    def counted(self: Worker, batch: Batch) -> Outcome:
        asked.append(len(batch))
        return outcome(self, batch)

    monkeypatch.setattr(Worker, "outcome", counted)
    assert told(report(folder, RunOptions(results=results))) == fresh
    assert asked == []


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "007.yaml").write_text("name: 别的\n", "utf-8"),
        lambda folder: (folder / "007.yaml").unlink(),
        lambda folder: (folder / "007.yaml").rename(folder / "007x.yaml"),
        lambda folder: (folder / "zzz.yaml").write_text("name: 新的\n", "utf-8"),
        lambda folder: (folder / "007.yaml").chmod(0),
        lambda folder: (folder / "999.csv").write_text("name\n取水\n", "utf-8"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_whatever_changes_is_seen(
    folder: Path, tmp_path: Path, change: Callable[[Path], object], jobs: int
) -> None:
    results = Results(tmp_path / "results", "")
    report(folder, RunOptions(results=results, jobs=jobs))
    change(folder)
    fresh = told(report(folder))
    for _ in range(2):
        assert told(report(folder, RunOptions(results=results, jobs=jobs))) == fresh


def test_an_exception_that_moved_in_the_config_is_told_at_its_new_line(folder: Path, tmp_path: Path) -> None:
    results = Results(tmp_path / "results", "")
    config = tmp_path / "guidelint.yaml"
    stated = 'ignore_findings: [{rule: contact, where: "*"}]\n'
    lines = []
    for text in (stated, "# 说明\n" + stated):
        config.write_text(text, "utf-8")
        rules = with_options(load_ruleset(config_files(config), [], Cache(None)), as_of="2026-01-01")
        told = run(rules, inputs([str(folder)], (), False), run_options=RunOptions(results=results))
        lines += [f.location.region.line for f in told.findings if f.rule == "suppression.no-reason"]
    assert lines == [1, 2]


def test_what_a_program_listed_is_not_remembered_as_what_a_search_met(tmp_path: Path) -> None:
    results = Results(tmp_path / "results", "")
    met = Input("a.yaml", ".yaml", partial(bytes, b"name: x"), named=False)
    keys = {
        results.key((source,))[0] for source in (met, met._replace(listed=True), met._replace(named=True))
    }
    assert len(keys) == 3


def test_a_run_that_was_stopped_is_not_taken_for_the_last_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = Results(tmp_path / "results", "")

    def stopped(done: int, of: int) -> None:
        raise KeyboardInterrupt

    assert report(folder, RunOptions(results=results, progress=stopped, partial=True)).interrupted
    assert told(report(folder, RunOptions(results=results))) == told(report(folder))


def test_damaged_results_are_passed_over(folder: Path, tmp_path: Path) -> None:
    results = Results(tmp_path / "results", "")
    fresh = told(report(folder, RunOptions(results=results)))
    for number, path in enumerate(sorted(results.folder.iterdir())):
        data = path.read_bytes()
        path.write_bytes([b"", data[: len(data) // 2], data[:-1] + b"x", pack(["no outcome"])][number % 4])
    assert told(report(folder, RunOptions(results=results))) == fresh


@pytest.mark.parametrize(
    "other", [3, (1, 2), ({}, None), ({"findings": []}, {}), ((), {}), pickle.dumps(3), b"\x80\x05h\x01."]
)
def test_results_of_another_shape_are_passed_over(folder: Path, tmp_path: Path, other: object) -> None:
    def forge(name: str) -> None:
        results.put(name, pack(other) if not isinstance(other, bytes) else crc32(other).to_bytes(4) + other)

    results = Results(tmp_path / "results", "")
    fresh = told(report(folder, RunOptions(results=results)))
    names = sorted(path.name for path in results.folder.iterdir())
    wholes = [name for name in names if name.startswith("whole-")]
    keys = unpack((results.folder / wholes[0]).read_bytes())[0]
    results.put(wholes[0], pack((keys, {"findings": ()})))
    assert told(report(folder, RunOptions(results=results))) == fresh
    for name in names:
        forge(name)
    assert told(report(folder, RunOptions(results=results))) == fresh


def test_other_rules_or_another_date_find_nothing_remembered(folder: Path, tmp_path: Path) -> None:
    batch = tuple(inputs([str(folder)], (), False)[:3])
    keys = {Results(tmp_path, identity).key(batch) is not None for identity in ("a", "b")}
    first, second = (Results(tmp_path, identity).key(batch) for identity in ("a", "b"))
    assert keys == {True}
    assert first is not None
    assert second is not None
    assert first[0] != second[0]


def test_a_source_that_depends_on_others_is_not_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name\n取水\n", "utf-8")
    assert Results(tmp_path / "r", "").key(tuple(inputs([str(tmp_path / "a.csv")], (), False))) is None


class Trap:
    """What must never be made from a file of a cache."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


def test_only_plain_values_are_read_back() -> None:
    assert unpack(pack([1, "甲", {"a": (None, 2.5)}])) == [1, "甲", {"a": (None, 2.5)}]
    data = pickle.dumps(Trap())
    with pytest.raises(ValueError, match="no place"):
        unpack(crc32(data).to_bytes(4) + data)
    with pytest.raises(ValueError, match="damaged"):
        unpack(bytes(4) + data)


def test_an_outcome_travels_whole(folder: Path) -> None:
    from guidelint.evaluation.linter import Linter

    linter = Linter(ruleset())
    outcome = lint(linter, inputs([str(folder)], (), False)[:60])
    again = Outcome.unpacked(outcome.packed(), linter)
    assert again.findings == outcome.findings
    assert again.packed() == outcome.packed()


def test_a_run_that_is_interrupted_tells_what_it_found(folder: Path) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    made = report(folder, RunOptions(progress=stop, partial=True))
    assert made.interrupted
    assert 0 < made.sources < len(GUIDES)
    assert made.findings
    assert any("中断" in entry.reason for entry in made.not_checked)
    assert not any(finding.rule.startswith("dataset.") for finding in made.findings)


def test_a_large_table_is_a_batch_of_its_own_and_not_lost_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guidelint.sources.batches._LARGE", 1000)
    for number in range(5):
        text = "事项名称,办理地点\n" + "".join(f"许可{number}{row},窗口\n" for row in range(99))
        (tmp_path / f"{number}.csv").write_text(text, "utf-8")

    def stop(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    made = report(tmp_path, RunOptions(progress=stop, partial=True))
    assert (made.interrupted, made.sources, made.records) == (True, 2, 198)


def test_what_processes_had_begun_is_not_lost_where_a_run_is_interrupted() -> None:
    outcomes = in_processes(lambda: bytes, (), [()] * 99, 2)
    assert next(outcomes) == b""
    time.sleep(1)  # until more has begun
    assert outcomes.throw(KeyboardInterrupt) == b""
    with pytest.raises(KeyboardInterrupt):
        list(outcomes)


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="processes are not forked there")
def test_a_run_of_which_the_system_ends_a_process_tells_what_it_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here, lint_batch = os.getpid(), Worker.outcome
    last = max(path.name for path in folder.iterdir())

    def killed(worker: Worker, batch: Batch) -> Outcome:
        if os.getpid() != here and batch[-1].name.endswith(last):
            time.sleep(1)  # until the others are done
            os.kill(os.getpid(), signal.SIGKILL)
        return lint_batch(worker, batch)

    monkeypatch.setattr(Worker, "outcome", killed)
    words = (str(folder), "--jobs", "2", "--no-cache", "--lang", "en")
    assert main(["check", *words, "--format", "json"]) == 130
    out, err = capsys.readouterr()
    assert err.startswith("guidelint: the system ended a process, perhaps for lack of memory")
    assert json.loads(out)["partial"] == {"interrupted": True}
    assert 0 < json.loads(out)["summary"]["sources"] < len(GUIDES)
    assert main(["report", *words, "--html", str(folder / "r.html")]) == 130
    assert "the system ended a process" in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="processes are not forked there")
def test_a_process_that_is_stopped_before_it_has_begun_goes_on() -> None:
    script = """
import os, signal
from guidelint.run.pool import in_processes
signal.signal(signal.SIGINT, signal.default_int_handler)
for stop in (signal.SIGINT, signal.SIGHUP):
    os.register_at_fork(after_in_child=lambda stop=stop: os.kill(os.getpid(), stop))
assert list(in_processes(lambda: lambda batch: b"done", (), [()] * 9, 2)) == [b"done"] * 9
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


_HUNG_UP = """
import os, signal
import guidelint.cli.run
guidelint.cli.run.run_command = lambda words: os.kill(os.getpid(), signal.SIGHUP) or 0
guidelint.cli.process()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="signals as POSIX has them")
@pytest.mark.parametrize(("before", "status"), [(signal.SIG_DFL, 130), (signal.SIG_IGN, 0)])
def test_a_terminal_that_is_closed_interrupts_a_run_unless_nohup_began_it(before: int, status: int) -> None:
    words = [sys.executable, "-c", _HUNG_UP]
    done = subprocess.run(words, preexec_fn=lambda: signal.signal(signal.SIGHUP, before), check=False)
    assert done.returncode == status


def test_an_interruption_that_no_report_tells_of_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*of: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("guidelint.cli.commands.check.inputs_of", stop)
    assert main(["check", "--lang", "en", str(folder)]) == 130
    assert tuple(capsys.readouterr()) == ("", "guidelint: interrupted before it was done\n")


def test_a_run_that_is_interrupted_while_the_set_is_judged_tells_what_it_found(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*of: object) -> None:
        raise KeyboardInterrupt

    rules = (*RULES, *OF_SETS)
    found = report(folder, rules=rules).findings
    monkeypatch.setattr("guidelint.run.final_report._judge_the_set", stop)
    results = Results(tmp_path / "results", "")
    made = report(folder, RunOptions(results=results, partial=True), rules)
    assert made.interrupted
    assert any(each.rule == "dataset.duplicate-code" for each in found)
    assert made.findings == tuple(each for each in found if not each.rule.startswith("dataset."))
    with pytest.raises(KeyboardInterrupt):
        report(folder, RunOptions(results=results), rules)
    monkeypatch.undo()
    assert report(folder, RunOptions(results=results), rules).findings == found


def test_whoever_did_not_ask_for_a_part_of_a_report_never_takes_one_for_the_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report(folder, RunOptions(progress=stop))
    kept = tmp_path / "kept"
    assert main(["baseline", "create", str(folder), "--baseline", str(kept)]) == 0
    accepted = kept.read_bytes()

    def stopped(work: object, batch: object) -> Outcome:
        raise KeyboardInterrupt

    monkeypatch.setattr("guidelint.run.worker.Worker.outcome", stopped)
    for command in (["baseline", "prune"], ["baseline", "create"], ["check"]):
        assert main([*command, str(folder), "--baseline", str(kept)]) == 130
        assert kept.read_bytes() == accepted


@pytest.mark.parametrize("name", ["a.xml", "a.jsonl"])
def test_a_large_file_that_was_mended_is_remembered_as_it_is_now(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `fix --diff` lints differs from the contents of the file."""
    monkeypatch.setattr("guidelint.sources.large.LARGE", 100)
    monkeypatch.setattr("guidelint.sources.batches.PART", 20)
    text = {
        "a.xml": "<records>" + "<record><name>登陆系统</name><hours>上午</hours></record>" * 2 + "</records>",
        "a.jsonl": '{"name": "登陆系统", "hours": "上午"}\n' * 2,
    }
    path = tmp_path / name
    path.write_text(text[name], "utf-8")
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(tmp_path / "cache"))
    words = [str(path), "--select", "text.typo"]
    assert main(["fix", "--diff", "--unsafe", *words]) == 0
    assert main(["check", *words, "--fail-on", "warning"]) == 1
    path.write_text(text[name].replace("登陆", "登录"), "utf-8")
    assert main(["check", *words, "--fail-on", "warning"]) == 0


def test_of_a_large_file_the_key_is_made_piece_by_piece(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<records><record><name>取水</name></record></records>", "utf-8")
    batch = tuple(inputs([str(path)], (), False))
    held = Results(tmp_path, "").key(batch)
    monkeypatch.setattr("guidelint.sources.large.LARGE", 10)
    monkeypatch.setattr("guidelint.run.results._PIECE", 7)
    unheld = Results(tmp_path, "").key(batch)
    assert held is not None
    assert unheld is not None
    assert (unheld[0], unheld[1]) == (held[0], [None])
    assert with_bytes(batch, unheld[1]) == batch
    path.unlink()
    assert Results(tmp_path, "").key(batch) is None


def test_no_more_than_some_definitions_are_kept(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    for number in range(200):
        Cache(tmp_path).put(str(number), number)
    assert len(list(tmp_path.glob("*.json"))) <= 65
    assert Cache(tmp_path).get("199", int) == 199
    assert (tmp_path / "results").is_dir()


def _wait_for_workers(pid: int) -> None:
    """Until a run is at work, however slow the machine; where the system does not tell, for long enough."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    for _ in range(600 if children.exists() else 0):
        if len(children.read_text().split()) >= 2:
            break
        time.sleep(0.1)
    time.sleep(2 if children.exists() else 6)


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="signals as POSIX has them")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM"])
def test_an_interrupt_ends_with_a_whole_report_and_no_stray_process(tmp_path: Path, how: str) -> None:
    path = tmp_path / "many.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(60_000):
            guide = {**GUIDES[number % 300], "conditions": f"符合第{number}号规划，" * 40}
            file.write(json.dumps(guide, ensure_ascii=False) + "\n")
    target = tmp_path / "out.sarif"
    words = [sys.executable, "-m", "guidelint", "check", str(path), "--jobs", "2", "--no-cache"]
    with subprocess.Popen(
        [*words, "-o", f"sarif={target}"],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(
            signal.SIGINT, signal.default_int_handler
        ),  # ignored in the background
    ) as process:
        _wait_for_workers(process.pid)
        os.killpg(process.pid, getattr(signal, how))
        _, said = process.communicate(timeout=600)  # of a busy machine
        assert process.returncode == 130, said.decode()
    assert "检查被中断，没有查完；已查到的都在报告里".encode() in said
    assert json.loads(target.read_bytes())["runs"][0]["results"] is not None
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.endswith(".tmp")] == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_a_hook_on_one_file_starts_no_processes(folder: Path) -> None:
    few = [tuple(inputs([str(folder)], (), False)[:5])]
    assert jobs_that_pay(few) == 1
    many = [tuple(Input(f"{n}", ".yaml", bytes, True) for n in range(500))] * 2
    assert jobs_that_pay(many) >= 1


def test_the_reader_of_a_pipe_may_leave(folder: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m guidelint check {folder} --no-cache --format concise; echo status $? >&2",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert b"status 1" in done.stderr
    cut = subprocess.run(
        ["bash", "-c", f"{{ {sys.executable} -m guidelint check {folder} --no-cache; echo $? >&2; }} | true"],
        capture_output=True,
        check=False,
    )
    assert cut.stderr.decode().strip() == "1"


def test_outcomes_are_kept_apart_by_the_tables_that_rules_look_into(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    table = tmp_path / "data" / "laws.tsv"
    table.write_text("name\nA\n", "utf-8")
    monkeypatch.setattr("guidelint.ruleset.data_folder", lambda: tmp_path / "data")
    before = identity(ruleset(), keep_matters=False)
    assert identity(ruleset(), keep_matters=False) == before
    table.write_text("name\nA\nB\n", "utf-8")
    assert identity(ruleset(), keep_matters=False) != before


def test_outcomes_are_kept_apart_by_the_packages_that_are_installed(tmp_path, monkeypatch):
    """Of a Word document nothing is read without the package that its finding says to install."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    os.utime(packages, ns=(0, 0))
    monkeypatch.setattr("sys.path", [*sys.path, str(packages), str(tmp_path / "gone" / "site-packages")])
    before = identity(ruleset(), keep_matters=False)
    assert identity(ruleset(), keep_matters=False) == before
    (packages / "docx").mkdir()
    assert identity(ruleset(), keep_matters=False) != before


def test_outcomes_are_kept_apart_by_the_statute_texts_that_a_config_names(tmp_path):
    texts = {"legal.quote-mismatch": {"texts": str(tmp_path)}}
    for config in ({"thresholds": texts}, {"overrides": (Override(thresholds=texts),)}):
        (tmp_path / "水法.txt").write_text("第一条", "utf-8")
        rules = with_options(ruleset(), **config)
        before = identity(rules, keep_matters=False)
        (tmp_path / "水法.txt").write_text("第一条 为了", "utf-8")
        assert identity(rules, keep_matters=False) != before


_KILLED = """
import os, signal
from guidelint.run.pool import in_processes

caller = os.getpid()

def work(batch):
    if os.getppid() == caller:
        os.kill(caller, signal.SIGKILL)
    return b""

list(in_processes(lambda: work, (), range(9), 2))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals as POSIX has them")
def test_no_process_outlives_a_caller_that_was_killed() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED], capture_output=True, timeout=20, start_new_session=True
    )  # returns when the last process that holds the pipe is gone
    assert ended.returncode == -signal.SIGKILL
