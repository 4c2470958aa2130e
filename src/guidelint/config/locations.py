"""Which of thousands of places that a config names hold for a source; settled by the folders that they name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fnmatch import translate
from functools import cache, lru_cache

from guidelint.config.settings import GLOB, Override, as_glob


class Locations:
    """The codes, folders and globs that a config names. Globs are tried one by one, those of the folders above."""

    def __init__(self, locations: Iterable[str]) -> None:
        self._known = frozenset(locations)
        self._globs: dict[str, list[str]] = {}
        for where in self._known:
            if GLOB.search(where):
                begin = GLOB.split(where, maxsplit=1)[0]
                self._globs.setdefault(begin[: begin.rfind("/") + 1], []).append(where)

    def of(self, place: str, codes: Iterable[str | None] = ()) -> set[str]:
        """Those that speak of a source, by its place for globs, or of a matter of these codes."""
        found = {code for code in codes if code is not None and code in self._known}
        above = set(_above(place))
        found.update(each for each in above if each in self._known and not GLOB.search(each))
        tried = (where for folder in above | {""} for where in self._globs.get(folder, ()))
        return found.union(where for where in tried if _matcher(where)(place))


def _above(place: str) -> Iterator[str]:
    """A place, and the folders in which it lies, with and without their slash."""
    while place:
        yield place
        place = place[:-1] if place[-1] == "/" else place[: place.rfind("/") + 1]


@cache
def _matcher(where: str) -> Callable[[str], object]:
    return re.compile(translate(as_glob(where))).match


class OverridesByPlace:
    """The overrides of a config, to tell those that hold for a guide without looking at each."""

    def __init__(self, overrides: Iterable[Override]) -> None:
        self._overrides = list(overrides)
        self._anywhere: dict[str, list[int]] = {}
        self._by_path: dict[str, list[int]] = {}
        for number, override in enumerate(self._overrides):
            for path in override.paths:
                self._by_path.setdefault(path, []).append(number)
            for authority in () if override.paths else override.authority or ("",):
                self._anywhere.setdefault(authority, []).append(number)
        self._locations = Locations(self._by_path)
        self._here = lru_cache(maxsize=64)(self._of_place)

    def of(self, place: str, authority: object) -> tuple[int, ...]:
        """The numbers of those that hold for a guide of an authority, from a source with this name for globs."""
        anywhere = self._anywhere.get(authority, ()) if isinstance(authority, str) and authority else ()
        numbers = {*self._anywhere.get("", ()), *anywhere}
        for number in self._here(place):
            named = self._overrides[number].authority
            if not named or authority in named:
                numbers.add(number)
        return tuple(sorted(numbers))

    def _of_place(self, place: str) -> set[int]:
        return {number for path in self._locations.of(place) for number in self._by_path[path]}
