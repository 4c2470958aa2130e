"""Reads the running text of a page: headings, lines that begin with a label, and the text that follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidelint.lean.regex import regex
from guidelint.readers.html.content import PageContent
from guidelint.readers.html.labels import (
    NAMES,
    SURE,
    TITLE,
    Labels,
    clean,
    is_brief,
    is_of_materials,
    is_short,
    is_sure,
    name_in,
)
from guidelint.readers.html.lines import COLONS, Line, after_label, counts_on, lines_of, trimmed, value_of
from guidelint.readers.html.numbering import has_number, numbered, without_number
from guidelint.readers.html.section import BOLD, LINE, Section
from guidelint.readers.html.tree import HiddenParts, Node
from guidelint.readers.table.lists import MATERIALS, describes_element, list_titled
from guidelint.vocabulary import FIELDS

_BOLD_TAGS = ("<b>", "<b ", "<strong>", "<strong ")
_NO_LINE = Line("", 0, 0, 0)
_BETWEEN = " ；，,"
"""Characters between a text and the label after it."""
_HEADING, _FAR, _FARTHEST = 8, 300, 24
"""The maximum length of an unknown heading, of the source before a text that is searched for its tag, and of
a numbered label of materials in words of its own: （2）转移所需材料：.
"""


class Prose:
    """Reads headings and lines into `content`.

    `marks`: how labels have been marked up so far (by a class, or in bold at least twice). `headlines`: the
    unknown headings of level 1; `second`: those of level 2 above the guide.
    """

    def __init__(self, top: Node, source: str, labels: Labels) -> None:
        self.source = source
        self.labels = labels
        self.content = PageContent(source, labels, HiddenParts(top, source))
        self.title: Line | None = None
        self.headlines: list[Line] = []
        self.second: list[Line] = []
        self.marks: set[str] = set()
        self.bold: set[str] = set()

    def lines(self, node: Node) -> list[Line]:
        """The lines of an element."""
        return lines_of(node.children, node)

    def heading(self, lines: list[Line], level: int) -> None:
        """Begin a section; an unknown heading below a known one belongs to that one's text."""
        if not lines:
            return
        line = lines[0]._replace(text="".join(line.text for line in lines), end=lines[-1].end)
        if self.title is None and TITLE.fullmatch(line.text):
            self.title = line
        name = self.named(line.text)
        if name is None and self.states(line):
            self.content.end()
            self.statements([line], keep=False)
            return
        if level == 1 and name is None:
            self.headlines.append(line)
        elif level == 2 and name is None and not (self.content.recognised or self.content.begun):
            self.second.append(line)
        section = self.content.section
        if name is None and section and section.level < level:
            self.content.add(line)
        else:
            self.content.begin(name, line, level)

    def entitle(self, top: Node) -> None:
        """Take a name that no label gives from the first title of a guide, else from the only headline, else
        from the title of the page where the guide shows it, else from the only h2 above the guide; none for a
        form, whose labels have no texts.
        """
        if not (self.content.recognised and self.content.filled) or not NAMES.isdisjoint(self.content.matter):
            return
        titles = [self.title] if self.title else self.headlines or self.page_title(top) or self.second
        name = name_in(titles[0].text) if len({title.text for title in titles}) == 1 else None
        if name:
            title = titles[0]
            value = value_of([title._replace(text=name)], (title.start, title.start), title.node)
            self.content.put(FIELDS["name"].label, value, known=True)

    def page_title(self, top: Node) -> list[Line]:
        """The title of the page, without that of the site behind it, as a text of the guide by itself."""
        found = _page_title.search(self.source, 0, _HEAD)
        shown = found and re.search(
            rf">\s*({re.escape(found[1])})\s*<", self.source[max(top.start, found.end()) :]
        )
        if found is None or shown is None or has_number(found[1]):
            return []
        start = max(top.start, found.end()) + shown.start(1)
        return [Line(found[1], start, start + len(found[1]), self.source.rfind("<", 0, start))]

    def leaf(self, lines: list[Line], node: Node) -> None:
        """Read the lines of a block."""
        if lines and (self.follows(lines[0]) or self.is_aside(lines[0])):
            self.content.end()
        if len(lines) != 1:
            self.statements(lines, keep=True)
        elif not self.opens(lines[0], node):
            if self.states(lines[0]):
                self.statements(lines, keep=True)
            elif not self.is_unknown_label(lines[0]) and not self.content.continues(lines[0]):
                self.content.add(lines[0])

    def is_aside(self, line: Line) -> bool:
        """Whether a line below a heading begins what a guide says besides its fields, or a form after them."""
        section = self.content.section
        if section is None:
            return False
        form = not list_titled(section.label) and _form.fullmatch(line.text) is not None
        return form or _aside.fullmatch(line.text) is not None

    def named(self, text: str) -> str | None:
        """The known name that a heading is; that of the materials by any wording where no list is open."""
        name, section = self.labels.heading(text), self.content.section
        if name is None and not (section and list_titled(section.label)) and is_of_materials(text):
            return self.labels.known(MATERIALS)
        return name

    def opens(self, line: Line, node: Node) -> bool:
        """Whether a line that is a block of its own begins a section."""
        name = self.named(line.text)
        if name is None or (line.text.endswith(COLONS) and self.describes_element(name)):
            return False
        if line.bold:
            self.content.begin(name, line, BOLD)
            self.marked(line)
            return True
        colon = line.text.endswith(COLONS)
        brief = len(name) < SURE and not numbered(line.text)
        if (brief and not colon) or (node.tag in ("li", "td", "th", "a") and not colon):
            return False
        self.content.begin(name, line, LINE)
        return True

    def follows(self, line: Line) -> bool:
        """Whether a line begins with a label on the same level as the section's, marked up alike.

        The label of a list may be followed by those of its elements. An unknown label needs the page's label
        class, or text before it: below 办理时间：, a bold 上午：8:30 is text.
        """
        section = self.content.section
        if section is None or section.level < BOLD:
            return False
        if not section.head.text.endswith(COLONS):
            return line.bold and self.heads(line, section)
        if self.mark(line) != self.mark(section.head):
            return False
        found = self.states(line)
        if found:
            return is_sure(found[0]) and not self.describes_element(found[0])
        lone = line.lead == line.text and not section.lines
        return (lone or "class=" in self.mark(line) or self.after_text(line)) and self.is_labelled(line)

    def heads(self, line: Line, section: Section) -> bool:
        """Whether a bold line is an unknown heading on the section's level; never within a list."""
        if not section.lines or section.lines[0].bold or section.level != BOLD or list_titled(section.label):
            return False
        bare = len(line.text) <= _HEADING and not _stops.search(line.text) and not has_number(line.text)
        return bare and self.mark(line) == self.mark(section.head)

    def after_text(self, line: Line) -> bool:
        """Whether the beginning of a line is marked up as labels are, while the section's first line is not."""
        lines = self.content.section.lines if self.content.section else []
        inner = not lines or (self.is_labelled(lines[0]) and self.mark(lines[0]) == self.mark(line))
        return not inner and len(clean(line.lead)) >= SURE and self.mark(line) in self.marks

    def mark(self, line: Line) -> str:
        """How the beginning of a line is marked up: its tag, or the bold tag around that."""
        if not line.lead:
            return ""
        before = self.source[max(line.start - _FAR, 0) : line.start]
        inner, before = _last_tag(before)
        outer = "" if not inner or _is_bold(inner) else _last_tag(before)[0]
        return outer if _is_bold(outer) else inner or "b"

    def marked(self, line: Line) -> None:
        """Record the markup of a known label."""
        mark = self.mark(line) if line.lead else ""
        if "class=" in mark or mark in self.bold:
            self.marks.add(mark)
        elif mark == "b" or _is_bold(mark):
            self.bold.add(mark)

    def is_labelled(self, line: Line) -> bool:
        """Whether a line begins with an inline element that a colon ends."""
        after = line.text[len(line.lead) :].lstrip()
        return is_short(line.lead) and (line.lead.endswith(COLONS) or after.startswith(COLONS))

    def is_unknown_label(self, line: Line) -> bool:
        """Store an unknown label that is marked up as known ones are, with its text; False for other lines."""
        if not (self.marks and self.content.section is None and self.is_labelled(line)):
            return False
        if self.mark(line) not in self.marks:
            return False
        rest = after_label(line, line.text[len(line.lead) :].strip(" ：:"), self.source)
        key = line.start, line.end
        self.content.put(without_number(clean(line.lead)), value_of(rest, key, line.node), known=False)
        return True

    def statements(self, lines: list[Line], keep: bool) -> None:
        """Read `label: text` in lines; text belongs to the label before it."""
        name, key, rest = "", (0, 0), list[Line]()
        head = _NO_LINE
        section = self.content.section
        inside = keep and section is not None and section.known and section.level < LINE
        for line in self.cut(lines):
            found = self.states(line)
            if found is None or (keep and self.describes_element(found[0])):
                if name and counts_on(line.text, head.text, rest):
                    self.statement(name, key, rest)
                    name = ""
                if name:
                    rest.append(line)
                if keep and (inside or not name):
                    self.content.add(line)
                continue
            self.statement(name, key, rest)
            self.content.reach(line)
            self.marked(line)
            if inside:
                self.content.add(line)
            name, key, rest = found[0], (line.start, line.end), after_label(line, found[1], self.source)
            head = line
        if name and not rest and keep and not inside:
            self.content.begin(name, head, LINE)
        else:
            self.statement(name, key, rest)

    def cut(self, lines: list[Line]) -> Iterator[Line]:
        """The lines, split so that each contains at most one label, at its beginning."""
        for line in lines:
            if line.text.count("：") + line.text.count(":") > 1 and self.states(line):
                yield from self.apart(line)
            else:
                yield line

    def apart(self, line: Line) -> Iterator[Line]:
        """A line split before each known label after a blank or semicolon, or in an element of its own."""
        begin, end = trimmed(self.source, line.start, line.end)
        start, done = begin, 0
        for label in _inner.finditer(self.source, begin, end):
            name = self.labels.known(label[1]) or ""
            known = len(name) >= SURE or self.describes_element(name)
            at = line.text.find(label[1], done + 1) if known and label.start(1) > begin else -1
            if at < 0:
                continue
            stop = self.before_tags(start, label.start(1))
            yield line._replace(text=line.text[done:at].rstrip(_BETWEEN), start=start, end=stop)
            line = line._replace(lead="", bold=False)
            start, done = label.start(1), at
        yield line._replace(text=line.text[done:], start=start)

    def before_tags(self, start: int, end: int) -> int:
        """The end of a span without trailing tags or the trailing separator."""
        while (
            self.source[start:end].rstrip().endswith(">")
            and (tag := self.source.rfind("<", start, end)) > start
        ):
            end = tag
        return start + len(self.source[start:end].rstrip().rstrip(_BETWEEN))

    def states(self, line: Line) -> tuple[str, str] | None:
        """The known label at the beginning of a line, and the text after it; None if there is none."""
        found = self.labels.pair(line.text)
        if found and (is_sure(found[0]) or self.describes_element(found[0]) or is_brief(found[0], line.text)):
            return found
        at = line.text.find("料：", 0, _FARTHEST)
        if at > 0 and has_number(line.text) and (name := self.named(line.text[: at + 1])):
            return name, line.text[at + 2 :].strip()
        return self.inline_label(line) if line.lead else None

    def describes_element(self, name: str) -> bool:
        """Whether a label is one of the list elements of the section."""
        section = self.content.section
        list_label = list_titled(section.label) if section and name else None
        return list_label is not None and describes_element(name, list_label)

    def inline_label(self, line: Line) -> tuple[str, str] | None:
        """A known label in an inline element of its own, and the text after it."""
        if line.lead == line.text or not line.text.startswith(line.lead):
            return None
        name = self.labels.known(line.lead)
        if not name or self.continues(line):
            return None
        return name, line.text[len(line.lead) :].lstrip(" ：:")

    def continues(self, line: Line) -> bool:
        """Whether the inline element at the beginning of a line is followed directly by one with the same
        start tag.

        Editors split a text into such runs: 窗口|办理.
        """
        tag = self.source[self.source.rfind("<", 0, line.start) : line.start]
        name, styled, _ = tag[1:].partition(" ")
        end = self.source.find("<", line.start, line.end)
        follows = self.source.startswith(f"</{name}>{tag}", end)
        return bool(styled) and follows and self.source[line.start : end].strip() == line.lead

    def statement(self, name: str, key: tuple[int, int], rest: list[Line]) -> None:
        """Store a label found in running text, with its lines."""
        if not name:
            return
        if self.content.section and self.content.section.level == LINE:
            self.content.end()
        self.content.put_lines(name, rest, key, rest[0].node if rest else key[0], known=True)


_page_title = regex(r"<title>\s*((?!窗口)[^<>&_|-]*[^<>&_|\s-])")
_HEAD = 4096
_stops = regex(r"[\d，。；：、！,.;:!（()）]")
"""Characters that occur in no heading."""
_aside = regex(r"[^\w\s]?\s*(?:注意事项|(?:温馨|特别|友情)提[示醒])[：:]?|[上下]一[条篇][：:].*")
"""The heading of what a guide says besides its fields, or a link to the next page."""
_form = regex(r"(?:附[件表]?[一二三四五六\d]{0,2}[:：]?\s*)?[一-龥]{4,30}(?:申请|申报|审批|登记|备案)表")
"""The title of a form below a guide."""
_inner = regex(
    r"(?:(?<=[\s>;；,，。])|(?<=\d)(?=[一-龥]))([^\s<>&;；,，:：。]{2,20})(?:\s|</[a-zA-Z]{1,9}>){0,6}[:：]"
)
"""A possible label within a line."""


def _is_bold(tag: str) -> bool:
    return tag[:8].lower().startswith(_BOLD_TAGS)


def _last_tag(source: str) -> tuple[str, str]:
    """The tag at the end of a piece of source, if any, and the source before it."""
    source = source.rstrip()
    at = source.rfind("<") if source.endswith(">") else -1
    return (source[at:], source[:at]) if at >= 0 else ("", source)
