"""Finding and reading config files, with `extends`; every mistake is reported with its location."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from guidelint.config.settings import Config, head_line, texts_from
from guidelint.errors import DefinitionError, Mistake, UsageError, reason, reason_in_chinese
from guidelint.files import bytes_with_an_end
from guidelint.location import Path

if TYPE_CHECKING:
    from guidelint.definitions.definition import DefinitionFile

NAMES = ("guidelint.yaml", "guidelint.yml")
_PYPROJECT = "pyproject.toml"
_BY_KEY = ("aliases", "applies")
_FILES = ("baseline", "catalogue", "mobile_list")
_LISTS_OF_FILES = ("dialects", "rules")
_LOCAL_CODES = {
    "area_code": (r"0\d{2,3}", "0730"),
    "region_code": (r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", "430623"),
}
"""What the codes of a place look like, with one of them: one of another form would find every guide wrong."""


def find_config(start: FilePath) -> FilePath | None:
    """The nearest config file from a folder upwards; a pyproject.toml only when it has the table."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        pyproject = folder / _PYPROJECT
        if pyproject.is_file() and _has_table(pyproject):
            return pyproject
    return None


def _has_table(pyproject: FilePath) -> bool:
    """Whether a pyproject.toml says something to us; one that is no TOML and names us is to be reported."""
    text = pyproject.read_text("utf-8", errors="replace")
    if "guidelint" not in text:
        return False
    import tomllib

    try:
        return _table(text) is not None
    except tomllib.TOMLDecodeError:
        return True


def config_files(path: FilePath | None) -> list[tuple[FilePath, bytes]]:
    """The config file and those it extends, nearest first, with their bytes."""
    files: list[tuple[FilePath, bytes]] = []
    while path is not None:
        if any(path == seen for seen, _ in files):
            raise UsageError(f"配置 {path} 继承了自己", f"config {path} extends itself")
        try:
            data = bytes_with_an_end(path) if files else path.read_bytes()
        except (OSError, ValueError) as error:
            raise UsageError(
                f"读不了配置 {path}：{reason_in_chinese(error)}",
                f"config {path} cannot be read: {reason(error)}",
            ) from error
        files.append((path, data))
        parent = _plain(path, data)[1].get("extends") if b"extends" in data else None
        path = _resolved(path.parent / str(parent)) if parent else None
    return files


def _resolved(path: FilePath) -> FilePath:
    """A path without its links, where they lead anywhere; who reads it tells what is wrong with any other."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path


def load_config(files: list[tuple[FilePath, bytes]]) -> Config:
    """The config of files, nearest first; DefinitionError with every mistake of them all."""
    config, mistakes = read_config(files)
    if mistakes:
        raise DefinitionError(mistakes)
    return config


def read_config(files: list[tuple[FilePath, bytes]]) -> tuple[Config, list[Mistake]]:
    """What is sound in a config of files, nearest first, and every mistake of them all."""
    merged: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for path, data in reversed(files):
        source, plain = _plain(path, data)
        plain = _with_lists(plain)
        config, plain = source.validate_partially(Config, plain, {}) if not source.mistakes else (None, {})
        if config is not None:
            _check_values(source, config)
        mistakes += source.mistakes
        _lay_over(merged, plain if path == files[0][0] else _led_on(plain, path.parent))
    whole = files[0][0] if files else FilePath("guidelint.yaml")
    from guidelint.definitions.definition import DefinitionFile

    return DefinitionFile(str(whole), b"{}").validate(Config, merged) or Config(), mistakes


def _with_lists(plain: dict[str, Any]) -> dict[str, Any]:
    """What a file says, where an override names its one authority as the list that it may be."""
    overrides = plain.get("overrides")
    if not isinstance(overrides, list):
        return plain
    return {**plain, "overrides": [_of_authorities(each) for each in overrides]}


def _of_authorities(override: Any) -> Any:
    one = override.get("authority") if isinstance(override, Mapping) else None
    return {**override, "authority": [one]} if isinstance(one, str) and one else override


def _lay_over(merged: dict[str, Any], nearer: Mapping[str, Any]) -> None:
    """Lay what a nearer file says over what those say that it extends: values of its own keys, others stay."""
    for name, value in nearer.items():
        if name == "thresholds":
            rules = merged.setdefault(name, {})
            rules.update({rule: {**rules.get(rule, {}), **own} for rule, own in value.items()})
        elif name in _BY_KEY:
            merged[name] = {**merged.get(name, {}), **value}
        elif name != "extends":
            merged[name] = value


def _led_on(plain: Mapping[str, Any], folder: FilePath) -> dict[str, Any]:
    """What a file says, with the files that it names led on from its folder; globs start from the nearest config."""
    resolved = dict(plain)
    resolved |= {name: str(folder / resolved[name]) for name in _FILES if resolved.get(name)}
    resolved |= {
        name: [str(folder / each) for each in resolved[name]] for name in _LISTS_OF_FILES if name in resolved
    }
    if "thresholds" in resolved:
        resolved["thresholds"] = texts_from(resolved["thresholds"], folder)
    if "overrides" in resolved:
        resolved["overrides"] = [
            {**each, "thresholds": texts_from(each["thresholds"], folder)} if "thresholds" in each else each
            for each in resolved["overrides"]
        ]
    return resolved


def _plain(path: FilePath, data: bytes) -> tuple[DefinitionFile, dict[str, Any]]:
    if path.name == _PYPROJECT:
        return _toml(path, data)
    from guidelint.definitions.definition import DefinitionFile

    source = DefinitionFile(path.as_posix(), data)
    if not source.root and not source.mistakes:
        return source, {}
    if not isinstance(source.root, Mapping) and not source.mistakes:
        source.mistake((), "a config file holds one mapping")
    return source, dict(source.root) if isinstance(source.root, Mapping) else {}


def _toml(path: FilePath, data: bytes) -> tuple[DefinitionFile, dict[str, Any]]:
    """The table of a pyproject.toml; TOML has no positions, so its mistakes point to the table's head."""
    import tomllib

    from guidelint.definitions.definition import DefinitionFile

    source = DefinitionFile(path.as_posix(), b"\n" * (head_line(data) - 1) + b"{}")
    try:
        table = _table(data.decode("utf-8", errors="replace"))
    except tomllib.TOMLDecodeError as error:
        source.mistakes.append(Mistake(source.file, 1, 1, f"not TOML: {error}"))
        return source, {}
    if table is not None and not isinstance(table, dict):
        source.mistake((), f"tool.guidelint should be a table; found {table!r}")
    return source, table if isinstance(table, dict) else {}


def _table(text: str) -> Any:
    """What a pyproject.toml says to us, None where that is nothing; TOMLDecodeError where it is no TOML."""
    import tomllib

    tools = tomllib.loads(text).get("tool")
    return tools.get("guidelint") if isinstance(tools, dict) else None


def _check_values(source: DefinitionFile, config: Config) -> None:
    dates: list[tuple[Path, str | None]] = [(("as_of",), config.as_of)]
    dates += [(("ignore_findings", n, "until"), each.until) for n, each in enumerate(config.ignore_findings)]
    for at, value in dates:
        if value is not None and not is_date(value):
            source.mistake(at, f"not a date of the form YYYY-MM-DD: {value!r}")
    _check_codes(source, config)
    for number, override in enumerate(config.overrides):
        if not override.paths and not override.authority:
            source.mistake(
                ("overrides", number), f"override {number + 1} holds nowhere; name its paths or authority"
            )


def _check_codes(source: DefinitionFile, config: Config) -> None:
    for name, (form, like) in _LOCAL_CODES.items():
        code = getattr(config, name)
        if code and not re.fullmatch(form, code, re.ASCII):
            source.mistake((name,), f"no {name.replace('_', ' ')} like {like!r}: {code!r}")


def is_date(text: str) -> bool:
    """Whether a text is a date as ISO 8601 writes it: YYYY-MM-DD."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def must_be_date(text: str, name: str) -> str:
    """A text that an option of this name gives; UsageError where it is no date."""
    if not is_date(text):
        raise UsageError(
            f"{name} 要写成 2026-12-31 这样的日期，现在是 {text!r}",
            f"{name}: not a date of the form YYYY-MM-DD: {text!r}",
        )
    return text
