"""Hashes from the interpreter's own modules, equal to those of `hashlib`, which loads OpenSSL as well and so
takes as long to import as thirty of our modules. `blake2b` is used for cache keys, `sha256` for hashes
shown to others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hashlib import blake2b as blake2b
    from hashlib import sha256 as sha256
else:

    def _made_by(name: str, *modules: str) -> Any:
        """The hash of the first of some modules that this version of Python has; it is no public name of any."""
        for module in modules:
            try:
                return getattr(import_module(module), name)
            except ImportError:
                continue
        return getattr(import_module("hashlib"), name)

    blake2b = _made_by("blake2b", "_blake2")
    sha256 = _made_by("sha256", "_sha2", "_sha256")
