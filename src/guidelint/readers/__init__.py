"""Readers: one module per file format, chosen by extension; each parses a source into a tree of plain values.

`read` builds the tree; `Tree` (`readers/tree.py`) is what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from guidelint.readers.tree import Tree

READERS: dict[str, str] = {
    ".yaml": "guidelint.readers.yaml.reader:YamlTree",
    ".yml": "guidelint.readers.yaml.reader:YamlTree",
    ".json": "guidelint.readers.json.reader:JsonTree",
    ".jsonl": "guidelint.readers.json.reader:JsonLinesTree",
    ".ndjson": "guidelint.readers.json.reader:JsonLinesTree",
    ".xml": "guidelint.readers.xml.reader:XmlTree",
    ".html": "guidelint.readers.html.reader:HtmlTree",
    ".htm": "guidelint.readers.html.reader:HtmlTree",
    ".xlsx": "guidelint.readers.workbook.reader:WorkbookTree",
    ".xlsm": "guidelint.readers.workbook.reader:WorkbookTree",
    ".xls": "guidelint.readers.workbook.reader:WorkbookTree",
    ".ods": "guidelint.readers.workbook.reader:WorkbookTree",
    ".csv": "guidelint.readers.csv.reader:CsvTree",
    ".tsv": "guidelint.readers.csv.reader:CsvTree",
    ".docx": "guidelint.readers.docx.reader:DocxTree",
    ".parquet": "guidelint.readers.parquet.reader:ParquetTree",
}
"""Extension → `module:class`, imported on first use."""


@cache
def reader_for(extension: str) -> type[Tree] | None:
    """The reader class for a file extension (lower case, with dot: `.xlsx`); None for an unsupported one."""
    target = READERS.get(extension)
    if target is None:
        return None
    module, _, name = target.partition(":")
    reader: type[Tree] = getattr(import_module(module), name)
    return reader


def read(
    reader: type[Tree],
    content: str | bytes,
    names: frozenset[str],
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> Tree:
    """Parse a source. `names`: the columns known to dialects, for readers that have to find a header.

    `beside`: the contents of the source's list files by file name, for readers that join them.
    """
    make: Callable[..., Tree] = reader
    if reader.joins and beside:
        return make(content, names, beside)
    return make(content, names) if reader.wants_names else make(content)
