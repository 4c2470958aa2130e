"""The demonstration data of `fixtures/demo.py`, for the tests that count it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
COUNTS: dict[str, Any] = json.loads((FIXTURES / "demo_counts.json").read_text("utf-8"))


def _demo() -> Any:
    spec = importlib.util.spec_from_file_location("demo", FIXTURES / "demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


demo = _demo()


def parts(path: Path, number: int) -> list[Path]:
    """The lines of a file distributed over a number of files."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    made = [path.with_name(f"{path.stem}-{part}.jsonl") for part in range(number)]
    for part, target in enumerate(made):
        target.write_text("".join(lines[part::number]), "utf-8")
    return made
