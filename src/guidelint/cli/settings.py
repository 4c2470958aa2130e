"""What commands share: the ruleset of the options, where its files lie, the capabilities of the terminal."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath

from guidelint.caching.cache import Cache, default_folder
from guidelint.config.file import config_files, find_config, must_be_date
from guidelint.config.settings import Config
from guidelint.errors import UsageError
from guidelint.ruleset import Ruleset, builtin_rules, load_ruleset, with_options

_BASELINE = "guidelint.baseline"


def ruleset_of(options: argparse.Namespace) -> Ruleset:
    """The ruleset of the nearest or named config, with the options on top."""
    path = config_path(options)
    use_cache = not getattr(options, "no_cache", False)
    cache = Cache(default_folder(dict(os.environ)) if use_cache else None)
    ruleset = load_ruleset(config_files(path), [FilePath(folder) for folder in options.rules], cache)
    dialect = getattr(options, "dialect", None)
    given = getattr(options, "as_of", None) or ruleset.config.as_of
    as_of = must_be_date(given, "--as-of") if given else time.strftime("%Y-%m-%d")
    ruleset = with_options(ruleset, profile=options.profile, lang=options.lang, dialect=dialect, as_of=as_of)
    if not options.config:
        _warn_of_other_config(path, getattr(options, "paths", ()), ruleset.config.lang)
    return ruleset


def baseline_file(options: argparse.Namespace, ruleset: Ruleset) -> FilePath | None:
    """The baseline that the options name, from the current folder, else that of the config, from the config's; else
    the usual one where there is one. An empty name stands for none."""
    if options.baseline is not None:
        return FilePath(options.baseline) if options.baseline else None
    named = ruleset.config.baseline
    if named and ruleset.base is not None:
        return ruleset.base.file(named)
    usual = usual_baseline(ruleset)
    return usual if usual.is_file() else None


def usual_baseline(ruleset: Ruleset) -> FilePath:
    """Where a baseline lies that nobody names: beside the config, else in the current folder."""
    return ruleset.base.file(_BASELINE) if ruleset.base is not None else FilePath(_BASELINE)


def config_path(options: argparse.Namespace) -> FilePath | None:
    """The named config file, else the nearest; UsageError when the named one is not there."""
    if not options.config:
        return find_config(_start(options))
    path = FilePath(options.config)
    if not path.is_file():
        raise UsageError(f"没有配置文件 {options.config!r}", f"no config file {options.config!r}")
    return path


def beside_config(options: argparse.Namespace, names: Iterable[str]) -> list[FilePath]:
    """The files or folders that a config names, from where it lies."""
    path = config_path(options)
    return [(path.parent if path else FilePath()) / name for name in names]


def rule_folders(options: argparse.Namespace, config: Config) -> list[FilePath]:
    """Where all rules of a run stand: the built-in ones, those of the config and those of the options."""
    return [builtin_rules(), *beside_config(options, config.rules), *map(FilePath, options.rules)]


def _start(options: argparse.Namespace) -> FilePath:
    """Where the search for a config begins: the first path named, else what standard input is called, else here."""
    called = getattr(options, "stdin_filename", None)
    named = getattr(options, "paths", ())
    paths = [path for path in named if path != "-"] or ([called] if called and "-" in named else [])
    return _folder(paths[0]) if paths else FilePath.cwd()


def _folder(path: str) -> FilePath:
    """The folder that a path is, or in which the file lies."""
    whole = FilePath(os.path.abspath(path))  # noqa: PTH100 - what `..` leaves is not above it
    return whole if whole.is_dir() else whole.parent


_OTHER = {
    "zh": "一次检查只用一份配置：用的是 {used}；{folder} 的配置是 {other}，没有用上，请分开检查",
    "en": "one run has one config: {used} is used, and {other} of {folder} is not; check them apart",
}
_NO_CONFIG = {"zh": "默认设置", "en": "none"}


def _warn_of_other_config(used: FilePath | None, paths: Sequence[str], language: str) -> None:
    """The first folder named whose nearest config is another, on standard error."""
    folders = dict.fromkeys(_folder(path) for path in paths if path != "-") if len(paths) > 1 else ()
    for folder in folders:
        other = find_config(folder)
        if other is not None and not (used is not None and other.samefile(used)):
            message = _OTHER[language].format(used=used or _NO_CONFIG[language], folder=folder, other=other)
            print(f"guidelint: {message}", file=sys.stderr)
            return


def wants_color() -> bool:
    """NO_COLOR and FORCE_COLOR first, then whether standard output is a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def supports_unicode() -> bool:
    """Whether standard output can carry every character."""
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")


def terminal_width() -> int | None:
    """The columns of the terminal that standard output is, None where it is none."""
    try:
        return os.get_terminal_size().columns or None
    except OSError:
        return None
