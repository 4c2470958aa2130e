"""Makes names unique, for consumers that merge entries with equal names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names in order; repeated ones get `#2`, `#3` and so on, unless that name exists."""
    hits: Counter[str] = Counter()
    for name in names:
        own = name
        while hits[own]:
            hits[name] += 1
            own = f"{name}#{hits[name]}"
        hits[own] += 1
        yield own
