"""What is shipped and generated: rules in the wheel, fresh pages, hooks that call existing commands."""

from __future__ import annotations

import runpy
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from guidelint.cli import main
from guidelint.ruleset import builtin_rules

ROOT = Path(__file__).resolve().parent.parent
HOOKS = Path(__file__).parent / "hooks"


def test_generated_files_are_fresh() -> None:
    generate = runpy.run_path(str(ROOT / "docs/generate.py"))
    assert generate["stale"]() == []


def built(kind: str, folder: Path) -> Path:
    """The distribution of a kind, built without a network."""
    command = [
        sys.executable,
        "-m",
        "build",
        f"--{kind}",
        "--no-isolation",
        "--outdir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.iterdir())


def test_the_source_distribution_holds_what_a_wheel_is_built_from_and_no_more(tmp_path: Path) -> None:
    with tarfile.open(built("sdist", tmp_path)) as archive:
        names = {name.split("/")[1] for name in archive.getnames()}
    own = {"src", "rules", "README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"}
    assert names == own | {".gitignore", "PKG-INFO"}


def test_the_wheel_holds_every_rule_and_dialect(tmp_path: Path) -> None:
    names = set(zipfile.ZipFile(built("wheel", tmp_path)).namelist())
    rules = {
        f"guidelint/rules/{path.relative_to(builtin_rules()).as_posix()}"
        for path in builtin_rules().glob("*/*")
    }
    dialects = {f"guidelint/dialects/data/{name}.yaml" for name in ("canonical", "zh", "guangxi")}
    assert rules | dialects <= names


@pytest.mark.parametrize(
    ("hook", "folder", "status"),
    [
        ("guidelint", "guides_pass", 0),
        ("guidelint", "guides_fail", 1),
        ("guidelint-rules", "rules_pass", 0),
        ("guidelint-rules", "rules_fail", 1),
    ],
)
def test_a_hook_passes_and_fails_as_its_folders_say(
    hook: str, folder: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = {
        entry["id"]: entry["entry"]
        for entry in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    monkeypatch.chdir(HOOKS / folder)
    files = sorted(path.relative_to(HOOKS / folder).as_posix() for path in (HOOKS / folder).rglob("*.*"))
    assert main([*entries[hook].split()[1:], *files]) == status
