"""The ratchet: accepted findings stay accepted when they move, and only new ones fail."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelint.cli import main
from guidelint.errors import DefinitionError
from guidelint.suppressions.baseline import Baseline, Coverage, Entry, against, entry_of, parse, render
from linting import lint, source

DEFAULT_FILE = "guidelint.baseline"


class _All(Coverage):
    """The sight of a run that judges everything."""

    def would_report(self, entry: Entry) -> bool:
        return True


ALL = _All()
GUIDE: dict[str, Any] = {
    "name": "取水许可",
    "authority": "某县水利局",
    "location": "",
    "materials": [{"name": "申请书"}, {"name": "居民身份证"}, {"name": "法律规定的其他材料"}],
}


def accepted(guide: dict[str, Any], name: str = "a.json") -> Baseline:
    found = lint(source(name, json.dumps(guide))).findings
    return parse("b", render(entry_of(finding) for finding in found))


def new_rules(guide: dict[str, Any], baseline: Baseline, name: str = "a.json") -> list[str]:
    found = lint(source(name, json.dumps(guide))).findings
    return [finding.rule for finding in against(found, baseline, ALL).new]


def test_the_same_guide_has_nothing_new_and_nothing_stale() -> None:
    found = lint(source("a.json", json.dumps(GUIDE))).findings
    outcome = against(found, accepted(GUIDE), ALL)
    assert (outcome.new, len(outcome.accepted), outcome.stale) == ([], len(found), [])


@given(order=st.permutations(range(3)))
@settings(max_examples=6, deadline=None)
def test_reordered_materials_bring_nothing_new(order: list[int]) -> None:
    moved = {**GUIDE, "materials": [GUIDE["materials"][number] for number in order]}
    assert new_rules(moved, accepted(GUIDE)) == []


def test_a_renamed_file_brings_nothing_new() -> None:
    assert new_rules(GUIDE, accepted(GUIDE), "elsewhere/b.json") == []


def test_reformatting_brings_nothing_new() -> None:
    found = lint(source("a.yaml", json.dumps(GUIDE, ensure_ascii=False, indent=4))).findings
    assert against(found, accepted(GUIDE), ALL).new == []


def test_a_defect_swapped_for_another_of_the_same_rule_is_new_and_leaves_a_stale_entry() -> None:
    names = [{"name": "申请书"}, {"name": "居民身份证"}, {"name": "国家规定的其他证明"}]
    found = lint(source("a.json", json.dumps({**GUIDE, "materials": names}))).findings
    outcome = against(found, accepted(GUIDE), ALL)
    assert [finding.rule for finding in outcome.new] == ["materials.source-missing"]
    assert [entry.rule for _, entry in outcome.stale] == ["materials.source-missing"]


def test_equal_entries_count_as_often_as_they_stand() -> None:
    found = lint(source("a.json", json.dumps(GUIDE))).findings[:1] * 3
    baseline = Baseline("b", (), tuple(enumerate([entry_of(found[0])] * 2, 1)))
    outcome = against(found, baseline, ALL)
    assert (len(outcome.new), len(outcome.accepted)) == (1, 2)


def test_an_entry_of_a_guide_that_was_not_seen_is_not_called_stale() -> None:
    one, other = (3, Entry("0" * 16, "r.x", "M1")), (4, Entry("1" * 16, "r.x", "M2"))
    outcome = against([], Baseline("b", (), (one, other)), Coverage({frozenset(["r.x"]): {"M2"}}))
    assert (outcome.stale, outcome.unjudged) == ([other], [one])


@pytest.mark.parametrize("sign", ["\n", "\r", "\x85", "\u2028", "\\"])
def test_an_entry_is_a_line_whatever_the_name_of_its_file(sign: str) -> None:
    entry = Entry("0" * 16, "source.syntax", f"guides/甲{sign}乙.yaml")
    written = render([entry])
    assert (len(written.splitlines()), parse("b", written).entries) == (2, ((2, entry),))


def test_what_is_no_entry_is_told_with_its_line() -> None:
    with pytest.raises(DefinitionError, match="b:2:1: not an entry"):
        parse("b", "# head\nnonsense\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_text(json.dumps(GUIDE), "utf-8")
    return tmp_path


def test_create_accepts_and_check_then_passes(folder: Path) -> None:
    assert main(["baseline", "create", "."]) == 0
    assert main(["check", ".", "--baseline", DEFAULT_FILE]) == 0
    assert main(["baseline", "check", "."]) == 0


def test_what_a_file_is_called_does_not_drive_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "none.baseline").write_text("", "utf-8")
    (folder / "\x1b[2J.yaml").write_text("name: 食品经营许可\n", "utf-8")
    assert main(["baseline", "check", "\x1b[2J.yaml", "--baseline", "none.baseline"]) == 1
    told = capsys.readouterr().out
    assert ("␛[2J.yaml:1:1" in told, "\x1b" in told) == (True, False)


def test_the_commands_speak_the_language_of_the_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "create", "."])
    count = sum(line[0] != "#" for line in (folder / DEFAULT_FILE).read_text("utf-8").splitlines())
    main(["baseline", "check", "."])
    main(["baseline", "prune", ".", "--lang", "en"])
    assert capsys.readouterr().out.splitlines() == [
        f"{DEFAULT_FILE}：已收录 {count} 处问题",
        f"新增 0 处，已收录 {count} 处，已过时 0 处",
        f"{DEFAULT_FILE}: 0 stale entries dropped, {count} left",
    ]


def test_a_baseline_that_is_not_there_is_told_before_anything_is_checked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        "guidelint.cli.commands.check.lint", lambda *given, **named: pytest.fail("it was checked")
    )
    assert main(["check", ".", "--baseline", "nowhere"]) == 2
    assert "no baseline nowhere: guidelint baseline create makes it" in capsys.readouterr().err


def test_create_says_how_a_check_comes_to_know_of_a_file_of_another_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["baseline", "create", ".", "--baseline", "b.txt", "--lang", "en"])
    assert "--baseline b.txt" in capsys.readouterr().out
    (folder / "guidelint.yaml").write_text("baseline: b.txt\n", "utf-8")
    main(["baseline", "create", ".", "--lang", "en"])
    assert "--baseline" not in capsys.readouterr().out
    assert main(["check", "."]) == 0


@pytest.mark.parametrize("config", [False, True])
def test_the_usual_baseline_is_known_by_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, config: bool
) -> None:
    if config:
        (folder / "guidelint.yaml").write_text("lang: en\n", "utf-8")
        (folder / "sub").mkdir()
        monkeypatch.chdir(folder / "sub")
    assert main(["check", str(folder)]) == 1
    assert main(["baseline", "create", str(folder)]) == 0
    assert (folder / DEFAULT_FILE).is_file()
    assert main(["check", str(folder)]) == 0
    assert main(["check", str(folder), "--baseline", ""]) == 1


def test_a_new_finding_fails_and_create_wants_a_reason(folder: Path) -> None:
    main(["baseline", "create", "."])
    (folder / "a.json").write_text(json.dumps({**GUIDE, "hours": "随时"}), "utf-8")
    assert main(["check", ".", "--baseline", DEFAULT_FILE]) == 1
    assert main(["baseline", "create", "."]) == 2
    assert main(["baseline", "create", ".", "--accept-new"]) == 2
    assert main(["baseline", "create", ".", "--accept-new", "--reason", "等省厅统一"]) == 0
    assert "等省厅统一" in (folder / DEFAULT_FILE).read_text("utf-8")


def test_a_stale_entry_fails_until_it_is_pruned(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["baseline", "create", "."])
    (folder / "a.json").write_text(
        json.dumps({**GUIDE, "location": "某县城关镇人民路1号1楼1号窗口"}), "utf-8"
    )
    assert main(["check", ".", "--baseline", DEFAULT_FILE]) == 1
    assert f"{DEFAULT_FILE}:3:1: error baseline.stale" in capsys.readouterr().out
    assert main(["baseline", "check", "."]) == 1
    assert main(["baseline", "prune", "."]) == 0
    assert main(["check", ".", "--baseline", DEFAULT_FILE]) == 0


def test_changed_tells_only_what_the_git_base_did_not_have(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True, capture_output=True
        )

    (folder / "same.json").write_text(json.dumps({**GUIDE, "name": "别的事项"}), "utf-8")
    git("init", "--initial-branch=main")
    git("add", ".")
    git("commit", "-m", "first")
    assert main(["check", ".", "--changed"]) == 0
    (folder / "a.json").unlink()
    (folder / "moved.json").write_text(json.dumps({**GUIDE, "hours": "随时"}), "utf-8")
    capsys.readouterr()
    assert main(["check", ".", "--changed=main", "--fail-on", "warning"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[2] for line in said[:-1]] == ["contact.hours-unparseable"]


@pytest.mark.parametrize(
    ("entry", "whole", "judged"),
    [
        (("r.x", "M1"), False, True),
        (("r.x", "M2"), False, False),
        (("r.x", "gone"), False, False),
        (("r.x", "gone"), True, True),
        (("r.x", "M2"), True, False),
        (("r.other", "M1"), True, False),
        (("r.other", "gone"), True, False),
        (("r.set", "M1"), False, False),
        (("r.set", "M1"), True, True),
        (("source.syntax", "gone.yaml"), False, False),
        (("source.syntax", "gone.yaml"), True, True),
    ],
)
def test_an_entry_is_judged_where_its_rule_was_heard_on_its_guide(
    entry: tuple[str, str], whole: bool, judged: bool
) -> None:
    matters = {frozenset(["r.x", "r.y"]): {"M1"}, frozenset(["r.y"]): {"M2"}}
    sight = Coverage(matters, frozenset(["r.set"]), whole)
    assert sight.would_report(Entry("0" * 16, *entry)) is judged


@pytest.fixture
def two(folder: Path) -> Path:
    """Guides of two folders and a baseline over both."""
    (folder / "a.json").unlink()
    for name in ("甲", "乙"):
        (folder / "g" / name).mkdir(parents=True)
        guide = {**GUIDE, "name": f"{name}事项", "authority": f"{name}局"}
        (folder / "g" / name / "a.json").write_text(json.dumps(guide), "utf-8")
    main(["baseline", "create", "g"])
    return folder


def stale(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The matters of entries that a check calls stale."""
    capsys.readouterr()
    main(["check", *arguments, "--baseline", DEFAULT_FILE, "--format", "json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    lines = Path(DEFAULT_FILE).read_text("utf-8").splitlines()
    numbers = [finding["location"]["line"] for finding in told if finding["rule"] == "baseline.stale"]
    return sorted({lines[number - 1].split(" ", 2)[2] for number in numbers})


@pytest.mark.parametrize(
    "arguments",
    [
        ["g/甲"],
        ["g/甲/a.json"],
        ["g", "--select", "materials"],
        ["g", "--ignore", "contact"],
        ["g", "--profile", "minimal"],
        ["g", "--exclude", "乙/"],
    ],
)
def test_what_a_run_cannot_see_is_not_stale_and_stays(
    arguments: list[str], two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (two / DEFAULT_FILE).read_text("utf-8")
    assert stale(capsys, *arguments) == []
    own = [word for word in arguments if word not in ("--select", "materials", "--ignore", "contact")]
    assert main(["baseline", "prune", *own]) == 0
    assert (two / DEFAULT_FILE).read_text("utf-8") == before
    assert main(["baseline", "create", *own]) == 0
    entries = [line for line in before.splitlines() if line[0] != "#"]
    after = (two / DEFAULT_FILE).read_text("utf-8").splitlines()
    assert [line for line in after if line[0] != "#"] == entries


@pytest.mark.parametrize("second", [{}, {"location": "城关镇迎宾路1号", "hours": "周一至周五"}])
def test_what_another_guide_of_the_same_code_has_is_not_stale(
    second: dict[str, str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Guides with the same code, with equal or different defects: committing one does not report entries of
    another.
    """
    guides = {"新办": {}, "变更": second}
    for name, own in guides.items():
        text = json.dumps({**GUIDE, "name": f"取水许可{name}", "code": "A1", **own})
        (folder / f"{name}.json").write_text(text, "utf-8")
    (folder / "a.json").unlink()
    main(["baseline", "create", "."])
    before = (folder / DEFAULT_FILE).read_text("utf-8")
    for name in guides:
        assert stale(capsys, f"{name}.json") == []
        assert main(["baseline", "prune", f"{name}.json"]) == 0
    assert (folder / DEFAULT_FILE).read_text("utf-8") == before
    (folder / "变更.json").unlink()
    assert stale(capsys, ".") == ["A1"]


def test_prune_says_how_much_it_could_not_judge(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (two / DEFAULT_FILE).read_text("utf-8").splitlines()
    of_others = sum(line[0] != "#" and not line.endswith("甲局/甲事项") for line in lines)
    capsys.readouterr()
    main(["baseline", "prune", "g/甲", "--lang", "en"])
    assert (
        f"0 stale entries dropped, {len(lines) - 2} left; {of_others} not judged" in capsys.readouterr().out
    )


@pytest.mark.parametrize(("path", "told"), [("g", True), (".", True), ("g/甲", False)])
def test_entries_of_a_guide_that_is_gone_are_stale_where_all_was_seen(
    path: str, told: bool, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (two / "g/乙/a.json").unlink()
    assert stale(capsys, path) == (["乙局/乙事项"] if told else [])


def test_a_baseline_that_does_not_say_what_it_is_over_is_over_its_folder(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (two / DEFAULT_FILE).read_text("utf-8")
    (two / DEFAULT_FILE).write_text(text.replace("# over: g\n", ""), "utf-8")
    (two / "g/乙/a.json").unlink()
    assert (stale(capsys, "g"), stale(capsys, ".")) == ([], ["乙局/乙事项"])


@pytest.mark.parametrize(
    "text",
    [
        '[{"name": "乙事项", "authority": "乙局"}, {',
        json.dumps({**GUIDE, "name": "乙事项", "authority": "乙局", "hours": {"a": "1"}}),
    ],
)
def test_what_could_not_be_read_is_not_stale(
    text: str, two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A truncated file, and a value of the wrong type, on which no rule is evaluated."""
    (two / "g/乙/a.json").write_text(text, "utf-8")
    assert stale(capsys, "g") == []


def test_a_rule_that_an_override_asks_is_heard(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "guidelint.yaml").write_text(
        "profile: minimal\noverrides: [{paths: [a.json], profile: strict}]\n"
    )
    main(["baseline", "create", "."])
    (folder / "a.json").write_text(json.dumps({**GUIDE, "materials": "无"}), "utf-8")
    assert stale(capsys, ".") == ["某县水利局/取水许可"]
