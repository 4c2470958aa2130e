"""Generates guides for measurements: the same bytes for the same arguments.

python benchmarks/generate.py FOLDER --count 3382 --share 0.05 [--form yaml,jsonl] [--distinct]

Every 3,382 guides are a county with thirty authorities, each with one to four windows. The first county has
3,382 names and codes (true GB 32100 check characters), 20 spellings of hours, 148 citations of 30 laws (two
in five with a quoted text of 48 to 156 characters), 17,300 materials with 690 names, of which 5,300 differ in
more than their files, 190 texts of steps, and different conditions and process in each guide. A guide has 3
to 7 materials (5.1 on average), 1 to 3 citations, 4 steps, 4.4 KB of JSON in UTF-8 (some 2,900 characters),
4.2 KB of YAML. Further counties have different names, codes, telephones and addresses.

Guides without defects give no finding at profile strict, neither individually nor as a folder. Spoilt ones
get one to four of the 61 defects of `defects.py`, spread over all groups of rules; whole folders of them also
give `dataset.depth-one-count`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from defects import spoil
from distinct import make_distinct
from guides import guide
from papers import Guide
from spoiling import Fault

SEED = 2021


def told(count: int, share: float, distinct: bool = False) -> Iterator[tuple[Guide, list[Fault]]]:
    """This number of guides, a share of them with defects, each with the expected findings.

    Guide n is the same for any count, and is also spoilt at any greater share.
    """
    for number in range(count):
        rng = random.Random(SEED * 1_000_003 + number)
        roll = rng.random()
        made = guide(number, rng)
        if distinct:
            make_distinct(made, number)
        yield made, spoil(made, rng) if roll < share else []


def stream(count: int, share: float, distinct: bool = False) -> Iterator[Guide]:
    """The guides of `told` alone."""
    return (made for made, _ in told(count, share, distinct))


def records(count: int, share: float, distinct: bool = False) -> list[Guide]:
    """`stream` as a list."""
    return list(stream(count, share, distinct))


def write_yaml(folder: Path, count: int, share: float, distinct: bool = False) -> None:
    """Write a folder with one YAML file per guide."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, made in enumerate(stream(count, share, distinct)):
        (folder / f"{number:06d}.yaml").write_text(as_yaml(made, ""), "utf-8")


def write_jsonl(path: Path, count: int, share: float, distinct: bool = False) -> None:
    """Write a file with one JSON guide per line."""
    with path.open("w", encoding="utf-8") as file:
        for made in stream(count, share, distinct):
            file.write(json.dumps(made, ensure_ascii=False) + "\n")


def as_yaml(value: Any, indent: str) -> str:
    """A mapping as block YAML; texts that a YAML reader would take for numbers are quoted."""
    lines = []
    for key, item in value.items():
        if isinstance(item, list) and item and isinstance(item[0], dict):
            lines.append(f"{indent}{key}:\n")
            lines += [f"{indent}  - {as_yaml(entry, indent + '    ').lstrip()}" for entry in item]
        elif isinstance(item, list):
            lines.append(f"{indent}{key}: [{', '.join(map(_scalar, item))}]\n")
        else:
            lines.append(f"{indent}{key}: {_scalar(item)}\n")
    return "".join(lines)


def _scalar(text: str) -> str:
    plain = text and not text[0].isdigit() and text[0] not in "-[{\"'#&*!|>%@`" and ": " not in text
    return text if plain else json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Write the guides that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=3382)
    parser.add_argument("--share", type=float, default=0.05)
    parser.add_argument("--form", default="yaml,jsonl")
    parser.add_argument("--distinct", action="store_true", help="no text value stands in two guides")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if "yaml" in options.form:
        write_yaml(options.folder / "yaml", options.count, options.share, options.distinct)
    if "jsonl" in options.form:
        write_jsonl(options.folder / "guides.jsonl", options.count, options.share, options.distinct)


if __name__ == "__main__":
    main()
