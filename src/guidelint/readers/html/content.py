"""The state of reading a page: texts and lists by label, and the open section."""

from __future__ import annotations

from guidelint.lean.regex import regex
from guidelint.readers.html.chapters import Chapters
from guidelint.readers.html.labels import NAMES, SURE, Labels, label_for, list_beside
from guidelint.readers.html.last_text import LastText
from guidelint.readers.html.lines import COLONS, Line, Value, counts_on, is_switch, value_of
from guidelint.readers.html.links import LINKED, drawn, link_targets
from guidelint.readers.html.materials import (
    Entry,
    Matter,
    Texts,
    in_elements,
    materials_of,
    matters_in,
    unnumbered,
    values_of,
)
from guidelint.readers.html.numbering import (
    has_number,
    is_next_number,
    leading_number,
    numbered,
    order_of,
)
from guidelint.readers.html.section import BOLD, Section
from guidelint.readers.html.section_entries import elements_of, entries_of
from guidelint.readers.html.tables import Pair, Rows
from guidelint.readers.html.tree import HiddenParts
from guidelint.readers.table.lists import (
    DRAWN,
    FILES,
    FLOWCHART,
    GROUP,
    MATERIALS,
    OF_LISTS,
    fits,
    leading_column_of,
    list_led_by,
    list_of_columns,
    list_titled,
)
from guidelint.values.materials.situations import case_titled
from guidelint.vocabulary import FIELDS

_NAME = FIELDS["name"].label
_CODE = FIELDS["catalog_code"].label
_QUESTIONS = FIELDS["faq"]
_LONGEST_NAME = 60
_label = regex("是否[一-龥]{2,12}|备注")
"""A line that is a label even if no dialect knows it."""


class PageContent:
    """Collects one page. If a label occurs twice, its first text that is not empty counts, a hidden one last.

    `hidden`: what the page hides; `filled`: a known label has a text; `begun`: the number of sections so far;
    `renamed`: the page names more than one matter.
    """

    def __init__(self, source: str, labels: Labels, hidden: HiddenParts) -> None:
        self.source = source
        self.hidden = hidden
        self.labels = labels
        self.matter: Matter = {}
        self.matters: list[Matter] = []
        self.lists: dict[str, list[Entry]] = {}
        self.recognised = False
        self.filled = False
        self.renamed = False
        self._tables: dict[tuple[str, str, tuple[tuple[tuple[str, str], ...], ...]], int] = {}
        self.section: Section | None = None
        self.begun = 0
        self.chapters = Chapters()
        self.last = LastText()

    def put(self, name: str, value: Texts, known: bool) -> None:
        """Store a value under a label."""
        self.recognised |= known and len(name) >= SURE
        self.filled |= known and (not isinstance(value, Value) or value.text != "")
        if known and self.section and not self.section.known:
            self.section.tables = True
        if name in LINKED and isinstance(value, Value):
            value = link_targets(self.source, name, value)
        if name in NAMES and isinstance(value, Value) and value.text.endswith("】"):
            value = self._without_code(value)
        if name in DRAWN and isinstance(value, Value) and not value.text:
            self._drawn(name, value)
        old = self.matter.get(name)
        if name == _NAME and isinstance(old, Value) and isinstance(value, Value):
            self.renamed |= old.text != "" != value.text != old.text
        self.last.text = None
        if old is None or self._replaces(old, value):
            self.matter[name] = value
        self.chapters.note(name, value, self.matter[name])

    def _replaces(self, old: Texts, value: Texts) -> bool:
        """Whether a value counts instead of the first under its label: that is empty, or hidden while this is not."""
        if not isinstance(old, Value):
            return False
        if not (old.text and isinstance(value, Value)):
            return not old.text and (isinstance(value, list) or value.text != "")
        other = value.text not in ("", old.text)
        return other and old.start in self.hidden and value.start not in self.hidden

    def _without_code(self, value: Value) -> Value:
        """The name of a matter; the code behind it is stored as its catalogue code: 取水许可【00011901000Y】."""
        name, _, code = value.text[:-1].rpartition("【")
        at = self.source.rfind(f"【{code}】", value.start, value.end)
        if at < 0 or not (name and code.isascii() and code.isalnum()):
            return value
        self.matter.setdefault(_CODE, value._replace(text=code, start=at + 1, end=at + 1 + len(code)))
        return value._replace(text=name.rstrip(), end=at)

    def _drawn(self, name: str, value: Value) -> None:
        """Store pictures in place of a text, unless there is a flow chart already."""
        pictures = drawn(self.source, value)
        chart = name if name in FILES else FLOWCHART
        if pictures and not self.matter.get(chart):
            self.matter[chart] = [*pictures]

    def put_lines(self, name: str, lines: list[Line], key: tuple[int, int], node: int, known: bool) -> None:
        """Store lines under a label; the next line may continue them."""
        value = self._value_of(name, lines, key, node)
        self.put(name, value, known)
        if lines and self.matter.get(name) is value:
            self.last.text = name, lines, key

    def continues(self, line: Line) -> bool:
        """Whether a line belongs to the last text, or may; False for all others."""
        if self.section:
            self.last.text = None
        return self.last.takes(line, self._replace)

    def reach(self, line: Line) -> None:
        """Note the number of a label or heading, with which the last text ends."""
        self.last.reach(line.text, self._replace)

    def _replace(self, name: str, lines: list[Line], key: tuple[int, int]) -> None:
        self.matter[name] = self._value_of(name, lines, key, lines[0].node)

    def _value_of(self, name: str, lines: list[Line], key: tuple[int, int], node: int) -> Texts:
        """The value of lines below a label; lines of materials may list several."""
        if len(lines) < 2 or list_titled(name) != MATERIALS:
            return value_of(lines, key, node)
        return materials_of(self.source, lines, key)

    def begin(self, name: str | None, head: Line, level: int, tab: str = "") -> None:
        """Open a section; an unknown heading opens none, except below a tab."""
        self.end()
        self.reach(head)
        self.last.text = None
        self.chapters.enter(head.text, known=name is not None)
        if name or tab:
            self.begun += 1
            self.section = Section(name or tab, name is not None, head, level)

    def begin_column(self, name: str, head: Line) -> None:
        """Open a section for a table cell; the only column of a list belongs to the list's heading."""
        outer, list_label = self.section, list_led_by(name) if len(name) >= SURE else None
        if list_label and outer and not outer.lines and list_titled(outer.label) == list_label:
            self.section, list_label = None, outer.label
        self.begin(name, head, BOLD)
        if self.section and list_label:
            self.section.list_label = list_label

    def end(self) -> None:
        """Close the section and store its lines."""
        section, self.section = self.section, None
        if section is None or not (section.known or (section.lines and not section.tables)):
            return
        lines, key = section.lines, section.key
        if section.list_label and lines:
            values = values_of(self.source, [[line] for line in lines], key)
            rows = [{section.label: value} for value in values]
            self._extend(section.list_label, rows)
        elif rows := elements_of(section, self.source, self.labels):
            self._extend(section.label, rows)
        elif entries := entries_of(section, self.source, self.labels):
            self.put(section.label, entries, section.known)
        else:
            self.put(section.label, value_of(lines, key, section.head.node), section.known)

    def end_column(self) -> None:
        """At the end of a table, close the section that is a list's only column."""
        if self.section and self.section.list_label:
            self.end()

    def add(self, line: Line) -> None:
        """Add a line to the section; a line that continues the numbering of the section's heading ends it."""
        if is_switch(line.text):
            return
        if self.section is not None and not self._ends(line.text, self.section):
            self.section.lines.append(line)
            return
        self.end()
        self.chapters.enter(line.text, known=False)

    def _ends(self, text: str, section: Section) -> bool:
        """Whether a line is no text of a section: a name has one line, 是否预约办理 is a label."""
        if section.label in NAMES and section.lines and not text.startswith(("（", "(")):
            return True
        return self._numbered_on(text, section) or _label.fullmatch(text) is not None

    def _numbered_on(self, text: str, section: Section) -> bool:
        """Whether a line continues the numbering of a section's heading (and is not numbered like lines
        inside it), or that of the part of the page (三、) that contains the section.
        """
        if numbered(text):
            inner = has_number(section.head.text) and order_of(text) == self.chapters.order + 1 > 1
            return inner or numbered(section.head.text)
        if text.startswith(("（", "(")):
            inner = any(line.text.startswith(("（", "(")) for line in section.lines)
            return not inner and is_next_number(leading_number(section.head.text), leading_number(text))
        return counts_on(text, section.head.text, section.lines)

    def title(self) -> str | None:
        """The label of the section, if one is open."""
        return self.section.label if self.section else None

    def rows(self, part: Rows) -> None:
        """Store the rows of a table under the label of their list."""
        name = label_for(part.header, part.title.known if part.title else self.title())
        of_matters = not self.recognised and self.labels.of_matters(part.header)
        if of_matters and not name:
            name = list_beside(part.header) or name
        if self.section:
            self.section.tables = True
        if name and of_matters and not part.title and name in OF_LISTS:
            lead = next(column for column in part.header if column in NAMES)
            self.matters += matters_in(map(self._linked, part.rows), name, part.header, lead)
        elif name:
            if not self._copied(name, part.rows):
                self._extend(name, [*self._case_above(name), *part.rows])
        elif name == "" or of_matters:
            self.matters += [{**self._linked(row)} for row in part.rows]
        else:
            for value in (value for row in part.rows for value in row.values() if value.text):
                self.add(Line(value.text, value.start, value.end, value.node))

    def _case_above(self, name: str) -> list[dict[str, Value]]:
        """The row of the group title above a table of materials, if that is a case: 个人申请."""
        lines = self.section.lines if self.section and list_titled(name) == MATERIALS else []
        if not lines or len(lines[-1].text) > _LONGEST_NAME or case_titled(lines[-1].text) is None:
            return []
        line = lines.pop()
        return [{GROUP: value_of([line], (line.start, line.end), line.node)}]

    def _copied(self, name: str, rows: list[dict[str, Value]]) -> bool:
        """Whether a table repeats an earlier one below the same heading, as pages do for small screens."""
        if len(rows) < 2 or self.section is None:
            return False
        cells = tuple(tuple((label, value.text) for label, value in row.items()) for row in rows)
        return self._tables.setdefault((name, self.section.head.text, cells), self.begun) != self.begun

    def cards(self, pairs: list[Pair]) -> bool:
        """Store pairs as elements of the list that the section names, a repeated label beginning a new
        element; False if they are not.
        """
        title = self.title()
        named = list_titled(title) if title else None
        if title is None or named is None or not pairs:
            return False
        if named == _QUESTIONS.label and not any(pair.label.known for pair in pairs):
            question, answer = (child.label for child in _QUESTIONS.fields)
            questions = [
                {question: pair.label.value(), answer: pair.cell.value(pair.label.key)} for pair in pairs
            ]
            self._extend(title, questions)
            return True
        columns = tuple(dict.fromkeys(pair.label.name for pair in pairs))
        if list_of_columns(columns) != named and not fits(columns, named):
            return False
        rows = in_elements([(pair.label.name, pair.cell.value(pair.label.key)) for pair in pairs])
        if len(rows) == 1 and leading_column_of(named) not in columns:
            rows = [{**self._named_above(named), **rows[0]}]
        self._extend(title, rows)
        return True

    def _named_above(self, list_label: str) -> dict[str, Value]:
        """The name of an element that stands alone above its labels: 1. 营业执照."""
        lines = self.section.lines if self.section else []
        if not lines or len(lines[-1].text) > _LONGEST_NAME or lines[-1].text.endswith(COLONS):
            return {}
        line = lines.pop()
        bare = [unnumbered(self.source, line)]
        return {leading_column_of(list_label): value_of(bare, (line.start, line.end), line.node)}

    def _extend(self, name: str, rows: list[dict[str, Value]]) -> None:
        entries = list(map(self._linked, rows))
        old = self.lists.get(name)
        if old is None:
            self.lists[name] = self.matter[name] = entries
        else:
            old.extend(entries)
        self.recognised = self.filled = True
        if self.section:
            self.section.tables = True

    def _linked(self, row: dict[str, Value]) -> Entry:
        """A row in which links are replaced by their targets, for columns of addresses and files."""
        if LINKED.isdisjoint(row):
            return {**row}
        return {
            label: link_targets(self.source, label, value) if label in LINKED else value
            for label, value in row.items()
        }
