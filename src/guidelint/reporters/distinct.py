"""Names for consumers that take two equal ones for one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names in their order, the second of equals with `#2` behind it, the third with `#3`."""
    met: Counter[str] = Counter()
    for name in names:
        met[name] += 1
        yield name if met[name] == 1 else f"{name}#{met[name]}"
