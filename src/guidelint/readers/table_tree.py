"""Base class of the readers of tables (CSV, workbooks): finds tables, makes matters, locates cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from guidelint.location import Path, Region
from guidelint.readers.table.headers import Column, Header, find_header
from guidelint.readers.table.headings import Names
from guidelint.readers.table.join import Matters, Unjoined, join
from guidelint.readers.table.laid_out import is_laid_out, side_by_side
from guidelint.readers.table.lists import NUMBER, list_of_columns, list_titled, of_options
from guidelint.readers.table.platform_tables import Platform, platform_of, rows_of, unjoined_rows
from guidelint.readers.table.row_matters import Matter, Place, Table, fill, matters
from guidelint.readers.table.sheet import Sheet
from guidelint.readers.tree import LeftOut, SourceProblem, Tree

if TYPE_CHECKING:
    from guidelint.readers.sheet_layout import Layout

FEW = 100
"""The maximum number of unassigned list rows that are reported individually."""


class TableTree(Tree):
    """A source of tables; see `readers.tree.Tree`.

    `root` is the list of matters: header → text, list of the matter (申请材料 …) → its elements, header that
    states the unit of a time limit → {value, unit} where the cell is a bare number. `headings`: sheet, row and
    column of each heading, `申请材料.材料名称` for those of elements. `left_out` names sheets not read.
    """

    takes: ClassVar[Literal["text", "bytes"]] = "bytes"
    wants_names: ClassVar[bool] = True
    tabular: ClassVar[bool] = True
    kinds: Sequence[Any] = ()
    """For a part: matters that together have every column and list that any matter of the whole has."""

    def __init__(self) -> None:
        self.root: Any = None
        self.problems: list[SourceProblem] = []
        self.left_out: list[LeftOut] = []
        self.sheets: list[Sheet] = []
        self._places: list[Place] = []
        self._of_tables: dict[str, list[Place]] = {}
        self._top = (0, 0, 0)
        self.headings: dict[str, tuple[int, int, int]] = {}
        self.laid: dict[int, Layout] = {}

    def cell(self, sheet: int, row: int, column: int) -> Region:
        """The region of a cell; of a merged one, the top-left cell of its range."""
        found = self.sheets[sheet]
        row, column = found.merged.get((row, column), (row, column))
        line, number = found.numbers(row, column)
        return Region(line, number, line, number + 1, cell=found.address(row, column))

    def region(self, path: Path) -> Region:
        """The region of the cell at a path; for a missing value, of its column's cell or of the first cell in
        its row; of a list, of its first element. An empty step at the end stands for the heading.
        """
        name = ".".join(step for step in path[1:-1] if isinstance(step, str)) if path[-1:] == ("",) else ""
        return self.cell(*(self.headings.get(name) or self.cell_of(path)))

    def cell_of(self, path: Path) -> tuple[int, int, int]:
        """Sheet, row and column of the cell at a path, or of its nearest ancestor."""
        if path and path[0] in self._of_tables:
            places, path = self._of_tables[str(path[0])], path[1:]
        else:
            places = self._places
        if not path or not places:
            return self._top
        place = places[int(path[0])]
        laid = self.laid.get(place.sheet)
        if laid is not None and not (path[1:] and path[1] in place.children):
            return place.sheet, *laid.cell_of(place.row, path[1:])
        sheet, row, columns, column, lists = place
        for number, step in enumerate(path[1:], 1):
            if not isinstance(step, str):
                continue
            elements = lists.get(step, [])
            after = path[number + 1] if number + 1 < len(path) else 0
            if isinstance(after, int) and after < len(elements):
                part, row = elements[after]
                sheet, columns, column, lists = part.sheet, part.at, part.columns[0].at, {}
            elif step in columns:
                column = columns[step]
                break
        return sheet, row, column

    def file(self, path: Path) -> str:
        """Empty: all sheets of a workbook are in one file."""
        return self.file_of(self.cell_of(path)[0])

    def file_of(self, sheet: int) -> str:
        """The name of the list file that a sheet was read from; empty for sheets of the source itself."""
        return ""

    def header_of(self, sheet: Sheet, names: Names) -> Header | None:
        """The header of a sheet, None if it has none."""
        return find_header(sheet, names)

    def assemble(self, sheets: list[Sheet], names: frozenset[str]) -> None:
        """Find the tables in the sheets and the matters in the tables; report rows that cannot be assigned."""
        self.sheets = sheets
        known = Names(names)
        tables, guides = self._seen(*self._split_forms(known))
        if not tables and not guides:
            self.left_out.clear()  # reported for the whole source instead
            self._nothing_known(known)
            return
        platform = platform_of(tables, names)
        if platform is not None:
            self._hand_over(tables, platform)
            return
        main_tables, children = self._sorted_out(tables, _most_labels(guides))
        for table in (*main_tables, *(child for child, _ in children)):
            fill(table)
            self._columns_of(table)
        found = [matter for table in main_tables for matter in matters(table)]
        found = sorted([*found, *guides], key=lambda matter: matter.place.sheet)
        self._top = (found[0].place.sheet, 0, 0) if guides else _first_heading(main_tables[0])
        joined = Matters(found)
        for child, label in children:
            self._report_unjoined(child, join(joined, child, label))
        for matter in found:
            matter.record.pop(NUMBER, None)
        self.root = [matter.record for matter in found]
        self._places = [matter.place for matter in found]
        if not found:
            self._report("source.no-rows", self._top, {})

    def _split_forms(self, names: Names) -> tuple[list[Table], list[Matter]]:
        """The tables, and the guides of sheets that are laid out as forms."""
        tables: list[Table] = []
        guides: list[Matter] = []
        for number, sheet in enumerate(self.sheets):
            header = self.header_of(sheet, names)
            by_labels = is_laid_out(sheet, names, header)
            if by_labels and (turned := side_by_side(sheet, names)):
                sheet = self.sheets[number] = turned
                header, by_labels = self.header_of(sheet, names), False
            laid = self._guides(number, sheet, names) if by_labels else []
            if laid:
                guides += laid
            elif header is not None and not by_labels:
                tables.append(Table(number, sheet, header))
            elif any(map(any, sheet.rows)):
                self.left_out.append(LeftOut(sheet.name, "没有找到表头，未检查 (no header row)"))
        return tables, guides

    def _seen(self, tables: list[Table], guides: list[Matter]) -> tuple[list[Table], list[Matter]]:
        """Leave out matters on hidden sheets (such as last year's) if visible ones have at least as many.

        Nobody would find the cells of such findings. Hidden lists still belong to visible matters.
        """
        hidden = {number for number, sheet in enumerate(self.sheets) if sheet.hidden}
        if not hidden:
            return tables, guides
        main_tables = [table for table in tables if _list_of(table) is None and not _is_of_options(table)]
        seen = [guide for guide in guides if guide.place.sheet not in hidden]
        shown = [table.header.known for table in main_tables if table.number not in hidden]
        most = max([_most_labels(guides), *(table.header.known for table in main_tables)])
        if not seen and 2 * max(shown, default=0) < most:
            return tables, guides
        kept = [table for table in tables if table.number not in hidden or _list_of(table)]
        read = {table.number for table in kept} | {guide.place.sheet for guide in seen}
        reason = "隐藏的工作表，未检查 (a hidden sheet)"
        gone = {table.number for table in tables} | {guide.place.sheet for guide in guides}
        self.left_out += [LeftOut(self.sheets[number].name, reason) for number in sorted(gone - read)]
        return kept, seen

    def _guides(self, number: int, sheet: Sheet, names: Names) -> list[Matter]:
        """The guides of a sheet that is laid out by labels."""
        from guidelint.readers.sheet_layout import Layout

        layout = Layout(sheet, names)
        if layout.guides:
            self.laid[number] = layout
        return layout.matters(number)

    def _hand_over(self, tables: list[Table], platform: Platform) -> None:
        """Leave joining a platform's tables to its dialect: the root is a mapping of table name to rows."""
        own = dict([platform.main]) | platform.lists
        for table in own.values():
            fill(table)
            self._columns_of(table)
        main, first = platform.main
        self._top = _first_heading(first)
        found = {name: rows_of(table) for name, table in own.items()}
        self.root = {name: [row.record for row in rows] for name, rows in found.items()}
        self._of_tables = {name: [row.place for row in rows] for name, rows in found.items()}
        other = "不是该平台的表 (no table of the platform)"
        self.left_out += [LeftOut(self.sheets[number].name, other) for number in self.laid]
        for table in (table for table in tables if table not in own.values()):
            if _list_of(table):
                self._report(
                    "source.unrecognised", (table.number, table.header.labels, 0), _no_key(table.sheet)
                )
            else:
                self.left_out.append(LeftOut(table.sheet.name, other))
        if not found[main]:
            self.root = []
            self._report("source.no-rows", self._top, {})
            return
        for table, left in unjoined_rows(platform, found):
            self._report_unjoined(table, left)

    def _sorted_out(self, tables: list[Table], most: int) -> tuple[list[Table], list[tuple[Table, str]]]:
        """The tables of matters, and those of list elements with their list; tables with few known columns
        are neither.

        `most`: the number of labels in the fullest of the guides that are laid out as forms.
        """
        plain = [table for table in tables if not _is_of_options(table)]
        if not plain and not most:
            plain = tables
        labels = list(map(_list_of, plain))
        if None not in labels and not most:
            labels[0] = None
        main_tables = [table for table, label in zip(plain, labels, strict=True) if label is None]
        most = max([most, *(table.header.known for table in main_tables)])
        kept = [table for table in main_tables if table.header.known * 2 >= most]
        children = [(table, label) for table, label in zip(plain, labels, strict=True) if label is not None]
        read = {table.number for table in (*kept, *(child for child, _ in children))}
        reason = "列名不像事项表，未检查 (its columns are not those of matters)"
        self.left_out += [LeftOut(each.sheet.name, reason) for each in tables if each.number not in read]
        return kept, children

    def _columns_of(self, table: Table) -> None:
        header = table.header
        for column in header.columns:
            name = f"{column.list_label}.{column.name}" if column.list_label else column.name
            self.headings.setdefault(name, (table.number, _heading_row(table, column), column.at))
        for column in header.repeated:
            self._report(
                "source.duplicate-key", (table.number, header.labels, column.at), {"key": column.name}
            )

    def _report_unjoined(self, child: Table, rows: Iterable[Unjoined]) -> None:
        """Report the rows of a list table that belong to no matter, once per key."""
        reported: set[str] = set()
        for left in rows:
            if left.key in reported or len(reported) >= FEW:
                continue
            reported.add(left.key)
            at = child.number, left.row, left.column
            if left.name:
                reason = stray(child.sheet.name, child.sheet.first[0] + left.row, left)
                self._report("source.unrecognised", at, {"reason": reason})
            else:
                self._report("source.unrecognised", at, _no_key(child.sheet))

    def _report(self, rule: str, at: tuple[int, int, int], args: dict[str, str]) -> None:
        self.problems.append(SourceProblem(rule, self.cell(*at), args, self.file_of(at[0])))

    def _nothing_known(self, names: Names) -> None:
        nearest = [pair for sheet in self.sheets for pair in names.nearest(sheet)][:3]
        sheets = "、".join(f"“{sheet.name}”" for sheet in self.sheets[:10] if sheet.name) or "文件"
        hint = "".join(f"，“{text}”是否应为“{name}”" for text, name in nearest)
        hint_en = "".join(f", should “{text}” be “{name}”?" for text, name in nearest)
        reason = f"{sheets}中没有找到表头{hint} (no header row{hint_en})"
        self.problems.append(SourceProblem("source.unrecognised", self._corner(), {"reason": reason}))

    def _corner(self) -> Region:
        name = self.sheets[0].name if self.sheets else ""
        return Region(1, 1, 1, 1, cell=f"{name}!A1")


def stray(sheet: str, row: int, left: Unjoined) -> str:
    """The message on a row (counted from 1) of a list table that names no matter, or several."""
    named, named_en = (
        f"“{sheet}”第 {row} 行的{left.name}“{left.key}”",
        f"“{left.key}” in row {row} of “{sheet}”",
    )
    if left.same_name_count:
        unclear = "个同名事项，无法判断是哪一个，请用实施主体或实施编码区分"
        return f"{named}有 {left.same_name_count} {unclear} ({named_en} names {left.same_name_count} matters)"
    return f"{named}没有对应的事项 ({named_en} names no matter)"


def _first_heading(table: Table) -> tuple[int, int, int]:
    """Sheet, row and column of the first heading of a table."""
    return table.number, table.header.labels, table.header.columns[0].at


def _heading_row(table: Table, column: Column) -> int:
    """The row with the heading of a column; for a column without one, that of its first text."""
    sheet, at = table.sheet, column.at
    row = table.header.row_of(column, sheet)
    below = range(table.header.bottom + 1, len(sheet.rows))
    return row if sheet.cell(row, at) else next((each for each in below if sheet.cell(each, at)), row)


def _most_labels(guides: Iterable[Matter]) -> int:
    """The number of labels in the guide that has most."""
    return max((len(guide.record) for guide in guides), default=0)


def _no_key(sheet: Sheet) -> dict[str, str]:
    return {"reason": f"“{sheet.name}”与事项表没有共同的编码列 (no key column joins “{sheet.name}”)"}


def _is_of_options(table: Table) -> bool:
    return of_options([column.name for column in table.header.columns if column.known])


def _list_of(table: Table) -> str | None:
    """The label of the list whose elements a table holds, None where it holds matters."""
    names = [column.name for column in table.header.columns if not column.number]
    return list_titled(table.sheet.name) or list_of_columns(names)
