"""Outcomes as bytes, for other processes and later runs; nothing is executed when they are loaded.

They are pickles restricted to the classes in `_KNOWN`: plain containers and this program's own immutable
values. Bytes that name anything else, or are damaged, are refused.
"""

from __future__ import annotations

import io
import pickle
from typing import Any
from zlib import crc32

_SEAL = 4
"""So many bytes before the pickle tell damage."""
_CLASSES = {
    "builtins": "frozenset set",
    "fractions": "Fraction",
    "guidelint.assess.profile_tally": "Body GuideScore ProfileTally",
    "guidelint.assess.tally": "Row Tally",
    "guidelint.checks.dataset.base": "RecordPlace",
    "guidelint.evaluation.key_hashes": "KeyHashes",
    "guidelint.finding": "Basis Edit Finding Fix Location NotChecked RecordRef Related Suppressed Target",
    "guidelint.location": "Region",
    "guidelint.run.pages": "PageFields",
    "guidelint.run.source_outcome": "SourceOutcome",
    "guidelint.suppressions.suppression": "Suppression",
}
_KNOWN = frozenset((module, name) for module, names in _CLASSES.items() for name in names.split())


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class that may be named; UnpicklingError for any other."""
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in an outcome")
        return super().find_class(module, name)


def pack(value: Any) -> bytes:
    """A value as bytes, with a seal that tells damage."""
    data = pickle.dumps(value, protocol=5)
    return _seal(data) + data


def unpack(data: bytes) -> Any:
    """The inverse of `pack`; ValueError where the bytes are damaged or hold what they must not."""
    if _seal(memoryview(data)[_SEAL:]) != data[:_SEAL]:
        raise ValueError("damaged")
    try:
        return _Reader(io.BytesIO(memoryview(data)[_SEAL:])).load()
    except Exception as error:  # whatever damaged bytes lead to
        raise ValueError(str(error)) from error


def _seal(data: bytes | memoryview) -> bytes:
    return crc32(data).to_bytes(_SEAL)
