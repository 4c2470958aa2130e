"""Finding and reading config files: every mistake with its place; a file extends another by `extends`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from guidelint.config import Config
from guidelint.errors import DefinitionError, Mistake, UsageError

if TYPE_CHECKING:
    from guidelint.definition import DefinitionFile

NAMES = ("guidelint.yaml", "guidelint.yml")
_PYPROJECT = "pyproject.toml"
_TABLE = "[tool.guidelint]"


def find_config(start: FilePath) -> FilePath | None:
    """The nearest config file from a folder upwards; a pyproject.toml only when it has the table."""
    for folder in (start, *start.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return folder / name
        pyproject = folder / _PYPROJECT
        if pyproject.is_file() and _TABLE in pyproject.read_text("utf-8", errors="replace"):
            return pyproject
    return None


def config_files(path: FilePath | None) -> list[tuple[FilePath, bytes]]:
    """The config file and those it extends, nearest first, with their bytes."""
    files: list[tuple[FilePath, bytes]] = []
    while path is not None:
        if any(path == seen for seen, _ in files):
            raise UsageError(f"config {path} extends itself")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UsageError(f"config {path} cannot be read: {error.strerror or error}") from error
        files.append((path, data))
        parent = _plain(path, data)[1].get("extends") if b"extends" in data else None
        path = (path.parent / str(parent)).resolve() if parent else None
    return files


def load_config(files: list[tuple[FilePath, bytes]]) -> Config:
    """The config of files, nearest first; DefinitionError with every mistake of them all."""
    merged: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for path, data in reversed(files):
        source, plain = _plain(path, data)
        config = source.validate(Config, plain) if not source.mistakes else None
        if config is not None:
            _check_values(source, config)
        mistakes += source.mistakes
        merged.update({name: value for name, value in plain.items() if name != "extends"})
    if mistakes:
        raise DefinitionError(mistakes)
    whole = files[0][0] if files else FilePath("guidelint.yaml")
    from guidelint.definition import DefinitionFile

    return DefinitionFile(str(whole), b"{}").validate(Config, merged) or Config()


def _plain(path: FilePath, data: bytes) -> tuple[DefinitionFile, dict[str, Any]]:
    if path.name == _PYPROJECT:
        return _toml(path, data)
    from guidelint.definition import DefinitionFile

    source = DefinitionFile(path.as_posix(), data)
    if not source.root and not source.mistakes:
        return source, {}
    if not isinstance(source.root, Mapping) and not source.mistakes:
        source.mistake((), "a config file holds one mapping")
    return source, dict(source.root) if isinstance(source.root, Mapping) else {}


def _toml(path: FilePath, data: bytes) -> tuple[DefinitionFile, dict[str, Any]]:
    """The table of a pyproject.toml; TOML has no positions, so its mistakes point to the table's head."""
    import tomllib

    from guidelint.definition import DefinitionFile

    source = DefinitionFile(path.as_posix(), b"{}")
    text = data.decode("utf-8", errors="replace")
    try:
        table = tomllib.loads(text).get("tool", {}).get("guidelint", {})
    except tomllib.TOMLDecodeError as error:
        source.mistakes.append(Mistake(source.file, 1, 1, f"not TOML: {error}"))
        return source, {}
    return source, dict(table)


def _check_values(source: DefinitionFile, config: Config) -> None:
    for name, value in [("as_of", config.as_of)]:
        if value is not None and not is_date(value):
            source.mistake((name,), f"not a date of the form YYYY-MM-DD: {value!r}")
    for number, entry in enumerate(config.ignore_findings):
        if entry.until is not None and not is_date(entry.until):
            source.mistake(
                ("ignore_findings", number, "until"), f"not a date of the form YYYY-MM-DD: {entry.until!r}"
            )


def is_date(text: str) -> bool:
    """Whether a text is a date as ISO 8601 writes it: YYYY-MM-DD."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
