"""Check guides by one of the peers that are Python libraries: python validate.py PEER OUT PATH...

PATH is a folder of YAML files, which libyaml reads with PyYAML's safe loader, a YAML file, or a file of JSON
lines, read by the module that JSON_BY names. OUT gets a line for each finding: the number of the guide and the rule.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).resolve().parents[1]))


def guides(path: Path) -> Iterator[Any]:
    """The guides of a path, one by one."""
    if path.suffix == ".jsonl":
        loads = import_module(os.environ.get("JSON_BY", "json")).loads
        with path.open("rb") as lines:
            yield from map(loads, lines)
        return
    import yaml

    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        yield yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)


def main() -> None:
    peer, out, path = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    module = import_module(f"by_{peer}")
    check = module.check if peer == "hand" else module.checker()
    with Path(out).open("w", encoding="utf-8") as file:
        for number, guide in enumerate(guides(path)):
            for found in check(guide):
                rule, place = found if peer == "hand" else (found, "")
                file.write(f"{number}\t{rule}\t{place}\n")


if __name__ == "__main__":
    main()
