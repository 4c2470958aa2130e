"""Writes all generated files of the repository: rule pages, JSON Schemas, the README's picture, measured
figures.

python docs/generate.py write python docs/generate.py --check list stale files; exit status 1 if there are any
"""

from __future__ import annotations

import argparse
import io
import json
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = ("rule", "record", "config", "report", "dialect")
PICTURED = "fixtures/huarong/guides/水利局/河道管理范围内建设项目工程建设方案审批.yaml"
AS_OF = "2026-11-23"


def generated() -> dict[str, str]:
    """Path from the root → expected content."""
    measured = runpy.run_path(str(ROOT / "docs/measured.py"))
    return {**_rule_pages(), **_schemas(), "docs/picture.svg": _picture(), **measured["pages"]()}


def _rule_pages() -> dict[str, str]:
    from guidelint.docs import rule_list_markdown, rule_page
    from guidelint.rule.builtin import SOURCE_RULES
    from guidelint.ruleset import builtin_rules, load_rules, rule_files

    rules = load_rules(rule_files([builtin_rules()]))
    pages = {f"docs/rules/{rule.id}.md": rule_page(rule, "zh") for rule in (*rules, *SOURCE_RULES.values())}
    listed = sorted((*rules, *SOURCE_RULES.values()), key=lambda rule: rule.id)
    pages["docs/rules/README.md"] = f"# 规则一览（{len(listed)} 条）\n\n" + rule_list_markdown(listed, "zh")
    return pages


def _schemas() -> dict[str, str]:
    from guidelint.schemas import schema

    return {
        f"schema/{name}.json": json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
        for name in SCHEMAS
    }


def _picture() -> str:
    """One guide's report as a terminal shows it."""
    from rich.console import Console
    from rich.text import Text

    from guidelint.caching.cache import Cache
    from guidelint.config.file import config_files
    from guidelint.reporters import render
    from guidelint.reporters.options import Options
    from guidelint.ruleset import load_ruleset, with_options
    from guidelint.run.engine import run
    from guidelint.sources.inputs import Input

    ruleset = with_options(
        load_ruleset(config_files(ROOT / "fixtures/huarong/guidelint.yaml"), [], Cache(None)), as_of=AS_OF
    )
    path = ROOT / PICTURED
    report = run(ruleset, [Input(PICTURED, path.suffix, path.read_bytes, True)])
    text = render("rich", report, Options(width=92, color=True, unicode=True, verbose=False, quiet=False))
    console = Console(
        record=True, width=92, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(Text.from_ansi(text), end="")
    return console.export_svg(title="guidelint check", unique_id="guidelint") + "\n"


def stale() -> list[str]:
    """The generated files that are missing, differ, or are no longer generated."""
    wanted = generated()
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/rules").glob("*.md")}
    differ = [name for name, text in wanted.items() if not _same(ROOT / name, text)]
    return sorted({*differ, *(there - wanted.keys())})


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def main(arguments: list[str]) -> int:
    """Write or check."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    if parser.parse_args(arguments).check:
        names = stale()
        print("\n".join(f"stale: {name}" for name in names) or "all generated files are fresh")
        return int(bool(names))
    wanted = generated()
    for path in (ROOT / "docs/rules").glob("*.md"):
        if path.relative_to(ROOT).as_posix() not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
