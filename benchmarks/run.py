"""Measure guidelint beside the floors of its work, in one run: only the ratios mean anything.

python benchmarks/run.py [--count 3000] [--repeat 3] [--tiny]
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from generate import write_yaml

COMPOSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).glob('*.yaml')):
    yaml.compose(path.read_text('utf-8'), Loader=yaml.CSafeLoader)
"""
IMPORTS = "import yaml, pydantic"


def seconds(command: Sequence[str], accept: Sequence[int] = (0,)) -> float:
    """Wall-clock seconds of a whole process."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode not in accept:
        sys.exit(f"{command}: status {done.returncode}\n{done.stderr.decode()}")
    return time.perf_counter() - start


def side_by_side(commands: dict[str, Sequence[str]], repeat: int) -> dict[str, float]:
    """The median of each command's times, the commands taking turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():  # once to warm file and ruleset caches
        seconds(command, (0, 1))
        written = [Path(word.removeprefix("sarif=")) for word in command if word.startswith("sarif=")]
        if not all(path.is_file() for path in written):
            sys.exit(f"{command}: wrote no report")
    for _ in range(repeat):
        for name, command in commands.items():
            times[name].append(seconds(command, (0, 1)))
    return {name: statistics.median(values) for name, values in times.items()}


def show(title: str, found: dict[str, float], floor: str, bound: float) -> None:
    """One line a command, with its ratio to the floor."""
    print(f"\n{title}")
    for name, value in found.items():
        print(f"  {name:<34} {value:8.3f} s   {value / found[floor]:6.2f} ×")
    print(f"  asked: at most {bound} × {floor}")


def guidelint(target: Path, sarif: Path) -> list[str]:
    """The command that lints a path and writes SARIF."""
    return [
        sys.executable,
        "-m",
        "guidelint",
        "check",
        str(target),
        "--as-of",
        "2026-11-23",
        "-o",
        f"sarif={sarif}",
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--tiny", action="store_true", help="only prove that the benchmark runs")
    options = parser.parse_args()
    count, repeat = (20, 1) if options.tiny else (options.count, options.repeat)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        os.environ["GUIDELINT_CACHE_DIR"] = str(work / "cache")
        measure(work, count, repeat)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\npeak memory of any process: {peak:.0f} MB")


def measure(work: Path, count: int, repeat: int) -> None:
    """All the rows."""
    for share in (0.05, 0.6):
        folder = work / f"guides-{share}"
        write_yaml(folder, count, share)
        found = side_by_side(
            {
                "compose": [sys.executable, "-c", COMPOSE, str(folder)],
                "guidelint": guidelint(folder, work / "out.sarif"),
            },
            repeat,
        )
        show(f"folder of {count} guides, {share:.0%} defective", found, "compose", 4)
    one = work / "guides-0.05" / "000000.yaml"
    found = side_by_side(
        {
            "imports": [sys.executable, "-c", IMPORTS],
            "bare python": [sys.executable, "-c", "pass"],
            "guidelint": [sys.executable, "-m", "guidelint", "check", str(one)],
        },
        max(repeat, repeat * 3),
    )
    show("one guide, whole process", found, "imports", 2.5)


if __name__ == "__main__":
    main()
