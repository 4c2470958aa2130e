"""Rows of a Parquet file as plain mappings, and the limits beyond which a file is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from guidelint.readers.decode import decode
from guidelint.readers.table.sheet import text_of
from guidelint.readers.workbook.zipped import MAX_BYTES, MAX_CELLS, RefusedError

_MARK = b"PAR1"
_LOCKED = b"PARE"
_BATCH = 256
"""The number of rows unpacked at a time: a long text shared by many rows is copied for each."""


def opened(file: BinaryIO) -> Any:
    """The file opened by pyarrow; RefusedError if it is not Parquet."""
    file.seek(0)
    mark = file.read(len(_MARK))
    if mark != _MARK:
        locked = mark == _LOCKED
        why = "文件已加密 (encrypted)" if locked else "不是 Parquet 文件 (not a Parquet file)"
        raise RefusedError(why, "source.unreadable" if locked else "source.unsupported")
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        why = "读取 Parquet 需要另行安装：pip install 'guidelint[parquet]' (pip install 'guidelint[parquet]' is needed)"
        raise RefusedError(why, "source.unsupported") from error
    try:
        return ParquetFile(file)
    except (ArrowException, OSError, ValueError) as error:
        raise _damaged(error) from error


def check_sizes(metadata: Any, times: int) -> None:
    """Refuse a file that would expand too far: a column with one repeated value takes few bytes for many
    rows.

    `times` the limit is allowed if only a part is in memory at once.
    """
    cells = metadata.num_rows * max(metadata.num_columns, 1)
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if cells > times * MAX_CELLS or size > times * MAX_BYTES:
        raise RefusedError(f"解压后过大：{metadata.num_rows} 行 (it unpacks beyond all bounds)")


def batches(file: Any, most: int) -> Iterator[list[dict[str, Any]]]:
    """Rows, in batches; RefusedError if they expand to more than `most` bytes."""
    from pyarrow import ArrowException

    names = file.schema_arrow.names
    shows = [_shown(field.type) for field in file.schema_arrow]
    size = 0
    try:
        for batch in file.iter_batches(_BATCH, use_threads=False):
            size += batch.nbytes
            if size > most:
                raise RefusedError("解压后过大 (it unpacks beyond all bounds)")
            columns = [map(show, _values(column)) for show, column in zip(shows, batch.columns, strict=True)]
            yield [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        raise _damaged(error) from error


def _values(column: Any) -> list[Any]:
    """The values of a column; a date that Python cannot hold is a text, and the others are what they are."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError):
        return [_value(scalar) for scalar in column]


def _value(scalar: Any) -> Any:
    from pyarrow import ArrowException, ListScalar, MapScalar, StructScalar

    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        if isinstance(scalar, StructScalar):
            return {name: _value(scalar[name]) for name in scalar}
        if isinstance(scalar, MapScalar):
            return [(_value(pair["key"]), _value(pair["value"])) for pair in scalar.values]
        if isinstance(scalar, ListScalar):
            return [_value(each) for each in scalar.values]
    try:
        return scalar.cast("string").as_py()
    except ArrowException:  # a time zone that nobody knows
        return str(scalar.value)


def _shown(kind: Any) -> Callable[[Any], Any]:
    """The function that converts values of a type to plain values."""
    from pyarrow import types

    if types.is_map(kind):
        return lambda pairs: (
            None if pairs is None else {str(_plain(key)): _plain(value) for key, value in pairs}
        )
    return _plain


def _plain(value: Any) -> Any:
    """A value as text, list or mapping; NaN, which tools write for a missing text, is missing."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        decoded = decode(value)
        return value.decode("utf-8", "replace") if decoded.text is None or decoded.cut else decoded.text
    return None if value != value else text_of(value)


def _damaged(error: Exception) -> RefusedError:
    reason_lines = str(error).splitlines() or [""]
    return RefusedError(f"文件已损坏或不完整 (damaged): {reason_lines[0][:80]}")
