"""Fixed, new and remaining findings between two runs, from JSON, SARIF and exports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guidelint.assess.progress import progress
from guidelint.assess.runs import Run, SeenFinding, hidden
from guidelint.assess.tables import View
from guidelint.cli import main
from guidelint.reporters.sarif import log as sarif
from guidelint.reporters.sarif import split as sarif_split

AS_OF = ("--as-of", "2026-11-23")
RULES = ("--select", "contact.hours-missing", "--select", "identity.name-missing")
GUIDE = {"matter_type": "行政许可", "hours": "工作日 9:00-12:00"}
OLD = (
    {**GUIDE, "code": "A", "name": "取水许可", "authority": "水利局", "hours": "", "online_depth": "一级"},
    {**GUIDE, "code": "B", "name": "", "authority": "水利局", "online_depth": "三级"},
    {**GUIDE, "code": "C", "name": "林木采伐", "authority": "林业局", "online_depth": "三级"},
)
NEW = (
    {**OLD[0], "hours": "工作日 9:00-12:00", "online_depth": "四级"},
    OLD[1],
    {**OLD[2], "hours": ""},
)
EXPECTED = {
    "from": "2026-11-01",
    "to": "2026-11-23",
    "total": {"fixed": 1, "new": 1, "remaining": 1},
    "by_authority": [
        {"name": "林业局", "fixed": 0, "new": 1, "remaining": 0},
        {"name": "水利局", "fixed": 1, "new": 0, "remaining": 1},
    ],
    "by_rule": [
        {"name": "contact.hours-missing", "fixed": 1, "new": 1, "remaining": 0},
        {"name": "identity.name-missing", "fixed": 0, "new": 0, "remaining": 1},
    ],
    "trend": {
        "matters": [3, 3],
        "level3plus": [66.67, 100.0],
        "deduction": [2.33, 0.0],
        "compression": [None, None],
    },
}


def export(path: Path, guides: tuple[dict[str, str], ...]) -> str:
    path.write_text("".join(json.dumps(guide, ensure_ascii=False) + "\n" for guide in guides), "utf-8")
    return str(path)


def a_run(path: Path, guides: tuple[dict[str, str], ...], form: str, as_of: str) -> str:
    """A saved run over an export that is always called the same."""
    source = export(path.parent / "guides.jsonl", guides)
    main(["check", source, *RULES, "--as-of", as_of, "-o", f"{form}={path}"])
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    status = main(["progress", *arguments, "--format", "json"])
    return status, json.loads(capsys.readouterr().out)


def test_two_runs_in_json_tell_what_became_of_findings_and_of_the_tables(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    new = a_run(tmp_path / "new.json", NEW, "json", "2026-11-23")
    assert told(capsys, old, new) == (1, EXPECTED)


@pytest.mark.parametrize(("before", "after"), [("sarif", "sarif"), ("sarif", "json"), ("json", "sarif")])
def test_sarif_tells_the_same_save_for_the_tables(
    before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / f"old.{before}", OLD, before, "2026-11-01")
    new = a_run(tmp_path / f"new.{after}", NEW, after, "2026-11-23")
    assert told(capsys, old, new) == (1, {**EXPECTED, "trend": None})


def test_two_exports_are_linted_on_one_date(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.hours-missing, identity.name-missing]\n", "utf-8")
    old, new = export(tmp_path / "old.jsonl", OLD), export(tmp_path / "new.jsonl", NEW)
    words = [old, new, *AS_OF, "--config", str(config)]
    for more in ([], ["--dialect", "canonical"]):
        assert told(capsys, *words, *more) == (1, {**EXPECTED, "from": "2026-11-23"})
    assert main(["progress", *words, "--dialect", "nowhere"]) == 2


def test_a_run_and_the_export_of_today_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.hours-missing, identity.name-missing]\n", "utf-8")
    old, new = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01"), export(tmp_path / "new.jsonl", NEW)
    assert told(capsys, old, new, *AS_OF, "--config", str(config)) == (1, EXPECTED)


def test_where_no_level_is_known_there_is_no_trend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    without = tuple({**guide, "online_depth": ""} for guide in OLD)
    new = a_run(tmp_path / "new.json", without, "json", "2026-11-23")
    assert told(capsys, old, new)[1]["trend"] == {
        "matters": [3, 3],
        "level3plus": [66.67, None],
        "deduction": [2.33, None],
        "compression": [None, None],
    }


def test_findings_on_guides_that_are_gone_are_not_solved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.hours-missing, identity.name-missing]\n", "utf-8")
    recoded = {**OLD[0], "code": "A9", "hours": "工作日 9:00-12:00"}
    old = export(tmp_path / "old.jsonl", (*OLD, {**OLD[0], "code": "D", "name": "河道采砂"}))
    new = export(tmp_path / "new.jsonl", (recoded, OLD[1]))
    words = [old, new, *AS_OF, "--config", str(config)]
    status, made = told(capsys, *words)
    assert (status, made["total"]) == (0, {"fixed": 1, "new": 0, "remaining": 1, "gone": 1})
    main(["progress", *words])
    assert "另有 1 条所在的事项这次已经没有了，不算解决。" in capsys.readouterr().out


def test_nothing_new_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    new = a_run(tmp_path / "new.json", OLD[:2], "json", "2026-11-23")
    status, made = told(capsys, old, new)
    assert (status, made["total"]) == (0, {"fixed": 0, "new": 0, "remaining": 2})
    assert made["trend"]["matters"] == [3, 2]
    main(["progress", old, new, "--lang", "en"])
    assert "* matters by application：3 → 2\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("zh", "从 2026-11-01 到 2026-11-23：解决 1，新增 1，仍在 1。"),
        ("en", "From 2026-11-01 to 2026-11-23: 1 fixed, 1 new, 1 remaining."),
    ],
)
def test_people_get_a_sentence_the_trend_and_two_tables(
    language: str, head: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    new = a_run(tmp_path / "new.json", NEW, "json", "2026-11-23")
    capsys.readouterr()
    assert main(["progress", old, new, "--lang", language]) == 1
    text = capsys.readouterr().out
    told_row = "| 水利局 | 1 | 0 | 1 |" in text.splitlines()
    assert (text.splitlines()[0], "66.67 → 100.00" in text, told_row) == (head, True, True)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_one_run_did_not_ask_is_neither_solved_nor_new(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fewer = tmp_path / f"fewer.{form}"
    source = export(tmp_path / "guides.jsonl", NEW)
    main(["check", source, "--select", "identity.name-missing", *AS_OF, "-o", f"{form}={fewer}"])
    more = a_run(tmp_path / f"more.{form}", NEW, form, "2026-11-23")
    status, made = told(capsys, more, str(fewer))
    assert (status, made["total"]) == (0, {"fixed": 0, "new": 0, "remaining": 1, "unseen": 1})
    status, made = told(capsys, str(fewer), more)
    assert (status, made["total"]) == (0, {"fixed": 0, "new": 0, "remaining": 1, "unseen_before": 1})


@pytest.mark.parametrize("form", ["json", "sarif", "export"])
def test_what_an_override_asks_is_asked(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, later = folder_of(tmp_path / "2025"), folder_of(tmp_path / "2026")
    (later / "guides/b.yaml").write_text(json.dumps({**OLD[2], "hours": "每天 9:00-12:00"}), "utf-8")
    for path in (before, later):
        (path / "guides/guidelint.yaml").write_text(
            "profile: minimal\nignore: [dataset]\noverrides: [{authority: [林业局], profile: strict}]\n",
            "utf-8",
        )
        text = (path / "guides/b.yaml").read_text("utf-8")
        remedies = "" if path == before else "60日内可以申请行政复议，6个月内可以提起行政诉讼"
        (path / "guides/b.yaml").write_text(json.dumps({**json.loads(text), "remedies": remedies}), "utf-8")
    runs = [saved(path, form, monkeypatch) for path in (before, later)]
    made = told(capsys, *runs, *AS_OF, "--config", str(later / "guides/guidelint.yaml"))[1]
    row = next(row for row in made["by_rule"] if row["name"] == "legal.remedy-missing")
    assert row == {"name": "legal.remedy-missing", "fixed": 1, "new": 0, "remaining": 0}


@pytest.mark.parametrize("form", ["json", "sarif", "export"])
def test_what_only_an_override_can_ask_is_asked(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = []
    for year, promise in (("2025", "15个工作日"), ("2026", "4个工作日")):
        folder = folder_of(tmp_path / year)
        limits = {"statutory_limit": "20个工作日", "promised_limit": promise}
        (folder / "guides/b.yaml").write_text(json.dumps({**OLD[2], **limits}), "utf-8")
        (folder / "guides/guidelint.yaml").write_text(
            "select: [deadline.county-target]\noverrides:\n- authority: 林业局\n"
            "  thresholds: {deadline.county-target: {at_most: 0.25}}\n",
            "utf-8",
        )
        runs.append(saved(folder, form, monkeypatch))
    config = str(tmp_path / "2026/guides/guidelint.yaml")
    assert told(capsys, *runs, *AS_OF, "--config", config)[1]["total"] == {
        "fixed": 1,
        "new": 0,
        "remaining": 0,
    }
    status, made = told(capsys, *reversed(runs), *AS_OF, "--config", config)
    assert (status, made["total"]) == (1, {"fixed": 0, "new": 1, "remaining": 0})


def test_what_is_suppressed_in_sarif_does_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    excuse = [{"rule": "contact.hours-missing", "path": "$.hours", "reason": "全天"}]
    excused = (OLD[0] | {"guidelint_ignore": excuse}, *OLD[1:])
    old = a_run(tmp_path / "old.sarif", OLD, "sarif", "2026-11-01")
    new = a_run(tmp_path / "new.sarif", excused, "sarif", "2026-11-23")
    assert told(capsys, old, new)[1]["total"] == {"fixed": 1, "new": 0, "remaining": 1}


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_a_baseline_accepts_remains(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    guides, accepted = export(tmp_path / "guides.jsonl", OLD), str(tmp_path / "b")
    main(["baseline", "create", guides, "--baseline", accepted, *AS_OF])
    new = tmp_path / f"new.{form}"
    main(["check", guides, *RULES, "--baseline", accepted, *AS_OF, "-o", f"{form}={new}"])
    status, made = told(capsys, old, str(new))
    assert (status, made["total"]) == (0, {"fixed": 0, "new": 0, "remaining": 2})
    assert made["by_authority"] == [{"name": "水利局", "fixed": 0, "new": 0, "remaining": 2}]


@pytest.mark.parametrize("lacking", [{"baselined": 3}, {"findings": {"error": 5, "warning": 0, "info": 0}}])
def test_a_run_that_keeps_findings_to_itself_is_refused(
    lacking: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    plain = json.loads(Path(old).read_bytes())
    plain["summary"] |= lacking
    (tmp_path / "new.json").write_text(json.dumps(plain), "utf-8")
    assert main(["progress", old, str(tmp_path / "new.json")]) == 2
    assert "counts 3 findings that it does not hold" in capsys.readouterr().err


def test_a_run_on_a_cluster_has_its_findings_beside_its_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01")
    plain = json.loads(Path(old).read_bytes())
    lines = [json.dumps(finding, ensure_ascii=False) + "\n" for finding in plain["findings"]]
    (tmp_path / "out/findings").mkdir(parents=True)
    for number, line in enumerate(lines):
        (tmp_path / f"out/findings/part-{number}.txt").write_text(line, "utf-8")
    (tmp_path / "out/summary.json").write_text(json.dumps({**plain, "findings": []}), "utf-8")
    status, made = told(capsys, old, str(tmp_path / "out/summary.json"))
    assert (status, made["total"]) == (0, {"fixed": 0, "new": 0, "remaining": len(lines)})


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Path]:
    """A run in JSON, and in SARIF of three parts."""
    monkeypatch.setattr(sarif, "GITHUB", sarif_split.Limits(results=1))
    monkeypatch.setattr(sarif.render_files, "__defaults__", (sarif.GITHUB,))
    guides = (*OLD, {**OLD[0], "code": "D"})
    whole = a_run(tmp_path / "o.json", guides, "json", "2026-11-23")
    return whole, Path(a_run(tmp_path / "o.sarif", guides, "sarif", "2026-11-23"))


def test_the_further_parts_of_a_longer_run_go_and_what_is_not_ours_stays(
    parts: tuple[str, Path], tmp_path: Path
) -> None:
    theirs = json.loads((tmp_path / "o.3.sarif").read_text("utf-8"))
    theirs["runs"][0]["tool"]["driver"]["name"] = "another"
    (tmp_path / "o.4.sarif").write_text(json.dumps(theirs), "utf-8")
    a_run(parts[1], OLD[:1], "sarif", "2026-11-23")
    assert sorted(path.name for path in tmp_path.glob("*.sarif")) == ["o.4.sarif", "o.sarif"]
    (tmp_path / "o.2.sarif").write_text("theirs", "utf-8")
    a_run(parts[1], OLD[:1], "sarif", "2026-11-23")
    assert (tmp_path / "o.2.sarif").read_text("utf-8") == "theirs"


def test_every_part_of_a_sarif_counts(
    parts: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "o.4.sarif").write_text("left over from a larger run", "utf-8")
    assert told(capsys, parts[0], str(parts[1]))[1]["total"] == {"fixed": 0, "new": 0, "remaining": 3}


@pytest.mark.parametrize(
    ("spoil", "name", "reason"),
    [
        (
            lambda folder: (folder / "o.3.sarif").unlink(),
            "o.sarif",
            "o.3.sarif is missing, or is not part 3 of 3",
        ),
        (
            lambda folder: (folder / "o.2.sarif").write_bytes((folder / "o.3.sarif").read_bytes()),
            "o.sarif",
            "o.2.sarif is missing, or is not part 2 of 3",
        ),
        (lambda folder: None, "o.2.sarif", "is part 2 of 3: name the first"),
        (
            lambda folder: (folder / "o.sarif").write_text(
                (folder / "o.sarif").read_text("utf-8").replace('"parts": 3', '"x": 3'), "utf-8"
            ),
            "o.sarif",
            "is not whole",
        ),
    ],
)
def test_a_part_that_is_missing_is_told(
    spoil: Callable[[Path], object],
    name: str,
    reason: str,
    parts: tuple[str, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(tmp_path)
    capsys.readouterr()
    assert main(["progress", parts[0], str(tmp_path / name)]) == 2
    assert reason in capsys.readouterr().err


def folder_of(path: Path) -> Path:
    """Two guides in files of their own, each with a defect."""
    for name, guide in (("a.yaml", OLD[0]), ("b.yaml", {**OLD[2], "hours": ""})):
        (path / "guides" / name).parent.mkdir(parents=True, exist_ok=True)
        (path / "guides" / name).write_text(json.dumps(guide), "utf-8")
    (path / "guides/guidelint.yaml").write_text("select: [contact.hours-missing]\n", "utf-8")
    return path


def saved(path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A run over a folder, or the folder itself."""
    if form == "export":
        return str(path / "guides")
    monkeypatch.chdir(path)
    main(["check", "guides", *AS_OF, "-o", f"{form}=run.{form}"])
    return str(path / f"run.{form}")


@pytest.mark.parametrize("form", ["json", "sarif", "export"])
@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        ("name: [", {"fixed": 0, "new": 0, "remaining": 1, "unseen": 1}),
        (json.dumps({"事": 1}), {"fixed": 0, "new": 0, "remaining": 1, "unseen": 1}),
        (json.dumps({**OLD[0], "hours": "每天 9:00-12:00"}), {"fixed": 1, "new": 0, "remaining": 1}),
        (None, {"fixed": 1, "new": 0, "remaining": 1}),
    ],
)
def test_what_could_not_be_read_is_not_solved(
    broken: str | None,
    expected: dict[str, int],
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = saved(folder_of(tmp_path / "2025"), form, monkeypatch)
    later = folder_of(tmp_path / "2026")
    if broken is None:
        (later / "guides/a.yaml").unlink()
    else:
        (later / "guides/a.yaml").write_text(broken, "utf-8")
    after = saved(later, form, monkeypatch)
    config = ("--config", str(later / "guides/guidelint.yaml"))
    total = told(capsys, before, after, *AS_OF, *config)[1]["total"]
    if broken is None and form != "sarif":
        expected = {"fixed": 0, "new": 0, "remaining": 1, "gone": 1}
    assert {**total, "new": 0} == expected
    main(["progress", before, after, *AS_OF, *config])
    text = capsys.readouterr().out
    assert ("另有 1 条未能核对" in text, "未能核对 |" in text) == ("unseen" in expected,) * 2


@pytest.mark.parametrize("form", ["json", "sarif", "export"])
def test_what_could_not_be_read_before_is_not_new(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first = folder_of(tmp_path / "2025")
    (first / "guides/a.yaml").write_text("name: [", "utf-8")
    before = saved(first, form, monkeypatch)
    later = folder_of(tmp_path / "2026")
    after = saved(later, form, monkeypatch)
    words = (before, after, *AS_OF, "--config", str(later / "guides/guidelint.yaml"))
    status, made = told(capsys, *words)
    assert (status, made["total"]) == (0, {"fixed": 1, "new": 0, "remaining": 1, "unseen_before": 1})
    main(["progress", *words])
    assert "另有 1 条上次未能核对：所在的文件上次没有读到，" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_run_that_was_stopped_tells_that_it_is_partial(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(work: object, batch: object) -> object:
        raise KeyboardInterrupt

    whole = a_run(tmp_path / f"whole.{form}", NEW, form, "2026-11-23")
    monkeypatch.setattr("guidelint.run.worker.Worker.outcome", stopped)
    part = a_run(tmp_path / f"part.{form}", OLD, form, "2026-11-01")
    assert told(capsys, part, whole)[1]["total"] == {
        "fixed": 0,
        "new": 0,
        "remaining": 0,
        "unseen_before": 2,
    }
    if form == "json":
        main(["stats", "--from", part])
        assert "part.json" in capsys.readouterr().err


def test_an_export_of_one_file_that_cannot_be_read_solves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.hours-missing, identity.name-missing]\n", "utf-8")
    old, new = a_run(tmp_path / "old.json", OLD, "json", "2026-11-01"), tmp_path / "2026.json"
    new.write_text('[{"name": "甲', "utf-8")
    made = told(capsys, old, str(new), *AS_OF, "--config", str(config))[1]
    assert made["total"] == {"fixed": 0, "new": 1, "remaining": 0, "unseen": 2}
    assert made["by_authority"][1] == {"name": "水利局", "fixed": 0, "new": 0, "remaining": 0, "unseen": 2}


@pytest.mark.parametrize(
    ("unread", "expected"),
    [
        (set(), set()),
        ({"g/a.yaml"}, {"d/g/a.yaml"}),
        ({"/x/d/g/a.yaml"}, {"d/g/a.yaml"}),
        ({"other/a.yaml"}, {"d/g/a.yaml", "d/h/a.yaml"}),
        ({"h/a.yaml", "new.yaml"}, {"d/h/a.yaml"}),
        ({"g/a11.yaml"}, {"d/g/a.yaml", "d/h/a.yaml"}),
        ({""}, {"d/g/a.yaml", "d/h/a.yaml", "b.yaml"}),
    ],
)
def test_sources_are_the_same_by_the_longest_path_that_both_runs_know(
    unread: set[str], expected: set[str]
) -> None:
    assert hidden(["d/g/a.yaml", "d/h/a.yaml", "b.yaml"], unread) == expected


def test_a_new_file_that_cannot_be_read_hides_none_that_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for month, text in (("old", "name: 甲\n"), ("new", "name: 甲\nhours: 工作日 9:00-12:00\n")):
        (tmp_path / month).mkdir()
        for number in range(3):
            (tmp_path / month / f"{number}.yaml").write_text(text, "utf-8")
    (tmp_path / "new/3.yaml").write_text("a: [", "utf-8")
    made = told(capsys, str(tmp_path / "old"), str(tmp_path / "new"), *AS_OF)[1]
    assert made["total"]["fixed"] == 3
    assert "unseen" not in made["total"]


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("nowhere.json", None, "no such file or folder"),
        ("a.json", '{"tool": {}, "summary": {}, "findings": [{}]}', "is not whole"),
        ("a.json", '{"tool": {}, "summary": {}, "findings": [], "tally": {"rows": []}}', "is not whole"),
        ("a.sarif", '{"runs": [{"results": [{"ruleId": "x"}]}]}', "is not whole"),
        ("a.sarif", '{"runs": []}', "is not whole"),
    ],
)
def test_what_is_no_run_is_the_callers_mistake(
    name: str, text: str | None, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    status = main(["progress", str(tmp_path / name), str(tmp_path / name)])
    out, err = capsys.readouterr()
    assert (status, out, err.count("\n"), reason in err) == (2, "", 1, True), err


def seen(fingerprint: str, authority: str = "水利局") -> SeenFinding:
    return SeenFinding(fingerprint, "r", authority)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((), (), (0, 0, 0)),
        ((seen("a"), seen("a")), (seen("a"),), (1, 0, 1)),
        ((seen("a"),), (seen("a"), seen("a")), (0, 1, 1)),
        ((seen("a"), seen("b")), (seen("c"), seen("b")), (1, 1, 1)),
        ((seen("a"),), (seen("a", "林业局"),), (0, 0, 1)),
    ],
)
def test_equal_findings_are_counted_by_their_number(
    old: tuple[SeenFinding, ...], new: tuple[SeenFinding, ...], expected: tuple[int, ...]
) -> None:
    made = progress(Run("x", old), Run("y", new), View())
    assert (tuple(made["total"].values()), made["trend"]) == (expected, None)


def of_matter(identity: str, code: str, name: str = "取水许可", body: str = "水利局") -> SeenFinding:
    return SeenFinding(
        identity, "contact.hours-missing", body, "a.jsonl", code=code, name=name, path="$.hours"
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (of_matter("a", "A"), of_matter("b", "B"), (0, 0, 1)),
        (of_matter("a", "A"), of_matter("b", "B", body="水 利局"), (0, 0, 1)),
        (of_matter("a", "A"), of_matter("b", "B", body="林业局"), (1, 1, 0)),
        (of_matter("a", "A"), of_matter("b", "A"), (1, 1, 0)),
        (of_matter("a", "", ""), of_matter("b", "B", ""), (1, 1, 0)),
    ],
)
def test_a_matter_whose_code_only_one_run_knows_is_the_same_by_its_name(
    old: SeenFinding, new: SeenFinding, expected: tuple[int, ...]
) -> None:
    made = progress(Run("x", (old,)), Run("y", (new,)), View())
    assert tuple(made["total"].values()) == expected


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_matter_with_a_new_code_is_the_same_in_every_form_of_a_run(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "guidelint.yaml"
    config.write_text("select: [contact.hours-missing]\n", "utf-8")
    old = a_run(tmp_path / f"old.{form}", (OLD[0],), form, "2026-11-01")
    new = export(tmp_path / "new.jsonl", ({**OLD[0], "code": "A9"},))
    total = told(capsys, old, new, *AS_OF, "--config", str(config))[1]["total"]
    assert (total["fixed"], total["new"], total["remaining"]) == (0, 0, 1)


@pytest.mark.parametrize("before", ["json", "sarif", "export"])
@pytest.mark.parametrize("after", ["json", "sarif", "export"])
def test_what_is_said_of_an_export_remains_under_its_new_name(
    before: str, after: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "实施编码,事项名称,办理时间\nA,取水许可,\nB,林木采伐,每天 9:00-12:00\n"
    saved_as = {}
    for name, form in (("十月", before), ("十一月", after)):
        source = tmp_path / f"{name}.csv"
        source.write_bytes(text.encode("gb18030"))
        saved_as[name] = str(source if form == "export" else tmp_path / f"{name}.{form}")
        if form != "export":
            main(["check", str(source), *AS_OF, "-o", f"{form}={saved_as[name]}"])
    status, made = told(capsys, *saved_as.values(), *AS_OF)
    assert (status, made["total"]["fixed"], made["total"]["new"]) == (0, 0, 0)
    assert {"source.encoding", "source.no-column"} <= {row["name"] for row in made["by_rule"]}


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ([], "| 办理时间不得空缺（contact.hours-missing） | 1 | 1 | 0 |"),
        (["--lang", "en"], "| the guide must say when it is open (contact.hours-missing) | 1 | 1 | 0 |"),
    ],
)
def test_a_table_for_people_names_rules_by_their_titles(
    words: list[str], row: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, guides in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.json").write_text(json.dumps(guides), "utf-8")
    main(["progress", str(tmp_path / "old.json"), str(tmp_path / "new.json"), *AS_OF, *words])
    assert row in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("here", ["/", ".", "2025", "2026"])
def test_what_is_said_of_a_file_of_a_folder_remains_in_another_one(
    here: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, files in (("2025", ("a", "b", "x/b")), ("2026", ("b", "c", "y/b"))):
        for file in files:
            path = tmp_path / name / f"{file}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"code: {file}\nname: 取水许可\n".encode("gb18030"))
    monkeypatch.chdir(tmp_path / here)
    made = told(capsys, str(tmp_path / "2025"), str(tmp_path / "2026"), *AS_OF)[1]
    row = next(row for row in made["by_rule"] if row["name"] == "source.encoding")
    assert row == {"name": "source.encoding", "fixed": 1, "new": 1, "remaining": 2}


@pytest.mark.parametrize("form", ["json", "sarif", "export"])
@pytest.mark.parametrize(
    ("first", "second"), [("公安局10月.csv", "公安局11月.csv"), ("十月.csv", "十一月.csv")]
)
def test_the_files_of_two_months_are_known_by_what_they_are_called_without_the_month(
    first: str, second: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = []
    for month, name in (("2025", first), ("2026", second)):
        (tmp_path / month).mkdir()
        for file in (name, f"{month}乡镇.csv"):
            text = f"实施编码,事项名称,办理时间\n{file[-6:]},取水许可,\n"
            (tmp_path / month / file).write_bytes(text.encode("gb18030"))
        runs.append(str(tmp_path / month if form == "export" else tmp_path / f"{month}.{form}"))
        if form != "export":
            main(["check", str(tmp_path / month), *AS_OF, "-o", f"{form}={runs[-1]}"])
    made = told(capsys, *runs, *AS_OF)[1]
    rows = {row["name"]: row for row in made["by_rule"]}
    assert rows["source.encoding"] == {"name": "source.encoding", "fixed": 0, "new": 0, "remaining": 2}
    (tmp_path / "2026" / second).write_bytes(b"\0")
    if form != "export":
        main(["check", str(tmp_path / "2026"), *AS_OF, "-o", f"{form}={runs[-1]}"])
    total = told(capsys, *runs, *AS_OF)[1]["total"]
    assert (total["fixed"], total["unseen"] > 0) == (0, True)


def test_findings_of_deleted_guides_are_not_fixed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A guide with another code is the same by its name, where that is seen."""
    guides = [{"name": f"事项{n}", "authority": "水利局", "code": f"A{n}"} for n in range(4)]
    guides.append({"name": "事项4", "authority": "水利局"})
    later = [
        {**guides[0], "hours": "工作日 9:00-12:00"},
        {**guides[1], "code": "B 1", "hours": "工作日 9:00-12:00"},
    ]
    old = a_run(tmp_path / "old.json", tuple(guides), "json", "2026-11-01")
    new = a_run(tmp_path / "new.json", (*later, guides[2]), "json", "2026-11-23")
    hours = [row for row in told(capsys, old, new)[1]["by_rule"] if row["name"] == "contact.hours-missing"]
    assert hours == [{"name": "contact.hours-missing", "fixed": 2, "new": 0, "remaining": 1, "gone": 2}]
    plain = json.loads(Path(new).read_bytes())
    assert plain["matters"] == ["A0", "A2", "B1"]
    del plain["matters"]
    Path(new).write_text(json.dumps(plain), "utf-8")
    assert "gone" not in told(capsys, old, new)[1]["total"]
