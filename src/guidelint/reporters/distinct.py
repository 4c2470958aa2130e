"""Names for consumers that take two equal ones for one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator


def distinct(names: Iterable[str]) -> Iterator[str]:
    """The names in their order, the second of equals with `#2` behind it, the third with `#3`.

    A number that would make a name that came before is passed over.
    """
    met: Counter[str] = Counter()
    for name in names:
        own = name
        while met[own]:
            met[name] += 1
            own = f"{name}#{met[name]}"
        met[own] += 1
        yield own
