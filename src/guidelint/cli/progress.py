"""`guidelint progress OLD NEW`: fixed, new and remaining between two runs (JSON or SARIF) or two exports."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path as FilePath
from typing import Any

from guidelint.assess.progress import Run, Seen, progress, run_from_json, run_from_sarif, text
from guidelint.assess.tally import from_plain
from guidelint.cli.settings import date_of, ruleset_of
from guidelint.dialects import platform_tables
from guidelint.discovery import inputs
from guidelint.engine import run as lint
from guidelint.errors import UsageError
from guidelint.ruleset import Ruleset


def run(options: argparse.Namespace) -> int:
    """The command; 1 when something is new."""
    ruleset = ruleset_of(options)
    as_of = date_of(options.as_of, ruleset.config.as_of)
    made = progress(_run(options.old, ruleset, as_of), _run(options.new, ruleset, as_of))
    if options.format == "json":
        sys.stdout.write(json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(text(made, ruleset.config.lang))
    return int(made["total"]["new"] > 0)


def _run(name: str, ruleset: Ruleset, as_of: str) -> Run:
    path = FilePath(name)
    if not path.exists():
        raise UsageError(f"no such file or folder: {name}")
    plain = _plain(path)
    saved = None if plain is None else _saved(name, plain, as_of)
    if saved is not None:
        return saved
    report = lint(
        ruleset, inputs([name], ruleset.config.exclude, False, platform_tables(ruleset.dialects)), as_of
    )
    seen = tuple(
        Seen(f.fingerprint, f.rule, (f.record.authority if f.record else None) or "") for f in report.findings
    )
    return Run(as_of, seen, report.tally)


def _saved(name: str, plain: dict[str, Any], as_of: str) -> Run | None:
    """A run from its SARIF or JSON, None for any other object; UsageError where it is damaged."""
    try:
        if "runs" in plain:
            return run_from_sarif(plain, as_of)
        if {"tool", "findings", "summary"} <= plain.keys():
            tally = from_plain(plain["tally"]) if "tally" in plain else None
            return run_from_json(plain, as_of, tally)
    except (AttributeError, ArithmeticError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{name} is not whole: neither SARIF nor JSON that check wrote") from error
    return None


def _plain(path: FilePath) -> dict[str, Any] | None:
    """The JSON object of a file, None where it is none: then it is an export of guides."""
    if not path.is_file() or path.suffix.lower() not in (".json", ".sarif"):
        return None
    try:
        plain = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return plain if isinstance(plain, dict) else None
