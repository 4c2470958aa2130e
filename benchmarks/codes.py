"""Finds duplicates among ten million codes with `KeyHashes`: wall time and memory until the guides concerned are
known.

python benchmarks/codes.py [N]
"""

from __future__ import annotations

import resource
import sys
import time

from guidelint.evaluation.key_hashes import KeyHashes

SHARED = 1000


def main() -> None:
    """Print what `KeyHashes` takes for so many codes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    start = time.perf_counter()
    marks = KeyHashes()
    for number in range(count):
        marks.add(("item_code", f"430623{number % (count - SHARED):025d}", ""), number)
    meeting = marks.shared_numbers()
    seconds, peak = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count:,} codes: {seconds:.1f} s, {peak:,} MB, {len(meeting):,} guides share one")


if __name__ == "__main__":
    main()
