"""Imports from `benchmarks/`, which is on the path only here because it has a `readers` as tests do."""

from __future__ import annotations

import sys
from pathlib import Path

_PLACE = str(Path(__file__).parents[2] / "benchmarks")
sys.path.append(_PLACE)
try:
    from defects import DEFECTS
    from generate import as_yaml, records, told
    from guides import guide
    from shared_rules import SHARED
    from spoiling import Fault
finally:
    sys.path.remove(_PLACE)

__all__ = ["DEFECTS", "SHARED", "Fault", "as_yaml", "guide", "records", "told"]
