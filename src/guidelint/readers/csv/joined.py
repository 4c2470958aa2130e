"""The list files of a long CSV (`NAME.materials.csv`): indexed in one pass, then joined part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from typing import Any, BinaryIO

from guidelint.readers.csv.head import FileHead, NotInPartsError, head_of, is_blank
from guidelint.readers.csv.keys import Keys
from guidelint.readers.csv.list_index import CsvRows, Index, ListFile
from guidelint.readers.csv.part import Rows
from guidelint.readers.csv.reader import title_of, unclosed
from guidelint.readers.csv.representatives import Found, kinds
from guidelint.readers.decode import encoding_of, written_one_way
from guidelint.readers.table.join import Unjoined
from guidelint.readers.table.lists import list_titled
from guidelint.readers.table_tree import stray
from guidelint.readers.tree import SourceProblem, of_encoding


class Joined:
    """The list files of a CSV that is read in parts of `size` rows.

    `problems` are defects of these files. `kinds` are representative matters: together they have every column
    and list that any matter has.
    """

    def __init__(
        self, head: FileHead, names: frozenset[str], size: int, files: Mapping[str, BinaryIO]
    ) -> None:
        self.problems: list[SourceProblem] = []
        self.kinds: list[dict[str, Any]] = []
        self._head = head
        self._files: list[ListFile] = []
        self._found: list[Found] = []
        for name, file in sorted(files.items()):
            self._add(name, file, names)
        columns = {column.name for list_file in self._files for column in list_file.head.header.columns}
        self._keys = Keys(head, size, columns)

    def noting(self, rows: Iterator[list[str]]) -> Iterator[list[str]]:
        """Pass the rows of the main file through, recording their keys."""
        return self._keys.noting(rows) if self._files else rows

    def find(self) -> None:
        """Find the rows that belong to each part, once all rows of the main file have been seen.

        NotInPartsError if a file shares no key column with the main one, or cannot be read in parts.
        """
        for list_file in self._files:
            found = self._find(list_file)
            self._found.append(found)
            self._tell_strays(found)
        ends = [(found.where.unclosed, found.list_file.name) for found in self._found]
        self.problems += [unclosed(region, name) for region, name in ends if region is not None]
        if self._found:
            self.kinds = kinds(self._head, self._keys, self._found)
        del self._keys, self._files  # the index of matters is no longer needed

    def of(self, files: Mapping[str, BinaryIO]) -> Joined:
        """The same index for the same files, opened again."""
        joined = copy(self)
        joined._found = [
            found._replace(list_file=found.list_file._replace(file=files[found.list_file.name]))
            for found in self._found
        ]
        return joined

    def rows(self, part: int) -> list[Rows]:
        """The rows of the list files that belong to a part."""
        return [
            Rows(CsvRows(list_file, where.of_part(part)), list_file.head.header)
            for list_file, _, where in self._found
        ]

    def _add(self, name: str, file: BinaryIO, names: frozenset[str]) -> None:
        decoded = encoding_of(file)
        self.problems += of_encoding(decoded, name)
        if decoded.text is None:
            return
        if list_titled(title_of(name)) is None or not written_one_way(file, decoded):
            raise NotInPartsError
        head = head_of(file, decoded, names)
        if head is not None:
            self._files.append(ListFile(name, title_of(name), file, decoded, head))
        elif not is_blank(file, decoded):
            raise NotInPartsError

    def _find(self, list_file: ListFile) -> Found:
        columns = {column.name for column in list_file.head.header.columns}
        for key, given in self._keys.columns.items():
            if key in columns and given:
                index = Index(list_file, key, self._keys)
                if index.filled or not index.some:
                    return Found(list_file, key, index)
        raise NotInPartsError

    def _tell_strays(self, found: Found) -> None:
        head = found.list_file.head
        at = next(column.at for column in head.header.columns if column.name == found.key)
        for key, (row, piece) in found.where.unknown_keys.items():
            region = CsvRows(found.list_file, [piece]).cell(head.rows, at)
            left = Unjoined(row, at, found.key, key)
            reason = {"reason": stray(found.list_file.title, row + 1, left)}
            self.problems.append(SourceProblem("source.unrecognised", region, reason, found.list_file.name))
