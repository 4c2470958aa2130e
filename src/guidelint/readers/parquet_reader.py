"""Parquet exports through pyarrow: a row is a matter, nested columns are kept; the extra `parquet`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, ClassVar, Literal

from guidelint.finding import Edit
from guidelint.location import Path, Region, format_path
from guidelint.readers.sheet import text_of
from guidelint.readers.tree import SourceProblem, Tree
from guidelint.readers.zipped import MAX_BYTES, MAX_CELLS, RefusedError

_MARK = b"PAR1"
_LOCKED = b"PARE"
_BATCH = 256
"""Rows that are unpacked at a time: a long text that many rows share is there once for each of them."""
_START = Region(1, 1, 1, 1)


class ParquetTree(Tree):
    """A Parquet file; see `readers.tree.Tree`.

    `root` is the list of rows, column → text, list or mapping. A region is a row and a column by their
    numbers, named as people ask for them: `行3!materials[0].name`.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "bytes"
    wants_names: ClassVar[bool] = False
    tabular: ClassVar[bool] = True
    joins: ClassVar[bool] = False

    def __init__(self, content: bytes) -> None:
        self.root: Any = None
        self.problems: list[SourceProblem] = []
        self.columns: list[str] = []
        try:
            self._load(content)
        except RefusedError as refusal:
            self.problems = [SourceProblem(refusal.rule, _START, {"reason": str(refusal)})]

    def _load(self, content: bytes) -> None:
        file = _opened(content)
        self.columns = list(file.schema_arrow.names)
        _check_sizes(file.metadata)
        self.root = list(_rows(file))
        for name in dict.fromkeys(name for name in self.columns if self.columns.count(name) > 1):
            number = len(self.columns) - self.columns[::-1].index(name)
            region = Region(1, number, 1, number + 1, cell=f"列{number}")
            self.problems.append(SourceProblem("source.duplicate-key", region, {"key": name}))
        if not self.root:
            self.problems.append(SourceProblem("source.no-rows", _START, {}))

    def region(self, path: Path) -> Region:
        """The row and column at a path; for what is missing that of its nearest ancestor."""
        if not path:
            return _START
        row = int(path[0]) + 1
        inner = self._existing(path)
        column = self.columns.index(str(inner[0])) + 1 if inner else 1
        name = f"行{row}" + (f"!{format_path(inner)[2:]}" if inner else "")
        return Region(row, column, row, column + 1, cell=name)

    def _existing(self, path: Path) -> Path:
        """As much of a path into a row as leads somewhere."""
        found = self.root[int(path[0])]
        for number, step in enumerate(path[1:], 1):
            inside = isinstance(found, Mapping) and step in found
            if not inside and not (isinstance(found, list) and isinstance(step, int) and step < len(found)):
                return path[1:number]
            found = found[step]
        return path[1:]

    def file(self, path: Path) -> str:
        """Always the source itself."""
        return ""

    def comments(self) -> list[tuple[int, int, str]]:
        """None: the format has no comments."""
        return []

    def edits(self, path: Path, value: str, changes: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """None: the file would have to be written anew."""
        return None


def _opened(content: bytes) -> Any:
    if not content.startswith(_MARK):
        locked = content.startswith(_LOCKED)
        why = "文件已加密 (encrypted)" if locked else "不是 Parquet 文件 (not a Parquet file)"
        raise RefusedError(why, "source.unreadable" if locked else "source.unsupported")
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        why = "读取 Parquet 需要另行安装：pip install 'guidelint[parquet]' (an extra is needed)"
        raise RefusedError(why, "source.unsupported") from error
    try:
        return ParquetFile(BytesIO(content))
    except (ArrowException, OSError, ValueError) as error:
        raise _damaged(error) from error


def _check_sizes(metadata: Any) -> None:
    """Refuse a file that unpacks beyond all bounds: a column of one value has few bytes for many rows."""
    cells = metadata.num_rows * max(metadata.num_columns, 1)
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if cells > MAX_CELLS or size > MAX_BYTES:
        raise RefusedError(f"解压后过大：{metadata.num_rows} 行 (it unpacks beyond all bounds)")


def _rows(file: Any) -> Iterator[dict[str, Any]]:
    from pyarrow import ArrowException

    names = file.schema_arrow.names
    shows = [_shown(field.type) for field in file.schema_arrow]
    size = 0
    try:
        for batch in file.iter_batches(_BATCH, use_threads=False):
            size += batch.nbytes
            if size > MAX_BYTES:
                raise RefusedError("解压后过大 (it unpacks beyond all bounds)")
            columns = [
                map(show, column.to_pylist()) for show, column in zip(shows, batch.columns, strict=True)
            ]
            for cells in zip(*columns, strict=True):
                yield dict(zip(names, cells, strict=True))
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        raise _damaged(error) from error


def _shown(kind: Any) -> Callable[[Any], Any]:
    """What makes plain values of the values of a type."""
    from pyarrow import types

    if types.is_map(kind):
        return lambda pairs: (
            None if pairs is None else {str(_plain(key)): _plain(value) for key, value in pairs}
        )
    return _plain


def _plain(value: Any) -> Any:
    """A value as text, list or mapping; not-a-number, which tools write for a missing text, is missing."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value != value else text_of(value)


def _damaged(error: Exception) -> RefusedError:
    said = str(error).splitlines() or [""]
    return RefusedError(f"文件已损坏或不完整 (damaged): {said[0][:80]}")
