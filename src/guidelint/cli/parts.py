"""The files of a report that is too large for one: NAME.sarif, NAME.2.sarif and so on."""

from __future__ import annotations

from pathlib import Path as FilePath


def part_path(path: FilePath, number: int) -> FilePath:
    """The path of a part of a report; the first part has the given path."""
    return path if number == 1 else path.with_name(f"{path.stem}.{number}{path.suffix}")


def remove_parts(path: FilePath, number: int) -> None:
    """Remove the parts from a number on, as far as they are plain files of ours, one after the other."""
    while (file := part_path(path, number)).is_file() and not file.is_symlink() and _is_part(file, number):
        file.unlink()
        number += 1


def _is_part(file: FilePath, number: int) -> bool:
    """Whether a file is this part of a SARIF, and this program wrote it."""
    import json

    try:
        (run,) = json.loads(file.read_bytes())["runs"]
        return bool(run["tool"]["driver"]["name"] == "guidelint" and run["properties"]["part"] == number)
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return False
