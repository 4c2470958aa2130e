"""Finds duplicates among ten million codes with `KeyHashes`: wall time and memory until the guides concerned are
known.

python benchmarks/codes.py [COUNT]
"""

from __future__ import annotations

import argparse
import resource
import time

from guidelint.evaluation.key_hashes import KeyHashes

SHARED = 1000


def main() -> None:
    """Print what `KeyHashes` takes for so many codes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000_000)
    count: int = parser.parse_args().count
    different = max(count - SHARED, 1)
    start = time.perf_counter()
    marks = KeyHashes()
    for number in range(count):
        marks.add(("item_code", f"430623{number % different:025d}", ""), number)
    meeting = marks.shared_numbers()
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} codes: {seconds:.1f} s, {peak:,} MB, {len(meeting):,} guides share one")


if __name__ == "__main__":
    main()
