"""Validates reports with external readers: `validate_faces.py DIR FORMAT=FILE…`, DIR containing node_modules.

rdjson is checked by rdformat-validator, github by GitHub's own toolkit, junit by junitparser, checkstyle by
lxml and csv by the csv module; gitlab is compared with the requirements of its schema.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

RDFORMAT = "node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
COMMAND = re.compile(r"::(error|warning|notice) ?([^:]*)::(.*)")
PROPERTIES = {"line": "startLine", "col": "startColumn"}
"""GitHub's names in a command, and in the toolkit where they differ."""

REISSUE = """
const core = require('@actions/core');
for (const [kind, message, properties] of JSON.parse(require('fs').readFileSync(0, 'utf8')))
  core[kind](message, properties);
"""

GITLAB = {"description": str, "check_name": str, "fingerprint": str, "severity": str, "location": dict}
GITLAB_SEVERITIES = {"info", "minor", "major", "critical", "blocker"}
CSV_FORMULA = tuple("=+-@\t\r")


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def node(directory: Path, arguments: list[str], text: str = "") -> subprocess.CompletedProcess[str]:
    """Run node in the folder with the packages."""
    return subprocess.run(
        ["node", *arguments],
        cwd=directory,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def rdjson(directory: Path, file: Path) -> list[str]:
    """The complaints of rdformat-validator at its strictest."""
    flags = ["--strict", "--no-extra-fields", str(file)]
    done = node(directory, [RDFORMAT, *flags])
    return [] if done.returncode == 0 else [done.stdout + done.stderr]


def github(directory: Path, file: Path) -> list[str]:
    """Commands that GitHub's toolkit would write differently for the same content."""
    written = file.read_text("utf-8").splitlines()
    matches = [COMMAND.fullmatch(line) for line in written]
    if not all(matches):
        return [f"no command: {line}" for line, match in zip(written, matches, strict=True) if not match]
    issued = [[match[1], unescaped(match[3]), properties(match[2])] for match in matches if match]
    done = node(directory, ["-e", REISSUE], json.dumps(issued))
    if done.returncode != 0:
        return [done.stderr]
    theirs = done.stdout.splitlines()
    pairs = zip(written, theirs, strict=True)
    return [f"ours {one!r}, GitHub's {other!r}" for one, other in pairs if one != other]


def properties(text: str) -> dict[str, str | int]:
    """The properties of a command by the toolkit's names."""
    pairs = [pair.split("=", 1) for pair in text.split(",") if pair]
    named = {PROPERTIES.get(name, name): unescaped(value) for name, value in pairs}
    return {name: int(value) if value.isdigit() else value for name, value in named.items()}


def unescaped(text: str) -> str:
    """The text as GitHub's runner reads it."""
    for escaped, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, character)
    return text


def junit(directory: Path, file: Path) -> list[str]:
    """Counts and names as junitparser reads them."""
    from junitparser import JUnitXml

    lines, names = [], set()
    for suite in JUnitXml.fromfile(str(file)):
        cases = list(suite)
        failures = sum(not case.is_passed for case in cases)
        if (suite.tests, suite.failures, suite.errors) != (len(cases), failures, 0):
            lines.append(f"{suite.name}: {len(cases)} tests with {failures} failures are not what it says")
        for case in cases:
            if (case.classname, case.name) in names:
                lines.append(f"two tests {case.classname} {case.name}")
            names.add((case.classname, case.name))
    return lines if names else [*lines, "no tests"]


def gitlab(directory: Path, file: Path) -> list[str]:
    """Violations of GitLab's schema and manual in each issue, and in the set of fingerprints."""
    raw = file.read_bytes()
    lines = ["a byte order mark"] if raw.startswith(b"\xef\xbb\xbf") else []
    issues: list[dict[str, Any]] = json.loads(raw.decode("utf-8-sig"))
    for number, issue in enumerate(issues):
        lines += [f"issue {number}: {fault}" for fault in gitlab_faults(issue)]
    if len({issue.get("fingerprint") for issue in issues}) != len(issues):
        lines.append("fingerprints are not unique")
    return lines


def gitlab_faults(issue: dict[str, Any]) -> list[str]:
    """What is wrong with an issue."""
    faults = [name for name, kind in GITLAB.items() if not isinstance(issue.get(name), kind)]
    if faults:
        return faults
    path, begin = issue["location"].get("path", ""), issue["location"].get("lines", {}).get("begin")
    wrong = {
        "severity": issue["severity"] not in GITLAB_SEVERITIES,
        "path": not path or path.startswith(("/", "./")),
        "begin": type(begin) is not int or begin < 1,
        "empty": not all(issue[name] for name in GITLAB),
    }
    return [name for name, fault in wrong.items() if fault]


def checkstyle(directory: Path, file: Path) -> list[str]:
    """The tree as lxml reads it, compared with the attributes that readers of the format use."""
    from lxml import etree

    root = etree.parse(file).getroot()
    lines = [] if root.tag == "checkstyle" and root.get("version") else ["no checkstyle with a version"]
    for error in root.iterfind("file/error"):
        numbers = [error.get(name, "") for name in ("line", "column")]
        told = error.get("severity") in {"error", "warning", "info"} and error.get("message")
        if not told or not error.get("source") or not all(number.isdigit() for number in numbers):
            lines.append(f"line {error.sourceline}: {dict(error.attrib)}")
    return lines


def table(directory: Path, file: Path) -> list[str]:
    """The rows as the csv module reads them: all of one length, and no cell a formula."""
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline=""), strict=True))
    lines = [f"row {n}: {len(row)} cells" for n, row in enumerate(rows) if len(row) != len(rows[0])]
    cells = [(n, cell) for n, row in enumerate(rows) for cell in row]
    return lines + [f"row {n}: formula {cell!r}" for n, cell in cells if cell.startswith(CSV_FORMULA)]


JUDGES: dict[str, Callable[[Path, Path], list[str]]] = {
    "rdjson": rdjson,
    "github": github,
    "junit": junit,
    "gitlab": gitlab,
    "checkstyle": checkstyle,
    "csv": table,
}


def main() -> int:
    """Validate every file and print what is wrong with each."""
    parser = argparse.ArgumentParser(description="judge reports with outside readers")
    parser.add_argument("directory", type=Path, help="where install_validators.sh has put node_modules")
    parser.add_argument("files", nargs="+", metavar="FORMAT=FILE", help=", ".join(JUDGES))
    options = parser.parse_args()
    bad = 0
    for text in options.files:
        name, _, file = text.partition("=")
        if name not in JUDGES:
            parser.error(f"no judge for {text!r}")
        lines = JUDGES[name](options.directory.resolve(), Path(file).resolve())
        bad += len(lines)
        say(f"{file}: {len(lines)} faults as {name}")
        for line in lines:
            say(f"  {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
