"""Four times the guides take four times the work, whatever the rules: measured in function calls, not in
seconds.

Quadratic work (every guide or rule compared with every other) would go unnoticed with fixtures of a test's
size. Calls of Python and C functions are counted, from the command line to the report.
"""

from __future__ import annotations

import cProfile
import gc
import json
import shutil
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from made_guides import SHARED, as_yaml, records

from guidelint.cli import main

TIMES, SHARE = 4, 0.6
SET_RULES = ["--select", "dataset"]
THIRTY = [word for each in SHARED for word in ("--select", each.rule)]
Guides = list[dict[str, Any]]
Lay = Callable[[Path, Guides], Path]


def as_lines(folder: Path, guides: Guides) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{len(guides)}.jsonl"
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in guides), "utf-8")
    return path


def as_folder(folder: Path, guides: Guides) -> Path:
    path = folder / str(len(guides))
    path.mkdir()
    for number, each in enumerate(guides):
        (path / f"{number:06d}.yaml").write_text(as_yaml(each, ""), "utf-8")
    return path


def as_array(folder: Path, guides: Guides) -> Path:
    path = folder / f"{len(guides)}.json"
    path.write_text(json.dumps(guides, ensure_ascii=False, indent=1), "utf-8")
    return path


def as_answer(folder: Path, guides: Guides) -> Path:
    """As platforms answer: wrapped, on one line, with a key that nobody knows."""
    path = folder / f"{len(guides)}.answer.json"
    rows = [{**each, "unheard_of": "1"} for each in guides]
    path.write_text(json.dumps({"code": "200", "data": {"rows": rows}}, ensure_ascii=False), "utf-8")
    return path


def as_documents(folder: Path, guides: Guides) -> Path:
    path = folder / f"{len(guides)}.yaml"
    path.write_text("---\n".join(as_yaml(each, "") for each in guides), "utf-8")
    return path


def as_table(form: str) -> Lay:
    def lay(folder: Path, guides: Guides) -> Path:
        path = folder / f"{len(guides)}.{form}"
        assert (
            main(["convert", str(as_lines(folder / "lines", guides)), "--to", form, "--out", str(path)]) == 0
        )
        return path

    return lay


def calls(source: Path, report: Path, options: Sequence[str]) -> int:
    """How many functions are called to lint a source and write the report; nothing that was kept by value helps.

    One process does all of it: what others do is not counted.
    """
    return counted_calls(
        [
            "check",
            str(source),
            "--as-of",
            "2026-11-23",
            "-o",
            f"sarif={report}",
            "--profile",
            "strict",
            "--jobs",
            "1",
            *options,
        ]
    )


def counted_calls(words: list[str]) -> int:
    """How many functions a command calls."""
    for each in gc.get_objects():
        if isinstance(each, type(lru_cache(len))) and each.__module__.startswith("guidelint"):
            each.cache_clear()
    profile = cProfile.Profile()
    status = profile.runcall(main, words)
    assert status in (0, 1)
    return sum(each.callcount for each in profile.getstats())


def work(folder: Path, lay: Lay, parts: Sequence[Guides], options: Sequence[str]) -> list[int]:
    """The calls for each part but the first beyond what a run costs anyway.

    The first part is for what is done once: rules made, expressions compiled. Parts share no guide, lest outcomes
    that are kept on disk help.
    """
    once, *parts = parts
    calls(lay(folder, once), folder / "out.sarif", options)
    anyway = calls(lay(folder, once[:1]), folder / "out.sarif", options)
    return [calls(lay(folder, part), folder / "out.sarif", options) - anyway for part in parts]


def in_parts(made: Guides) -> tuple[Guides, Guides, Guides]:
    """One part for what is done once, one as large, and one so many times as large."""
    few = len(made) // (2 + TIMES)
    return made[: few - 1], made[few - 1 : 2 * few - 1], made[2 * few - 1 :][: few * TIMES]


@pytest.fixture(scope="module")
def ruleset_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the ruleset and no outcomes."""
    folder = tmp_path_factory.mktemp("ruleset")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUIDELINT_CACHE_DIR", str(folder))
        assert main(["rules", "--format", "json"]) == 0
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, ruleset_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUIDELINT_CACHE_DIR", str(shutil.copytree(ruleset_cache, tmp_path / "cache")))


@pytest.mark.parametrize("lay", [as_lines, as_folder])
@pytest.mark.parametrize(
    ("options", "few", "share"),
    [([], 25, SHARE), (THIRTY, 75, SHARE), (SET_RULES, 125, 0)],  # few culprits are no even share
    ids=["all rules", "thirty rules", "set rules"],
)
def test_work_grows_with_the_guides(
    lay: Lay, options: list[str], few: int, share: float, tmp_path: Path
) -> None:
    guides = records(few * (2 + TIMES), share, distinct=True)
    first, more = work(tmp_path, lay, in_parts(guides), options)
    assert first > few * 5, "the work is done where it is not counted"
    assert more <= first * TIMES * 1.1


@pytest.mark.parametrize(
    "lay",
    [as_array, as_answer, as_documents, as_table("xml"), as_table("xlsx"), as_table("csv")],
    ids=["array", "answer", "documents", "xml", "xlsx", "csv"],
)
def test_work_grows_with_the_guides_of_one_file_of_any_form(lay: Lay, tmp_path: Path) -> None:
    guides = records(25 * (2 + TIMES), SHARE, distinct=True)
    first, more = work(tmp_path, lay, in_parts(guides), [])
    assert first > 25 * 5, "the work is done where it is not counted"
    assert more <= first * TIMES * 1.1


def as_one_of(kind: str) -> Lay:
    """One guide with many materials and many findings; some kinds have several findings per material."""

    def lay(folder: Path, materials: Guides) -> Path:
        path = folder / f"{kind}.{len(materials)}.yaml"
        guide: dict[str, Any] = {"name": "取水许可", "materials": materials}
        if kind == "refused":
            guide["materials"] = [{**each, "copies": [{"a": "1"}]} for each in materials]
        if kind == "excused":
            at = [f"$.materials[{number}]" for number, _ in enumerate(materials)]
            guide["guidelint_ignore"] = [{"rule": "materials", "path": each, "reason": "试用"} for each in at]
        path.write_text(as_yaml(guide, ""), "utf-8")
        return path

    return lay


@pytest.mark.parametrize("kind", ["plain", "refused", "excused"])
def test_work_grows_with_the_materials_of_one_guide(kind: str, tmp_path: Path) -> None:
    materials: Guides = [{"name": f"{number}号申请表"} for number in range(50 * (2 + TIMES))]
    first, more = work(tmp_path, as_one_of(kind), in_parts(materials), [])
    assert first > 50 * 5, "the work is done where it is not counted"
    assert more <= first * TIMES * 1.1


@pytest.mark.parametrize("until", ["2030-01-01", "2020-01-01"], ids=["in force", "expired"])
def test_work_grows_with_the_exceptions_of_a_config(until: str, tmp_path: Path) -> None:
    """Each new guide has one of its own: were each held against all of them, it would be a square."""
    guides = records(50 * (1 + TIMES), SHARE, distinct=True)

    def counted(part: Guides) -> int:
        stated = [
            {"rule": "contact.hours-missing", "where": each["code"], "reason": "试用", "until": until}
            for each in part
        ]
        config = tmp_path / f"{len(part)}.yaml"
        config.write_text(json.dumps({"ignore_findings": stated}), "utf-8")
        source = as_folder(tmp_path, part)
        options = ["--config", str(config), "--select", "contact.hours-missing"]
        return calls(source, tmp_path / "out.sarif", [*options, "--no-cache"])

    counted(guides[:2])  # what a first run loads and compiles
    anyway, first, more = (counted(part) for part in (guides[:1], guides[:50], guides[50:]))
    assert more - anyway <= (first - anyway) * TIMES * 1.1


def test_converting_comments_grows_with_the_guides(tmp_path: Path) -> None:
    def counted(count: int) -> int:
        path = tmp_path / f"{count}.yaml"
        excused = "- name: 取水许可  # guidelint: ignore[identity] 试用\n  materials: [申请表, 证明]\n"
        path.write_text(excused * count, "utf-8")
        return counted_calls(["convert", str(path), "--to", "jsonl", "--out", f"{path}.jsonl"])

    counted(2)  # what a first run loads and compiles
    anyway, first, more = map(counted, (1, 50, 50 * TIMES))
    assert more - anyway <= (first - anyway) * TIMES * 1.1


def test_guides_that_are_all_the_same_are_no_more_work(tmp_path: Path) -> None:
    """Every code, name and text a duplicate: whatever gathers by value holds all of them at one place."""
    made = records(1, 1.0)[0]
    first, more = work(tmp_path, as_lines, ([made] * 49, [made] * 50, [made] * 50 * TIMES), [])
    assert more <= first * TIMES * 1.1


def test_work_grows_at_most_with_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["rules", "--format", "json", "--profile", "strict"])
    every = len(json.loads(capsys.readouterr().out))
    guides = records(100, SHARE, distinct=True)
    (few,) = work(tmp_path, as_lines, (guides[:49], guides[50:]), THIRTY)
    (all_of_them,) = work(tmp_path / "all", as_lines, (guides[:49], guides[50:]), [])
    assert all_of_them <= few * every / len(SHARED) * 1.1
