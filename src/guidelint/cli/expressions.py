"""Compiled regular expressions cached between runs: compiling some two hundred takes a hook longer than its
guide.

Python compiles an expression to a list of numbers, from which the matcher is built. The list is cached by
expression and flags, for the exact Python version. If the internals of `re` are not as expected, or the file
is damaged, everything is compiled as usual; the matcher validates each list before it accepts it.
"""

from __future__ import annotations

import re
import sys
from array import array
from pathlib import Path as FilePath
from typing import Any

from guidelint.caching.cache import put_bytes
from guidelint.caching.packing import pack, unpack

_MOST = 4000


class Expressions:
    """The expressions of earlier runs, and those that this one had to compile."""

    def __init__(self, folder: FilePath) -> None:
        self.folder = folder
        self.known: dict[tuple[str, int], tuple[Any, ...]] = {}
        self.new = False

    @property
    def _file(self) -> str:
        return f"expressions-{sys.implementation.cache_tag}-{sys.hexversion:x}"

    def begin(self) -> None:
        """From now on expressions are taken from earlier runs, and remembered for later ones."""
        compiler: Any = getattr(re, "_compiler", None)
        matcher: Any = getattr(compiler, "_sre", None)
        if not (hasattr(compiler, "compile") and hasattr(matcher, "compile") and hasattr(matcher, "MAGIC")):
            return
        self.known = self._read()
        usual, made = compiler.compile, matcher.compile

        def compiled(pattern: Any, flags: int = 0) -> Any:
            known = self.known.get((pattern, int(flags))) if type(pattern) is str else None
            if known is not None:
                try:
                    number, code, *groups = known
                    return made(pattern, number, array("I", code).tolist(), *groups)
                except (TypeError, ValueError, RuntimeError):  # not what was kept
                    self.known.clear()
            if type(pattern) is str and len(self.known) < _MOST:
                watch.key = (pattern, int(flags))
            return usual(pattern, flags)

        watch = _Watch(matcher, self)
        compiler._sre, compiler.compile = watch, compiled

    def end(self) -> None:
        """Keep what was new."""
        if self.new:
            put_bytes(self.folder, self._file, pack(self.known))

    def _read(self) -> dict[tuple[str, int], tuple[Any, ...]]:
        try:
            known = unpack((self.folder / self._file).read_bytes())
        except (OSError, ValueError):
            return {}
        return known if type(known) is dict else {}


class _Watch:
    """Wraps the matcher and records the compiled form of an expression."""

    def __init__(self, matcher: Any, expressions: Expressions) -> None:
        self.matcher = matcher
        self.expressions = expressions
        self.key: tuple[str, int] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.matcher, name)

    def compile(
        self, pattern: Any, flags: Any, code: Any, groups: Any, names: Any, numbered: Any
    ) -> re.Pattern[Any]:
        """Make the matcher, as always."""
        if self.key is not None and self.key[0] == pattern:
            made = (int(flags), array("I", code).tobytes(), groups, dict(names), tuple(numbered))
            self.expressions.known[self.key] = made
            self.expressions.new = True
        self.key = None
        matcher: re.Pattern[Any] = self.matcher.compile(pattern, flags, code, groups, names, numbered)
        return matcher
