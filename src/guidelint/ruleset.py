"""The rules, dialects and settings of a run: validated once, and cached by content.

A definition that has not changed since it was last validated is loaded from the cache, without the validator.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path as FilePath
from typing import Any

from guidelint import __version__
from guidelint.caching.cache import Cache
from guidelint.caching.file_stamps import Stamp, program_stamp, stamp
from guidelint.config.settings import Base, Config, config_from_plain, config_to_plain, with_texts_from
from guidelint.dialects.model import Dialect, dialect_from_plain, dialect_to_plain
from guidelint.errors import (
    DefinitionError,
    GuidelintError,
    Mistake,
    UsageError,
    near,
    unreadable,
)
from guidelint.files import has_an_end
from guidelint.lean.digest import blake2b
from guidelint.lean.structs import Struct, fresh, replace
from guidelint.rule.builtin import named
from guidelint.rule.matching import matches
from guidelint.rule.model import PROFILES, Rule, rule_to_plain
from guidelint.rule.table import RuleTable
from guidelint.tables import data_folder, rules_folder

Files = list[tuple[str, bytes]]
_FIRST_DIALECTS = ("canonical.yaml", "zh.yaml", "national.yaml")
"""Those that others extend, and that win where a record might be in several."""


class Ruleset(Struct):
    """The rules, dialects and settings of a run; `hash` identifies the rules in reports.

    `lists` are the codes in the files that the config names under `mobile_list` and `catalogue`; `sources`
    are the config files, nearest first; `base` is the config's location, if there is one.
    """

    rules: RuleTable
    dialects: tuple[Dialect, ...]
    config: Config
    hash: str
    lists: Mapping[str, frozenset[str]] = fresh(default_factory=dict)
    sources: tuple[tuple[FilePath, bytes], ...] = ()
    base: Base | None = None

    @property
    def as_of(self) -> str:
        """The date on which the run judges: the config's, in which whoever starts a run puts one."""
        return self.config.as_of or ""

    def place(self, source: str) -> str:
        """The name of a source as the config's globs match it."""
        return source if self.base is None else self.base.place(source)


def builtin_rules() -> FilePath:
    """The folder of built-in rules: inside the installed package, or at the top of a checkout."""
    return rules_folder()


def rule_files(folders: Iterable[FilePath]) -> Files:
    """The rule files of folders, in order of their names; `data` folders hold tables."""
    found: Files = []
    for folder in folders:
        if folder.is_file():
            found.append(_read(folder.as_posix()))
            continue
        if not folder.is_dir():
            raise UsageError(f"没有规则文件夹 {str(folder)!r}", f"no folder of rules {str(folder)!r}")
        own = list(_rules_in(folder))
        if not own:
            raise UsageError(
                f"文件夹 {str(folder)!r} 里没有规则，规则是其中的 组/名称.yaml",
                f"no rule in folder {str(folder)!r}: a rule is a file GROUP/NAME.yaml in it",
            )
        found += own
    return found


def _rules_in(folder: FilePath) -> Iterator[tuple[str, bytes]]:
    """Files ending in .yml are included, so that their wrong extension is reported."""
    for group in sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()):
        if group != "data":
            parent = (folder / group).as_posix()
            for name in sorted(entry.name for entry in os.scandir(parent)):
                if name.endswith((".yaml", ".yml")):
                    yield _read(f"{parent}/{name}")


def _read(path: str) -> tuple[str, bytes]:
    """A file by its path as a string: for two hundred files, building Path objects takes as long as reading."""
    try:
        has_an_end(path)
        with open(path, "rb") as file:  # noqa: PTH123
            return path, file.read()
    except OSError as error:
        raise unreadable(repr(path), error) from error


def dialect_files(folders: Iterable[FilePath]) -> Files:
    """The built-in dialect files, then those of folders."""
    data = FilePath(__file__).parent / "dialects" / "data"
    names = sorted(path.name for path in data.glob("*.yaml") if path.name not in _FIRST_DIALECTS)
    found = [(f"dialects/{name}", (data / name).read_bytes()) for name in (*_FIRST_DIALECTS, *names)]
    return found + _own_dialect_files(folders)


def _own_dialect_files(folders: Iterable[FilePath]) -> Files:
    found: Files = []
    for folder in folders:
        paths = [folder] if folder.is_file() else sorted(folder.glob("*.yaml"))
        if not paths:
            raise UsageError(f"{str(folder)!r} 没有方言文件", f"no dialect file at {str(folder)!r}")
        found += [_read(path.as_posix()) for path in paths]
    return found


def load_ruleset(
    config_sources: list[tuple[FilePath, bytes]], more_rules: Iterable[FilePath], cache: Cache
) -> Ruleset:
    """The ruleset of a config (nearest file first) and of additional rules; DefinitionError lists every
    mistake.

    Examples are not included: `selftest.examples` reads them from the files.
    """
    config, mistakes = _load_config(config_sources, cache)
    try:
        ruleset = _load_under(config, config_sources, more_rules, cache)
    except GuidelintError as error:
        if not mistakes:
            raise
        raise DefinitionError([*mistakes, *getattr(error, "mistakes", ())]) from error
    if mistakes:
        raise DefinitionError(mistakes)
    return ruleset


def _load_under(
    config: Config, config_sources: list[tuple[FilePath, bytes]], more_rules: Iterable[FilePath], cache: Cache
) -> Ruleset:
    base = config_sources[0][0].parent if config_sources else FilePath()
    rules = rule_files([*(base / folder for folder in config.rules), *more_rules])
    dialects = _own_dialect_files([base / folder for folder in config.dialects])
    key = _key("ruleset", rules + dialects)
    defined = cache.get(key, _defined)
    if defined is None:
        plain = _compiled(rule_files([builtin_rules()]) + rules, dialect_files([]) + dialects)
        cache.put(key, plain)
        defined = _defined(plain)
    loaded, own, identity = defined
    if not config_sources:
        return Ruleset(loaded, own, config, identity)
    from guidelint.config.local_lists import lists_of
    from guidelint.config.names import check_config

    check_config(config_sources, config, loaded)
    lists = lists_of(config, base)
    config = with_texts_from(config, base)
    return Ruleset(loaded, own, config, identity, lists, tuple(config_sources), Base.of(base))


def _load_config(sources: list[tuple[FilePath, bytes]], cache: Cache) -> tuple[Config, list[Mistake]]:
    """The config of files, and what is wrong with it; only a sound one is cached."""
    if not sources:
        return Config(), []
    key = _key("config", [(path.as_posix(), data) for path, data in sources])
    config = cache.get(key, config_from_plain)
    if config is None:
        from guidelint.config.file import read_config

        read, mistakes = read_config(sources)
        if mistakes:
            return read, mistakes
        plain = json.loads(json.dumps(config_to_plain(read)))
        cache.put(key, plain)
        config = config_from_plain(plain)
    return config, []


def _defined(plain: Mapping[str, Any]) -> tuple[RuleTable, tuple[Dialect, ...], str]:
    """Rules, dialects and what identifies them, from the form in which `_compiled` keeps them."""
    return RuleTable(plain["rules"]), tuple(map(dialect_from_plain, plain["dialects"])), plain["identity"]


def _compiled(rules: Files, dialects: Files) -> dict[str, Any]:
    loaded = load_rules(rules)
    check_yields(loaded, rules)
    known = load_dialects(dialects)
    plain = {
        "rules": [rule_to_plain(rule) for rule in loaded],
        "dialects": [dialect_to_plain(dialect) for dialect in known],
        "identity": _identity(rules + dialects),
    }
    whole: dict[str, Any] = json.loads(json.dumps(plain))
    return whole


def load_rules(rule_sources: Files) -> list[Rule]:
    """Rules with their examples; DefinitionError lists all mistakes. For one id the last file wins."""
    from guidelint.definitions.definition import DefinitionFile
    from guidelint.rule.load import load_rule

    rules: dict[str, Rule] = {}
    mistakes: list[Mistake] = []
    for name, data in rule_sources:
        source = DefinitionFile(name, data)
        rule = load_rule(source)
        mistakes += source.mistakes
        if rule is not None:
            rules[rule.id] = rule
    if mistakes:
        raise DefinitionError(mistakes)
    return sorted(rules.values(), key=lambda rule: rule.id)


def check_yields(rules: Iterable[Rule], rule_sources: Files) -> None:
    """DefinitionError for every name under `yields_to` that matches no rule and so has no effect."""
    from guidelint.definitions.definition import DefinitionFile

    rules, data = list(rules), dict(rule_sources)
    every = named(rule.id for rule in rules)
    known = {name for name in every if "." in name}
    mistakes: list[Mistake] = []
    for rule in rules:
        for number, name in enumerate(rule.yields_to):
            if not any(fnmatchcase(each, name) for each in known):
                hint = f"; a group is {name + '.*'!r}" if name in every else near(name, known)
                source = DefinitionFile(rule.file, data[rule.file])
                source.mistake(("yields_to", number), f"no rule {name!r}{hint}")
                mistakes += source.mistakes
    if mistakes:
        raise DefinitionError(mistakes)


def load_dialects(sources: Files) -> list[Dialect]:
    """Dialects with their examples, in order; DefinitionError lists the mistakes of all files."""
    from guidelint.definitions.definition import DefinitionFile
    from guidelint.dialects.load import load_dialect

    known: dict[str, Dialect] = {}
    mistakes: list[Mistake] = []
    ours = frozenset(dialect_files([]))
    for name, data in sources:
        source = DefinitionFile(name, data)
        dialect = load_dialect(source, known)
        mistakes += source.mistakes
        if dialect is not None:
            known[dialect.name] = replace(dialect, own=(name, data) not in ours)
    if mistakes:
        raise DefinitionError(mistakes)
    return list(known.values())


def _key(kind: str, sources: Files) -> str:
    digest = blake2b(f"{kind} {__version__} {program_stamp()}\0".encode(), digest_size=32)
    for name, data in sources:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _identity(sources: Files) -> str:
    """A hash of the definitions that is the same on every machine: the last two path parts and the content."""
    digest = blake2b(__version__.encode(), digest_size=8)
    for name, data in sources:
        digest.update(f"\0{'/'.join(name.split('/')[-2:])}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def tables_stamp(config: Config) -> Stamp:
    """Changes when a table in `rules/data` does, or a statute text that the config names."""
    given = [config.thresholds, *(override.thresholds for override in config.overrides)]
    texts = [str(values["texts"]) for each in given for values in each.values() if values.get("texts")]
    return [fact for folder in (str(data_folder()), *texts) for fact in stamp(folder)]


def selected(rules: RuleTable, config: Config) -> tuple[str, ...]:
    """The names of the rules of the profile, or else of `select`, without those of `ignore`."""
    highest = PROFILES.index(config.profile)
    return tuple(
        name
        for name in rules
        if (matches(name, config.select) if config.select else PROFILES.index(rules.profile(name)) <= highest)
        and not matches(name, config.ignore)
    )


def with_options(ruleset: Ruleset, **options: Any) -> Ruleset:
    """The ruleset with config values replaced by those of the caller."""
    given = {name: value for name, value in options.items() if value is not None}
    return replace(ruleset, config=replace(ruleset.config, **given))
