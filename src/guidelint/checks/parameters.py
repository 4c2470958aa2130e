"""The parameters of a check: values given by keyword, so that a check may add to those of its base."""

from __future__ import annotations

from typing import dataclass_transform

from guidelint.structs import Struct


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Parameters(Struct):
    """Values by name, given by keyword and never changed; every annotation that is no ClassVar is one."""
