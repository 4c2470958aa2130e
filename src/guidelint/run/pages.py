"""The pages of one folder, judged as one table: a page that lacks a label shown by the others misses that
field.

Which fields they show is known only when all have been read. Until then it is assumed, from the last run or
from a sample of the pages; if the assumption turns out wrong, the run is repeated once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from guidelint.caching.packing import pack
from guidelint.dialects import Row, find_rows, is_guide
from guidelint.dialects.present import fields_present, with_empty_lists
from guidelint.evaluation.linter import Linter
from guidelint.lean.digest import blake2b
from guidelint.lean.tuples import NamedTuple
from guidelint.run.reading import Reading
from guidelint.run.results import Results
from guidelint.sources.inputs import PAGES, Input

_SOME = 64
"""From so many pages, spread over the folder, it is assumed what all of them show."""


class PageFields(NamedTuple):
    """What linting some pages of a folder found.

    `fields` are those for which some page has a label, `lacking` those that rules ask for and no page was
    thought to show; `first` is the name of the first page.
    """

    fields: frozenset[str]
    lacking: frozenset[str]
    first: str

    def merged(self, other: PageFields) -> PageFields:
        """Those and others."""
        return PageFields(
            self.fields | other.fields, self.lacking | other.lacking, min(self.first, other.first)
        )


def fields_of_page(rows: Sequence[Row]) -> frozenset[str] | None:
    """The fields that a page of one guide has labels for; None of any other, which is a table of its own."""
    return fields_present(rows) if len(rows) == 1 and is_guide(rows[0]) else None


class PageFolders:
    """What the pages of each folder show, as far as is known; `results` is what is remembered between runs."""

    def __init__(self, linter: Linter, results: Results | None = None) -> None:
        self.linter = linter
        self.results = results

    def assume(self, sources: Sequence[Input]) -> list[Input]:
        """Sources in their order, pages among others of their folder with what these are thought to show."""
        tables = [_table_of(source) for source in sources]
        page_fields = {
            table: self._last(table, pages) or self._of_some(pages)
            for table, pages in _by_table(sources, tables).items()
            if len(pages) > 1
        }
        return [
            source._replace(table=table, present=page_fields[table]) if table in page_fields else source
            for source, table in zip(sources, tables, strict=True)
        ]

    def correct(self, sources: Sequence[Input], found: Mapping[str, PageFields]) -> list[Input] | None:
        """The sources with what their pages were found to show; None where rules miss as much as was assumed."""
        together = _by_table(sources, [source.table for source in sources])
        assumed = {table: pages[0].present or frozenset() for table, pages in together.items()}
        page_fields = {table: found[table].fields if table in found else frozenset() for table in assumed}
        true = {
            table: fields
            if self._lacking(fields) == self._lacking(page_fields[table])
            else page_fields[table]
            for table, fields in assumed.items()
        }
        if self.results is not None:
            for table, pages in together.items():
                self.results.put(self._file(table, pages), pack(true[table]))
        if true == assumed:
            return None
        return [source._replace(present=true[source.table]) if source.table else source for source in sources]

    def _lacking(self, present: frozenset[str]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
        return self.linter.lacking(with_empty_lists(present))

    def _last(self, table: str, pages: Sequence[Input]) -> frozenset[str]:
        """What these pages showed the last time, nothing where that is not known."""
        known = None if self.results is None else self.results.value(self._file(table, pages))
        return known if isinstance(known, frozenset) else frozenset()

    def _file(self, table: str, pages: Sequence[Input]) -> str:
        identity = self.results.identity if self.results is not None else ""
        key_text = "\0".join([identity, table, *(page.name for page in pages)])
        return f"pages-{blake2b(key_text.encode('utf-8', 'surrogatepass'), digest_size=32).hexdigest()}"

    def _of_some(self, pages: Sequence[Input]) -> frozenset[str]:
        some = pages[:: -(-len(pages) // _SOME)]
        return frozenset[str]().union(*map(self._fields_of, some))

    def _fields_of(self, page: Input) -> frozenset[str]:
        tree = Reading(self.linter, page).tree()
        rows = find_rows(self.linter.dialects, tree.root) if tree is not None else []
        return fields_of_page(rows) or frozenset()


def _table_of(source: Input) -> str:
    """The name of all pages of a folder, of one that is no page an empty one."""
    if source.extension not in PAGES:
        return ""
    return PurePath(source.name).with_name(f"*{source.extension}").as_posix()


def _by_table(sources: Sequence[Input], tables: Sequence[str]) -> dict[str, list[Input]]:
    """The sources that have a table's name, by that name."""
    found: dict[str, list[Input]] = {}
    for source, table in zip(sources, tables, strict=True):
        if table:
            found.setdefault(table, []).append(source)
    return found
