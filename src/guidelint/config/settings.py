"""Settings of a run: `guidelint.yaml` or `[tool.guidelint]`, the nearest one upwards, with what it extends.

Local facts (area code, region, a county's thresholds, lists) have no default; a rule that needs one is then
not checked, and the report says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, Literal

from guidelint.finding import Severity
from guidelint.lean.structs import Closed, Struct, by_name, fresh, replace
from guidelint.lean.tuples import NamedTuple
from guidelint.rule.model import Profile

GLOB = re.compile(r"[*?\[]")
_IN_CODES = re.compile("[0-9A-Za-z]")
STDIN = "<stdin>"
"""The name of standard input that nobody gave another."""


class Base(NamedTuple):
    """The location of a config: its folder as found and with links resolved, and the working directory of the
    run.
    """

    folders: tuple[str, ...]
    start: str

    @classmethod
    def of(cls, folder: FilePath) -> Base:
        """The base of a config in a folder, for a run in the current directory."""
        found = (os.path.abspath(folder), os.path.realpath(folder))  # noqa: PTH100 - without `..`, as names are
        return cls(tuple(dict.fromkeys(found)), os.getcwd())  # noqa: PTH109

    def place(self, name: str) -> str:
        """The path of a source relative to the config, for globs; what lies outside, or is no file, keeps its
        name.
        """
        return _place(self, name)

    def file(self, name: str) -> FilePath:
        """The path of a file that the config names, relative to the working directory."""
        whole = FilePath(self.folders[0], name)
        try:
            return FilePath(os.path.relpath(whole, self.start))
        except ValueError:  # on another drive
            return whole

    def lacks(self, where: str) -> bool:
        """Whether a path or glob of the config is of a folder, or names a file, that does not exist. Without a slash
        letters and digits may be the code of a matter, and what lies outside is named from where a run begins.
        """
        begin = GLOB.split(where, maxsplit=1)[0]
        named = begin if begin == where else begin[: begin.rfind("/") + 1]
        if not named or named.startswith("..") or ("/" not in named and _IN_CODES.search(named)):
            return False
        return not any(FilePath(folder, named).exists() for folder in (self.folders[0], self.start))


@lru_cache(maxsize=4096)
def _place(base: Base, name: str) -> str:
    whole = os.path.normpath(os.path.join(base.start, name)).replace(os.sep, "/")  # noqa: PTH118
    for folder in base.folders if name != STDIN else ():
        above = folder.replace(os.sep, "/").rstrip("/") + "/"
        if whole.startswith(above):
            return whole[len(above) :]
    return name


def as_glob(pattern: str) -> str:
    """A glob of the config; one that ends in a slash matches everything in that folder."""
    return f"{pattern}*" if pattern.endswith("/") else pattern


def matches_source(pattern: str, place: str) -> bool:
    """Whether a glob of the config, or the name of a folder, matches a source."""
    return fnmatchcase(place, as_glob(pattern)) or place.startswith(f"{pattern}/")


class Exclude(NamedTuple):
    """Exclusion patterns as in .gitignore, and the folder they are relative to: the config's or the current
    one.
    """

    patterns: Sequence[str]
    base: Base | None = None


class IgnoreFindings(Closed, Struct):
    """A suppression stated in the config: `where` is a matter's code, a folder or a glob of paths."""

    rule: str
    where: str
    reason: str = ""
    until: str | None = None
    owner: str | None = None


class Override(Closed, Struct):
    """Different settings for guides whose source is in `paths` (folders, globs) and whose authority is named."""

    paths: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    profile: Profile | None = None
    thresholds: dict[str, dict[str, Any]] = fresh(default_factory=dict)
    severity: dict[str, Severity] = fresh(default_factory=dict)

    def severity_of(self, rule: str) -> Severity | None:
        """The severity that it gives a rule, by the rule's name or else its group."""
        return self.severity.get(rule) or self.severity.get(rule.partition(".")[0])


class Config(Closed, Struct):
    """The keys of a config. Paths are as written; `base` is the folder they are relative to."""

    profile: Profile = "standard"
    lang: Literal["zh", "en"] = "zh"
    fail_on: Literal["error", "warning", "info", "never"] = "error"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    dialect: str | None = None
    dialects: tuple[str, ...] = ()
    area_code: str | None = None
    region_code: str | None = None
    as_of: str | None = None
    thresholds: dict[str, dict[str, Any]] = fresh(default_factory=dict)
    special_matters: tuple[str, ...] = ()
    mobile_list: str | None = None
    catalogue: str | None = None
    ignore_findings: tuple[IgnoreFindings, ...] = ()
    applies: dict[str, tuple[str, ...]] = fresh(default_factory=dict)
    baseline: str | None = None
    overrides: tuple[Override, ...] = ()
    aliases: dict[str, str] = fresh(default_factory=dict)
    extends: str | None = None


def config_to_plain(config: Config) -> dict[str, Any]:
    """A config for the cache."""
    plain = by_name(config)
    plain["ignore_findings"] = [by_name(entry) for entry in config.ignore_findings]
    plain["overrides"] = [by_name(entry) for entry in config.overrides]
    return plain


def config_from_plain(plain: Mapping[str, Any]) -> Config:
    """A config from the cache; KeyError where the mapping is not the whole of one."""
    values = {name: _frozen(value) for name, value in plain.items()}
    values["ignore_findings"] = tuple(IgnoreFindings(**entry) for entry in plain["ignore_findings"])
    values["overrides"] = tuple(
        Override(**{name: _frozen(value) for name, value in entry.items()}) for entry in plain["overrides"]
    )
    values["applies"] = {name: tuple(value) for name, value in plain["applies"].items()}
    return Config(**values)


def with_texts_from(config: Config, base: FilePath) -> Config:
    """The config with the statute folders that its thresholds name (`texts`) resolved against its own folder."""
    overrides = tuple(
        replace(each, thresholds=texts_from(each.thresholds, base)) for each in config.overrides
    )
    return replace(config, thresholds=texts_from(config.thresholds, base), overrides=overrides)


def texts_from(thresholds: Mapping[str, Mapping[str, Any]], base: FilePath) -> dict[str, dict[str, Any]]:
    """Thresholds with the statute folders resolved against a folder."""
    return {
        rule: {**values, "texts": str(base / values["texts"])}
        if values.get("texts") and isinstance(values["texts"], str)
        else dict(values)
        for rule, values in thresholds.items()
    }


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def head_line(data: bytes) -> int:
    """The line at which our table of a pyproject.toml begins; 1 where none is seen."""
    head = re.search(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*guidelint\b", data, re.MULTILINE)
    return data.count(b"\n", 0, head.start()) + 1 if head else 1
