"""Validates SARIF with an external tool: `validate_sarif.py DIR FILE…`, DIR containing node_modules.

Exit status 1 if SARIF Multitool with GitHub's rules reports an error or warning or does not finish, or if the
schema that comes with it is violated. Its own exit status does not tell.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PACKAGE = Path("node_modules/@microsoft/sarif-multitool-linux")
BLOCKING = ("error", "warning")


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")


def multitool(package: Path, file: Path) -> list[str]:
    """The messages of the Multitool on a file, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        verdict = Path(folder) / "v.sarif"
        command = [str(package / "Sarif.Multitool"), "validate", str(file.resolve())]
        command += ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]
        command += ["--max-file-size-in-kb", "200000", "--output", str(verdict), "--log", "ForceOverwrite"]
        env = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not verdict.exists():
            return [f"error: no verdict, exit status {done.returncode}: {done.stdout}{done.stderr}"]
        return problems(json.loads(verdict.read_text("utf-8-sig")))


def problems(verdict: dict[str, Any]) -> list[str]:
    """The results and notifications of the tool's own SARIF that are errors or warnings."""
    lines = []
    for run in verdict["runs"]:
        rules = {rule["id"]: rule for rule in run["tool"]["driver"].get("rules", ())}
        entries = [(entry.get("ruleId", "?"), entry) for entry in run.get("results", ())]
        for invocation in run.get("invocations", ()):
            for kind in ("toolExecutionNotifications", "toolConfigurationNotifications"):
                entries += [(kind, entry) for entry in invocation.get(kind, ())]
        for name, entry in entries:
            level = entry.get("level", "warning")
            if level in BLOCKING:
                lines.append(f"{level}: {name}{place(entry)}: {wording(entry, rules.get(name, {}))}")
    return lines


def place(entry: dict[str, Any]) -> str:
    """The line of the validated file, if the tool names one."""
    for location in entry.get("locations", ()):
        region = location.get("physicalLocation", {}).get("region", {})
        if "startLine" in region:
            return f" line {region['startLine']}"
    return ""


def wording(entry: dict[str, Any], rule: dict[str, Any]) -> str:
    """The message with its arguments filled in."""
    message = entry["message"]
    text: str = message.get("text") or rule.get("messageStrings", {}).get(message.get("id"), {}).get(
        "text", ""
    )
    for number, argument in enumerate(message.get("arguments", ())):
        text = text.replace(f"{{{number}}}", argument)
    return text or json.dumps(message)


def schema(package: Path, file: Path) -> list[str]:
    """Violations of the JSON Schema; empty, with a message, if check-jsonschema is not installed."""
    if importlib.util.find_spec("check_jsonschema") is None:
        say(f"{file}: schema not asked, check-jsonschema is not installed")
        return []
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--schemafile",
        str(package / "sarif-2.1.0.json"),
        str(file),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"error: schema: {done.stdout}{done.stderr}"]


def main() -> int:
    """Validate every file and print what is wrong with each."""
    parser = argparse.ArgumentParser(description="judge SARIF files with outside tools")
    parser.add_argument("directory", type=Path, help="where install_validators.sh has put node_modules")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    package = (options.directory / PACKAGE).resolve()
    bad = 0
    for file in options.files:
        lines = [*multitool(package, file), *schema(package, file)]
        bad += len(lines)
        say(f"{file}: {len(lines)} errors and warnings")
        for line in lines:
            say(f"  {line}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
